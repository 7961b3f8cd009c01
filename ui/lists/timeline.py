"""One event of a timeline: the day, a dot on a thread, what it was, and its text in full. Painted."""

from __future__ import annotations

from math import ceil
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QStaticText, QTextOption, QTransform
from PySide6.QtWidgets import QSizePolicy

from ui.lists.painted import paint_key, paint_words, words_width
from ui.theme import BareRow, Size, Theme, Tone, face

DOT = 28
EDGE, TOP, DAY, GAP = 8, 2, 78, 14
THREAD = EDGE + DAY + GAP  # where the thread begins
BODY = THREAD + DOT + GAP  # where the text begins
HEAD = QRectF(BODY, TOP + 5, 0, 17)
TEXT = TOP + 5 + 17 + 4  # where the text begins, from the top
FOOT = 16  # what is left free below an event


class TimelineRow(BareRow):
    """An event that can be opened with Enter. `when` is the day as it is shown, `said` what is read aloud.

    It is one widget and paints itself: a widget for each word of a life of years would be felt. `tell` makes it
    another event.
    """

    def __init__(
        self,
        when: str = "",
        icon: str = "",
        head: str = "",
        *,
        extra: str = "",
        text: str = "",
        tone: Tone = "idle",
        last: bool = False,
        said: str = "",
    ) -> None:
        super().__init__("")
        self._last, self._keys = last, ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.tell(when, icon, head, extra=extra, text=text, tone=tone, said=said)

    def tell(
        self,
        when: str,
        icon: str,
        head: str,
        *,
        extra: str = "",
        text: str = "",
        tone: Tone = "idle",
        keys: str = "",
        said: str = "",
    ) -> None:
        """Show this event from now on. keys: what can be pressed on it, shown while it has the focus."""
        self._when, self._icon, self._head, self._extra = when, icon, head, extra
        self._tone: Tone = tone
        self._keys = keys
        self._words = _set(text) if text else None
        self._heights: dict[int, int] = {}
        self.setAccessibleName(said or ", ".join(part for part in (when, head, extra, text) if part))
        self.setAccessibleDescription(keys)
        self.updateGeometry()
        self.update()

    def set_last(self, last: bool) -> None:
        """Whether the thread ends here."""
        if last != self._last:
            self._last = last
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = TEXT - 4 + FOOT + (4 + self._text_height(width) if self._words else 0)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, DOT + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        day = QRectF(EDGE, TOP + 6, DAY + GAP - 2, 15)
        paint_words(painter, day, self._when, size=Size.LABEL, colour="muted")
        self._paint_thread(painter)
        self._paint_head(painter)
        if self._words is not None:
            self._text_height(self.width())
            painter.setFont(face(Size.TEXT))
            painter.setPen(Theme.of().colour("text"))
            painter.drawStaticText(QPointF(BODY, TEXT), self._words)
        if self._keys and self.hasFocus():
            paint_key(painter, self.width() - EDGE, 6, self._keys)
        painter.end()

    def _paint_thread(self, painter: QPainter) -> None:
        theme = Theme.of()
        if not self._last:
            middle = THREAD + DOT / 2
            painter.setPen(QPen(theme.colour("line"), 2))
            painter.drawLine(QPointF(middle, TOP + DOT + 2), QPointF(middle, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self._tone}_soft"))
        painter.drawEllipse(QRectF(THREAD, TOP, DOT, DOT))
        if self._icon:
            pixmap = theme.pixmap(self._icon, self._tone, 16, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(THREAD + 6, TOP + 6), pixmap)

    def _paint_head(self, painter: QPainter) -> None:
        room = self.width() - EDGE - BODY
        wide = min(words_width(self._head, Size.TEXT, QFont.Weight.DemiBold), room)
        box = HEAD.adjusted(0, 0, wide, 0)
        paint_words(painter, box, self._head, weight=QFont.Weight.DemiBold)
        beside = QRectF(box.right() + 8, box.top(), room - wide - 8, box.height())
        if self._extra and beside.width() > 0:
            paint_words(painter, beside, self._extra, size=Size.LABEL, colour="muted")

    def _text_height(self, width: int) -> int:
        """Of the text as it wraps in a row of this width, in pixels; it is set anew only where the width is another."""
        if self._words is None:
            return 0
        room = max(width - BODY - EDGE, 40)
        if self._words.textWidth() != room:
            self._words.setTextWidth(room)
            self._words.prepare(QTransform(), face(Size.TEXT))
        return ceil(self._words.size().height())


def _set(text: str) -> QStaticText:
    """A text that is set once and painted often; one that is written from the right stands at the right."""
    words = QStaticText(text.replace("\n", "\u2028"))  # as it stands, a line feed is no new line here
    words.setTextFormat(Qt.TextFormat.PlainText)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if _from_the_right(text) else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    words.setTextOption(option)
    return words


def _from_the_right(text: str) -> bool:
    """Whether the first letter with a direction is one of a script that is written from the right."""
    return next((way for way in map(bidirectional, text) if way in ("L", "R", "AL")), "L") != "L"
