"""Makes the store file that a released schema leaves here: python -m tests.data.making 001 (once, at the release)."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.place import Officer, Ward
from app.records.session import Session
from app.records.step import Step
from app.store.keys import KeyCost
from app.store.store import Store

FOLDER = Path(__file__).parent
COST = KeyCost(memory=64, passes=1, lanes=1)
PASSPHRASE = "en setning som er lagret for alltid"


def make(schema: str) -> Path:
    """A closed store with a little of everything, written by today's program."""
    path = FOLDER / f"store-{schema}.db"
    store, _ = Store.create(
        path, name="Steinvid", passphrase=PASSPHRASE, clock=FixedClock(), cost=COST, floor=COST
    )
    ward = Ward(id="a" * 32, name="Avdeling A")
    officer = Officer(id="1" * 32, name="vakt på Furu")
    lyngvar = Person(
        id="b" * 32,
        name="Lyngvar",
        ward=ward.id,
        reads_best="pl",
        arrived=dt.date(2025, 11, 24),
        contact_officer=officer.id,
    )
    session = Session(
        id="c" * 32,
        day=dt.date(2026, 1, 5),
        note="Vil ta kranførerbevis på våren.",
        themes=("education",),
        attendances=(Attendance(id="d" * 32, person=lyngvar.id),),
        steps=(Step(id="e" * 32, person=lyngvar.id, text="Sende fagbrevet", due=dt.date(2026, 1, 12)),),
    )
    with store.transaction("session.saved", actor=store.me, text="Lagret") as t:
        for record in (ward, officer, lyngvar, session):
            t.put(record)
        t.set("school.name", "Eksempelskolen")
    store.put_draft(Draft("session", {"note": "midt i en set"}, id="f" * 32), viewer=store.me, title="midt i")
    store.close()
    for kind in ("lock", "reserve"):
        path.with_name(f"{path.name}.{kind}").unlink(missing_ok=True)
    return path


if __name__ == "__main__":
    print(make(sys.argv[1]))
