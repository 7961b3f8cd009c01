"""A round over a questionnaire: parts at the left, the questions of one part at the right, one of them open."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.actions.checklists import (
    PARTS,
    Rounds,
    answer_question,
    finish_round,
    name_part,
    note_part,
    rounds,
    say_who_took_part,
)
from app.actions.evidence import PERIODS, Evidence, EvidenceOf, evidence
from app.actions.service_actions import ActionsOf, Tips, actions, drop_tip, tips
from app.base.languages import N_, _
from app.records.checklist import ChecklistRound
from app.records.progress import is_copy, part_name
from app.records.shipped import CHECKLIST, Part, checklist
from app.store.store import Changes
from ui.forms import Foot, NoteField, TextField
from ui.pages.checklist.actions import ActionSheet, TipSheet
from ui.pages.checklist.evidence import RecordsSheet
from ui.pages.checklist.parts import PartsCard
from ui.pages.checklist.question import KEPT_AFTER, QuestionView
from ui.shell.page import Frame, Page
from ui.theme import Card, Elided, Label, ScrollColumn, clear, column, dates, line

_NOTES = {
    "T": N_("Notes on accessibility"),
    "I": N_("Notes on content"),
    "S": N_("Notes on coherence"),
    "K": N_("Notes on quality"),
}


class RoundView(QWidget):
    """Parts at the left, the questions of one part at the right.

    over: the page it lies in, from the first part on: each part is polished once then, not at every move.
    """

    def __init__(
        self,
        over: Page,
        frame: Frame,
        current: ChecklistRound,
        earlier: tuple[ChecklistRound, ...],
        *,
        at: str = "",
    ) -> None:
        """at: the question that is opened; "" for the first that waits."""
        super().__init__(over)
        self._page, self._frame, self._round, self._earlier = over, frame, current, earlier
        self._checklist = checklist(current.checklist)
        self._answers = _looked_at(current)
        self._evidence: EvidenceOf | None = None
        self._period, self._actions = PERIODS[0], ActionsOf((), ())
        self._views: dict[str, QuestionView] = {}
        row = line(self, gap=16)
        self._parts = PartsCard(self._checklist)
        self._parts.who.set_value(current.took_part)
        self._parts.chosen.connect(lambda code: self.open_part(code))
        self._parts.opened.connect(lambda id: self._print(id))
        self._parts.named.connect(self._name_people)
        self._parts.tip.connect(self._write_tip)
        self._parts.dropped.connect(lambda id: frame.work.run(drop_tip, id, then=lambda _c: self._ask_tips()))
        row.addWidget(self._parts)
        self._questions(row)
        self._took_part = current.took_part
        first = at if self._checklist.question(at) else self._first_open()
        part = self._checklist.part_of(first)
        self.open_part(part.code if part else self._checklist.parts[0].code, question=first)
        self.refresh()

    def first(self) -> QWidget | None:
        """Room for the case that a reflection is about, while it is empty; else the chips of the open question."""
        case = self._notes.get("about")
        if case is not None and not case.value():
            return case.target()
        return self._views[self._at].chips.target() if self._at in self._views else None

    def current(self) -> ChecklistRound:
        """The round as it was last read."""
        return self._round

    def at(self) -> str:
        """The open question."""
        return self._at

    def keep(self) -> None:
        """Keep what is half-written now."""
        if self._at in self._views:
            self._views[self._at].keep()
        self._keep_note()

    def refresh(self) -> None:
        """Read again what stands beside the answers: evidence, actions, tips."""
        if self._checklist.id == CHECKLIST:
            self._frame.work.ask(
                evidence, period=self._period, then=self._show_evidence, instead_of="evidence"
            )
        if not self._checklist.own:
            self._frame.work.ask(actions, then=self._show_actions, instead_of="actions")
            self._ask_tips()

    def act(self) -> None:
        """Make an action of the open question; what was written under it is what is to be done."""
        if self._checklist.own or self._at not in self._views:
            return
        view = self._views[self._at]
        view.keep()
        question, text = self._at, view.field.value() if view.answer != "yes" else ""

        def show(found: Tips) -> None:
            ActionSheet(self._page, question, found, text=text, round_id=self._round.id)

        self._frame.work.ask(tips, self._checklist.id, question, then=show)

    def show_records(self, at: int) -> None:
        """The records behind a line of the open question's evidence, the first is 1."""
        lines = self._views[self._at].evidence.lines if self._at in self._views else ()
        if at <= len(lines):
            self._records(lines[at - 1])

    def turn_period(self) -> None:
        """Evidence of the next period there is to choose."""
        self._period = PERIODS[(PERIODS.index(self._period) + 1) % len(PERIODS)]
        self.refresh()

    def open_part(self, code: str, *, question: str = "") -> None:
        """Show one part, with its first unanswered question open."""
        if self._views:
            self.keep()
        self._part = next(part for part in self._checklist.parts if part.code == code)
        self._fill(self._part)
        ids = [one.id for one in self._part.questions]
        waiting = [id for id in ids if self._answers.get(id, "open") == "open"]
        self._open(question or (waiting[0] if waiting else ids[0]))

    def _first_open(self) -> str:
        every = [one.id for one in self._checklist.questions()]
        return next((id for id in every if self._answers.get(id, "open") == "open"), every[0])

    def _questions(self, row: QHBoxLayout) -> None:
        card = Card((0, 0, 0, 0), 0)
        row.addWidget(card, 1)
        head = line(margins=(28, 18, 28, 6), gap=10)
        self._title, self._says = Label("", "h2"), Elided("", "muted")
        head.addWidget(self._title)
        head.addWidget(self._says, 1)
        card.box.addLayout(head)
        self._scroll = ScrollColumn((16, 4, 16, 12), 2)
        card.box.addWidget(self._scroll, 1)
        self._foot = Foot("", close=_("Done for today"))
        self._foot.saved.connect(self._onward)
        self._foot.closed.connect(self._leave)
        card.box.addWidget(self._foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._onward)
        QShortcut(QKeySequence("Esc"), self, self._leave)
        self._note_timer = QTimer(self)
        self._note_timer.setSingleShot(True)
        self._note_timer.setInterval(KEPT_AFTER)
        self._note_timer.timeout.connect(self._keep_note)
        self._at = ""

    def _fill(self, part: Part) -> None:
        clear(self._scroll.box)
        self._title.setText(self._called(part))
        self._says.setText(str(part.says))
        kept = {row.question: row for row in self._round.answers}
        self._views = {}
        self._notes: dict[str, NoteField] = {}
        if self._checklist.case and part == self._checklist.parts[0]:
            self._note("about", str(self._checklist.case))
        if self._checklist.named:
            self._name_field(part)
        for one in part.questions:
            row = kept.get(one.id)
            copied = row is not None and is_copy(self._round, row)
            view = QuestionView(self._page, one, self._checklist, row, copied=copied)
            view.answered.connect(self._answered)
            view.finished.connect(self._next_question)
            view.chosen.connect(self._open)
            view.asked.connect(self._records)
            view.turned.connect(self.turn_period)
            view.acted.connect(self.act)
            self._views[one.id] = view
            self._scroll.box.addWidget(view)
        if part.code in _NOTES:
            self._note(part.code.lower(), _(_NOTES[part.code]))
        elif self._checklist.notes and part == self._checklist.parts[-1]:
            self._note("notes", str(self._checklist.notes))
        self._scroll.box.addStretch(1)  # all the room that is left, so that nothing above is pulled apart
        self._progress()

    def _note(self, name: str, label: str) -> None:
        """Room for words of the round's own, kept under this name."""
        note = NoteField(label, value=self._kept_note(name), lines=2)
        note.edit.setMaximumHeight(96)
        note.changed.connect(self._writing)
        self._notes[name] = note
        holder = QWidget()
        column(holder, (12, 14, 12, 4)).addWidget(note)
        self._scroll.box.addWidget(holder)

    def _name_field(self, part: Part) -> None:
        """What the part is called, where those who answer say so."""
        field = TextField(_("What the area is called"), value=part_name(self._round, part.code, ""))
        field.edit.setPlaceholderText(str(part.name))
        field.left.connect(lambda: self._call(part, field.value()))
        holder = QWidget()
        column(holder, (12, 4, 12, 8)).addWidget(field)
        self._scroll.box.addWidget(holder)

    def _call(self, part: Part, name: str) -> None:
        if name.strip() != part_name(self._round, part.code, ""):
            self._title.setText(name.strip() or str(part.name))
            self._frame.work.run(name_part, self._round.id, part.code, name, then=self._kept)

    def _called(self, part: Part) -> str:
        return part_name(self._round, part.code, str(part.name))

    def _open(self, question: str) -> None:
        if self._at in self._views:
            self._views[self._at].keep()
        self._at = question
        for id, view in self._views.items():
            view.set_open(id == question)
        self._dress(question)
        self._views[question].focus_answer()
        QTimer.singleShot(0, self._reveal)

    def _dress(self, question: str) -> None:
        """What stands below the open question."""
        view = self._views.get(question)
        if view is None:
            return
        if self._evidence is not None:
            view.evidence.show_lines(self._evidence, self._evidence.of(question), self._period)
        view.doing.show_actions(self._actions.about(question))
        view.order_tabs()

    def _show_evidence(self, found: EvidenceOf) -> None:
        self._evidence = found
        self._dress(self._at)

    def _show_actions(self, found: ActionsOf) -> None:
        self._actions = found
        self._dress(self._at)

    def _ask_tips(self) -> None:
        first = self._part.questions[0].id
        self._frame.work.ask(tips, self._checklist.id, first, then=self._show_tips, instead_of="tips")

    def _show_tips(self, found: Tips) -> None:
        self._parts.show_own_tips(found.own, self._part, self._earlier)

    def _write_tip(self) -> None:
        sheet = TipSheet(self._page, self._part.code, self._called(self._part))
        sheet.closed.connect(self._ask_tips)

    def write_tip(self) -> None:
        """A tip of the school's own for the part in view."""
        if not self._checklist.own:
            self._write_tip()

    def _records(self, one: Evidence) -> None:
        if one.source:
            RecordsSheet(self._page, one, self._period)
        else:
            self._frame.go(one.place, section="school")

    def _print(self, id: str) -> None:
        self._frame.go("paper", document="checklist", round=id, questionnaire=self._checklist.id)

    def _reveal(self) -> None:
        if self._at in self._views:
            self._scroll.reveal(self._views[self._at])

    def _next_question(self, question: str) -> None:
        ids = list(self._views)
        after = ids[ids.index(question) + 1 :]
        waiting = [id for id in after if self._answers.get(id, "open") == "open"]
        if waiting or after:
            self._open((waiting or after)[0])
        else:
            self._foot.primary.setFocus()

    def _answered(self, question: str, answer: str, how: str) -> None:
        self._answers[question] = answer
        self._progress()
        self._foot.writing()
        self._frame.work.run(
            answer_question, self._round.id, question, answer=answer, how=how, then=self._kept
        )

    def _kept(self, _changes: Changes) -> None:
        self._frame.work.ask(rounds, self._checklist.id, then=self._refresh)

    def _refresh(self, found: Rounds) -> None:
        if found.current is not None and found.current.id == self._round.id:
            self._round = found.current
        self._foot.kept(dates.clock(self._frame.clock.now()))

    def _progress(self) -> None:
        answered = {
            part.code: sum(self._answers.get(one.id, "open") != "open" for one in part.questions)
            for part in self._checklist.parts
        }
        for part in self._checklist.parts:
            self._parts.rows[part.code].call(self._called(part))
        self._parts.show_part(self._part, answered, self._earlier)
        after = self._part_after()
        if after is not None:
            self._foot.primary.setText(_("Next part: {part}", part=self._called(after)))
        else:
            self._foot.primary.setText(_("Finish the round …"))

    def _part_after(self) -> Part | None:
        parts = self._checklist.parts
        here = parts.index(self._part) + 1
        return parts[here] if here < len(parts) else None

    def _onward(self) -> None:
        after = self._part_after()
        if after is not None:
            self.open_part(after.code)
            return
        self.keep()
        left = sum(self._answers.get(one.id, "open") == "open" for one in self._checklist.questions())
        copied = sum(is_copy(self._round, row) for row in self._round.answers)
        text = _(
            "A finished round is kept as it is and can’t be changed. {count} questions are not answered.",
            count=left - copied if left >= copied else left,
        )
        if copied:
            text += " " + _("{count} stand as last time and were not looked at.", count=copied)
        self._frame.confirm(_("Finish the round?"), text, _("Finish"), self._finish)

    def _finish(self) -> None:
        self._frame.work.run(finish_round, self._round.id)

    def _leave(self) -> None:
        self.keep()
        self._frame.go("today")

    def _name_people(self, who: str) -> None:
        if who.strip() != self._took_part:
            self._took_part = who.strip()
            self._frame.work.run(say_who_took_part, self._round.id, who, then=self._kept)

    def _writing(self) -> None:
        self._foot.writing()
        self._note_timer.start()

    def _kept_note(self, name: str) -> str:
        return str(getattr(self._round, f"notes_{name}" if name in PARTS else name))

    def _keep_note(self) -> None:
        self._note_timer.stop()
        for name, note in self._notes.items():
            if note.value() != self._kept_note(name):
                self._frame.work.run(note_part, self._round.id, name, note.value(), then=self._kept)


def _looked_at(current: ChecklistRound) -> dict[str, str]:
    """The answers that somebody has given or confirmed in this round."""
    return {row.question: row.answer for row in current.answers if not is_copy(current, row)}
