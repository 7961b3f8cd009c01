"""How a request ends: booked at a free hour, answered, declined with a reason; and whom a name alone is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.actions.request_form import Offer, offer
from app.actions.requests import book_request, end_request, settle_person
from app.base.languages import _
from app.entry.when import Appointment, read_appointment
from app.records.spoken import language_name
from app.store.questions.picking import PersonLine
from app.store.questions.queue import Waiting
from ui.forms import ChipGroup, Reading, TextField
from ui.forms.when import day_field
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import Label, dates

NEW = "new"


def book(page: Page, waiting: Waiting) -> None:
    """Ask when: the first free hours stand there, another time can be typed."""

    def then(found: Offer) -> None:
        BookSheet(page, waiting, found)

    page.frame.work.ask(offer, waiting.id, then=then)


def settle(page: Page, waiting: Waiting) -> None:
    """Ask who a request by name alone is about."""

    def then(found: Offer) -> None:
        WhoSheet(page, waiting, found)

    page.frame.work.ask(offer, waiting.id, then=then)


class BookSheet(Ask):
    """When: 1–3 choose a free hour; anything else is typed ("tor 10")."""

    def __init__(self, page: Page, waiting: Waiting, found: Offer) -> None:
        said = _("Asked {day}", day=_day(page, waiting.since))
        if waiting.about:
            said = _("Asked {day}: {about}", day=_day(page, waiting.since), about=waiting.about)
        super().__init__(page, _("Book {name}", name=waiting.name), said, _("Book"))
        self._waiting, self._today = waiting, page.frame.clock.today
        if found.alike:
            self.field("person", _alike(waiting, found))
        self._free = {str(place): one for place, one in enumerate(found.free)}
        if self._free:
            options = {
                place: f"{dates.day_short(one.day, today=self._today())} {dates.clock(one.clock)}"
                for place, one in self._free.items()
            }
            self._offered: ChipGroup | None = ChipGroup(_("The next free hours"), options, value="0")
            self.field("clock", self._offered)
        else:
            self._offered = None
            self.card.box.addWidget(
                Label(_("No hour is free in the coming three weeks."), "muted", wrap=True)
            )
        self._typed = TextField(_("Another time"), placeholder="tor 10", reader=self._understand)
        self.field("day", self._typed)
        self.show_now(self._offered or self._typed)

    def submit(self) -> None:
        when = self._when()
        if when is None:
            self._typed.error(_("Write a day to come, such as +14, tir 10 or 3.3 9.15."))
            self._typed.take_focus()
            return
        who = self.said().get("person")
        person = "" if who == NEW else who
        self.do(book_request, self._waiting.id, day=when.day, clock=when.clock, person=person)

    def _when(self) -> Appointment | None:
        typed = self._typed.value().strip()
        if typed:
            return read_appointment(typed, today=self._today())
        chosen = self._free.get(self._offered.value()) if self._offered else None
        return Appointment(chosen.day, chosen.clock) if chosen else None

    def _understand(self, text: str) -> Reading | None:
        if not text.strip():
            return None
        when = read_appointment(text, today=self._today())
        if when is None:
            return Reading(False, _("Try +14, tir 10 or 3.3 9.15"))
        clock = dates.clock(when.clock) if when.clock else ""
        return Reading(True, f"{dates.day_long(when.day)} {clock}".strip())


class WhoSheet(Ask):
    """Who is meant by a name: somebody who is here already, or somebody new."""

    def __init__(self, page: Page, waiting: Waiting, found: Offer) -> None:
        said = _("The request stays as it was written; only its person is said.")
        super().__init__(page, _("Who is {name}?", name=waiting.name), said, _("This person"))
        self._waiting = waiting
        self.field("person", _alike(waiting, found))
        self.show_now()

    def submit(self) -> None:
        who = self.said()["person"]
        self.do(settle_person, self._waiting.id, person="" if who == NEW else who)


class DeclineSheet(Ask):
    """No talk now: why, and when to ask again."""

    def __init__(self, page: Page, waiting: Waiting) -> None:
        super().__init__(page, _("Decline {name}", name=waiting.name), waiting.about, _("Decline"))
        self._waiting = waiting
        self.field("reason", TextField(_("Reason"), placeholder=_("One line")))
        again = day_field(_("Ask again"), today=page.frame.clock.today, past=False)
        self.field("ask_again", again)
        self.show_now()

    def submit(self) -> None:
        said = self.said()
        self.do(
            end_request,
            self._waiting.id,
            state="declined",
            reason=said["reason"],
            ask_again=said["ask_again"],
        )


def verbs(page: Page, waiting: Waiting) -> dict[str, Callable[[], object]]:
    """What one key does with a waiting request. B books, S is answered, N declines, R has left, W says who it is."""
    run = page.frame.work.run
    found: dict[str, Callable[[], object]] = {
        "B": lambda: book(page, waiting),
        "S": lambda: run(end_request, waiting.id, state="answered"),
        "N": lambda: DeclineSheet(page, waiting),
        "R": lambda: run(end_request, waiting.id, state="left"),
        "F2": lambda: page.frame.go("request", request=waiting.id),
    }
    if not waiting.person:
        found["W"] = lambda: settle(page, waiting)
    return found


def _alike(waiting: Waiting, found: Offer) -> ChipGroup:
    options = {one.id: _who(one) for one in found.alike} | {NEW: _("somebody new, {name}", name=waiting.name)}
    return ChipGroup(_("Who it is"), options, value=next(iter(options)))


def _who(person: PersonLine) -> str:
    facts = (person.ward, language_name(person.language) if person.language else "")
    return ", ".join(part for part in (person.name, *facts) if part)


def _day(page: Page, day: dt.date) -> str:
    return dates.day_plain(day, today=page.frame.clock.today())
