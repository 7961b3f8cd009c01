"""The papers of the prison week: the plan on the wall, the slips for tomorrow, the slip to ask with."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest

from app.actions.desk import Desk
from app.actions.named import add_named
from app.actions.school_week import WrittenWeek, save_closed_day, save_timetable
from app.actions.sessions import save_session
from app.base.languages import sheet_languages
from app.documents.appointment_slips import AppointmentSlips, languages_for
from app.documents.document import Request
from app.documents.errors import DayNotRead, TextTooLong
from app.documents.registry import DOCUMENTS
from app.documents.request_slip import FIELDS, RequestSlip
from app.documents.week_plan import PlanBooking, WeekPlan
from app.entry.draft import Draft
from tests.builders import MONDAY, add_person, new_desk

TODAY = MONDAY.date()
TUESDAY = TODAY + dt.timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A week with lock-up, teaching, a planning day, a talk in five languages on Tuesday and a group."""
    made = new_desk(tmp_path_factory.mktemp("week"))
    cells = {(day, "guidance"): "8.30-15" for day in WEEKDAYS} | {
        (day, "lockup"): "11-12" for day in WEEKDAYS
    }
    save_timetable(made, WrittenWeek("2026-01-01", cells | {("tue", "teaching"): "13-14 matematikk"}))
    save_closed_day(made, Draft("closed_day", {"day": "2026-01-23", "name": "planleggingsdag"}))
    ward, room = add_named(made, "ward", "Avdeling Furu"), add_named(made, "room", "rom 12")
    for place, (name, reads) in enumerate(
        [("Lyngvar Stein", "nn"), ("Havmod", "ar"), ("Ospar", "th"), ("Tindre", "mn"), ("Solmund", "pl")]
    ):
        person = add_person(made, name, reads_best=reads, ward=ward)
        order = Draft(
            "interpreter", {"language": reads, "state": "confirmed" if reads == "ar" else "ordered"}
        )
        book(made, [person], TUESDAY, f"{9 + place:02}:15", room=room, order=order if reads != "nn" else None)
    return_to = [add_person(made, name) for name in ("Kveldar", "Brimvid", "Rognulf")]
    book(made, return_to, TODAY + dt.timedelta(days=2), "09:00", topic="Gjeld og bolig")
    book(made, return_to[:1], TODAY + dt.timedelta(days=2), "09:30")
    book(made, return_to[1:2], TODAY + dt.timedelta(days=3), "")
    yield made
    made.store.close()


def book(
    desk: Desk, people: list[str], day: dt.date, clock: str, *, order: Draft | None = None, **more: str
) -> None:
    said = {"day": day.isoformat(), "clock": clock, "minutes": "45", "state": "planned", **more}
    said["form"] = "group" if len(people) > 1 else "individual"
    children = {"attendances": [Draft("attendance", {"person": one}) for one in people]}
    save_session(desk, Draft("session", said, children | ({"interpreters": [order]} if order else {})))


def data_of(desk: Desk, key: str, language: str = "nb", **values: str) -> object:
    request = Request(today=TODAY, language=language, values=values)
    return DOCUMENTS[key].data(desk.store, desk.viewer, request)


def plan_of(desk: Desk, language: str = "nb", **values: str) -> WeekPlan:
    found = data_of(desk, "week_plan", language, **values)
    assert isinstance(found, WeekPlan)
    return found


def slips_of(desk: Desk, **values: str) -> AppointmentSlips:
    found = data_of(desk, "appointment_slips", **values)
    assert isinstance(found, AppointmentSlips)
    return found


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        return " ".join(page.get_textpage().get_text_bounded() for page in pdf)


def pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


# --- the week plan ---------------------------------------------------------------------------------------


def test_the_plan_shows_hours_closed_days_and_initials(desk: Desk) -> None:
    plan = plan_of(desk)
    assert [day.name for day in plan.days] == ["mandag", "tirsdag", "onsdag", "torsdag", "fredag"]
    assert (plan.first, plan.last) == (8 * 60, 15 * 60)
    tuesday, friday = plan.days[1], plan.days[4]
    assert {(one.kind, one.text) for one in tuesday.spans} == {
        ("lockup", "innlåsing"),
        ("teaching", "matematikk"),
    }
    assert next((one.time, one.who, one.room) for one in tuesday.bookings) == (
        "09.15–10.00",
        "L. S.",
        "rom 12",
    )
    assert (friday.closed, friday.spans) == ("planleggingsdag", ())
    assert plan.days[3].below == ("B.",)


def test_those_at_the_same_time_stand_side_by_side(desk: Desk) -> None:
    group, alone = plan_of(desk).days[2].bookings
    assert (group.who, group.lane, group.lanes) == ("gruppe, 3", 0, 2)
    assert (alone.who, alone.lane, alone.lanes) == ("K.", 1, 2)


def test_nobody_passing_by_reads_a_name_or_what_it_is_about(desk: Desk) -> None:
    text = text_of(DOCUMENTS["week_plan"].render(plan_of(desk)))
    for secret in ("Lyngvar", "Havmod", "Ospar", "Kveldar", "Gjeld"):
        assert secret not in text
    assert "L. S." in text
    assert "planleggingsdag" in text


@pytest.mark.parametrize(
    ("day", "language", "closed"),
    [("2026-05-14", "nb", "Kristi himmelfartsdag"), ("2026-05-14", "en", "Ascension Day")],
)
def test_a_public_holiday_is_named_in_the_papers_language(
    desk: Desk, day: str, language: str, closed: str
) -> None:
    assert [one.closed for one in plan_of(desk, language, day=day).days if one.closed] == [closed]


def test_on_a_weekend_it_is_the_week_to_come(desk: Desk) -> None:
    request = Request(today=dt.date(2026, 1, 24))
    assert DOCUMENTS["week_plan"].data(desk.store, desk.viewer, request).title == "Uke 5"


def test_a_day_that_is_none_is_said(desk: Desk) -> None:
    for key in ("week_plan", "movement_list", "appointment_slips"):
        with pytest.raises(DayNotRead):
            data_of(desk, key, day="31.2.")


def test_a_crowded_day_still_fits_one_page(desk: Desk) -> None:
    plan = plan_of(desk)
    crowd = tuple(
        PlanBooking(start=540, end=545, time="09.00–09.05", who="gruppe, 12", room="rom 3", lane=n, lanes=6)
        for n in range(6)
    )
    full = WeekPlan(
        **(vars(plan) | {"days": (plan.days[0].__class__(**(vars(plan.days[0]) | {"bookings": crowd})),)})
    )
    assert pages(DOCUMENTS["week_plan"].render(full)) == 1


# --- the slips for tomorrow --------------------------------------------------------------------------------


def test_everyone_of_the_next_day_gets_a_slip_in_a_language_they_read(desk: Desk) -> None:
    found = {slip.name: [text.language for text in slip.texts] for slip in slips_of(desk).slips}
    assert found == {
        "Lyngvar Stein": ["nn"],
        "Havmod": ["ar"],
        "Ospar": ["th"],
        "Tindre": ["en", "nb"],
        "Solmund": ["pl"],
    }
    assert languages_for("") == ("en", "nb")


def test_days_and_times_are_written_as_that_language_writes_them(desk: Desk) -> None:
    values = {slip.name: [fact[1] for fact in slip.texts[0].facts] for slip in slips_of(desk).slips}
    assert values["Lyngvar Stein"] == [
        "tysdag 20. januar 2026",
        "kl. 09.15",
        "rom 12",
        "Ein samtale med karriererettleiaren",
    ]
    assert values["Havmod"][0] == "الثلاثاء، 20 يناير 2026"
    assert values["Ospar"][0].startswith("วันอังคาร")
    assert values["Solmund"][:2] == ["wtorek, 20 stycznia 2026", "13:15"]


def test_what_it_is_for_is_said_in_the_receivers_language_alone_and_not_where_the_school_says_no(
    desk: Desk,
) -> None:
    slips = {slip.name: slip for slip in slips_of(desk).slips}
    assert [fact[1] for fact in slips["Havmod"].texts[0].facts][-1] == "حديث مع المرشد المهني"
    assert all(
        len(text.facts) == 3 for text in slips["Tindre"].texts
    )  # English and Norwegian: others read them
    silent = slips_of(desk, purpose="no")
    assert {len(text.facts) for slip in silent.slips for text in slip.texts} == {3}


def test_only_a_confirmed_interpreter_is_promised_and_only_a_draft_says_so(desk: Desk) -> None:
    slips = {slip.name: slip.texts[0] for slip in slips_of(desk).slips}
    assert {name: len(text.sentences) for name, text in slips.items()} == {
        "Lyngvar Stein": 2,
        "Havmod": 3,
        "Ospar": 2,
        "Tindre": 2,
        "Solmund": 2,
    }
    assert {name for name, text in slips.items() if text.draft} == {"Havmod", "Ospar", "Solmund"}


def test_a_slip_says_when_and_where_and_never_why(desk: Desk) -> None:
    slips = slips_of(desk, day="ons")
    assert {slip.name for slip in slips.slips} == {"Kveldar", "Brimvid", "Rognulf"}
    assert len(slips.slips) == 4
    text = text_of(DOCUMENTS["appointment_slips"].render(slips))
    assert "Gjeld" not in text
    assert text.count("Kveldar") == 2


def test_six_slips_go_on_a_page_and_no_slip_is_a_page_that_says_so(desk: Desk) -> None:
    render = DOCUMENTS["appointment_slips"].render
    slips = slips_of(desk)
    many = AppointmentSlips(**(vars(slips) | {"slips": slips.slips * 3}))
    assert pages(render(many)) == 3
    none = slips_of(desk, day="2026-03-02")
    assert none.slips == ()
    assert "Ingen har avtale" in text_of(render(none))


def test_a_slip_that_has_no_room_for_its_text_is_refused(desk: Desk) -> None:
    with pytest.raises(TextTooLong):
        DOCUMENTS["appointment_slips"].render(slips_of(desk, contact="veilederen bak verkstedet " * 60))


# --- the slip to ask with ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [info.code for info in sheet_languages()])
def test_its_fields_are_those_of_the_row_that_it_is_typed_into(desk: Desk, language: str) -> None:
    slip = data_of(desk, "request_slip", language, contact="Steinvid på skolen")
    assert isinstance(slip, RequestSlip)
    assert (
        tuple(f"request_{name}" for name in ("date", "name", "ward", "from", "language", "about")) == FIELDS
    )
    beside = [field.norwegian for field in slip.fields]
    assert all(beside) == (language not in ("nb", "nn"))
    text = text_of(DOCUMENTS["request_slip"].render(slip))
    if language not in ("nb", "nn"):
        assert text.count("samtalen") >= 4  # a reader program may order a foreign line its own way
    assert text.count("Steinvid") == 4
    assert pages(DOCUMENTS["request_slip"].render(slip)) == 1


def test_a_contact_too_long_for_a_slip_is_refused() -> None:
    request = Request(today=TODAY, language="ar", values={"contact": "veilederen på skolen i bygg B " * 48})
    with pytest.raises(TextTooLong):
        DOCUMENTS["request_slip"].make(None, None, request)
