"""Kills at every system call while the keys of a store change: one key set opens afterwards, and nothing is lost.

    python -m tests.faults.keys_kills WORK FOLDER TRIES SEED [BROKEN...]
    python -m tests.faults.keys_kills            # all works, in full

Each try is a fork of this program on a fresh copy of one store, stopped before a system call and killed there; calls
begin and end every write and every wait for the disk. Its own program, so that nothing else runs in what is forked.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.records.person import Person
from app.store import counsellors
from app.store.connection import Connection, driver
from app.store.counsellors import SHEET_USED
from app.store.errors import NoLongerHere, WrongPassphrase
from app.store.files import sibling
from app.store.keys import DatabaseKey
from app.store.recovery import RecoveryCode
from app.store.slots import RECOVERY, Found, Slots, read_slots, write_slots
from app.store.store import Store
from tests.faults import keys_broken
from tests.store.conftest import CHEAP, PASSPHRASE

_TRACE_ME, _TO_NEXT_CALL = 0, 24
_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
TINDRE, OSPAR, NEWER = "tindres egen setning", "ospars egen setning", "setningen etterpå"
CODE = RecoveryCode(bytes(range(20)))
NEW_CODE = RecoveryCode(bytes(range(20, 40)))
PEOPLE = 120
TRIES = 400  # of a full run, for each work
Problems = list[str]
Promise = Callable[[], object]


@dataclass(frozen=True)
class Work:
    """What is killed, how its store is prepared, and what must be so afterwards: `done` says that it had been promised."""

    do: Callable[[Path, Promise], None]
    look: Callable[[Path, bool], Problems]
    prepare: Callable[[Path], None] = lambda path: None


@dataclass
class Report:
    """What a run has shown."""

    work: str
    seed: int
    kills: int = 0
    finished: int = 0
    problems: Problems = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.work}: seed {self.seed}, {self.kills} kills, {self.finished} finished, {len(self.problems)} broken"


# --- what is killed ---


def _opened(path: Path, passphrase: str = PASSPHRASE) -> Store:
    return Store.open(path, passphrase, FixedClock(), floor=CHEAP)


def _id(store: Store, name: str) -> str:
    return next(one.id for one in store.counsellors() if one.name == name)


def _adds(path: Path, promise: Promise) -> None:
    store = _opened(path)
    store.add_counsellor(name="Ospar", passphrase=OSPAR)
    promise()
    store.close()


def _removes(path: Path, promise: Promise) -> None:
    store = _opened(path)
    store.remove_counsellor(_id(store, "Tindre"))
    promise()
    store.close()


def _changes(path: Path, promise: Promise) -> None:
    store = _opened(path)
    store.change_passphrase(old=PASSPHRASE, new=NEWER)
    promise()
    store.close()


def _new_sheet(path: Path, promise: Promise) -> None:
    store = _opened(path)
    RecoveryCode.new = classmethod(lambda cls: NEW_CODE)  # type: ignore[method-assign, assignment]
    store.new_recovery_code()
    promise()
    store.close()


def _recovers(path: Path, promise: Promise) -> None:
    store = Store.recover(path, CODE, new_passphrase=NEWER, clock=FixedClock(), floor=CHEAP)
    promise()
    store.close()


def _opens(path: Path, promise: Promise) -> None:
    store = _opened(path)
    promise()
    store.close()


# --- looking ---


def keys_that_open(path: Path, found: Found) -> list[DatabaseKey]:
    """Which of these keys open the store, each tried on a copy of its own with what a kill left beside it."""
    return [key for key in found.keys if _opens_with(path, key)]


def _opens_with(path: Path, key: DatabaseKey) -> bool:
    copy = path.parent / "look.db"
    shutil.copy(path, copy)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        shutil.copy(journal, copy.with_name(f"{copy.name}-journal"))
    try:
        connection = Connection.opened(copy, key)
        whole = not connection.rows("PRAGMA cipher_integrity_check")
        whole = whole and len(connection.rows("SELECT name FROM person")) == PEOPLE
        connection.close()
        return whole
    except (AppError, driver().Error):
        return False
    finally:
        for file in path.parent.glob("look.db*"):
            file.unlink()


def _sound(path: Path, *passphrases: str) -> Problems:
    """One of these passphrases opens, with one key; everything is there; and it is so the next morning as well."""
    slots = read_slots(path, floor=CHEAP)
    found = {text: slots.open(text) for text in passphrases}
    right = [text for text, one in found.items() if one]
    if not right:
        return ["no passphrase opens"]
    problems = []
    for text in right:
        one = found[text]
        if one and len(keys_that_open(path, one)) != 1:
            problems.append(f"{len(keys_that_open(path, one))} of {len(one.keys)} keys open")
    for _morning in range(2):
        store = _opened(path, right[0])
        try:
            problems += [finding.text() for finding in store.check()]
            if len(store.find(Person, viewer=store.me)) != PEOPLE:
                problems.append("people are missing")
            if store.opened.slots.is_between_keys:
                problems.append("still between two keys")
        finally:
            store.close()
    return problems


def _is_let_in(path: Path, passphrase: str) -> bool:
    try:
        _opened(path, passphrase).close()
    except (WrongPassphrase, NoLongerHere):
        return False
    return True


def _look_added(path: Path, done: bool) -> Problems:
    problems = _sound(path, PASSPHRASE)
    if done and not _is_let_in(path, OSPAR):
        problems.append("promised and not let in")
    return problems + ([] if _is_let_in(path, TINDRE) else ["a colleague is shut out"])


def _look_removed(path: Path, done: bool) -> Problems:
    old = _old_key(path)
    problems = _sound(path, PASSPHRASE)
    store = _opened(path)
    gone = not next(one for one in store.counsellors() if one.name == "Tindre").here
    same_key = store.opened.key == old
    store.close()
    if done and not gone:
        problems.append("promised and still here")
    if gone == same_key:
        problems.append(f"gone: {gone}, and the key is the old one: {same_key}")
    if _is_let_in(path, TINDRE) == gone:
        problems.append(f"gone: {gone}, and the passphrase says otherwise")
    return problems + ([] if _is_let_in(path, OSPAR) else ["a colleague is shut out"])


def _old_key(path: Path) -> DatabaseKey:
    """The key that the store had before, from a slot that was put aside."""
    found = read_slots(path.parent / "before.db", floor=CHEAP).open(PASSPHRASE)
    assert found is not None
    return found.key


def _look_changed(path: Path, done: bool) -> Problems:
    problems = _sound(path, PASSPHRASE, NEWER)
    if done and not _is_let_in(path, NEWER):
        problems.append("promised and the new passphrase does not open")
    if _is_let_in(path, PASSPHRASE) and _is_let_in(path, NEWER):
        problems.append("both passphrases open")
    return problems


def _look_sheet(path: Path, done: bool) -> Problems:
    """The sheet that is in somebody's drawer opens, or the program says that a new one is due."""
    problems = _sound(path, PASSPHRASE)
    slots = read_slots(path, floor=CHEAP)
    sheets = [slot for slot in slots.slots if slot.kind == RECOVERY]
    store = _opened(path)
    due = bool(store.setting(SHEET_USED, ""))
    store.close()
    works = slots.open_with(NEW_CODE if done else CODE) is not None
    if len(sheets) != 1:
        problems.append(f"{len(sheets)} sheets")
    if not works and not due:
        problems.append("the sheet does not open, and nobody is told")
    return problems


def _look_recovered(path: Path, done: bool) -> Problems:
    problems = _look_changed(path, done)
    store = _opened(path, NEWER if _is_let_in(path, NEWER) else PASSPHRASE)
    if done and not store.setting(SHEET_USED, ""):
        problems.append("nobody is told to replace the sheet")
    store.close()
    return problems


def _look_renewed(path: Path, done: bool) -> Problems:
    problems = _sound(path, PASSPHRASE)
    slots = read_slots(path, floor=CHEAP)
    store = _opened(path)
    own = slots.of(store.me.counsellor)
    store.close()
    if own is None or not own.public:
        problems.append("the slot is not renewed")
    return problems + ([] if _is_let_in(path, TINDRE) else ["a colleague is shut out"])


# --- stores to begin with ---


def _new_store(path: Path) -> None:
    path.parent.mkdir(parents=True)
    store, _ = Store.create(
        path, name="Steinvid", passphrase=PASSPHRASE, clock=FixedClock(), cost=CHEAP, floor=CHEAP
    )
    with store.transaction("person.saved", actor=store.me) as t:
        for number in range(PEOPLE):
            t.put(Person(name=f"Lyngvar {number}", strengths="kan mye om båter " * 12))
    store.add_counsellor(name="Tindre", passphrase=TINDRE)
    opened = store.opened
    slots = opened.slots.with_recovery(opened.key, counsellor=opened.counsellor, code=CODE)
    write_slots(path, slots)
    opened.slots = slots
    with store.transaction("keys.recovery_renewed", actor=store.me) as t:
        counsellors._put_keys(store, t, slots.of(opened.counsellor, RECOVERY))
    store.close()
    write_slots(path.parent / "before.db", slots)


def _with_ospar(path: Path) -> None:
    store = _opened(path)
    store.add_counsellor(name="Ospar", passphrase=OSPAR)
    store.close()


def _broken_off(path: Path) -> None:
    """A removal that was killed before the new key was made."""
    _with_ospar(path)
    store = _opened(path)
    honest, counsellors.rekey = counsellors.rekey, lambda store: None
    store.remove_counsellor(_id(store, "Tindre"))
    counsellors.rekey = honest
    store.close()


def _first_version(path: Path) -> None:
    """The own slot as it was before slots had keys."""
    from app.store import keys

    slots = read_slots(path, floor=CHEAP)
    found = slots.open(PASSPHRASE)
    assert found is not None
    old = replace(found.slot, public=b"", wrapped=())
    sealed = keys.seal(found.lock, old.nonce, found.key.packed, bound=old.bound(slots.vault))
    kept = tuple(one for one in slots.slots if one.id != old.id)
    write_slots(path, Slots(slots.vault, slots.floor, (*kept, replace(old, sealed=sealed))))


WORK: dict[str, Work] = {
    "adds": Work(_adds, _look_added),
    "removes": Work(_removes, _look_removed, _with_ospar),
    "ends_a_removal": Work(_opens, _look_removed, _broken_off),
    "changes_passphrase": Work(_changes, _look_changed),
    "makes_a_sheet": Work(_new_sheet, _look_sheet),
    "recovers": Work(_recovers, _look_recovered),
    "renews_a_slot": Work(_opens, _look_renewed, _first_version),
}


# --- the run ---


def stopped_at(do: Callable[[Promise], None], call: int) -> tuple[bool, int]:
    """Do it in a fork, killed at this stop (-1: left alone): whether it had said that it was done, and how many stops."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        _traced(do, writes)
    os.close(writes)
    stops = 0
    os.waitpid(child, 0)
    while stops != call:
        if _LIBC.ptrace(_TO_NEXT_CALL, child, None, None):
            raise OSError(ctypes.get_errno(), "this system lets nobody be stopped at its calls")
        _pid, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            break
        stops += 1
    else:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with os.fdopen(reads) as said:
        words = said.read()
    if words not in ("", "done"):
        raise AssertionError(words)
    return words == "done", stops


def _traced(do: Callable[[Promise], None], writes: int) -> None:
    try:
        _LIBC.ptrace(_TRACE_ME, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)
        try:
            do(lambda: os.write(writes, b"done"))
        except Exception as error:  # told by the one who asked
            os.write(writes, repr(error).encode())
    finally:
        os._exit(0)


def run(work: str, folder: Path, *, tries: int, seed: int, breakage: str = "") -> Report:
    """So many kills by chance, half of them over all calls, half over the last eighth. Stops at the tenth problem, with
    a broken build at the first."""
    chance, report, what = random.Random(seed), Report(work, seed), WORK[work]
    whole = folder / f"{work}-{breakage}" / "overgang.db"
    _new_store(whole)
    what.prepare(whole)

    def do(path: Path) -> Callable[[Promise], None]:
        def broken(promise: Promise) -> None:
            if breakage:
                keys_broken.BREAKS[breakage]()
            what.do(path, promise)

        return broken

    stops = stopped_at(do(_copied(whole, folder / "alone")), -1)[1]
    for number in range(tries):
        first = 1 if number % 2 else stops - stops // 8  # half of them near the end, where promises are made
        at = first + int(chance.random() * (stops - first))
        path = _copied(whole, folder / f"try-{number}")
        done, _stops = stopped_at(do(path), at)
        report.kills += 1
        report.finished += done
        report.problems += [f"call {at} of {stops}: {one}" for one in _looked(what, path, done)]
        shutil.rmtree(path.parent)
        if len(report.problems) >= (1 if breakage else 10):
            break
    shutil.rmtree(folder / "alone")
    shutil.rmtree(whole.parent)
    return report


def _looked(what: Work, path: Path, done: bool) -> Problems:
    try:
        return what.look(path, done)
    except (AppError, driver().Error) as error:
        return [f"{type(error).__name__}: {error}"]


def _copied(path: Path, folder: Path) -> Path:
    folder.mkdir()
    for file in (path, *(sibling(path, kind) for kind in ("keys", "head")), path.parent / "before.db.keys"):
        shutil.copy(file, folder)
    return folder / path.name


def main(work: str, folder: str, tries: str, seed: str, *breakages: str) -> None:
    """Print, for each build, one line of JSON: its name, the figures, the problems."""
    for breakage in breakages or ("",):
        report = run(work, Path(folder), tries=int(tries), seed=int(seed), breakage=breakage)
        print(json.dumps([breakage, report.kills, report.finished, report.problems]), flush=True)


def everything() -> None:
    """All works in full; ends with 1 where something was broken."""
    broken = 0
    for work in WORK:
        with tempfile.TemporaryDirectory() as folder:
            report = run(work, Path(folder), tries=TRIES, seed=random.SystemRandom().randrange(2**31))
        print("\n  ".join([str(report), *report.problems]), flush=True)
        broken += len(report.problems)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 1 else everything()
