"""Choosing by chips: real radio buttons and check boxes in one tab stop, by arrows, digits or the mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from app.entry.draft import split_codes
from ui.forms.field import Input
from ui.theme import FlowBox, Tone

_PLAIN = ~Qt.KeyboardModifier.KeypadModifier


class _Radio(QRadioButton):
    """One of several; the group decides what keys do."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not cast(Chips, self.parentWidget()).key(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        cast(Chips, self.parentWidget()).rove(self)


class _Check(QCheckBox):
    """Any of several; the group decides what keys do, the space bar ticks."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not cast(Chips, self.parentWidget()).key(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        cast(Chips, self.parentWidget()).rove(self)


class Chips(FlowBox):
    """The chips themselves. One tab stop: the chip that had the focus, else the chosen one, else the first."""

    def __init__(self, *, many: bool) -> None:
        super().__init__()
        self._many = many
        self._owner: ChipGroup | None = None
        self._chips: dict[str, _Radio | _Check] = {}

    def belongs_to(self, owner: ChipGroup) -> None:
        """Tell the group what the user does."""
        self._owner = owner

    def fill(self, options: Mapping[str, str], name: str, tints: Mapping[str, Tone]) -> None:
        """Make one chip an option: code and label."""
        for code, text in options.items():
            chip = _Check(text.replace("&", "&&")) if self._many else _Radio(text.replace("&", "&&"))
            chip.setProperty("part", "chip")
            if code in tints:
                chip.setProperty("tint", tints[code])
            chip.setAccessibleName(f"{name}: {text}" if name else text)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            self.add(chip)
            self._chips[code] = chip
            chip.clicked.connect(self._clicked)
        self.rove()

    def chips(self) -> list[QAbstractButton]:
        """All chips in order."""
        return list(self._chips.values())

    def chip(self, code: str) -> QAbstractButton:
        """The chip of one code; raises KeyError for an unknown code."""
        return self._chips[code]

    def stop(self) -> QAbstractButton | None:
        """The chip that Tab leads to."""
        return next((c for c in self.chips() if c.focusPolicy() & Qt.FocusPolicy.TabFocus), None)

    def chosen(self) -> list[str]:
        """The codes that are chosen, in the order of the options."""
        return [code for code, chip in self._chips.items() if chip.isChecked()]

    def choose(self, codes: Sequence[str]) -> None:
        """Show exactly these codes as chosen."""
        for code, chip in self._chips.items():
            chip.setAutoExclusive(False)
            chip.setChecked(code in codes)
            chip.setAutoExclusive(not self._many)
        self.rove()

    def rove(self, stop: QWidget | None = None) -> None:
        """Make one chip the group's tab stop."""
        chips = self.chips()
        if not chips:
            return
        here = stop or next((c for c in chips if c.isChecked()), chips[0])
        for chip in chips:
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is here else Qt.FocusPolicy.ClickFocus)
        if self._owner is not None:
            self._owner.stop_moved(here)

    def key(self, chip: QAbstractButton, event: QKeyEvent) -> bool:
        """Digits choose, arrows move; in a group of one answer, moving chooses. True where the key was used."""
        if event.modifiers() & _PLAIN:
            return False
        chips = self.chips()
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < min(9, len(chips)):
            chips[number].setFocus(Qt.FocusReason.TabFocusReason)
            chips[number].click()
            return True
        forward = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down)
        if forward or event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            after = chips[(chips.index(chip) + (1 if forward else -1)) % len(chips)]
            after.setFocus(Qt.FocusReason.TabFocusReason)
            if not self._many:
                after.click()
            return True
        return False

    def _clicked(self) -> None:
        if self._owner is not None:
            self._owner.touched()


class ChipGroup(Input):
    """A question answered by chips: one answer, or several with `many`. The value is a code, or codes with commas.

    options: code → label. `tints` gives chosen chips another tone (ok, warn, bad).
    """

    def __init__(
        self,
        label: str,
        options: Mapping[str, str],
        *,
        value: str = "",
        many: bool = False,
        hint: str = "",
        key: str = "",
        name: str = "",
        tints: Mapping[str, Tone] | None = None,
    ) -> None:
        self.row = Chips(many=many)
        self._many = many
        super().__init__(label, self.row, hint=hint, key=key)
        self._name = name or label.replace("&", "")
        self.row.setAccessibleName(self._name)
        self.row.fill(options, self._name, tints or {})
        self.row.belongs_to(self)
        self.set_value(value)

    def value(self) -> str:
        return ",".join(self.row.chosen())

    def set_value(self, value: str) -> None:
        self.row.choose(split_codes(value))
        self.error("")

    def stop_moved(self, chip: QWidget) -> None:
        """The label's Alt+letter leads to the chip that Tab leads to."""
        self._target = chip
        self.label.setBuddy(chip)
        self._describe()

    def _describe(self) -> None:
        self._target.setAccessibleDescription(self.problem or self._hint)
