"""Somebody leaves: how and when, what becomes of each open step, and what ends by it; Enter on what stands settles all."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QApplication, QWidget

from app.actions.leaving import STEP_ENDS, Leaving, ends_of, leave
from app.base.languages import _, ngettext_, pgettext_
from app.records.choices import label, labels
from app.records.session import Session
from app.records.step import Step
from app.store.questions.leaving import OpenEnds
from ui.forms import ChipGroup
from ui.forms.when import day_field
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import Icon, Label, ScrollColumn, column, dates, line

SHOWN = 5  # bookings by name, before the rest is only counted
STEPS_IN_VIEW = 3
STEP_HEIGHT = 74  # pixels
OURS = ("counsellor", "both")


def leaving(page: Page, person: str) -> None:
    """Ask about somebody's departure, once it is known what is open with them."""

    def show(ends: OpenEnds) -> None:
        LeavingSheet(page, ends)

    page.frame.work.ask(ends_of, person, then=show, instead_of="person.leaving")


class LeavingSheet(Ask):
    """One dialog for all of it; taken back by one Undo."""

    def __init__(self, page: Page, ends: OpenEnds) -> None:
        name = ends.person.name
        text = _("Out of the daily lists; the record stays and can be found. Undo brings all of it back.")
        super().__init__(page, _("{name} leaves", name=name), text, _("Has left"), width=640)
        self._ends, self._today = ends, page.frame.clock.today()
        self._how = ChipGroup(_("How"), labels("leaving.kind"), value="released")
        self._on = day_field(_("Left on"), today=lambda: self._today, past=True)
        self._on.set_value(self._today.isoformat())
        self.field("left_kind", self._how)
        self.field("left_on", self._on)
        self._scroller: ScrollColumn | None = None
        self._steps = {step.id: _end_of(step) for step in ends.steps}
        others = {code: text for code, text in labels("step.who").items() if code not in OURS}
        self._to = ChipGroup(_("Taken over by"), others, value="other_with_consent")
        if ends.steps:
            self._show_steps()
        self._show_what_ends()
        self.show_now(self._how)

    def submit(self) -> None:
        if not self._on.check():
            return
        day = self._on.value()
        on = dt.date.fromisoformat(day) if day else self._today
        steps = {one: chips.value() or "dropped" for one, chips in self._steps.items()}
        to = self._to.value() or "other_with_consent"
        self.do(leave, Leaving(self._ends.person.id, self._how.value(), on, steps, to=to))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on, and what it comes to is in view."""
        moved = super().focusNextPrevChild(forward)
        here = QApplication.focusWidget()
        if self._scroller is not None and here is not None and self._scroller.isAncestorOf(here):
            self._scroller.reveal(here, 40)
        return moved

    def _show_steps(self) -> None:
        """Each open step with what becomes of it; more than a few scroll."""
        self.card.box.addWidget(Label(pgettext_("person page", "Open steps"), "label"))
        scroller = self._scroller = ScrollColumn((0, 0, 8, 0), 8)
        count = min(len(self._ends.steps), STEPS_IN_VIEW)
        scroller.setMinimumHeight(STEP_HEIGHT)
        scroller.setMaximumHeight(count * STEP_HEIGHT)
        for step in self._ends.steps:
            chips = self._steps[step.id]
            scroller.box.addWidget(self._step(step, chips))
            chips.changed.connect(self._steps_said)
        scroller.box.addStretch(1)
        self.card.box.addWidget(scroller)
        self.card.box.addWidget(self._to)
        self._to.hide()

    def _step(self, step: Step, chips: ChipGroup) -> QWidget:
        holder = QWidget()
        box = column(holder, gap=4)
        due = dates.day_plain(step.due, today=self._today) if step.due else ""
        facts = " · ".join(part for part in (label("step.who", step.who), due) if part)
        head = line(gap=8)
        head.addWidget(Label(step.text, wrap=True), 1)
        head.addWidget(Label(facts, "small"))
        box.addLayout(head)
        box.addWidget(chips)
        return holder

    def _steps_said(self) -> None:
        """Who takes over is asked where something is handed over."""
        self._to.setVisible(any(chips.value() == "handed" for chips in self._steps.values()))

    def _show_what_ends(self) -> None:
        for icon, text in self._what_ends():
            row = line(gap=10)
            row.addWidget(Icon(icon, "muted", 16))
            row.addWidget(Label(text, wrap=True), 1)
            self.card.box.addLayout(row)

    def _what_ends(self) -> list[tuple[str, str]]:
        ends = self._ends
        found = [("calendar", self._booking(one)) for one in ends.sessions[:SHOWN]]
        if len(ends.sessions) > SHOWN:
            rest = len(ends.sessions) - SHOWN
            found.append(("calendar", ngettext_("{count} more booking", "{count} more bookings", rest)))
        if ends.requests:
            waiting = len(ends.requests)
            found.append(("hourglass", ngettext_("{count} request ends", "{count} requests end", waiting)))
        for one in ends.referrals:
            what = " · ".join(part for part in (label("referral.to", one.to), one.question) if part)
            found.append(("handshake", _("No answer yet, stays as it is: {what}", what=what)))
        return found

    def _booking(self, session: Session) -> str:
        when = f"{dates.day_short(session.day, today=self._today)} {dates.clock(session.clock)}".strip()
        if session.form == "group":
            what = session.topic or _("Group")
            return _("{when}: taken out of “{what}”, the group goes on", when=when, what=what)
        if any(one.state != "cancelled" for one in session.interpreters):
            return _("{when}: cancelled, and the interpreter with it", when=when)
        return _("{when}: cancelled", when=when)


def _end_of(step: Step) -> ChipGroup:
    texts = {
        "dropped": pgettext_("step end", "Drop"),
        "done": pgettext_("step end", "Done"),
        "handed": pgettext_("step end", "Taken over"),
        "kept": pgettext_("step end", "Keep, follow up"),
    }
    return ChipGroup("", {end: texts[end] for end in STEP_ENDS}, value="dropped", name=step.text)
