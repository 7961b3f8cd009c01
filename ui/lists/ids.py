"""A list of any length: an array of ids, and pages of rows fetched by id when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from app.base.languages import _
from ui.lists.faces import FacePainter, RowFace

Index = QModelIndex | QPersistentModelIndex
Answer = Callable[[Mapping[str, RowFace]], None]
Fetch = Callable[[Sequence[str], Answer], None]
PAGE = 100
KEPT_PAGES = 40


@dataclass(frozen=True)
class Heading:
    """A line between rows, such as a month. It cannot be chosen."""

    text: str


class IdModel(QAbstractListModel):
    """Rows by id. What is not fetched yet is shown as empty and asked for once, a page at a time."""

    def __init__(self, fetch: Fetch, parent: QObject) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._lines: Sequence[str | Heading] = ()
        self._pages: OrderedDict[int, Mapping[str, RowFace]] = OrderedDict()
        self._wanted: list[int] = []
        self._round = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)

    def show(self, lines: Sequence[str | Heading]) -> None:
        """Show these ids, with headings between them, in this order."""
        self.beginResetModel()
        self._lines = lines
        self._forget()
        self.endResetModel()

    def refresh(self) -> None:
        """Fetch anew what is in view: the records have changed, the ids have not."""
        self._forget()
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 0))

    def id_at(self, row: int) -> str:
        """The id in a row; "" for a heading or no row."""
        one = self._lines[row] if 0 <= row < len(self._lines) else ""
        return one if isinstance(one, str) else ""

    def row_of(self, id: str) -> int:
        """The row of an id, -1 for none."""
        return next((row for row, one in enumerate(self._lines) if one == id), -1)

    def next_row(self, row: int, by: int) -> int:
        """The next row with an id in a direction, -1 for none."""
        at = row + by
        while 0 <= at < len(self._lines):
            if self.id_at(at):
                return at
            at += by
        return -1

    def line(self, row: int) -> RowFace | Heading | None:
        """What a row shows; None while it is being fetched."""
        one = self._lines[row]
        if isinstance(one, Heading):
            return one
        page = self._pages.get(row // PAGE)
        if page is not None:
            self._pages.move_to_end(row // PAGE)
            return page.get(one)
        if row // PAGE not in self._wanted:
            self._wanted.append(row // PAGE)
            self._timer.start(0)
        return None

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.id_at(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.line(index.row())
        if line is None:
            return _("Being read …")
        if isinstance(line, Heading):
            return line.text
        return line.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else line.title

    def _forget(self) -> None:
        self._pages.clear()
        self._wanted.clear()
        self._round += 1

    def _ask(self) -> None:
        wanted, self._wanted = self._wanted[-3:], []  # fast scrolling: only what is still near
        for page in wanted:
            self._ask_page(page, self._round)

    def _ask_page(self, page: int, asked_in: int) -> None:
        first = page * PAGE
        ids = [one for one in self._lines[first : first + PAGE] if isinstance(one, str)]

        def answer(faces: Mapping[str, RowFace]) -> None:
            if asked_in != self._round:
                return
            self._pages[page] = faces
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
            self.dataChanged.emit(
                self.index(first, 0), self.index(min(first + PAGE, len(self._lines)) - 1, 0)
            )

        self._fetch(ids, answer)


class IdList(QListView):
    """The list itself: ↑ ↓ Home End Page keys choose, Enter opens. `chosen` fires with the id ("" for none).

    Letters typed while the list has the focus are handed on by `typed`, for the field above it.
    """

    chosen = Signal(str)
    opened = Signal(str)
    typed = Signal(str)

    def __init__(self, fetch: Fetch, name: str, *, height: int = 60) -> None:
        super().__init__()
        self.rows = IdModel(fetch, self)
        self.setModel(self.rows)
        self.setItemDelegate(FacePainter(self.rows.line, height, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.selectionModel().currentChanged.connect(
            lambda now, _old: self.chosen.emit(self.rows.id_at(now.row()))
        )
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.id_at(index.row())))

    def show_ids(self, lines: Sequence[str | Heading], *, choose: str = "") -> None:
        """Show these ids. The row chosen before stays chosen if it is still there, else `choose`, else the first."""
        before = choose or self.current()
        self.rows.show(lines)
        row = self.rows.row_of(before) if before else -1
        self._choose_row(row if row >= 0 else self.rows.next_row(-1, 1))
        if not len(lines):
            self.chosen.emit("")

    def current(self) -> str:
        """The id of the chosen row, "" for none."""
        return self.rows.id_at(self.currentIndex().row())

    def choose(self, id: str) -> bool:
        """Choose the row of an id and scroll to it; False where it is not in the list."""
        row = self.rows.row_of(id)
        if row < 0:
            return False
        self._choose_row(row)
        return True

    def step(self, by: int) -> None:
        """Choose the row after (1) or before (-1), as from the field above the list."""
        row = self.rows.next_row(self.currentIndex().row(), by)
        if row >= 0:
            self._choose_row(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.opened.emit(self.current())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Looking through a million rows for a letter would stand still: the field above the list does it."""
        if search.strip():
            self.typed.emit(search)

    def _choose_row(self, row: int) -> None:
        if row < 0:
            return
        index = self.rows.index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
