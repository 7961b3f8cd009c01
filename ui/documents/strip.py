"""All pages small, in one line that scrolls: each with the name of what it is below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from ui.documents.pages import Picture
from ui.theme import Size, Theme, face

THUMB = QSize(54, 76)
WORD = 16  # px for the name below
WIDTH = THUMB.width() + 14


@dataclass(frozen=True)
class Shown:
    """One page as the preview shows it: its pictures as far as they are made, what it is (Arabic), and facts (A3, reads
    from the right). problem: why it can't be made."""

    title: str
    facts: str
    picture: Picture | None = None
    small: QImage | None = None
    problem: str = ""


class Strip(QWidget):
    """`chosen` carries the place of the one that was clicked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pages: Sequence[Shown] = ()
        self._at = 0
        self.setFixedHeight(THUMB.height() + WORD + 8)

    def show_pages(self, pages: Sequence[Shown], at: int) -> None:
        """Show these, with the one in view marked."""
        self._pages, self._at = pages, at
        self.setMinimumWidth(len(pages) * WIDTH)
        self.update()

    def left_of(self, place: int) -> int:
        """Where a thumbnail begins, in pixels."""
        return place * WIDTH + 2

    def places(self, left: int, right: int) -> range:
        """Which pages stand between two edges, in pixels."""
        return range(max(0, left // WIDTH), min(len(self._pages), right // WIDTH + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(face(Size.KEY))
        for place in self.places(event.rect().left(), event.rect().right()):
            self._paint(painter, place)
        painter.end()

    def _paint(self, painter: QPainter, place: int) -> None:
        tokens, page = Theme.of().tokens, self._pages[place]
        here = place == self._at
        area = QRectF(QPoint(self.left_of(place) + (WIDTH - THUMB.width()) // 2, 4), THUMB)
        box = area
        if page.small is not None:
            box = fitted(page.small.size(), area)
            painter.drawImage(box, page.small)
        colour = tokens.accent if here else tokens.bad if page.problem else tokens.line
        painter.setPen(QPen(QColor(colour), 2 if here else 1))
        painter.drawRect(box)
        words = QRectF(self.left_of(place), 6 + THUMB.height(), WIDTH - 2, WORD)
        painter.setPen(QColor(tokens.bad if page.problem else tokens.accent if here else tokens.muted))
        name = painter.fontMetrics().elidedText(page.title, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), name)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = event.pos().x() // WIDTH
            if 0 <= place < len(self._pages):
                page = self._pages[place]
                said = page.problem or page.facts
                QToolTip.showText(event.globalPos(), f"{page.title}\n{said}".strip(), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().x()) // WIDTH
        if 0 <= place < len(self._pages):
            self.chosen.emit(place)


class StripScroll(QScrollArea):
    """The strip in its window; `seen` carries which places can be seen, when that changes."""

    seen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.strip = Strip()
        ground = QWidget()
        self.setViewport(ground)  # Qt's own is first looked up among all widgets there are: 30 ms
        self.setWidget(self.strip)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(THUMB.height() + WORD + 20)
        for part in (ground, self.strip):
            part.setAutoFillBackground(False)
            part.setProperty("part", "inner")
        self.horizontalScrollBar().valueChanged.connect(self.look)
        self.strip.installEventFilter(self)

    def look(self) -> None:
        """Say what can be seen."""
        left = self.horizontalScrollBar().value()
        self.seen.emit(self.strip.places(left, left + self.viewport().width()))

    def show_pages(self, pages: Sequence[Shown], at: int) -> None:
        """Show these, scrolled to the one in view."""
        self.strip.show_pages(pages, at)
        self.setVisible(len(pages) > 1)
        self.ensureVisible(self.strip.left_of(at) + WIDTH // 2, 0, WIDTH, 0)
        self.look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.strip and event.type() == QEvent.Type.Resize:
            self.look()
        return super().eventFilter(watched, event)


def fitted(size: QSize, area: QRectF) -> QRectF:
    """The largest box of the size's shape inside the area, in its middle."""
    scaled = size.scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    left = area.x() + (area.width() - scaled.width()) / 2
    return QRectF(left, area.y() + (area.height() - scaled.height()) / 2, scaled.width(), scaled.height())
