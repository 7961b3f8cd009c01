"""Every schema that was ever released left a store here, and today's program opens each: migrated, whole, backed up."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import ClassVar

import pytest

from app.base.clock import FixedClock
from app.records.person import Person
from app.records.place import Officer
from app.records.session import Session
from app.store import backup, migrations
from app.store.store import Store
from tests.data import making

RELEASED = sorted(making.FOLDER.glob("store-*.db"))


def test_every_step_has_left_a_store() -> None:
    assert [path.stem for path in RELEASED] == [f"store-{step.NAME[:3]}" for step in migrations.STEPS]


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_an_old_store_opens_whole(released: Path, tmp_path: Path) -> None:
    for file in released.parent.glob(f"{released.name}*"):
        shutil.copy(file, tmp_path)
    store = Store.open(tmp_path / released.name, making.PASSPHRASE, FixedClock(), floor=making.COST)
    (person,) = store.find(Person, viewer=store.me)
    (session,) = store.find(Session, viewer=store.me)
    assert (person.name, person.reads_best) == ("Lyngvar", "pl")
    assert [step.text for step in session.steps] == ["Sende fagbrevet"]
    assert [hit.kind for hit in store.search("førerbevis", viewer=store.me)] == ["session"]
    assert store.setting("school.name") == "Eksempelskolen"
    assert store.draft("f" * 32, viewer=store.me).get("note") == "midt i en set"
    assert store.counsellor_name(store.me.counsellor) == "Steinvid"
    assert store.get(Officer, person.contact_officer, viewer=store.me).name == "vakt på Furu"
    assert [hit.kind for hit in store.search("vakt", viewer=store.me)] == ["officer"]
    assert store.check() == []
    old = released.stem != f"store-{migrations.STEPS[-1].NAME[:3]}"
    assert bool(backup.listed(backup.folder(store.path))) == old
    store.close()


def test_a_backup_is_made_before_a_store_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a step that this program does not have yet."""

    class Next:
        NAME = "999_next"
        ADDED: ClassVar[dict[str, dict[str, object]]] = {}

        @staticmethod
        def up(tables: object) -> tuple[()]:
            tables.execute("CREATE TABLE later (id TEXT)")  # type: ignore[attr-defined]
            return ()

    released = RELEASED[-1]
    for file in released.parent.glob(f"{released.name}*"):
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, Next))
    store = Store.open(tmp_path / released.name, making.PASSPHRASE, FixedClock(), floor=making.COST)
    assert store.connection.value("SELECT count(*) FROM later") == 0
    assert store.check() == []
    store.close()
    (made,) = backup.listed(tmp_path / "backups")
    monkeypatch.undo()
    older = Store.open(made.path, making.PASSPHRASE, FixedClock(), floor=making.COST)
    assert older.check() == []
    older.close()


def test_putting_an_old_register_in_order_says_how_far_it_is(tmp_path: Path) -> None:
    for file in making.FOLDER.glob("store-001.db*"):
        shutil.copy(file, tmp_path)
    shares: list[float] = []
    store = Store.open(
        tmp_path / "store-001.db", making.PASSPHRASE, FixedClock(), floor=making.COST, progress=shares.append
    )
    store.close()
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)
    assert len(shares) > 5
