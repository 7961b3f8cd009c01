"""The intake conversation: one person, eight parts, everything may stay empty; the person may read along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QApplication, QWidget

from app.actions import intake_form, session_form
from app.actions.intake_form import Lists, OpenedIntake
from app.actions.intakes import SavedIntake, save_intake
from app.actions.usual import read_language
from app.base.languages import _
from app.entry.draft import Draft
from app.records.record import new_id
from app.records.spoken import language_name
from app.store.questions.picking import PersonLine
from app.store.store import Changes
from ui.forms import Foot, SuggestField, Suggestion
from ui.forms.binding import FormDraft
from ui.forms.declared import NamedField, declared_input
from ui.forms.order import follow_reading_order
from ui.pages.intake.index import Index
from ui.pages.intake.part import PartView
from ui.pages.intake.parts import PARTS, PERSON
from ui.pages.session.words import person_suggestion
from ui.shell.page import Frame, Header, Page
from ui.slices import Slices
from ui.theme import TOP, Card, Icon, Label, Rule, ScrollColumn, Surface, column, dates, line

COLUMN = 720


class IntakePage(Page):
    """about: person, intake (of that person, to change), or draft (to go on with)."""

    name: ClassVar[str] = "intake"
    place: ClassVar[str] = "people"
    one_person: ClassVar[bool] = True
    ahead: ClassVar[bool] = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._asked: Mapping[str, str] = {}
        self._lists: Lists | None = None
        self._line: PersonLine | None = None
        self._views: list[PartView] = []
        self._here = 0
        self._whom = Draft("person", {}, record_id=new_id())
        self.header = Header(frame, self.title(), back=self.close_form)
        self.foot = Foot(_("Save the intake"))
        blank = Draft("intake", {"day": frame.clock.today().isoformat()})
        blank.children["person"] = [self._whom]
        self.form = FormDraft(blank, frame.work, self.foot, told=self._told, reveal=self._reveal, parent=self)
        self._lay_out()
        self._bind()
        self._parts = self._make()
        self._build(1)

    def visited(self, about: Mapping[str, str]) -> None:
        """The form is opened: now it is known what it is about, and what day it is."""
        self._asked = dict(about)
        self.form.draft.raw["day"] = self.frame.clock.today().isoformat()
        self.form.begin(self.form.draft, found=False)
        self.form.show()
        Slices(self._parts, self)  # the first part can be written in before the last is there
        self.frame.work.ask(
            intake_form.open_intake,
            person=self._asked.get("person", ""),
            draft=self._asked.get("draft", ""),
            intake=self._asked.get("intake", ""),
            then=self._opened,
        )

    # --- building ---

    def _lay_out(self) -> None:
        self.box.addWidget(self.header)
        columns = line(gap=16)
        self.box.addLayout(columns, 1)
        self.index = Index([_(part.short) for part in PARTS])
        columns.addWidget(self.index, 0)
        card = Card((0, 0, 0, 0), 0)
        self.scroller = ScrollColumn((24, 24, 24, 24), 0)
        card.box.addWidget(self.scroller, 1)
        card.box.addWidget(self.foot)
        columns.addWidget(card, 1)
        middle = line()
        self.scroller.box.addLayout(middle)
        self._whole = QWidget()
        self._whole.setMaximumWidth(COLUMN)
        self._column = column(self._whole, gap=14)
        middle.addStretch(1)
        middle.addWidget(self._whole, 100)
        middle.addStretch(1)
        self.scroller.box.addStretch()
        self._who()
        self._then()

    def _who(self) -> None:
        """The name first: somebody known by letters, or a new name."""
        self.whom = SuggestField(_("Name or alias"), placeholder=_("Three letters, or a new name"), width=420)
        row = line(gap=12)
        row.addWidget(self.whom, 2, TOP)
        self.ward = NamedField("ward", _("Ward"), lambda: self._lists)
        row.addWidget(self.ward, 2, TOP)
        self.year = declared_input(
            "birth_year", self._whom, today=self.frame.clock.today, lists=lambda: self._lists
        )
        row.addWidget(self.year, 1, TOP)
        self.arrived = declared_input(
            "arrived", self._whom, today=self.frame.clock.today, lists=lambda: self._lists
        )
        row.addWidget(self.arrived, 2, TOP)
        self._column.addLayout(row)
        self.doubles = Surface("warn", (12, 9, 12, 9))
        told = line(gap=10)
        told.addWidget(Icon("users", "warn", 17), 0, TOP)
        self._doubles_text = Label("", wrap=True)
        told.addWidget(self._doubles_text, 1)
        self.doubles.box.addLayout(told)
        self.doubles.hide()
        self._column.addWidget(self.doubles)
        self._column.addWidget(Rule())
        for name, field in (("ward", self.ward), ("birth_year", self.year), ("arrived", self.arrived)):
            self.form.add(PERSON + name, field, of=self._whom)
        self.form.under(PERSON + "name", self.whom)

    def _then(self) -> None:
        """What comes after saving, said before it."""
        self._after = Label("", "small")
        self._after.hide()  # until the window has said that it is wide enough
        self.foot.add(self._after)

    def _bind(self) -> None:
        self.whom.asked.connect(self._find)
        self.whom.picked.connect(self._picked)
        self.whom.changed.connect(self._named)
        self.whom.left.connect(self._name_left)
        self.ward.wanted.connect(self._new_ward)
        self.form.touched.connect(self._said)
        self.index.chosen.connect(self.go_to)
        self.foot.saved.connect(self.save)
        self.foot.closed.connect(self.close_form)
        QApplication.instance().focusChanged.connect(self._focus_went)  # type: ignore[union-attr]
        self.bind("Ctrl+Enter", self.save)
        self.bind("Esc", self.close_form)
        self.bind("Alt+Down", lambda: self.go_to(self._here + 1))
        self.bind("Alt+Up", lambda: self.go_to(self._here - 1))

    def _build(self, count: int = len(PARTS)) -> None:
        """Have at least so many parts now."""
        while len(self._views) < count:
            next(self._parts)

    def _make(self) -> Iterator[None]:
        """The parts, a row of questions a step."""
        for part in PARTS:
            view = PartView(
                self._whole,
                part,
                self.form,
                self._whom,
                self.frame.work,
                today=self.frame.clock.today,
                lists=lambda: self._lists,
                first=not self._views,
            )
            yield from view.fill()
            self._column.addWidget(view)
            self._views.append(view)
            if len(self._views) == len(PARTS):
                follow_reading_order(self)
                self._look()
            yield

    # --- what the window asks ---

    def title(self) -> str:
        return _("Intake conversation")

    def first(self) -> QWidget:
        return self._views[0].first() if self._asked.get("person") else self.whom.target()

    def person(self) -> str:
        return self._line.id if self._line else ""

    def touches(self, changes: Changes) -> bool:
        return False

    def compact(self, narrow: bool) -> None:
        self._after.setVisible(not narrow)

    def alone(self, on: bool) -> None:
        """The person may read along: nobody else can be picked, and no other name is shown."""
        self.whom.setEnabled(not on)
        if on:
            self.doubles.hide()

    def leaving(self) -> None:
        self.form.leave()

    # --- opening ---

    def _opened(self, opened: OpenedIntake) -> None:
        self._become(opened)
        if opened.found:
            self._build()
            if not self.form.go_back():
                self._views[0].first().setFocus()
        if opened.person is not None and not self.frame.conversing:
            self.frame.converse(True)

    def _chosen(self, opened: OpenedIntake) -> None:
        self._become(opened)
        self._begin()

    def _begin(self) -> None:
        """The person is known now: the first question, and nothing of anyone else."""
        if not self.frame.conversing:
            self.frame.converse(True)
        self._views[0].first().setFocus()

    def _become(self, opened: OpenedIntake) -> None:
        """The form turns into the intake with this person; what was said in it stays said."""
        self._lists = opened.lists
        draft, fresh = self.form.draft, opened.draft
        whom = fresh.rows("person")[0]
        if opened.found:
            draft.id, draft.place, draft.raw = fresh.id, fresh.place, dict(fresh.raw)
        else:
            self.form.write(fresh.raw)
        draft.record_id = fresh.record_id
        draft.children["releases"] = fresh.rows("releases")
        said = {name.removeprefix(PERSON) for name in self.form.said if name.startswith(PERSON)}
        kept = {name: text for name, text in self._whom.raw.items() if name in said}
        self._whom.record_id = whom.record_id
        self._whom.raw.clear()
        self._whom.raw.update(whom.raw if opened.found else {**whom.raw, **kept})
        self._show_person(opened.person)
        self.form.show()
        for view in self._views:
            if view.releases is not None:
                view.releases.show_draft()
        self._look()
        if opened.found or not self.form.said:
            self.form.begin(draft, found=opened.found)

    def _show_person(self, person: PersonLine | None) -> None:
        self._line = person
        self.whom.set_value(self._whom.get("name"))
        facts = [self._whom.get("name")] if person else []
        if person and person.ward:
            facts.append(person.ward)
        arrived = self._whom.get("arrived")
        if person and arrived:
            day = dates.day_said(dt.date.fromisoformat(arrived), today=self.frame.clock.today())
            facts.append(_("came {day}", day=day))
        self.header.facts.setText(" · ".join(facts))

    # --- what the user says ---

    def _find(self, typed: str) -> None:
        self.frame.work.ask(session_form.find_people, typed, then=self._found, instead_of="intake.person")

    def _found(self, found: tuple[str, list[PersonLine]]) -> None:
        typed, people = found
        new = Suggestion(_("New person “{name}”", name=typed.strip()), data=typed.strip())
        self.whom.offer(typed, [*(person_suggestion(one) for one in people), new])

    def _picked(self, one: object) -> None:
        if not isinstance(one, Suggestion):
            return
        if isinstance(one.data, PersonLine):
            self.frame.work.ask(intake_form.choose_for_intake, one.data.id, then=self._chosen)
            return
        self._whom.raw["name"] = str(one.data)
        self.whom.set_value(str(one.data))
        self.form.touch(PERSON + "name")
        self.header.facts.setText(str(one.data))
        self._begin()

    def _named(self) -> None:
        if self._line is None:
            self._whom.raw["name"] = self.whom.value()
            self.form.touch(PERSON + "name")

    def _name_left(self) -> None:
        if self._line is None and self._whom.get("name"):
            self._look_for_doubles()

    def _new_ward(self, name: str) -> None:
        self.frame.work.run(intake_form.new_named, "ward", name, then=self._ward_made)

    def _ward_made(self, made: tuple[str, Lists]) -> None:
        ward, self._lists = made
        self.ward.made(ward)

    def _said(self, name: str) -> None:
        """What follows from an answer, as long as nothing else was said there."""
        whom, said = self._whom, self.form.said
        tongue = whom.get("mother_tongue")
        if name == PERSON + "mother_tongue" and PERSON + "reads_best" not in said:
            whom.raw["reads_best"] = tongue
            self.form.show([PERSON + "reads_best"])
        if (
            name == PERSON + "mother_tongue"
            and "informed_language" not in said
            and self.form.draft.get("informed")
        ):
            self.form.draft.raw["informed_language"] = tongue
            self.form.show(["informed_language"])
        if name in {PERSON + "birth_year", PERSON + "ward"}:
            self._look_for_doubles()
        self._look()

    def _look(self) -> None:
        self._say_what_follows()
        for view in self._views:
            view.look()
            if view.releases is not None:
                view.releases.told_in(self.form.draft.get("informed_language"))
        if len(self._views) == len(PARTS):
            self.index.show_states([view.state() for view in self._views], here=self._here)

    def _say_what_follows(self) -> None:
        offered = self._lists.sheets if self._lists else frozenset[str]()
        whom = self._whom
        code = read_language(whom.get("reads_best"), whom.get("mother_tongue"), whom.get("english"), offered)
        language = language_name(code)
        self._after.setText(_("Then: sheet in {language}, first session", language=language))

    def _look_for_doubles(self) -> None:
        self.frame.work.ask(
            intake_form.doubles, self._whom.to_json(), then=self._show_doubles, instead_of="intake.doubles"
        )

    def _show_doubles(self, found: list[PersonLine]) -> None:
        self.doubles.setVisible(bool(found) and not self.frame.conversing)
        names = ", ".join(f"{one.name} {one.ward}".strip() for one in found)
        self._doubles_text.setText(_("May be the same person: {names}", names=names))

    # --- moving about ---

    def go_to(self, part: int) -> None:
        """The first question of a part, with its heading in view."""
        part = max(0, min(part, len(PARTS) - 1))
        self._build(part + 1)
        view = self._views[part]
        self._here = part
        view.first().setFocus()
        self.scroller.verticalScrollBar().setValue(
            max(0, view.mapTo(self.scroller.content, view.rect().topLeft()).y())
        )
        self._look()

    def _focus_went(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return
        here = next((at for at, view in enumerate(self._views) if view.isAncestorOf(new)), None)
        if here is not None and here != self._here:
            self._here = here
            self._look()
        if self.scroller.isAncestorOf(new):
            self.scroller.reveal(new, 24)

    def _reveal(self, field: QWidget) -> None:
        self.scroller.reveal(field)

    def _told(self) -> tuple[str, str]:
        return self._whom.get("name") or _("Intake conversation"), self.person()

    # --- finishing ---

    def save(self) -> None:
        """Save the intake with its person and releases; what is wrong is said at its field."""
        self._build()  # a problem must find its field
        self.form.save(save_intake, self._saved)

    def _saved(self, saved: SavedIntake) -> None:
        self.frame.go("intake_saved", person=saved.person.id)

    def close_form(self) -> None:
        """Leave; the draft is kept if it says anything."""
        self.frame.back()
