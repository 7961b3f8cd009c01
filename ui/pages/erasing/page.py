"""Delete a person for good: what is lost, where else the name stands, which backups still hold it; then the typed word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.actions.erasing import BeforeErasing, before_erasing
from app.base.languages import _, ngettext_
from app.store.pruning import Holding
from app.store.questions.mentions import Mention
from app.store.store import Changes
from ui.forms import ChipGroup
from ui.pages.erasing.backups import backups_said
from ui.pages.erasing.sheets import TypedSheet, reasons
from ui.pages.erasing.words import counted, whose
from ui.shell.page import Frame, Header, Page, Section
from ui.theme import Button, Card, Icon, Label, Row, ScrollColumn, Surface, clear, dates, line


class ErasingPage(Page):
    """about: person."""

    name: ClassVar[str] = "erasing"
    place: ClassVar[str] = "people"

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._person = about.get("person", "")
        self.header = Header(frame, _("Delete for good"), "", back=frame.back)
        self.box.addWidget(self.header)
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._why = ChipGroup(_("Why"), reasons())
        self._go = Button(_("Delete for good …"), "primary", icon="trash-2", key="Ctrl+Enter")
        self._go.clicked.connect(self._ask_last)
        self._shown: BeforeErasing | None = None
        self.bind("Esc", frame.back)
        self.bind("Ctrl+Enter", self._ask_last)

    def title(self) -> str:
        return _("Delete for good")

    def first(self) -> QWidget | None:
        return self._why.target()

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def reload(self) -> None:
        self.frame.work.ask(
            before_erasing, self._person, then=self._show, failed=self._not_there, instead_of="erasing"
        )

    def _not_there(self, error: BaseException) -> None:
        self.frame.fail(error)
        self.frame.back()

    def _show(self, found: BeforeErasing) -> None:
        if found == self._shown:
            return
        self._shown = found
        why = self._why.value()
        self._why = ChipGroup(_("Why"), reasons(), value=why)
        self._go = Button(_("Delete for good …"), "primary", icon="trash-2", key="Ctrl+Enter")
        self._go.clicked.connect(self._ask_last)
        clear(self._body)
        self.header.title.setText(_("Delete {name} for good", name=found.person.name))
        self._body.addWidget(self._lost(found), 50)
        self._body.addWidget(self._elsewhere(found), 50)
        if self.isVisible():
            self.focus_when_shown(self._why.target())

    # --- left: what is lost ---

    def _lost(self, found: BeforeErasing) -> Card:
        card = Card((0, 0, 0, 0), 0)
        inner = ScrollColumn((24, 20, 24, 20), 14)
        card.box.addWidget(inner)
        inner.box.addWidget(Label(_("This is lost"), "h3"))
        said = [text for kind, count in found.lost.entries if (text := counted(kind, count))]
        said += [ngettext_("{count} word written in them", "{count} words written in them", found.lost.words)]
        for text in said:
            row = line(gap=10)
            row.addWidget(Icon("minus", "bad", 15), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(text, wrap=True), 1)
            inner.box.addLayout(row)
        groups = _(
            "In groups everybody else stays. Of the talks, the statistics keep month, form and minutes."
        )
        inner.box.addWidget(Label(groups, "muted", wrap=True))
        inner.box.addWidget(self._why)
        inner.box.addWidget(self._backups(found.holding))
        inner.box.addStretch(1)
        foot = Surface("foot")
        row = line(margins=(24, 11, 24, 11), gap=8)
        foot.box.addLayout(row)
        row.addStretch()
        close = Button(_("Close"), "quiet", key=_("Esc"))
        close.clicked.connect(self.frame.back)
        row.addWidget(close)
        row.addWidget(self._go)
        card.box.addWidget(foot)
        return card

    def _backups(self, found: Holding) -> QWidget:
        ground = Surface("info", (16, 12, 16, 12), 6)
        ground.box.addWidget(Label(backups_said(found), wrap=True))
        for folder in found.folders:
            ground.box.addWidget(Label(str(folder), "small", wrap=True))
        if found.count:
            after = _("When the person is deleted, you are asked whether to take them away at once.")
            ground.box.addWidget(Label(after, wrap=True))
        return ground

    # --- right: where else the name stands ---

    def _elsewhere(self, found: BeforeErasing) -> Card:
        card = Card((8, 16, 8, 8), 0)
        inner = ScrollColumn(gap=2)
        card.box.addWidget(inner)
        others = found.mentions.found
        inner.box.addWidget(Section(_("The name stands elsewhere"), str(len(others)) if others else ""))
        said = (
            _("These are others' entries. The program leaves them as they are: open each and decide.")
            if others
            else _("In nobody else's entries that you may read.")
        )
        note = Label(said, "muted", wrap=True)
        note.setContentsMargins(12, 4, 12, 8)
        inner.box.addWidget(note)
        for one in others:
            inner.box.addWidget(MentionRow(self, one))
        if found.mentions.hidden:
            hidden = ngettext_(
                "The name also stands in {count} entry that you may not read. Tell your colleagues.",
                "The name also stands in {count} entries that you may not read. Tell your colleagues.",
                found.mentions.hidden,
            )
            label = Label(hidden, "warning", wrap=True)
            label.setContentsMargins(12, 8, 12, 8)
            inner.box.addWidget(label)
        inner.box.addStretch()
        return card

    # --- the last step ---

    def _ask_last(self) -> None:
        found = self._shown
        if found is None:
            return
        if not self._why.value():
            self._why.error(_("Choose one from the list."))
            self._why.take_focus()
            return
        person = found.person
        TypedSheet(
            self, person.id, person.name, found.key, self._why.value(), lambda: self.frame.go("people")
        )

    def touches(self, changes: Changes) -> bool:
        return changes.verb != "entry.erased" or self._person not in changes.people


class MentionRow(Row):
    """One text; Enter opens it."""

    def __init__(self, page: Page, one: Mention) -> None:
        when = dates.day_plain(one.day, today=page.frame.clock.today()) if one.day else ""
        super().__init__(
            ", ".join(part for part in (whose(one), one.text, when) if part), margins=(12, 9, 12, 9)
        )
        self.two(whose(one), one.text)
        self.enter_hint()
        if when:
            self.add(Label(when, "small"))
        self.clicked.connect(lambda: _open(page, one))


def _open(page: Page, one: Mention) -> None:
    go = page.frame.go
    if one.kind == "session":
        go("session", session=one.id)
    elif one.kind == "request":
        go("request", request=one.id)
    elif one.person:
        go("people", person=one.person, entry=one.id)
    elif one.kind == "draft":
        go("today")
    else:
        go("settings")
