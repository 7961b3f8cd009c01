"""The deletion harness (row 43): is a deleted person anywhere in the decrypted file? python -m tests.faults.erasing --full

Each round fills a new register with people of whom one is a needle in every text, works on it (changes, moves, voids,
undoes, prints lists), deletes that person, and looks through every decrypted page, free ones too, the payloads, the
search index's own words and the backups' folder. The chain and the full check must hold, and everything of the others
must lie there as before.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import json
import random
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.entry.draft import Draft
from app.records.attendance import Attendance
from app.records.field import Kind
from app.records.movement_print import MovementPrint
from app.records.person import Person
from app.records.record import Record
from app.records.registry import TYPES, case_of, scalars
from app.records.reminder import Reminder
from app.records.session import Session
from app.records.step import Step
from app.records.timetable import Series
from app.store import events
from app.store.erasing import Erased, erase_people
from app.store.questions.movement import Way, written
from app.store.rows import reference_to
from app.store.store import Store
from app.store.tokens import token
from tests.faults import programme
from tests.faults.pages import decrypted
from tests.store.conftest import CHEAP, PASSPHRASE

# the name, and a word that stands in every text: of letters that no other text has, long enough to be no accident
NEEDLES = ("Qxzwjvqxkzwqj", "Zqwxvjzqqxwkz")
OTHERS = ("Rognulf", "Havmod", "Ospar", "Tindre", "Solmund")
DAY = dt.date(2026, 1, 19)


@dataclass
class Report:
    """What a run has shown."""

    seed: int
    tried: int = 0
    payloads: int = 0
    found: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"deletions: seed {self.seed}, {self.tried} tried, {self.payloads} payloads deleted"]
        return "\n".join([*lines, f"{len(self.found)} not held", *self.found[:20]])


def run(folder: Path, *, rounds: int, seed: int) -> Report:
    """So many registers, each with one person deleted."""
    report = Report(seed)
    for number in range(rounds):
        place = folder / f"round-{number}"
        report.found += [
            f"round {number}: {what}" for what in one_round(place, random.Random(seed + number), report)
        ]
        report.tried += 1
        shutil.rmtree(place)
    return report


def one_round(folder: Path, chance: random.Random, report: Report) -> list[str]:
    """Fill, delete, look; what does not hold."""
    store, _ = Store.create(
        folder / "overgang.db", name="x", passphrase=PASSPHRASE, clock=FixedClock(), cost=CHEAP, floor=CHEAP
    )
    try:
        person = filled(store, chance)
        if not left_in(store, person):
            return ["the harness finds nothing even before"]
        before = of_others(store, person)
        done: Erased = erase_people(store, [person], actor=store.me, why="objection")
        report.payloads += done.events
        return problems(store, person, before)
    finally:
        store.close()


def problems(store: Store, person: str, before: dict[str, Any]) -> list[str]:
    """What is still there of the person, or no longer there of others."""
    found = [f"still there: {what}" for what in left_in(store, person)]
    found += struck_out_only(store)
    found += [f"check: {finding.what}" for finding in store.check()]
    found += [f"chain broken at {number}" for number in events.broken(store.connection)]
    after = of_others(store, person)
    found += [f"changed: {key}" for key in before if before[key] != after.get(key)]
    found += [f"new: {key}" for key in after if key not in before]
    while store.can_undo():
        with contextlib.suppress(AppError):
            store.undo(actor=store.me)
    return found + [f"back by undo: {what}" for what in left_in(store, person)]


# --- looking -----------------------------------------------------------------------------------------------


def left_in(store: Store, person: str) -> list[str]:
    """Where a needle or the person's id still is: pages, payloads on them, words of the index, names of files."""
    opened, found = store.opened, set()
    forms = [(needle, form) for needle in (*NEEDLES, person) for form in disguises(needle)]
    for page in decrypted(opened.file, opened.key):
        found |= {f"{needle} in a page" for needle, form in forms if form in page}
        found |= {f"{what} in a packed payload" for text in unpacked(page) for what in in_text(text, person)}
    for (body,) in store.connection.rows("SELECT body FROM payload"):
        found |= {f"{what} in a payload" for what in in_text(zlib.decompress(body), person)}
    for term in terms_of(store):
        if any(term in needle.lower() for needle in NEEDLES) or term == token("case", person):
            found.add(f"{term!r} in the index")
    found |= {f"{needle} is found" for needle in NEEDLES if store.search(needle, viewer=store.me)}
    names = [path.name for path in store.path.parent.rglob("*")]
    return sorted(
        found | {f"{name} is a file" for name in names if any(needle in name for needle in NEEDLES)}
    )


def struck_out_only(store: Store) -> list[str]:
    """Whether terms of the needles still lie in the index's own blocks, hidden from every question. What writing the index
    anew does not take away is an accident of bytes."""
    terms = {needle.lower()[at : at + 3].encode() for needle in NEEDLES for at in range(len(needle) - 2)}

    def lying_there() -> set[bytes]:
        blocks = [block for (block,) in store.connection.rows("SELECT block FROM words_data")]
        return {term for term in terms if any(term in block for block in blocks)}

    before = lying_there()
    if not before:
        return []
    store.connection.run("INSERT INTO words(words) VALUES ('optimize')")
    left = sorted(term.decode() for term in before - lying_there())
    return [f"still there: {', '.join(left)} struck out in the index"] if left else []


def disguises(needle: str) -> Iterator[bytes]:
    """A text in every form in which it could lie there."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        plain = needle.encode(encoding)
        yield plain
        for shift in range(3):
            yield base64.b64encode(b"\0" * shift + plain)[4:-4]
    yield needle.lower().encode()


def unpacked(page: bytes) -> Iterator[bytes]:
    """What can be unpacked of payloads that begin on a page, whether it is used or free."""
    at = page.find(b"\x78\x01")
    while at >= 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(page[at:])
        at = page.find(b"\x78\x01", at + 1)


def in_text(text: bytes, person: str) -> Iterator[str]:
    """The needles in a payload's text."""
    return (needle for needle in (*NEEDLES, person) if needle.lower().encode() in text.lower())


def terms_of(store: Store) -> list[str]:
    """Every term that the search index still knows."""
    store.connection.run(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'words', 'row')"
    )
    return [row[0] for row in store.connection.rows("SELECT term FROM temp.terms")]


def of_others(store: Store, person: str) -> dict[str, Any]:
    """Every row that is not of the person's case, as it lies there; of printed lists the others' lines."""
    rows: dict[str, Any] = {}
    for kind in TYPES:
        own = f'AND "{reference_to(kind, "person")}" != :person' if reference_to(kind, "person") else ""
        sql = f"SELECT * FROM {kind} WHERE ifnull(case_id, '') != :person {own}"
        for row in store.connection.dicts(sql, {"person": person}):  # type: ignore[arg-type]
            if kind == "movement_print":
                row["lines"] = [way for way in json.loads(row["lines"]) if way["person"] != person]
            if kind != "interpreter" and not (kind == "reminder" and person in row["about"]):
                rows[f"{kind} {row['id']}"] = row
    return rows


# --- filling -----------------------------------------------------------------------------------------------


def filled(store: Store, chance: random.Random) -> str:
    """A register with six people and a history; the id of the one who is a needle everywhere."""
    needle = full(Person, name=NEEDLES[0], alias=f"{NEEDLES[0]} {NEEDLES[1]}")
    others = [Person(name=name, strengths=f"{name} tåler mye " * chance.randrange(1, 60)) for name in OTHERS]
    people = [*others, needle]
    chance.shuffle(people)
    for one in people:
        _put(store, one, text=f"{one.name} er lagret")
    for _ in range(chance.randrange(4, 14)):
        _something(store, chance, needle, others)
    for kind in TYPES.values():
        if kind not in (Person, Attendance) and "person" in scalars(_name(kind)):
            _put(store, full(kind, person=needle.id), text=f"{NEEDLES[0]}: lagret")
    _lists_and_drafts(store, chance, needle, others)
    return needle.id


def _something(store: Store, chance: random.Random, needle: Person, others: list[Person]) -> None:
    """One piece of a counsellor's work."""
    other = chance.choice(others)
    row = Attendance(person=needle.id, line=long_text(chance))
    talk = full(Session, attendances=(row,), note=long_text(chance), state="held")
    mine = Session(
        day=DAY,
        note=f"{other.name} vil ta kran " * chance.randrange(1, 90),
        attendances=(Attendance(person=other.id),),
    )
    group = Session(
        day=DAY,
        form="group",
        topic="CV",
        attendances=(Attendance(person=other.id, line="skrev"), replace(row, id="a" + row.id[1:])),
    )
    work = chance.choice(("talk", "group", "mine", "void", "undo", "move", "change", "step"))
    _put(store, {"group": group, "mine": mine}.get(work, talk), text=f"Samtale med {NEEDLES[0]}")
    if work == "void":
        with store.transaction("entry.voided", actor=store.me, text=NEEDLES[0]) as t:
            t.void(Session, talk.id, reason="wrong_person")
    elif work == "undo":
        store.undo(actor=store.me)
    elif work == "move":
        with store.transaction("entry.moved", actor=store.me, text=f"Flyttet til {NEEDLES[0]}") as t:
            t.put(mine)
            t.move(Session, mine.id, case=needle.id)
    elif work == "change":
        _put(store, replace(other, strengths=f"{NEEDLES[0]} kjenner {other.name}"), text="Endret")
        _put(store, other, text="Endret tilbake")
    elif work == "step":
        step = Step(person=needle.id, text=long_text(chance))
        with store.transaction("session.saved", actor=store.me) as t:
            t.put(Session(day=DAY, attendances=(row,), steps=(step,)))


def _lists_and_drafts(store: Store, chance: random.Random, needle: Person, others: list[Person]) -> None:
    """What is kept besides the entries: printed lists, a series, reminders, drafts, a setting that once held the name."""
    ways = [Way("5" * 32, one.id, DAY.isoformat(), "09:15", "10:00", "", "") for one in (*others, needle)]
    series = Series(day=DAY)
    _put(store, MovementPrint(day=DAY, until=DAY, lines=written(ways)))
    _put(store, series)
    _put(store, full(Session, series=series.id, attendances=(Attendance(person=needle.id),)))
    _put(store, Reminder(rule="unseen", about=f"{needle.id}/2026-01-01"))
    for value in (f"spør {NEEDLES[0]}", "spør på skolen"):
        with store.transaction("settings.changed", actor=store.me) as t:
            t.set("guidance.contact", value)
    about = Draft(
        "session", {"note": long_text(chance)}, {"attendances": [Draft("attendance", {"person": needle.id})]}
    )
    rows = [Draft("row", {"name": name}) for name in (NEEDLES[0], "Fjellrik")]
    store.put_draft(about, viewer=store.me, title=NEEDLES[1], person=needle.id)
    store.put_draft(Draft("arrivals", {}, {"rows": rows}), viewer=store.me, title=f"{NEEDLES[0]} og en til")
    if chance.random() < 0.5:
        store.backup()


def full(kind: type[Record], **values: Any) -> Any:
    """A record with a needle in every text."""
    said: dict[str, Any] = {}
    for name, (declared, spec) in scalars(_name(kind)).items():
        if spec.kind in (Kind.LINE, Kind.NOTE) and name not in values:
            said[name] = f"{name} {NEEDLES[1]} {NEEDLES[0]}"
        elif declared.required and name not in values:
            said[name] = DAY if "DAY" in spec.kind.name else ""
    return kind(**said, **values)


def long_text(chance: random.Random) -> str:
    """A note with a needle, short or over many pages."""
    return f"{NEEDLES[1]} og noe mer " * chance.choice((1, 3, 40, 400))


def _name(kind: type[Record]) -> str:
    return next(name for name, one in TYPES.items() if one is kind)


def _put(store: Store, record: Record, *, text: str = "") -> None:
    with store.transaction("saved", actor=store.me, text=text) as t:
        t.put(record, case=case_of(record))


def tried(samples: int, seed: int) -> programme.Figures:
    """So many registers, each with one person deleted; a problem counts its register as not held."""
    with tempfile.TemporaryDirectory() as name:
        report = run(Path(name), rounds=samples, seed=seed)
    broken = {line.partition(":")[0] for line in report.found}
    return programme.Figures(report.tried, report.tried - len(broken), tuple(report.found))


HARNESSES = (
    programme.Harness(
        "deletions",
        43,
        "a deleted person is in no page of the decrypted file, in no payload and not in the index",
        sample=4,
        full=1_000,
        run=tried,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
