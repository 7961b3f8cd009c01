"""The same poster words and pictograms set by Typst with the same fonts: what the poster is measured against.

Typst remembers what it laid out before, as our setter does; a text that changes from one turn to the next keeps both
honest. Nothing of ours is imported, so that its process starts as lean as it can.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def typst_poster() -> Callable[[str], bytes]:
    """What makes an A4 page of a sheet's words (JSON, as `rivals.words_of` gives them); the compiler is kept, with its
    fonts read."""
    import typst

    compiler = typst.Compiler(
        ROOT / "tests" / "bench" / "poster.typ",
        root=ROOT,
        font_paths=[ROOT / "resources" / "fonts" / "print"],
        ignore_system_fonts=True,
    )

    def made(words: str) -> bytes:
        content: bytes = compiler.compile(format="pdf", sys_inputs={"sheet": words})
        return content

    return made


if __name__ == "__main__":
    sys.stdout.buffer.write(typst_poster()(sys.argv[1]))
