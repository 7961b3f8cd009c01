"""The shape of a document: its declaration, what is asked of it, and how it is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from app.base.errors import AppError
from app.base.languages import WINDOW_LANGUAGES, _, has_sheets, sheet_languages
from app.base.settings import Setting
from app.base.wording import SHIPPED, Wording
from app.documents.errors import (
    LanguageMissing,
    OnlyAsWritten,
    SizeMissing,
    StoreNeeded,
    ValueMissing,
    ValueUnknown,
    ValueWrong,
)
from app.documents.sheet_texts import SheetTexts

if TYPE_CHECKING:
    from app.store.store import Store, Viewer
    from app.typeset.paper import Paper

# Millimetres, portrait. 350 × 500 is the size of the printed Nordic posters (domain.md 1.1).
SIZES: dict[str, tuple[float, float]] = {
    "A4": (210.0, 297.0),
    "A5": (297.0, 210.0),  # the sheet that is folded to four pages of A5
    "A3": (297.0, 420.0),
    "350x500": (350.0, 500.0),
}


class Parameter(NamedTuple):
    """One value that can be given to a document.

    setting: where the default comes from when a store is open. choices: code → label of what may stand there.
    kind "keys" takes several codes with commas between, `of` then names the option list that their labels stand in;
    "record" the id of a record of the type named in `of`.
    """

    name: str
    label: str
    default: str = ""
    hint: str = ""
    kind: Literal["text", "choice", "keys", "record", "flag"] = "text"
    choices: tuple[tuple[str, str], ...] = ()
    of: str = ""
    required: bool = False
    setting: Setting[str] | Setting[tuple[str, ...]] | None = None


class Request(NamedTuple):
    """What is asked of a document: language, size, the values given, and the day it is made."""

    today: dt.date
    language: str = "nb"
    size: str = "A4"
    values: Mapping[str, str] = MappingProxyType({})


class Inputs(NamedTuple):
    """A checked request: every parameter has a value."""

    today: dt.date
    language: str
    size: str
    values: Mapping[str, str]
    wording: Wording = SHIPPED
    named: set[str] | None = None

    def names(self, people: Iterable[str]) -> None:
        """Say whom the paper is about, by id: whoever asks what leaves the program is told."""
        if self.named is not None:
            self.named.update(people)

    def texts(self, language: str = "") -> SheetTexts:
        """The sheets' texts as this school says them, in this language or in the one asked for."""
        return SheetTexts.of(language or self.language, self.wording)

    def keys(self, name: str) -> frozenset[str]:
        """The codes of a "keys" value."""
        return frozenset(part.strip() for part in self.values[name].split(",") if part.strip())

    def flag(self, name: str) -> bool:
        """A "flag" value."""
        return self.values[name] == "yes"


Leaves = Literal["nothing", "to_person", "to_fetch", "in_service", "to_those_present", "to_others"]
"""What of anybody leaves with a paper, and to whom.

nothing: it says nothing of any person. to_person: it is for the person it is about. to_fetch: who comes where and when,
for those who fetch them. in_service: it stays with the counsellors. to_those_present: what a release from secrecy that
holds today lets them know. to_others: the ground is asked before it leaves.
"""
Gather = Callable[["Store | None", "Viewer | None", Inputs], Any]


def opened(store: Store | None, viewer: Viewer | None) -> tuple[Store, Viewer]:
    """The store and viewer of a document that needs them; `Document.data` has told the user where they are missing."""
    if store is None or viewer is None:
        raise ValueError("this document is gathered from a store")
    return store, viewer


class OtherForm(NamedTuple):
    """What a document can be besides a PDF: a table for a spreadsheet (csv), plain text to paste (txt), a Word file (docx).

    make: the same data that is drawn, as the bytes of such a file.
    """

    ending: Literal["csv", "txt", "docx"]
    make: Callable[[Any], bytes]


class Document(NamedTuple):
    """One kind of paper.

    gather: store, viewer and checked inputs → frozen plain data (the only part that reads the store).
    draw: that data → drawn paper; pure, so the same data gives the same bytes.
    languages: "sheets" are all that inmate texts exist in, "window" the three of the window.
    place: where it is used, which is how the Paper page groups it.
    leaves: what of anybody leaves with it; or what says so of the values given.
    warning: what is said, and has to be answered, before it is printed or saved.
    offered: shown on the Paper page; what only another screen prints is not.
    other: the form that it is made in besides, where that makes sense.
    """

    key: str
    title: str
    about: str
    place: Literal["wall", "hand", "desk"]
    gather: Gather
    draw: Callable[[Any], Paper]
    leaves: Leaves | Callable[[Mapping[str, str]], Leaves]
    sizes: tuple[str, ...] = ("A4",)
    languages: Literal["sheets", "window"] = "window"
    parameters: tuple[Parameter, ...] = ()
    needs_store: bool = False
    offered: bool = True
    warning: str = ""
    other: OtherForm | None = None

    def what_leaves(self, values: Mapping[str, str]) -> Leaves:
        """What of anybody leaves with this paper, made with these values."""
        if not callable(self.leaves):
            return self.leaves
        return self.leaves({one.name: values.get(one.name, one.default) for one in self.parameters})

    def language_codes(self) -> tuple[str, ...]:
        """The languages it can be made in."""
        if self.languages == "window":
            return WINDOW_LANGUAGES
        return tuple(info.code for info in sheet_languages())

    def speaks(self, language: str) -> bool:
        """Whether it can be made in this language."""
        if self.languages == "window":
            return language in WINDOW_LANGUAGES
        return has_sheets(language)

    def check(self, request: Request, defaults: Mapping[str, str]) -> Inputs:
        """The request with its gaps filled from the store's settings; raises an AppError naming what is wrong."""
        if not self.speaks(request.language):
            raise self._no_language(request.language)
        if request.size not in self.sizes:
            raise SizeMissing(document=_(self.title), size=request.size, known=", ".join(self.sizes))
        names = [one.name for one in self.parameters]
        for name in request.values:
            if name not in names:
                raise ValueUnknown(document=_(self.title), name=name, known=", ".join(names))
        values = {one.name: self._value(one, request.values, defaults) for one in self.parameters}
        return Inputs(today=request.today, language=request.language, size=request.size, values=values)

    def _no_language(self, language: str) -> AppError:
        """Why it cannot be made in this language."""
        known = ", ".join(self.language_codes())
        if self.languages == "sheets" or not has_sheets(language):
            return LanguageMissing(document=_(self.title), language=language, known=known)
        reads = any(one.name == "reads" for one in self.parameters)
        besides = (
            _(
                "The fixed texts stand in the person's own language besides: --set reads={language}.",
                language=language,
            )
            if reads
            else ""
        )
        return OnlyAsWritten(document=_(self.title), known=known, besides=besides)

    def _value(self, one: Parameter, given: Mapping[str, str], defaults: Mapping[str, str]) -> str:
        value = given.get(one.name, defaults.get(one.name, one.default)).strip()
        if one.required and not value:
            raise ValueMissing(document=_(self.title), name=one.name)
        allowed = [code for code, _label in one.choices]
        wanted = [part.strip() for part in value.split(",")] if one.kind == "keys" else [value]
        for part in wanted:
            if allowed and part and part not in allowed:
                raise ValueWrong(given=part, name=one.name, known=", ".join(allowed))
        return value

    def make(self, store: Store | None, viewer: Viewer | None, request: Request) -> bytes:
        """The document as the bytes of a PDF file. Raises AppError for what the user can put right."""
        return self.render(self.data(store, viewer, request))

    def render(self, data: Any) -> bytes:
        """What was gathered, as the bytes of a PDF file."""
        return self.draw(data).finish()

    def data(
        self,
        store: Store | None,
        viewer: Viewer | None,
        request: Request,
        *,
        asked: dict[tuple[str, str], None] | None = None,
        said: Wording | None = None,
        named: set[str] | None = None,
    ) -> Any:
        """What the document will say, read from the store: the half that touches records.

        asked: takes the language and key of each of the sheets' fixed texts that it says.
        said: another wording than the school's, such as one that is being tried.
        named: takes the ids of the people it is about.
        """
        if self.needs_store and (store is None or viewer is None):
            raise StoreNeeded(document=_(self.title))
        inputs = self.check(request, self._settings(store))
        if said is not None:
            inputs = inputs._replace(wording=said)
        elif store is not None and viewer is not None:
            from app.store.questions.wording import wording

            inputs = inputs._replace(wording=wording(store, viewer=viewer))
        if asked is not None:
            inputs = inputs._replace(wording=inputs.wording._replace(asked=asked))
        inputs = inputs._replace(named=named)
        inputs.names(self._asked_for(inputs))
        return self.gather(store, viewer, inputs)

    def _asked_for(self, inputs: Inputs) -> Iterator[str]:
        """The people that are asked for by id; whom `gather` finds besides, it says itself."""
        for one in self.parameters:
            if one.kind == "record" and one.of == "person" and inputs.values[one.name]:
                yield inputs.values[one.name]

    def _settings(self, store: Store | None) -> dict[str, str]:
        if store is None:
            return {}
        asked = {one.name: one.setting for one in self.parameters if one.setting}
        found = {name: one.read(store.setting(one.name, one.default)) for name, one in asked.items()}
        return {name: value if isinstance(value, str) else ",".join(value) for name, value in found.items()}
