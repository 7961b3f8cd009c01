"""One event of a timeline: the day, a dot on a thread, what it was, and its text in full."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import TOP, Elided, Label, Row, Theme, Tone, column, line

DOT = 28


class Thread(QWidget):
    """The thread down the timeline with a dot that holds an icon."""

    def __init__(self, icon: str, tone: Tone, *, last: bool) -> None:
        super().__init__()
        self._icon, self._tone, self._last = icon, tone, last
        self.setFixedWidth(DOT)

    def set_last(self, last: bool) -> None:
        """Whether the thread ends here."""
        self._last = last
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.of()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.setPen(QPen(theme.colour("line"), 2))
            painter.drawLine(QPointF(DOT / 2, DOT + 2), QPointF(DOT / 2, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self._tone}_soft"))
        painter.drawEllipse(QRectF(0, 0, DOT, DOT))
        pixmap = theme.pixmap(self._icon, self._tone, 16, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPointF(6, 6), pixmap)
        painter.end()


class TimelineRow(Row):
    """An event that can be opened with Enter. `when` is the day as it is shown, `said` what is read aloud."""

    def __init__(
        self,
        when: str,
        icon: str,
        head: str,
        *,
        extra: str = "",
        text: str = "",
        tone: Tone = "idle",
        last: bool = False,
        said: str = "",
    ) -> None:
        spoken = ", ".join(part for part in (when, head, extra, text) if part)
        super().__init__(said or spoken, margins=(8, 2, 8, 0), gap=14)
        day = Label(when, "small")
        day.setFixedWidth(78)
        day.setContentsMargins(0, 6, 0, 0)
        self.add(day)
        self.box.setAlignment(day, TOP)
        self.thread_line = Thread(icon, tone, last=last)
        self.add(self.thread_line)
        body = column(margins=(0, 5, 0, 16), gap=4)
        top = line(gap=8)
        for label, stretch in ((Label(head, "strong"), 0), (Elided(extra, "small"), 1)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            top.addWidget(label, stretch)
        body.addLayout(top)
        if text:
            words = Label(text, wrap=True)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            body.addWidget(words)
        self.box.addLayout(body, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Only where the text wraps: a layout around it asks the inner layout, which has no answer otherwise."""
        return self.box.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return (
            self.box.totalHeightForWidth(width) if self.box.hasHeightForWidth() else self.sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(200, DOT + 8)
