"""Papers drawn by a process of their own, so that a pack of fifty languages does not hold up the window.

What a pack says is gathered from the register first, as plain data; that goes to the child on its standard input, and the
PDF comes back on its standard output. The child opens no register. What it reads comes from its parent alone.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, NamedTuple, TextIO

from app.base import languages
from app.base.errors import AppError

DRAW = "draw"  # the word after which the command line's program is such a child
DONE, PROBLEM = 0, 1


class Gathered(NamedTuple):
    """One paper of a pack: the name of its bookmark, its document, and what `gather` found for it."""

    name: str
    document: str
    data: Any


class Pack(NamedTuple):
    """Papers to be drawn into one file. language: the window's, in which problems are told."""

    title: str
    papers: tuple[Gathered, ...]
    language: str = "nb"


def drawn(pack: Pack, progress: Callable[[int], None] = lambda count: None) -> bytes:
    """The pack as one PDF, with a bookmark for each paper. progress: told how many are drawn. Raises AppError."""
    from app.documents.registry import document
    from app.typeset.paper import Paper

    papers: list[tuple[str, Paper]] = []
    for one in pack.papers:
        papers.append((one.name, document(one.document).draw(one.data)))
        progress(len(papers))
    return Paper.bind(papers, title=pack.title)


def handed_over(title: str, papers: Sequence[Gathered]) -> bytes:
    """What the child reads."""
    return pickle.dumps(Pack(title, tuple(papers), languages.current()))


def main(given: BinaryIO, taken: BinaryIO, told: TextIO) -> int:
    """Draw what is given. On `told` a number for each paper that is done; then, if it went wrong, one line that says why."""
    pack: Pack = pickle.loads(given.read())
    languages.use(pack.language)

    def tell(count: int) -> None:
        print(count, file=told, flush=True)

    try:
        content = drawn(pack, tell)
    except AppError as error:
        print(" ".join(str(error).split()), file=told, flush=True)
        return PROBLEM
    taken.write(content)
    taken.flush()
    return DONE


def draw() -> int:
    """The child, on the process's own streams."""
    return main(sys.stdin.buffer, sys.stdout.buffer, sys.stderr)
