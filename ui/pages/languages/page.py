"""All languages of the sheets: how many here read each, how far it has come and by whom, how much is in own words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.actions.wording import LanguageHere, sheet_languages_here
from app.base.folding import fold
from app.base.languages import _, ngettext_
from app.base.wording import APPROVED, OWN, READ
from app.records.choices import label
from app.records.spoken import find_languages
from app.store.store import Changes
from ui.forms import TextField
from ui.lists import EmptyState, Heading, IdList, RowFace
from ui.lists.ids import Answer
from ui.pages.languages.reading import reading_font
from ui.shell import files
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, Label, Tone, line, set_shown

TONES: dict[str, Tone] = {OWN: "idle", READ: "accent", APPROVED: "ok"}


class LanguagesPage(Page):
    """Typing filters, Enter opens a language."""

    name: ClassVar[str] = "languages"
    place: ClassVar[str] = "paper"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._known: dict[str, LanguageHere] = {}
        self._in = Button(_("Read a pack …"), icon="folder-open", key="Ctrl+O")
        self._in.clicked.connect(self.choose_file)
        self.header = Header(frame, self.title(), "", self._in, back=frame.back)
        self.box.addWidget(self.header)
        card = Card((0, 16, 0, 8), 10)
        head = line(margins=(20, 0, 20, 0), gap=16)
        self.search = TextField(_("Find a language"), placeholder=_("First letters of any of its names"))
        self.search.setMaximumWidth(360)
        self.search.changed.connect(self._lay_out)
        self.search.edit.returnPressed.connect(lambda: self._open(self.list.current()))
        head.addWidget(self.search, 1)
        said = _(
            "A draft says so on every sheet. What it says about rights stands beside the Norwegian until somebody "
            "has approved it."
        )
        head.addWidget(Label(said, "muted", wrap=True), 2)
        card.box.addLayout(head)
        self.list: IdList = IdList(self._fetch, self.title())
        self.search.edit.installEventFilter(self)
        self.list.opened.connect(self._open)
        self.list.typed.connect(self._type)
        card.box.addWidget(self.list, 1)
        self._nothing = EmptyState("languages", _("There are no sheets in such a language"), "", ())
        self._nothing.hide()
        card.box.addWidget(self._nothing, 1)
        self.box.addWidget(card, 1)
        text = _("Read a pack that has come back")
        self.offer(Action(text=text, key="Ctrl+O", run=self.choose_file, icon="folder-open"))
        self.bind("Esc", self._escape)

    def title(self) -> str:
        return _("Languages of the sheets")

    def first(self) -> QWidget | None:
        return self.search.target()

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)
        self._in.set_folded(narrow)

    def touches(self, changes: Changes) -> bool:
        return bool({kind for kind, _id in changes.records} & {"person", "sheet_line", "language_state"})

    def reload(self) -> None:
        self.frame.work.ask(sheet_languages_here, then=self._show, instead_of="languages")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys in the field choose in the list below it."""
        keys = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if (
            watched is self.search.edit
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            by = keys.get(Qt.Key(event.key()))
            if by is not None:
                self.list.step(by)
                return True
        return super().eventFilter(watched, event)

    def _show(self, found: tuple[LanguageHere, ...]) -> None:
        self._known = {one.code: one for one in found}
        for one in found:  # their own names stand in the list; loading a font takes a millisecond
            reading_font(one.code)
        stood_for = sum(1 for one in found if one.info.state in (READ, APPROVED))
        facts = ngettext_("{count} language", "{count} languages", len(found))
        checked = ngettext_(
            "{count} read by a native reader here", "{count} read by native readers here", stood_for
        )
        self.header.facts.setText(f"{facts} · {checked}" if stood_for else facts)
        self._lay_out()

    def _lay_out(self) -> None:
        typed = self.search.value()
        found = [one for one in self._known.values() if _answers(one, typed)]
        set_shown(self.list, bool(found))
        set_shown(self._nothing, not found)
        if not found:
            text = _("“{text}” is no language with sheets.", text=typed)
            self._nothing.text.setText(text)
            set_shown(self._nothing.text, True)
        self.list.show_ids(_lines(found))

    def _fetch(self, ids: Sequence[str], answer: Answer) -> None:
        answer({code: self._face(self._known[code]) for code in ids if code in self._known})

    def _face(self, one: LanguageHere) -> RowFace:
        said = one.said(today=self.frame.clock.today())
        parts = [
            said[:1].upper() + said[1:],
            ngettext_("{count} here reads it best", "{count} here read it best", one.reads)
            if one.reads
            else "",
            ngettext_("{count} line in own words", "{count} lines in own words", one.own) if one.own else "",
        ]
        below = " · ".join(part for part in parts if part)
        pill = _("own") if one.info.state == OWN else label("language.state", one.info.state)
        return RowFace(
            title=one.name[:1].upper() + one.name[1:],
            aside=one.info.own_name,
            below=below,
            tile=one.code[:3].upper().rstrip("-"),
            pill=pill,
            tone=TONES.get(one.info.state, "warn"),
            says=", ".join((one.name, one.info.own_name, below)),
        )

    def _open(self, code: str) -> None:
        if code in self._known:
            self.frame.go("language", language=code)

    def choose_file(self) -> None:
        """Read a pack, of whichever language it is."""
        kinds = _("Spreadsheets (*.xlsx *.csv)")
        chosen = files.open_one(self, _("Read a pack"), Path.home(), kinds)
        if chosen:
            self.frame.go("language_pack", file=chosen)

    def _type(self, letters: str) -> None:
        self.search.set_value(self.search.value() + letters)
        self.search.take_focus()
        self.search.edit.end(False)
        self._lay_out()

    def _escape(self) -> None:
        if self.search.value():
            self.search.set_value("")
            self._lay_out()
        else:
            self.frame.back()


def _answers(one: LanguageHere, typed: str) -> bool:
    sought = fold(typed)
    if not sought or sought in fold(f"{one.name} {one.info.own_name}"):
        return True
    return one.code in {spoken.code for spoken in find_languages(typed)}


def _lines(found: Sequence[LanguageHere]) -> list[str | Heading]:
    """Those read here, then the others, with a heading over each where there are both."""
    here = [one.code for one in found if one.reads]
    rest = [one.code for one in found if not one.reads]
    if not here or not rest:
        return [*here, *rest]
    return [Heading(_("Read best by people here")), *here, Heading(_("The others")), *rest]
