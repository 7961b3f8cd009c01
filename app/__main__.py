"""`python -m app`: the same verbs as the window's, on the command line."""

from __future__ import annotations

import gc
import sys

if __name__ == "__main__":
    # Most commands live a tenth of a second. Looking for garbage among what was just loaded would take a sixth of that:
    # it is done rarely on the way, and not at the end, when all memory is given back anyway.
    gc.set_threshold(50_000)
    from app.base.crash import tell_all_to, told_on_stderr
    from app.commands.program import main, speak_utf8

    speak_utf8()
    tell_all_to(told_on_stderr)
    if sys.argv[1:] == ["draw"]:  # a child of the window: see app.documents.drawing
        from app.documents.drawing import draw

        sys.exit(draw())
    if sys.argv[1:] == ["try"]:  # another: see app.store.trying
        from app.store.trying import try_copy

        sys.exit(try_copy())
    code = main()
    gc.freeze()
    sys.exit(code)
