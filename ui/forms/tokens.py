"""Several of a list by typing: what is taken stands as chips in the field, what is suggested as dashed ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from app.base.languages import _
from app.entry.draft import split_codes
from ui.forms.field import Input
from ui.forms.popup import Suggestion, SuggestList, starting
from ui.theme import Flow, restyle

_WIDTH = 320
_NUMBER = re.compile(r"\s*(\d{1,2})([ ,.;]?)")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Box(QWidget):
    """The frame that the chips and the line stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "tokens")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.flow = Flow(self, 6, (7, 6, 7, 6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(38, self.flow.heightForWidth(width))

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 240)))


class TokenField(Input):
    """Several codes. Letters match the start of any word; Enter takes, Backspace removes the last;
    Enter in the empty line takes everything that is suggested. A number is the option with that place in the list, as on
    the paper twin of a form: "3 7 12" and Enter takes three.

    options: code → label, read again at every key, so a list may grow.
    """

    def __init__(
        self,
        label: str,
        options: Mapping[str, str],
        *,
        value: str = "",
        suggested: Sequence[str] = (),
        placeholder: str = "",
        hint: str = "",
        key: str = "",
        name: str = "",
    ) -> None:
        self._options = options
        self._codes: list[str] = list(split_codes(value))
        self._suggested: list[str] = list(suggested)
        self._placeholder = placeholder
        self._tokens: list[QPushButton] = []
        self._frame = _Box()
        self.edit = QLineEdit()
        self.edit.setProperty("part", "bare")
        self.edit.setProperty("grow", True)
        super().__init__(label, self._frame, hint=hint, key=key)
        self.set_target(self.edit, name or label.replace("&", ""))
        self._list: SuggestList | None = None
        self.edit.textEdited.connect(self._typed)
        self._draw()

    @property
    def popup(self) -> SuggestList:
        """The list below the field, made when it is first wanted."""
        if self._list is None:
            self._list = SuggestList(self.edit, _WIDTH)
            self._list.picked.connect(self._picked)
        return self._list

    @property
    def choosing(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and self._list.isVisible()

    def value(self) -> str:
        return ",".join(self._codes)

    def set_value(self, value: str) -> None:
        self._codes = list(split_codes(value))
        self.error("")
        self._draw()

    def suggest(self, codes: Sequence[str]) -> None:
        """Offer these as dashed chips; nothing is taken by itself."""
        if list(codes) != self._suggested:
            self._suggested = list(codes)
            self._draw()

    def offered(self) -> list[str]:
        """What is suggested and not yet taken."""
        return [code for code in self._suggested if code not in self._codes and code in self._options]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            restyle(self._frame, lit="1" if event.type() == QEvent.Type.FocusIn else "0")
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if self.choosing or self.edit.text():
            return False
        if event.key() == Qt.Key.Key_Backspace and self._codes:
            self._drop(self._codes[-1])
            return True
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not self.offered():
                return False
            self._codes += self.offered()
            self._redraw()
            return True
        return False

    def _typed(self, text: str) -> None:
        numbered = _NUMBER.fullmatch(text)
        if numbered:
            self._number(int(numbered[1]), finished=bool(numbered[2]))
            return
        rest = [
            Suggestion(label, data=code) for code, label in self._options.items() if code not in self._codes
        ]
        hits = starting(text, rest) if text.strip() else []
        if hits or self._list is not None:
            self.popup.offer(hits)

    def _number(self, number: int, *, finished: bool) -> None:
        """Show which option a number stands for; take it once a blank or a comma follows."""
        codes = list(self._options)
        if not 1 <= number <= len(codes):
            self.popup.offer([])
            return
        code = codes[number - 1]
        if finished:
            self._take(code)
            self.popup.offer([])
        else:
            self.popup.offer([Suggestion(f"{number}  {self._options[code]}", data=code)])

    def _picked(self, one: object) -> None:
        if isinstance(one, Suggestion):
            self._take(str(one.data))

    def _take(self, code: str) -> None:
        if code not in self._codes:
            self._codes.append(code)
        self.edit.clear()
        self._redraw()
        self.edit.setFocus()

    def _drop(self, code: str) -> None:
        self._codes.remove(code)
        self._redraw()

    def _redraw(self) -> None:
        self._draw()
        self.touched()

    def _draw(self) -> None:
        while self._frame.flow.takeAt(0) is not None:
            pass
        for token in self._tokens:
            token.hide()
            token.deleteLater()
        taken = [self._token(code, taken=True) for code in self._codes]
        self._tokens = taken + [self._token(code, taken=False) for code in self.offered()]
        self._frame.flow.addWidget(self.edit)
        self.edit.setPlaceholderText("" if self._tokens else self._placeholder)
        self._describe()
        self._frame.updateGeometry()
        self._frame.flow.activate()

    def _token(self, code: str, *, taken: bool) -> QPushButton:
        label = self._options.get(code, code)
        text = label.replace("&", "&&")
        token = QPushButton(f"{text}  ×" if taken else f"+ {text}", self._frame)
        token.setProperty("part", "token" if taken else "offered")
        token.setAccessibleName(
            _("{name}, remove", name=label) if taken else _("{name}, suggested", name=label)
        )
        token.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        token.setCursor(Qt.CursorShape.PointingHandCursor)
        token.clicked.connect((lambda: self._drop(code)) if taken else (lambda: self._take(code)))
        self._frame.flow.addWidget(token)
        token.show()
        return token

    def _read_back(self) -> str:
        parts = []
        if self._codes:
            parts.append(_("Chosen: {names}", names=", ".join(self._options.get(c, c) for c in self._codes)))
        if self.offered():
            names = ", ".join(self._options[c] for c in self.offered())
            parts.append(_("Suggested: {names}; Enter takes them", names=names))
        return ". ".join(parts)
