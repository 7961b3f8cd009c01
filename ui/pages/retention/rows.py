"""A row for one person's entries of one kind: ticked by Space, with what the rule says and since when."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.base.languages import _
from app.store.questions.retention import DELETE, KEEP, PERSON, Proposal
from ui.pages.erasing.words import OUTCOMES, RULES
from ui.shell.page import Frame
from ui.theme import Icon, Pill, Row, Tone, dates


class CanDecide(Protocol):
    """What the page does with a row."""

    frame: Frame

    def ticked(self, row: ProposalRow) -> None: ...
    def keep_year(self) -> None: ...
    def deliver(self, one: Proposal) -> None: ...


class ProposalRow(Row):
    """Space ticks, Enter opens the person, U keeps it a year, A delivers it to the archive."""

    def __init__(self, page: CanDecide, one: Proposal) -> None:
        self.one, self._page, self.is_ticked = one, page, False
        head, what, outcome = one.name, _what(one), _outcome(one)
        super().__init__(f"{head}, {what}, {outcome[0]}", margins=(12, 9, 12, 9))
        self.setAccessibleDescription(
            _("Space: tick. Enter: open the person. U: keep another year. A: to the archive.")
        )
        self._box = Icon("square", "muted", 18)
        self.add(self._box)
        self.two(head, what)
        self.enter_hint(_("Space"))
        self.add(Pill(*outcome))
        self.clicked.connect(lambda: page.frame.go("people", person=one.person))

    @property
    def key(self) -> tuple[str, str]:
        """Whose, and which kind."""
        return self.one.person, self.one.kind

    def tick(self, on: bool) -> None:
        """Show whether it is chosen."""
        self.is_ticked = on
        self._box.show_icon("square-check" if on else "square", "accent" if on else "muted")
        self.set_on(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.tick(not self.is_ticked)
            self._page.ticked(self)
        elif key == Qt.Key.Key_U:
            self._page.keep_year()
        elif key == Qt.Key.Key_A:
            self._page.deliver(self.one)
        else:
            super().keyPressEvent(event)


def _what(one: Proposal) -> str:
    kind = _(RULES[one.kind][0])
    count = "" if one.kind == PERSON else f" ({one.count})"
    since = dates.day_full(one.since)
    if one.left:
        said = _("left the prison {day}", day=since)
    else:
        said = _("last contact {day}", day=since)
    return f"{kind}{count} · {said}"


def _outcome(one: Proposal) -> tuple[str, Tone]:
    if one.outcome == KEEP:
        return _(OUTCOMES[KEEP]), "idle"
    if one.outcome == DELETE:
        return _(OUTCOMES[DELETE]), "warn"
    if one.archived is not None:
        return _("in the archive, may be deleted"), "ok"
    return _(OUTCOMES[one.outcome]), "accent"
