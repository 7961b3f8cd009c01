"""The left side of Paper: which documents there are, by where they are used; letters find one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.base.folding import fold
from app.base.languages import N_, _
from app.documents.document import Document
from app.documents.registry import DOCUMENTS
from ui.theme import Card, Icon, Label, Row, ScrollColumn, set_shown

WIDE, NARROW, EDGE = 234, 72, 8  # px; EDGE: of the card beside its rows
FINDING = 200  # px in a narrow window, while somebody looks for a document
LEAST = 42  # px of a row: its icon, beside the bar that scrolls
_PLACES = (("wall", N_("On the wall")), ("hand", N_("In the hand")), ("desk", N_("For you")))
_ICONS = {
    "handout": "file-text",
    "invitation": "users",
    "plan_sheet": "footprints",
    "appointment_slips": "calendar-plus",
    "request_slip": "message-circle",
    "rights_sheet": "shield-check",
    "consent_sheet": "file-check",
    "feedback_slip": "star",
    "plan_abc": "waypoints",
    "value_sheet": "list-checks",
    "strengths_sheet": "sprout",
    "network_sheet": "users",
    "lifeline_sheet": "footprints",
    "activity_list": "square-check",
    "strips": "message-circle",
    "languages_poster": "languages",
    "staff_poster": "school",
    "web_text": "link",
    "attendance_list": "list-checks",
    "intake_form": "sprout",
    "before_conversation": "notebook-pen",
    "movement_list": "list",
    "week_plan": "calendar",
    "meeting_page": "users",
    "checklist": "list-checks",
    "progress_page": "flag",
    "year_report": "notebook-pen",
    "year_wheel": "calendar",
    "statistics": "chart",
}
_OF_PLACE = {"wall": "image", "hand": "file-text", "desk": "notebook-pen"}
_ELSEWHERE = ("person_record", "recovery_sheet")  # these have dialogs of their own
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def offered() -> list[Document]:
    """The documents that are made here."""
    return [DOCUMENTS[key] for key in DOCUMENTS if key not in _ELSEWHERE and DOCUMENTS[key].offered]


class Shelf(Card):
    """`chosen` carries the document's key. Letters typed on a row go into the line above and leave what they find."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__((EDGE, 12, EDGE, 12), 6)
        self.rows: dict[str, Row] = {}
        self._found: dict[str, str] = {}  # what each is found by
        self._words: list[Label] = []
        self._heads: dict[str, Label] = {}
        self._narrow = False
        self.line = QLineEdit()
        self.line.setProperty("part", "filter")
        self.line.setPlaceholderText(_("Find a document"))
        self.line.setAccessibleName(_("Find a document"))
        self.line.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # letters lead here; Tab has one stop on the shelf
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        self.box.addWidget(self.line)
        self._none = Label(_("No document is called that."), "muted", wrap=True)
        self._none.setContentsMargins(12, 8, 8, 8)
        self.box.addWidget(self._none)
        set_shown(self._none, False)
        self._list = ScrollColumn(gap=2)  # more documents than a low window has room for
        self.box.addWidget(self._list, 1)
        documents = offered()
        for place, name in _PLACES:
            here = [one for one in documents if one.place == place]
            if here:
                self._add_place(place, _(name), here)
        self._list.box.addStretch()
        self._fold()

    def mark(self, key: str) -> None:
        """Light the document in use."""
        for other, row in self.rows.items():
            row.set_on(other == key)
            # one stop for Tab, which then leads to the choices; Up and Down reach the others
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus)
        if key in self.rows:
            self._list.reveal(self.rows[key])

    def compact(self, narrow: bool) -> None:
        """Icons alone in a narrow window, but while somebody looks for a document."""
        self._narrow = narrow
        self._fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            if watched is self.line and self.line.text() and event.key() == Qt.Key.Key_Escape:
                event.accept()  # it empties the line, and stops nothing
                return True
            return super().eventFilter(watched, event)
        if watched is self.line:
            return self._in_line(event)
        if event.text().isalpha() and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self.line.setText(event.text())
            self.line.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _in_line(self, event: QKeyEvent) -> bool:
        rows = [key for key, row in self.rows.items() if not row.isHidden()]
        if event.key() in _ENTER and rows:
            self.line.clear()
            self.rows[rows[0]].setFocus()
            self.chosen.emit(rows[0])
        elif event.key() == Qt.Key.Key_Down and rows:
            self.rows[rows[0]].setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            next((row for row in self.rows.values() if row.on), self.line).setFocus()
        else:
            return False
        return True

    def _filter(self, typed: str) -> None:
        wanted = fold(typed).split()
        for key, row in self.rows.items():
            row.setVisible(all(_stands(word, self._found[key]) for word in wanted))
        self._none.setVisible(all(row.isHidden() for row in self.rows.values()))
        self._fold()

    def _is_folded(self) -> bool:
        return self._narrow and not self.line.text()

    def _fold(self) -> None:
        folded = self._is_folded()
        self.setFixedWidth(NARROW if folded else FINDING if self._narrow else WIDE)
        for label in self._words:
            label.setVisible(not folded)
        for place, head in self._heads.items():
            here = [row for key, row in self.rows.items() if DOCUMENTS[key].place == place]
            head.setHidden(folded or all(row.isHidden() for row in here))
        set_shown(self.line, not folded)

    def _add_place(self, place: str, name: str, documents: list[Document]) -> None:
        head = Label(name, "small")
        head.setContentsMargins(12, 8, 0, 4)
        self._heads[place] = head
        self._list.box.addWidget(head)
        for one in documents:
            row = Row(f"{_(one.title)}, {_(one.about)}", margins=(12, 7, 12, 7))
            row.setToolTip(_(one.title))
            # else it asks for more than icons need, and slides sideways
            row.setMinimumWidth(LEAST)
            row.add(Icon(_ICONS.get(one.key, _OF_PLACE[one.place]), "muted", 18))
            self._words += row.two(_(one.title), _(one.about))
            row.clicked.connect(lambda _checked=False, key=one.key: self.chosen.emit(key))
            row.installEventFilter(self)
            self.rows[one.key] = row
            self._found[one.key] = f" {fold(f'{_(one.title)} {_(one.about)} {name}')}"
            self._list.box.addWidget(row)


def _stands(word: str, text: str) -> bool:
    """Whether a folded text has a word that starts so, or one that has three letters or more of it inside."""
    return f" {word}" in text or (len(word) > 2 and word in text)
