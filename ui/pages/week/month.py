"""The month as a sheet of days: how much is booked, how much is free, what is closed. Arrows go by days and weeks."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent

from app.actions.timetable import MonthDay, MonthView
from app.base.languages import _, ngettext_
from ui.pages.week.painted import PaintedList
from ui.theme import Size, Theme, dates, face, paint_box

HEAD = 28
GAP = 4
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_BESIDE = Qt.AlignmentFlag.AlignVCenter


class MonthSheet(PaintedList):
    """One cell a day, seven a row. Enter (`opened`) is for the day that is current."""

    def __init__(self) -> None:
        self.view: MonthView | None = None
        self.today = dt.date.min
        super().__init__(_("The month, a row a week"))

    def show_month(self, view: MonthView, *, today: dt.date, at: dt.date) -> None:
        """Show this month with one day current."""
        self.view, self.today = view, today
        self.rows.show([spoken(one) for one in view.days])
        self.choose((at - view.days[0].hours.day).days)
        self.viewport().update()

    def day(self) -> dt.date | None:
        """The day that is current."""
        row = self.row()
        return self.view.days[row].hours.day if self.view and row >= 0 else None

    def step(self, key: int) -> int | None:
        by = _STEPS.get(Qt.Key(key))
        if by is None or self.view is None:
            return None
        to = self.row() + by
        return to if 0 <= to < len(self.view.days) else self.row()

    def place(self, row: int) -> QRect:
        across, down = self.viewport().width(), self.viewport().height() - HEAD
        weeks = max(1, len(self.rows.names) // 7)
        left, right = across * (row % 7) // 7, across * (row % 7 + 1) // 7
        top, bottom = HEAD + down * (row // 7) // weeks, HEAD + down * (row // 7 + 1) // weeks
        return QRect(left + GAP // 2, top + GAP // 2, right - left - GAP, bottom - top - GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, one in enumerate(self.view.days if self.view else ()):
            if row < 7:
                self._weekday(painter, row, one.hours.day)
            self._cell(painter, QRectF(self.place(row)), one, current=row == self.row())
        painter.end()

    def _weekday(self, painter: QPainter, row: int, day: dt.date) -> None:
        name = dates.day_long(day).split(" ")[0]
        box = QRectF(self.place(row).left() + 8, 0, self.place(row).width() - 8, HEAD)
        _text(painter, box, name, face(Size.LABEL, QFont.Weight.DemiBold), "muted")

    def _cell(self, painter: QPainter, box: QRectF, one: MonthDay, *, current: bool) -> None:
        t, day = Theme.of().tokens, one.hours.day
        inside = self.view is not None and day.month == self.view.first.month
        ground = t.accent_soft if current else t.hover if not one.hours.open else t.card
        lit = current and self.hasFocus()
        paint_box(painter, box, 8, fill=ground, edge=t.accent if lit else t.line, width=2 if lit else 1)
        inner = box.adjusted(8, 5, -8, -4)
        number = QRectF(inner.left(), inner.top(), inner.width(), 20)
        tone = "accent" if day == self.today else "text" if inside else "faint"
        _text(painter, number, str(day.day), face(Size.TEXT, QFont.Weight.DemiBold), tone)
        if day == self.today:
            _text(painter, number.adjusted(26, 0, 0, 0), _("today"), face(Size.LABEL), "accent")
        top = number.bottom() + 1
        for text, colour in _lines(one):
            if top + 16 > inner.bottom() + 2:
                break
            _text(painter, QRectF(inner.left(), top, inner.width(), 16), text, face(Size.LABEL), colour)
            top += 17


def _lines(one: MonthDay) -> list[tuple[str, str]]:
    booked = ngettext_("{count} booking", "{count} bookings", one.planned) if one.planned else ""
    free = _("{time} free", time=dates.minutes(one.minutes)) if one.minutes else ""
    clash = "⚠ " + _("clash") if one.clashing else ""
    said = [(one.hours.closed, "warn"), (clash, "warn"), (booked, "text"), (free, "ok")]
    return [(text, colour) for text, colour in said if text]


def spoken(one: MonthDay) -> str:
    """A day as a screen reader says it."""
    parts = [text.removeprefix("⚠ ") for text, _colour in _lines(one)]
    return ", ".join([dates.day_long(one.hours.day), *(parts or [_("nothing booked")])])


def _text(painter: QPainter, box: QRectF, text: str, font: QFont, tone: str) -> None:
    painter.setFont(font)
    painter.setPen(Theme.of().colour(tone))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, int(_BESIDE), shown)
