"""Texts in the reader's language: the window's (nb, nn, en) and the printed sheets' (one folder a language)."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from app.base import paths

WINDOW_LANGUAGES = ("nb", "nn", "en")
_OWN_HEADER = re.compile(r'^"(X-[A-Za-z-]+: .*)\\n"$', re.MULTILINE)
_window = "nb"
_spoken: ContextVar[str] = ContextVar(
    "spoken", default=""
)  # of what is being written now, on this thread alone


def N_(message: str) -> str:
    """Mark a source string for the catalogues; it is translated where it is shown."""
    return message


def use(code: str) -> None:
    """Make `code` (nb, nn or en) the window's language from now on."""
    global _window
    if code not in WINDOW_LANGUAGES:
        raise ValueError(f"not a window language: {code}")
    _window = code


def current() -> str:
    """The window's language; inside `speaking` that of what is being written."""
    return _spoken.get() or _window


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Inside this, on this thread, everything is said in `code`: a paper in another language than the window's."""
    if code not in WINDOW_LANGUAGES:
        raise ValueError(f"not a window language: {code}")
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def _(message: str, **values: object) -> str:
    """The message in the window's language, its named placeholders filled."""
    return catalogue(current()).say(message, **values)


def ngettext_(one: str, many: str, count: int, **values: object) -> str:
    """The form of the message that this count takes; `{count}` is filled along with the other values."""
    return catalogue(current()).say_many(one, many, count, **values)


def pgettext_(context: str, message: str, **values: object) -> str:
    """The message as it is said in this context, such as the name of an option list."""
    return catalogue(current()).say_in(context, message, **values)


class Catalogue(NamedTuple):
    """All texts of one domain in one language."""

    language: str
    texts: gettext.NullTranslations

    def say(self, message: str, **values: object) -> str:
        """The message in this catalogue's language; the source text where it is not translated."""
        return _filled(self.texts.gettext(message) if message else "", values)

    def say_many(self, one: str, many: str, count: int, **values: object) -> str:
        """The plural form for `count`."""
        return _filled(self.texts.ngettext(one, many, count), {"count": count, **values})

    def say_in(self, context: str, message: str, **values: object) -> str:
        """The message in a context (gettext's msgctxt)."""
        return _filled(self.texts.pgettext(context, message), values)


class LanguageInfo(NamedTuple):
    """A language that sheets can be printed in.

    state: own (written by the makers), draft, read (by a native reader) or approved.
    direction: ltr or rtl. script: ISO 15924.
    """

    code: str
    own_name: str
    direction: Literal["ltr", "rtl"]
    script: str
    state: str


def catalogue(code: str) -> Catalogue:
    """The window's texts in a language."""
    return _load(code, "ui")


def has_sheets(code: str) -> bool:
    """Whether the printed sheets exist in a language; of any text: what it asks for is looked up, never opened."""
    # Lighter than listing paths: it is asked with every sheet of a pack.
    with os.scandir(paths.locales()) as folders:
        if code not in [folder.name for folder in folders]:
            return False
    folder = paths.locales() / code / "LC_MESSAGES"
    return any((folder / f"sheets.{kind}").exists() for kind in ("mo", "po"))


def sheet_text(code: str) -> Catalogue:
    """The printed sheets' texts in a language. Raises KeyError for a language that has none."""
    if not has_sheets(code):
        raise KeyError(code)
    return _load(code, "sheets")


def sheet_languages() -> list[LanguageInfo]:
    """Every language with sheet texts: bokmål, nynorsk and English first, then by own name."""
    codes = {file.parents[1].name for file in paths.locales().glob("*/LC_MESSAGES/sheets.[pm]o")}
    return sorted((language_info(code) for code in codes), key=_shelf)


def _shelf(info: LanguageInfo) -> tuple[int, str]:
    own = WINDOW_LANGUAGES.index(info.code) if info.code in WINDOW_LANGUAGES else len(WINDOW_LANGUAGES)
    return own, info.own_name.casefold()


@cache
def language_info(code: str) -> LanguageInfo:
    """What the language's own catalogue says of itself in its header (X-Own-Name, X-Direction, X-Script, X-State)."""
    head = sheet_text(code).texts.info()
    return LanguageInfo(
        code=code,
        own_name=head.get("x-own-name", code),
        direction="rtl" if head.get("x-direction") == "rtl" else "ltr",
        script=head.get("x-script", "Latn"),
        state=head.get("x-state", "draft"),
    )


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text


@cache
def _load(code: str, domain: str) -> Catalogue:
    folder = paths.locales() / code / "LC_MESSAGES"
    _compile_if_stale(folder / f"{domain}.po", folder / f"{domain}.mo")
    with (folder / f"{domain}.mo").open("rb") as file:
        return Catalogue(code, gettext.GNUTranslations(file))


def _compile_if_stale(po: Path, mo: Path) -> None:
    """In a checkout the compiled catalogue follows its source; a bundle carries only the compiled one."""
    if not po.exists() or (mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime):
        return
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        texts = read_po(source, locale=code_of(po))
    # Babel forgets headers that it does not know, and ours say direction and script: carry them in the first.
    own_headers = _OWN_HEADER.findall(po.read_text("utf-8").partition("\n\n")[0])
    texts.version = "\n".join([texts.version, *own_headers])
    fresh = mo.with_name(f"{mo.name}.{os.getpid()}")
    with fresh.open("wb") as target:
        write_mo(target, texts)
    fresh.replace(mo)


def code_of(catalogue_file: Path) -> str | None:
    """The language a catalogue file belongs to, as Babel knows it; None where Babel does not know it."""
    from babel import Locale, UnknownLocaleError

    code = catalogue_file.parents[1].name.replace("-", "_")
    try:
        return str(Locale.parse(code))
    except (UnknownLocaleError, ValueError):
        return None
