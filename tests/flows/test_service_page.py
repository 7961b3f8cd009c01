"""The place of the service: logs written in seconds, agreements remembered, slips counted, evidence one key away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.actions.desk import Desk
from app.actions.lists import save_listed
from app.actions.service_records import KINDS, noted, save_noted
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.partner import Partner
from app.records.report import Feedback
from app.records.service import CourseTaken, Duty, StaffTold, TimeUse
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.service.entries import EntriesSection, NotedRow
from ui.pages.service.page import ServicePage
from ui.pages.settings.lists import EntrySheet, ListSection
from ui.theme import BareRow, Theme


def fill(desk: Desk) -> None:
    """A partner whose agreement is to be looked at, and a talk of this week."""
    raw = {"name": "Nav Fjellbygd", "kind": "nav_local", "agreement": "signed", "review_on": "2026-02-02"}
    save_listed(desk, Draft("partner", raw))
    add_talk(desk, add_person(desk, "Lyngvar"), minutes="45")


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[DeskWindow]:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")
    made = DeskWindow(tmp_path, fill, stood_for=("people", "paper"))
    yield made
    made.close()


def service(window: DeskWindow) -> ServicePage:
    page = window.page()
    assert isinstance(page, ServicePage)
    return page


def section(window: DeskWindow) -> EntriesSection:
    body = service(window).body
    assert isinstance(body, EntriesSection)
    return body


def words(window: DeskWindow) -> str:
    labels = [label.text() for label in window.shell.findChildren(QLabel) if label.isVisible()]
    rows = [row.accessibleName() for row in window.shell.findChildren(BareRow) if row.isVisible()]
    return "\n".join([*labels, *rows])


def test_a_briefing_of_the_staff_is_written_with_few_keys(window: DeskWindow) -> None:
    window.go("service", section="staff_told")
    window.press("Alt+N")
    window.write("Dagvakten")
    window.press("Tab")
    window.write("14")
    window.press("Enter")
    (told,) = window.read(lambda desk: desk.store.find(StaffTold, viewer=desk.viewer))
    assert (told.audience, told.count, told.day) == ("Dagvakten", 14, dt.date(2026, 1, 19))
    assert "Ganger i år: 1. Personer til sammen: 14." in words(window)
    window.press("Ctrl+Z")
    assert window.read(lambda desk: desk.store.find(StaffTold, viewer=desk.viewer)) == []
    assert "Ingenting er skrevet inn ennå" in words(window)


def test_an_entry_is_changed_taken_out_and_brought_back(window: DeskWindow) -> None:
    window.read(
        lambda desk: save_noted(desk, Draft("course_taken", {"day": "2026-01-12", "title": "Nettverk"}))
    )
    window.go("service", section="course_taken")
    (row,) = section(window).findChildren(NotedRow)
    row.setFocus()
    window.press("Enter")
    window.press("Tab")
    window.write(" for veiledere")
    window.press("Enter")
    (course,) = window.read(lambda desk: desk.store.find(CourseTaken, viewer=desk.viewer))
    assert "for veiledere" in course.title
    (row,) = section(window).findChildren(NotedRow)
    row.setFocus()
    window.press("Del")
    assert window.read(lambda desk: desk.store.find(CourseTaken, viewer=desk.viewer)) == []
    window.press("Ctrl+Z")
    assert len(window.read(lambda desk: desk.store.find(CourseTaken, viewer=desk.viewer))) == 1


def test_a_form_with_nothing_in_it_says_what_is_missing(window: DeskWindow) -> None:
    window.go("service", section="duty")
    window.press("Alt+N", "Enter")
    assert window.read(lambda desk: desk.store.find(Duty, viewer=desk.viewer)) == []
    assert "Dette må fylles ut." in words(window)


def test_slips_are_counted_by_tab_and_numbers(window: DeskWindow) -> None:
    window.go("service", section="feedback")
    window.press("Alt+N")
    window.write("12")
    window.press("Tab", "Tab", "Tab")
    for number in ("1", "", "2", "4", "5"):
        if number:
            window.write(number)
        window.press("Tab")
    window.press("Enter")
    (bundle,) = window.read(lambda desk: desk.store.find(Feedback, viewer=desk.viewer))
    found = {(row.item, row.answer): row.count for row in bundle.answers}
    assert bundle.slips == 12
    assert found == {
        ("feedback_1", answer): count for answer, count in (("1", 1), ("3", 2), ("4", 4), ("5", 5))
    }
    section(window).findChildren(NotedRow)[0].setFocus()
    window.press("Enter")
    window.press("Tab", "Tab", "Tab")
    window.write("x")
    window.press("Enter")
    assert "Skriv antallet som et tall." in words(window)


def test_the_minutes_of_guidance_come_from_the_sessions(window: DeskWindow) -> None:
    window.read(lambda desk: save_noted(desk, Draft("time_use", {"week": "2026-01-19", "preparation": "90"})))
    window.go("service", section="time_use")
    assert "veiledning 45 min · forberedelse 90 min" in words(window)
    (week,) = window.read(lambda desk: desk.store.find(TimeUse, viewer=desk.viewer))
    assert window.read(lambda desk: desk.store.meta(TimeUse, week.id, viewer=desk.viewer).owner)


def test_an_agreement_to_be_looked_at_stands_on_today_and_leads_to_it(window: DeskWindow) -> None:
    window.go("today")
    row = next(row for row in window.shell.findChildren(BareRow) if "Nav Fjellbygd" in row.accessibleName())
    assert "underskrevet" in row.accessibleName()
    row.click()
    window.settle()
    body = service(window).body
    assert isinstance(body, ListSection)
    focus = QApplication.focusWidget()
    assert isinstance(focus, BareRow)
    assert "Nav Fjellbygd" in focus.accessibleName()


def test_fields_of_an_agreement_are_there_once_there_is_one(window: DeskWindow) -> None:
    window.go("service", section="partner")
    window.press("Alt+N")
    window.write("Snekkeriet")
    (sheet,) = window.shell.findChildren(EntrySheet)
    assert not sheet.fields["review_on"].isVisible()
    sheet.fields["agreement"].set_value("spoken")
    sheet.fields["agreement"].touched()
    assert sheet.fields["review_on"].isVisible()
    sheet.fields["review_on"].set_value("2026-06-01")
    window.press("Enter")
    found = window.read(lambda desk: desk.store.find(Partner, viewer=desk.viewer))
    assert {(one.name, one.agreement, one.review_on) for one in found} == {
        ("Nav Fjellbygd", "signed", dt.date(2026, 2, 2)),
        ("Snekkeriet", "spoken", dt.date(2026, 6, 1)),
    }


def test_evidence_leads_to_where_it_is_written(window: DeskWindow) -> None:
    from app.actions.evidence import evidence, record_kind
    from ui.shell.places import SERVICE_PARTS

    lines = window.read(lambda desk: evidence(desk)).lines
    led = {record_kind(one.source) for one in lines if one.place == "service"}
    assert led
    assert led <= {name for name, _icon, _text in SERVICE_PARTS}


@pytest.mark.parametrize("kind", KINDS)
def test_every_log_opens_and_says_what_it_is_for(window: DeskWindow, kind: str) -> None:
    window.go("service", section=kind)
    found = window.read(lambda desk: noted(desk, kind))
    assert found.rows == ()
    assert section(window).kind == kind
    assert section(window).add.isVisible()


def test_ctrl_k_finds_a_section_by_its_name(window: DeskWindow) -> None:
    window.press("Ctrl+1", "Ctrl+K")
    window.write("tidsbruk")
    window.press("Enter")
    assert section(window).kind == "time_use"
    window.press("Ctrl+7")
    assert service(window).title() == "Tjenesten"


def test_a_number_that_is_none_is_told_at_its_field(window: DeskWindow) -> None:
    def wrong(desk: Desk) -> None:
        with pytest.raises(Invalid):
            save_noted(desk, Draft("staff_told", {"day": "2026-01-19", "audience": "Alle", "count": "mange"}))

    window.read(wrong)


def test_ctrl_p_on_who_does_what_opens_the_year_wheel(window: DeskWindow) -> None:
    window.go("service", section="duty")
    assert [one.key for one in service(window).doable()] == ["Ctrl+P"]
    window.press("Ctrl+P")
    assert window.page().name == "paper"


def test_ctrl_k_finds_a_section_of_the_settings(window: DeskWindow) -> None:
    window.press("Ctrl+1", "Ctrl+K")
    window.write("fengsler")
    window.press("Enter")
    assert window.shell.page() is not None
    assert "Fengsler og skoler" in words(window)
    assert window.page().title() == "Innstillinger"
