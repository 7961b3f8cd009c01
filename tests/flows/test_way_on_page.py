"""The way on in the real window: applications, points before release and reviews by real keys, counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.leaving import Leaving, leave
from app.actions.setup import furnish
from app.base import languages
from app.records.application import Application
from app.records.before_release import ReleaseCheck, Review
from app.records.interest import InterestList
from app.records.service import ReviewRule
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.people.page import PeoplePage
from ui.pages.person_work.interests import InterestsPage
from ui.pages.person_work.page import PersonWorkPage
from ui.pages.person_work.pictures import InterestPicture
from ui.pages.person_work.rows import ApplicationRow, NextReviewRow, PointRow
from ui.pages.person_work.sheets import ApplicationSheet
from ui.pages.settings.reviews import BandField
from ui.shell.palette import Palette
from ui.theme import Theme

people: dict[str, str] = {}


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


def fill(desk: Desk) -> None:
    furnish(desk, school="Eksempelskolen", prison="Eksempel fengsel")
    people["Lyngvar"] = add_person(desk, "Lyngvar", expected_release="2026-Q1")
    people["Ospar"] = add_person(desk, "Ospar")
    add_talk(desk, people["Lyngvar"], "Vil ta fagbrev.", day="2026-01-05", buttons="me_context")


@pytest.fixture
def window(tmp_path: Path, look: None) -> Iterator[DeskWindow]:
    languages.use("nb")
    made = DeskWindow(tmp_path, fill, stood_for=("today", "paper"))
    made.go("people", person=people["Lyngvar"])
    made.settle()
    yield made
    made.close()


def kept(window: DeskWindow, kind: type, **where: str) -> list:  # type: ignore[type-arg]
    return window.read(lambda desk: desk.store.find(kind, viewer=desk.viewer, where=where))


def opened(window: DeskWindow) -> PersonWorkPage:
    window.press("Alt+V")
    page = window.shell.page()
    assert isinstance(page, PersonWorkPage)
    return page


def test_an_application_is_there_after_four_keys_and_its_name(window: DeskWindow) -> None:
    window.pressed = 0
    window.press("N", "1", "Tab")
    window.write("Vg2 industriteknologi")
    window.press("Enter")
    assert window.pressed == 4
    (one,) = kept(window, Application)
    assert (one.kind, one.what) == ("vgo", "Vg2 industriteknologi")
    assert one.deadline.isoformat() == "2026-03-02"
    assert one.papers == ("certificate", "eid")
    page = window.shell.page()
    assert isinstance(page, PeoplePage)
    (row,) = [row for row in page.pane.way_on.rows() if isinstance(row, ApplicationRow)]
    assert "frist 2. mars" in row.accessibleName()
    window.press("Ctrl+Z")
    assert not kept(window, Application)


def test_what_was_written_by_hand_stays_when_the_kind_changes(window: DeskWindow) -> None:
    window.press("N", "2")
    (sheet,) = [one for one in window.shell.findChildren(ApplicationSheet) if one.isVisible()]
    assert sheet.fields["deadline"].value() == "2026-04-15"
    sheet.fields["deadline"].set_value("2026-05-05")
    window.press("Left", "Left")
    assert sheet.fields["deadline"].value() == "2026-05-05"
    window.press("Esc")
    assert not kept(window, Application)


def test_arrows_go_from_the_steps_over_the_way_on_to_the_timeline(window: DeskWindow) -> None:
    page = window.shell.page()
    assert isinstance(page, PeoplePage)
    page.pane.plan.add.setFocus()
    window.press("Down")
    (row, *_more) = page.pane.way_on.rows()
    assert QApplication.focusWidget() is row
    for _ in page.pane.way_on.rows():
        window.press("Down")
    assert QApplication.focusWidget() is page.pane.timeline.rows()[0]
    window.press("Up")
    assert QApplication.focusWidget() is page.pane.way_on.rows()[-1]


def test_space_hands_in_and_a_says_the_answer_and_the_line_keeps_the_focus(window: DeskWindow) -> None:
    window.press("N", "1", "Tab")
    window.write("Vg2")
    window.press("Enter")
    opened(window)
    focused = QApplication.focusWidget()
    assert isinstance(focused, ApplicationRow)
    window.press("Space")
    assert kept(window, Application)[0].state == "sent"
    assert isinstance(QApplication.focusWidget(), ApplicationRow)
    window.press("A", "2", "Enter")
    (one,) = kept(window, Application)
    assert (one.state, one.outcome) == ("answered", "waiting_list")
    window.press("Del")
    assert kept(window, Application)[0].state == "dropped"
    window.press("Del")
    assert kept(window, Application)[0].state == "collecting"


def test_papers_are_ticked_where_they_stand(window: DeskWindow) -> None:
    window.press("N", "1", "Tab")
    window.write("Vg2")
    window.press("Enter")
    opened(window)
    window.press("Tab", "1")
    assert kept(window, Application)[0].papers_have == ("certificate",)
    window.press("2")
    (one,) = kept(window, Application)
    assert (one.papers_have, one.state) == (("certificate", "eid"), "ready")


def test_points_before_release_are_settled_by_one_key_each(window: DeskWindow) -> None:
    page = opened(window)
    first = next(row for row in page.rows() if isinstance(row, PointRow))
    first.setFocus()
    window.press("Space")
    assert kept(window, ReleaseCheck)[0].state == "done"
    window.press("Down", "V", "Down", "I")
    assert [one.state for one in kept(window, ReleaseCheck)] == ["done", "doing", "not_needed"]
    window.press("Enter")
    window.write("Kontaktlærer")
    window.press("Enter")
    assert kept(window, ReleaseCheck, item="papers")[0].who == "Kontaktlærer"
    window.press("Esc")
    people_page = window.shell.page()
    assert isinstance(people_page, PeoplePage)
    assert any("2 av 9" in row.accessibleName() for row in people_page.pane.way_on.rows())


def test_a_review_is_written_in_the_persons_words_with_the_next_one_proposed(window: DeskWindow) -> None:
    window.press("G")
    window.write("Jeg vil heller jobbe.")
    window.press("Ctrl+Enter")
    (one,) = kept(window, Review)
    assert (one.own_view, one.declined, one.next_on.isoformat()) == (
        "Jeg vil heller jobbe.",
        False,
        "2026-01-26",
    )
    page = window.shell.page()
    assert isinstance(page, PeoplePage)
    assert any(isinstance(row, NextReviewRow) for row in page.pane.way_on.rows())


def test_who_did_not_want_to_say_has_no_view(window: DeskWindow) -> None:
    window.press("G", "Tab", "Space", "Ctrl+Enter")
    (one,) = kept(window, Review)
    assert (one.own_view, one.declined) == ("", True)


def test_somebody_with_nothing_says_what_can_be_begun(window: DeskWindow) -> None:
    window.go("person_work", person=people["Ospar"])
    page = window.shell.page()
    assert isinstance(page, PersonWorkPage)
    assert isinstance(page.rows()[0], NextReviewRow)
    assert page.first() is page.rows()[0]


def test_a_list_of_interests_is_answered_by_letters_and_kept_with_its_picture(window: DeskWindow) -> None:
    opened(window)
    window.press("L", "J", "N", "K")
    page = window.shell.page()
    assert isinstance(page, InterestsPage)
    assert page.first() is QApplication.focusWidget()
    window.press("Ctrl+Enter")
    (one,) = kept(window, InterestList)
    assert (one.liked, one.perhaps) == (("r1",), ("a1",))
    back = window.shell.page()
    assert isinstance(back, PersonWorkPage)
    assert back.findChildren(InterestPicture)
    assert not window.read(lambda desk: desk.store.drafts(viewer=desk.viewer))


def test_a_list_that_was_broken_off_lies_among_the_drafts_and_goes_on(window: DeskWindow) -> None:
    opened(window)
    window.press("L", "J", "N", "J", "Esc")
    (draft,) = window.read(lambda desk: desk.store.drafts(viewer=desk.viewer))
    window.go("interest_list", draft=draft.id)
    page = window.shell.page()
    assert isinstance(page, InterestsPage)
    assert QApplication.focusWidget() is page._rows[3], "a no is not kept, and is not asked for again"
    window.press("N", "Ctrl+Enter")
    (one,) = kept(window, InterestList)
    assert one.liked == ("r1", "a1")


def test_nothing_answered_is_not_kept(window: DeskWindow) -> None:
    opened(window)
    window.press("L", "N", "Ctrl+Enter")
    assert isinstance(window.shell.page(), InterestsPage)
    assert not kept(window, InterestList)


def test_the_table_of_reviews_is_changed_where_it_stands(window: DeskWindow) -> None:
    window.go("settings", section="reminders")
    page = window.shell.page()
    assert page is not None
    field = page.findChildren(BandField)[1]
    field.take_focus()
    window.press("Ctrl+A")
    window.write("8")
    window.press("Tab")
    assert [one.working_days for one in kept(window, ReviewRule)] == [8]


def test_words_of_an_application_lead_to_it(window: DeskWindow) -> None:
    window.press("N", "1", "Tab")
    window.write("Vg2 industriteknologi")
    window.press("Enter")
    window.go("today")
    window.press("Ctrl+K")
    window.write("industritek")
    palette = window.shell.findChild(Palette)
    assert palette is not None
    window.until(lambda: palette.list.model().rowCount() > 0)
    window.settle()
    window.press("Enter")
    page = window.shell.page()
    assert isinstance(page, PersonWorkPage)
    focused = QApplication.focusWidget()
    assert isinstance(focused, ApplicationRow)


def test_an_application_is_taken_out_with_a_reason_and_comes_back(window: DeskWindow) -> None:
    window.press("N", "1", "Tab")
    window.write("Vg2")
    window.press("Enter")
    opened(window)
    window.press("X", "Enter")
    assert not kept(window, Application)
    window.press("Ctrl+Z")
    assert kept(window, Application)


def test_who_has_left_is_not_asked_for_a_review(window: DeskWindow) -> None:
    ospar = people["Ospar"]
    window.read(lambda desk: leave(desk, Leaving(ospar, "released", desk.today, {}, to="other_with_consent")))
    window.go("people", person=ospar)
    page = window.shell.page()
    assert isinstance(page, PeoplePage)
    assert page.pane.way_on.rows() == []
    assert not page.pane.way_on.isVisible()
    window.go("person_work", person=ospar)
    work = window.shell.page()
    assert isinstance(work, PersonWorkPage)
    assert not any(isinstance(row, NextReviewRow) for row in work.rows())
