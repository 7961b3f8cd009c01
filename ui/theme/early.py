"""Qt's own numbers for the constants that are used before the first page is painted.

The first name that is read from `Qt` builds all of its ninety lists of constants, a sixth of the whole start. So what
runs before the first page is painted takes these numbers, and the files it lies in write `QtCore.Qt` where they need a
name later. tests/ui/test_first_paint.py holds both.
"""

from __future__ import annotations

from typing import Final

PLAIN_TEXT: Final = 0  # Qt.TextFormat
CLICK_FOCUS: Final = 2  # Qt.FocusPolicy
# Flags for QPainter.drawText, which takes them as a number anyway.
LEFT: Final = 0x81  # from the left, in the middle of the height
CENTRED: Final = 0x84
MNEMONIC: Final = 0x800  # "&" underlines the letter after it
