"""The sheets of the way on: an application, its answer, a point before release, and a review of the plan."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.actions.applications import (
    NewApplication,
    Proposed,
    deadlines_by_kind,
    name_of,
    new_application,
    papers_for,
    save_application,
    set_application_state,
)
from app.actions.release_checks import STATES, Point, change_point
from app.actions.reviews import new_review, save_review
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.application import OPEN_APPLICATIONS, Application
from app.records.before_release import Review
from app.records.choices import label, labels
from ui.forms import ChipGroup, Input, NoteField, TextField, TokenField
from ui.forms.field import mark_free
from ui.forms.when import day_field
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import TOP, Button, Label, clear, column, dates, line

OFFERED = 3  # deadlines of the list that are offered for one kind


def write_application(page: Page, person: str) -> None:
    """A new application of this person, with the deadlines of the school's list at hand."""

    def show(new: NewApplication) -> None:
        ApplicationSheet(page, new.draft, new.deadlines)

    page.frame.work.ask(new_application, person, then=show, instead_of="application.sheet")


def change_application(page: Page, one: Application) -> None:
    """Everything about an application."""

    def show(deadlines: Mapping[str, tuple[Proposed, ...]]) -> None:
        ApplicationSheet(page, to_draft(one), deadlines)

    page.frame.work.ask(deadlines_by_kind, then=show, instead_of="application.sheet")


class ApplicationSheet(Ask):
    """What is applied for, by when and with which papers; of one that stands also how far it is and what was answered."""

    def __init__(self, page: Page, draft: Draft, deadlines: Mapping[str, tuple[Proposed, ...]]) -> None:
        self._new = not draft.record_id
        title = _("New application") if self._new else _("The application")
        super().__init__(page, title, "", _("Save the application"), width=720)
        self._draft, self._deadlines = draft, deadlines
        self._today = page.frame.clock.today
        kinds = labels("application.kind")
        self._kind = ChipGroup(_("What kind"), kinds, value=draft.get("kind") or next(iter(kinds)))
        self._what = TextField(
            _("What is applied for"), value=draft.get("what"), placeholder=_("Course, school, job")
        )
        mark_free(self._what.target())
        self._day = day_field(_("Deadline"), today=self._today, past=False)
        self._day.set_value(draft.get("deadline"))
        self._papers = TokenField(
            _("Papers needed"), labels("application.paper"), value=",".join(draft.codes("papers"))
        )
        self._offer = QWidget()
        column(self._offer)
        self.fields |= {"kind": self._kind, "what": self._what, "deadline": self._day, "papers": self._papers}
        if self._new:
            self.card.box.addWidget(self._kind)
        self._beside((self._what, 3), (self._day, 2))
        self.card.box.addWidget(self._offer)
        self.card.box.addWidget(self._papers)
        if not self._new:
            self._how_far()
        self._kind.changed.connect(self._kind_said)
        self._kind_said()
        self.show_now(self._kind if self._new else self._what)

    def _beside(self, *fields: tuple[Input, int]) -> None:
        row = line(gap=12)
        for one, share in fields:
            row.addWidget(one, share, TOP)
        self.card.box.addLayout(row)

    def _how_far(self) -> None:
        draft = self._draft
        needed = {code: label("application.paper", code) for code in draft.codes("papers")}
        if needed:
            have = ",".join(draft.codes("papers_have"))
            self.field("papers_have", ChipGroup(_("Papers in hand"), needed, value=have, many=True))
        state = ChipGroup(_("State"), labels("application.state"), value=draft.get("state") or "planned")
        outcome = ChipGroup(_("Answer"), labels("application.outcome"), value=draft.get("outcome"))
        self.field("state", state)
        self.field("outcome", outcome)
        self.field("note", TextField(_("Note"), value=draft.get("note")))

        def said() -> None:
            outcome.setVisible(state.value() == "answered")

        state.changed.connect(said)
        said()

    def _kind_said(self) -> None:
        """Each kind has its papers and its dates; what was written by hand stays."""
        kind, usual = self._kind.value(), [",".join(papers_for(code)) for code in labels("application.kind")]
        found = self._deadlines.get(kind, ())
        if self._new:
            if self._papers.value() in ("", *usual):
                self._papers.set_value(",".join(papers_for(kind)))
            days = {one.day.isoformat() for row in self._deadlines.values() for one in row}
            if self._day.value() in ("", *days):
                proposed = found[0].day.isoformat() if found and found[0].usual else ""
                self._day.set_value(proposed)
        self._show_offer(found if self._draft.get("state") in ("", *OPEN_APPLICATIONS) else ())

    def _show_offer(self, found: tuple[Proposed, ...]) -> None:
        box = self._offer.layout()
        if not isinstance(box, QBoxLayout):
            return
        clear(box)
        self._offer.setVisible(bool(found))
        if not found:
            return
        days = {one.day.isoformat(): self._said(one) for one in found[:OFFERED]}
        chips = ChipGroup(_("From the list of deadlines"), days, value=self._day.value())
        chips.changed.connect(lambda: self._day.set_value(chips.value()))
        box.addWidget(chips)

    def _said(self, one: Proposed) -> str:
        day = dates.day_plain(one.day, today=self._today())
        check = _("check the date") if one.assumed else ""
        return " · ".join(part for part in (day, one.name, check) if part)

    def submit(self) -> None:
        self._draft.raw |= self.said()
        self.do(save_application, self._draft)


class AnswerSheet(Ask):
    """An answer has come to an application."""

    def __init__(self, page: Page, one: Application) -> None:
        super().__init__(page, _("An answer has come"), name_of(one), _("Answered"))
        self._one = one
        self.field("outcome", ChipGroup(_("Answer"), labels("application.outcome"), value=one.outcome))
        self.show_now()

    def submit(self) -> None:
        outcome = self.said()["outcome"]
        self.do(set_application_state, self._one.id, "answered", outcome=outcome)


class PointSheet(Ask):
    """A point before release: how it stands, who has it, and a word."""

    def __init__(self, page: Page, person: str, point: Point) -> None:
        name = label("release_check.item", point.item)
        super().__init__(page, name[:1].upper() + name[1:], "", _("Save"))
        self._person, self._point = person, point
        check = point.check
        states = {code: label("release_check.state", code) for code in STATES}
        self.field("state", ChipGroup(_("State"), states, value=point.state))
        self.field("who", TextField(_("Who has it"), value=check.who if check else ""))
        self.field("note", TextField(_("Note"), value=check.note if check else ""))
        self.show_now(self.fields["who"])

    def submit(self) -> None:
        said = self.said()
        item, who, note = self._point.item, said["who"], said["note"]
        self.do(change_point, self._person, item, state=said["state"], who=who, note=note)


def write_review(page: Page, person: str) -> None:
    """A review of today, with the next one proposed."""

    def show(draft: Draft) -> None:
        ReviewSheet(page, draft)

    page.frame.work.ask(new_review, person, then=show, instead_of="review.sheet")


def change_review(page: Page, one: Review) -> None:
    """A review that stands."""
    ReviewSheet(page, to_draft(one))


class ReviewSheet(Ask):
    """The person's own view in their words, or that they did not want to say; and when to look at the plan again."""

    def __init__(self, page: Page, draft: Draft) -> None:
        said = _("Look at the plan together: what has been done, what is in the way, what is wanted now.")
        super().__init__(page, _("Review of the plan"), said, _("Save the review"), width=620)
        self.primary = Button(_("Save the review"), "primary", key=_("Ctrl+Enter"))  # Enter is a new line
        self.primary.clicked.connect(self.submit)
        self._draft = draft
        today = page.frame.clock.today
        said = _("In the person's words. May stay empty.")
        self._view = NoteField(
            _("The person's own view"), value=draft.get("own_view"), placeholder=said, lines=3
        )
        self._declined = ChipGroup(
            "", {"yes": _("Did not want to say")}, value=draft.get("declined"), many=True
        )
        self._next = day_field(_("Next review"), today=today, past=False)
        self._day = day_field(_("Date"), today=today, past=True)
        self._next.set_value(draft.get("next_on"))
        self._day.set_value(draft.get("day"))
        mark_free(self._view.target())
        self.fields |= {
            "own_view": self._view,
            "declined": self._declined,
            "next_on": self._next,
            "day": self._day,
        }
        self.card.box.addWidget(self._view)
        self.card.box.addWidget(self._declined)
        row = line(gap=12)
        row.addWidget(self._next, 1, TOP)
        row.addWidget(self._day, 1, TOP)
        self.card.box.addLayout(row)
        if not draft.record_id:
            hint = _("The next review is proposed by the time left. The table stands in the settings.")
            self.card.box.addWidget(Label(hint, "small", wrap=True))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            save = QShortcut(QKeySequence(keys), self)
            save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            save.activated.connect(self.submit)
        self._declined.changed.connect(self._declines)
        self._declines()
        self.show_now()

    def _declines(self) -> None:
        self._view.setEnabled(not self._declined.value())

    def submit(self) -> None:
        self._draft.raw |= self.said()
        self.do(save_review, self._draft)
