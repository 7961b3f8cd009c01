"""Places that refuse (row 10): folders and files that may not be written, are not there, or are something else.

    python -m tests.faults.refused [--full] [--seed N]

As somebody who owns nothing there (root may write everywhere, so a child of root becomes nobody). Whatever is tried,
it works or says in words why not, and nothing has changed in the place.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.commands.output import write_all
from app.entry.draft import Draft
from app.exchange.locked_pdf import locked, write_read_back
from app.records.person import Person
from app.store import bringing_back, opening
from app.store.store import Store
from app.typeset.plain import typeset_text
from tests.faults import broken, kills, programme
from tests.faults.child import opened
from tests.store.conftest import CHEAP, PASSPHRASE
from ui.documents.saving import save_files

_NOBODY = 65534
Verb = Callable[[Path, Path], object]  # the place, and a backup that can be read


def _open(place: Path, _backup: Path) -> None:
    opened(place / "overgang.db").close()


def _work(place: Path, backup: Path) -> None:
    store = opened(place / "overgang.db")
    try:
        store.put_draft(Draft("person", {"name": "Ny"}), viewer=store.me)
        with store.transaction("person.saved", actor=store.me) as t:
            t.put(Person(name="Ny"))
        store.change_passphrase(old=PASSPHRASE, new=PASSPHRASE)
    finally:
        store.close(backup_changes=True)


def _make(place: Path, _backup: Path) -> None:
    store, _code = Store.create(
        place / "nytt" / "overgang.db",
        name="x",
        passphrase=PASSPHRASE,
        clock=FixedClock(),
        cost=CHEAP,
        floor=CHEAP,
    )
    store.close()


def _back_up(place: Path, backup: Path) -> None:
    store = opened(backup.parent / "mine" / "overgang.db")
    try:
        store.backup(place / "kopi.db")
    finally:
        store.close()


def _bring_back(place: Path, backup: Path) -> None:
    way = opening.by_passphrase(PASSPHRASE)
    bringing_back.restore(backup, place / "overgang.db", way, FixedClock(), floor=CHEAP)


def _paper(place: Path, _backup: Path) -> None:
    save_files(None, {place / "plakat.pdf": b"%PDF", place / "ark.pdf": b"%PDF"})  # type: ignore[arg-type]


def _list(place: Path, _backup: Path) -> None:
    write_all({place / "liste.csv": b"a;b"})


def _extract(place: Path, _backup: Path) -> None:
    pdf = locked(typeset_text("Innsyn", language="nb", size=12, width=300), PASSPHRASE)
    write_read_back(place / "innsyn.pdf", pdf, passphrase=PASSPHRASE)


VERBS: tuple[Verb, ...] = (_open, _work, _make, _back_up, _bring_back, _paper, _list, _extract)


def _bits(place: Path, folder: int, files: int) -> None:
    for file in place.rglob("*"):
        file.chmod(folder if file.is_dir() else files)
    place.chmod(folder)


def _gone(place: Path) -> None:
    shutil.rmtree(place)


def _is_a_file(place: Path) -> None:
    shutil.rmtree(place)
    place.write_text("a file where the folder was")


def _names_are_folders(place: Path) -> None:
    for name in ("kopi.db", "plakat.pdf", "liste.csv", "innsyn.pdf", "nytt", "backups", "overgang.db.lock"):
        (place / name).unlink(missing_ok=True)
        (place / name).mkdir(exist_ok=True)
        (place / name / "noe").write_text("i veien")
    _bits(place, 0o555, 0o444)


REFUSALS: dict[str, Callable[[Path], None]] = {
    "folder may not be written": lambda place: _bits(place, 0o555, 0o666),
    "files may not be written": lambda place: _bits(place, 0o777, 0o444),
    "neither": lambda place: _bits(place, 0o555, 0o444),
    "nothing may be read": lambda place: _bits(place, 0o000, 0o000),
    "files may not be read": lambda place: _bits(place, 0o777, 0o000),
    "not there": _gone,
    "a file is there": _is_a_file,
    "names are folders": _names_are_folders,
}


def _prepared(folder: Path, number: int, refusal: str) -> tuple[Path, Path]:
    """A place that refuses, and a readable backup beside it."""
    home = folder / str(number)
    place, mine = home / "place", home / "mine"
    for one in (place, mine):
        one.mkdir(parents=True)
        kills.new_store(one / "overgang.db")
    store = opened(mine / "overgang.db")
    store.backup(home / "kopi.db")
    store.close()
    REFUSALS[refusal](place)
    _bits(mine, 0o777, 0o666)
    for file in home.glob("kopi.db*"):
        file.chmod(0o666)
    home.chmod(0o555)
    return place, home / "kopi.db"


def _tried(folder: Path, number: int, verb: Verb, refusal: str) -> str:
    """One verb at one place, as nobody; what was wrong, or "". A child, for nobody becomes root again."""
    place, copy = _prepared(folder, number, refusal)
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        said = ""
        try:
            if os.getuid() == 0:
                os.setgid(_NOBODY)
                os.setuid(_NOBODY)
            verb(place, copy)
        except AppError as error:
            said = "" if error.text() and error.todo() else "says nothing"
        except BaseException as error:
            said = repr(error)
        os.write(writes, said.encode())
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as heard:
        said = heard.read()
    os.waitpid(child, 0)
    return f"{verb.__name__[1:]}, {refusal}: {said}" if said else ""


def _child(samples: int, seed: int) -> None:
    broken.as_asked()
    chance, problems = random.Random(seed), list[str]()
    every = [(verb, refusal) for refusal in REFUSALS for verb in VERBS]
    chance.shuffle(every)
    with programme.scratch() as folder:
        folder.chmod(0o755)
        home = folder / "all modules are read"
        home.mkdir()
        kills.new_store(home / "overgang.db")
        (home / "mine").mkdir()
        kills.new_store(home / "mine" / "overgang.db")
        store = opened(home / "overgang.db")
        copy = store.backup(home / "lest.db")
        store.close()
        for verb in VERBS:
            verb(home, copy)
        for number in range(samples):
            problems.append(_tried(folder, number, *every[number % len(every)]))
            shutil.rmtree(folder / str(number))
    print(json.dumps([one for one in problems if one]))


def run(samples: int, seed: int) -> programme.Figures:
    """So many pairs of a verb and a refusal, every pair once before any comes again."""
    command = [sys.executable, "-m", "tests.faults.refused", "--child", str(samples), str(seed)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    if said.returncode:
        return programme.Figures(1, 0, (f"the child ended: {said.stderr[-600:]}",))
    return programme.counted(samples, json.loads(said.stdout))


HARNESSES = (
    programme.Harness(
        "refused",
        10,
        "Where a folder or file may not be written or read, everything works or says why not",
        sample=8,
        full=8 * 8 * 4,
        run=run,
    ),
)

if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(int(sys.argv[2]), int(sys.argv[3]))
    else:
        programme.main(HARNESSES)
