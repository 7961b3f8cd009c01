"""Copies made between saves and tried by a process of their own: what passes gets its name, what does not is told."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.base import languages
from app.base.clock import FixedClock
from app.base.paths import program_folder
from app.entry.draft import Draft
from app.records.person import Person
from app.store import backup, copying, notes, trying
from app.store.copying import Copying, trial
from app.store.errors import BackupUnlike
from app.store.files import sibling
from app.store.store import Store
from app.store.trying import Order
from tests.store.conftest import CHEAP, PASSPHRASE


def add(store: Store, name: str) -> None:
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(Person(name=name))


def copied(store: Store, between: Callable[[int], None] = lambda step: None) -> tuple[Order, int]:
    """An order, and after how many steps."""
    steps, way = 1, Copying(store.opened, store.clock)
    while (order := way.step()) is None:
        between(steps)
        steps += 1
    return order, steps


def told(order: Order) -> tuple[int, str]:
    said = io.StringIO()
    return trying.main(io.BytesIO(pickle.dumps(order)), said), said.getvalue()


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (copying, trying):
        monkeypatch.setattr(module, "BLOCK", 40_960)
    monkeypatch.setattr(copying, "STEP", 0.0)


@pytest.mark.usefixtures("small_blocks")
def test_saves_come_between_and_the_copy_is_of_one_moment(store: Store) -> None:
    add(store, "Lyngvar")
    still, steps = copied(store)
    assert steps > 3
    assert trying.main(io.BytesIO(pickle.dumps(still)), io.StringIO()) == trying.DONE

    def save(step: int) -> None:
        if step == 3:
            add(store, "Ospar")
        if step == 6:
            store.put_draft(Draft("session", {"note": "x"}, id="0" * 32), viewer=store.me)

    order, more = copied(store, save)
    assert more > steps  # another round
    assert told(order) == (trying.DONE, "")
    other = Store.open(order.target, PASSPHRASE, store.clock, floor=CHEAP)
    assert {one.name for one in other.find(Person, viewer=other.me)} == {"Lyngvar", "Ospar"}
    assert other.check() == []
    other.close()


@pytest.mark.usefixtures("small_blocks")
def test_somebody_who_never_stops_writing_is_copied_in_one_go(store: Store) -> None:
    order, _steps = copied(store, lambda step: add(store, f"Lyngvar {step}"))
    assert told(order) == (trying.DONE, "")
    assert backup.is_backed_up(store.opened)


def test_reading_alone_wants_no_backup(store: Store) -> None:
    add(store, "Lyngvar")
    assert store.wants_backup()
    assert store.backup_before("import") is not None
    assert store.saw("register.opened", actor=store.me)
    assert not store.wants_backup()
    assert store.backup_before("import") is None
    store.put_draft(Draft("session", {"note": "x"}, id="0" * 32), viewer=store.me)
    assert store.wants_backup()


def edited(store: Store) -> None:
    """A row changed past the program: every page is sound, and the log knows better."""
    add(store, "Lyngvar")
    store.connection.run("UPDATE person SET name = 'Lyngvor' WHERE name = 'Lyngvar'")


def test_a_copy_that_is_unlike_its_log_never_gets_its_name(store: Store) -> None:
    add(store, "Ospar")
    kept = store.backup()
    edited(store)
    order, _steps = copied(store)
    code, said = told(order)
    assert code == trying.PROBLEM
    assert said.startswith("1 ")
    assert [one.path for one in backup.listed(kept.parent)] == [kept]
    assert not order.part.exists()
    with pytest.raises(BackupUnlike):
        store.backup()


@pytest.mark.parametrize("at", [3, 5000, -1])
def test_a_copy_with_a_flipped_bit_never_gets_its_name(store: Store, at: int) -> None:
    order, _steps = copied(store)
    content = bytearray(order.part.read_bytes())
    content[at] ^= 1
    order.part.write_bytes(content)
    code, said = told(order)
    assert (code, bool(said)) == (trying.PROBLEM, True)
    assert list(order.target.parent.iterdir()) == []
    order.part.write_bytes(content)
    read_so = (trying.block_digest(bytes(content)),)  # also where the store's own disk has read it so
    assert told(order._replace(digests=read_so))[0] == trying.PROBLEM
    assert list(order.target.parent.iterdir()) == []


def test_the_second_folder_gets_the_same_and_its_absence_is_told(store: Store, tmp_path: Path) -> None:
    second = tmp_path / "second"
    with store.transaction("settings", actor=store.me) as t:
        t.set(backup.SECOND_FOLDER, str(second))
    languages.use("en")
    code, said = told(copied(store)[0])
    assert code == trying.FIRST_ONLY
    assert str(second) in said
    second.mkdir()
    add(store, "Lyngvar")
    assert told(copied(store)[0]) == (trying.DONE, "")
    (there,) = backup.listed(second)
    assert backup.digest_of(there.path) == backup.digest_of(backup.listed(backup.folder(store.path))[0].path)
    assert notes.read(store.path).left_at == ""  # the same disk, so nothing has left this PC
    languages.use("nb")


def test_a_backup_that_was_made_in_haste_is_tried_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "AT_ONCE", 0)
    edited(store)
    made = store.backup()  # its pages are sound, and nobody has looked at its rows
    order = trial(store.opened)
    assert order is not None
    assert told(order)[0] == trying.PROBLEM
    assert backup.listed(made.parent) == []
    assert sibling(made, "bad").exists()
    store.connection.run("UPDATE person SET name = 'Lyngvar'")
    store.backup()
    again = trial(store.opened)
    assert again is not None
    assert told(again) == (trying.DONE, "")
    assert trial(store.opened) is None


def test_the_program_itself_tries_and_the_key_is_in_no_argument(store: Store, clock: FixedClock) -> None:
    from app.actions.safety import try_command

    order, _steps = copied(store)
    command = try_command()
    assert order.key.key.hex() not in " ".join(command)
    done = subprocess.run(
        command, cwd=program_folder(), input=pickle.dumps(order), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert backup.is_backed_up(store.opened)
    assert sys.executable in command


def test_a_stopped_copy_leaves_nothing(store: Store) -> None:
    way = Copying(store.opened, store.clock)
    way.stop()
    assert list(backup.folder(store.path).iterdir()) == []


def test_what_a_killed_program_left_is_cleared_away(store: Store) -> None:
    left, _steps = copied(store)
    order, _steps = copied(store)
    assert left.part != order.part or left.part.exists()
    assert told(order) == (trying.DONE, "")
    assert [file.suffix for file in backup.folder(store.path).iterdir() if file.suffix == ".trying"] == []


def test_a_copy_elsewhere_counts_and_on_the_same_disk_does_not(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not notes.is_elsewhere(tmp_path, store.path)
    monkeypatch.setattr(notes, "is_elsewhere", lambda place, store: True)
    store.backup(tmp_path / "stick.db")
    assert notes.left_at(store.path) == store.clock.now()
    assert notes.read(store.path).left_number == store.opened.head.number


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"left_at": 3}', b"\xff"])
def test_notes_that_are_not_notes_say_nothing(store: Store, content: bytes) -> None:
    sibling(store.path, "copies").write_bytes(content)
    assert notes.read(store.path) == notes.Notes()
    assert notes.left_at(store.path) is None


def test_keys_and_marks_without_a_copy_are_cleared_away(store: Store) -> None:
    kept = store.backup()
    order, _steps = copied(store)
    for kind in ("keys", "head"):
        sibling(order.target, kind).write_bytes(b"left by a killed program")
    again, _steps = copied(store)
    assert told(again) == (trying.DONE, "")
    there = {file.name for file in kept.parent.iterdir()}
    assert there == {
        name for one in (kept, again.target) for name in (one.name, f"{one.name}.keys", f"{one.name}.head")
    }
