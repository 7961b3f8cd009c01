"""The preview: one page large, and a strip of all the others below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.folding import fold
from app.base.languages import _
from ui.documents.pages import Picture
from ui.documents.strip import THUMB, Shown, StripScroll, fitted
from ui.theme import Elided, KeyHint, Label, Theme, column, line

__all__ = ["THUMB", "PageView", "Preview", "Shown"]
FAR = 10  # pages that Page Up and Page Down turn


class PageView(QWidget):
    """One page, as large as fits, with a hair line around it."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QImage | None = None
        self._packed: Picture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 200)

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
            box = fitted(self.picture.size(), QRectF(self.rect()).adjusted(1, 1, -1, -1))
            painter.drawImage(box, self.picture)
            painter.setPen(QPen(QColor(Theme.of().tokens.line), 1))
            painter.drawRect(box)
        painter.end()


class Preview(QWidget):
    """Left and Right turn the pages, letters find one by its name; the strip shows them all.

    `looked`: another page came into view. `seen` carries the places that can be seen in the strip.
    """

    looked = Signal(int)
    seen = Signal(object)

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
        self._turning = (KeyHint("← →"), Label(_("turn pages"), "small"))
        for part in self._turning:
            head.addWidget(part)
        box.addLayout(head)
        self._note = Label("", "muted", wrap=True)
        box.addWidget(self._note)
        self._note.hide()
        self.page = PageView()
        box.addWidget(self.page, 1)
        self.strip = StripScroll()
        box.addWidget(self.strip)
        self.strip.seen.connect(self.seen)
        self.strip.strip.chosen.connect(self.turn_to)

    @property
    def shown(self) -> Shown | None:
        """The page in view."""
        return self._pages[self.at] if self._pages else None

    def show_pages(self, pages: Sequence[Shown]) -> None:
        """Show these pages, staying at the same place where there is one."""
        self._pages = list(pages)
        self._show(min(self.at, max(0, len(pages) - 1)))

    def show_note(self, text: str) -> None:
        """Show why there is no page, instead of one."""
        self._pages = []
        self.page.show_picture(None, text)
        self._title.setText("")
        self._facts.setText("")
        self.strip.hide()
        for part in self._turning:
            part.hide()
        self._say(text)

    def turn_to(self, place: int) -> None:
        """Bring one page into view."""
        self._show(place)
        self.looked.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._pages) - 1
        to = {
            Qt.Key.Key_Right: self.at + 1,
            Qt.Key.Key_Left: self.at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_PageDown: min(self.at + FAR, last),
            Qt.Key.Key_PageUp: max(self.at - FAR, 0),
        }.get(Qt.Key(event.key()), self._named(event.text()))
        if 0 <= to <= last and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.turn_to(to)
            return
        super().keyPressEvent(event)

    def _show(self, place: int) -> None:
        self.at = place
        for part in self._turning:
            part.setVisible(len(self._pages) > 1)
        if not self._pages:
            self.page.show_picture(None, "")
            return
        page = self._pages[place]
        count = _("{count} of {all}", count=place + 1, all=len(self._pages))
        self._title.setText(page.title)
        self._facts.setText(f"{page.facts} · {count}" if len(self._pages) > 1 else page.facts)
        self.page.show_picture(page.picture, f"{page.title}, {page.facts}, {count}")
        self._say(page.problem)
        self.strip.show_pages(self._pages, place)

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _named(self, letter: str) -> int:
        """The next page whose name begins with a letter; -1 for none."""
        if not letter.strip():
            return -1
        places = [*range(self.at + 1, len(self._pages)), *range(self.at)]
        wanted = fold(letter)
        return next((at for at in places if wanted and fold(self._pages[at].title).startswith(wanted)), -1)
