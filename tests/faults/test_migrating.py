"""An older store is opened by today's program: killed, out of room or refused anywhere, it is the old one or the new one."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.records.checklist import ChecklistRound
from app.records.partner import Partner
from app.records.person import Person
from app.store import backup
from app.store.backup import SECOND_FOLDER
from app.store.bringing_back import restore
from app.store.errors import FolderReadOnly, OlderCopy
from app.store.events import log
from app.store.files import sibling
from app.store.migrations import columns_added
from app.store.opening import RESERVE, by_passphrase
from app.store.store import Store
from app.store.transaction import KEYS
from tests.faults import migrating, older
from tests.store.conftest import CHEAP, PASSPHRASE

FIXED = 20260119
BROKEN = (
    "migrates_without_backup",
    "migrates_unlogged",
    "marks_before_migrating",
    "migrates_in_pieces",
    "no_journal",
)


def tried(folder: Path, *breakages: str, people: int, tries: int, seed: int) -> list[Any]:
    """What the harness says of each build: its name, how the tries ended, the problems."""
    command = [
        sys.executable,
        "-m",
        "tests.faults.migrating",
        "--run",
        folder,
        people,
        tries,
        seed,
        *breakages,
    ]
    said = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert said.stderr == ""
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_the_harness_fails_on_broken_builds(tmp_path: Path) -> None:
    found = tried(tmp_path, *BROKEN, people=4, tries=12, seed=FIXED)
    for build, ended, problems in found:
        print(build, sum(ended.values()), problems[:1])
    assert [build for build, _ended, problems in found if problems] == list(BROKEN)


@pytest.fixture
def old(tmp_path: Path) -> migrating.Old:
    return migrating.remembered(older.make(tmp_path / "old", people=20))


def opened(path: Path, *, accept_older: bool = False) -> Store:
    return Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP, accept_older=accept_older)


def files_of(path: Path) -> dict[str, bytes]:
    """Everything in the store's folder that is worth something."""
    passing = (".lock", ".guesses", ".reserve")
    found = [file for file in path.parent.rglob("*") if file.is_file() and file.suffix not in passing]
    return {file.name: file.read_bytes() for file in found}


def _of_the_store(store: Store) -> list[str]:
    """What befell the store itself, newest first, without the keys that are renewed on the way."""
    verbs = [event.verb for event in log(store.connection, limit=6)]
    return [verb for verb in verbs if verb.startswith("store.")][:3]


def test_without_a_backup_nothing_is_migrated(old: migrating.Old) -> None:
    in_the_way = backup.folder(old.path)
    in_the_way.write_text("a file where the folder would be")
    before = files_of(old.path)
    with pytest.raises(AppError):
        opened(old.path)
    assert files_of(old.path) == before
    in_the_way.unlink()
    assert migrating.look(old, old.path, "") == []


def test_an_older_copy_is_told_before_anything_is_changed(old: migrating.Old) -> None:
    older.put_behind(old.path)
    before = files_of(old.path)
    for _again in range(2):
        with pytest.raises(OlderCopy):
            opened(old.path)
        assert files_of(old.path) == before
    store = opened(old.path, accept_older=True)
    assert _of_the_store(store) == [
        "store.migrated",
        "store.migrated",
        "store.older_accepted",
    ]
    assert migrating.lost(old, older.content(store.connection, old.columns, old=False)) == []
    assert store.check() == []
    store.close()
    opened(old.path).close()
    (made,) = backup.listed(backup.folder(old.path))
    kept = opened(made.path)
    assert kept.check() == []
    kept.close()


def test_a_second_folder_that_is_away_keeps_nobody_out(tmp_path: Path) -> None:
    """The settings that name it lie behind the opening; it gets its copy when the store is closed."""
    stick = tmp_path / "stick"
    path = older.make(tmp_path / "old", people=3, second_folder=str(stick))
    store = opened(path)
    assert store.setting(SECOND_FOLDER) == str(stick)
    assert len(backup.listed(backup.folder(path))) == 1
    stick.mkdir()
    store.close(backup_changes=True)
    assert len(backup.listed(stick)) == 1


def test_the_backup_made_before_comes_back(old: migrating.Old) -> None:
    """And is migrated in its turn, for whoever wants to begin once more from it."""
    store = opened(old.path)
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(Person(name="Steinvid"))
    store.close()
    (made,) = backup.listed(backup.folder(old.path))
    restore(made.path, old.path, by_passphrase(PASSPHRASE), FixedClock(), floor=CHEAP)
    store = opened(old.path)
    assert _of_the_store(store) == ["store.migrated", "store.migrated", "store.restored"]
    assert migrating.lost(old, older.content(store.connection, old.columns, old=False)) == []
    assert store.check() == []
    store.close()


def test_what_a_migration_brought_is_watched_like_all_the_rest(old: migrating.Old) -> None:
    """A change past the program is noticed in added columns and new tables as well, and taking it back clears it."""
    store = opened(old.path)
    with store.transaction(
        "partner.saved", actor=store.me
    ) as t:  # of tables that the oldest schema had empty, or not
        t.put(Partner(name="Havneverket"))
        t.put(ChecklistRound(started_on=dt.date(2026, 1, 19)))
    assert store.check() == []
    added = [(table, column) for table, columns in columns_added().items() for column in columns]
    for table, column in (*added, ("officer", "phone")):
        key = KEYS[table]
        which, before = store.connection.rows(f"SELECT {key}, {column} FROM {table} ORDER BY {key}")[0]
        change = f"UPDATE {table} SET {column} = ? WHERE {key} = ?"
        store.connection.run(change, (7 if isinstance(before, int) else "x", which))
        assert "rows" in {finding.what for finding in store.check()}, (table, column)
        store.connection.run(change, (before, which))
        assert store.check() == []
    store.close()


def test_a_quota_that_leaves_no_room_to_set_aside_keeps_nobody_out(old: migrating.Old) -> None:
    """Room for the store as it grows, not for what is set aside."""
    assert migrating.without_room(old.path, RESERVE - 1) == "opened"
    assert not sibling(old.path, "reserve").exists()
    assert migrating.look(old, old.path, "opened") == []


AS_ANOTHER = """
import os, sys
from pathlib import Path
from tests.faults import migrating
from app.base.errors import AppError
path = Path(sys.argv[1])
migrating.opened_once(path, path.parents[1] / "all modules are read")
if os.getuid() == 0: os.setuid(65534)
try: migrating._opened(path)
except AppError as error: print(type(error).__name__, str(path.parent) in error.text())
"""


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_may_not_be_written_stays_as_it_is(old: migrating.Old, tmp_path: Path, what: str) -> None:
    """As somebody whom the folder, or the store file alone, does not belong to (root may write everywhere)."""
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    for file in old.path.parent.iterdir():
        file.chmod(0o444 if file == old.path else 0o666)
    old.path.parent.chmod(0o555 if what == "folder" else 0o777)
    said = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER, str(old.path)], capture_output=True, text=True, check=False
    )
    old.path.parent.chmod(0o755)
    assert (said.stdout.split(), said.stderr) == ([FolderReadOnly.__name__, "True"], "")
    assert old.path.read_bytes() == old.files[""]
    assert migrating.look(old, old.path, "") == []
