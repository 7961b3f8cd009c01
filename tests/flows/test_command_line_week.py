"""The papers of the prison week from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.calls import Run, added, assigned, is_one_line


@pytest.fixture
def booked(made: Run) -> Run:
    """Somebody who comes today and somebody who comes tomorrow."""
    for name, when in (("Lyngvar", "today"), ("Havmod", "+1")):
        person = added(made, "person", name=name, reads_best="pl")
        added(made, "session", person=person, day=when, clock="9.15", state="planned")
    return made


def test_the_list_is_paper_or_table_by_the_name_of_its_file(booked: Run, tmp_path: Path) -> None:
    for suffix, begins in ((".pdf", b"%PDF"), (".CSV", b"\xef\xbb\xbfDag;")):
        target = tmp_path / f"liste{suffix}"
        found = booked("document", "movement_list", "--output", str(target), *assigned({"span": "week"}))
        assert (found.code, found.err) == (0, "")
        assert target.read_bytes().startswith(begins)
    assert "Havmod;" in target.read_text("utf-8-sig")


def test_what_was_saved_is_what_the_next_list_is_compared_with(booked: Run, tmp_path: Path) -> None:
    target = tmp_path / "liste.csv"
    make = ("document", "movement_list", "--output", str(target))
    assert booked(*make).code == 0
    assert target.read_text("utf-8-sig").splitlines()[1].endswith(";")
    person = added(booked, "person", name="Ospar")
    added(booked, "session", person=person, day="today", clock="12.30", state="planned")
    assert booked(*make).code == 0
    assert [line.rsplit(";", 1)[1] for line in target.read_text("utf-8-sig").splitlines()[1:]] == ["", "ny"]


def test_what_is_no_table_is_wrong_usage_and_what_is_no_day_a_problem(booked: Run, tmp_path: Path) -> None:
    target = tmp_path / "plan.csv"
    found = booked("document", "week_plan", "--output", str(target))
    assert (found.code, target.exists()) == (2, False)
    table = tmp_path / "list.xlsx"
    found = booked("document", "movement_list", "--output", str(table))
    assert (found.code, table.exists()) == (2, False)
    found = booked("document", "movement_list", "--output", str(target), *assigned({"day": "31.2."}))
    assert (found.code, target.exists(), is_one_line(found.err)) == (1, False, True)


@pytest.mark.parametrize("key", ["week_plan", "appointment_slips", "request_slip"])
def test_the_others_are_made(booked: Run, tmp_path: Path, key: str) -> None:
    target = tmp_path / f"{key}.pdf"
    found = booked("document", key, "--language", "nn", "--output", str(target))
    assert (found.code, found.err) == (0, "")
    assert target.read_bytes().startswith(b"%PDF")
    assert key in booked("documents").out
