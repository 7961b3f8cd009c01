"""A language's pack: out to a native reader or another school, and back, row by row, with nothing taken in unseen."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.actions.desk import Desk
from app.actions.line_room import no_room
from app.actions.line_rules import check_line, cleaned
from app.actions.wording import (
    LanguageHere,
    LineShown,
    language_here,
    lines_of,
    standing_said,
)
from app.base.errors import AppError
from app.base.languages import N_, _, language_info, sheet_languages, sheet_text
from app.base.wording import APPROVED, READ, Standing
from app.documents.sources import SOURCES
from app.exchange.language_pack import Pack, PackLine, PackRead, RowRead, pack_bytes, read_pack
from app.exchange.whole_files import put_in_place
from app.records.spoken import language_name

_ALIKE = 20  # rows that say what another language says: this is that one's pack


class WrongLanguage(AppError):
    """The pack of another language than the one that is open."""

    says = N_("“{name}” is a pack for {found}, not for {wanted}. Nothing was changed.")
    do = N_("Open that language and read the pack there.")


class LanguageUnsaid(AppError):
    """A file that says neither which language it is nor enough to tell."""

    says = N_("“{name}” doesn’t say which language it is. Nothing was changed.")
    do = N_("Open its language and read the pack there.")


class NothingNew(AppError):
    """A pack that says nothing else than what stands here."""

    says = N_("Every line of “{name}” stands here already. Nothing was changed.")
    do = N_("Was it the right file? One that was changed is newer than the one that was saved here.")


@dataclass(frozen=True)
class Difference:
    """A row of a pack that says something else than what stands here, or that carries a comment.

    problem: why it can't be taken in; warning: what is to be known before it is. old: as it comes out here now.
    """

    key: str
    norwegian: str
    old: str
    new: str
    comment: str = ""
    problem: str = ""
    warning: str = ""
    rights: bool = False

    @property
    def can_be_taken(self) -> bool:
        """Whether there is anything to take in and nothing in its way."""
        return not self.problem and self.new != self.old


@dataclass(frozen=True)
class PackReview:
    """What a pack would change. offered: who stood behind it where it comes from, to be asked for, never taken as said.

    unchanged, empty: how many rows say the same as here, or nothing at all.
    """

    language: LanguageHere
    name: str
    rows: tuple[Difference, ...]
    unchanged: int
    empty: int
    offered: Standing

    @property
    def taken(self) -> tuple[str, ...]:
        """The keys that are ticked to begin with: all that can be taken."""
        return tuple(one.key for one in self.rows if one.can_be_taken)


def pack_name(language: str) -> str:
    """What the file of a pack is called."""
    return _("overgang-language-{code}.xlsx", code=language)


def language_pack(desk: Desk, language: str) -> bytes:
    """The pack of a language as it is here."""
    here, info = language_here(desk, language), language_info(language)
    lines = tuple(PackLine(one.key, one.norwegian, one.english, one.text) for one in lines_of(desk, language))
    behind = here.standing if here.info.state in (READ, APPROVED) else Standing("")
    pack = Pack(
        language=language,
        own_name=info.own_name,
        right_to_left=info.direction == "rtl",
        headings=(
            _("Key"),
            _("Norwegian").capitalize(),
            _("English"),
            f"{info.own_name} [{language}]",
            _("Comment"),
        ),
        sheet_names=(_("Read this first"), info.own_name),
        help=_help(desk, here),
        lines=lines,
        state=behind.state,
        name=behind.name,
        day=behind.day,
    )
    return pack_bytes(pack)


def _help(desk: Desk, here: LanguageHere) -> tuple[tuple[str, bool], ...]:
    """What a reader has to do, in their language, in the window's and in English; True for the language's own lines."""
    from app.exchange.pack_help import own_help

    said = (
        _("Texts of the prison school’s sheets: {language}", language=f"{here.info.own_name} ({here.name})"),
        _("Read the lines on the next sheet and compare with the Norwegian, or the English."),
        _("Write in the column with the translation only where something is wrong, unclear or unkind."),
        _(
            "Words in curly brackets, such as {example}, stay as they are: the program fills something in there.",
            example="{contact}",
        ),
        _("Write a comment where you are in doubt. The other columns are locked."),
        _("Many read slowly. Short sentences and plain words are best."),
        _("How far it has come: {state}", state=standing_said(here.info, here.standing, today=desk.today)),
    )
    own = own_help(here.code)
    return (
        (said[0], False),
        *((text, True) for text in own),
        *((text, False) for text in said[1:]),
    )


def save_pack(desk: Desk, language: str, path: Path) -> Path:
    """Write the pack into a file: all of it or nothing. Raises PackNotSaved."""
    content = language_pack(desk, language)
    try:
        put_in_place({path: content})
    except OSError as error:
        raise PackNotSaved(file=str(path)) from error
    return path


class PackNotSaved(AppError):
    """The folder can't be written in, or the disk is full."""

    says = N_("The pack could not be saved as “{file}”.")
    do = N_("Choose another folder, or close the file where it is open.")


# --- back ---


def review_pack(desk: Desk, language: str, path: Path) -> PackReview:
    """What a pack would change here; nothing is changed yet. language: "" for the one that the pack is of.

    Raises what read_pack raises, WrongLanguage, LanguageUnsaid, NothingNew, NoSheets.
    """
    read = read_pack(path, known=SOURCES)
    language = language or read.language or _alike(read, "")
    if not language:
        raise LanguageUnsaid(name=path.name)
    here = language_here(desk, language)
    _check_language(read, here, path.name)
    lines = {one.key: one for one in lines_of(desk, language)}
    twice = {key for key, count in Counter(row.key for row in read.rows).items() if count > 1}
    rows = [_judged(language, lines, row, twice) for row in read.rows]
    shown = [one for one in rows if one is not None and (one.problem or one.comment or one.new != one.old)]
    offered = Standing(
        read.state if read.state in (READ, APPROVED) else "", " ".join(read.name.split()), _past(desk, read)
    )
    if not shown and offered in (here.standing, offered._replace(state="")):
        raise NothingNew(name=path.name)
    return PackReview(
        language=here,
        name=path.name,
        rows=_warned(desk, language, shown),
        unchanged=sum(1 for one in rows if one is not None and not one.problem and one.new == one.old),
        empty=sum(1 for row in read.rows if not row.text.strip() and not row.formula and row.key in lines),
        offered=offered,
    )


def _past(desk: Desk, read: PackRead) -> dt.date | None:
    return read.day if read.day and read.day <= desk.today else None


def _check_language(read: PackRead, here: LanguageHere, name: str) -> None:
    """A pack says which language it is; where it does not, what it says tells. Raises WrongLanguage."""
    found = read.language or _alike(read, here.code)
    if found and found.casefold() != here.code.casefold():
        raise WrongLanguage(name=name, found=language_name(found), wanted=here.name)


def _alike(read: PackRead, wanted: str) -> str:
    """Another language that most of the rows are said in word for word, "" for none."""
    said = {row.key: cleaned(row.text) for row in read.rows if row.key in SOURCES}
    for info in sheet_languages():
        texts = sheet_text(info.code)
        same = sum(1 for key, text in said.items() if text and texts.say_in(key, SOURCES[key]) == text)
        if info.code != wanted and same >= _ALIKE and same * 2 > len(said):
            return info.code
    return ""


def _judged(
    language: str, lines: Mapping[str, LineShown], row: RowRead, twice: set[str]
) -> Difference | None:
    """A row with what is wrong with it; None where it has nothing to say."""
    one = lines.get(row.key)
    if one is None:
        problem = _(
            "Row {number}: there is no line with the key “{key}”.", number=row.number, key=row.key[:40]
        )
        return Difference(row.key, "", "", cleaned(row.text), row.comment, problem)
    text = cleaned(row.text)
    beside = Difference(row.key, one.norwegian, one.text, text, row.comment, rights=one.rights)
    if row.formula:
        return replace(beside, problem=_("The cell computes something. Write the text itself into it."))
    if not text:
        return replace(beside, new=one.text) if row.comment else None
    if row.key in twice:
        return replace(beside, problem=_("The key stands in several rows. Take the others out of the file."))
    try:
        return replace(beside, new=check_line(language, row.key, row.text))
    except AppError as error:
        return replace(beside, problem=f"{error.text()} {error.todo()}")


def _warned(desk: Desk, language: str, rows: list[Difference]) -> tuple[Difference, ...]:
    """The same, with what the papers have no room for."""
    long: dict[str, list[str]] = {}
    for one in no_room(desk, language, {row.key: row.new for row in rows if row.can_be_taken}):
        long.setdefault(one.key, []).append(one.said())
    return tuple(replace(row, warning=" ".join(long.get(row.key, ()))) for row in rows)
