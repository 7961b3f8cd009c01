"""The school's lists: a renamed entry keeps what it was called, two that are one are merged, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.desk import Desk
from app.actions.lists import listed, merge_listed, save_listed
from app.actions.named import add_named, id_named
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.entry.validate import to_draft
from app.records.person import Person
from app.records.place import Officer, Ward
from tests.builders import add_person, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def _renamed(desk: Desk, ward: str, name: str) -> None:
    draft = to_draft(desk.get(Ward, ward))
    draft.raw["name"] = name
    save_listed(desk, draft)


def test_a_renamed_ward_keeps_its_people_and_is_found_by_what_it_was_called(desk: Desk) -> None:
    ward = add_named(desk, "ward", "Avdeling A")
    lyngvar = add_person(desk, "Lyngvar", ward=ward)
    _renamed(desk, ward, "Furu")
    _renamed(desk, ward, "Furutoppen")
    assert desk.get(Person, lyngvar).ward == ward
    (row,) = listed(desk, "ward")
    assert (row.name, row.former, row.used) == ("Furutoppen", "Avdeling A; Furu", 1)
    assert [row.answers(typed) for typed in ("avd", "toppen", "gran")] == [True, True, False]


def test_a_name_that_is_taken_is_not_given_twice(desk: Desk) -> None:
    add_named(desk, "ward", "Furu")
    other = add_named(desk, "ward", "Gran")
    with pytest.raises(Invalid) as refused:
        _renamed(desk, other, "furu")
    assert [problem.path for problem in refused.value.problems] == [("name",)]


def test_merging_moves_every_reference_and_draft_and_can_be_undone(desk: Desk) -> None:
    right, wrong = add_named(desk, "ward", "Furu"), add_named(desk, "ward", "Furru")
    lyngvar, havmod = add_person(desk, "Lyngvar", ward=wrong), add_person(desk, "Havmod", ward=right)
    officer = add_named(desk, "officer", "vakta", ward=wrong)
    draft = Draft("person", {"name": "Ospar", "ward": wrong})
    desk.store.put_draft(draft, viewer=desk.viewer, title="Ospar")
    merge_listed(desk, "ward", wrong, into=right)
    assert {desk.get(Person, one).ward for one in (lyngvar, havmod)} == {right}
    assert desk.get(Officer, officer).ward == right
    assert desk.store.draft(draft.id, viewer=desk.viewer).get("ward") == right
    (row,) = listed(desk, "ward")
    assert (row.name, row.former, row.used) == ("Furu", "Furru", 3)
    assert desk.store.check() == []
    desk.store.undo(actor=desk.viewer)
    assert desk.get(Person, lyngvar).ward == wrong
    assert desk.store.draft(draft.id, viewer=desk.viewer).get("ward") == wrong
    assert [(row.name, row.used) for row in listed(desk, "ward")] == [("Furru", 2), ("Furu", 1)]
    assert id_named(desk, "ward", "furru") == wrong


def test_a_deadline_stands_there_with_the_day_as_it_is_read_and_its_year(desk: Desk) -> None:
    save_listed(desk, Draft("deadline", {"name": "Privatister", "day": "2026-02-01", "source": "vigo.no"}))
    (row,) = (one for one in listed(desk, "deadline") if one.name == "Privatister")
    assert row.facts == "søn. 1. feb. 2026 · vigo.no"
