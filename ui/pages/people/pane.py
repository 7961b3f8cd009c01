"""One person's page: head, open steps, timeline; and what the keys on them do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.actions.people import bring_back_person
from app.actions.people_list import PersonView
from app.actions.releases import withdraw_release
from app.actions.sessions import set_session_state
from app.actions.steps import set_step_state
from app.base.languages import _
from app.records.disclosure import Disclosure
from app.records.referral import Referral
from app.records.session import Session
from app.records.step import Step
from app.store.questions.person_page import Entry
from ui.pages.cases.sheets import give, share
from ui.pages.erasing.sheets import ask_entry
from ui.pages.people import sheets
from ui.pages.people.entries import is_planned, is_unanswered, is_valid_release, page_of, told
from ui.pages.people.head import Head
from ui.pages.people.leaving import leaving
from ui.pages.people.more import MoreSheet
from ui.pages.people.plan import Plan
from ui.pages.people.rows import EntryRow, StepRow, key_name
from ui.pages.people.timeline import Timeline
from ui.pages.people.way_on import WayOn
from ui.pages.person_work.sheets import write_application, write_review
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import Card, ScrollColumn, column


class PersonPane(Card):
    """Everything about one person. Bare keys act where no text is typed."""

    def __init__(self, page: Page) -> None:
        super().__init__((0, 20, 0, 0), 12)
        self._page, self._frame = page, page.frame
        self.view: PersonView | None = None
        self.alone = False
        run: dict[str, Callable[..., object]] = {
            "before": self.print_before,
            "edit": self.change,
            "more": self.show_more,
            "leave": lambda: self._frame.converse(False),
            "double": lambda person: self._frame.go("people", person=person),
        }
        self.head = Head(self._frame, run)
        head = column(margins=(24, 0, 24, 0))
        head.addWidget(self.head)
        self.box.addLayout(head)
        self.scroller = ScrollColumn((24, 4, 24, 20), 18)
        self.scroller.content.setAccessibleName(_("The person’s page"))
        self.box.addWidget(self.scroller, 1)
        self.plan = Plan(page, self._step_key, self._walk, self.head.last_stop)
        self.timeline = Timeline(page, self.scroller.verticalScrollBar(), self._entry_key, self._searched)
        self.way_on = WayOn(page, self._walk, lambda: self.plan.add)
        self.scroller.box.addWidget(self.plan)
        self.scroller.box.addWidget(self.way_on)
        self.scroller.box.addWidget(self.timeline)
        self.scroller.box.addStretch(1)

    # --- showing ---

    def show_view(self, view: PersonView, *, alone: bool) -> None:
        """Show this person; the focus and the place stay where they were, for the same person."""
        if view == self.view and alone == self.alone:
            return
        same = self.view is not None and self.view.page.person.id == view.page.person.id
        token, place = self._focused() if same else None, self.scroller.verticalScrollBar().value()
        self.view, self.alone = view, alone
        self.head.show_view(view, alone=alone)
        self.timeline.show_view(view, alone=alone)
        self.plan.show_view(view, self.timeline.found)
        self.way_on.show_view(view, self.timeline.found)
        if same:
            self.timeline.search_again()
        else:
            self.plan.add.clear()
            self.plan.add.look()
        self.scroller.verticalScrollBar().setValue(place if same else 0)
        if token is not None:
            self._restore(*token)

    def compact(self, narrow: bool) -> None:
        """The window became narrower than 1280 px, or wide again."""
        self.head.compact(narrow)
        self.plan.compact(narrow)
        self.way_on.compact(narrow)

    def first(self) -> QWidget:
        """What the arrow keys begin with: the first open step, else the first entry, else the line for a step."""
        rows = self._lines()
        return rows[0] if rows else self.plan.add

    def go_to(self, token: str) -> bool:
        """Put the focus on a step or an entry; False where it is not shown."""
        row: QWidget | None = next((row for row in self.plan.rows() if row.token == token), None)
        row = row or self.timeline.row_of(token)
        if row is None:
            return False
        row.setFocus()
        return True

    def _lines(self) -> list[StepRow | EntryRow]:
        return [*self.plan.rows(), *self.timeline.rows()]

    def _searched(self) -> None:
        if self.view is not None:
            self.plan.show_view(self.view, self.timeline.found)
            self.way_on.show_view(self.view, self.timeline.found)

    def _focused(self) -> tuple[str, int] | None:
        """The id of the focused line and its number from the top; None where the focus is elsewhere."""
        here = QApplication.focusWidget()
        rows = self._lines()
        for at, row in enumerate(rows):
            if row is here:
                return row.token, at
        return None

    def _restore(self, token: str, at: int) -> None:
        """The focus goes back to the same line; where that moved or went, to the one that took its place."""
        rows = self._lines()
        before_steps = at < len(self.plan.rows()) or not self.timeline.rows()
        same = next((row for row in rows if row.token == token), None)
        if same is not None and (same in self.plan.rows()) == before_steps:
            same.setFocus()
        elif rows:
            rows[min(at, len(rows) - 1)].setFocus()
        else:
            self.plan.add.setFocus()

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = key_name(event)
        if name == "S":
            self.write_step()
        elif name == "N":
            self.write_application()
        elif name == "G":
            self.write_review()
        elif name != "A" or not self.answer_newest():
            super().keyPressEvent(event)

    def _walk(self, key: str) -> bool:
        """The arrow keys go from line to line over the whole page, and stay at its ends."""
        lines: list[QWidget] = [
            *self.plan.rows(),
            self.plan.add,
            *self.way_on.rows(),
            *self.timeline.rows(),
        ]
        here = QApplication.focusWidget()
        if key not in ("Down", "Up") or here not in lines:
            return False
        at = lines.index(here) + (1 if key == "Down" else -1)
        if 0 <= at < len(lines):
            lines[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _step_key(self, step: Step, key: str) -> bool:
        if self.view is None:
            return False
        if self._walk(key):
            return True
        if key == "Del":
            sheets.DropSheet(self._page, step)
        elif key == "Enter":
            sheets.ChangeSheet(self._page, step, _("Change the step"), self.view.today)
        elif key == "M" and not self.alone:
            sheets.MoveSheet(self._page, self.view, step, step.text)
        elif key == "X":
            sheets.VoidSheet(self._page, step, step.text)
        elif key == "Shift+Del" and not self.alone:
            ask_entry(self._page, "step", step.id, step.text)
        else:
            return False
        return True

    def _entry_key(self, entry: Entry, key: str) -> bool:
        if self.view is None:
            return False
        if self._walk(key):
            return True
        if key == "Enter":
            self._open(entry)
            return True
        if entry.theirs:
            return False
        if isinstance(entry.record, Disclosure):
            return self._disclosed_key(key)
        if key == "M" and not self.alone:
            sheets.MoveSheet(self._page, self.view, entry.record, self._what(entry))
            return True
        if key == "X":
            sheets.VoidSheet(self._page, entry.record, self._what(entry))
            return True
        if key == "Shift+Del" and not self.alone:
            ask_entry(self._page, entry.kind, entry.record.id, self._what(entry))
            return True
        return self._own_key(entry, key)

    def _disclosed_key(self, key: str) -> bool:
        """What has left has left: nothing of it is moved, voided or deleted by itself."""
        if key not in ("M", "X", "Shift+Del"):
            return False
        self._frame.say(_("What has left can’t be taken back, so this stays. It goes with the whole person."))
        return True

    def _own_key(self, entry: Entry, key: str) -> bool:
        """What only some kinds of entry understand."""
        record, view = entry.record, self.view
        if view is None or entry.theirs:
            return False
        if key in ("H", "C", "T") and is_planned(entry) and isinstance(record, Session):
            self._planned_key(record, key, self._what(entry))
        elif key == "A" and is_unanswered(entry) and isinstance(record, Referral):
            sheets.AnswerSheet(self._page, record, self._what(entry), view.page.open_steps)
        elif key == "W" and is_valid_release(entry):
            self._frame.work.run(withdraw_release, record.id)
        elif key == "Space" and isinstance(record, Step):
            self._frame.work.run(set_step_state, record.id, "open")
        else:
            return False
        return True

    def _planned_key(self, session: Session, key: str, what: str) -> None:
        if self.view is None:
            return
        if key == "H":
            self._frame.work.run(set_session_state, session.id, "held", failed=self._refused)
        elif key == "C":
            sheets.CancelSheet(self._page, session, what, self.view.today)
        else:
            sheets.BookSheet(self._page, self.view, session)

    def _refused(self, error: BaseException) -> None:
        """What stands in the way of a single key is said in the bar, not in a sheet."""
        from app.entry.problems import Invalid

        if isinstance(error, Invalid):
            self._frame.say(str(error))
        else:
            self._frame.fail(error)

    def _what(self, entry: Entry) -> str:
        if self.view is None:
            return ""
        said = told(entry, today=self.view.today, alone=True)
        return f"{said.head}, {said.when}"

    def _open(self, entry: Entry) -> None:
        record = entry.record
        if self.view is None:
            return
        if entry.theirs:
            self._frame.say(_("This is a colleague's group. What is common to it is your colleague's."))
            return
        if self.alone and isinstance(record, Session) and record.form == "group":
            return  # the group's own page names the others
        page = page_of(entry, self.view.page.person.id)
        if page is not None:
            self._frame.go(page[0], **page[1])
        elif sheets.can_change(record):
            sheets.ChangeSheet(self._page, record, self._what(entry), self.view.today)

    # --- what can be done with the person ---

    def write_step(self) -> None:
        """Begin a new step."""
        self.plan.add.setFocus()
        self.scroller.reveal(self.plan.add)

    def write_application(self) -> None:
        """A new application of the person."""
        if self.view is not None:
            write_application(self._page, self.view.page.person.id)

    def write_review(self) -> None:
        """Look at the plan together, now."""
        if self.view is not None:
            write_review(self._page, self.view.page.person.id)

    def answer_newest(self) -> bool:
        """Answer the newest referral that waits; False where none does."""
        if self.view is None:
            return False
        waiting = [entry for entry in self.view.page.timeline if is_unanswered(entry)]
        return bool(waiting) and self._own_key(waiting[0], "A")

    def print_before(self) -> None:
        """The page to read before the talk."""
        self._paper("before_conversation")

    def print_plan(self) -> None:
        """The plan as a sheet for the person to keep."""
        self._paper("plan_sheet")

    def print_meeting(self) -> None:
        """One page for a meeting, with only what is released to those who are present."""
        self._paper("meeting_page")

    def show_log(self) -> None:
        """Who opened, printed and changed what in this case."""
        if self.view is not None:
            self._frame.go("log", person=self.view.page.person.id)

    def _paper(self, document: str) -> None:
        if self.view is not None:
            self._frame.go("paper", document=document, people=self.view.page.person.id)

    def change(self) -> None:
        """Change what is known about the person."""
        if self.view is not None and not self.alone:
            self._frame.go("new_person", person=self.view.page.person.id)

    def book(self) -> None:
        """Book the next session."""
        if self.view is not None:
            sheets.BookSheet(self._page, self.view)

    def archive(self) -> None:
        """Archive the person, or bring them back."""
        if self.view is None:
            return
        person = self.view.page.person
        if person.left_on is None:
            leaving(self._page, person.id)
        else:
            self._frame.work.run(bring_back_person, person.id)

    def write_release(self) -> None:
        """Write down that the person lets something be shared, or will answer later."""
        if self.view is not None and not self.alone:
            sheets.write_release(self._page, self.view.page.person.id, self.view.today)

    def share(self) -> None:
        """Open one's own case to a colleague."""
        rights = self.view.rights if self.view is not None else None
        if rights is not None and rights.mine and not self.alone:
            share(self._page, rights)

    def hand_over(self) -> None:
        """Make one's own case a colleague's."""
        rights = self.view.rights if self.view is not None else None
        if rights is not None and rights.mine and not self.alone:
            give(self._page, rights)

    def extract(self) -> None:
        """Everything about the person as a locked file."""
        from ui.pages.people.extract import ExtractSheet  # only now: it reads every document's layout

        if self.view is not None and not self.alone:
            ExtractSheet(self._page, self.view.page.person)

    def void(self) -> None:
        """The person was entered by mistake: void them with everything that belongs to them."""
        if self.view is not None and not self.alone:
            sheets.VoidSheet(self._page, self.view.page.person, self.view.page.person.name)

    def restrict(self) -> None:
        """Keep the case and close it."""
        from ui.pages.retention.sheets import RestrictSheet

        if self.view is not None and not self.alone:
            person = self.view.page.person
            RestrictSheet(self._page, person.id, person.name)

    def erase(self) -> None:
        """Delete the person for good: first what is lost."""
        if self.view is not None and not self.alone:
            self._frame.go("erasing", person=self.view.page.person.id)

    def show_more(self) -> None:
        """Everything that can be done with the person, each with its key."""
        if self.view is not None and not self.alone:
            rights = self.view.rights
            shares = rights is not None and rights.mine
            MoreSheet(self._page, self.view.page.person, self, shares=shares)

    def close_sheets(self) -> None:
        """Another page is opened: nothing of this one stays over it."""
        above = self._page.parentWidget()
        over = above.parentWidget() if above is not None else None
        for sheet in over.findChildren(Sheet) if over is not None else []:
            if isinstance(sheet, Ask | MoreSheet) and not sheet.isHidden():
                sheet.leave()
