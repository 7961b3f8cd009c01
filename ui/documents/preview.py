"""The preview: one page large, and a strip of all the others below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from app.base.languages import _
from ui.documents.pages import Picture
from ui.theme import Elided, KeyHint, Label, Theme, column, line

THUMB = QSize(54, 76)
GAP = 10


@dataclass(frozen=True)
class Shown:
    """One page as the preview shows it: its picture, what it is (Arabic), and facts (A3, reads from the right)."""

    picture: Picture
    title: str
    facts: str


class PageView(QWidget):
    """One page, as large as fits, with a hair line around it."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QImage | None = None
        self._packed: Picture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 240)

    def show_picture(self, picture: Picture | None, name: str) -> None:
        """Show a page; None for nothing."""
        if picture is not self._packed:
            self.picture = picture.image() if picture is not None else None
            self._packed = picture
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            box = _fitted(self.picture.size(), QRectF(self.rect()).adjusted(1, 1, -1, -1))
            painter.drawImage(box, self.picture)
            painter.setPen(QPen(QColor(Theme.of().tokens.line), 1))
            painter.drawRect(box)
        painter.end()


class Strip(QWidget):
    """All pages small; `chosen` carries the place of the one that was clicked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pages: Sequence[Shown] = ()
        self._at = 0
        self.setFixedHeight(THUMB.height() + 8)

    def show_pages(self, pages: Sequence[Shown], at: int) -> None:
        """Show these, with the one in view marked."""
        self._pages, self._at = pages, at
        self.setMinimumWidth(len(pages) * (THUMB.width() + GAP))
        self.update()

    def left_of(self, place: int) -> int:
        """Where a thumbnail begins, in pixels."""
        return place * (THUMB.width() + GAP) + 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tokens = Theme.of().tokens
        for place, page in enumerate(self._pages):
            small = page.picture.small
            area = QRectF(QPoint(self.left_of(place), 4), THUMB)
            box = _fitted(small.size(), area)
            painter.drawImage(box, small)
            here = place == self._at
            painter.setPen(QPen(QColor(tokens.accent if here else tokens.line), 2 if here else 1))
            painter.drawRect(box)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().x()) // (THUMB.width() + GAP)
        if 0 <= place < len(self._pages):
            self.chosen.emit(place)


class Preview(QWidget):
    """Left and Right turn the pages; the strip shows them all."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview"))
        self._pages: list[Shown] = []
        self.at = 0
        box = column(self, gap=10)
        head = line(gap=8)
        self._title, self._facts = Label("", "strong"), Elided("", "small")
        head.addWidget(self._title)
        head.addWidget(self._facts, 1)
        head.addWidget(KeyHint("← →"))
        head.addWidget(Label(_("turn pages"), "small"))
        box.addLayout(head)
        self.page = PageView()
        box.addWidget(self.page, 1)
        self._note = Label("", "muted", wrap=True)
        box.addWidget(self._note)
        self._note.hide()
        self.strip = Strip()
        self._scroll = QScrollArea()
        ground = QWidget()
        self._scroll.setViewport(ground)  # Qt's own is first looked up among all widgets there are: 30 ms
        self._scroll.setWidget(self.strip)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFixedHeight(THUMB.height() + 20)
        for part in (ground, self.strip):
            part.setAutoFillBackground(False)
            part.setProperty("part", "inner")
        box.addWidget(self._scroll)
        self.strip.chosen.connect(self.turn_to)

    def show_pages(self, pages: Sequence[Shown]) -> None:
        """Show these pages, staying at the same place where there is one."""
        self._pages = list(pages)
        self._note.hide()
        self._scroll.setVisible(len(pages) > 1)
        self.turn_to(min(self.at, max(0, len(pages) - 1)))

    def show_note(self, text: str) -> None:
        """Show why there is no page, instead of one."""
        self._pages = []
        self.page.show_picture(None, text)
        self._title.setText("")
        self._facts.setText("")
        self._scroll.hide()
        self._note.setText(text)
        self._note.show()

    def turn_to(self, place: int) -> None:
        """Bring one page into view."""
        self.at = place
        if not self._pages:
            self.page.show_picture(None, "")
            return
        page = self._pages[place]
        count = _("{count} of {all}", count=place + 1, all=len(self._pages))
        self._title.setText(page.title)
        self._facts.setText(f"{page.facts} · {count}" if len(self._pages) > 1 else page.facts)
        self.page.show_picture(page.picture, f"{page.title}, {page.facts}, {count}")
        self.strip.show_pages(self._pages, place)
        self._scroll.ensureVisible(self.strip.left_of(place) + THUMB.width() // 2, 0, THUMB.width(), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self.at + step < len(self._pages):
            self.turn_to(self.at + step)
            return
        super().keyPressEvent(event)


def _fitted(size: QSize, area: QRectF) -> QRectF:
    """The largest box of the size's shape inside the area, in its middle."""
    scaled = size.scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    left = area.x() + (area.width() - scaled.width()) / 2
    return QRectF(left, area.y() + (area.height() - scaled.height()) / 2, scaled.width(), scaled.height())
