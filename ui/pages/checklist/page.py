"""The checklist: a round is answered question by question, left and taken up again, finished and kept."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.actions.checklists import (
    Rounds,
    answer_question,
    finish_round,
    note_part,
    rounds,
    say_who_took_part,
    start_round,
)
from app.base.languages import N_, _
from app.records.checklist import ChecklistRound
from app.records.shipped import Part, checklist
from app.store.store import Changes
from ui.forms import Foot, NoteField
from ui.lists import EmptyState, Offer
from ui.pages.checklist.parts import PartsCard
from ui.pages.checklist.question import KEPT_AFTER, QuestionView
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, Elided, Label, ScrollColumn, clear, column, dates, line

_NOTES = {
    "T": N_("Notes on accessibility"),
    "I": N_("Notes on content"),
    "S": N_("Notes on coherence"),
    "K": N_("Notes on quality"),
}


class ChecklistPage(Page):
    """The round that is under way, open at its first unanswered question; or the offer to start one."""

    name, place, keep = "checklist", "checklist", True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._paper = Button(_("Print it"), icon="printer", key="Ctrl+P")
        self._paper.clicked.connect(lambda: self.print_round())
        self.header = Header(frame, _("Checklist"), "", self._paper)
        self.box.addWidget(self.header)
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self.offer(Action(text=_("Print the checklist"), key="Ctrl+P", run=self.print_round, icon="printer"))
        self._found: Rounds | None = None
        self._view: RoundView | None = None
        self._first: QWidget = self._paper

    def title(self) -> str:
        return _("Checklist")

    def first(self) -> QWidget | None:
        return self._view.first() if self._view else self._first

    def touches(self, changes: Changes) -> bool:
        ours = any(kind.startswith("checklist") for kind, _id in changes.records)
        return ours and changes.verb != "checklist.answered"

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def leaving(self) -> None:
        if self._view is not None:
            self._view.keep()

    def reload(self) -> None:
        self.frame.work.ask(rounds, then=self._show, instead_of="checklist")

    def print_round(self) -> None:
        """The round in view on paper, or an empty checklist."""
        self.leaving()
        current = self._found.current if self._found else None
        self.frame.go("paper", document="checklist", round=current.id if current else "")

    def _show(self, found: Rounds) -> None:
        if self._view is not None and self._found and found.current == self._found.current:
            return
        self._found = found
        clear(self._body)
        self._view = None
        if found.current is None:
            self._body.addWidget(self._empty(found))
            self.header.facts.setText("")
        else:
            self._view = RoundView(self, self.frame, found.current, found.finished)
            self._body.addWidget(self._view)
            self.header.facts.setText(_("begun {day}", day=dates.day_full(found.current.started_on)))
        first = self.first()
        if self.isVisible() and first is not None:
            self.focus_when_shown(first)

    def _empty(self, found: Rounds) -> QWidget:
        start = Offer("list-checks", _("Start a round"), _("24 questions, stop any time"), _("Enter"))
        start.clicked.connect(lambda: self.frame.work.run(start_round))
        paper = Offer("printer", _("Print it empty"), _("To fill in together"), "Ctrl+P")
        paper.clicked.connect(lambda: self.print_round())
        self._first = start
        if not found.finished:
            text = _("The questions show what works and what is missing. A round takes about half an hour.")
        else:
            day = dates.day_full(found.finished[0].finished_on or found.finished[0].started_on)
            text = _("The last round was finished on {day} and is kept as it was.", day=day)
        card = Card((0, 0, 0, 0), 0)
        card.box.addWidget(EmptyState("list-checks", _("No round is under way"), text, (start, paper)))
        return card


class RoundView(QWidget):
    """Parts at the left, the questions of one part at the right.

    over: the page it lies in, from the first part on: each part is polished once then, not at every move.
    """

    def __init__(
        self,
        over: QWidget,
        frame: Frame,
        current: ChecklistRound,
        earlier: tuple[ChecklistRound, ...],
    ) -> None:
        super().__init__(over)
        self._frame, self._round, self._earlier = frame, current, earlier
        self._checklist = checklist(current.checklist)
        self._answers = {row.question: row.answer for row in current.answers}
        self._views: dict[str, QuestionView] = {}
        row = line(self, gap=16)
        self._parts = PartsCard(self._checklist)
        self._parts.who.set_value(current.took_part)
        self._parts.chosen.connect(lambda code: self.open_part(code))
        self._parts.opened.connect(lambda id: frame.go("paper", document="checklist", round=id))
        self._parts.named.connect(self._name_people)
        row.addWidget(self._parts)
        self._questions(row)
        self._took_part = current.took_part
        first = self._first_open()
        self.open_part(first[:1], question=first)

    def first(self) -> QWidget | None:
        """The chips of the open question."""
        return self._views[self._at].chips.target() if self._at in self._views else None

    def keep(self) -> None:
        """Keep what is half-written now."""
        if self._at in self._views:
            self._views[self._at].keep()
        self._keep_note()

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
        self._title.setText(str(part.name))
        self._says.setText(str(part.says))
        kept = {row.question: row for row in self._round.answers}
        self._views = {}
        for one in part.questions:
            view = QuestionView(one, self._checklist, kept.get(one.id))
            view.answered.connect(self._answered)
            view.finished.connect(self._next_question)
            view.chosen.connect(self._open)
            self._views[one.id] = view
            self._scroll.box.addWidget(view)
        self._note = NoteField(_(_NOTES[part.code]), value=self._kept_note(part.code), lines=2)
        self._note.edit.setMaximumHeight(96)
        self._note.changed.connect(self._writing)
        holder = QWidget()
        column(holder, (12, 14, 12, 4)).addWidget(self._note)
        self._scroll.box.addWidget(holder)
        self._scroll.box.addStretch()
        self._progress()

    def _open(self, question: str) -> None:
        if self._at in self._views:
            self._views[self._at].keep()
        self._at = question
        for id, view in self._views.items():
            view.set_open(id == question)
        self._views[question].focus_answer()
        QTimer.singleShot(0, self._reveal)

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
        self._frame.work.ask(rounds, then=self._refresh)

    def _refresh(self, found: Rounds) -> None:
        if found.current is not None and found.current.id == self._round.id:
            self._round = found.current
        self._foot.kept(dates.clock(self._frame.clock.now()))

    def _progress(self) -> None:
        answered = {
            part.code: sum(self._answers.get(one.id, "open") != "open" for one in part.questions)
            for part in self._checklist.parts
        }
        self._parts.show_part(self._part, answered, self._earlier)
        after = self._part_after()
        if after is not None:
            self._foot.primary.setText(_("Next part: {part}", part=str(after.name)))
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
        text = _(
            "A finished round is kept as it is and can’t be changed. {count} questions are not answered.",
            count=left,
        )
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

    def _kept_note(self, code: str) -> str:
        return str(getattr(self._round, f"notes_{code.lower()}"))

    def _keep_note(self) -> None:
        self._note_timer.stop()
        if self._note.value() != self._kept_note(self._part.code):
            part = self._part.code.lower()
            self._frame.work.run(note_part, self._round.id, part, self._note.value(), then=self._kept)
