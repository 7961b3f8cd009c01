"""Giving the focus back to where it was before something covered it; that place may be gone by then."""

from __future__ import annotations

import shiboken6
from PySide6 import QtCore
from PySide6.QtWidgets import QWidget


def give_back(before: QWidget | None, otherwise: QWidget | None = None) -> None:
    """Focus `before`; where a page has made itself anew meanwhile, the child of `otherwise` that comes first."""
    if before is not None and shiboken6.isValid(before):
        before.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
    elif otherwise is not None:
        _first(otherwise).setFocus(QtCore.Qt.FocusReason.OtherFocusReason)


def _first(over: QWidget) -> QWidget:
    """The first place in reading order that takes Tab and can be seen, or the whole."""
    step = over.nextInFocusChain()
    while step is not None and step is not over and over.isAncestorOf(step):
        if step.isVisible() and step.isEnabled() and step.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
            return step
        step = step.nextInFocusChain()
    return over
