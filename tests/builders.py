"""What tests begin with: a real store with cheap keys, a clock that stands still, and people who do not exist."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from app.actions.desk import Desk
from app.actions.people import save_person
from app.actions.sessions import save_session
from app.actions.usual import usual_session
from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.records.record import new_id
from app.store.keys import KeyCost
from app.store.store import Store

CHEAP = KeyCost(memory=64, passes=1, lanes=1)
PASSPHRASE = "kald kaffe ved vinduet"
MONDAY = dt.datetime(2026, 1, 19, 9, 17, tzinfo=dt.UTC)


def new_desk(folder: Path, *, clock: FixedClock | None = None) -> Desk:
    """A desk on a new store in this folder, on Monday 19 January 2026 at 09.17."""
    clock = clock or FixedClock(MONDAY)
    store, _code = Store.create(
        folder / "overgang.db", name="Steinvid", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP
    )
    return Desk(store, clock)


def reopened(desk: Desk) -> Desk:
    """The same store, closed and opened again."""
    desk.store.close()
    return Desk(Store.open(desk.store.path, PASSPHRASE, desk.clock, floor=CHEAP), desk.clock)


def add_person(desk: Desk, name: str, **fields: str) -> str:
    """A person with this name; their id."""
    changes = save_person(desk, Draft("person", {"name": name, **fields}))
    return next(iter(changes.people))


def add_talk(desk: Desk, person: str, note: str = "", **fields: str) -> str:
    """A usual session with somebody, held today unless the fields say otherwise; its id."""
    draft = usual_session(desk, person)
    draft.raw |= {"note": note, **fields}
    draft.record_id = new_id()
    save_session(desk, draft)
    return draft.record_id
