"""One question of a questionnaire: a line with its answer, and, when it is open, chips, room for the how, what the records
say, and what is being done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.languages import _
from app.records.checklist import ChecklistAnswer
from app.records.choices import label, labels
from app.records.shipped import Checklist, Question
from ui.forms import ChipGroup, TextField
from ui.pages.checklist.actions import ActionsBox
from ui.pages.checklist.evidence import EvidenceBox
from ui.pages.checklist.wrapping import WrapRow
from ui.shell.page import Page
from ui.theme import Button, Icon, KeyHint, Label, Pill, Tone, column, line, set_shown

KEPT_AFTER = 900  # milliseconds after the last key
_ICONS: dict[str, tuple[str, str]] = {
    "yes": ("circle-check", "ok"),
    "competent": ("circle-check", "ok"),
    "specialised": ("star", "ok"),
    "touched": ("circle-dot", "ok"),
    "under_way": ("circle-dashed", "warn"),
    "no": ("minus", "warn"),
    "not_yet": ("minus", "warn"),
    "open": ("circle", "muted"),
}
_TONES: dict[str, Tone] = {
    "yes": "ok",
    "competent": "ok",
    "specialised": "ok",
    "touched": "ok",
    "under_way": "accent",
    "no": "warn",
    "not_yet": "warn",
    "open": "idle",
}
_KEYS = {
    Qt.Key.Key_J: ("yes", "touched"),
    Qt.Key.Key_Y: ("yes", "touched"),
    Qt.Key.Key_N: ("no", "open"),
    Qt.Key.Key_U: ("under_way",),
}


class _Editor(QWidget):
    """The chips of an open question, the field for the how, and what stands below it."""

    def __init__(self, page: Page, question: Question, checklist: Checklist, answer: str, how: str) -> None:
        super().__init__()
        box = column(self, (84, 2, 12, 10), 8)
        top = line(gap=6)
        box.addLayout(top)
        every = {code: text[:1].upper() + text[1:] for code, text in labels("checklist.answer").items()}
        names = {code: every[code] for code in (*checklist.scale, "open")}
        tints = {code: tone for code, tone in _TONES.items() if code in names and code != "open"}
        self.chips = ChipGroup("", names, value=answer, tints=tints, name=str(question.text))
        top.addWidget(self.chips, 1)
        for hint, text in _hints(checklist.scale):
            top.addWidget(KeyHint(hint))
            if text:
                top.addWidget(Label(text, "small"))
        self.field = TextField(
            "", value=how, name=str(checklist.prompt("yes")), key=_("Enter: next question")
        )
        box.addWidget(self.field)
        self.act = Button(_("Make it an action"), icon="flag", key="Ctrl+T", height=32, pad=10)
        acting = line()
        acting.addWidget(self.act)
        acting.addStretch()
        box.addLayout(acting)
        self.evidence, self.doing = EvidenceBox(), ActionsBox(page)
        box.addWidget(self.doing)
        box.addWidget(self.evidence)

    def ask(self, checklist: Checklist) -> None:
        """Each answer asks for what belongs to it; an open question asks nothing more."""
        answer = self.chips.value()
        self.field.set_label(str(checklist.prompt(answer)))
        set_shown(self.field, answer != "open")
        set_shown(self.act, answer in {"no", "under_way"} and not checklist.own)


def _hints(scale: tuple[str, ...]) -> list[tuple[str, str]]:
    """The letters that answer, or the digits of a scale that has none."""
    hints = [(_("J"), label("checklist.answer", code)) for code in scale if code in ("yes", "touched")] + [
        (_("U"), label("checklist.answer", code)) for code in scale if code == "under_way"
    ]
    if "no" in scale:
        hints.append((_("N"), label("checklist.answer", "no")))
    return hints or [(f"1–{len(scale)}", "")]


class QuestionView(QWidget):
    """`answered` carries id, answer and how whenever they are to be kept; `finished` that Enter was pressed; `asked`
    a line of evidence whose records are wanted, `turned` that another period is; `acted` that
    it is to become an action."""

    answered = Signal(str, str, str)
    finished = Signal(str)
    chosen = Signal(str)
    asked = Signal(object)
    turned = Signal()
    acted = Signal()

    def __init__(
        self,
        page: Page,
        question: Question,
        checklist: Checklist,
        answer: ChecklistAnswer | None,
        *,
        copied: bool = False,
    ) -> None:
        """copied: the answer was taken over from the round before, and Enter says that it still holds."""
        super().__init__()
        self.question, self._checklist, self._page, self.copied = question, checklist, page, copied
        self.answer = answer.answer if answer else "open"
        self.how = answer.how if answer else ""
        box = column(self)
        self.row = WrapRow()
        self._icon = Icon("circle", "muted", 18)
        self.row.add(self._icon)
        code = Label(question.id, "small")
        code.setMinimumWidth(26)
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
    def evidence(self) -> EvidenceBox:
        """What the records say to it."""
        return self._made().evidence

    @property
    def doing(self) -> ActionsBox:
        """What is being done about it."""
        return self._made().doing

    @property
    def chips(self) -> ChipGroup:
        """The answers to choose from."""
        return self._made().chips

    @property
    def field(self) -> TextField:
        """Room for the how."""
        return self._made().field

    def keep(self, *, confirmed: bool = False) -> None:
        """Hand over what stands here, if it differs from what was kept, or was only copied and is confirmed now."""
        self._timer.stop()
        if self._editor is None:  # never opened, so nothing was said
            return
        how = self.field.value().strip() if self.chips.value() != "open" else ""
        same = (self.chips.value(), how) == (self.answer, self.how)
        if same and not (confirmed and self.copied):
            return
        self.copied = False
        self.answer, self.how = self.chips.value(), how
        self._show()
        self.answered.emit(self.question.id, self.answer, self.how)

    def order_tabs(self) -> None:
        """Tab goes from the question's line through its answer, actions and evidence, and on to the next question: what was
        made later would come last."""
        if self._editor is None:
            return
        before: QWidget = self.row
        for widget in self._editor.findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                QWidget.setTabOrder(before, widget)
                before = widget

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _made(self) -> _Editor:
        """Where the answer is given, made when the question is opened: most questions of a part only stand there."""
        if self._editor is None:
            self._editor = made = _Editor(self._page, self.question, self._checklist, self.answer, self.how)
            made.evidence.asked.connect(self.asked.emit)
            made.evidence.turned.connect(self.turned.emit)
            made.act.clicked.connect(self.acted.emit)
            made.chips.changed.connect(self._chose)
            made.field.changed.connect(lambda: self._timer.start())
            for chip in made.chips.row.chips():
                chip.installEventFilter(self)
            made.field.edit.installEventFilter(self)
            made.ask(self._checklist)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(made)
            self.order_tabs()
        return self._editor

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain:
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.field.edit:
            return enter and self._next()
        codes = (*self._checklist.scale, "open")
        answer = next((code for code in _KEYS.get(Qt.Key(event.key()), ()) if code in codes), "")
        if answer:
            self.chips.set_value(answer)
            self._chose()
            return True
        return enter and self._next()

    def _next(self) -> bool:
        self.keep(confirmed=True)
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
        if self.copied:
            said = _("as last time: {answer}", answer=said)
        self._pill.setText(said[:1].upper() + said[1:])
        self._pill.use_tone("idle" if self.copied else _TONES[self.answer])
        self._said.setText(self.how)
        set_shown(self._said, bool(self.how) and not self.is_open)
        self.row.setAccessibleName(f"{self.question.id} {self.question.text} {said}. {self.how}")
        if self._editor is not None:
            self._editor.ask(self._checklist)
