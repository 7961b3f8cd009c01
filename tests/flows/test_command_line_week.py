"""The week without a window: bookings by that name, requests through the same door as the form, and the numbers."""

from __future__ import annotations

import csv
import io

import pytest

from tests.flows.calls import Run, added, assigned, is_one_line


def test_a_booking_is_a_planned_session_in_a_room_by_name(made: Run) -> None:
    person = added(made, "person", name="Lyngvar")
    later = added(made, "booking", person=person, day="2026-03-24", clock="9", room="rom 12")
    soon = added(made, "booking", person=person, day="tir", clock="10.30", minutes="30")
    held = added(made, "session", person=person)
    found = made("--json", "list", "booking").json
    assert [row["id"] for row in found] == [soon, later]
    assert (found[0]["day"], found[0]["clock"], found[0]["minutes"]) == ("2026-01-20", "10:30", 30)
    assert {row["state"] for row in found} == {"planned"}
    assert [
        row["id"] for row in made("--json", "list", "booking", "--person", person, "--limit", "1").json
    ] == [soon]
    assert held in [row["id"] for row in made("--json", "list", "session").json]
    shown = made("--json", "show", "booking", later).json
    assert (shown["people"], shown["clock"]) == ([person], "09:00")
    assert shown["room"] == made("--json", "list", "room").json[0]["id"]
    text = made("list", "booking").out
    assert "rom 12" in text
    assert "Lyngvar" in text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"clock": "9"}, "day"),
        ({"day": "2026-03-24", "clock": "99"}, "clock"),
        ({"day": "2026-03-24", "state": "held"}, "state"),
        ({"day": "2026-03-24", "form": "dance"}, "form"),
    ],
)
def test_a_booking_that_cannot_be_says_what_is_wrong(made: Run, values: dict[str, str], field: str) -> None:
    person = added(made, "person", name="Lyngvar")
    found = made("add", "booking", *assigned({"person": person, **values}))
    assert found.code == 1
    assert is_one_line(found.err)
    assert field in found.err
    assert made("--json", "list", "booking").json == []


def test_a_request_waits_until_its_person_is_booked(made: Run) -> None:
    person = added(made, "person", name="Lyngvar")
    request = added(made, "request", person=person, day="2026-01-12", source="teacher", about="fagbrev")
    assert made("--json", "show", "request", request).json["state"] == "open"
    booking = added(made, "booking", person=person, day="2026-01-22", clock="10")
    ended = made("--json", "show", "request", request).json
    assert (ended["state"], ended["session"], ended["ended_on"]) == ("booked", booking, "2026-01-19")
    assert "Lyngvar" in made("list", "request").out


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"about": "skole"}, "name"),
        ({"name": "Ospar", "day": "2026-01-20"}, "day"),
        ({"name": "Ospar", "state": "booked"}, "session"),
    ],
)
def test_a_request_that_cannot_be_says_what_is_wrong(made: Run, values: dict[str, str], field: str) -> None:
    found = made("add", "request", *assigned(values))
    assert found.code == 1
    assert is_one_line(found.err)
    assert field in found.err


def test_the_numbers_say_how_long_people_waited(made: Run) -> None:
    person = added(made, "person", name="Lyngvar")
    added(made, "request", person=person, day="2026-01-05")
    added(made, "session", person=person)
    added(made, "request", name="Ospar")
    found = made("statistics", "--from", "2026-01-01", "--to", "2026-01-31", "--format", "csv")
    numbers = {(row[0], row[1]): row[3] for row in csv.reader(io.StringIO(found.out))}
    assert numbers["waiting", "median_days"] == "14"
    assert (numbers["waiting", "requests"], numbers["waiting", "waiting"]) == ("2", "1")
