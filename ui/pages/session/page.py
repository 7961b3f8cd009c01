"""Writing down a session: one person or a group, from a blank form, a planned session or a found draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.actions import session_form
from app.actions.session_form import About, Opened
from app.actions.sessions import save_session
from app.base.languages import _
from app.entry.draft import Draft
from app.store.questions.picking import PersonLine
from app.store.store import Changes
from ui.forms import StepReading, Suggestion
from ui.forms.binding import FormDraft
from ui.forms.order import follow_reading_order
from ui.pages.session.activity import ActivityLine
from ui.pages.session.aside import Aside
from ui.pages.session.body import QUESTIONS, TOOK_PLACE, Body
from ui.pages.session.booking import Booking
from ui.pages.session.more import More
from ui.pages.session.participants import Participants
from ui.pages.session.words import blank_form, person_suggestions, person_words, step_reading
from ui.shell.page import Action, Frame, Header, Page
from ui.slices import once_seen
from ui.theme import column, line, set_shown

SIDE = 368
NARROW_SIDE = 288
SHORT_MINUTES = "5"  # a talk in passing is under ten minutes


class SessionPage(Page):
    """about: person, session (to write down or change), draft (to go on with), form (such as group)."""

    name: ClassVar[str] = "session"
    place: ClassVar[str] = "sessions"
    one_person: ClassVar[bool] = True
    ahead: ClassVar[bool] = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._asked: Mapping[str, str] = {}
        self._about: About | None = None
        self._narrow = self._aside_wanted = self._loaded = self._planned = self._fixed = False
        self._others: list[Draft] = []  # participants while the form is one person's
        self.header = Header(frame, self.title(), back=self.close_form)
        self._group: Participants | None = None

    def parts(self) -> Iterator[None]:
        work, today = self.frame.work, self.frame.clock.today
        self.body = Body(self, today=today, past=lambda: not self._planned, parse=self._read_step)
        yield
        foot = self.body.foot
        self.form = FormDraft(self._blank(), work, foot, told=self._told, reveal=self._reveal, parent=self)
        self.more = More(self.form, work, today=today())
        self.booking = Booking(self, self.form, self._interpreted)
        self.body.add_below_when(self.booking)
        self.activity = ActivityLine(self, self.form)
        self.body.add_more(self.activity)
        self.body.add_more(self.more)
        self.aside = Aside()
        self.body.note.set_hint(_(QUESTIONS))
        yield
        self._lay_out()
        self._bind_fields()
        yield
        self._bind_keys()
        self._show_form()

    def visited(self, about: Mapping[str, str]) -> None:
        """The form is opened: now it is known what it is about, and what time it is."""
        self._asked = dict(about)
        self.form.draft.raw |= self._blank().raw
        self.form.begin(self.form.draft, found=False)
        self.form.show()
        self._show_form()
        self._open()

    # --- building ---

    def _blank(self) -> Draft:
        """What stands in the form until the store has answered."""
        return blank_form(self._asked.get("form", "individual"), self.frame.clock.now())

    def _lay_out(self) -> None:
        self.box.addWidget(self.header)
        columns = line(gap=16)
        columns.addWidget(self.body, 1)
        self.side = QWidget()
        self._stack = column(self.side)
        self._stack.addWidget(self.aside)
        columns.addWidget(self.side)
        self.box.addLayout(columns, 1)

    def _bind_fields(self) -> None:
        body, form = self.body, self.form
        body.bind_to(form)
        body.talk.changed.connect(self._talk_said)
        body.person.asked.connect(self._find_person)
        body.person.picked.connect(self._picked)
        body.person.emptied.connect(self._no_person)
        body.note.changed.connect(body.suggest_themes)
        body.form.changed.connect(self._form_said)
        form.touched.connect(self._state_said)
        for field in (body.next, body.clock, body.day):
            field.changed.connect(self._read_again)
        self.aside.toggled.connect(self._steps_done)
        body.foot.saved.connect(self.save)
        body.foot.closed.connect(self.close_form)
        body.aside_button.clicked.connect(self.turn_aside)
        self.more.opened.connect(lambda: follow_reading_order(self.body))

    @property
    def participants(self) -> Participants:
        """Who took part in a group; made when the form first becomes one."""
        if self._group is None:
            self._group = Participants(self.frame.work, today=self.frame.clock.today)
            self._stack.addWidget(self._group)
            self._group.changed.connect(lambda: self.form.touch("attendances"))
            self._group.headcount.changed.connect(self._headcount_said)
            self.form.under("headcount", self._group.headcount)
        return self._group

    def _bind_keys(self) -> None:
        self.bind("Ctrl+Enter", self.save)
        self.bind("Esc", self.close_form)
        self.bind("Alt+M", self.more.turn)
        self.bind("F6", self.turn_aside)
        self.bind("Alt+T", self.booking.ask)
        self.offer(Action(text=_("Interpreter for this session"), run=self.booking.ask, icon="languages"))
        for number in range(1, 10):
            self.bind(f"Alt+{number}", partial(self.aside.toggle, number))

    # --- what the window asks ---

    def title(self) -> str:
        if self._asked.get("session"):
            return _("Session")
        return _("New group session") if self._asked.get("form") == "group" else _("New session")

    def first(self) -> QWidget:
        asked = self._asked
        if (asked.get("draft") and self._loaded) or asked.get("person") or asked.get("session"):
            return self.body.note.target()
        return self.body.topic.target() if self._is_group() else self.body.person.target()

    def person(self) -> str:
        return self._about.person.id if self._about else ""

    def people(self) -> Sequence[str]:
        written = (row.get("person") for row in self.form.draft.rows("attendances")) if self._loaded else ()
        return tuple(dict.fromkeys(one for one in (self.person(), *written) if one))

    def touches(self, changes: Changes) -> bool:
        return bool(self.person()) and self.person() in changes.people

    def reload(self) -> None:
        """What stands in the form is the user's; only what is beside it is read again."""
        if self._loaded and self._about is not None:
            self.frame.work.ask(
                session_form.about, self.person(), then=self._show_about, instead_of="session.about"
            )

    def compact(self, narrow: bool) -> None:
        self._narrow = narrow
        self._show_side()

    def alone(self, on: bool) -> None:
        """The person may read along: nobody can be picked, and a group's names are gone."""
        self.body.person.setEnabled(not on and not self._fixed)
        self.body.form.row.chip("group").setEnabled(not on)
        if self._group is not None:
            self._group.setVisible(self._is_group() and not on)

    def leaving(self) -> None:
        self.form.leave()

    # --- opening ---

    def _open(self) -> None:
        asked: dict[str, Any] = dict(self._asked)
        self.frame.work.ask(session_form.open_session, then=self._opened, **asked)

    def _opened(self, opened: Opened) -> None:
        self._loaded = True
        self._become(opened)
        if opened.found and not self.form.go_back():
            self.first().setFocus()
        self._sit_down(opened)

    def _chosen(self, opened: Opened) -> None:
        self._become(opened)
        self._sit_down(opened)

    def _sit_down(self, opened: Opened) -> None:
        """The person of a talk that is held now may read along from here on, if somebody sits across the desk."""
        sits_here = session_form.sits_here(self.form.draft.get("form"))
        on_its_day = self.form.draft.get("day") == opened.draft.get("day")
        if opened.starts_now and on_its_day and sits_here and not self.frame.conversing:
            self.frame.converse(True)

    def _become(self, opened: Opened) -> None:
        """The form turns into this session; what was said in it already stays said."""
        draft, fresh = self.form.draft, opened.draft
        draft.record_id = fresh.record_id
        draft.children.update(fresh.children)
        if opened.found:
            draft.id, draft.place = fresh.id, fresh.place
            draft.raw = dict(fresh.raw)
        else:
            self.form.write(fresh.raw)
        self._planned = draft.get("state") not in TOOK_PLACE
        # whose session a kept one is, is changed by moving it, which takes along what was agreed in it
        self._fixed = bool(self._asked.get("session") or (opened.found and draft.record_id))
        self.body.person.setEnabled(not self._fixed and not self.frame.conversing)
        draft.raw["next_offered"] = opened.next_offered.isoformat()
        self.body.next.offer(opened.next_offered)
        self.form.show()
        self._show_talk()
        self.booking.show_draft()
        self._show_form()
        if self._is_group():
            self.participants.show_people(draft.rows("attendances"), opened.people)
            self.participants.headcount.set_value(draft.get("headcount"))
        self._show_about(opened.about)
        self.more.show_again(at_once=opened.found)
        self.more.prepare()
        self.body.suggest_themes()
        if opened.found or not self.form.said - {"form"}:
            self.form.begin(draft, found=opened.found)

    def _show_about(self, about: About | None) -> None:
        self._about = about
        if about is not None:
            self.body.person.set_value(person_words(about.person))
            self.body.next.offer(about.next_offered)
            self.form.draft.raw["next_offered"] = about.next_offered.isoformat()
        self.aside.show_about(about, done=self.form.draft.codes("done_steps"), today=self._today())
        self.body.steps.read_again()

    # --- what the user says ---

    def _find_person(self, typed: str) -> None:
        self.frame.work.ask(
            session_form.find_people, typed, then=self._found_people, instead_of="session.person"
        )

    def _found_people(self, found: tuple[str, list[PersonLine]]) -> None:
        self.body.person.offer(found[0], person_suggestions(*found))

    def _picked(self, one: object) -> None:
        """A person, known or new, was chosen: the form becomes the session with them, and the note is next."""
        if not isinstance(one, Suggestion):
            return
        form = self.form.draft.get("form")
        self.body.note.take_focus()
        if isinstance(one.data, PersonLine):
            self.frame.work.run(session_form.choose_person, one.data.id, form, then=self._chosen)
        else:
            self.frame.work.run(session_form.add_and_choose, str(one.data), form, then=self._chosen)

    def _no_person(self) -> None:
        self.form.draft.children["attendances"] = []
        self._show_about(None)

    def _talk_said(self) -> None:
        language, _blank, handling = self.body.talk.value().partition(" ")
        self.form.draft.raw |= {"language": language, "language_handling": handling}
        self.form.said.add("language_handling")
        self.form.touch("language")
        self.booking.show_draft()

    def _interpreted(self, language: str, handling: str) -> None:
        """An interpreter is ordered: that is how the talk goes."""
        self.form.draft.raw |= {"language": language, "language_handling": handling}
        self.form.said |= {"language", "language_handling"}
        self._show_talk()

    def _show_talk(self) -> None:
        raw = self.form.draft.raw
        language = raw.get("language", "nb")
        self.body.talk.set_value(f"{language} {raw.get('language_handling', 'norwegian')}")

    def _state_said(self, name: str) -> None:
        """A day without a year lies ahead in a session that is planned, or was cancelled before it came."""
        if name == "state":
            self._planned = self.form.draft.get("state") not in TOOK_PLACE
            self.body.day.read()

    def _form_said(self) -> None:
        if self.form.draft.get("form") == "corridor" and "minutes" not in self.form.said:
            self.form.write({"minutes": SHORT_MINUTES})
            self.form.show(["minutes"])
        self._keep_who()
        self._show_form()

    def _keep_who(self) -> None:
        """Several participants wait while the form is one person's; one person goes along into a group."""
        rows = self.form.draft.rows("attendances")
        if not self._is_group() and len(rows) > 1:
            self._others, self.form.draft.children["attendances"] = rows, []
        elif self._is_group():
            if self._others and not rows:
                self.form.draft.children["attendances"], self._others = self._others, []
            people = [*self.participants.people(), *([self._about.person] if self._about else [])]
            self.participants.show_people(self.form.draft.rows("attendances"), people)

    def _show_form(self) -> None:
        """Show what this form of session asks; who took part is kept when it changes."""
        group = self._is_group()
        self.body.as_group(group)
        self.activity.show_draft()
        if not group:
            self.form.under("attendances", self.body.person)
        if self._group is not None:
            self._show_group()
        elif group:
            once_seen(self, self._show_group)
        set_shown(self.aside, not group)
        self.header.title.setText(
            _("New group session") if group and not self._asked.get("session") else self.title()
        )
        self._show_side()

    def _show_group(self) -> None:
        group = self._is_group()
        if group:
            self.form.under("attendances", self.participants.pick)
        if self._group is not None:
            self._group.setVisible(group and not self.frame.conversing)

    def _headcount_said(self) -> None:
        self.form.draft.raw["headcount"] = self.participants.headcount.value()
        self.form.touch("headcount")

    def _steps_done(self, ids: list[str]) -> None:
        self.form.draft.raw["done_steps"] = ",".join(ids)
        self.form.touch("done_steps")

    def _read_again(self) -> None:
        self.body.steps.read_again()
        self.body.next.read()

    def _read_step(self, text: str) -> StepReading:
        name = self._about.person.name if self._about and not self._is_group() else ""
        return step_reading(
            text, name=name, group=self._is_group(), today=self._today(), next_time=self.body.next.day()
        )

    def save(self) -> None:
        """Save the session; what is wrong is said at its field."""
        self.body.steps.take()
        self.form.save(save_session, self._saved)

    def _saved(self, _changes: Changes) -> None:
        person = self.person()
        if person and not self._is_group():
            self.frame.go("people", person=person)
        else:
            self.frame.back()

    def close_form(self) -> None:
        """Leave; the draft is kept if it says anything."""
        self.frame.back()

    def turn_aside(self) -> None:
        """Show or fold what stands beside the form; in a group go to the participants."""
        if self._is_group():
            self.participants.pick.take_focus()
            return
        self._aside_wanted = not self._aside_wanted
        self._show_side()

    def _show_side(self) -> None:
        group = self._is_group()
        self.side.setFixedWidth(NARROW_SIDE if self._narrow else SIDE)
        set_shown(self.side, group or not self._narrow or self._aside_wanted)
        self.body.aside_button.setVisible(self._narrow and not group)

    def _reveal(self, field: QWidget) -> None:
        if self.more.isAncestorOf(field):
            self.more.open()
        self.body.scroller.reveal(field)

    def _told(self) -> tuple[str, str]:
        if self._is_group():
            return self.form.draft.get("topic") or _("Group session"), ""
        return (self._about.person.name if self._about else _("New session")), self.person()

    def _is_group(self) -> bool:
        return self.form.draft.get("form") == "group"

    def _today(self) -> dt.date:
        return self.frame.clock.today()
