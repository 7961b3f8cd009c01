"""One measure as it is shown: what it counts, its picture as on paper, its rows that lead to the records behind them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.actions.desk import Desk
from app.base.languages import _
from app.documents.charts import PAPER, Ink, drawn_as, in_words, picture_pdf
from app.statistics.tables import NONE, Row, Table
from ui.documents.pages import POINTS_AN_INCH, opened
from ui.lists.painted import RIGHT, paint_key, paint_words
from ui.shell.page import Page
from ui.theme import BareRow, Label, ScrollColumn, Size, Theme, Tokens, clear, column, face, line, set_shown

DOTS_AN_INCH = 96
MOST, STEP = 860, 20  # px: how wide a picture grows, and in which steps, so that each is drawn once
SETTLES_AFTER = 60  # ms without a change of the window's width
ROOM = 5.0  # points above and below what stands in a row of a picture
_LEFT, _KEY = 12, 64  # px: left of a row's picture, and for the key at its right
_COLUMN = 84


class PictureView(QWidget):
    """The picture of a table, drawn as on paper in the window's colours."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage | None, said: str) -> None:
        """Show a drawing; `said` is its text alternative."""
        self.image = image
        self.setAccessibleName(said)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        if self.image is None:
            return QSize(200, 0)
        size = self.image.deviceIndependentSize()
        return QSize(round(size.width()), round(size.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image is not None:
            painter = QPainter(self)
            painter.drawImage(0, 0, self.image)
            painter.end()


class NumberRow(BareRow):
    """A row of the table. Enter leads to the records behind its number."""

    HEIGHT = 34

    def __init__(self, table: Table, row: Row, *, shares: bool, years: bool) -> None:
        of, share = row.of or table.of, table.share(row)
        said = [f"{row.label}: {row.shown()}", share]
        if row.before is not None:
            said.append(_("the year before {number}", number=row.shown_before()))
        super().__init__(", ".join(word for word in said if word))
        self.row, self._share = row, share
        self._of = str(of) if of and row.of else ""
        self._shares, self._years = shares, years
        self._image: QImage | None = None
        if row.leads_to:
            self.setAccessibleDescription(_("Enter: the records behind it"))
        self.setFixedHeight(self.HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(300, self.HEIGHT)

    def show_image(self, image: QImage) -> None:
        """Its part of the picture."""
        self._image = image
        self.setFixedHeight(round(image.deviceIndependentSize().height()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None:
            super().paintEvent(event)
            self._paint_words()
            return
        painter = QPainter(self)
        painter.drawImage(_LEFT, 0, self._image)
        painter.end()
        super().paintEvent(event)
        if self.hasFocus() and self.row.leads_to:
            painter = QPainter(self)
            paint_key(painter, self.width() - 10.0, (self.height() - 18) / 2, _("Enter"))
            painter.end()

    def _paint_words(self) -> None:
        painter = QPainter(self)
        right = self.width() - 12.0
        high = float(self.HEIGHT)
        for on, text in ((self._years, self.row.shown_before()), (self._shares, self._share)):
            if on:
                box = QRectF(right - _COLUMN + 12, 0, _COLUMN - 12, high)
                paint_words(painter, box, text, size=Size.CHIP, colour="muted", where=RIGHT)
                right -= _COLUMN
        number = f"{self.row.shown()} / {self._of}" if self._of else self.row.shown()
        box = QRectF(right - _COLUMN + 12, 0, _COLUMN - 12, high)
        paint_words(painter, box, number, weight=QFont.Weight.DemiBold, where=RIGHT)
        right -= _COLUMN
        if self.hasFocus() and self.row.leads_to:
            paint_key(painter, right, (high - 18) / 2, _("Enter"))
            right -= 56
        paint_words(painter, QRectF(12, 0, right - 16, high), self.row.label)
        painter.end()


class Heads(QWidget):
    """What the columns of the rows below are."""

    def __init__(self, *, shares: bool, years: bool) -> None:
        super().__init__()
        self._says = [_("Number"), *([_("Share")] if shares else []), *([_("Year before")] if years else [])]
        self.setFixedHeight(24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        right = self.width() - 12.0
        for text in reversed(self._says):
            wide = QFontMetricsF(face(Size.LABEL)).horizontalAdvance(text) + 4
            box = QRectF(right - max(wide, _COLUMN - 12), 0, max(wide, _COLUMN - 12), 24)
            paint_words(painter, box, text, size=Size.LABEL, colour="muted", where=RIGHT)
            right -= _COLUMN
        painter.end()


class FigureView(QWidget):
    """`asked` carries a row whose records are wanted; `left` that the hand goes back to the measures."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.table: Table | None = None
        self._drawn: tuple[object, ...] = ()
        self._numbers: list[NumberRow] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        box = column(self, gap=0)
        self._scroll = ScrollColumn((12, 0, 12, 8), 6)
        box.addWidget(self._scroll)
        inner = self._scroll.box
        self.title = Label("", "h2", wrap=True)
        self.definition = Label("", "muted", wrap=True)
        self.note = Label("", "", wrap=True)
        self.picture = PictureView()
        self._rows = column(gap=0)
        for part in (self.title, self.definition, self.note):
            part.setContentsMargins(12, 0, 12, 0)
            inner.addWidget(part)
        frame = line(margins=(12, 8, 12, 0))
        frame.addWidget(self.picture)
        inner.addLayout(frame)
        inner.addLayout(self._rows)
        inner.addStretch()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLES_AFTER)
        self._soon.timeout.connect(self._draw)
        Theme.of().changed.connect(self._draw)

    def show_table(self, table: Table) -> None:
        """Show a measure; its rows at once, its picture when it is drawn."""
        if table == self.table:
            return
        self.table = table
        self.title.setText(table.title)
        self.definition.setText(table.definition)
        set_shown(self.definition, bool(table.definition))
        self.note.setText(table.note)
        set_shown(self.note, bool(table.note))
        self._fill(table)
        self._scroll.verticalScrollBar().setValue(0)
        self._draw()

    def rows(self) -> list[NumberRow]:
        """The rows of the table."""
        return self._numbers

    def _fill(self, table: Table) -> None:
        clear(self._rows)
        shares = any(table.share(row) for row in table.rows)
        years = any(row.before is not None for row in table.rows)
        self._drawn = ()
        self.picture.show_image(None, "")
        self._numbers = []
        self._heads = Heads(shares=shares, years=years)
        self._rows.addWidget(self._heads)
        set_shown(self._heads, bool(table.rows))
        for row in table.rows:
            one = NumberRow(table, row, shares=shares, years=years)
            one.clicked.connect(lambda _checked=False, row=row: self.asked.emit(row))
            self._rows.addWidget(one)
            self._numbers.append(one)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _wide(self) -> int:
        """How many pixels the picture is wide."""
        room = self._scroll.width() - 40 - _LEFT - _KEY
        return max(240, min(MOST, room // STEP * STEP))

    def _draw(self) -> None:
        table = self.table
        if table is None:
            return
        if drawn_as(table) == NONE:
            self._drawn = ()
            return
        ink, ratio, wide = _ink(Theme.of().tokens), self.devicePixelRatioF(), self._wide()
        wanted = (table, wide, ratio, ink)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self._page.frame.work.ask(
            drawn, table, wide, ratio, ink, then=lambda found: self._show(wanted, found), instead_of="figure"
        )

    def _show(self, wanted: tuple[object, ...], found: list[QImage] | None) -> None:
        """The picture above the rows; or its head there, and each row its part of it."""
        if wanted != self._drawn or not found or self.table is None:
            return
        self.picture.show_image(found[0], in_words(self.table))
        if len(found) > 1:
            self._heads.hide()
        for row, image in zip(self.rows(), found[1:], strict=False):
            row.show_image(image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left):
            self.left.emit()
            return
        super().keyPressEvent(event)


def drawn(_desk: Desk, table: Table, wide: int, ratio: float, ink: Ink) -> list[QImage]:
    """The picture of a table, so many pixels wide, as it stands on paper: in one piece, or its head and each row. On the
    worker: PDFium is not made for two."""
    points = POINTS_AN_INCH / DOTS_AN_INCH
    pdf, heights = picture_pdf(table, width=wide * points, ink=ink, pad=ROOM)
    with opened(pdf) as pages:
        image = pages.picture(0, ratio / points)
    found, top = [], 0.0
    for height in heights:
        start, end = (round(at * ratio / points) for at in (top, top + height))
        piece = image.copy(0, start, image.width(), end - start)
        piece.setDevicePixelRatio(ratio)
        found.append(piece)
        top += height
    return found


def _ink(t: Tokens) -> Ink:
    """The colours of the picture on the window's ground; Okabe and Ito's sky blue where that is dark."""
    if not t.dark:
        return Ink(t.card, t.text, t.muted, t.line, PAPER.now, PAPER.before, PAPER.rim, t.hover)
    return Ink(t.card, t.text, t.muted, t.line, "#56b4e9", "#1f3a52", "#8fb8d6", t.hover)
