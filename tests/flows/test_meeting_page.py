"""The page for a meeting with others: only what is released to everybody present, and what is left out, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from app.actions.desk import Desk
from app.actions.entries import add_entry
from app.documents.document import Request
from app.documents.registry import document
from app.entry.draft import Draft
from app.records.release import SHARED_WITH
from tests.builders import add_person, add_talk, new_desk

NEEDLES = ("hemmelignotat", "2026-Q2", "Furu", "Lyngvar")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def person(desk: Desk) -> str:
    one = add_person(desk, "Lyngvar", strengths="sveising", expected_release="2026-Q2", reads_best="pl")
    add_talk(
        desk,
        one,
        "hemmelignotat om familien",
        day="2026-01-05",
        step_lines="Ringe opplæringskontoret @jeg 30.1",
    )
    return one


def _release(desk: Desk, person: str, recipient: str, **more: str) -> None:
    explained = {"language": "nb", "explained_by": "common_language"}
    fields = {"person": person, "recipient": recipient, "purpose": "tiltak", "given_on": "2026-01-05"}
    fields |= explained | more
    add_entry(desk, Draft("release", fields))


def _page(desk: Desk, person: str, present: str) -> str:
    request = Request(today=desk.today, values={"person": person, "present": present})
    pdf = document("meeting_page").make(desk.store, desk.viewer, request)
    opened = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in opened)
    opened.close()
    return " ".join(text.split())


def test_what_is_released_to_all_is_shown_with_its_ground(desk: Desk, person: str) -> None:
    _release(desk, person, "share_nav")
    _release(desk, person, "share_contact")
    said = _page(desk, person, "nav,contact_officer")
    assert "sveising" in said
    assert "Ringe opplæringskontoret" in said
    assert "samtykke til å dele, til tiltak" in said
    for needle in NEEDLES:
        assert needle not in said


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"answer": "refused"}, "personen sa nei"),
        ({"answer": "explained_answer_later"}, "svarer senere"),
        ({"expires_on": "2026-01-18"}, "gikk ut"),
        ({"withdrawn_on": "2026-01-19"}, "trukket"),
        (None, "ikke gitt noe samtykke"),
    ],
)
def test_one_at_the_table_without_a_release_holds_everything_back(
    desk: Desk, person: str, more: dict[str, str] | None, why: str
) -> None:
    _release(desk, person, "share_nav")
    if more is not None:
        _release(desk, person, "share_employer", **more)
    said = _page(desk, person, "nav,employer")
    assert "sveising" not in said
    assert "Ringe opplæringskontoret" not in said
    assert why in said


def test_a_teacher_needs_no_release_and_nobody_chosen_shows_nothing(desk: Desk, person: str) -> None:
    assert "sveising" in _page(desk, person, "teacher")
    assert "sveising" not in _page(desk, person, "")


@pytest.mark.parametrize("code", [code for code, recipient in SHARED_WITH.items() if recipient])
def test_nobody_is_told_without_a_release(desk: Desk, person: str, code: str) -> None:
    assert "sveising" not in _page(desk, person, code)
    _release(desk, person, SHARED_WITH[code])
    assert "sveising" in _page(desk, person, code)


def test_who_is_present_is_taken_from_the_planned_meeting(desk: Desk, person: str) -> None:
    _release(desk, person, "share_nav")
    meeting = {
        "day": "2026-01-22",
        "clock": "13:15",
        "form": "three_party",
        "state": "planned",
        "present": "nav",
    }
    add_entry(desk, Draft("session", meeting, {"attendances": [Draft("attendance", {"person": person})]}))
    said = _page(desk, person, "")
    assert "sveising" in said
    assert "22. januar" in said
