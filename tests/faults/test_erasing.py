"""A deleted person is gone from the decrypted file and the index, and only that person; and the harness finds what a
broken build leaves (row 43)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.store import connection, erasing, index, traces
from app.store.connection import Connection
from app.store.traces import Payloads
from tests.faults.erasing import Report, one_round, run


def test_nothing_of_a_deleted_person_is_left(tmp_path: Path) -> None:
    report = run(tmp_path, rounds=5, seed=1)
    assert report.tried == 5
    assert report.payloads > 50
    assert report.found == [], str(report)


def test_freed_pages_that_still_hold_something_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should SQLite not wipe what it frees, the look through the file's pages finds it and has it written anew."""
    _unwiped(monkeypatch)
    assert one_round(tmp_path / "a", random.Random(7), Report(7)) == []


def _unwiped(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tuple(one.replace("secure_delete = on", "secure_delete = off") for one in connection._SETTINGS)
    monkeypatch.setattr(connection, "_SETTINGS", kept)


def _pages_unwiped(monkeypatch: pytest.MonkeyPatch) -> None:
    _unwiped(monkeypatch)
    monkeypatch.setattr(erasing, "compact", lambda store: True)


def _payloads_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "payloads", lambda connection, wanted: Payloads())


def _index_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing.index, "refresh", lambda connection, kind, record: None)


def _drafts_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "clean_drafts", lambda connection, ids, names: 0)


def _lists_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "mentioning", lambda connection, kind, column, ids: iter(()))


def _only_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Payloads are looked through for ids, not for names."""
    monkeypatch.setattr(traces, "words_of", lambda *texts: None)


def _struck_out_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What leaves the index is struck out, and nobody writes it anew."""

    @contextmanager
    def wiped(connection: Connection, lines: int) -> Iterator[None]:
        connection.run("INSERT INTO words(words, rank) VALUES ('secure-delete', 0)")
        yield

    monkeypatch.setattr(erasing, "index_wiped", wiped)


BREAKS: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], str]] = {
    "pages": (_pages_unwiped, "in a page"),
    "payloads": (_payloads_kept, "in a payload"),
    "index": (_index_kept, "in the index"),
    "drafts": (_drafts_kept, "in a page"),
    "lists": (_lists_kept, "in a page"),
    "names": (_only_ids, "in a payload"),
    "words": (_struck_out_only, "struck out in the index"),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_the_harness_fails_on_a_broken_build(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_it, says = BREAKS[broken]
    if broken == "index":
        honest = erasing.erase_people

        def kept(*args: object, **named: object) -> object:
            with monkeypatch.context() as within:
                within.setattr(index, "refresh", lambda connection, kind, record: None)
                return honest(*args, **named)  # type: ignore[arg-type]

        monkeypatch.setattr("tests.faults.erasing.erase_people", kept)
    else:
        break_it(monkeypatch)
    found = one_round(tmp_path / "a", random.Random(3), Report(3))
    assert any(says in one for one in found), found
