"""The full check finds what opening does not look for; a full disk is said and survived."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.base.languages import WINDOW_LANGUAGES, use
from app.records.person import Person
from app.records.step import Step
from app.store import checking, opening
from app.store.errors import DiskFull
from app.store.files import sibling
from app.store.store import Store


def add(store: Store, name: str) -> Person:
    person = Person(name=name)
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(person)
        t.put(Step(person=person.id, text="Ringe"))
    return person


def found(store: Store) -> list[str]:
    return [finding.what for finding in store.check()]


def test_a_row_changed_past_the_program_is_seen(store: Store) -> None:
    add(store, "Lyngvar")
    assert found(store) == []
    store.connection.run("UPDATE person SET birth_year = 1950")
    assert found(store) == ["rows"]


def test_a_row_taken_away_past_the_program_is_seen(store: Store) -> None:
    add(store, "Lyngvar")
    store.connection.run("DELETE FROM step")
    assert "rows" in found(store)


def test_what_refers_to_nothing_is_seen(store: Store) -> None:
    add(store, "Lyngvar")
    store.connection.run("UPDATE step SET parent_id = 'nowhere'")
    assert "references" in found(store)


def test_a_search_index_that_lies_is_seen(store: Store) -> None:
    person = add(store, "Lyngvar")
    store.connection.run("DELETE FROM found WHERE record = ?", (person.id,))
    assert found(store) == ["index"]


def test_a_damaged_key_file_beside_an_open_store_is_seen(store: Store, path: Path) -> None:
    sibling(path, "keys").write_bytes(b"{}")
    assert found(store) == ["keys"]


def test_a_damaged_page_that_nobody_read_is_seen(
    store: Store, path: Path, opens: Callable[..., Store]
) -> None:
    for number in range(60):
        add(store, f"Person {number}")
    store.close()
    content = bytearray(path.read_bytes())
    content[-5000] ^= 1
    path.write_bytes(content)
    assert "pages" in found(opens())


@pytest.mark.parametrize("language", WINDOW_LANGUAGES)
def test_findings_are_said_in_words(language: str) -> None:
    use(language)
    finding = checking.Finding("pages", 3, checking.PAGES)
    assert "3" in finding.text()


def test_a_full_disk_is_said_kept_out_and_works_once_freed(store: Store, path: Path) -> None:
    add(store, "Lyngvar")
    opening.ensure_reserve(path)
    assert sibling(path, "reserve").stat().st_size == opening.RESERVE
    store.connection.run(f"PRAGMA max_page_count = {store.connection.value('PRAGMA page_count')}")

    def too_much() -> None:
        with store.transaction("person.saved", actor=store.me) as t:
            for number in range(500):
                t.put(Person(name=f"Person {number}" * 50))

    with pytest.raises(DiskFull):
        too_much()
    assert not sibling(path, "reserve").exists()  # room for drafts and deletions
    assert store.count(Person, viewer=store.me) == 1
    assert found(store) == []
    store.connection.run("PRAGMA max_page_count = 1000000")
    too_much()
    assert store.count(Person, viewer=store.me) == 501
    assert found(store) == []


def test_the_reserve_is_not_taken_from_a_nearly_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(opening.shutil, "disk_usage", lambda folder: usage._replace(free=1000))
    opening.ensure_reserve(tmp_path / "a.db")
    assert list(tmp_path.iterdir()) == []
