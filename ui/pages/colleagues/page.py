"""Who works here: names, roles, who was last here when; letting in, roles and removal for the head of the department."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.actions.counsellors import (
    ROLES,
    WHAT_ROLES_DO,
    Colleague,
    Colleagues,
    colleagues,
    roles_said,
)
from app.base.languages import _, ngettext_
from app.store.store import Changes
from ui.lists import EmptyState, Offer
from ui.pages.cases.sheets import say_who_stands_in
from ui.pages.cases.stand_in import StandInBox
from ui.pages.colleagues.sheets import AddSheet, ColleagueSheet, LeftSheet, PassphraseSheet
from ui.shell.page import Action, Frame, Header, Page, Section
from ui.theme import Button, Card, Icon, Label, Pill, Row, ScrollColumn, Surface, clear, dates, line


class ColleaguesPage(Page):
    """Left who is here and who was; right what the roles mean, and the recovery sheet."""

    name: ClassVar[str] = "colleagues"
    place: ClassVar[str] = "settings"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._add = Button(_("Add a colleague"), "primary", icon="user-plus", key="Ctrl+Enter")
        self._add.clicked.connect(self._ask_new)
        self._add.hide()
        self.header = Header(frame, _("Who works here"), "", self._add, back=frame.back)
        self.box.addWidget(self.header)
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._first: QWidget = self.header.search
        self._shown: Colleagues | None = None
        self.bind("Esc", frame.back)
        self.bind("Ctrl+Enter", self._ask_new)

    def title(self) -> str:
        return _("Who works here")

    def first(self) -> QWidget | None:
        return self._first

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        if changes.verb.startswith("substitution."):
            self._shown = None
        return changes.verb.startswith(("case.", "counsellor.", "keys.", "person.", "substitution."))

    def reload(self) -> None:
        self.frame.work.ask(colleagues, then=self._show, instead_of="colleagues")

    def doable(self) -> tuple[Action, ...]:
        sheet = Action(
            text=_("New recovery sheet"), icon="file-lock", run=lambda: self.frame.go("recovery_sheet")
        )
        new = Action(text=_("Add a colleague"), icon="user-plus", key="Ctrl+Enter", run=self._ask_new)
        stand_in = Action(text=_("Stand-in"), icon="users", run=lambda: say_who_stands_in(self))
        if self._shown is None or len(self._shown.here) < 2:
            return (new, sheet) if self._shown is not None and self._shown.head else ()
        return (new, sheet, stand_in) if self._shown.head else (stand_in,)

    def _show(self, found: Colleagues) -> None:
        if found == self._shown:
            return
        self._shown = found
        self._add.setVisible(found.head)
        clear(self._body)
        self._body.addWidget(self._people(found), 61)
        self._body.addWidget(self._beside(found), 39)
        if self.isVisible():
            self.focus_when_shown(self._first)

    def _people(self, found: Colleagues) -> Card:
        card = Card((8, 16, 8, 8), 0)
        column = ScrollColumn(gap=2)
        card.box.addWidget(column)
        self._first = self.header.search
        column.box.addWidget(Section(_("Here now"), str(len(found.here))))
        rows = [self._row(one, found) for one in found.here]
        for row in rows:
            column.box.addWidget(row)
        self._first = rows[0] if rows and found.head else self.header.search
        if found.left:
            column.box.addSpacing(12)
            column.box.addWidget(Section(_("No longer here"), str(len(found.left))))
            for one in found.left:
                column.box.addWidget(self._left(one, found))
        if len(found.here) == 1 and not found.left:
            column.box.addWidget(self._alone(found), 1)
        else:
            column.box.addStretch()
        return card

    def _alone(self, found: Colleagues) -> EmptyState:
        said = _(
            "A colleague gets a passphrase of their own and cases of their own. "
            "Neither sees the other's notes, unless a case is shared."
        )
        offer = Offer("user-plus", _("Add a colleague"), _("Name and passphrase"), "Ctrl+Enter")
        offer.clicked.connect(self._ask_new)
        return EmptyState("users", _("You work here alone"), said, (offer,) if found.head else ())

    def _row(self, one: Colleague, found: Colleagues) -> Row:
        name = _("{name} (you)", name=one.name) if one.me else one.name
        facts = [_("since {day}", day=dates.day_plain(one.since, today=self.frame.clock.today()))]
        if found.head and one.seen is not None and not one.me:
            facts.append(_("last seen {day}", day=dates.day_plain(one.seen, today=self.frame.clock.today())))
        if found.head:
            facts.append(ngettext_("{count} case", "{count} cases", one.cases))
        said = " · ".join(facts)
        row = Row(f"{name}, {roles_said(one.roles)}, {said}", margins=(12, 9, 12, 9))
        row.add(Icon("user", "accent", 20))
        row.two(name, said)
        if not one.lets_in:
            row.add(Pill(_("no passphrase"), "bad"))
        for role in one.roles[-1:]:  # the highest says enough; the sheet and the accessible name say all
            row.add(Pill(_(ROLES[role]), "accent" if role == "head" else "idle"))
        if found.head:
            row.enter_hint()
            row.clicked.connect(lambda: self._opened(one))
        return row

    def _left(self, one: Colleague, found: Colleagues) -> Row:
        day = dates.day_plain(one.left or one.since, today=self.frame.clock.today())
        said = _("left {day}", day=day)
        if found.head:
            said += " · " + ngettext_("still has {count} case", "still has {count} cases", one.cases)
        row = Row(f"{one.name}, {said}", margins=(12, 9, 12, 9))
        row.add(Icon("user", "muted", 20))
        row.two(one.name, said)
        if found.head and one.cases:
            row.add(Pill(_("cases to give on"), "warn"))
            row.enter_hint()
            row.clicked.connect(lambda: LeftSheet(self, one, found.here, self._again))
        return row

    def _beside(self, found: Colleagues) -> Card:
        card = Card((20, 18, 20, 18), 10)
        column = ScrollColumn(gap=10)
        card.box.addWidget(column)
        for part in _warnings(found):
            column.box.addWidget(part)
        column.box.addWidget(Label(_("What the roles mean"), "h3"))
        for role, text in ROLES.items():
            column.box.addWidget(Label(_(text), "strong"))
            column.box.addWidget(Label(_(WHAT_ROLES_DO[role]), "muted", wrap=True))
        if not found.head:
            column.box.addWidget(
                Label(_("Only the head of the school department changes anything here."), "muted", wrap=True)
            )
        column.box.addSpacing(8)
        if len(found.here) > 1:
            column.box.addWidget(StandInBox(self))
            column.box.addSpacing(8)
        column.box.addWidget(Label(_("The recovery sheet"), "h3"))
        said = _(
            "One sheet is meant to lie sealed with the county, so that no departure locks the register away. "
            "It opens everything, so keep it as you keep the master key."
        )
        column.box.addWidget(Label(said, "muted", wrap=True))
        if found.head:
            row = line()
            button = Button(_("New recovery sheet …"), icon="file-lock")
            button.clicked.connect(lambda: self.frame.go("recovery_sheet"))
            row.addWidget(button)
            row.addStretch()
            column.box.addLayout(row)
        column.box.addStretch()
        return card

    def _ask_new(self) -> None:
        if self._shown is not None and self._shown.head:
            AddSheet(self, self._again)

    def _opened(self, one: Colleague) -> None:
        if one.lets_in:
            ColleagueSheet(self, one, self._again)
        else:
            PassphraseSheet(self, one, self._again)

    def _again(self, text: str) -> None:
        """Something was changed: say it and read again."""
        self.frame.say(text)
        self.reload()


def _warnings(found: Colleagues) -> list[QWidget]:
    texts = []
    if found.sheet_due:
        texts.append(_("The recovery sheet was used or no longer works. Make a new one, and shred the old."))
    if found.rekeying:
        texts.append(
            _("The register still waits for its new key. Free some space, then close and open the program.")
        )
    boxes: list[QWidget] = []
    for text in texts:
        box = Surface("warn", (14, 12, 14, 12), 4)
        box.box.addWidget(Label(text, wrap=True))
        boxes.append(box)
    return boxes
