"""Opening: every trouble has its own message, only one program at a time, and an older file is noticed."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.records.person import Person
from app.store import events, instance
from app.store.errors import (
    FolderReadOnly,
    HeadLost,
    OlderCopy,
    OtherCopy,
    StoreDamaged,
    StoreExists,
    StoreInUse,
    StoreMissing,
    WrongPassphrase,
)
from app.store.files import sibling
from app.store.store import Store
from tests.store.conftest import CHEAP, PASSPHRASE


def add(store: Store, name: str) -> None:
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(Person(name=name))


def names(store: Store) -> list[str]:
    return [person.name for person in store.find(Person, viewer=store.me)]


def test_what_was_saved_is_there_tomorrow(store: Store, opens: Callable[..., Store]) -> None:
    add(store, "Lyngvar")
    me = store.me
    store.close()
    again = opens()
    assert names(again) == ["Lyngvar"]
    assert again.me == me
    assert again.check() == []


def test_a_missing_store_and_folder(tmp_path: Path, clock: FixedClock) -> None:
    for path in (tmp_path / "a.db", tmp_path / "nowhere" / "a.db"):
        with pytest.raises(StoreMissing):
            Store.open(path, PASSPHRASE, clock, floor=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_new_store_never_overwrites(store: Store, path: Path, clock: FixedClock) -> None:
    store.close()
    with pytest.raises(StoreExists):
        Store.create(path, name="x", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP)


def test_keys_without_a_store_are_put_aside(store: Store, path: Path, clock: FixedClock) -> None:
    store.close()
    kept = sibling(path, "keys").read_bytes()
    path.unlink()
    again, _ = Store.create(path, name="x", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP)
    again.close()
    assert kept in [file.read_bytes() for file in path.parent.glob("*.keys.*")]


def test_a_wrong_passphrase_leaves_everything_closed(store: Store, opens: Callable[..., Store]) -> None:
    store.close()
    with pytest.raises(WrongPassphrase):
        opens("feil")
    opens()


def test_a_second_program_is_refused(store: Store, opens: Callable[..., Store]) -> None:
    with pytest.raises(StoreInUse):
        opens()
    add(store, "Lyngvar")
    store.close()
    store.close()
    assert names(opens()) == ["Lyngvar"]


def test_the_lock_of_a_crashed_program_stands_in_nobodys_way(
    store: Store, path: Path, opens: Callable[..., Store]
) -> None:
    store.close()
    holds = "import sys, os; from pathlib import Path; from app.store.instance import InstanceLock\n"
    holds += "InstanceLock.taken(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    child = subprocess.Popen(
        [sys.executable, "-c", holds, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"held"
    with pytest.raises(StoreInUse):
        opens()
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    opens()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_folder_without_write_access(
    store: Store, opens: Callable[..., Store], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    store.close()

    def refused(*args: object) -> int:
        raise OSError(number, "no")

    with monkeypatch.context() as patched:
        patched.setattr(instance.os, "open", refused)
        with pytest.raises(FolderReadOnly) as problem:
            opens()
    assert str(store.path.parent) in problem.value.text()
    opens()


def test_another_user_may_not_write_there(path: Path, tmp_path: Path) -> None:
    """The same for real, as somebody whom the folder does not belong to (root may write everywhere)."""
    path.parent.mkdir()
    script = (
        "import os, sys; from pathlib import Path\n"
        "from app.store.instance import InstanceLock\n"
        "from app.base.errors import AppError\n"
        "import app.base.languages\n"
        "if os.name != 'nt' and os.getuid() == 0: os.setuid(65534)\n"
        "try: InstanceLock.taken(Path(sys.argv[1]))\n"
        "except AppError as error: print(type(error).__name__)\n"
    )
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    path.parent.chmod(0o555)
    said = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    path.parent.chmod(0o755)
    expected = (
        "" if os.name == "nt" else FolderReadOnly.__name__
    )  # Windows does not know this kind of permission
    assert said.stdout.strip() == expected


@pytest.mark.parametrize("damage", [b"", b"x" * 100, b"x" * 8192])
def test_something_else_in_place_of_the_store(
    store: Store, path: Path, opens: Callable[..., Store], damage: bytes
) -> None:
    store.close()
    path.write_bytes(damage)
    with pytest.raises(StoreDamaged):
        opens()


def test_a_flip_in_the_first_bytes_is_noticed(store: Store, path: Path, opens: Callable[..., Store]) -> None:
    store.close()
    content = bytearray(path.read_bytes())
    content[3] ^= 4
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        opens()


def test_an_older_copy_is_noticed_and_can_be_accepted(
    store: Store, path: Path, opens: Callable[..., Store]
) -> None:
    add(store, "Lyngvar")
    store.close()
    old = path.read_bytes()
    second = opens()
    add(second, "Ospar")
    second.close()
    path.write_bytes(old)
    with pytest.raises(OlderCopy) as older:
        opens()
    assert (older.value.values["found"], older.value.values["expected"]) == (2, 3)
    accepted = opens(accept_older=True)
    assert names(accepted) == ["Lyngvar"]
    assert events.log(accepted.connection)[0].verb == "store.older_accepted"
    accepted.close()
    assert opens().check() == []


def test_a_copy_that_went_another_way_is_noticed(
    store: Store, path: Path, opens: Callable[..., Store], tmp_path: Path
) -> None:
    store.close()
    shutil.copytree(path.parent, tmp_path / "elsewhere")
    here = opens()
    add(here, "Lyngvar")
    here.close()
    there = Store.open(tmp_path / "elsewhere" / path.name, PASSPHRASE, here.clock, floor=CHEAP)
    for name in ("Ospar", "Tindre"):
        add(there, name)
    there.close()
    shutil.copy(tmp_path / "elsewhere" / path.name, path)
    with pytest.raises(OtherCopy):
        opens()
    assert names(opens(accept_older=True)) == ["Ospar", "Tindre"]


@pytest.mark.parametrize("content", [None, b"", b"x" * 256, b"{}", b'{"number": 1, "chain": "0"} 00'])
def test_a_lost_mark_is_said_once(
    store: Store, path: Path, opens: Callable[..., Store], content: bytes | None
) -> None:
    add(store, "Lyngvar")
    store.close()
    if content is None:
        sibling(path, "head").unlink()
    else:
        sibling(path, "head").write_bytes(content)
    for _ in range(2):
        with pytest.raises(HeadLost):
            opens()
    opens(accept_older=True).close()
    assert names(opens()) == ["Lyngvar"]


def test_a_mark_that_lags_is_no_trouble(store: Store, path: Path, opens: Callable[..., Store]) -> None:
    """Killed between the commit and the mark, or the mark lost by a power cut."""
    lagging = sibling(path, "head").read_bytes()
    add(store, "Lyngvar")
    add(store, "Ospar")
    store.close()
    sibling(path, "head").write_bytes(lagging)
    assert names(opens()) == ["Lyngvar", "Ospar"]


def test_a_mark_that_cannot_be_written_does_not_undo_a_save(
    store: Store, opens: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        def seek(self, at: int) -> None:
            raise OSError(5, "no")

    with monkeypatch.context() as patched:
        patched.setattr(store.opened.mark, "_file", Refusing())
        add(store, "Lyngvar")
    assert names(store) == ["Lyngvar"]
    store.close()
    assert names(opens()) == ["Lyngvar"]
