"""Ctrl+K: one field that finds people, notes and steps and does what can be done; Esc goes back to the word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget

from app.base.folding import fold
from app.base.languages import _, pgettext_
from ui.shell.focus import give_back
from ui.shell.hits import Group, Hit, HitModel, HitPainter, Search
from ui.shell.page import Action
from ui.theme import Icon, KeyHint, Label, Rule, Surface, line
from ui.theme.shadow import shade

WIDTH = 680
TOP = 96
PER_GROUP = 7
WAIT = 60  # ms between the last key and the question to the store


class Palette(Surface):
    """Covers `over` with a veil. `search` answers for the store; `actions` are filtered here."""

    closed = Signal()

    def __init__(self, over: QWidget, search: Search | None, actions: Sequence[Action]) -> None:
        super().__init__("veil")
        self.setParent(over)
        self._search, self._doable = search, actions
        self._back = QApplication.focusWidget()
        self._found: Sequence[Group] = ()
        self._fresh, self._moves = True, 0
        self._sheet = Surface("palette")
        self._sheet.setParent(self)
        self._sheet.setAccessibleName(_("Search and actions"))
        self._build()
        shade(self._sheet, 44, 14)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._ask)
        self.resize(over.size())
        self.show()
        self.raise_()
        self.field.setFocus()
        self._ask()

    def start_with(self, text: str) -> None:
        """Open with a text in the field."""
        self.field.setText(text)
        self._ask()

    def fit(self) -> None:
        """Cover the window again after its size changed."""
        over = self.parentWidget()
        if over is not None:
            self.resize(over.size())
            self._place()

    def leave(self, *, focus: bool = True) -> None:
        """Close; the focus goes back to where it was, unless the next page takes it."""
        self._timer.stop()
        self.hide()
        if focus:
            give_back(self._back, self.parentWidget())
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.leave()

    def _build(self) -> None:
        head = line(margins=(20, 0, 16, 0), gap=8)
        head.addWidget(Icon("search", size=20))
        self.field = QLineEdit()
        self.field.setProperty("part", "search")
        self.field.setPlaceholderText(_("Search, or write what you want to do"))
        self.field.setAccessibleName(_("Search people, notes, steps and actions"))
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        head.addWidget(self.field, 1)
        head.addWidget(KeyHint(_("Esc")))
        self._sheet.box.addLayout(head)
        self._sheet.box.addWidget(Rule())
        self._sheet.box.addSpacing(4)
        self._model = HitModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(HitPainter(self._model))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Hits"))
        self.list.setMouseTracking(True)
        self.list.clicked.connect(lambda index: self._take(self._model.hit(index.row()), "open"))
        self._sheet.box.addWidget(self.list, 1)
        self._nothing = Label(_("Nothing found. Fewer letters find more."), "muted")
        self._nothing.setContentsMargins(22, 14, 22, 14)
        self._sheet.box.addWidget(self._nothing)
        self._sheet.box.addSpacing(4)
        self._sheet.box.addWidget(Rule())
        foot = line(margins=(22, 9, 22, 9), gap=6)
        for key, text in (
            ("↑ ↓", _("choose")),
            (_("Enter"), pgettext_("palette", "open")),
            ("Ctrl+Enter", _("new session")),
            ("Alt+Enter", _("print before the talk")),
        ):
            foot.addWidget(KeyHint(key))
            foot.addWidget(Label(text, "small"))
            foot.addSpacing(8)
        foot.addStretch()
        self._sheet.box.addLayout(foot)

    def _typed(self) -> None:
        self._fresh, self._moves = False, 0
        self._timer.start()

    def _ask(self) -> None:
        text = self.field.text()
        if self._search is None:
            self._show(text, ())
        else:
            self._search(text, lambda groups: self._show(text, groups))

    def _show(self, text: str, groups: Sequence[Group]) -> None:
        if text != self.field.text() or not self.isVisible():
            return
        self._fresh = True
        cut = [Group(group.title, group.hits[:PER_GROUP]) for group in groups]
        self._model.show([*cut, Group(_("Actions"), self._matching(text))])
        row = self._model.next_hit(-1, 1)
        for _move in range(abs(self._moves)):  # arrows pressed before the answer was there
            row = self._model.next_hit(row, 1 if self._moves > 0 else -1)
        self._moves = 0
        self.list.setCurrentIndex(self._model.index(row, 0))
        self._place()

    def _matching(self, text: str) -> list[Hit]:
        wanted = [f" {word}" for word in fold(text).split()]
        hits = [a for a in self._doable if all(word in f" {fold(a.text)}" for word in wanted)]
        return [
            Hit(text=a.text, detail=a.detail, icon=a.icon, key=a.key, open=a.run) for a in hits[:PER_GROUP]
        ]

    def _place(self) -> None:
        rows = self._model.rowCount()
        height = sum(max(0, self.list.sizeHintForRow(row)) for row in range(rows))
        room = self.height() - TOP - 24 - 110
        self._nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        inner = min(height, room) if rows else self._nothing.sizeHint().height()
        self._sheet.setGeometry((self.width() - WIDTH) // 2, TOP, WIDTH, inner + 113)
        self._sheet.show()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            by = 1 if key == Qt.Key.Key_Down else -1
            if not self._fresh:
                self._moves += by
                return True
            row = self._model.next_hit(self.list.currentIndex().row(), by)
            self.list.setCurrentIndex(self._model.index(row, 0))
            self.list.scrollTo(self.list.currentIndex())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event.modifiers())
            return True
        return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

    def _enter(self, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            way = "session"
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            way = "paper"
        else:
            way = "open"
        if not self._fresh:  # the answer to the last letters is still on its way: wait for it
            self._timer.stop()
            self._ask_then(way)
            return
        self._take(self._model.hit(self.list.currentIndex().row()), way)

    def _ask_then(self, way: str) -> None:
        text = self.field.text()

        def taken(groups: Sequence[Group]) -> None:
            self._show(text, groups)
            self._take(self._model.hit(self.list.currentIndex().row()), way)

        if self._search is None:
            taken(())
        else:
            self._search(text, taken)

    def _take(self, hit: Hit | None, way: str) -> None:
        run: Callable[[], object] | None = None
        if hit is not None:
            run = {"open": hit.open, "session": hit.session, "paper": hit.paper}[way]
        if run is not None:
            self.leave(focus=False)
            run()
