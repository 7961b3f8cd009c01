"""The week's new people: typed, pasted or read from a file, checked, ticked, saved in one step, with few keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.actions.corrections import undo
from app.actions.desk import Desk
from app.actions.intakes import intake_draft
from app.actions.leaving import Leaving, leave
from app.actions.named import id_named
from app.records.arrival import Arrival
from app.records.person import Person
from app.records.place import Ward
from app.records.request import Request
from tests.builders import add_person
from tests.flows.desk_window import DeskWindow
from ui.pages.arrivals import ArrivalsPage
from ui.pages.today.newcomers import NewcomersCard
from ui.theme import Row, Theme

TODAY = dt.date(2026, 1, 19)
NINE = """Navn;Avdeling;Ankomst;Språk;Fødselsnr
Havmodsen, Lyngvar;Avdeling A;17.01.2026;polsk;01017012345
Rognulf Åsen;Avdeling A;16.01.2026;norsk;
Ospar Tindreson;Blokk 3;17.01.2026;tigrinja;
Fjellrik Havmod;Blokk 3;15.01.2026;arabisk;
Solmund Steinvidsen;Avdeling A;17.01.2026;litauisk;
Mosind Lyng;Blokk 3;17.01.2026;rumensk;
Bjørkind Ospar;Avdeling A;14.01.2026;somali;
Tindre Rognulfsen;Avdeling A;17.01.2026;engelsk;
Steinvid Mo;Blokk 3;12.01.2026;nynorsk;
"""


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


def fill(desk: Desk) -> None:
    """A ward, Havmod who is here, and Tindre who was here."""
    ward = id_named(desk, "ward", "Avdeling A")
    add_person(desk, "Havmod Lyng", ward=ward, mother_tongue="ar")
    gone = add_person(desk, "Tindre Rognulfsen", ward=ward)
    leave(desk, Leaving(gone, "released", dt.date(2025, 11, 3)))


@pytest.fixture
def window(tmp_path: Path, look: None) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, fill)
    made.go("arrivals")
    made.pressed = 0
    yield made
    made.close()


def page(window: DeskWindow) -> ArrivalsPage:
    found = window.page()
    assert isinstance(found, ArrivalsPage)
    return found


def people(window: DeskWindow) -> dict[str, Person]:
    found = window.read(lambda d: d.store.find(Person, viewer=d.viewer))
    return {person.name: person for person in found}


def arrivals(window: DeskWindow) -> list[Arrival]:
    return window.read(lambda d: d.store.find(Arrival, viewer=d.viewer, order="day"))


def wards(window: DeskWindow) -> dict[str, str]:
    return {ward.name: ward.id for ward in window.read(lambda d: d.store.find(Ward, viewer=d.viewer))}


def said(window: DeskWindow) -> str:
    """What stands below the rows."""
    left_out = page(window).list.left_out
    assert left_out.isVisible()
    return " ".join(label.text() for label in left_out.findChildren(QLabel))


def test_nine_pasted_names_take_less_than_three_keys_each(window: DeskWindow) -> None:
    QApplication.clipboard().setText(NINE)
    window.press("Ctrl+V")
    assert len(page(window).list.rows) == 9
    assert "Fødselsnr" in said(window)
    window.press(*["Space"] * 8)  # eight were told; Space goes on to the next
    window.press("Ctrl+Enter")
    assert window.pressed == 10
    assert window.pressed <= 4 * 9
    found = people(window)
    assert set(found) == {
        *("Lyngvar Havmodsen", "Rognulf Åsen", "Ospar Tindreson", "Fjellrik Havmod", "Solmund Steinvidsen"),
        *("Mosind Lyng", "Bjørkind Ospar", "Tindre Rognulfsen", "Steinvid Mo", "Havmod Lyng"),
    }
    lyngvar = found["Lyngvar Havmodsen"]
    assert (lyngvar.arrived, lyngvar.mother_tongue) == (dt.date(2026, 1, 17), "pl")
    assert set(wards(window)) == {"Avdeling A", "Blokk 3"}
    assert lyngvar.ward == wards(window)["Avdeling A"]
    told = [one for one in arrivals(window) if one.told]
    assert (len(arrivals(window)), len(told)) == (9, 8)
    mine = next(one for one in told if one.person == lyngvar.id)
    assert (mine.told, mine.told_language, mine.told_on) == (("spoken",), "pl", TODAY)
    assert not any("0170" in str(person) for person in found.values()), "the birth number is nowhere"


def test_whoever_left_came_back_instead_of_becoming_somebody_new(window: DeskWindow) -> None:
    QApplication.clipboard().setText("Tindre Rognulfsen;Avdeling A;17.1;tigrinja\nLyngvar;;17.1")
    window.press("Ctrl+V", "Ctrl+Enter")
    tindre = people(window)["Tindre Rognulfsen"]
    assert (tindre.left_on, tindre.left_kind, tindre.arrived) == (None, "", dt.date(2026, 1, 17))
    assert tindre.mother_tongue == "ti"


def test_another_person_of_the_same_name_is_one_arrow_away(window: DeskWindow) -> None:
    QApplication.clipboard().setText("Tindre Rognulfsen;;17.1;tigrinja")
    window.press("Ctrl+V", "Right", "Ctrl+Enter")
    found = window.read(lambda d: d.store.find(Person, viewer=d.viewer))
    same = [one for one in found if one.name == "Tindre Rognulfsen"]
    assert sorted(one.left_on is None for one in same) == [False, True]


def test_somebody_who_is_here_is_completed_and_stays_one(window: DeskWindow) -> None:
    QApplication.clipboard().setText("Lyng, Havmod;Avd. A;16.1;polsk\nhavmod lyng;;16.1")
    window.press("Ctrl+V")
    assert [look.doubt for look in page(window).list._looks] == ["here", "twice"]
    window.press("Ctrl+Enter")
    havmod = people(window)["Havmod Lyng"]
    assert (havmod.arrived, havmod.mother_tongue) == (dt.date(2026, 1, 16), "ar")
    assert len(arrivals(window)) == 1
    QApplication.clipboard().setText("Lyng Havmod;;17.1")  # another day, the words the other way round
    window.go("arrivals", again="yes")
    window.press("Ctrl+V", "Space", "Ctrl+Enter")
    assert [(one.day, one.told) for one in arrivals(window)] == [(dt.date(2026, 1, 16), ("spoken",))]


def test_three_typed_rows_take_three_keys_each(window: DeskWindow) -> None:
    for name, ward, language in (
        ("Lyngvar", "avd", "po"),
        ("Rognulf", "avd", "no"),
        ("Ospar", "Blokk 9", "ti"),
    ):
        window.write(name)
        window.press("Tab")
        window.write(ward)
        window.press("Tab")
        window.write(language)
        window.press("Enter")
    assert window.pressed == 9
    window.press("Ctrl+Enter")
    found = people(window)
    assert (found["Lyngvar"].mother_tongue, found["Rognulf"].mother_tongue) == ("pl", "nb")
    assert found["Lyngvar"].ward == wards(window)["Avdeling A"]
    assert found["Ospar"].ward == wards(window)["Blokk 9"]
    assert {one.day for one in arrivals(window)} == {TODAY}


def test_a_row_half_typed_is_saved_too(window: DeskWindow) -> None:
    window.write("Lyngvar")
    window.press("Ctrl+Enter")
    assert "Lyngvar" in people(window)


def test_what_is_wrong_stands_in_its_row_and_nothing_is_saved(window: DeskWindow) -> None:
    QApplication.clipboard().setText(
        "Navn;Språk;Dato\nLyngvar;polsk;17.1\nOspar;havmålsk;17.1\nRognulf;norsk;31.2."
    )
    window.press("Ctrl+V", "Ctrl+Enter")
    listing = page(window).list
    assert set(listing._problems) == {1, 2}
    assert "Lyngvar" not in people(window)
    assert listing.entry.fields["mother_tongue"].target().hasFocus()
    window.write("litauisk")
    window.press("Enter")
    assert listing.rows[1].get("mother_tongue") == "lt"


def test_one_undo_takes_the_whole_list_back_and_the_draft_is_there_again(window: DeskWindow) -> None:
    before = people(window)
    QApplication.clipboard().setText(NINE)
    window.press("Ctrl+V", "Ctrl+Enter")
    window.read(undo)
    assert people(window) == before
    assert arrivals(window) == []
    assert set(wards(window)) == {"Avdeling A"}


def test_the_list_is_kept_while_it_is_written_and_found_again(window: DeskWindow) -> None:
    QApplication.clipboard().setText(NINE)
    window.press("Ctrl+V", "Space", "Del", "Esc")
    drafts = window.read(lambda d: d.store.drafts(viewer=d.viewer))
    assert [draft.type for draft in drafts] == ["arrival"]
    window.go("arrivals", draft=drafts[0].id)
    assert [row.get("name") for row in page(window).list.rows][:2] == ["Lyngvar Havmodsen", "Ospar Tindreson"]
    assert page(window).list.rows[0].get("told") == "yes"


def test_after_saving_enter_begins_the_intake_of_the_one_who_waited_longest(window: DeskWindow) -> None:
    QApplication.clipboard().setText(NINE)
    window.press("Ctrl+V", "Ctrl+Enter")
    waiting = page(window).aside.rows
    assert len(waiting) == 9
    assert QApplication.focusWidget() is waiting[0]
    window.press("Space")
    told = [one for one in arrivals(window) if one.told]
    assert [one.person for one in told] == [people(window)["Steinvid Mo"].id]
    window.press("Enter")
    assert window.page().name == "intake"
    assert window.page().person() == people(window)["Steinvid Mo"].id


def test_departures_and_moves_are_lists_too(window: DeskWindow) -> None:
    QApplication.clipboard().setText("Havmod Lyng, løslatt, 17.1\nIngen Slik, overført, 17.1")
    window.press("Alt+2", "Ctrl+V")
    assert [look.doubt for look in page(window).list._looks] == ["", "nobody"]
    window.press("Ctrl+Enter")
    assert people(window)["Havmod Lyng"].left_on is None, "one row is wrong: nothing is saved"
    window.press("Esc", "Del", "Ctrl+Enter")
    havmod = people(window)["Havmod Lyng"]
    assert (havmod.left_kind, havmod.left_on) == ("released", dt.date(2026, 1, 17))
    window.read(undo)
    QApplication.clipboard().setText("Lyng, Havmod\tBlokk 3\t18.1")
    window.go("arrivals", list="moved")
    window.press("Ctrl+V", "Ctrl+Enter")
    assert people(window)["Havmod Lyng"].ward == wards(window)["Blokk 3"]


def test_a_departure_is_typed_with_first_letters(window: DeskWindow) -> None:
    window.press("Alt+2")
    window.write("hav")
    window.press("Tab")
    window.write("ove")
    window.press("Enter", "Ctrl+Enter")
    havmod = people(window)["Havmod Lyng"]
    assert (havmod.left_kind, havmod.left_on) == ("transferred", TODAY)


def test_a_file_that_cannot_be_read_says_so_and_loses_nothing(window: DeskWindow, tmp_path: Path) -> None:
    broken, other = tmp_path / "nye.xlsx", tmp_path / "nye.pdf"
    broken.write_bytes(b"PK\x03\x04 nothing")
    other.write_bytes(b"%PDF")
    window.write("Lyngvar")
    window.press("Enter")
    for path in (broken, other, tmp_path / "gone.csv"):
        page(window).list.read_file(path)
        window.settle()
        assert path.name in said(window)
        assert len(page(window).list.rows) == 1


def test_a_slip_that_carries_a_name_alone_gets_its_person(window: DeskWindow) -> None:
    def slips(desk: Desk) -> None:
        with desk.store.transaction("test", actor=desk.viewer) as t:
            for name in ("lyngvar havmodsen", "Havmod Lyng", "Ingen Slik"):
                t.put(Request(day=dt.date(2026, 1, 12), name=name))

    window.read(slips)
    QApplication.clipboard().setText(NINE)
    window.press("Ctrl+V", "Ctrl+Enter")
    found = window.read(lambda d: d.store.find(Request, viewer=d.viewer))
    mine = people(window)["Lyngvar Havmodsen"].id
    assert sorted((one.name, one.person) for one in found) == [
        ("", mine),
        ("Havmod Lyng", ""),
        ("Ingen Slik", ""),
    ]
    assert {one.day for one in found} == {dt.date(2026, 1, 12)}


def test_the_intake_does_not_ask_again_what_was_told(window: DeskWindow) -> None:
    QApplication.clipboard().setText(NINE)
    window.press("Ctrl+V", "Space", "Ctrl+Enter")
    lyngvar = people(window)["Lyngvar Havmodsen"].id
    draft = window.read(lambda d: intake_draft(d, lyngvar))
    assert (draft.get("informed"), draft.get("informed_language")) == ("spoken", "pl")
    other = people(window)["Mosind Lyng"].id
    assert window.read(lambda d: intake_draft(d, other)).get("informed") == ""


def test_the_words_around_a_list_are_left_out_unless_somebody_says_otherwise(window: DeskWindow) -> None:
    text = "Hei, her er ukas nye:\n\n1. Lyngvar Mo\n2. Ospar Åsen\n\nRing meg hvis det er noe du lurer på da\n--\n"
    QApplication.clipboard().setText(text)
    window.press("Ctrl+V", "Ctrl+Enter")
    assert set(people(window)) == {"Havmod Lyng", "Tindre Rognulfsen", "Lyngvar Mo", "Ospar Åsen"}


def test_far_too_much_is_refused_and_a_whole_prison_is_not(window: DeskWindow) -> None:
    QApplication.clipboard().setText("\n".join(f"Lyngvar {chr(97 + n % 26)}{n}" for n in range(600)))
    window.press("Ctrl+V")
    assert page(window).list.rows == []
    assert "mye lengre" in said(window)
    QApplication.clipboard().setText("\n".join(f"Lyngvar {chr(97 + n % 26)}{n};Blokk 3" for n in range(150)))
    window.press("Ctrl+V", "Space", "Ctrl+Enter")
    assert len(arrivals(window)) == 150
    assert window.read(lambda d: d.store.drafts(viewer=d.viewer)) == []


def test_a_move_of_tomorrow_waits_as_a_draft_while_that_of_today_is_saved(window: DeskWindow) -> None:
    window.read(lambda desk: add_person(desk, "Ospar Mo"))
    window.press("Alt+3")
    QApplication.clipboard().setText("Havmod Lyng;Blokk 3;20.01.2026\nOspar Mo;Blokk 3;19.01.2026")
    window.press("Ctrl+V", "Ctrl+Enter")
    assert people(window)["Ospar Mo"].ward == wards(window)["Blokk 3"]
    assert people(window)["Havmod Lyng"].ward == wards(window)["Avdeling A"]
    assert [row.get("name") for row in page(window).list.rows] == ["Havmod Lyng"]
    window.press("Ctrl+Enter")
    assert [draft.title for draft in window.read(lambda d: d.store.drafts(viewer=d.viewer))] == [
        "Havmod Lyng"
    ]
    window.clock.advance(24 * 3600)
    window.press("Ctrl+Enter")
    assert people(window)["Havmod Lyng"].ward == wards(window)["Blokk 3"]
    assert window.read(lambda d: d.store.drafts(viewer=d.viewer)) == []


def test_today_says_who_was_told_and_leads_to_the_intake_and_to_the_list(tmp_path: Path) -> None:
    window = DeskWindow(tmp_path, fill, stood_for=("people", "paper"))
    window.go("arrivals")
    QApplication.clipboard().setText(NINE)
    window.press("Ctrl+V", "Ctrl+T", "Space", "Space", "Space", "Ctrl+Enter")  # all but the first three
    window.go("today")
    card = window.page().findChild(NewcomersCard)
    assert card is not None
    rows = [row.accessibleName() for row in card.findChildren(Row)]
    said = {row.partition(",")[0]: row.rpartition(", ")[2] for row in rows}
    assert said["Mosind Lyng"] == "informert"
    assert said["Ospar Tindreson"] == "ikke informert"
    assert "informert" not in said["Havmod Lyng"], "nobody wrote down when Havmod came"
    first = card.findChildren(Row)[0]
    first.setFocus()
    window.press("Enter")
    assert window.page().name == "intake"
    window.close()
