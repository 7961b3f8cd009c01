"""What the keys of the week do with the thing under the cursor: book, open, move, cancel, repeat, print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.actions.cancelling import cancel, cancel_day
from app.actions.series import cancel_series
from app.actions.timetable import Free
from app.actions.week_booking import move_series_when, move_when, repeated_draft
from app.base.languages import _, ngettext_
from app.entry.draft import Draft
from app.store.questions.bookings import Booking
from app.store.questions.queue import Waiting
from app.store.store import Changes
from ui.pages.week.book import BookingSheet
from ui.pages.week.choices import Choice, ChoiceSheet, ask_reason
from ui.pages.week.moving import MoveSheet
from ui.pages.week.things import Thing, said_time, who
from ui.theme import dates

if TYPE_CHECKING:
    from ui.pages.week.page import WeekPage


class Doings:
    """The verbs of one week page. Everything that is written can be taken back by Ctrl+Z."""

    def __init__(self, page: WeekPage) -> None:
        self._page = page

    # -- booking

    def open(self) -> None:
        """Enter: a booking opens, a free hour is booked."""
        booking = self._booking()
        if booking is not None:
            self._page.frame.go("session", session=booking.id)
        else:
            self.book()

    def book(self) -> None:
        """Book the free hour under the cursor; the longest waiting stands in the form."""
        BookingSheet(self._page, self._page.hour(), self._page.waiting())

    def book_for(self, waiting: Waiting) -> None:
        """Book somebody who waits."""
        BookingSheet(self._page, self._page.hour(), self._page.waiting(), first=waiting)

    def series(self) -> None:
        """On a free hour: book a series. On a booking: repeat it, or move or cancel the rest of its series."""
        booking = self._booking()
        if booking is None:
            BookingSheet(self._page, self._page.hour(), self._page.waiting(), series=True)
        elif booking.series:
            self._with_series(booking)
        else:
            self._page.frame.work.ask(repeated_draft, booking.id, then=self._repeat)

    def _repeat(self, draft: Draft) -> None:
        booking = self._booking()
        if booking is None:
            return
        hour = Free(dt.date.fromisoformat(draft.get("day")), booking.starts, booking.ends)
        BookingSheet(self._page, hour, self._page.waiting(), draft=draft, series=True)

    def _with_series(self, booking: Booking) -> None:
        today = self._page.frame.clock.today()
        choices = [
            Choice(_("Move the rest of the series"), lambda: self._move_series(booking, booking.day)),
            Choice(_("Cancel the rest of the series"), lambda: self._cancel_series(booking, booking.day)),
        ]
        if booking.day > today:  # there may be earlier ones that are still to come
            choices += [
                Choice(_("Move the whole series"), lambda: self._move_series(booking, today)),
                Choice(_("Cancel the whole series"), lambda: self._cancel_series(booking, today)),
            ]
        text = _("From {day} on", day=dates.day_long(booking.day))
        ChoiceSheet(self._page, _("The series of {who}", who=who(booking)), text, choices)

    def _move_series(self, booking: Booking, since: dt.date) -> None:
        whole = since < booking.day
        title = _("Move the whole series") if whole else _("Move the rest of the series")
        text = _("From {day} on", day=dates.day_long(since))
        MoveSheet(self._page, title, text, move_series_when, booking.series, since, by_clock=True)

    def _cancel_series(self, booking: Booking, since: dt.date) -> None:
        whole = since < booking.day
        ask_reason(
            self._page,
            _("Cancel the whole series") if whole else _("Cancel the rest of the series"),
            _("From {day} on", day=dates.day_long(since)),
            lambda by, reason: self._run(cancel_series, booking.series, since=since, by=by, reason=reason),
        )

    # -- moving

    def move(self) -> None:
        """Another time for the booking under the cursor; what was cancelled is booked again by it."""
        booking = self._booking()
        if booking is None or booking.state == "held":
            self._page.frame.say(_("Choose a booking that is to come."))
            return
        MoveSheet(
            self._page,
            _("Move {who}", who=who(booking)),
            self._said(booking),
            move_when,
            (booking.id,),
            since=booking.day,
            minutes=booking.minutes,
        )

    def move_day(self) -> None:
        """Everything that is planned on the day, or in one of its rooms, goes to another day, each at its own time."""
        planned = self._planned()
        if planned:
            count = ngettext_("{count} booking", "{count} bookings", len(planned))
            title = _("Move {day}", day=dates.day_long(self._page.day))
            every = tuple(one.id for one in planned)
            rooms = [
                (self._counted(name, meant), tuple(one.id for one in meant))
                for name, meant in self._by_room(planned).items()
                if len(meant) < len(planned)
            ]
            parts = [(self._counted(_("The whole day"), planned), every), *rooms] if rooms else []
            MoveSheet(self._page, title, count, move_when, every, parts=parts)
        else:
            self._page.frame.say(_("Nothing is planned on this day."))

    # -- cancelling

    def cancel(self) -> None:
        """Ask by whom and why; the person is back in the queue with the old date."""
        booking = self._booking()
        if booking is None or booking.state != "planned":
            self._page.frame.say(_("Choose a booking that is to come."))
            return
        ask_reason(
            self._page,
            _("Cancel {who}", who=who(booking)),
            self._said(booking),
            lambda by, reason: self._run(cancel, (booking.id,), by=by, reason=reason),
        )

    def cancel_more(self) -> None:
        """The whole day, one of its rooms, or the rest of a series."""
        planned, day = self._planned(), self._page.day
        if not planned:
            self._page.frame.say(_("Nothing is planned on this day."))
            return
        rooms = {one.room_id: one.room for one in planned if one.room_id}
        choices = [Choice(self._counted(_("The whole day"), planned), lambda: self._cancel_day(""))]
        choices += [
            Choice(self._counted(name, [one for one in planned if one.room_id == id]), self._in_room(id))
            for id, name in rooms.items()
        ]
        booking = self._booking()
        if booking is not None and booking.series:
            choices.append(
                Choice(_("Cancel the rest of the series"), lambda: self._cancel_series(booking, booking.day))
            )
        if len(choices) == 1:
            self._cancel_day("")
        else:
            ChoiceSheet(self._page, _("Cancel {day}", day=dates.day_long(day)), "", choices)

    def _in_room(self, id: str) -> Callable[[], None]:
        return lambda: self._cancel_day(id)

    def _cancel_day(self, room: str) -> None:
        day = self._page.day
        meant = [one for one in self._planned() if not room or one.room_id == room]
        ask_reason(
            self._page,
            _("Cancel {day}", day=dates.day_long(day)),
            self._counted(meant[0].room if room else _("The whole day"), meant),
            lambda by, reason: self._run(cancel_day, day, by=by, reason=reason, room=room),
        )

    # -- paper

    # -- the rest

    def _booking(self) -> Booking | None:
        thing = self._page.current()
        return thing.booking if thing is not None else None

    def _planned(self) -> list[Booking]:
        view = self._page.view
        booked = view.bookings if view else ()
        return [one for one in booked if one.day == self._page.day and one.state == "planned"]

    def _by_room(self, planned: list[Booking]) -> dict[str, list[Booking]]:
        rooms = {one.room_id: one.room for one in planned if one.room_id}
        return {name: [one for one in planned if one.room_id == id] for id, name in rooms.items()}

    def _said(self, booking: Booking) -> str:
        return f"{dates.day_long(booking.day)} {said_time(booking)}"

    def _counted(self, name: str, booked: list[Booking]) -> str:
        return f"{name}: " + ngettext_("{count} booking", "{count} bookings", len(booked))

    def _run(self, action: Callable[..., Changes], *args: Any, **named: Any) -> None:
        self._page.frame.work.run(action, *args, **named)


def keys_here(thing: Thing | None) -> str:
    """What the keys do with the thing under the cursor, in one line."""
    if thing is None or thing.booking is None:
        return _("Enter: book. S: a series. ↑ ↓ this day, ← → other days.")
    if thing.booking.state != "planned":
        return _("Enter: open. F2: book again.") if thing.cancelled else _("Enter: open.")
    return _("Enter: open. F2: move. Del: cancel. Shift+Del: the day. S: series.")
