"""No plain text is left behind: needles are looked for in every file that a day's work writes, at every moment."""

from __future__ import annotations

import base64
import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.store.bringing_back import restore
from app.store.opening import by_passphrase
from app.store.store import Store
from tests.store.conftest import CHEAP

NAME, NOTE, DRAFT, SCHOOL = "Lyngvarsnål", "kranførernålen", "utkastnålen", "skolenålen"
PASSPHRASE, COUNSELLOR = "setningsnålen er lang nok", "Steinvidsnål"
NEEDLES = (NAME, NOTE, DRAFT, SCHOOL, PASSPHRASE, COUNSELLOR)


def disguises(needle: str) -> Iterator[bytes]:
    """The needle in every form in which it could be left: encodings, and base64 at each of its three positions."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        plain = needle.encode(encoding)
        yield plain
        for shift in range(3):
            yield base64.b64encode(b"\0" * shift + plain)[4:-4]


def found_in(folder: Path) -> set[tuple[str, str]]:
    """(file, needle) for every needle in every file below a folder, whatever the file's name says too."""
    hits = set()
    for file in (file for file in folder.rglob("*") if file.is_file()):
        content = file.read_bytes() + file.name.encode()
        hits |= {(file.name, needle) for needle in NEEDLES for form in disguises(needle) if form in content}
    return hits


def test_a_days_work_leaves_no_plain_text(tmp_path: Path) -> None:
    path, clock = tmp_path / "overgang.db", FixedClock()
    store, code = Store.create(
        path, name=COUNSELLOR, passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP
    )
    person = Person(name=NAME)
    draft = Draft("session", {"note": DRAFT})
    store.put_draft(draft, viewer=store.me, title=DRAFT)
    hits = found_in(tmp_path)
    store.connection.run(
        "PRAGMA cache_size = 10"
    )  # pages and journal go to the disk in the middle of the work
    with store.transaction("session.saved", actor=store.me, text=NOTE) as t:
        t.put(person)
        rows = (Attendance(person=person.id, line=NOTE),)
        for _ in range(40):
            t.put(Session(day=dt.date(2026, 1, 19), note=f"{NOTE} " * 30, attendances=rows[:0]))
        t.put(Session(day=dt.date(2026, 1, 19), note=NOTE, attendances=rows))
        t.set("school.name", SCHOOL)
        assert path.with_name(f"{path.name}-journal").exists()
        hits |= found_in(tmp_path)
    assert store.search("kranfører", viewer=store.me)
    store.undo(actor=store.me)
    copy = store.backup()
    store.change_passphrase(old=PASSPHRASE, new=PASSPHRASE + "!")
    store.close()
    restore(copy, path, by_passphrase(PASSPHRASE + "!"), clock, floor=CHEAP)
    hits |= found_in(tmp_path)
    assert hits == set()
    assert all(
        group.encode() not in path.with_name(f"{path.name}.keys").read_bytes() for group in code.groups
    )


def test_the_search_for_needles_finds_them_in_a_broken_build(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE person (name TEXT)")
    plain.execute("INSERT INTO person VALUES (?)", (NAME,))
    plain.commit()
    plain.close()
    (tmp_path / "log.txt").write_bytes(base64.b64encode(f"x{NOTE}y{DRAFT}".encode()))
    (tmp_path / "wide.bin").write_bytes(SCHOOL.encode("utf-16-le"))
    assert found_in(tmp_path) == {
        ("plain.db", NAME),
        ("log.txt", NOTE),
        ("log.txt", DRAFT),
        ("wide.bin", SCHOOL),
    }
