"""One language: all its lines beside the Norwegian, who stands behind it, and its pack for a native reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.actions.language_packs import pack_name, save_pack
from app.actions.wording import LanguageHere, language_here
from app.base.languages import _, ngettext_
from app.base.wording import OWN
from app.records.choices import label
from app.store.store import Changes
from ui.forms import TextField
from ui.pages.languages.lines import LineEditor
from ui.pages.languages.page import TONES
from ui.pages.languages.reading import reading_font
from ui.pages.languages.standing import StandingSheet
from ui.shell import files
from ui.shell.page import Action, Frame, Header, Page
from ui.slices import Slices
from ui.theme import Button, Card, Label, Pill, ScrollColumn, line, set_shown

NORWEGIAN = "nb"
WAIT = 120  # ms between the last letter and the search


class LanguagePage(Page):
    """about: language (its code; bokmål where none is named)."""

    name: ClassVar[str] = "language"
    place: ClassVar[str] = "paper"

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self.language = about.get("language", NORWEGIAN)
        self._here: LanguageHere | None = None
        self._who = Button(_("Who has read it …"), icon="shield-check", key="F2")
        self._out = Button(_("Save the pack …"), icon="file-down", key="Ctrl+S")
        self._in = Button(_("Read a pack …"), icon="folder-open", key="Ctrl+O")
        self._buttons = {self._who: self.say_who, self._out: self.save, self._in: self.choose_file}
        for button, run in self._buttons.items():
            button.clicked.connect(run)
        self.header = Header(frame, "", "", *self._buttons, back=frame.back, search=False)
        self.box.addWidget(self.header)
        self.lines = LineEditor(frame, self.language)
        self.box.addWidget(self._card(), 1)
        self._offer_actions()

    def _card(self) -> Card:
        card = Card((0, 14, 0, 8), 8)
        head = line(margins=(20, 0, 20, 0), gap=12)
        self.search = TextField("", placeholder=_("Find a line"), name=_("Find a line"))
        self.search.setMaximumWidth(360)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._filter)
        self.search.changed.connect(self._timer.start)
        self.search.edit.returnPressed.connect(self._into_lines)
        self._state = Pill("", "warn")
        self._facts = Label("", "muted", wrap=True)
        head.addWidget(self.search, 1)
        head.addWidget(self._state)
        head.addWidget(self._facts, 1)
        card.box.addLayout(head)
        self._column = ScrollColumn((8, 0, 8, 0), 0)
        self._nothing = Label("", "muted", wrap=True)
        self._nothing.setContentsMargins(20, 8, 20, 8)
        set_shown(self._nothing, False)
        self._column.box.addWidget(self._nothing)
        self._column.box.addWidget(self.lines)
        self._column.box.addStretch(1)
        card.box.addWidget(self._column, 1)
        return card

    def _offer_actions(self) -> None:
        for text, key, run, icon in (
            (_("Who has read it"), "F2", self.say_who, "shield-check"),
            (_("Save the pack for a native reader"), "Ctrl+S", self.save, "file-down"),
            (_("Read a pack that has come back"), "Ctrl+O", self.choose_file, "folder-open"),
            (_("Find a line"), "Ctrl+F", self.search.take_focus, "search"),
        ):
            self.offer(Action(text=text, key=key, run=run, icon=icon))
        self.bind("Esc", self._escape)

    # --- what the window asks ---

    def title(self) -> str:
        return self._here.name if self._here else _("Languages of the sheets")

    def first(self) -> QWidget | None:
        return self.search.target()

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)
        for button in self._buttons:
            button.set_folded(narrow)

    def touches(self, changes: Changes) -> bool:
        return bool({kind for kind, _id in changes.records} & {"sheet_line", "language_state", "person"})

    def reload(self) -> None:
        self.frame.work.ask(language_here, self.language, then=self._show, instead_of="language")

    def leaving(self) -> None:
        self.lines.keep()

    def deleteLater(self) -> None:
        """The lines go first, a few at a time, while something else is shown already."""
        Slices(self._going(), self)

    def _going(self) -> Iterator[None]:
        yield from self.lines.dismantle()
        super().deleteLater()
        yield

    # --- showing ---

    def _show(self, here: LanguageHere) -> None:
        self._here = here
        name = here.name[:1].upper() + here.name[1:]
        self.header.title.setText(name)
        self.header.facts.setFont(reading_font(here.code, 15))
        self.header.facts.setText(here.info.own_name if here.info.own_name.casefold() != here.name else "")
        own = here.info.state == OWN
        self._state.setText(_("own") if own else label("language.state", here.info.state))
        self._state.use_tone(TONES.get(here.info.state, "warn"))
        said = here.said(today=self.frame.clock.today())
        behind = "" if here.info.state not in TONES else said.partition(", ")[2] if not own else said
        parts = (
            behind,
            ngettext_("{count} here reads it best", "{count} here read it best", here.reads)
            if here.reads
            else "",
            ngettext_("{count} line in own words", "{count} lines in own words", here.own)
            if here.own
            else "",
        )
        self._facts.setText(" · ".join(part for part in parts if part))
        self._who.set_off(_("Nobody has to approve what the makers wrote themselves.") if own else "")
        self.window().setWindowTitle(f"{name} – Overgang")

    def _filter(self) -> None:
        typed = self.search.value()
        found = self.lines.filtered_by(typed)
        self._nothing.setText(_("No line says “{text}”.", text=typed))
        set_shown(self._nothing, not found)
        self._column.verticalScrollBar().setValue(0)

    # --- what the user does ---

    def say_who(self) -> None:
        """Who stands behind the language."""
        if self._here is not None and self._here.info.state != OWN:
            self.lines.keep()
            StandingSheet(self, self._here)

    def save(self) -> None:
        """Save the pack as a spreadsheet."""
        self.lines.keep()
        suggested = str(Path.home() / pack_name(self.language))
        kinds = _("Spreadsheets (*.xlsx)")
        chosen = files.save_as(self, _("Save the pack"), suggested, kinds)
        if chosen:
            path = Path(chosen).with_suffix(".xlsx")
            self.frame.work.ask(save_pack, self.language, path, then=self._saved)

    def _saved(self, path: Path) -> None:
        self.frame.say(_("Saved as {file}", file=str(path)))

    def choose_file(self) -> None:
        """Read a pack that a native reader or another school has sent."""
        self.lines.keep()
        kinds = _("Spreadsheets (*.xlsx *.csv)")
        chosen = files.open_one(self, _("Read a pack"), Path.home(), kinds)
        if chosen:
            self.frame.go("language_pack", language=self.language, file=chosen)

    def _into_lines(self) -> None:
        self._filter()
        first = self.lines.first()
        if first is not None:
            first.setFocus()

    def _escape(self) -> None:
        if self.search.value():
            self.search.set_value("")
            self._filter()
            self.search.take_focus()
        else:
            self.frame.back()
