"""What hangs where: noted after printing, found again, hung anew when the text has changed, taken down, undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.actions.days_work import days_work
from app.actions.desk import Desk
from app.actions.entries import add_entry
from app.actions.hangings import changed_texts, hang_anew, hang_up, take_down, walls
from app.actions.papers import Job
from app.actions.reminders import reminder_done
from app.actions.settings import change_setting
from app.base.clock import FixedClock
from app.base.settings import GUIDANCE_PLACE, SCHOOL_NAME
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.hanging import Hanging
from tests.builders import MONDAY, add_person, new_desk
from tests.flows.desk_window import DeskWindow
from tests.flows.test_day_pages import texts
from ui.pages.paper.page import PaperPage
from ui.pages.paper.walls import WallsPage
from ui.theme import Theme

POSTERS = [Job("inmate_poster", code, "A3", {"colour": "blue"}) for code in ("pl", "ar", "nb")]


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def hung(desk: Desk) -> list[Hanging]:
    return [one.record for one in walls(desk).hanging]


def test_several_languages_hang_in_one_go_and_one_undo_takes_them_back(desk: Desk) -> None:
    hang_up(desk, POSTERS, place="biblioteket", day="ig", approved_by="vaktleder")
    found = hung(desk)
    assert [one.language for one in found] == ["ar", "nb", "pl"]
    assert {(one.place, one.size, one.approved_by) for one in found} == {("biblioteket", "A3", "vaktleder")}
    assert {one.day for one in found} == {desk.today - dt.timedelta(days=1)}
    desk.store.undo(actor=desk.viewer)
    assert hung(desk) == []


def test_the_same_paper_in_the_same_place_takes_the_place_of_the_old_one(desk: Desk) -> None:
    hang_up(desk, POSTERS, place="biblioteket", day="ig")
    hang_up(desk, POSTERS[:1], place="biblioteket", day="")
    hang_up(desk, POSTERS[:1], place="verkstedet", day="")
    assert len(hung(desk)) == 4
    assert [one.record.language for one in walls(desk).down] == ["pl"]


def test_what_is_not_said_is_asked_for(desk: Desk) -> None:
    for place, day, field in ((" ", "", "place"), ("biblioteket", "+3", "day"), ("biblioteket", "x", "day")):
        with pytest.raises(Invalid) as caught:
            hang_up(desk, POSTERS, place=place, day=day)
        assert caught.value.problems[0].path == (field,)


def test_places_and_wards_are_offered(desk: Desk) -> None:
    add_entry(desk, Draft("ward", {"name": "Avdeling B"}))
    hang_up(desk, POSTERS, place="biblioteket", day="", approved_by="vaktleder")
    found = walls(desk)
    assert found.places == ("biblioteket", "Avdeling B")
    assert found.approvers == ("vaktleder",)


def test_a_change_of_text_is_one_reminder_until_the_papers_hang_anew(desk: Desk) -> None:
    hang_up(desk, POSTERS, place="biblioteket", day="")
    assert changed_texts(desk) == ()
    change_setting(desk, GUIDANCE_PLACE, "Skolen, rom 12")
    (due,) = changed_texts(desk)
    assert (due.rule, due.code) == ("text_changed", "3")
    hang_anew(desk, [one.id for one in hung(desk)])
    assert changed_texts(desk) == ()
    assert hung(desk)[0].said


def test_a_line_in_the_schools_own_words_changes_the_papers_of_that_language_alone(desk: Desk) -> None:
    hang_up(desk, POSTERS, place="biblioteket", day="")
    add_entry(desk, Draft("sheet_line", {"language": "pl", "key": "P01", "text": "Co potem?"}))
    assert [one.record.language for one in walls(desk).hanging if one.changed] == ["pl"]


def test_done_holds_until_the_text_changes_once_more(desk: Desk) -> None:
    hang_up(desk, POSTERS, place="biblioteket", day="")
    change_setting(desk, GUIDANCE_PLACE, "Skolen, rom 12")
    (due,) = changed_texts(desk)
    reminder_done(desk, due)
    assert days_work(desk, walls=True).reminders == ()
    change_setting(desk, SCHOOL_NAME, "Eksempelskolen")
    assert [one.rule for one in days_work(desk, walls=True).reminders] == ["text_changed"]


def test_what_follows_the_day_is_never_said_to_have_changed(desk: Desk) -> None:
    hang_up(desk, [Job("week_plan", "nb", "A4", {})], place="biblioteket", day="")
    later = Desk(desk.store, FixedClock(MONDAY + dt.timedelta(days=9)))
    assert changed_texts(later) == ()


# --- in the window -------------------------------------------------------------------------------------------------


def fill(desk: Desk) -> None:
    add_person(desk, "Lyngvar", mother_tongue="pl", reads_best="pl")
    add_person(desk, "Havmod", mother_tongue="ar", reads_best="ar")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, fill, stood_for=("people",))
    yield made
    made.close()


def test_hung_up_from_paper_with_one_key_and_one_word(window: DeskWindow) -> None:
    window.press("Ctrl+5", "Ctrl+Shift+H")
    window.write("biblioteket")
    window.press("Enter")
    assert window.pressed == 3
    assert any("3 ark henger i: biblioteket" in one.text() for one in window.shell.findChildren(QLabel))
    window.press("Ctrl+Shift+W")
    page = window.page()
    assert isinstance(page, WallsPage)
    assert [one.record.language for one in page._shown.values()] == ["ar", "nb", "pl"]


def test_from_the_reminder_on_today_to_the_wall(window: DeskWindow) -> None:
    window.read(lambda desk: hang_up(desk, POSTERS, place="biblioteket", day=""))
    window.read(lambda desk: hang_up(desk, POSTERS[:1], place="verkstedet", day=""))
    window.read(lambda desk: change_setting(desk, GUIDANCE_PLACE, "Skolen, rom 12"))
    window.press("Ctrl+1")
    window.until(lambda: "Teksten på 4 ark er endret" in texts(window))
    window.press("Alt+P", "Enter")
    page = window.page()
    assert isinstance(page, WallsPage)
    assert len(page._shown) == 4
    window.press("P")
    paper = window.page()
    assert isinstance(paper, PaperPage)
    assert [job.language for job in paper._wanted] == ["ar", "nb", "pl"]
    assert {(job.size, job.values["colour"]) for job in paper._wanted} == {("A3", "blue")}
    window.press("Ctrl+Shift+W", "H", "Enter")
    assert window.read(changed_texts) == ()
    assert window.read(hung)[0].day == window.clock.today()


def test_delete_takes_down_and_undo_brings_back(window: DeskWindow) -> None:
    window.read(lambda desk: hang_up(desk, POSTERS, place="biblioteket", day=""))
    window.go("walls")
    window.press("Del")
    assert len(window.read(hung)) == 2
    window.press("Ctrl+Z")
    assert len(window.read(hung)) == 3


def test_the_filter_finds_by_place_and_language(window: DeskWindow) -> None:
    window.read(lambda desk: hang_up(desk, POSTERS, place="biblioteket", day=""))
    window.read(lambda desk: hang_up(desk, POSTERS[:1], place="verkstedet", day=""))
    window.go("walls")
    page = window.page()
    assert isinstance(page, WallsPage)
    page.filter.setFocus()
    window.write("polsk verk")
    assert [one.record.place for one in page._shown.values()] == ["verkstedet"]
    window.write("xyz")
    assert page._shown == {}
    assert "Ingenting henger her" in texts(window)


def test_nothing_hangs_yet(window: DeskWindow) -> None:
    window.go("walls")
    assert "Ingenting henger her" in texts(window)
    window.press("Enter")
    assert window.page().name == "paper"


def test_taking_down_is_one_event(desk: Desk) -> None:
    hang_up(desk, POSTERS, place="biblioteket", day="")
    take_down(desk, [one.id for one in hung(desk)])
    assert hung(desk) == []
    assert len(walls(desk).down) == 3
