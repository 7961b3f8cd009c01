"""No plain text is left behind: needles are looked for in every file that a day's work writes, at every moment."""

from __future__ import annotations

import base64
import datetime as dt
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from app.actions.arrivals import save_arrivals
from app.actions.cancelling import cancel_day
from app.actions.desk import Desk
from app.actions.papers import Job, make_other, make_paper, went_out
from app.actions.requests import save_request
from app.actions.sessions import save_session
from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.exchange.arrival_lists import read_file
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.store.bringing_back import restore
from app.store.opening import by_passphrase
from app.store.store import Store
from tests.builders import new_desk
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


def test_a_week_of_lists_leaves_no_plain_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New people out of a spreadsheet, their draft, slips, bookings, the movement list as paper and as a table: nothing
    beside the register, nothing where the program was started, and no passing file, for there is no folder for one."""
    given, home, register = (tmp_path / name for name in ("given", "home", "register"))
    for folder in (given, home, register):
        folder.mkdir()
    book = openpyxl.Workbook()
    for n in range(9):
        book.worksheets[0].append([f"{NAME} {n}", SCHOOL])
    book.save(given / "list.xlsx")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(FileNotFoundError):
        tempfile.mkstemp()
    monkeypatch.chdir(home)
    desk = new_desk(register)
    desk.store.connection.run("PRAGMA cache_size = 10")
    hits = _week_of_lists(desk, read_file(given / "list.xlsx"), register)
    desk.store.close(backup_changes=True)
    assert hits | found_in(register) == set()
    assert list(home.iterdir()) == []


def _week_of_lists(desk: Desk, table: list[list[str]], register: Path) -> set[tuple[str, str]]:
    """The work, and what was found in the register's folder in the middle of it."""
    rows = [Draft("row", {"name": name, "ward": ward, "told": "yes"}) for name, ward in table]
    arrivals = Draft("arrivals", {"pasted": NOTE}, {"rows": rows})
    desk.store.put_draft(arrivals, viewer=desk.viewer, title=DRAFT)
    hits = found_in(register)
    people = sorted(save_arrivals(desk, arrivals).people)
    save_request(desk, Draft("request", {"person": people[0], "day": "2026-01-12", "about": NOTE}))
    for person in people:
        said = {"day": desk.today.isoformat(), "clock": "09:15", "state": "planned", "topic": DRAFT}
        save_session(desk, Draft("session", said, {"attendances": [Draft("attendance", {"person": person})]}))
    job = Job("movement_list", "nb", values={"span": "week"})
    steps: tuple[Callable[[], object], ...] = (
        lambda: cancel_day(desk, desk.today, by="prison"),
        lambda: desk.store.undo(actor=desk.viewer),
    )
    for step in steps:
        assert NAME in make_other(desk, job).decode()
        assert make_paper(desk, job).pdf.startswith(b"%PDF")
        went_out(desk, job.document, job.values)
        step()
        hits |= found_in(register)
    return hits


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
