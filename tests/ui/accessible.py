"""Walks what a screen reader sees: every control has a name, and nothing else than what is shown is there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

CONTROLS = {
    QAccessible.Role.Button,
    QAccessible.Role.PushButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.List,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Table,
    QAccessible.Role.ProgressBar,
}
WIDEST = 200  # children of one list that are looked at


def nodes(root: QWidget) -> Iterator[QAccessibleInterface]:
    """Every visible node below a widget, from the top down."""
    QAccessible.setActive(True)
    start = QAccessible.queryAccessibleInterface(root)
    waiting = [start] if start is not None else []
    while waiting:
        node = waiting.pop()
        thing = node.object()
        if isinstance(thing, QWidget) and not thing.isVisible():
            continue
        yield node
        children = [node.child(at) for at in range(min(node.childCount(), WIDEST))]
        waiting += [child for child in reversed(children) if child is not None]


def unnamed(root: QWidget) -> list[str]:
    """The controls without an accessible name, by their class and their parent's."""
    return [
        f"{type(node.object()).__name__} in {type(node.object().parent()).__name__}"
        for node in nodes(root)
        if node.role() in CONTROLS
        and isinstance(node.object(), QWidget)
        and not node.text(QAccessible.Text.Name).strip()
    ]


def spoken(root: QWidget) -> str:
    """Everything that a screen reader could say of a window: names, values and descriptions."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    return "\n".join(text for node in nodes(root) for kind in kinds if (text := node.text(kind)))
