"""What is said of a register that does not open: short enough for a small screen, and never more than is known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from app.records.registry import TYPES
from app.store.rescue import Found
from ui.shell.rescue_words import said_of

TODAY = dt.date(2026, 1, 19)
AT = dt.datetime(2026, 1, 18, 14, 15, tzinfo=dt.UTC)


def test_many_types_are_told_in_few_words() -> None:
    every = tuple((kind, 1000) for kind in TYPES)
    (reads, backup) = said_of(Found(every[:9], tuple(TYPES)[9:]), TODAY)
    assert "Person 1 000" in reads.replace("\u00a0", " ").replace("\u202f", " ")
    assert "og 4 000 til" in reads.replace("\u00a0", " ").replace("\u202f", " ")
    assert len(reads) < 300
    assert "Ingen hel sikkerhetskopi" in backup


def test_what_is_not_known_is_not_said() -> None:
    unknown = Found((), tuple(TYPES), Path("x"), AT, 40, 0, None)
    reads, backup = said_of(unknown, TODAY)
    assert reads == "Ingenting i registerfila kan leses."
    assert "ukjent" in backup
    last = said_of(Found((("person", 3),), (), Path("x"), AT, 40, 2, 0), TODAY)
    assert "det siste som ble lagret" in last[1]
    assert last[2].startswith("2 nyere")
    assert "1 hendelse er logget" in said_of(Found((), (), Path("x"), AT, 40, 0, 1), TODAY)[1]
