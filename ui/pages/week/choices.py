"""A sheet with one list of answers: a digit takes one at once, ↑↓ and Enter do too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent

from app.base.languages import N_, _
from app.records.choices import label
from ui.shell.ask import covered
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import KeyHint, Label, Row


@dataclass(frozen=True)
class Choice:
    """One answer and what it does."""

    text: str
    run: Callable[[], object]


class ChoiceSheet(Sheet):
    """Ask; up to ten answers, 1 to 9 and then 0."""

    def __init__(self, page: Page, title: str, text: str, choices: Sequence[Choice]) -> None:
        super().__init__(covered(page), title)
        self.choices = choices
        self.card.box.setSpacing(2)
        self.card.box.addWidget(Label(title, "h2", wrap=True))
        if text:
            self.card.box.addWidget(Label(text, "muted", wrap=True))
        self.card.box.addSpacing(8)
        self.rows = [self._row(number, one) for number, one in enumerate(choices)]
        self.open(self.rows[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        at = (int(digit) - 1) % 10 if digit.isdigit() and len(digit) == 1 else -1
        if 0 <= at < len(self.choices) and not event.isAutoRepeat():
            self.take(self.choices[at])
        event.accept()

    def take(self, choice: Choice) -> None:
        """Close, then do it."""
        self.leave()
        choice.run()

    def _row(self, number: int, choice: Choice) -> Row:
        row = Row(choice.text, margins=(8, 7, 8, 7))
        row.add(KeyHint(str((number + 1) % 10)))
        row.two(choice.text, "")
        row.enter_hint()
        row.clicked.connect(lambda: self.take(choice))
        self.card.box.addWidget(row)
        return row


# By whom and why, in the order of what happens most; "another appointment" stays neutral (domain.md 10.6b).
REASONS = (
    ("prison", "staffing"),
    ("prison", "security"),
    ("prison", "court"),
    ("prison", "transfer"),
    ("prison", "other_appointment"),
    ("inmate", "other_appointment"),
    ("inmate", "own_wish"),
    ("school", "counsellor_away"),
    ("school", "interpreter"),
    ("school", "room"),
)
_BY = {
    "prison": N_("The prison: {reason}"),
    "inmate": N_("The inmate: {reason}"),
    "school": N_("The school: {reason}"),
}


def reasons_said() -> list[tuple[str, str, str]]:
    """By whom, why, and how that is said, for each reason that is offered."""
    return [(by, why, _(_BY[by], reason=label("cancel.reason", why))) for by, why in REASONS]


def ask_reason(page: Page, title: str, text: str, then: Callable[[str, str], object]) -> ChoiceSheet:
    """Ask by whom and why something is cancelled; then(by, reason)."""
    return ChoiceSheet(page, title, text, [_reason(by, reason, then) for by, reason in REASONS])


def _reason(by: str, reason: str, then: Callable[[str, str], object]) -> Choice:
    said = _(_BY[by], reason=label("cancel.reason", reason))
    return Choice(said, lambda: then(by, reason))
