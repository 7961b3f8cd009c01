"""The sheet that moves a booking, a series or a whole day: type when, or take one of the next free hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from app.actions.timetable import Free
from app.actions.week_booking import other_hours
from app.base.languages import _
from app.entry.when import read_appointment, read_clock
from app.store.store import Changes
from ui.forms.chips import ChipGroup
from ui.forms.field import Reading
from ui.forms.popup import Suggestion
from ui.forms.suggest import PickField
from ui.forms.text import TextField
from ui.pages.week.choices import reasons_said
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import dates


class MoveSheet(Ask):
    """One field that understands "tor 10"; above it, where a length is given, the next free hours (1 to 5).

    move gets the desk, args, and the text of the field or of the hour that is chosen. by_clock: a clock alone will do.
    parts: what may be chosen instead of args, the first of it at first: what it is called and the bookings' ids.
    """

    def __init__(
        self,
        page: Page,
        title: str,
        text: str,
        move: Callable[..., Changes],
        *args: Any,
        since: dt.date | None = None,
        minutes: int = 0,
        by_clock: bool = False,
        parts: Sequence[tuple[str, tuple[str, ...]]] = (),
    ) -> None:
        super().__init__(page, title, text, _("Move"))
        self._move, self._args, self._today = move, args, page.frame.clock.today
        self._by_clock = by_clock
        self._free: dict[str, Free] = {}
        self.offered: ChipGroup | None = None
        self._parts = {str(number): ids for number, (_text, ids) in enumerate(parts)}
        texts = {str(number): text for number, (text, _ids) in enumerate(parts)}
        self.part = ChipGroup(_("What"), texts, value="0") if parts else None
        reasons = [Suggestion(text, data=f"{by}.{why}") for by, why, text in reasons_said()]
        self.why = PickField(_("Why"), lambda: reasons, placeholder=_("First letters, or leave it open"))
        example = _("such as tor 10, +7 or 3.3 9.15")
        self.when = TextField(_("New time"), placeholder=example, reader=self._understood)
        if minutes and since is not None:
            page.frame.work.ask(other_hours, since, minutes=minutes, then=self._offer)
        else:
            self._finish()

    def submit(self) -> None:
        typed = self.when.edit.text().strip()
        chosen = self._free.get(self.offered.value()) if self.offered is not None else None
        when = typed or (f"{chosen.day.isoformat()} {chosen.clock}" if chosen else "")
        if not when:
            self.when.error(_("Try +14, tir 10 or 3.3 9.15"))
            self.when.take_focus()
            return
        args = self._args if self.part is None else (self._parts[self.part.value() or "0"],)
        by, _dot, reason = self.why.value().partition(".")
        self.do(self._move, *args, when, by=by, reason=reason)

    def _offer(self, hours: Sequence[Free]) -> None:
        if hours:
            self._free = {str(number): one for number, one in enumerate(hours)}
            options = {number: self._said(one) for number, one in self._free.items()}
            self.offered = ChipGroup(_("The next free hours"), options)
        self._finish()

    def _finish(self) -> None:
        self.field("when", self.when)
        for name in ("day", "clock", "weekday"):  # where the verbs say what is wrong
            self.fields[name] = self.when
        if self.offered is not None:
            self.field("offered", self.offered)
        if self.part is not None:
            self.field("part", self.part)
        self.field("why", self.why)
        self.show_now(self.when)

    def _understood(self, text: str) -> Reading | None:
        if not text.strip():
            return None
        if self._by_clock and (clock := read_clock(text)):
            return Reading(True, dates.clock(clock))
        when = read_appointment(text, today=self._today())
        if when is None:
            return Reading(False, _("Try +14, tir 10 or 3.3 9.15"))
        day = dates.day_short(when.day, today=self._today())
        return Reading(True, f"{day} {dates.clock(when.clock) if when.clock else ''}".strip())

    def _said(self, hour: Free) -> str:
        return f"{dates.day_short(hour.day, today=self._today())} {dates.clock(hour.clock)}"
