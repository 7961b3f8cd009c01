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
from ui.theme import Icon, KeyHint, Label, Pill, Row, Tone, column, line, set_shown

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


class _Editor(QWidget):
    """The chips of an open question and the field for the how."""

    def __init__(self, question: Question, checklist: Checklist, answer: str, how: str) -> None:
        super().__init__()
        box = column(self, (84, 2, 12, 10), 8)
        top = line(gap=6)
        box.addLayout(top)
        names = {code: text[:1].upper() + text[1:] for code, text in labels("checklist.answer").items()}
        self.chips = ChipGroup(
            "", names, value=answer, tints={"yes": "ok", "no": "warn"}, name=str(question.text)
        )
        top.addWidget(self.chips, 1)
        for hint, text in (
            (_("J"), label("checklist.answer", "yes")),
            (_("N"), label("checklist.answer", "no")),
        ):
            top.addWidget(KeyHint(hint))
            top.addWidget(Label(text, "small"))
        self.field = TextField("", value=how, name=str(checklist.ask_how), key=_("Enter: next question"))
        box.addWidget(self.field)

    def ask(self, checklist: Checklist) -> None:
        """Yes asks how, no asks what it would take, an open question asks nothing more."""
        answer = self.chips.value()
        self.field.set_label(str(checklist.ask_what if answer == "no" else checklist.ask_how))
        set_shown(self.field, answer != "open")


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
        self._editor: _Editor | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER)
        self._timer.timeout.connect(self.keep)
        self._show()

    @property
    def is_open(self) -> bool:
        """Whether the chips and the field are shown."""
        return self._editor is not None and self._editor.isVisibleTo(self)

    def set_open(self, is_open: bool) -> None:
        """Show the chips and the field, or only the line."""
        if is_open or self._editor is not None:
            set_shown(self._made(), is_open)
        set_shown(self._said, not is_open and bool(self.how))
        self.row.setFocusPolicy(Qt.FocusPolicy.NoFocus if is_open else Qt.FocusPolicy.StrongFocus)

    def focus_answer(self) -> None:
        """The focus to the chips, where J and N answer."""
        self.chips.take_focus()

    @property
    def chips(self) -> ChipGroup:
        """The answers to choose from."""
        return self._made().chips

    @property
    def field(self) -> TextField:
        """Room for the how."""
        return self._made().field

    def keep(self) -> None:
        """Hand over what stands here, if it differs from what was kept."""
        self._timer.stop()
        if self._editor is None:  # never opened, so nothing was said
            return
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

    def _made(self) -> _Editor:
        """Where the answer is given, made when the question is opened: most questions of a part only stand there."""
        if self._editor is None:
            self._editor = made = _Editor(self.question, self._checklist, self.answer, self.how)
            made.chips.changed.connect(self._chose)
            made.field.changed.connect(lambda: self._timer.start())
            for chip in made.chips.row.chips():
                chip.installEventFilter(self)
            made.field.edit.installEventFilter(self)
            made.ask(self._checklist)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(made)
        return self._editor

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
        self._made().ask(self._checklist)
        if self.chips.value() == "open":
            self.keep()
            return
        self._timer.start()
        self.field.take_focus()

    def _show(self) -> None:
        icon, colour = _ICONS[self.answer]
        self._icon.show_icon(icon, colour)
        said = label("checklist.answer", self.answer)
        self._pill.setText(said[:1].upper() + said[1:])
        self._pill.use_tone(_TONES[self.answer])
        self._said.setText(self.how)
        set_shown(self._said, bool(self.how) and not self.is_open)
        self.row.setAccessibleName(f"{self.question.id} {self.question.text} {said}. {self.how}")
        if self._editor is not None:
            self._editor.ask(self._checklist)
