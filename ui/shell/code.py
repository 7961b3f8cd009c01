"""The recovery code as eight small fields that check themselves while it is typed from the sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.base.languages import N_, _
from app.store.recovery import GROUP_LENGTH, GROUPS
from ui.forms.text import mark
from ui.theme import Label, column, line

PER_LINE = 4


class _Group(QLineEdit):
    """One group; Backspace at its beginning goes back to the group before, a pasted code is shared out."""

    def __init__(self, owner: CodeField, place: int) -> None:
        super().__init__()
        self._owner, self._place = owner, place
        self.setProperty("part", "code")
        self.setFixedWidth(112)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(_("Group {number} of {count}", number=place + 1, count=GROUPS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text() and self._place:
            self._owner.go_to(self._place - 1)
            return
        super().keyPressEvent(event)


class CodeField(QWidget):
    """`right(place, text)` says whether a complete group is right. `changed` fires at every letter."""

    changed = Signal()

    def __init__(self, right: Callable[[int, str], bool]) -> None:
        super().__init__()
        self._right = right
        box = column(self, gap=6)
        self.label = Label(_("&Code, eight groups. Capital and small letters are the same."), "label")
        box.addWidget(self.label)
        self.groups = [_Group(self, place) for place in range(GROUPS)]
        for start in range(0, GROUPS, PER_LINE):
            row = line(gap=10)
            for group in self.groups[start : start + PER_LINE]:
                row.addWidget(group)
                group.textEdited.connect(partial(self._typed_in, group))
            row.addStretch()
            box.addLayout(row)
            box.addSpacing(4)
        self.label.setBuddy(self.groups[0])
        self._error, self._count = Label("", "error", wrap=True), Label("", "small")
        box.addWidget(self._error)
        box.addWidget(self._count)
        self._judge()

    def value(self) -> str:
        """The code as typed, groups joined by dashes."""
        return "-".join(group.text() for group in self.groups)

    def complete(self) -> bool:
        """Whether all groups are right."""
        return self.right_groups() == GROUPS

    def right_groups(self) -> int:
        """How many groups are right."""
        return sum(self._is_right(place) for place in range(GROUPS))

    def go_to(self, place: int) -> None:
        """Put the cursor into a group."""
        self.groups[place].setFocus(Qt.FocusReason.TabFocusReason)

    def set_usable(self, usable: bool) -> None:
        """Let the code be typed, or not yet."""
        for group in self.groups:
            group.setEnabled(usable)

    def error(self, text: str) -> None:
        """Show what is wrong with the code as a whole."""
        self._error.setText(text)

    def _is_right(self, place: int) -> bool:
        text = self.groups[place].text()
        return len(text) == GROUP_LENGTH and self._right(place, text)

    def _typed_in(self, group: _Group, _text: str) -> None:
        place = self.groups.index(group)
        letters = "".join(c for c in group.text().upper() if c.isalnum())
        for at in range(place, GROUPS):
            piece, letters = letters[:GROUP_LENGTH], letters[GROUP_LENGTH:]
            if piece or at == place:
                self.groups[at].setText(piece)
            if not letters:
                break
        self._judge()
        if self._is_right(at) and at + 1 < GROUPS:
            self.go_to(at + 1)
        self.changed.emit()

    def _judge(self) -> None:
        wrong = []
        for place, group in enumerate(self.groups):
            bad = len(group.text()) == GROUP_LENGTH and not self._is_right(place)
            mark(group, bad=bad)
            said = _("does not match the sheet") if bad else _("right") if self._is_right(place) else ""
            group.setAccessibleDescription(said)
            wrong += [place + 1] if bad else []
        text = N_("Group {number} does not match the sheet. Look for characters that look alike.")
        self._error.setText(_(text, number=wrong[0]) if wrong else "")
        counted = _("{count} of {all} groups are right", count=self.right_groups(), all=GROUPS)
        self._count.setText(counted)
