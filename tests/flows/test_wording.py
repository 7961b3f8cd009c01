"""The school's own hand on the sheets: lines in its own words, who stands behind a language, and what can't stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from app.actions.corrections import undo
from app.actions.desk import Desk
from app.actions.line_room import NoRoom, no_room
from app.actions.line_rules import (
    BracketAlone,
    CharacterWithoutFont,
    LineEmpty,
    LineTooLong,
    LineUnknown,
    PlaceMissing,
    PlaceUnknown,
    check_line,
    cleaned,
    group_of,
    shipped,
)
from app.actions.papers import Job, make_paper
from app.actions.wording import (
    LineShown,
    NoSheets,
    OwnLanguage,
    correct_line,
    language_here,
    lines_of,
    lines_taken_in,
    set_state,
    sheet_languages_here,
    take_back_line,
)
from app.base.errors import AppError
from app.base.languages import sheet_languages
from app.base.wording import Standing
from app.documents.sources import ABOUT_RIGHTS, SOURCES
from app.entry.problems import Invalid
from app.records.wording import SheetLine
from tests.builders import add_person, new_desk, reopened

OURS = "Masz pytania? Zostaw kartkę."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    yield made
    made.store.close()


def line(desk: Desk, key: str, language: str = "pl") -> LineShown:
    (found,) = lines_of(desk, language, [key])
    return found


def test_a_line_has_its_norwegian_and_english_beside_it(desk: Desk) -> None:
    one = line(desk, "P12")
    assert (one.norwegian, one.english) == ("Trenger du tolk? Si fra.", SOURCES["P12"])
    assert one.own == ""
    assert one.text == one.shipped != one.norwegian
    assert [line(desk, key).rights for key in ("P12", "P13")] == [False, True]
    assert line(desk, "P14").places == ("{contact}",)


def test_all_lines_come_sheet_by_sheet_and_asked_ones_in_their_order(desk: Desk) -> None:
    found = lines_of(desk, "th")
    assert {one.key for one in found} == set(SOURCES)
    groups = [one.group for one in found]
    assert sum(1 for a, b in pairwise(groups) if a != b) == len(set(groups)) - 1
    assert {one.key for one in found if one.rights} == ABOUT_RIGHTS
    assert [one.key for one in lines_of(desk, "th", ["word_no", "P01", "unheard"])] == ["word_no", "P01"]
    assert group_of("P13") == group_of("guidance") != group_of("intake_title")


def test_an_own_line_stands_until_it_is_taken_back(desk: Desk) -> None:
    before = make_paper(desk, Job("inmate_poster", "pl")).pdf
    changes = correct_line(desk, "pl", "P12", "  Potrzebny tłumacz?\n Powiedz nam. ")
    assert changes.text == "Linjen er endret"
    assert line(desk, "P12").own == "Potrzebny tłumacz? Powiedz nam."
    assert language_here(desk, "pl").own == 1
    assert make_paper(desk, Job("inmate_poster", "pl")).pdf != before
    take_back_line(desk, "pl", "P12")
    assert line(desk, "P12").own == ""
    assert language_here(desk, "pl").own == 0
    assert make_paper(desk, Job("inmate_poster", "pl")).pdf == before
    undo(desk)
    assert line(desk, "P12").own == "Potrzebny tłumacz? Powiedz nam."
    undo(desk)
    assert line(desk, "P12").own == ""


def test_what_is_as_shipped_is_no_own_line(desk: Desk) -> None:
    as_shipped = line(desk, "P12").shipped
    changes = correct_line(desk, "pl", "P12", as_shipped)
    assert not changes.records
    correct_line(desk, "pl", "P12", OURS)
    correct_line(desk, "pl", "P12", as_shipped)
    assert line(desk, "P12").own == ""
    assert desk.store.find(SheetLine, viewer=desk.viewer) == []
    correct_line(desk, "pl", "P12", OURS)
    assert line(desk, "P12").own == OURS


def test_a_line_corrected_twice_is_one_record(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    correct_line(desk, "pl", "P12", "Raz.")
    correct_line(desk, "pl", "P12", "Dwa.")
    desk = reopened(desk)
    assert [one.text for one in desk.store.find(SheetLine, viewer=desk.viewer)] == ["Dwa."]
    desk.store.close()


@pytest.mark.parametrize(
    ("key", "text", "wrong", "says"),
    [
        ("P14", "Zapytaj w szkole.", PlaceMissing, "{contact}"),
        ("P14", "Zapytaj {contakt} albo {contact}.", PlaceUnknown, "{contakt}"),
        ("P14", "Zapytaj {contact} }", PlaceUnknown, "}"),
        ("P12", "Powiedz {contact}.", BracketAlone, "{contact}"),
        ("P12", "Powiedz nam ☃.", CharacterWithoutFont, "☃"),
        ("P12", " \n\u200f ", LineEmpty, "tom"),
        ("P12", "x" * 2001, LineTooLong, "2001"),
        ("P99", "x", LineUnknown, "P99"),
    ],
)
def test_what_cannot_stand_is_said_and_nothing_is_changed(
    desk: Desk, key: str, text: str, wrong: type[AppError], says: str
) -> None:
    with pytest.raises(wrong) as said:
        correct_line(desk, "pl", key, text)
    assert says in str(said.value)
    assert language_here(desk, "pl").own == 0


def test_every_shipped_line_may_stand_as_it_is() -> None:
    for info in sheet_languages():
        for key in SOURCES:
            assert check_line(info.code, key, shipped(info.code, key)) == shipped(info.code, key)


def test_controls_are_made_harmless_and_joiners_stay() -> None:
    assert cleaned("a\x00b\tc\u202ed\u2066e\u2028f\ufeff") == "a b cde f"
    assert cleaned("می\u200cخواهم") == "می\u200cخواهم"
    assert cleaned("e\u0301") == "é"


def test_a_state_needs_a_name_and_has_a_day(desk: Desk) -> None:
    with pytest.raises(Invalid) as wrong:
        set_state(desk, "pl", "read")
    assert [problem.path for problem in wrong.value.problems] == [("name",)]
    with pytest.raises(Invalid) as wrong:
        set_state(desk, "pl", "approved", "Lærer i polsk", dt.date(2026, 1, 20))
    assert [problem.path for problem in wrong.value.problems] == [("day",)]
    with pytest.raises(Invalid):
        set_state(desk, "pl", "own", "Lyngvar")
    changes = set_state(desk, "pl", "read", "  Lærer i  polsk ")
    assert changes.text == "polsk: lest av morsmålsbruker, Lærer i polsk, man. 19. jan."
    one = language_here(desk, "pl")
    assert one.standing == Standing("read", "Lærer i polsk", dt.date(2026, 1, 19))
    assert one.info.state == "read"
    set_state(desk, "pl", "approved", "Tindre", dt.date(2026, 1, 12))
    assert language_here(desk, "pl").standing.day == dt.date(2026, 1, 12)
    undo(desk)
    assert language_here(desk, "pl").standing.name == "Lærer i polsk"
    set_state(desk, "pl", "draft", "nobody")
    assert language_here(desk, "pl").standing == Standing("draft")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_makers_own_languages_stay_their_own(desk: Desk, language: str) -> None:
    with pytest.raises(OwnLanguage):
        set_state(desk, language, "approved", "Lyngvar")
    changes = correct_line(desk, language, "P12", "Tolk? Tolk.")
    assert language_here(desk, language).info.state == "own"
    assert "utkast" not in changes.text


@pytest.mark.parametrize("state", ["read", "approved"])
def test_a_changed_line_makes_the_language_a_draft_again(desk: Desk, state: str) -> None:
    set_state(desk, "pl", state, "Tindre")
    changes = correct_line(desk, "pl", "P12", OURS)
    assert changes.text == "Linjen er endret. Polsk er et utkast igjen til noen har lest det."
    assert language_here(desk, "pl").info.state == "draft"
    undo(desk)
    assert language_here(desk, "pl").standing.name == "Tindre"
    assert line(desk, "P12").own == ""
    correct_line(desk, "pl", "P12", line(desk, "P12").shipped)
    assert language_here(desk, "pl").info.state == state


def test_a_language_without_sheets_is_refused(desk: Desk) -> None:
    for ask in (lines_of, language_here):
        with pytest.raises(NoSheets):
            ask(desk, "tlh")
    with pytest.raises(NoSheets):
        set_state(desk, "tlh", "read", "Lyngvar")


def test_languages_read_here_come_first(desk: Desk) -> None:
    for name, language in (("Lyngvar", "th"), ("Havmod", "ar"), ("Ospar", "ar")):
        add_person(desk, name, reads_best=language)
    found = sheet_languages_here(desk)
    assert [(one.code, one.reads) for one in found[:3]] == [("ar", 2), ("th", 1), (found[2].code, 0)]
    assert {one.code for one in found} == {one.code for one in sheet_languages()}


def test_several_lines_are_one_step_back(desk: Desk) -> None:
    lines = {"P12": "Jeden.", "P11": "Dwa.", "P10": line(desk, "P10").shipped}
    changes = lines_taken_in(desk, "pl", lines, Standing("read", "Tindre"))
    assert changes.text == "2 linjer tatt inn · lest av morsmålsbruker, Tindre, man. 19. jan."
    assert language_here(desk, "pl").info.state == "read"
    changes = lines_taken_in(desk, "pl", {"P12": "Trzy."}, None)
    assert "utkast" in changes.text
    undo(desk)
    undo(desk)
    assert (language_here(desk, "pl").own, language_here(desk, "pl").info.state) == (0, "draft")
    with pytest.raises(PlaceMissing):
        lines_taken_in(desk, "pl", {"P12": "Jeden.", "P14": "Dwa."}, None)
    with pytest.raises(Invalid):
        lines_taken_in(desk, "pl", {"P12": "Jeden."}, Standing("read"))
    assert language_here(desk, "pl").own == 0


def test_a_line_is_too_long_where_the_paper_that_says_it_has_no_room(desk: Desk) -> None:
    long = " ".join(["Potrzebny tłumacz? Powiedz nam o tym od razu."] * 40)
    found = no_room(desk, "pl", {"P12": long})
    sheet = next(one for one in found if one.document == "Ark om tilbudet")
    assert (sheet.key, sheet.size) == ("P12", "A4")
    assert len(line(desk, "P12").shipped) < sheet.most < len(long)
    assert f"høyst omtrent {sheet.most} tegn" in sheet.said()
    words = long[: sheet.most].rpartition(" ")[0]
    assert not [one for one in no_room(desk, "pl", {"P12": words}) if one.document == sheet.document]
    correct_line(desk, "pl", "P12", long)  # it is said, not forbidden
    assert line(desk, "P12").own == long


def test_of_several_lines_the_one_that_is_too_long_is_named(desk: Desk) -> None:
    long = " ".join(["Potrzebny tłumacz? Powiedz nam o tym od razu."] * 40)
    found = no_room(desk, "pl", {"P11": "Krótko.", "P12": long, "word_yes": "Tak"})
    assert {one.key for one in found} == {"P12"}
    assert no_room(desk, "pl", {"P11": "Krótko.", "word_yes": "Tak"}) == ()
    assert NoRoom("P12", "Plakat", "A4", 0).said() == "For lang for «Plakat» i A4."


def test_lines_that_are_too_long_only_together_are_told_so(desk: Desk) -> None:
    lines = {one.key: f"{one.text} " * 6 for one in lines_of(desk, "pl") if one.key.startswith("P")}
    found = {one.document: one for one in no_room(desk, "pl", lines)}
    sheet = found["Ark om tilbudet"]
    assert sheet.together
    assert sheet.said() == "Sammen med de andre endrede linjene for lang for «Ark om tilbudet» i A4."
