"""Text that is safe in a spreadsheet's cell: what would start a formula there is set off, so that it stays text."""

from __future__ import annotations

import re

# Blanks and unseen characters at the beginning: a program may pass over them.
_UNSEEN = re.compile("^[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_ALIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")  # the wide ones count too


def lifeless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula or a command."""
    return f"'{text}" if _UNSEEN.sub("", text).startswith(_ALIVE) or text.startswith(_ALIVE) else text
