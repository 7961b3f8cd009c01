"""Many papers in one file: gathered here from the register, drawn by a process of their own."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from app.actions.desk import Desk
from app.actions.papers import Job, request_of
from app.base import paths
from app.documents.drawing import DRAW, Gathered, handed_over
from app.documents.registry import document


def gathered(desk: Desk, jobs: Sequence[tuple[str, Job]], *, title: str) -> bytes:
    """What the child process draws: each job with the name of its bookmark. Raises AppError."""
    papers = []
    for name, job in jobs:
        wanted = document(job.document)
        data = wanted.data(desk.store, desk.viewer, request_of(desk, job))
        papers.append(Gathered(name, job.document, data))
    return handed_over(title, papers)


def draw_command() -> list[str]:
    """The program and arguments of the child. It reads what was gathered, writes the PDF, and on the third stream tells
    a number for each paper that is done, or, before it ends with 1, one line that says what is wrong."""
    if getattr(sys, "frozen", False):
        name = "overgang-cli.exe" if sys.platform == "win32" else "overgang-cli"
        return [str(paths.program_folder() / name), DRAW]
    return [sys.executable, "-m", "app", DRAW]
