"""`python -m app`: the same verbs as the window's, on the command line."""

from __future__ import annotations

import sys

from app.commands.program import main, speak_utf8

if __name__ == "__main__":
    speak_utf8()
    sys.exit(main())
