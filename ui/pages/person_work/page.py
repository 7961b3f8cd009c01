"""The way on: one person's applications, points before release, reviews, career buttons and interests, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.actions.applications import paper_in_hand
from app.actions.person_work import Around, PersonWork, person_work
from app.base.languages import _, ngettext_
from app.records.application import OPEN_APPLICATIONS, Application
from app.records.choices import label, labels
from app.records.interest import InterestList
from app.store.errors import RecordGone
from app.store.store import Changes
from ui.forms import ChipGroup
from ui.pages.person_work.pictures import InterestPicture, strip_of
from ui.pages.person_work.rows import (
    ApplicationRow,
    NextReviewRow,
    PointRow,
    ReviewRow,
    WorkRow,
    interests_said,
    void,
)
from ui.pages.person_work.sheets import write_application, write_review
from ui.shell.page import Action, Frame, Header, Page, Section
from ui.theme import Button, Card, Icon, KeyHint, Label, ScrollColumn, clear, dates, line

NEW, REVIEW, INTERESTS = Qt.Key.Key_N, Qt.Key.Key_G, Qt.Key.Key_L


class PersonWorkPage(Page):
    """about: person (an id), entry (an application, a review, or "release")."""

    name: ClassVar[str] = "person_work"
    place: ClassVar[str] = "people"
    one_person: ClassVar[bool] = True

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._person, self._aim = about.get("person", ""), about.get("entry", "")
        self.view: PersonWork | None = None
        self._first: QWidget | None = None
        self._narrow = False
        self._rows: list[WorkRow] = []
        self._papers: dict[str, ChipGroup] = {}
        self.new = Button(_("New application"), "primary", icon="plus", key="N")
        self.new.clicked.connect(self.write_application)
        self.header = Header(frame, _("The way on"), "", self.new, back=frame.back)
        self.box.addWidget(self.header)
        self._body = line(gap=16)
        self._left, self._right = _side(), _side()
        for side in (self._left, self._right):
            self._body.addWidget(side[0], 1)
        self.box.addLayout(self._body, 1)
        self.bind("Esc", frame.back)
        for text, key, icon, run in (
            (_("New application"), "", "file-text", self.write_application),
            (_("Review of the plan"), "", "list-checks", self.write_review),
            (_("New list of interests"), "", "sprout", self.ask_interests),
            (_("Before the conversation"), "Ctrl+P", "printer", self._print_before),
            (_("Plan A, B and C"), "", "printer", lambda: frame.go("paper", document="plan_abc")),
            (_("List of 48 activities"), "", "printer", lambda: frame.go("paper", document="activity_list")),
        ):
            self.offer(Action(text=text, key=key, icon=icon, run=run))

    # --- what the window asks ---

    def title(self) -> str:
        return _("The way on")

    def first(self) -> QWidget | None:
        return self._first or self.new

    def person(self) -> str:
        return self._person

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)
        if narrow != self._narrow:
            self._narrow, shown = narrow, self.view
            if shown is not None:
                self.view = None
                self._show(shown)

    def touches(self, changes: Changes) -> bool:
        return not changes.people or self._person in changes.people

    def alone(self, on: bool) -> None:
        self.header.alone(on)

    def visited(self, about: Mapping[str, str]) -> None:
        self._person, self._aim = about.get("person", self._person), about.get("entry", "")

    def reload(self) -> None:
        self.frame.work.ask(
            person_work, self._person, then=self._show, failed=self._gone, instead_of="person_work"
        )

    def _gone(self, error: BaseException) -> None:
        if isinstance(error, RecordGone):
            self.frame.back()
        else:
            self.frame.fail(error)

    # --- showing ---

    def _show(self, view: PersonWork) -> None:
        if view == self.view:
            return
        here = self._focused()
        first_time, self.view = self.view is None, view
        self.header.facts.setText(view.page.person.name)
        self._rows, self._papers = [], {}
        for _card, holder in (self._left, self._right):
            clear(holder.box)
        self._applications(view.around)
        self._reviews(view.around)
        self._interests(view.around)
        self._points(view.around)
        self._buttons(view.around)
        for _card, holder in (self._left, self._right):
            holder.box.addStretch(1)
        self._first = self._rows[0] if self._rows else self.new
        if first_time or here is not None:
            self._restore(here)

    def _focused(self) -> tuple[str, str] | None:
        """The token of the line that has the focus, and the code of the paper where that has it."""
        here = QApplication.focusWidget()
        for row in self._rows:
            if row is here:
                return row.token, ""
        for application, chips in self._papers.items():
            for code in self._needed(application):
                if chips.row.chip(code) is here:
                    return application, code
        return None

    def _needed(self, application: str) -> Sequence[str]:
        found = self.view.around.applications if self.view else ()
        return next((one.papers for one in found if one.id == application), ())

    def _restore(self, here: tuple[str, str] | None) -> None:
        token, paper = here or (self._aim, "")
        self._aim = ""
        if paper and token in self._papers and paper in self._needed(token):
            self.focus_when_shown(self._papers[token].row.chip(paper))
            return
        if token == "release":  # the part, not one of its points
            token = next((row.token for row in self._rows if isinstance(row, PointRow)), "")
        row = next((row for row in self._rows if row.is_about(token)), None)
        target = row or self._first
        if target is not None:
            self.focus_when_shown(target)

    def rows(self) -> list[WorkRow]:
        """The lines, those of the left side first."""
        return self._rows

    def _add(self, holder: ScrollColumn, *rows: WorkRow) -> None:
        for row in rows:
            holder.box.addWidget(row)
            self._rows.append(row)

    def _headed(self, title: str, count: str, keys: Sequence[tuple[str, str]]) -> Section:
        """A heading with what the keys do on its lines; in a narrow window the lines say it themselves."""
        head = Section(title, count)
        for key, text in keys if not self._narrow else ():
            head.row.addWidget(KeyHint(key))
            head.row.addWidget(Label(text, "small"))
        return head

    def _applications(self, found: Around) -> None:
        holder = self._left[1]
        waiting = len(found.waiting)
        names = labels("application.state")
        keys = ((_("Space"), names["sent"]), ("A", names["answered"]), ("Del", names["dropped"]))
        holder.box.addWidget(self._headed(_("Applications"), str(waiting) if waiting else "", keys))
        if not found.applications:
            holder.box.addWidget(
                _quiet(_("None yet. A kind and what for is enough: papers and deadline follow."))
            )
        for one in found.applications:
            self._add(holder, ApplicationRow(self, one))
            if one.state in OPEN_APPLICATIONS and one.papers:
                holder.box.addLayout(self._papers_of(one))

    def _papers_of(self, one: Application) -> QHBoxLayout:
        """The papers as chips: ticked is in hand."""
        names = {code: label("application.paper", code) for code in one.papers}
        chips = ChipGroup(
            "",
            names,
            value=",".join(one.papers_have),
            many=True,
            name=_("Papers in hand"),
            tints=dict.fromkeys(names, "ok"),
        )
        had = set(one.papers_have)

        def said() -> None:
            now = set(filter(None, chips.value().split(",")))
            for code in now ^ had:
                self.frame.work.run(paper_in_hand, one.id, code)

        chips.changed.connect(said)
        self._papers[one.id] = chips
        row = line(margins=(41, 0, 12, 8))
        row.addWidget(chips, 1)
        return row

    def _reviews(self, found: Around) -> None:
        holder = self._left[1]
        holder.box.addSpacing(14)
        review = Button(_("Review now"), "plain", key="G", height=30, pad=8)
        review.clicked.connect(self.write_review)
        holder.box.addWidget(Section(_("Reviews of the plan"), "", review))
        if self.view is not None and self.view.page.person.left_on is None:
            self._add(holder, NextReviewRow(self, self._person, found.next_review))
        self._add(holder, *(ReviewRow(self, one) for one in found.reviews))

    def _points(self, found: Around) -> None:
        holder = self._right[1]
        settled = sum(point.settled for point in found.points)
        count = _("{done} of {count}", done=settled, count=len(found.points))
        names = labels("release_check.state")
        keys = ((_("Space"), names["done"]), ("V", names["doing"]), ("I", names["not_needed"]))
        holder.box.addWidget(self._headed(_("Before release"), count, keys))
        self._add(holder, *(PointRow(self, self._person, point) for point in found.points))

    def _buttons(self, found: Around) -> None:
        holder, career = self._right[1], found.career
        holder.box.addSpacing(14)
        holder.box.addWidget(Section(_("Career buttons"), _talks(career.tagged, len(career.talks))))
        if not career.tagged:
            said = _(
                "No talk carries a button yet. They are chosen in a session under “Purpose, tools, results”."
            )
            holder.box.addWidget(_quiet(said))
            return
        for one in career.lines:
            self._add(holder, ButtonRow(self, found, one.button))
        if career.transitions:
            moved = " · ".join(
                f"{label('session.transition', code)} {count}" for code, count in career.transitions
            )
            holder.box.addWidget(_quiet(_("Transitions talked about: {which}", which=moved)))

    def _interests(self, found: Around) -> None:
        holder = self._left[1]
        holder.box.addSpacing(14)
        ask = Button(_("New list"), "plain", key="L", height=30, pad=8, name=_("New list of interests"))
        ask.clicked.connect(self.ask_interests)
        holder.box.addWidget(Section(_("Interests"), "", ask))
        if not found.interests:
            said = _("48 activities, yes, no or perhaps: a conversation starter, not a test.")
            holder.box.addWidget(_quiet(said))
            return
        holder.box.addWidget(InterestPicture(found.interests[0]))
        for one in found.interests:
            self._add(holder, InterestRow(self, self._person, one))

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        does: Mapping[int, Callable[[], None]] = {
            NEW: self.write_application,
            REVIEW: self.write_review,
            INTERESTS: self.ask_interests,
        }
        run = None if event.modifiers() else does.get(event.key())
        if run is None:
            super().keyPressEvent(event)
        else:
            run()

    def write_application(self) -> None:
        """Write down a new application."""
        write_application(self, self._person)

    def write_review(self) -> None:
        """A review, now."""
        write_review(self, self._person)

    def _print_before(self) -> None:
        self.frame.go("paper", document="before_conversation", people=self._person)

    def ask_interests(self) -> None:
        """A list of interests, on the screen."""
        self.frame.go("interest_list", person=self._person)


class ButtonRow(WorkRow):
    """A career button over the last talks. Enter opens the last talk that carries it."""

    def __init__(self, page: PersonWorkPage, found: Around, button: str) -> None:
        career = found.career
        one = next(row for row in career.lines if row.button == button)
        name = label("session.button", button)
        themes = ", ".join(label("session.theme", code) for code in one.themes[:3])
        talks = ngettext_("{count} talk", "{count} talks", one.count)
        super().__init__(", ".join(part for part in (name, talks, themes) if part), button)
        self.two(name, themes, ("" if one.count else "muted", "small"))
        self.add(strip_of(career, button))
        number = Label(str(one.count) if one.count else "–", "small")
        number.setFixedWidth(18)
        self.add(number)
        self.setToolTip(button_words(button))
        last = next((talk.session for talk in reversed(career.talks) if button in talk.buttons), "")
        if last:
            self.clicked.connect(lambda: page.frame.go("session", session=last))


def button_words(button: str) -> str:
    """What a button is about, in our own words (domain.md 3.4)."""
    return {
        "me_context": _("One’s own wishes against what is demanded and expected around one."),
        "possibilities_limits": _("What opens and what closes, and how that acts on choices."),
        "choice_chance": _("What one can steer, and what simply happens."),
        "change_stability": _("The pressure for change against the need for steadiness."),
        "adapt_resist": _("Fitting in, against holding one’s ground."),
    }[button]


class InterestRow(WorkRow):
    """A list of interests that was answered. Enter: look at it and change it; X: void."""

    def __init__(self, page: PersonWorkPage, person: str, one: InterestList) -> None:
        day = dates.day_plain(one.day, today=page.frame.clock.today())
        super().__init__(", ".join((_("List of interests"), day, interests_said(one))), one.id)
        self._page, self.one, self._day = page, one, day
        self.add(Icon("sprout", "muted", 17))
        said = interests_said(one)
        self.two(said[:1].upper() + said[1:], " · ".join(part for part in (day, one.note) if part))
        self.enter_hint()
        self.clicked.connect(lambda: page.frame.go("interest_list", person=person, list=one.id))

    def keys(self) -> dict[int, Callable[[], object]]:
        what = ", ".join((_("List of interests"), self._day))
        return {Qt.Key.Key_X: lambda: void(self._page, self.one, what)}


def _talks(tagged: int, every: int) -> str:
    return _("in {part} of {count} talks", part=tagged, count=every) if every else ""


def _quiet(text: str) -> Label:
    said = Label(text, "muted", wrap=True)
    said.setContentsMargins(12, 4, 12, 6)
    return said


def _side() -> tuple[Card, ScrollColumn]:
    card, holder = Card((8, 16, 8, 8), 0), ScrollColumn(gap=2)
    card.box.addWidget(holder)
    return card, holder
