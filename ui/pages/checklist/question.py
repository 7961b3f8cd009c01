"""One question of the checklist: a line with its answer, and, when it is open, chips and room for the how."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.languages import _
from app.records.checklist import ChecklistAnswer
from app.records.choices import label, labels
from app.records.shipped import Checklist, Question
from ui.forms import ChipGroup, TextField
from ui.theme import Icon, KeyHint, Label, Pill, Row, Tone, column, line

KEPT_AFTER = 900  # milliseconds after the last key
_ICONS: dict[str, tuple[str, str]] = {
    "yes": ("circle-check", "ok"),
    "no": ("minus", "warn"),
    "open": ("circle", "muted"),
}
_TONES: dict[str, Tone] = {"yes": "ok", "no": "warn", "open": "idle"}


class _Line(Row):
    """A row whose text may wrap."""

    def __init__(self) -> None:
        super().__init__("", margins=(12, 8, 12, 8), gap=14)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.box.heightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.box.heightForWidth(self.width()) if self.width() > 80 else 30)


class QuestionView(QWidget):
    """`answered` carries id, answer and how whenever they are to be kept; `finished` that Enter was pressed."""

    answered = Signal(str, str, str)
    finished = Signal(str)
    chosen = Signal(str)

    def __init__(self, question: Question, checklist: Checklist, answer: ChecklistAnswer | None) -> None:
        super().__init__()
        self.question, self._checklist = question, checklist
        self.answer = answer.answer if answer else "open"
        self.how = answer.how if answer else ""
        box = column(self)
        self.row = _Line()
        self._icon = Icon("circle", "muted", 18)
        self.row.add(self._icon)
        code = Label(question.id, "small")
        code.setFixedWidth(26)
        self.row.add(code)
        self._text, self._said = Label(str(question.text), wrap=True), Label("", "small", wrap=True)
        words = QWidget()
        stack = column(words, gap=1)
        stack.addWidget(self._text)
        stack.addWidget(self._said)
        self.row.add(words, 1)
        self._pill = Pill("")
        self.row.add(self._pill)
        self.row.clicked.connect(lambda: self.chosen.emit(question.id))
        box.addWidget(self.row)
        self._open = self._editor()
        box.addWidget(self._open)
        self._open.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER)
        self._timer.timeout.connect(self.keep)
        self._show()

    def set_open(self, is_open: bool) -> None:
        """Show the chips and the field, or only the line."""
        self.row.setVisible(True)
        self._open.setVisible(is_open)
        self._said.setVisible(not is_open and bool(self.how))
        self.row.setFocusPolicy(Qt.FocusPolicy.NoFocus if is_open else Qt.FocusPolicy.StrongFocus)

    def focus_answer(self) -> None:
        """The focus to the chips, where J and N answer."""
        self.chips.take_focus()

    def keep(self) -> None:
        """Hand over what stands here, if it differs from what was kept."""
        self._timer.stop()
        how = self.field.value().strip() if self.chips.value() != "open" else ""
        if (self.chips.value(), how) == (self.answer, self.how):
            return
        self.answer, self.how = self.chips.value(), how
        self._show()
        self.answered.emit(self.question.id, self.answer, self.how)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _editor(self) -> QWidget:
        editor = QWidget()
        box = column(editor, (84, 2, 12, 10), 8)
        top = line(gap=6)
        names = {code: text[:1].upper() + text[1:] for code, text in labels("checklist.answer").items()}
        self.chips = ChipGroup(
            "", names, value=self.answer, tints={"yes": "ok", "no": "warn"}, name=str(self.question.text)
        )
        top.addWidget(self.chips, 1)
        for hint, text in (
            (_("J"), label("checklist.answer", "yes")),
            (_("N"), label("checklist.answer", "no")),
        ):
            top.addWidget(KeyHint(hint))
            top.addWidget(Label(text, "small"))
        box.addLayout(top)
        self.field = TextField(
            "", value=self.how, name=str(self._checklist.ask_how), key=_("Enter: next question")
        )
        box.addWidget(self.field)
        self.chips.changed.connect(self._chose)
        self.field.changed.connect(lambda: self._timer.start())
        for chip in self.chips.row.chips():
            chip.installEventFilter(self)
        self.field.edit.installEventFilter(self)
        return editor

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain:
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.field.edit:
            return enter and self._next()
        answer = {Qt.Key.Key_J: "yes", Qt.Key.Key_Y: "yes", Qt.Key.Key_N: "no"}.get(Qt.Key(event.key()))
        if answer:
            self.chips.set_value(answer)
            self._chose()
            return True
        return enter and self._next()

    def _next(self) -> bool:
        self.keep()
        self.finished.emit(self.question.id)
        return True

    def _chose(self) -> None:
        """Yes and no lead to the field; an open question needs none."""
        self._ask()
        if self.chips.value() == "open":
            self.keep()
            return
        self._timer.start()
        self.field.take_focus()

    def _ask(self) -> None:
        answer = self.chips.value()
        asked = self._checklist.ask_what if answer == "no" else self._checklist.ask_how
        self.field.set_label(str(asked))
        self.field.setVisible(answer != "open")

    def _show(self) -> None:
        icon, colour = _ICONS[self.answer]
        self._icon.show_icon(icon, colour)
        said = label("checklist.answer", self.answer)
        self._pill.setText(said[:1].upper() + said[1:])
        self._pill.use_tone(_TONES[self.answer])
        self._said.setText(self.how)
        self._said.setVisible(bool(self.how) and not self._open.isVisibleTo(self))
        self.row.setAccessibleName(f"{self.question.id} {self.question.text} {said}. {self.how}")
        self._ask()
