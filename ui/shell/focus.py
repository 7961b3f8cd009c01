"""Where the focus goes back to once nothing covers it, and in which order Tab leads through what was made anew."""

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


def follow(before: QWidget, after: QWidget) -> None:
    """Tab goes from the last place in `before` to the first in `after` and on, as they are read; for when `before` was
    made anew and so came to stand behind."""
    (*_others, last) = [before, *_stops(before)]
    for stop in _stops(after):
        QWidget.setTabOrder(last, stop)
        last = stop


def _stops(over: QWidget) -> list[QWidget]:
    return [one for one in over.findChildren(QWidget) if one.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus]


def _first(over: QWidget) -> QWidget:
    """The first place in reading order that takes Tab and can be seen, or the whole."""
    step = over.nextInFocusChain()
    while step is not None and step is not over and over.isAncestorOf(step):
        if step.isVisible() and step.isEnabled() and step.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
            return step
        step = step.nextInFocusChain()
    return over
