"""A register with four counsellors and three cases of one of them, every text of every record type a needle of its own."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.actions.desk import Desk
from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.records.attendance import Attendance
from app.records.choices import codes
from app.records.field import Kind, Secrecy
from app.records.record import Record
from app.records.registry import TYPES, scalars
from app.records.shipped import CHECKLIST
from app.store import undoing
from app.store.access import everyone_sees
from app.store.counsellors import HEAD, LEAD
from app.store.rows import reference_to
from app.store.store import Changes, Store, Viewer
from tests.builders import CHEAP, MONDAY, PASSPHRASE

NEEDLE = "kveik"
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
CASES = ("a", "b", "c")
"""The owner's cases: shared with somebody, opened in an emergency, restricted."""
NAMES = {"a": "Lyngvar", "b": "Rognulf", "c": "Havmod"}


def needle(case: str, kind: str, name: str) -> str:
    """One word, found nowhere else: of a case, a record type and a field."""
    return f"{NEEDLE}{case}x{kind}x{name}".replace("_", "")


def filled(kind: str, case: str, **given: Any) -> Record:
    """A record of this type as its declaration describes it, a needle in each text that not everybody may see."""
    values: dict[str, Any] = {}
    for name, (declared, spec) in scalars(kind).items():
        if spec.kind in (Kind.LINE, Kind.NOTE) and spec.secrecy is not Secrecy.EXISTS:
            values[name] = needle(case, kind, name)
        elif declared.required:
            values[name] = _needed(spec.kind, spec.choices, name)
    return TYPES[kind](**(values | given))


def _needed(kind: Kind, choices: str, name: str) -> Any:
    if kind in (Kind.DAY_HELD, Kind.DAY_PLANNED):
        return MONDAY.date()
    if kind is Kind.CODE:
        return codes(choices)[0]
    if kind is Kind.CODES:
        return (codes(choices)[0],)
    return {Kind.CLOCK: "10:00", Kind.NUMBER: 1, Kind.MINUTES: 45}.get(kind, name)


def of_a_case() -> list[str]:
    """The record types whose rows are somebody's and can name a person, the person left out."""
    return [kind for kind in TYPES if not everyone_sees(kind) and reference_to(kind, "person")]


@dataclass
class Planted:
    """The register. ids: of every record planted, by case and type; groups and slips of no case under "group", what the
    owner keeps about themselves under "own"."""

    store: Store
    clock: FixedClock
    owner: Viewer
    colleague: Viewer
    lead: Viewer
    head: Viewer
    people: dict[str, str] = field(default_factory=dict)
    ids: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    draft: str = ""

    def needles(self, *cases: str) -> set[str]:
        """Every needle of these cases, as planted."""
        return {one for case in cases for one in self.planted[case]}

    planted: dict[str, set[str]] = field(default_factory=dict)

    def all_ids(self, kind: str) -> list[str]:
        """The ids of all records of a type."""
        return [one for case in self.ids.values() for one in case.get(kind, ())]

    def every_id(self) -> list[str]:
        return [one for case in self.ids.values() for ids in case.values() for one in ids]

    @contextmanager
    def seat(self, viewer: Viewer) -> Iterator[Desk]:
        """The desk of one of them, with nothing kept of what is written at it."""
        opened, before = self.store.opened, self.store.opened.counsellor
        connection = self.store.connection
        commit = connection.commit
        opened.counsellor = viewer.counsellor
        connection.commit = connection.roll_back  # type: ignore[method-assign]
        try:
            yield Desk(self.store, self.clock)
        finally:
            connection.commit = commit  # type: ignore[method-assign]
            opened.counsellor = before
            self.settled()

    def settled(self) -> None:
        """The store as it stands on the disk, after a write that was not kept."""
        self.store._head_is_sure = False
        self.store._done = undoing.Done()

    # --- planting ---

    def put(self, actor: Viewer, *records: Record) -> Changes:
        with self.store.transaction("session.saved", actor=actor) as t:
            for record in records:
                t.put(record)
        return t.changes()

    def plant(self, case: str) -> None:
        """A case with one row or more of every record type."""
        person = filled("person", case, name=NAMES[case])
        self.people[case] = person.id
        records = [person, *_rows(case, person.id)]
        self.put(self.owner, *records)
        self._know(case)

    def plant_group(self) -> None:
        """A group of the owner's people, a slip by name alone, a list handed out, and a draft: of no single case."""
        lines = tuple(Attendance(person=one) for one in self.people.values())
        aim = (filled("activity", "group"),)
        common = filled(
            "session", "group", form="group", attendances=lines, steps=(), referrals=(), activities=aim
        )
        ways = json.dumps([{"session": needle("group", "movement_print", "lines"), "person": "x"}])
        printed = filled("movement_print", "group", lines=ways)
        self.put(self.owner, common, filled("request", "group"), printed)
        draft = Draft("session", {"note": needle("draft", "session", "note")})
        self.store.put_draft(draft, viewer=self.owner, title=needle("draft", "draft", "title"))
        self.draft = draft.id
        self.planted["draft"] = {needle("draft", "session", "note"), needle("draft", "draft", "title")}
        self._know("group")

    def plant_own(self) -> None:
        """What the owner keeps about themselves: a questionnaire's round that is not the service's, and a week's hours."""
        said = (filled("checklist_answer", "own", question="T1", answer="no"),)
        judged = filled("checklist_round", "own", checklist=CHECKLIST, answers=said)
        week = filled("time_use", "own")
        self.put(self.owner, judged, week)
        self._know("own")
        self.ids["own"]["time_use"] = [week.id]

    def _know(self, case: str) -> None:
        """What stands in the file of this case: ids and needles."""
        ids: dict[str, list[str]] = {}
        needles: set[str] = set()
        for kind in TYPES:
            for row in self.store.connection.dicts(f"SELECT * FROM {kind}"):
                found = {word for text in row.values() if isinstance(text, str) for word in words_in(text)}
                mine = {word for word in found if word.startswith(f"{NEEDLE}{case}x")}
                if mine or (row["case_id"] and row["case_id"] == self.people.get(case)):
                    ids.setdefault(kind, []).append(row["id"])
                needles |= mine
        self.ids[case], self.planted[case] = ids, needles


def words_in(text: str) -> set[str]:
    """The needles in a text: runs of letters that begin as needles do."""
    runs = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return {run[run.find(NEEDLE) :] for run in runs if NEEDLE in run}


def _rows(case: str, person: str) -> Iterator[Record]:
    talk = filled("session", case, form="individual", day=MONDAY.date(), state="held")
    line = filled("attendance", case, person=person)
    orders = (filled("interpreter", case),)
    step, referral = filled("step", case, person=person), filled("referral", case, person=person)
    yield dataclasses.replace(
        talk, attendances=(line,), interpreters=orders, steps=(step,), referrals=(referral,)
    )  # type: ignore[type-var]
    planned = filled(
        "session", case, form="individual", day=MONDAY.date() + DAY, state="planned", clock="10:00"
    )
    yield dataclasses.replace(planned, attendances=(Attendance(person=person),))  # type: ignore[type-var]
    made = {"session", "attendance", "interpreter", "step", "referral"}
    for kind in of_a_case():
        if kind not in made:
            yield filled(kind, case, **_linked(kind, person))
    yield filled("request", case, person=person, state="open", name="", day=MONDAY.date())
    due = {"due": MONDAY.date() - DAY, "state": "open"}
    yield filled("step", case, person=person, **due)
    yield filled("referral", case, person=person, made_on=MONDAY.date() - 90 * DAY, answered_on=None)


def _linked(kind: str, person: str) -> dict[str, Any]:
    given: dict[str, Any] = {"person": person}
    if kind == "request":
        given |= {"name": "", "state": "declined", "ended_on": MONDAY.date(), "ask_again": MONDAY.date()}
    return given


def planted(folder: Path) -> Planted:
    """The register as every test of it begins."""
    clock = FixedClock(MONDAY)
    store, _code = Store.create(
        folder / "overgang.db", name="Ospar", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP
    )
    added = [
        Viewer(store.add_counsellor(name=name, passphrase=passphrase_of(name), roles=roles))
        for name, roles in (("Steinvid", ()), ("Tindre", ()), ("Solmund", (LEAD,)), ("Eirvar", (HEAD,)))
    ]
    made = Planted(store, clock, *added)
    for case in CASES:
        made.plant(case)
    made.plant_group()
    made.plant_own()
    return made


def passphrase_of(name: str) -> str:
    return f"{name} ved vinduet med kald kaffe"
