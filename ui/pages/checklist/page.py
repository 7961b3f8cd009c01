"""The checklist and the other questionnaires: a round is answered question by question, left and taken up again, finished;
what came of it over time, and what is being done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.actions.checklists import Rounds, rounds, start_round
from app.actions.service_actions import asked_by
from app.base.languages import _
from app.records.shipped import CHECKLIST, Checklist, checklist, checklists
from app.store.store import Changes
from ui.forms import ChipGroup
from ui.lists import EmptyState, Offer
from ui.pages.checklist.fed import FedView
from ui.pages.checklist.over_time import OverTime
from ui.pages.checklist.round import RoundView
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, clear, column, dates, line, set_shown

LINES_SHOWN = 9  # the keys Alt+1 … Alt+9


class ChecklistPage(Page):
    """The round that is under way, open at its first unanswered question; or the offer to start one.

    about: questionnaire (its id), question (opened in the round under way), show ("progress").
    """

    name, place, keep = "checklist", "checklist", True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._paper = Button(_("Print it"), icon="printer", key="Ctrl+P")
        self._paper.clicked.connect(lambda: self.print_round())
        self._over_time = Button(_("Progress"), icon="flag", key="Ctrl+G")
        self._over_time.clicked.connect(lambda: self.turn())
        self.header = Header(frame, _("Checklist"), "", self._over_time, self._paper)
        self.box.addWidget(self.header)
        names = {one.id: str(one.name) for one in checklists()}
        self._chips = ChipGroup("", names, value=CHECKLIST, name=_("Questionnaire"))
        self._chips.changed.connect(lambda: self.choose(self._chips.value()))
        self.box.addWidget(self._chips)
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._which, self._shows, self._at = CHECKLIST, "", ""
        self._found: Rounds | None = None
        self._left = False
        self._view: RoundView | None = None
        self._first: QWidget = self._paper
        self._offer_keys()

    def _offer_keys(self) -> None:
        self.offer(Action(text=_("Print the checklist"), key="Ctrl+P", run=self.print_round, icon="printer"))
        self.offer(
            Action(text=_("Progress over the rounds, and actions"), key="Ctrl+G", run=self.turn, icon="flag")
        )
        self.offer(Action(text=_("Make an action of the question"), key="Ctrl+T", run=self._act, icon="flag"))
        self.offer(Action(text=_("Own tip"), key="Ctrl+Shift+T", run=self._tip, icon="plus"))
        for at in range(1, LINES_SHOWN + 1):
            self.bind(f"Alt+{at}", partial(self._records, at))
        self.bind("Alt+0", self._turn_period)
        for one in checklists():
            self.offer(
                Action(
                    text=str(one.title),
                    detail=str(one.about),
                    run=partial(self.choose, one.id),
                    icon="list-checks",
                )
            )

    def title(self) -> str:
        return _("Checklist")

    def first(self) -> QWidget | None:
        return self._view.first() if self._view else self._first

    def visited(self, about: Mapping[str, str]) -> None:
        question = about.get("question", "")
        wanted = about.get("questionnaire") or (asked_by(question) if question else "")
        if wanted or about.get("show"):
            self._keep()
            self._which, self._found = wanted or self._which, None
            self._shows, self._at = about.get("show", ""), question
            self._chips.set_value(self._which)
            self.reload()

    def touches(self, changes: Changes) -> bool:
        kinds = {kind for kind, _id in changes.records}
        rounds_too = any(kind.startswith("checklist") for kind in kinds)
        return ("action" in kinds or rounds_too) and changes.verb != "checklist.answered"

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def leaving(self) -> None:
        self._left = True
        self._keep()

    def _keep(self) -> None:
        if self._view is not None:
            self._view.keep()

    def reload(self) -> None:
        self.frame.work.ask(rounds, self._which, then=self._show, instead_of="checklist")

    def choose(self, id: str) -> None:
        """Show another questionnaire."""
        if id != self._which:
            self._keep()
            self._which, self._shows, self._at, self._found = id, "", "", None
            self._chips.set_value(id)
            self.reload()

    def turn(self) -> None:
        """From the questions to the progress over the rounds, and back."""
        self._keep()
        self._shows = "" if self._shows else "progress"
        self._found = None
        self.reload()

    def print_round(self) -> None:
        """What is in view on paper: the progress, the round, or an empty form."""
        self._keep()
        if self._shows and _has_progress(checklist(self._which)):
            self.frame.go("paper", document="progress_page", questionnaire=self._which)
            return
        current = self._found.current if self._found else None
        filled = "yes" if checklist(self._which).fed_by else "no"
        self.frame.go(
            "paper",
            document="checklist",
            questionnaire=self._which,
            round=current.id if current else "",
            filled=filled,
        )

    def _act(self) -> None:
        if self._view is not None:
            self._view.act()

    def _records(self, at: int) -> None:
        if self._view is not None:
            self._view.show_records(at)

    def _turn_period(self) -> None:
        if self._view is not None:
            self._view.turn_period()

    def _tip(self) -> None:
        if self._view is not None:
            self._view.write_tip()

    def _show(self, found: Rounds) -> None:
        left, self._left = self._left, False
        if self._view is not None and self._found and self._is_in_view(found, left):
            self._view.refresh()
            return
        if self._view is not None and self._same_round(found) and not left:
            self._at = self._view.at()
        self._found = found
        asked = checklist(self._which)
        clear(self._body)
        self._view = None
        self.header.facts.setText(self._facts(asked, found))
        set_shown(self._over_time, _has_progress(asked))
        self._over_time.set_on(bool(self._shows))
        if asked.fed_by:
            self._put(FedView(self, asked))
        elif self._shows and _has_progress(asked):
            self._put(OverTime(self, asked, leads=True))
        elif found.current is None:
            self._body.addWidget(self._empty(asked, found))
        else:
            self._view = RoundView(self, self.frame, found.current, found.finished, at=self._at)
            self._at = ""
            self._body.addWidget(self._view)
        first = self.first()
        if self.isVisible() and first is not None and not self._chips_in_hand():
            self.focus_when_shown(first)

    def _is_in_view(self, found: Rounds, left: bool) -> bool:
        """Whether nothing came that is not shown; who comes back after answering goes on at the next question."""
        if left or self._view is None:
            return self._found is not None and found.current == self._found.current
        return found.current == self._view.current()

    def _same_round(self, found: Rounds) -> bool:
        return bool(self._view and found.current and found.current.id == self._view.current().id)

    def _chips_in_hand(self) -> bool:
        """While the arrows go through the questionnaires, the focus stays with them."""
        return any(chip.hasFocus() for chip in self._chips.row.chips())

    def _put(self, view: FedView | OverTime) -> None:
        self._body.addWidget(view)
        self._first = view.first()

    def _facts(self, asked: Checklist, found: Rounds) -> str:
        if found.current is None:
            return str(asked.about) if asked.id != CHECKLIST else ""
        begun = _("begun {day}", day=dates.day_full(found.current.started_on))
        return f"{begun} · {asked.about}" if asked.own else begun

    def _empty(self, asked: Checklist, found: Rounds) -> QWidget:
        count = len(asked.questions())
        again = bool(found.finished) and asked.repeats
        detail = (
            _("It opens as a copy of the last")
            if again
            else _("{count} questions, stop any time", count=count)
        )
        start = Offer("list-checks", _("Start a round"), detail, _("Enter"))
        start.clicked.connect(lambda: self.frame.work.run(start_round, self._which))
        paper = Offer("printer", _("Print it empty"), _("To fill in together"), "Ctrl+P")
        paper.clicked.connect(lambda: self.print_round())
        self._first = start
        if not found.finished:
            text = _("The questions show what works and what is missing. A round takes about half an hour.")
            text = str(asked.about) if asked.id != CHECKLIST else text
        else:
            day = dates.day_full(found.finished[0].finished_on or found.finished[0].started_on)
            text = _("The last round was finished on {day} and is kept as it was.", day=day)
        card = Card((0, 0, 0, 0), 0)
        card.box.addWidget(EmptyState("list-checks", _("No round is under way"), text, (start, paper)))
        if not found.finished:
            return card
        holder = QWidget()
        stack = column(holder, gap=16)
        stack.addWidget(card)
        if _has_progress(asked):
            stack.addWidget(OverTime(self, asked), 1)
        return holder


def _has_progress(asked: Checklist) -> bool:
    """Whether its rounds can be set side by side."""
    return asked.repeats
