"""What all inputs share: a label above, the input, and one line below that holds a hint or an error."""

from __future__ import annotations

from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Label, column, line, restyle, set_shown

FREE = "free"  # the property of an edit for free text, which the privacy guard looks at


def mark_free(edit: QWidget) -> None:
    """This edit takes free text about people."""
    edit.setProperty(FREE, True)


class Reading(NamedTuple):
    """What a field understood of a text: good ones show `text` at the field's end, bad ones below it on leaving."""

    good: bool
    text: str


class Input(QWidget):
    """One field of a form. `changed` fires when the user has changed it, never when a program has.

    The value is always the raw text of a draft: several codes are separated by commas, yes is "yes".
    """

    changed = Signal()
    left = Signal()  # the focus has gone elsewhere, or Enter was pressed in a line

    def __init__(self, label: str, inner: QWidget, *, hint: str = "", key: str = "", name: str = "") -> None:
        super().__init__()
        self._inner, self._hint, self._problem = inner, hint, ""
        self._aside: Label | None = None
        self._below: Label | None = None
        self.box = column(self, gap=4)
        self._head = line(gap=6)
        self.box.addLayout(self._head)
        self.label = Label(label, "label")
        self._head.addWidget(self.label)
        self._head.addStretch()
        self.box.addWidget(inner)
        if not label:
            set_shown(self.label, False)
        self.set_key(key)
        if hint:
            self.below.setText(hint)
        self.set_target(inner, name or label.replace("&", ""))
        self.box.addStretch()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # Most fields never say anything beside or below themselves: each label less is a part of a form's opening saved.
    @property
    def aside(self) -> Label:
        """What stands at the right end above the field, made when something is first said there."""
        if self._aside is None:
            self._aside = Label("", "key")
            self._head.addWidget(self._aside)
        return self._aside

    @property
    def below(self) -> Label:
        """The line below the field, made when something is first said there."""
        if self._below is None:
            self._below = Label("", "small", wrap=True)
            self.box.insertWidget(self.box.indexOf(self._inner) + 1, self._below)
        return self._below

    def value(self) -> str:
        """The raw text of the draft."""
        raise NotImplementedError

    def set_value(self, value: str) -> None:
        """Show this raw text; `changed` does not fire."""
        raise NotImplementedError

    def target(self) -> QWidget:
        """The widget that takes the focus, carries the accessible name and is marked when wrong."""
        return self._target

    def set_target(self, target: QWidget, name: str = "") -> None:
        """Say which widget takes the focus (the label's Alt+letter leads there)."""
        self._target = target
        self.label.setBuddy(target)
        if name:
            target.setAccessibleName(name)
        target.installEventFilter(self)
        self._describe()

    def set_label(self, label: str) -> None:
        """Another label from now on; "&" stands before the letter for Alt."""
        self.label.setText(label)
        set_shown(self.label, bool(label))
        self.target().setAccessibleName(label.replace("&", ""))

    @property
    def hint(self) -> str:
        """What stands below the field while nothing is wrong."""
        return self._hint

    def set_hint(self, hint: str) -> None:
        """Another hint below the field from now on."""
        self._hint = hint
        self._show_below()

    def set_key(self, key: str) -> None:
        """What stands at the right end above the field, such as the key that helps here."""
        if key or self._aside is not None:
            self.aside.setText(key)
            set_shown(self.aside, bool(key))

    @property
    def problem(self) -> str:
        """The error that stands below the field; "" for none."""
        return self._problem

    def error(self, text: str) -> None:
        """Show an error below the field (and to a screen reader); "" takes it away."""
        self._problem = text
        restyle(self._marked(), bad="1" if text else "0")
        self._show_below()

    def take_focus(self) -> None:
        """Put the cursor here."""
        self.target().setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    # No focus proxy: Qt would keep the input itself in the chain of Tab, where it leads back to its target.
    def setFocus(self, *reason: QtCore.Qt.FocusReason) -> None:
        self.target().setFocus(*reason)

    def touched(self) -> None:
        """Say that the user has changed the value; an error that stood here goes away."""
        if self._problem:
            self.error("")
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self._target:
            self.left.emit()
        return False

    def _marked(self) -> QWidget:
        return self._inner

    def _read_back(self) -> str:
        """What the field understood, as far as a screen reader should hear it."""
        return ""

    def _show_below(self) -> None:
        said = self._problem or self._hint
        if said or self._below is not None:
            self.below.setText(said)
            self.below.use_role("error" if self._problem else "small")
            set_shown(self.below, bool(said))
        self._describe()

    def _describe(self) -> None:
        parts = (self._problem, self._read_back(), "" if self._problem else self._hint)
        self._target.setAccessibleDescription(". ".join(part for part in parts if part))
