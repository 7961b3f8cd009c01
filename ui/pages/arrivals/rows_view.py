"""The rows of a list below each other; only those are made anew that say something else now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.actions.newcomers import Look
from app.entry.draft import Draft
from ui.pages.arrivals.rows import ListedRow
from ui.theme import ScrollColumn, column, set_shown


@dataclass(frozen=True)
class Face:
    """What a row shows: its fields as they were, what is known about it, and what is wrong with it."""

    raw: Mapping[str, str]
    look: Look | None
    problem: str


class RowsView(ScrollColumn):
    """`acted` with the number of a row, what its key means (see ListedRow) and the letters typed."""

    acted = Signal(int, str, str)

    def __init__(self, which: str, empty: QWidget, *, today: Callable[[], dt.date]) -> None:
        super().__init__((12, 8, 12, 8), 0)
        self._which, self._today, self._empty = which, today, empty
        self._faces: list[Face] = []
        self.rows: list[ListedRow] = []
        self._lines = column(gap=2)
        self.box.addLayout(self._lines)
        self.box.addWidget(empty, 1)
        self.box.addStretch(0)

    def show_faces(self, faces: Sequence[Face], *, marked: int | None, focus: int | None) -> None:
        """Show these; marked: the row that is put right just now; focus: the row that gets the focus, None for the
        one that has it."""
        here = self.focused()
        self._replace(list(faces))
        set_shown(self._empty, not faces)
        self.box.setStretch(2, 1 if faces else 0)
        for at, row in enumerate(self.rows):
            row.set_on(at == marked)
        wanted = focus if focus is not None else here
        if wanted is not None and self.rows:
            self._go_to(self.rows[min(wanted, len(self.rows) - 1)])

    def focused(self) -> int | None:
        """The number of the row that has the focus."""
        here = QApplication.focusWidget()
        return next((at for at, row in enumerate(self.rows) if row is here), None)

    def _replace(self, faces: list[Face]) -> None:
        """Make anew what lies between the rows that stay at the beginning and those that stay at the end."""
        start = _same(self._faces, faces)
        end = _same(self._faces[start:][::-1], faces[start:][::-1])
        old, new = len(self._faces) - end, len(faces) - end
        gone = self.rows[start:old]
        made = [self._made(face) for face in faces[start:new]]
        for at, row in enumerate(made, start=start):
            self._lines.insertWidget(at, row)
        for row in gone:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows[start:old] = made
        self._faces = faces

    def _made(self, face: Face) -> ListedRow:
        draft = Draft("person", dict(face.raw))
        row = ListedRow(draft, face.look, face.problem, self._which, today=self._today())
        row.acted.connect(lambda deed, text: self.acted.emit(self.rows.index(row), deed, text))
        return row

    def _go_to(self, row: ListedRow) -> None:
        row.show()
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal(row)


def _same(one: Sequence[Face], other: Sequence[Face]) -> int:
    """How many are the same from the beginning on."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
