"""The numbers in the real window, by keys alone: a period by one key, a measure by arrows, the records behind a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.periods import close_period
from app.actions.statistics import count_period
from app.records.application import Application
from app.records.arrival import Arrival
from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.records.choices import codes
from app.records.intake import Intake
from app.records.person import Person
from app.records.referral import Referral
from app.records.report import BaseNumber, Feedback, FeedbackAnswer
from app.records.request import Request
from app.records.service import TimeUse
from app.records.shipped import CHECKLIST
from app.statistics.period import Period
from app.statistics.tables import Statistics
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.numbers import page as numbers
from ui.pages.numbers.bases import BasesSheet
from ui.pages.numbers.figure import NumberRow
from ui.pages.numbers.page import MeasureRow, NumbersPage
from ui.pages.numbers.records import BehindSheet
from ui.shell import files
from ui.theme import Label, Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


Opener = Callable[[Callable[[Desk], object]], DeskWindow]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    windows: list[DeskWindow] = []

    def make(fill: Callable[[Desk], object]) -> DeskWindow:
        windows.append(DeskWindow(tmp_path, fill, stood_for=("today", "people", "paper", "session")))
        return windows[-1]

    yield make
    for window in windows:
        window.close()


def two_years(desk: Desk) -> None:
    """Seven talks last year, two the year before, one this year."""
    people = [add_person(desk, name, mother_tongue="pl") for name in ("Lyngvar", "Rognulf", "Havmod")]
    for month in range(1, 8):
        add_talk(desk, people[month % 3], "Om CV.", day=f"2025-{month:02}-10", themes="cv")
    for day in ("2024-03-04", "2024-03-11"):
        add_talk(desk, people[0], "Om fagbrev.", day=day, themes="apprenticeship")
    add_talk(desk, people[1], "Ny tid.", day="2026-01-12", themes="cv")


def page(window: DeskWindow) -> NumbersPage:
    found = window.page()
    assert isinstance(found, NumbersPage)
    return found


def focused() -> object:
    return QApplication.focusWidget()


def to_measure(window: DeskWindow, key: str) -> None:
    """Go down the list by the arrow until this measure is shown."""
    for _step in range(60):
        row = focused()
        assert isinstance(row, MeasureRow)
        if row.table.key == key:
            return
        window.press("Down")
    raise AssertionError(key)


def test_one_key_counts_another_period_with_the_year_before_beside(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "2")
    to_measure(window, "month")
    table = page(window).figure.table
    assert table is not None
    assert [row.number for row in table.rows] == [1] * 7 + [0] * 5
    assert table.number("2025-03") == 1
    assert next(row.before for row in table.rows if row.code == "2025-03") == 2
    assert "desember 2025" in page(window).header.facts.text()


def test_page_up_and_down_turn_to_the_period_before_and_back(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "PageUp", "PageUp")
    assert page(window).period().first == dt.date(2024, 1, 1)
    window.press("PageDown", "PageDown", "PageDown")
    assert page(window).period().last == dt.date(2026, 1, 19)
    window.press("5", "PageUp")
    assert page(window).period().first == dt.date(2025, 12, 1)


def test_the_picture_of_a_measure_is_drawn_and_says_its_numbers(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "2")
    to_measure(window, "month")
    figure = page(window).figure
    window.until(lambda: figure.picture.image is not None)
    assert "mars 2025: 1" in figure.picture.accessibleName()
    assert "året før 2" in figure.picture.accessibleName()
    assert figure.definition.text()


def test_enter_leads_from_a_number_to_the_talk_behind_it(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "2")
    to_measure(window, "month")
    window.press("Enter")
    row = focused()
    assert isinstance(row, NumberRow)
    window.press("Down", "Enter")
    (sheet,) = window.shell.findChildren(BehindSheet)
    said = [label.text() for label in sheet.findChildren(Label)]
    assert any("februar 2025" in text for text in said)
    window.press("Enter")
    assert window.page().name == "session"


def test_people_behind_a_number_are_named_and_esc_leads_back(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "2")
    to_measure(window, "stay")
    window.press("Enter", "Up", "Down")
    for row in page(window).figure.rows():
        if row.row.number:
            row.setFocus()
    window.press("Enter")
    (sheet,) = window.shell.findChildren(BehindSheet)
    assert {"Lyngvar", "Rognulf", "Havmod"} <= {label.text() for label in sheet.findChildren(Label)}
    window.press("Esc", "Esc")
    assert isinstance(focused(), MeasureRow)


def behind_row(window: DeskWindow, key: str, code: str) -> BehindSheet:
    """What Enter opens on one row of a measure."""
    to_measure(window, key)
    window.press("Enter")
    next(row for row in page(window).figure.rows() if row.row.code == code).setFocus()
    window.press("Enter")
    (sheet,) = window.shell.findChildren(BehindSheet)
    return sheet


def test_minutes_lead_to_their_talks_and_say_what_they_come_to(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "2")
    sheet = behind_row(window, "minutes", "individual")
    window.until(lambda: "Til sammen" in sheet.said.text())
    assert "7 " in sheet.said.text()
    window.press("Enter")
    assert window.page().name == "session"


def test_a_referral_is_one_key_from_its_number(opened: Opener) -> None:
    def fill(desk: Desk) -> None:
        two_years(desk)
        (person, *_rest) = desk.store.find(Person, viewer=desk.viewer, where={"name": "Lyngvar"})
        with desk.store.transaction("test", actor=desk.viewer) as t:
            t.put(Referral(person=person.id, to="nav_local", question="Bolig", made_on=dt.date(2025, 4, 4)))

    window = opened(fill)
    window.press("Ctrl+8", "2")
    sheet = behind_row(window, "referrals", "nav_local")
    window.until(lambda: any("Bolig" in label.text() for label in sheet.findChildren(Label)))
    window.press("Enter")
    assert window.page().name == "people"


def all_around(desk: Desk) -> None:
    """One of what is counted beside talks, last year."""
    two_years(desk)
    (person, *_rest) = desk.store.find(Person, viewer=desk.viewer, where={"name": "Lyngvar"})
    day = dt.date(2025, 4, 7)
    judged = tuple(ChecklistAnswer(question=f"T{number}", answer="yes") for number in range(1, 9))
    slips = (FeedbackAnswer(item="feedback_1", answer="4", count=7),)
    with desk.store.transaction("test", actor=desk.viewer) as t:
        t.put(Request(day=day, person=person.id, about="skole"))
        t.put(Application(person=person.id, state="sent", sent_on=day))
        t.put(Intake(person=person.id, day=day, offer="accepted"))
        t.put(Arrival(person=person.id, day=day))
        t.put(TimeUse(week=day, preparation=90))
        t.put(Feedback(day=day, language="pl", way="box", slips=9, answers=slips), owner="")
        t.put(ChecklistRound(checklist=CHECKLIST, started_on=day, finished_on=day, answers=judged), owner="")


@pytest.mark.parametrize(
    ("table", "code", "where"),
    [
        ("waiting", "requests", "request"),
        ("applications", "vgo", "person_work"),
        ("offer", "accepted", "people"),
        ("arrivals", "arrived", "people"),
        ("minutes", "preparation", "service"),
        ("feedback_feedback_1", "4", "service"),
        ("checklist", "T", "checklist"),
    ],
)
def test_enter_opens_what_stands_behind_a_number(opened: Opener, table: str, code: str, where: str) -> None:
    window = opened(all_around)
    window.press("Ctrl+8", "2")
    sheet = behind_row(window, table, code)
    window.until(lambda: "1 i alt" in sheet.said.text())
    window.press("Enter")
    assert window.page().name == where


def test_a_number_with_nothing_behind_it_says_so(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "2")
    sheet = behind_row(window, "overview", "groups")
    assert "Det er 0" in sheet.said.text()
    window.press("Esc")
    assert not window.shell.findChildren(BehindSheet)


def test_a_number_beside_one_that_was_typed_in_says_that_it_was(opened: Opener) -> None:
    def fill(desk: Desk) -> None:
        two_years(desk)
        with desk.store.transaction("test", actor=desk.viewer) as t:
            first, last = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
            t.put(BaseNumber(first=first, last=last, split="all", value="", count=80), owner="")

    window = opened(fill)
    window.press("Ctrl+8", "2")
    sheet = behind_row(window, "reach", "all")
    window.until(lambda: "80" in sheet.said.text())
    assert "skrevet inn" in sheet.said.text()


def test_print_leads_to_the_paper_of_this_period(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "2", "Ctrl+P")
    shown = window.page().shown  # type: ignore[attr-defined]
    assert shown["document"] == "statistics"
    assert (shown["first"], shown["last"]) == ("2025-01-01", "2025-12-31")


@pytest.mark.parametrize(
    ("key", "suffix", "begins"),
    [
        ("Ctrl+S", "pdf", b"%PDF"),
        ("Ctrl+Shift+S", "xlsx", b"PK"),
        ("Ctrl+Shift+S", "csv", b"measure"),
    ],
)
def test_what_is_saved_goes_through_the_log_with_small_numbers_hidden(
    opened: Opener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    suffix: str,
    begins: bytes,
) -> None:
    target = tmp_path / f"tall.{suffix}"
    monkeypatch.setattr(files, "save_as", lambda *_asked: str(target))
    window = opened(two_years)
    window.press("Ctrl+8", "2", key)
    content = target.read_bytes()
    assert content.startswith(begins)
    if suffix == "csv":
        assert b"unique_people" in content
        assert next(line for line in content.splitlines() if b"unique_people" in line).endswith(b"<5,<5")
    assert "document.exported" in window.read(
        lambda desk: [row[0] for row in desk.store.connection.rows("SELECT verb FROM event")]
    )


def test_nothing_written_yet_says_what_will_come(opened: Opener) -> None:
    window = opened(lambda desk: None)
    window.press("Ctrl+8")
    said = " | ".join(label.text() for label in page(window).findChildren(Label) if label.isVisible())
    assert "Det er ikke talt noe i denne perioden." in said
    window.press("PageUp")
    assert page(window).period().first == dt.date(2025, 1, 1)


def test_search_finds_a_measure_by_its_name(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+K")
    window.write("etter tema")
    window.press("Enter")
    table = page(window).figure.table
    assert table is not None
    assert table.key == "theme"


def test_the_closed_periods_are_reached_from_here(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "Ctrl+G")
    assert window.page().name == "periods"


def test_how_many_there_were_makes_the_reach(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "2", "F2")
    window.write("40")
    window.press("Enter")
    assert not window.shell.findChildren(BasesSheet)
    (kept,) = window.read(lambda desk: desk.store.find(BaseNumber, viewer=desk.viewer))
    assert (kept.first, kept.last, kept.count) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31), 40)
    to_measure(window, "reach")
    table = page(window).figure.table
    assert table is not None
    assert [(row.number, row.of) for row in table.rows] == [(3, 40)]


def test_what_is_no_number_is_said_at_its_field_and_another_split_keeps_the_first(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8", "F2")
    (sheet,) = window.shell.findChildren(BasesSheet)
    window.write("mange")
    window.press("Enter")
    assert sheet.fields[""].value() == "mange"
    assert not window.read(lambda desk: desk.store.find(BaseNumber, viewer=desk.viewer))
    window.press("Ctrl+A")
    window.write("55")
    sheet.chips.row.chip("sex").click()
    window.settle()
    assert set(sheet.fields) == set(codes("person.sex")) - {"not_asked"}
    sheet.fields["m"].set_value("50")
    sheet.submit()
    window.settle()
    found = window.read(lambda desk: desk.store.find(BaseNumber, viewer=desk.viewer))
    assert {(one.split, one.value, one.count) for one in found} == {("all", "", 55), ("sex", "m", 50)}
    assert {one.last for one in found} == {dt.date(2026, 12, 31)}


def test_a_figure_is_drawn_anew_without_counting_anew(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Period] = []

    def count(desk: Desk, period: Period) -> Statistics:
        counted.append(period)
        return count_period(desk, period)

    monkeypatch.setattr(numbers, "count_period", count)
    window = opened(two_years)
    window.press("Ctrl+8", "2")
    before = len(counted)
    window.press("Down", "Down", "Down", "Up")
    assert page(window).figure.table is not None
    assert len(counted) == before == 2


def test_periods_may_be_turned_faster_than_they_are_counted(opened: Opener) -> None:
    window = opened(two_years)
    window.press("Ctrl+8")
    window.at_once("2", "3", "4", "1", "2", "PageUp")
    window.settle()
    assert page(window).period().first == dt.date(2024, 1, 1)
    to_measure(window, "month")
    table = page(window).figure.table
    assert table is not None
    assert table.number("2024-03") == 2


def test_a_closed_period_says_so_and_the_rule_stands_last_in_the_list(opened: Opener) -> None:
    def closed(desk: Desk) -> None:
        two_years(desk)
        close_period(desk, "year", dt.date(2025, 6, 1))

    window = opened(closed)
    window.press("Ctrl+8", "2")
    assert "lukket" in page(window).header.facts.text()
    to_measure(window, "rule")
    assert "Planlagte samtaler" in page(window).figure.note.text()
    assert page(window).figure.rows() == []
    window.press("Enter")
    assert isinstance(focused(), MeasureRow)
