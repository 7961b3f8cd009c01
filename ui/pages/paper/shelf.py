"""The left side of Paper: which documents there are, by where they are used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from app.base.languages import N_, _
from app.documents.document import Document
from app.documents.registry import DOCUMENTS
from ui.theme import Card, Icon, Label, Row, ScrollColumn

WIDE, NARROW, EDGE = 234, 66, 8  # px; EDGE: of the card beside its rows
_PLACES = (("wall", N_("On the wall")), ("hand", N_("In the hand")), ("desk", N_("For you")))
_ICONS = {
    "inmate_poster": "image",
    "handout": "file-text",
    "plan_sheet": "footprints",
    "appointment_slips": "calendar-plus",
    "request_slip": "message-circle",
    "before_conversation": "notebook-pen",
    "movement_list": "list",
    "week_plan": "calendar",
    "meeting_page": "users",
    "checklist": "list-checks",
}


def offered() -> list[Document]:
    """The documents that are made here; the recovery sheet and the whole record have dialogs of their own."""
    return [DOCUMENTS[key] for key in DOCUMENTS if key in _ICONS]


class Shelf(Card):
    """`chosen` carries the document's key."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__((EDGE, 14, EDGE, 12), 2)
        self.setFixedWidth(WIDE)
        self.rows: dict[str, Row] = {}
        self._words: list[Label] = []
        self._list = ScrollColumn(gap=2)  # more documents than a low window has room for
        self.box.addWidget(self._list)
        documents = offered()
        for place, name in _PLACES:
            here = [one for one in documents if one.place == place]
            if here:
                self._add_place(_(name), here)
        self._list.box.addStretch()

    def mark(self, key: str) -> None:
        """Light the document in use."""
        for other, row in self.rows.items():
            row.set_on(other == key)
            # one stop for Tab, which then leads to the choices; Up and Down reach the others
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus)
        if key in self.rows:
            self._list.reveal(self.rows[key])

    def compact(self, narrow: bool) -> None:
        """Icons alone in a narrow window."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        for label in self._words:
            label.setVisible(not narrow)

    def _add_place(self, name: str, documents: list[Document]) -> None:
        head = Label(name, "small")
        head.setContentsMargins(12, 8, 0, 4)
        self._words.append(head)
        self._list.box.addWidget(head)
        for one in documents:
            row = Row(f"{_(one.title)}, {_(one.about)}", margins=(12, 8, 12, 8))
            row.setToolTip(_(one.title))
            row.setMinimumWidth(
                NARROW - 2 * EDGE
            )  # else it asks for more than icons need, and slides sideways
            row.add(Icon(_ICONS[one.key], "muted", 18))
            self._words += row.two(_(one.title), _(one.about))
            row.clicked.connect(lambda _checked=False, key=one.key: self.chosen.emit(key))
            self.rows[one.key] = row
            self._list.box.addWidget(row)
