"""The week in numbers: who cancelled and why, and waiting times against a count of another kind."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions import cancelling, requests, sessions
from app.actions.desk import Desk
from app.actions.entries import add_entry
from app.actions.statistics import count_period, statistics_file
from app.entry.draft import Draft
from app.records.request import Request
from app.records.session import Session
from app.statistics.as_text import as_csv
from app.statistics.period import Period
from app.statistics.tables import Statistics
from app.store.questions.queue import waiting_facts, waits
from tests.builders import add_person, add_talk, new_desk

JANUARY = Period(dt.date(2026, 1, 1), dt.date(2026, 1, 31))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def numbers(found: Statistics, key: str) -> dict[str, int]:
    return {row.code: row.number for row in found.table(key).rows}


def test_cancellations_are_counted_by_whom_and_why(desk: Desk) -> None:
    for by, reason in (("prison", "court"), ("prison", "court"), ("prison", ""), ("inmate", "own_wish")):
        add_talk(desk, add_person(desk, "Lyngvar"), state="planned", day="2026-01-22")
        (planned,) = desk.store.find(Session, viewer=desk.viewer, where={"state": "planned"})
        cancelling.cancel(desk, [planned.id], by=by, reason=reason)
    found = count_period(desk, JANUARY)
    assert numbers(found, "cancelled_why") == {
        "cancelled_inmate.own_wish": 1,
        "cancelled_prison.court": 2,
        "cancelled_prison.not_said": 1,
    }
    lines = list(csv.reader(io.StringIO(as_csv(found))))
    assert ["ST2", "cancelled_why", "cancelled_prison.court", "fengselet: rettsmøte", "2", "0"] in lines
    assert numbers(found, "cancelled")["cancelled_prison"] == 3


def test_an_empty_period_can_be_printed(desk: Desk) -> None:
    found = count_period(desk, JANUARY)
    assert numbers(found, "waiting") == {
        "requests": 0,
        "waits": 0,
        "answered": 0,
        "declined": 0,
        "left": 0,
        "waiting": 0,
    }
    assert statistics_file(found, "pdf").startswith(b"%PDF")
    assert statistics_file(found, "table").decode()


def test_new_arrivals_are_counted_with_those_who_were_told(desk: Desk) -> None:
    for name, language, told in (
        ("Lyngvar", "pl", "spoken"),
        ("Rognulf", "pl", ""),
        ("Havmod", "", "leaflet"),
    ):
        person = add_person(desk, name, reads_best=language, arrived="2026-01-12")
        add_entry(desk, Draft("arrival", {"person": person, "day": "2026-01-12", "told": told}))
    late = add_person(desk, "Ospar", reads_best="ar")
    add_entry(desk, Draft("arrival", {"person": late, "day": "2025-12-12", "told": "spoken"}))
    found = count_period(desk, JANUARY)
    assert numbers(found, "arrivals") == {"arrived": 3, "told": 2}
    assert numbers(found, "arrivals_language") == {"pl": 1, "not_recorded": 1}
    assert [(row.label, row.of) for row in found.table("arrivals_language").rows] == [
        ("polsk", 2),
        ("ikke registrert", 1),
    ]
    assert "67 %" in found.table("arrivals").note


def test_waiting_is_counted_by_ward_and_what_came_back_is_no_new_request(desk: Desk) -> None:
    remand = add_entry(desk, Draft("ward", {"name": "Avdeling A", "kind": "remand"}))
    for name, ward, day in (
        ("Lyngvar", remand, "2026-01-05"),
        ("Havmod", remand, "2026-01-08"),
        ("Ospar", "", "2026-01-19"),
    ):
        person = add_person(desk, name, ward=ward)
        add_entry(desk, Draft("request", {"day": "2026-01-02", "person": person}))
        add_talk(desk, person, day=day)
    tindre = add_person(desk, "Tindre")
    sessions.book_session(desk, tindre, "+1 10")
    cancelling.cancel_day(desk, dt.date(2026, 1, 20), by="prison")
    found = count_period(desk, JANUARY)
    assert numbers(found, "waiting_ward") == {"remand": 5, "not_recorded": 17}
    assert numbers(found, "waiting") == {
        "requests": 3,
        "waits": 3,
        "median_days": 6,
        "answered": 0,
        "declined": 0,
        "left": 0,
        "waiting": 1,
    }


def _counted_otherwise(desk: Desk, since: dt.date, until: dt.date) -> list[int]:
    """The waits as somebody would count them with a pencil: person by person, day by day."""
    asked = [one for one in desk.store.find(Request, viewer=desk.viewer) if one.state == "booked"]
    held = [one for one in desk.store.find(Session, viewer=desk.viewer) if one.state == "held"]
    found = []
    for person in {one.person for one in asked}:
        talks = sorted(
            {one.day for one in held if any(row.person == person and row.came for row in one.attendances)}
        )
        waiting: list[dt.date] = []
        last = dt.date(2025, 1, 1)
        for talk in talks:
            waiting = [one.day for one in asked if one.person == person and last < one.day <= talk]
            if waiting and since <= talk <= until:
                found.append((talk - min(waiting)).days)
            last = talk
    return sorted(found)


@pytest.mark.parametrize("seed", range(6))
def test_waits_are_what_a_pencil_counts(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    people = [add_person(desk, name) for name in ("Lyngvar", "Havmod", "Ospar", "Tindre")]
    for _ in range(60):
        person, day = chance.choice(people), desk.today - dt.timedelta(days=chance.randrange(60))
        if chance.random() < 0.5:
            draft = requests.request_draft(desk, person=person)
            draft.raw["day"] = day.isoformat()
            draft.record_id = draft.id
            requests.save_request(desk, draft)
            if chance.random() < 0.15:
                requests.end_request(desk, draft.id, state=chance.choice(requests.ENDED))
        elif chance.random() < 0.7:
            add_talk(desk, person, day=day.isoformat())
        else:
            rows = [
                Draft("attendance", {"person": one, "came": chance.choice(("yes", "no"))})
                for one in people[:3]
            ]
            raw = {"day": day.isoformat(), "form": "group", "topic": "CV", "state": "held"}
            sessions.save_session(desk, Draft("session", raw, {"attendances": rows}))
    for since in (dt.date(2025, 12, 1), dt.date(2026, 1, 5)):
        ours = waits(desk.store, viewer=desk.viewer, since=since, until=desk.today)
        theirs = _counted_otherwise(desk, since, desk.today)
        assert sorted(one.days for one in ours) == theirs
        facts = waiting_facts(desk.store, viewer=desk.viewer, since=since, until=desk.today)
        assert facts.median_days == int(statistics.median(theirs) + 0.5)
