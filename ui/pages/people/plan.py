"""The open steps of one person: what waits, a line to write another, and what was there before it was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.actions.people_list import PersonView
from app.actions.steps import add_typed_step, set_step_state
from app.base.languages import _, pgettext_
from app.entry.steps import read_step
from app.records.choices import label
from app.records.step import Step
from ui.forms import LineEdit
from ui.lists import Lines
from ui.pages.people.rows import StepRow
from ui.shell.page import Page, Section
from ui.theme import KeyHint, Label, Surface, column, dates, line

Act = Callable[[Step, str], bool]
Walk = Callable[[str], bool]  # "Down" or "Up" from the line with the focus


class Plan(QWidget):
    """Open steps on a soft ground. `act` does what M, X and Enter do on a step; the states are set here.

    behind: what Tab comes from.
    """

    def __init__(self, page: Page, act: Act, walk: Walk, behind: Callable[[], QWidget]) -> None:
        super().__init__()
        self._page, self._act, self._behind = page, act, behind
        self._view: PersonView | None = None
        self._wanted: frozenset[str] | None = None
        self._lines: list[StepRow] = []
        self._spare: list[StepRow] = []
        box = column(self, gap=4)
        self.head = Section(pgettext_("person page", "Open steps"), "")
        self.head.row.setContentsMargins(0, 0, 0, 2)
        self._hints: list[QWidget] = []
        for key, text in (
            (_("Space"), _("done")),
            ("V", _("waiting")),
            ("Del", _("dropped")),
            ("S", _("new step")),
        ):
            self._hint(key, text)
        box.addWidget(self.head)
        self._ground = Surface("soft", (0, 4, 0, 4), 0)
        box.addWidget(self._ground)
        self._rows = Lines()
        self._none = Label(_("No open steps. Write what was agreed:"), "muted")
        self._none.setContentsMargins(12, 4, 12, 2)
        self._ground.box.addWidget(self._rows)
        self.add = AddStep(self._read, walk)
        wrap = line(margins=(8, 4, 8, 4))
        wrap.addWidget(self.add)
        self._ground.box.addLayout(wrap)
        self.add.returnPressed.connect(self._add)

    def _hint(self, key: str, text: str) -> None:
        for widget in (KeyHint(key), Label(text, "small")):
            self.head.row.addWidget(widget)
            self._hints.append(widget)

    def compact(self, narrow: bool) -> None:
        """The keys are left to the lines themselves in a narrow window."""
        for widget in self._hints:
            widget.setVisible(not narrow)

    def show_view(self, view: PersonView, wanted: frozenset[str] | None) -> None:
        """Show this person's steps; wanted: only these ids, as after a search."""
        self._view, self._wanted = view, wanted
        steps = self.steps()
        self.head.count.setText(str(len(steps)) if steps else "")
        before = {row.token: row for row in self._lines}
        kept = {step.id: before.pop(step.id) for step in steps if step.id in before}
        self._spare += before.values()
        self._lines = [kept.get(step.id) or self._row() for step in steps]
        for row, step in zip(self._lines, steps, strict=True):
            row.tell(step, name=view.page.person.name, today=view.today)
        self._rows.show_lines(self._lines or [self._none], behind=self._behind())
        for row in self._spare:
            row.forget()

    def _row(self) -> StepRow:
        return self._spare.pop() if self._spare else StepRow(self._key)

    def steps(self) -> list[Step]:
        """The steps that are shown."""
        if self._view is None:
            return []
        return [
            step for step in self._view.page.open_steps if self._wanted is None or step.id in self._wanted
        ]

    def rows(self) -> list[StepRow]:
        """The lines, from top to bottom."""
        return self._lines

    def _key(self, step: Step, key: str) -> bool:
        state = {"Space": "done", "V": "waiting"}.get(key)
        if state is None:
            return self._act(step, key)
        changed = "open" if state == step.state else state
        self._page.frame.work.run(set_step_state, step.id, changed)
        return True

    def _add(self) -> None:
        text = self.add.text().strip()
        if text and self._view is not None:
            self.add.setText(
                ""
            )  # unlike clear() this leaves nothing to undo in the line: Ctrl+Z takes the step back
            self.add.look()
            self._page.frame.work.run(add_typed_step, self._view.page.person.id, text)

    def _read(self, text: str) -> str:
        """What the line means, such as "Nav · by Mon 2 Feb"."""
        if self._view is None:
            return ""
        name, today = self._view.page.person.name, self._view.today
        step = read_step(text, today=today, person_name=name, next_time=_next_time(self._view))
        who = name if step.who_code == "inmate" else label("step.who", step.who_code)
        return f"{who} · {_by(step.due, step.phase, today)}"


def _by(due: dt.date | None, phase: str, today: dt.date) -> str:
    if phase:
        return label("step.phase", phase)
    return _("by {day}", day=dates.day_short(due, today=today)) if due else _("no deadline")


def _next_time(view: PersonView) -> dt.date | None:
    """The day the person is expected next."""
    planned = [
        entry.day
        for entry in view.page.timeline
        if getattr(entry.record, "state", "") == "planned" and entry.day >= view.today
    ]
    return min(planned, default=None)


class AddStep(LineEdit):
    """One line that becomes a step with Enter; what it means stands at its end. Esc leaves it empty."""

    def __init__(self, read: Callable[[str], str], walk: Walk) -> None:
        super().__init__(placeholder=_("New step: what, who and when, such as “Call the school @me 14d”"))
        self._read, self._walk = read, walk
        self.setAccessibleName(_("New step"))
        self.textEdited.connect(lambda _text: self.look())

    def look(self) -> None:
        """Show what is understood now."""
        text = self.text().strip()
        self.understood(self._read(text) if text else "", "said")
        self.setAccessibleDescription(self.read_back())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.look()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk("Down" if event.key() == Qt.Key.Key_Down else "Up")
            return
        super().keyPressEvent(event)
