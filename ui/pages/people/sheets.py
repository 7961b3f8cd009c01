"""The sheets with which an entry is put right: moved, voided, cancelled, booked, answered, dropped, changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt

from app.actions.corrections import move_entry, void_entry
from app.actions.intake_form import Lists, lists, new_named
from app.actions.moving import move
from app.actions.people_list import PersonView
from app.actions.referrals import answer_referral, save_entry, step_behind
from app.actions.releases import NewRelease, new_release
from app.actions.session_form import find_people
from app.actions.sessions import book_session, set_session_state
from app.actions.steps import set_step_state
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.entry.when import read_appointment
from app.records.choices import label, labels
from app.records.person import Person
from app.records.record import Record
from app.records.referral import Referral
from app.records.registry import type_name
from app.records.session import Session
from app.records.spoken import language_name
from app.records.step import Step
from app.store.questions.picking import PersonLine
from ui.forms import ChipGroup, Input, Reading, SuggestField, Suggestion, TextField
from ui.forms.declared import NamedField, declared_input
from ui.pages.erasing.sheets import ask_entry
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import TOP, Button, dates, line

NONE = "none"


class MoveSheet(Ask):
    """An entry stands on the wrong person: who is the right one, and why."""

    def __init__(self, page: Page, view: PersonView, record: Record, what: str) -> None:
        text = _("{what}, now with {name}.", what=what, name=view.page.person.name)
        if isinstance(record, Session) and record.form == "group":
            text += " " + _("Only this person's part in the group is moved.")
        super().__init__(page, _("Move to another person"), text, _("Move"))
        self._record, self._wrong, self._right = record, view.page.person.id, ""
        self._who = SuggestField(_("The right person"), placeholder=_("First letters of the name"))
        self._why = ChipGroup(_("Reason"), labels("void.reason"), value="wrong_person")
        self.field("right", self._who)
        self.field("reason", self._why)
        self._who.asked.connect(self._find)
        self._who.picked.connect(self._pick)
        self._who.changed.connect(self._forget)
        self.show_now()

    def submit(self) -> None:
        if not self._right:
            self._who.error(_("Choose the right person from the list."))
            self._who.take_focus()
            return
        kind = type_name(type(self._record))
        why = self._why.value() or "wrong_person"
        self.do(move_entry, kind, self._record.id, wrong=self._wrong, right=self._right, reason=why)

    def _find(self, typed: str) -> None:
        self._frame.work.ask(find_people, typed, then=self._found, instead_of="move.person")

    def _found(self, found: tuple[str, list[PersonLine]]) -> None:
        typed, people = found
        others = [one for one in people if one.id != self._wrong]
        self._who.offer(typed, [_person_suggestion(one) for one in others])

    def _pick(self, one: object) -> None:
        if isinstance(one, Suggestion) and isinstance(one.data, PersonLine):
            self._right, self._name = one.data.id, one.text

    def _forget(self) -> None:
        if self._right and self._who.value() != self._name:
            self._right = ""


def _person_suggestion(person: PersonLine) -> Suggestion:
    parts = (
        person.ward,
        language_name(person.language) if person.language else "",
        _("has left") if person.gone else "",
    )
    return Suggestion(person.name, " · ".join(part for part in parts if part), person)


class VoidSheet(Ask):
    """An entry is wrong: out of every list and count, kept with its reason."""

    def __init__(self, page: Page, record: Record, what: str) -> None:
        text = _("{what} is kept out of every list and count. Undo brings it back.", what=what)
        if isinstance(record, Session) and record.form == "group":
            text += " " + _("This is a group: it is voided for everyone who took part.")
        super().__init__(page, _("Void this entry"), text, _("Void"))
        self._record = record
        self._page, self._what = page, what
        self._why = ChipGroup(_("Reason"), labels("void.reason"), value="mistake")
        self.field("reason", self._why)
        for_good = Button(_("Delete for good instead …"), "quiet", icon="trash-2", key="Shift+Del")
        for_good.clicked.connect(self._for_good)
        self.card.box.addWidget(for_good, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_now()

    def _for_good(self) -> None:
        self.leave()
        if isinstance(self._record, Person):
            self._page.frame.go("erasing", person=self._record.id)
        else:
            ask_entry(self._page, type_name(type(self._record)), self._record.id, self._what)

    def submit(self) -> None:
        self.do(void_entry, type_name(type(self._record)), self._record.id, reason=self._why.value())


class CancelSheet(Ask):
    """A planned session does not take place: by whom, and why if that is known."""

    def __init__(self, page: Page, session: Session, what: str, today: dt.date) -> None:
        super().__init__(page, _("The session was cancelled"), what, _("Cancelled"))
        self._session = session
        codes = ["cancelled_inmate", "cancelled_school", "cancelled_prison", "transferred"]
        codes += ["no_show"] if session.day <= today else []
        self._by = ChipGroup(
            _("By whom"), {code: label("session.state", code) for code in codes}, value=codes[0]
        )
        self._why = ChipGroup(_("Reason, if known"), labels("cancel.reason"))
        self.field("state", self._by)
        self.field("reason", self._why)
        self.show_now()

    def submit(self) -> None:
        self.do(set_session_state, self._session.id, self._by.value(), reason=self._why.value())


class BookSheet(Ask):
    """The next session with this person, or another time for a planned one."""

    def __init__(self, page: Page, view: PersonView, session: Session | None = None) -> None:
        name = view.page.person.name
        title = _("Another time") if session else _("Book a session with {name}", name=name)
        super().__init__(page, title, "", _("Move it") if session else _("Book"))
        self._person, self._session, self._today = view.page.person.id, session, view.today
        self._when = TextField(
            _("When"), placeholder=_("+14, Tue 10 or 3.3 9.15"), reader=self._read, name=_("When")
        )
        self.field("when", self._when)
        self.show_now()

    def submit(self) -> None:
        if self._session is not None:
            self.do(move, [self._session.id], when=self._when.value())
        else:
            self.do(book_session, self._person, self._when.value())

    def _read(self, text: str) -> Reading | None:
        if not text.strip():
            return None
        when = read_appointment(text, today=self._today)
        if when is None:
            return Reading(False, _("Try +14, tir 10 or 3.3 9.15"))
        day = dates.day_short(when.day, today=self._today)
        return Reading(True, f"{day} {dates.clock(when.clock)}" if when.clock else day)


class AnswerSheet(Ask):
    """The receiver of a referral has answered: what, and which step is done by that."""

    def __init__(self, page: Page, referral: Referral, what: str, open_steps: Sequence[Step]) -> None:
        super().__init__(page, _("An answer has come"), what, _("Answered"))
        self._referral = referral
        self._line = TextField(_("Answer"), placeholder=_("One line: what they said"))
        self.field("answer", self._line)
        self._step: ChipGroup | None = None
        if open_steps:
            options = {NONE: _("none")} | {step.id: step.text for step in open_steps[:6]}
            likely = step_behind(referral, open_steps[:6])
            self._step = ChipGroup(_("Step that is done by this"), options, value=likely or NONE)
            self.field("step", self._step)
        self.show_now()

    def submit(self) -> None:
        step = self._step.value() if self._step is not None else NONE
        self.do(answer_referral, self._referral.id, self._line.value(), step_id="" if step == NONE else step)


class DropSheet(Ask):
    """A step is laid aside: why."""

    def __init__(self, page: Page, step: Step) -> None:
        super().__init__(page, _("Drop this step"), step.text, _("Dropped"))
        self._step = step
        self._why = ChipGroup(_("Reason"), labels("step.dropped_reason"))
        self.field("reason", self._why)
        self.show_now()

    def submit(self) -> None:
        code = self._why.value()
        reason = label("step.dropped_reason", code) if code else ""
        self.do(set_step_state, self._step.id, "dropped", reason=reason)


# What of an entry without a form of its own can be changed here; fields that stand beside each other in brackets.
_CHANGEABLE: Mapping[str, tuple[str | tuple[str, ...], ...]] = {
    "step": ("text", "who", "due", "phase"),
    "referral": ("to", "contact", "question", "made_on", "ground", "answered_on", "answer"),
    "arrival": ("day", "told", "told_language", "told_on"),
    "release": (
        "recipient",
        ("recipient_name", "purpose"),
        "answer",
        "explained_by",
        ("language", "given_on"),
        ("expires_on", "withdrawn_on"),
    ),
}


def can_change(record: Record) -> bool:
    """Whether this kind of entry is changed in a sheet here."""
    return type_name(type(record)) in _CHANGEABLE


class ChangeSheet(Ask):
    """A step, referral or release: everything that can be put right about it; or a new release to be written down."""

    def __init__(
        self, page: Page, record: Record | Draft, title: str, today: dt.date, *, text: str = ""
    ) -> None:
        super().__init__(page, title, text, _("Save"), width=680)
        self._draft = record if isinstance(record, Draft) else to_draft(record)
        self._lists: Lists | None = None
        for names in _CHANGEABLE[self._draft.type]:
            row = line(gap=12)
            for name in (names,) if isinstance(names, str) else names:
                if name != "withdrawn_on" or self._draft.record_id:  # nobody takes back what is being given
                    row.addWidget(self._made(name, today), 1, TOP)
            self.card.box.addLayout(row)
        page.frame.work.ask(lists, then=self._know)
        self.show_now()

    def _made(self, name: str, today: dt.date) -> Input:
        made = declared_input(name, self._draft, today=lambda: today, lists=lambda: self._lists)
        if isinstance(made, NamedField):
            self._may_be_new(made)
        self.fields[name] = made
        return made

    def _know(self, known: Lists) -> None:
        self._lists = known
        for name, field in self.fields.items():
            if isinstance(field, NamedField):
                field.set_value(self._draft.get(name))

    def _may_be_new(self, field: NamedField) -> None:
        def then(made: tuple[str, Lists]) -> None:
            entry, self._lists = made
            field.made(entry)

        field.wanted.connect(lambda name: self._frame.work.run(new_named, field.kind, name, then=then))

    def submit(self) -> None:
        self._draft.raw |= self.said()
        self.do(save_entry, self._draft)


def write_release(page: Page, person: str, today: dt.date) -> None:
    """A new release from secrecy on a sheet; for a person under 18 with a word on who has to agree."""

    def know(new: NewRelease) -> None:
        minor = _("Under 18: ask the representative too. Who that is, is written on the person’s page.")
        said = minor if new.minor else ""
        ChangeSheet(page, new.draft, _("Release from secrecy"), today, text=said)

    page.frame.work.ask(new_release, person, then=know)
