"""Text that is safe in a spreadsheet's cell: what would start a formula there is set off, so that it stays text."""

from __future__ import annotations

_ALIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")  # the wide ones count too


def lifeless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula or a command."""
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_ALIVE) or text.startswith(_ALIVE) else text
