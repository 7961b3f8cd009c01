"""The day and the week as a grid of hours: ↑↓ through a day's bookings and free hours, ←→ from day to day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from app.actions.timetable import DayHours
from app.base.languages import _
from ui.pages.week.ink import Ink
from ui.pages.week.painted import PaintedList
from ui.pages.week.things import Thing

GUTTER = 52
HEAD = 46
TIMELESS = 26
LEAST_HOUR = 46  # px
EDGE = 4
USUAL_FROM, USUAL_TO = 9 * 60, 15 * 60
THEIRS = 0.32  # of a day's width, where colleagues have talks on it
PASSED_OVER = ("span", "theirs")


class WeekGrid(PaintedList):
    """One column a day. `passed` fires with -1 or 1 where the arrow keys lead beyond the first or the last day."""

    passed = Signal(int)

    def __init__(self) -> None:
        # Qt asks for measures while it makes the view
        self.things: tuple[Thing, ...] = ()
        self.days: tuple[DayHours, ...] = ()
        self.today = dt.date.min
        self._from, self._to, self._strip = USUAL_FROM, USUAL_TO, 0
        self._shared_days: frozenset[dt.date] = frozenset()
        super().__init__(_("The week, a column a day"))

    def show_things(
        self, days: Sequence[DayHours], things: Sequence[Thing], *, today: dt.date, at: dt.date
    ) -> None:
        """Show these days. What was current stays so if it is still there, else the nearest to it on the day `at`."""
        before = self.current()
        self.days, self.things, self.today = tuple(days), tuple(things), today
        self._measure()
        off = frozenset(row for row, one in enumerate(things) if one.kind in PASSED_OVER)
        self.rows.show([one.spoken for one in things], off)
        self.updateGeometries()
        self.choose(self._row_after(before, at))
        self.viewport().update()

    def current(self) -> Thing | None:
        """What is current; None for nothing."""
        row = self.row()
        return self.things[row] if 0 <= row < len(self.things) else None

    def nearest(self, day: dt.date, start: int) -> int:
        """The row of a day that can be chosen and begins nearest to a minute, what was cancelled last; -1 for none."""
        rows = [row for row in self._choosable() if self.things[row].day == day]

        def distance(row: int) -> tuple[int, bool]:
            return abs(self.things[row].start - start), self.things[row].cancelled

        return min(rows, key=distance, default=-1)

    def _row_after(self, before: Thing | None, at: dt.date) -> int:
        """Where the cursor goes when the things have changed."""
        if before is None or before.day != at:
            return self.nearest(at, before.start if before else 0)
        here = [(row, one) for row, one in enumerate(self.things) if one.day == at]
        same = next((row for row, one in here if one.key == before.key), -1)
        if same < 0 or before.cancelled or not self.things[same].cancelled:
            return same if same >= 0 else self.nearest(at, before.start)
        # it was cancelled just now: to the hour that this has freed, for the next one in the queue
        return next((row for row in self._choosable() if _frees(before, self.things[row])), same)

    # -- keys

    def step(self, key: int) -> int | None:
        now = self.current()
        if now is None:
            return None
        rows = self._choosable()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            at = rows.index(self.row()) + (1 if key == Qt.Key.Key_Down else -1)
            inside = 0 <= at < len(rows) and self.things[rows[at]].day == now.day
            return rows[at] if inside else self.row()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            return self._beside(now, 1 if key == Qt.Key.Key_Right else -1)
        if key == Qt.Key.Key_End:
            return max(row for row in rows if self.things[row].day == now.day)
        return None

    def _beside(self, now: Thing, by: int) -> int:
        shown = [one.day for one in self.days]
        at = shown.index(now.day) + by
        if 0 <= at < len(shown):
            return self.nearest(shown[at], now.start)
        self.passed.emit(by)
        return self.row()

    def _choosable(self) -> list[int]:
        return [row for row in range(len(self.things)) if row not in self.rows.off]

    # -- measures

    def _measure(self) -> None:
        """From which hour to which the days are shown: what is open, and what is booked outside of it."""
        timed = [one for one in self.things if one.kind != "day" and not one.timeless]
        open_hours = [span for hours in self.days for span in hours.of("guidance")]
        starts = [one.start for one in timed] + [start for start, _end in open_hours]
        ends = [one.end for one in timed] + [end for _start, end in open_hours]
        self._from = min(starts, default=USUAL_FROM) // 60 * 60
        self._to = min(-(-max(ends, default=USUAL_TO) // 60) * 60, 24 * 60)
        self._shared_days = frozenset(one.day for one in self.things if one.kind == "theirs")
        per_day = [sum(one.timeless for one in self.things if one.day == day.day) for day in self.days]
        self._strip = TIMELESS * max(per_day, default=0)

    @property
    def hours(self) -> range:
        """The full hours that have a line, in minutes after midnight."""
        return range(self._from, self._to + 1, 60)

    def top(self) -> int:
        return HEAD + self._strip

    def content_height(self) -> int:
        return int(self.top() + 8 + (self._to - self._from) * self._scale() + 6)

    def _scale(self) -> float:
        """Pixels a minute: all hours fit, but an hour is never too low for a line of text."""
        room = self.viewport().height() - self.top() - 14
        return max(LEAST_HOUR / 60, room / max(60, self._to - self._from))

    def column(self, day: dt.date) -> tuple[int, int]:
        """Left edge and width of a day's column."""
        count = max(1, len(self.days))
        number = next((n for n, one in enumerate(self.days) if one.day == day), 0)
        room = self.viewport().width() - GUTTER
        left, right = GUTTER + room * number // count, GUTTER + room * (number + 1) // count
        return left, right - left

    def height_of(self, minute: int) -> int:
        """Where a minute of the day lies, as if nothing were scrolled."""
        return int(self.top() + 8 + (minute - self._from) * self._scale())

    def band(self, day: dt.date, start: int, end: int) -> QRect:
        """Some time of a day over the whole width of its column."""
        left, width = self.column(day)
        return QRect(left, self.height_of(start), width, self.height_of(end) - self.height_of(start))

    def place(self, row: int) -> QRect:
        thing = self.things[row]
        left, width = self.column(thing.day)
        left, width = left + EDGE, width - 2 * EDGE
        if thing.kind == "day":
            return QRect(left, 21, width, 22)
        if thing.day in self._shared_days and not thing.timeless:
            strip = int(width * THEIRS)
            own = width - strip - 2
            left, width = (left + own + 2, strip) if thing.kind == "theirs" else (left, own)
        if thing.timeless:
            number = sum(one.timeless and one.day == thing.day for one in self.things[:row])
            return QRect(left, HEAD + TIMELESS * number, width, TIMELESS - 3)
        if thing.beside:  # what was cancelled, and the free hour that it left, share the width
            free = width * 11 // 20
            left, width = (left + free, width - free) if thing.cancelled else (left, free - 2)
        elif thing.kind in ("booking", "theirs"):
            piece = width // thing.lanes
            left, width = left + piece * thing.lane, piece - (2 if thing.lane < thing.lanes - 1 else 0)
        top = self.height_of(thing.start) + 1
        return QRect(left, top, width, max(20, self.height_of(thing.end) - top - 1))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        ink = Ink(painter, self)
        shift = -self.verticalScrollBar().value()
        painter.save()
        painter.setClipRect(QRect(0, self.top(), self.viewport().width(), self.viewport().height()))
        painter.translate(0, shift)
        ink.ground()
        for kind in ("span", "theirs", "free", "booking"):
            for row, thing in enumerate(self.things):
                if thing.kind == kind and not thing.timeless:
                    ink.thing(thing, QRectF(self.place(row)), current=row == self.row())
        painter.restore()
        ink.heads()
        for row, thing in enumerate(self.things):
            if thing.timeless or thing.kind == "day":
                ink.thing(thing, QRectF(self.place(row)), current=row == self.row())
        painter.end()


def _frees(gone: Thing, one: Thing) -> bool:
    return one.kind == "free" and one.day == gone.day and one.start < gone.end and gone.start < one.end
