"""Beside the note: prompts, the steps that are open from before, and what was said the last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.actions.session_form import About
from app.base.languages import N_, _, ngettext_
from app.records.session import Session
from app.records.step import Step, is_overdue
from ui.pages.session.words import step_detail
from ui.theme import Card, Icon, KeyHint, Label, Row, clear, column, dates, line

SHOWN = 5
NAME_WIDTH = 116
PROMPTS = (
    (N_("Situation today"), N_("What has changed since last time?")),
    (N_("Wish"), N_("What do you want, in your own words?")),
    (N_("Explored"), N_("Which possibilities did we look at?")),
    (N_("Choice"), N_("What was settled, what is open?")),
    (N_("Next step"), N_("Who does what, by when?")),
    (N_("Follow-up"), N_("Who can help, and is there consent?")),
)


def prompts() -> Card:
    """The six blocks of a good note, as questions."""
    card = Card((20, 16, 20, 14), 2)
    card.box.addWidget(Label(_("Prompts"), "h3"))
    card.box.addSpacing(6)
    for name, question in PROMPTS:
        row = line(gap=8)
        head = Label(_(name), "strong")
        head.setFixedWidth(NAME_WIDTH)
        row.addWidget(head, 0)
        row.addWidget(Label(_(question), "small", wrap=True), 1)
        holder = QWidget()
        holder.setLayout(row)
        holder.setMinimumHeight(25)
        card.box.addWidget(holder)
    return card


class _OpenStep(Row):
    """One older step that can be marked as done."""

    def __init__(self, step: Step, number: int, *, name: str, today: dt.date) -> None:
        self._detail = step_detail(step, name=name, today=today)
        self._text = step.text
        super().__init__(step.text, margins=(0, 6, 8, 6), gap=10)
        self._late = is_overdue(step, today)
        self._icon = Icon("circle", "bad" if self._late else "muted", 17)
        self.add(self._icon)
        self.two(step.text, self._detail, ("", "error" if self._late else "small"))
        self.add(KeyHint(str(number)))
        self.set_done(False)

    def set_done(self, done: bool) -> None:
        """Show whether the step is done."""
        colour = "ok" if done else "bad" if self._late else "muted"
        self._icon.show_icon("circle-check" if done else "circle", colour)
        state = _("done") if done else _("open")
        self.setAccessibleName(f"{self._text}, {self._detail}, {state}")


class Aside(QWidget):
    """`toggled` carries the ids of the older steps that are done now."""

    toggled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _OpenStep] = {}
        self._done: list[str] = []
        box = column(self, gap=16)
        self._prompts = column()
        box.addLayout(self._prompts)
        QTimer.singleShot(
            0, self, lambda: self._prompts.addWidget(prompts())
        )  # after the form itself is seen
        self._about = column(gap=16)
        box.addLayout(self._about)
        box.addStretch()

    def show_about(self, about: About | None, *, done: Sequence[str], today: dt.date) -> None:
        """Show what is known of this person; None for nobody yet."""
        clear(self._about)
        self._rows, self._done = {}, list(done)
        if about is None:
            return
        if about.open_steps:
            self._about.addWidget(self._steps(about, today))
        if about.last is not None:
            self._about.addWidget(_last_talk(about.last, today))

    def toggle(self, number: int) -> None:
        """Turn the older step with this number (from 1) to done, or back."""
        ids = list(self._rows)
        if not 0 < number <= len(ids):
            return
        one = ids[number - 1]
        self._done = [i for i in self._done if i != one] if one in self._done else [*self._done, one]
        self._rows[one].set_done(one in self._done)
        self.toggled.emit(list(self._done))

    def _steps(self, about: About, today: dt.date) -> Card:
        card = Card((20, 16, 12, 12), 0)
        head = line(margins=(0, 0, 8, 4))
        head.addWidget(Label(_("Open steps"), "h3"))
        head.addStretch()
        head.addWidget(Label(_("Alt+number: done"), "key"))
        card.box.addLayout(head)
        for number, step in enumerate(about.open_steps[:SHOWN], 1):
            row = _OpenStep(step, number, name=about.person.name, today=today)
            row.set_done(step.id in self._done)
            row.clicked.connect(lambda _on=False, at=number: self.toggle(at))
            self._rows[step.id] = row
            card.box.addWidget(row)
        more = len(about.open_steps) - SHOWN
        if more > 0:
            rest = ngettext_("{count} more on the person's page", "{count} more on the person's page", more)
            card.box.addWidget(Label(rest, "small"))
        return card


def _last_talk(session: Session, today: dt.date) -> Card:
    card = Card((20, 16, 20, 14), 6)
    head = line()
    day = dates.day_plain(session.day, today=today)
    head.addWidget(Label(_("Last, {day}", day=day), "h3"))
    head.addStretch()
    head.addWidget(Label(dates.minutes(session.minutes), "small"))
    card.box.addLayout(head)
    card.box.addWidget(Label(_shortened(session.note) or _("No note was written."), "muted", wrap=True))
    return card


def _shortened(note: str, most: int = 420) -> str:
    text = " ".join(note.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
