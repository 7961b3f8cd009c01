"""How the things of a week look: colours from the tokens, and always a word or a sign besides the colour."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from app.base.days import clock_of
from app.base.languages import _
from ui.pages.week.things import Thing, said_time
from ui.theme import Size, Theme, dates, face

if TYPE_CHECKING:
    from ui.pages.week.grid import WeekGrid

ALIGN = Qt.AlignmentFlag
TWO_LINES = 36  # px
PAD = 8
CLIPPED = 64  # px
NARROW = 96  # px: no room for the clock before the name
_GROUND = {"planned": ("accent_soft", "accent"), "held": ("ok_soft", "ok"), "no_show": ("idle_soft", "idle")}


class Ink:
    """Paints one grid once."""

    def __init__(self, painter: QPainter, grid: WeekGrid) -> None:
        self._painter, self._grid = painter, grid
        self._theme = Theme.of()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._strong, self._plain = face(Size.CHIP, QFont.Weight.DemiBold), face(Size.LABEL)
        self._head, self._struck = face(Size.TEXT, QFont.Weight.DemiBold), face(Size.LABEL)
        self._struck.setStrikeOut(True)

    # -- what lies below everything

    def ground(self) -> None:
        """The lines of the hours, and hatching over what is not open."""
        grid, painter = self._grid, self._painter
        first, last = grid.hours[0], grid.hours[-1]
        for hours in grid.days:
            if hours.closed:
                self._hatched(QRectF(grid.band(hours.day, first, last)))
            elif hours.day == grid.today:
                soft = self._colour("accent_soft")
                soft.setAlphaF(0.35)
                painter.fillRect(grid.band(hours.day, first, last), soft)
        for minute in grid.hours:
            y = grid.height_of(minute)
            painter.setPen(self._colour("line"))
            painter.drawLine(QPointF(44, y), QPointF(grid.viewport().width(), y))
            box = QRectF(0, y - 9, 38, 18)
            self._text(box, dates.clock(clock_of(minute)), self._plain, "faint", ALIGN.AlignRight)
        for hours in grid.days:
            left, _width = grid.column(hours.day)
            painter.setPen(self._colour("line"))
            painter.drawLine(QPointF(left, grid.height_of(first)), QPointF(left, grid.height_of(last)))

    def heads(self) -> None:
        """The days' names, what is closed by its name; today in the accent."""
        grid = self._grid
        empty = {one.day for one in grid.things if one.kind == "day"}
        for hours in grid.days:
            left, width = grid.column(hours.day)
            box = QRectF(left + PAD, 2, width - PAD, 22)
            today = hours.day == grid.today
            self._text(box, self._day_name(hours.day, width - PAD), self._head, "accent" if today else "text")
            below = "" if hours.day in empty else hours.closed or (_("today") if today else "")
            self._text(box.translated(0, 19), below, self._plain, "warn" if hours.closed else "accent")

    def _day_name(self, day: dt.date, width: int) -> str:
        """The longest way to write a day that has room: "mandag 19. januar", "man. 19. jan.", "man. 19."."""
        metrics = QFontMetrics(self._head)
        ways = (dates.day_long(day), dates.day_short(day, today=day), dates.day_in_week(day))
        return next((way for way in ways if metrics.horizontalAdvance(way) < width - 4), ways[-1])

    # -- things

    def thing(self, thing: Thing, box: QRectF, *, current: bool) -> None:
        """One thing in its place, with the frame of the cursor when it is current."""
        if thing.kind == "span":
            self._span(thing, box)
        elif thing.kind == "theirs":
            self._theirs(thing, box)
        elif thing.kind == "free":
            self._free(thing, box, current)
        elif thing.kind == "booking":
            self._booking(thing, box)
        else:
            self._text(
                box.adjusted(PAD - 4, 0, -4, 0), thing.title, self._plain, "warn" if thing.closed else "faint"
            )
        if current:
            lit = self._grid.hasFocus()
            self._frame(box, "accent" if lit else "field_line", width=2 if lit else 1)

    def _span(self, thing: Thing, box: QRectF) -> None:
        self._hatched(box)
        self._text(box.adjusted(PAD, 2, -PAD, 0), thing.title, self._plain, "muted", ALIGN.AlignTop)

    def _theirs(self, thing: Thing, box: QRectF) -> None:
        """A colleague's talk, quieter than one's own: whose it is, and below it the room."""
        self._fill(box, "idle_soft")
        self._frame(box, "chip_line", dashed=True)
        inner = box.adjusted(5, 3, -3, -2)
        line = QFontMetrics(self._plain).height()
        self._text(inner, thing.title, self._plain, "muted", ALIGN.AlignTop)
        if inner.height() >= 2 * line:
            self._text(inner.adjusted(0, line, 0, 0), thing.detail, self._plain, "muted", ALIGN.AlignTop)

    def _free(self, thing: Thing, box: QRectF, current: bool) -> None:
        if current:
            self._fill(box, "accent_soft")
        else:
            self._frame(box, "chip_line", dashed=True)
        tone = "accent" if current else "faint"
        inner = box.adjusted(PAD, 3, -PAD, -2)
        line = QFontMetrics(self._plain).height()
        self._text(inner, thing.title, self._plain, tone, ALIGN.AlignTop)
        if current and box.height() >= TWO_LINES:
            self._text(inner.adjusted(0, line, 0, 0), _("Enter: book"), self._plain, "accent", ALIGN.AlignTop)

    def _booking(self, thing: Thing, box: QRectF) -> None:
        state = thing.booking.state if thing.booking else "planned"
        ground, bar = _GROUND.get(state, ("", "chip_line"))
        if thing.clashes:
            ground, bar = "warn_soft", "warn"
        if ground:
            self._fill(box, ground)
        else:
            self._frame(box, "line")
        self._bar(box, bar)
        self._words(thing, box.adjusted(PAD + 2, 3, -5, -2))

    def _words(self, thing: Thing, box: QRectF) -> None:
        font = self._struck if thing.cancelled else self._strong
        tone = "faint" if thing.cancelled else "text"
        clock = thing.booking.clock if thing.booking else ""
        begins = f"{dates.clock(clock)} " if clock and box.width() > NARROW else ""
        narrow = box.width() < NARROW
        if thing.clashes and not narrow:
            self._sign(box.topRight() + QPointF(-14, 1))
        beside = box.adjusted(0, 0, -18 if thing.clashes and not narrow else 0, 0)
        self._text(beside, f"{begins}{thing.title}", font, tone, ALIGN.AlignTop)
        top, height = QFontMetrics(self._strong).height(), QFontMetrics(self._plain).height()
        for number, (text, colour) in enumerate(self._lines(thing)):
            if top + height > box.height() + 2:
                break
            signed = narrow and thing.clashes and number == 0  # a name is never given up for the sign
            if signed:
                self._sign(box.topLeft() + QPointF(-1, top + 1))
            self._text(
                box.adjusted(16 if signed else 0, top, 0, 0), text, self._plain, colour, ALIGN.AlignTop
            )
            top += height

    def _lines(self, thing: Thing) -> list[tuple[str, str]]:
        """What stands below the name, with its colour: what is in the way comes first."""
        lines = [(clash.text, "warn") for clash in thing.clashes]
        if len(self._grid.days) == 1 and thing.booking is not None:
            lines.append((said_time(thing.booking), "muted"))
        return [*lines, (thing.detail, "muted")] if thing.detail else lines

    # -- the means

    def _sign(self, at: QPointF) -> None:
        ratio = self._grid.devicePixelRatioF()
        self._painter.drawPixmap(at, self._theme.pixmap("triangle-alert", "warn", 14, ratio=ratio))

    def _text(
        self, box: QRectF, text: str, font: QFont, tone: str, align: Qt.AlignmentFlag = ALIGN.AlignVCenter
    ) -> None:
        if not text or box.width() < 8:
            return
        self._painter.setFont(font)
        self._painter.setPen(self._colour(tone))
        # an ellipsis would take half of a very narrow box
        how = Qt.TextElideMode.ElideRight if box.width() > CLIPPED else Qt.TextElideMode.ElideNone
        shown = QFontMetrics(font).elidedText(text, how, int(box.width()))
        self._painter.drawText(box, int(align | Qt.TextFlag.TextSingleLine), shown)

    def _hatched(self, box: QRectF) -> None:
        self._fill(box, "hover")
        self._painter.fillPath(_round(box), QBrush(self._colour("chip_line"), Qt.BrushStyle.BDiagPattern))

    def _fill(self, box: QRectF, tone: str) -> None:
        self._painter.fillPath(_round(box), self._colour(tone))

    def _bar(self, box: QRectF, tone: str) -> None:
        self._painter.save()
        self._painter.setClipPath(_round(box))
        self._painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), self._colour(tone))
        self._painter.restore()

    def _frame(self, box: QRectF, tone: str, *, width: int = 1, dashed: bool = False) -> None:
        pen = QPen(self._colour(tone), width)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self._painter.strokePath(_round(box.adjusted(0.5, 0.5, -0.5, -0.5)), pen)

    def _colour(self, name: str) -> QColor:
        return self._theme.colour(name)


def _round(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, 6, 6)
    return path
