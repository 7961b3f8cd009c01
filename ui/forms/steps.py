"""Steps agreed, one line each: Enter adds, and what was understood stands at the end of the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.languages import _
from ui.forms.field import Input, mark_free
from ui.forms.text import LineEdit
from ui.theme import Button, Elided, Icon, Pill, clear, column, line

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class StepReading:
    """One step as understood from a line: its words, and who and when as they are shown.

    said: whether it was typed (blue) or is the default (grey).
    """

    text: str
    who: str
    when: str
    who_said: bool = False
    when_said: bool = False


class _Line(QWidget):
    """A step that has been added."""

    removed = Signal()

    def __init__(self, reading: StepReading) -> None:
        super().__init__()
        self.setFixedHeight(32)
        box = line(self, (10, 0, 4, 0), 10)
        box.addWidget(Icon("circle", size=15))
        box.addWidget(Elided(reading.text, "strong"), 1)
        box.addWidget(Pill(reading.who, "accent" if reading.who_said else "idle"))
        box.addWidget(Pill(reading.when, "accent" if reading.when_said else "idle"))
        away = Button(
            "", "quiet", icon="x", name=_("Remove the step {text}", text=reading.text), height=28, pad=4
        )
        away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        away.clicked.connect(self.removed.emit)
        box.addWidget(away)
        self.setAccessibleName(f"{reading.text}, {reading.who}, {reading.when}")


class StepsField(Input):
    """Several steps by typing. The value of the field is the typed lines, one a line.

    parse: what a typed line means now; asked again by `read_again` when the person or the next time changes.
    Enter adds the line; Enter or Tab in the empty line goes on; leaving by Tab takes a half-typed step;
    Backspace in the empty line takes the last step back to be changed.
    """

    def __init__(
        self,
        label: str,
        parse: Callable[[str], StepReading],
        *,
        placeholder: str = "",
        after: str = "",
        key: str = "",
        name: str = "",
    ) -> None:
        self._parse, self._typed_lines = parse, list[str]()
        self._first, self._after = placeholder, after
        self._whole = QWidget()
        stack = column(self._whole, gap=4)
        self._lines = column(gap=2)
        stack.addLayout(self._lines)
        self.edit = LineEdit(placeholder=placeholder)
        mark_free(self.edit)
        stack.addWidget(self.edit)
        super().__init__(label, self._whole, key=key)
        self.set_target(self.edit, name or label.replace("&", ""))
        self.edit.textEdited.connect(self._look)

    def value(self) -> str:
        return "\n".join(self.typed())

    def set_value(self, value: str) -> None:
        self._typed_lines = [text for text in value.split("\n") if text.strip()]
        self.edit.clear()
        self._draw()

    def typed(self) -> list[str]:
        """Every line as typed, the half-typed one last."""
        half = self.edit.text().strip()
        return [*self._typed_lines, *([half] if half else [])]

    def readings(self) -> Sequence[StepReading]:
        """Every line as understood now."""
        return [self._parse(text) for text in self.typed()]

    def take(self) -> bool:
        """Add the half-typed line; False where there is none."""
        text = self.edit.text().strip()
        if not text:
            return False
        self._typed_lines.append(text)
        self.edit.clear()
        self._draw()
        self.touched()
        return True

    def read_again(self) -> None:
        """Show anew what the lines mean."""
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        by_tab = isinstance(event, QFocusEvent) and event.reason() == Qt.FocusReason.TabFocusReason
        if watched is self.edit and event.type() == QEvent.Type.FocusOut and by_tab:
            self.take()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not self.take():
                self.edit.focus_next()
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.edit.text() and self._typed_lines:
            self.edit.setText(self._typed_lines.pop())
            self._draw()
            self.touched()
            return True
        return False

    def _look(self) -> None:
        self._show_reading()
        self.touched()

    def _show_reading(self) -> None:
        text = self.edit.text().strip()
        reading = self._parse(text) if text else None
        self.edit.understood(f"{reading.who} · {reading.when}" if reading else "", "said")
        self._describe()

    def _remove(self, index: int) -> None:
        del self._typed_lines[index]
        self._draw()
        self.touched()

    def _draw(self) -> None:
        clear(self._lines)
        for index, text in enumerate(self._typed_lines):
            shown = _Line(self._parse(text))
            shown.removed.connect(lambda at=index: self._remove(at))
            self._lines.addWidget(shown)
        self.edit.setPlaceholderText(self._after if self._typed_lines else self._first)
        self._show_reading()

    def _read_back(self) -> str:
        added = [f"{r.text}, {r.who}, {r.when}" for r in map(self._parse, self._typed_lines)]
        return ". ".join([*added, self.edit.read_back()] if self.edit.read_back() else added)

    def _marked(self) -> QWidget:
        return self.edit
