"""An exception at any call of the program, with a name in its words and its values: no report says it (row 42).

    python -m tests.faults.reports [--full] [--seed N]

A piece of a counsellor's work is done over and over; each time another call of the program's own functions fails with an
exception that holds the person's name, over a cause that holds the note. What is kept as a report, what a command line says
of it and every file that lies there are searched for both.
"""

from __future__ import annotations

import contextlib
import io
import random
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from app.actions.desk import Desk
from app.actions.people import save_person
from app.actions.requests import save_request
from app.actions.sessions import save_session
from app.base import crash
from app.entry.draft import Draft
from tests.builders import new_desk
from tests.faults import programme

NAME, NOTE = "Lyngvardsnål", "kjøperseggaupeskinn"
_PROGRAM = ("/app/", "\\app\\")
_RENEWED = 60


class _Failed(RuntimeError):
    """What fails; its words and its value are what nobody may say."""


def run(samples: int, seed: int) -> programme.Figures:
    """So many failing calls."""
    chance, problems = random.Random(seed), list[str]()
    for first in range(0, samples, _RENEWED):
        with programme.scratch() as folder:
            desk = new_desk(folder)
            _work(desk)  # what is read late is read now
            calls = _counted(desk)
            for number in range(first, min(first + _RENEWED, samples)):
                problems += [f"{number}: {one}" for one in _one(desk, folder, chance.randrange(calls))]
            desk.store.close()
    return programme.counted(samples, problems)


def _work(desk: Desk) -> None:
    person = next(iter(save_person(desk, Draft("person", {"name": NAME, "strengths": NOTE})).people))
    draft = Draft(
        "session",
        {"day": desk.today.isoformat(), "state": "held", "note": NOTE},
        {"attendances": [Draft("attendance", {"person": person})]},
    )
    desk.store.put_draft(draft, viewer=desk.viewer, title=NAME)
    save_session(desk, draft)
    save_request(desk, Draft("request", {"person": person, "day": desk.today.isoformat(), "about": NOTE}))
    desk.store.search(NAME, viewer=desk.viewer)
    desk.store.undo(actor=desk.viewer)


def _is_own(frame: FrameType) -> bool:
    return any(part in frame.f_code.co_filename for part in _PROGRAM)


def _counted(desk: Desk) -> int:
    count = 0

    def look(frame: FrameType, event: str, _said: Any) -> None:
        nonlocal count
        count += event == "call" and _is_own(frame)

    sys.setprofile(look)
    try:
        _work(desk)
    finally:
        sys.setprofile(None)
    return count


def _one(desk: Desk, folder: Path, at: int) -> list[str]:
    left = at

    def look(frame: FrameType, event: str, _said: Any) -> None:
        nonlocal left
        if event == "call" and _is_own(frame):
            left -= 1
            if left < 0:
                try:
                    raise ValueError(f"{NOTE} is not a note")
                except ValueError as cause:
                    raise _Failed(f"{NAME} cannot be saved", {"name": NAME}) from cause

    said = io.StringIO()
    sys.setprofile(look)
    try:
        _work(desk)
        return []
    except Exception as error:  # whatever became of it on its way up
        sys.setprofile(None)
        with contextlib.redirect_stderr(said):
            crash.told_on_stderr(error)
        crash.write(folder / crash.FOLDER, crash.described(error), desk.clock.now())
    finally:
        sys.setprofile(None)
    told = [f"{one} is told" for one in (NAME, NOTE) if one in said.getvalue()]
    return told + [f"{file.name}: {one}" for file, one in _in_files(folder)]


def _in_files(folder: Path) -> list[tuple[Path, str]]:
    files = [(file, file.read_bytes()) for file in folder.rglob("*") if file.is_file()]
    return [(file, one) for file, content in files for one in (NAME, NOTE) if one.encode() in content]


HARNESSES = (
    programme.Harness(
        "reports",
        42,
        "An exception at any call, with a name in it: no report, no stream and no file says the name",
        sample=20,
        full=5_000,
        run=run,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
