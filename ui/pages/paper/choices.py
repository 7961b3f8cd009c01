"""The middle of Paper: what is asked of a document, made from its declared parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.actions.desk import Desk
from app.actions.papers import Job, PaperFacts
from app.base.languages import N_, _, current
from app.base.settings import Setting
from app.documents.document import Document, Parameter
from app.records.choices import label as label_of
from app.records.spoken import language_name
from app.store.questions.picking import PersonLine, people_here
from ui.forms import ChipGroup, Input, SuggestField, Suggestion, TextField, TokenField, give_letters, starting
from ui.pages.paper.languages import LanguagesField
from ui.pages.paper.standing import StandingNote, standing
from ui.shell.page import Frame
from ui.theme import Label, ScrollColumn, clear

SEVERAL = "languages"  # the parameter that takes several languages onto one sheet
NEAR = "ink"  # the parameter that stands beside the preview
_SIZES = {"350x500": "350 × 500 mm", "A5": N_("A5, folded")}


class Choices(ScrollColumn):
    """`changed` says that the paper is another one now; `settled` carries a setting and its new value, `kept` a name and
    what this PC is to remember under it."""

    changed = Signal()
    settled = Signal(object, object)
    kept = Signal(str, str)
    whole = Signal()  # everything is asked

    def __init__(self, frame: Frame) -> None:
        super().__init__((24, 18, 24, 18), 14)
        self._frame = frame
        self._document: Document | None = None
        self._fields: dict[str, Input] = {}
        self._people: list[PersonLine] = []
        self._chosen: list[str] = []
        self._person: SuggestField | None = None
        self._language: LanguagesField | ChipGroup | None = None
        self._many: LanguagesField | None = None  # the languages of the sheets, or those on one sheet
        self._later: list[Parameter] = []  # asked as soon as the page has been seen
        self._texts: dict[str, str] = {}  # what each field begins with
        self._is_whole = True
        self._suggests: tuple[PaperFacts, Sequence[str]] | None = None
        self.near: ChipGroup | None = None  # what the page puts above the preview, with its label
        self.near_label = ""
        self._size: ChipGroup | None = None
        self._values: dict[str, str] = {}

    def show_document(
        self,
        document: Document,
        *,
        facts: PaperFacts,
        languages: Sequence[str],
        settings: Mapping[str, object],
        given: Mapping[str, str],
        kept: Mapping[str, str],
    ) -> None:
        """Ask what this document needs. given: values that are settled already, such as the person; kept: what this PC
        remembers."""
        clear(self.box)
        self._document, self._fields, self._values = document, {}, dict(given)
        self._is_whole = False
        self._chosen = [part for part in given.get("people", given.get("person", "")).split(",") if part]
        self.box.addWidget(Label(_(document.title), "h2"))
        self._language = self._size = self._person = self.near = self._many = None
        self._suggests = facts, languages
        if _about_person(document) or self._chosen:
            self._ask_person()
        if not self._chosen:
            self._ask_language(document, facts, languages)
        if len(document.sizes) > 1:
            self._ask_size(document, given.get("size", kept.get(f"size.{document.key}", "")))
        texts = {one.name: self._text_of(one, settings, kept) for one in document.parameters}
        facts_from = next((at for at, one in enumerate(document.parameters) if one.setting), None)
        at_once, self._later = document.parameters[:facts_from], list(document.parameters[facts_from or 0 :])
        if facts_from is None:
            self._later = []
        for one in at_once:
            self._ask(one, texts[one.name])
        self._texts = texts
        QTimer.singleShot(
            0, self, self._finish
        )  # the school's facts stand below: the page is seen before they are

    def _finish(self) -> None:
        """Ask the rest, and put everything in order."""
        if self._document is None or self._is_whole:
            return
        later, self._later, self._is_whole = self._later, [], True
        for one in later:
            self._ask(one, self._texts[one.name])
        self.box.addStretch(1)
        give_letters(self.findChildren(Input))
        self.whole.emit()

    def jobs(self) -> list[Job]:
        """What is to be made now; a person's sheets get their language later, from the person."""
        document = self._document
        if document is None:
            return []
        size = self._size.value() if self._size else document.sizes[0]
        values = {one.name: self._texts[one.name] for one in self._later if one.kind != "record"}
        values |= {name: field.value() for name, field in self._fields.items()}
        if self._values.get("round"):
            values["round"] = self._values["round"]
        if self._chosen:
            return [Job(document.key, "", size, values, person) for person in self._chosen]
        if _about_person(document):
            return []
        return [Job(document.key, code, size, values) for code in self._languages()]

    def values(self) -> dict[str, str]:
        """What stands in the fields, but for what the school's settings keep."""
        self._finish()
        parameters = self._document.parameters if self._document is not None else ()
        own = {one.name for one in parameters if one.setting is None}
        found = {name: field.value() for name, field in self._fields.items() if name in own}
        return found | ({"size": self._size.value()} if self._size else {})

    def take(self, settings: Mapping[str, object]) -> None:
        """The school's settings may be others now; what is being written stays."""
        self._finish()
        for one in self._document.parameters if self._document is not None else ():
            field = self._fields.get(one.name)
            if one.setting is None or field is None or field.target().hasFocus():
                continue
            value = _text(settings.get(one.setting.name, ""))
            if value != field.value():
                field.set_value(value)

    def needs_person(self) -> bool:
        """True while nobody is chosen for a sheet about a person."""
        return self._document is not None and _about_person(self._document) and not self._chosen

    def people(self) -> int:
        """How many people the sheets are about."""
        return len(self._chosen)

    def alone(self, on: bool) -> None:
        """The person may read along: nobody else can be picked."""
        if self._person is not None:
            self._person.setEnabled(not on)

    def first(self) -> QWidget | None:
        """Where the focus goes."""
        inputs = self.findChildren(Input)
        return inputs[0].target() if inputs else None

    def field(self, name: str) -> Input:
        """The field of a parameter. Raises KeyError where the document does not ask for it."""
        return self._fields[name]

    def field_of_languages(self) -> LanguagesField | None:
        """Where the languages of the sheets are chosen; None where the paper comes in one of the window's."""
        return self._many

    def choose_size(self, size: str) -> None:
        """Another size, as if its chip was pressed."""
        if self._size is not None:
            self._size.row.chip(size).click()

    def languages(self) -> list[str]:
        """The languages that are chosen now; nothing where the document has one of the window's."""
        return self._many.codes() if self._many is not None else []

    def _languages(self) -> list[str]:
        return [code for code in (self._language.value() if self._language else "nb").split(",") if code]

    def _add(self, field: Input) -> None:
        field.changed.connect(self.changed)
        self.box.addWidget(field)

    def _ask_language(self, document: Document, facts: PaperFacts, languages: Sequence[str]) -> None:
        if document.languages == "window":
            names = {code: language_name(code) for code in document.language_codes()}
            wanted = self._values.get("language", "")
            value = wanted if wanted in names else _window_language(names)
            self._language = ChipGroup(_("Language"), names, value=value)
            self._add(self._language)
            return
        self._language = self._languages_field(facts, languages)

    def _languages_field(self, facts: PaperFacts, languages: Sequence[str]) -> LanguagesField:
        field = LanguagesField(facts.languages, value=languages, here=facts.suggested)
        self._many = field
        self._add(field)
        note = StandingNote()
        self.box.addWidget(note)
        field.changed.connect(lambda: note.say(standing(field, facts)))
        note.say(standing(field, facts))
        return field

    def _ask_size(self, document: Document, wanted: str) -> None:
        sizes = {size: _(_SIZES.get(size, size)) for size in document.sizes}
        field = ChipGroup(_("Size"), sizes, value=wanted if wanted in sizes else document.sizes[0])
        field.changed.connect(lambda: self.kept.emit(f"size.{document.key}", field.value()))
        self._size = field
        self._add(field)

    def _ask_person(self) -> None:
        field = SuggestField(_("Person"), placeholder=_("Name"), source=self._named)
        field.picked.connect(self._picked)
        field.emptied.connect(lambda: self._pick([]))
        field.setEnabled(not self._frame.conversing)
        self._person = field
        self.box.addWidget(field)
        self._frame.work.ask(_everyone, then=self._know)

    def _know(self, people: list[PersonLine]) -> None:
        self._people = people
        names = {one.id: one.name for one in people}
        if self._person is not None:
            self._person.set_value(", ".join(names.get(id, "") for id in self._chosen))

    def _named(self, typed: str) -> list[Suggestion]:
        return starting(typed, [Suggestion(one.name, one.ward, one.id) for one in self._people])

    def _picked(self, suggestion: Suggestion) -> None:
        self._pick([str(suggestion.data)])

    def _pick(self, people: list[str]) -> None:
        self._chosen = people
        self.changed.emit()

    def _text_of(self, one: Parameter, settings: Mapping[str, object], kept: Mapping[str, str]) -> str:
        """What a field begins with: what was given, what this PC remembers, the school's setting, or the default."""
        value = _text(settings.get(one.setting.name, "")) if one.setting else one.default
        return self._values.get(one.name, kept.get(one.name, value) if one.name == NEAR else value)

    def _ask(self, one: Parameter, value: str) -> None:
        if one.kind == "record":
            return
        if one.name == SEVERAL and self._suggests is not None:
            self._fields[one.name] = self._languages_field(*self._suggests)
            return
        label = _(one.label)
        field: Input
        if one.kind == "keys":
            find = _("Type to find") if one.of else _("Type a word of the message")
            field = TokenField(label, _names(one), value=value, placeholder=find)
        elif one.kind == "choice":
            near = one.name == NEAR
            self.near_label = label if near else self.near_label
            field = ChipGroup(
                "" if near else label,
                {code: _(text) for code, text in one.choices},
                value=value or one.default,
                name=label,
            )
        else:
            field = TextField(label, value=value, hint=_(one.hint) if one.hint else "")
        self._fields[one.name] = field
        if one.setting is not None:
            self._remember(field, one.setting)
        if one.name == NEAR and isinstance(field, ChipGroup):
            self.near = field
            field.changed.connect(lambda: self.kept.emit(NEAR, field.value()))
            field.changed.connect(self.changed)
        else:
            self._add(field)

    def _remember(self, field: Input, setting: Setting[str] | Setting[tuple[str, ...]]) -> None:
        """What stands on every sheet is the school's own fact: written once, here or in the settings."""
        kept = [field.value()]

        def leave() -> None:
            if field.value() != kept[0]:
                kept[0] = field.value()
                value = field.value() if isinstance(setting.default, str) else tuple(field.value().split(","))
                self.settled.emit(setting, value if value != ("",) else ())

        field.left.connect(leave)


def _names(one: Parameter) -> dict[str, str]:
    """What may be chosen, in the window's language; an option list says its labels in its own context."""
    if one.of:
        return {code: label_of(one.of, code) for code, _text in one.choices}
    return {code: _(text) for code, text in one.choices}


def _about_person(document: Document) -> bool:
    return any(one.kind == "record" and one.of == "person" for one in document.parameters)


def _window_language(names: Mapping[str, str]) -> str:
    return current() if current() in names else "nb"


def _everyone(desk: Desk) -> list[PersonLine]:
    return people_here(desk.store, viewer=desk.viewer)


def _text(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
