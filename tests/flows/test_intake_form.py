"""An intake by keys alone: the Monday's line of half past eight, what a no makes pointless, and what follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.named import add_named
from app.records.intake import Intake
from app.records.person import Person
from app.records.release import Release
from app.records.session import Session
from app.records.step import Step
from tests.builders import MONDAY, add_person, add_talk
from tests.flows.desk_window import DeskWindow, ListPage
from ui.pages.intake import IntakePage, IntakeSavedPage
from ui.pages.intake.parts import PARTS, PERSON
from ui.theme import Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


def fill(desk: Desk) -> None:
    """Ospar came on Saturday; Lyngvar is known from before."""
    ward = add_named(desk, "ward", "Avdeling B")
    add_person(desk, "Ospar", ward=ward, arrived="2026-01-17", birth_year="1990")
    lyngvar = add_person(desk, "Lyngvar")
    add_talk(desk, lyngvar, state="planned", day="2026-01-22", clock="09:00")


@pytest.fixture
def window(tmp_path: Path, look: None) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, fill)
    yield made
    made.close()


def form(window: DeskWindow) -> IntakePage:
    page = window.page()
    assert isinstance(page, IntakePage)
    window.until(lambda: len(page._views) == len(PARTS))  # they are made one after the other
    window.settle()
    return page


def person(window: DeskWindow, name: str) -> Person:
    return window.read(lambda d: next(p for p in d.store.find(Person, viewer=d.viewer) if p.name == name))


def intake(window: DeskWindow) -> Intake:
    (found,) = window.read(lambda d: d.store.find(Intake, viewer=d.viewer))
    return found


def test_the_intake_of_the_monday_takes_forty_keys_at_most(window: DeskWindow) -> None:
    window.press("Ctrl+I")
    window.write("osp")
    window.press("Enter")
    assert window.shell.conversing
    window.press("1", "2", "Tab")
    window.write("po")
    window.press("Enter", "Alt+Down")
    window.write("po")
    window.press("Enter", "Tab", "2", "Tab", "2", "Tab", "Tab", "3")
    window.press("Alt+Down", "3", "Tab", "3", "Tab", "3", "Tab", "3")
    window.press("Alt+Down", "Alt+Down")
    window.write("Vil jobbe paa verft igjen, med papirer som gjelder her.")
    window.press("Tab")
    window.write("fag")
    window.press("Enter")
    window.write("norsk")
    window.press("Enter", "Alt+Down", "2", "Alt+Down", "3", "Alt+Down", "Tab", "3", "Ctrl+Enter")
    assert window.pressed <= 40
    whom, talk = person(window, "Ospar"), intake(window)
    assert (whom.mother_tongue, whom.reads_best, whom.interpreter) == ("pl", "pl", "yes_language")
    assert (whom.norwegian_spoken, whom.english) == ("a1", "a2")
    assert (whom.education, whom.upper_kind) == ("upper", "trade_cert")
    assert (whom.education_from, whom.documents) == ("abroad_not", "lost")
    assert (talk.informed, talk.informed_language) == (("spoken", "leaflet"), "pl")
    assert talk.wish_words.startswith("Vil jobbe")
    assert talk.wishes == ("trade", "norwegian")
    assert (talk.obstacles, talk.offer, talk.person) == (("documents",), "accepted", whom.id)
    (release,) = window.read(lambda d: d.store.find(Release, viewer=d.viewer))
    assert (release.recipient, release.answer, release.language) == (
        "share_contact",
        "explained_answer_later",
        "pl",
    )


def saved(window: DeskWindow) -> IntakeSavedPage:
    window.go("intake", person=person(window, "Ospar").id)
    form(window).form.fields[PERSON + "mother_tongue"].set_value("pl")
    form(window).form.fields[PERSON + "mother_tongue"].touched()
    window.press("Ctrl+Enter")
    page = window.page()
    assert isinstance(page, IntakeSavedPage)
    return page


def test_one_key_books_the_first_session_at_a_free_time(window: DeskWindow) -> None:
    page = saved(window)
    assert page.when.edit.placeholderText() == "tor. 22. jan. kl. 10.00"
    window.press("Ctrl+B")
    ospar = person(window, "Ospar").id
    planned = window.read(lambda d: d.store.find(Session, viewer=d.viewer, where={"state": "planned"}))
    (first,) = [one for one in planned if one.attendances[0].person == ospar]
    assert (first.day, first.clock, first.language) == (dt.date(2026, 1, 22), "10:00", "pl")
    assert not page.booking.isEnabled()


def test_another_time_is_written_over_the_offered_one(window: DeskWindow) -> None:
    page = saved(window)
    page.when.take_focus()
    window.write("fre 13")
    window.press("Ctrl+B")
    ospar = person(window, "Ospar").id
    planned = window.read(lambda d: d.store.find(Session, viewer=d.viewer, where={"state": "planned"}))
    assert (dt.date(2026, 1, 23), "13:00") in {
        (one.day, one.clock) for one in planned if one.attendances[0].person == ospar
    }


def test_after_a_no_asking_again_is_offered_and_no_session(window: DeskWindow) -> None:
    window.go("intake", person=person(window, "Ospar").id)
    form(window)._build()
    form(window).form.fields["offer"].set_value("declined")
    form(window).form.fields["offer"].touched()
    window.press("Ctrl+Enter")
    page = window.page()
    assert isinstance(page, IntakeSavedPage)
    assert page.when.label.text() == "Spør igjen"
    window.press("Ctrl+B")
    ospar = person(window, "Ospar").id
    (step,) = window.read(lambda d: d.store.find(Step, viewer=d.viewer, where={"person": ospar}))
    assert (step.text, step.who, step.due) == (
        "Spørre igjen om veiledning",
        "counsellor",
        dt.date(2026, 3, 16),
    )
    planned = window.read(lambda d: d.store.find(Session, viewer=d.viewer, where={"state": "planned"}))
    assert not [one for one in planned if one.attendances[0].person == ospar]
    assert not page.booking.isEnabled()


def test_one_key_prints_the_sheet_in_the_persons_language(window: DeskWindow) -> None:
    page = saved(window)
    assert page.sheet.text() == "Ark på polsk"
    assert page.sheet.hasFocus()
    window.press("Enter")
    paper = window.page()
    assert isinstance(paper, ListPage)
    assert paper.shown == {"document": "handout", "person": person(window, "Ospar").id, "now": "print"}


def test_a_new_name_is_enough(window: DeskWindow) -> None:
    window.press("Ctrl+I")
    window.write("Tindre")
    window.press("Enter", "Ctrl+Enter")
    assert person(window, "Tindre").id == intake(window).person
    assert intake(window).day == MONDAY.date()
    assert person(window, "Tindre").education == "not_asked"


def test_a_name_without_enter_is_saved_too(window: DeskWindow) -> None:
    window.press("Ctrl+I")
    window.write("Solmund")
    window.press("Ctrl+Enter")
    assert person(window, "Solmund").id == intake(window).person


def test_without_a_name_nothing_is_saved_and_the_name_is_asked_for(window: DeskWindow) -> None:
    window.press("Ctrl+I", "Ctrl+Enter")
    page = form(window)
    assert page.whom.problem == "Dette må fylles ut."
    assert page.whom.target().hasFocus()


def test_a_no_hides_what_no_longer_matters_and_says_why(window: DeskWindow) -> None:
    window.go("intake", person=person(window, "Ospar").id)
    page = form(window)
    page.go_to(6)
    window.press("4")
    releases = page._views[7]
    assert releases.releases is not None
    assert not releases.releases.isVisibleTo(page)
    assert "takket nei" in releases._silences[0][0].text()
    reason = page.form.fields["offer_reason"]
    assert reason.isVisibleTo(page)
    assert reason.aside.text() == "vises fordi svaret var nei"
    reason.take_focus()
    window.write("Ikke naa")
    page.go_to(6)
    window.press("3")
    assert not reason.isVisibleTo(page)
    window.press("Ctrl+Enter")
    assert intake(window).offer_reason == ""


def test_a_hidden_answer_comes_back_when_it_is_asked_again(window: DeskWindow) -> None:
    window.go("intake", person=person(window, "Ospar").id)
    page = form(window)
    page.go_to(2)
    window.press("3", "Tab", "2", "Backtab", "8")
    kind = page.form.fields[PERSON + "upper_kind"]
    assert not kind.isVisibleTo(page)
    window.press("3")
    assert kind.isVisibleTo(page)
    assert kind.value() == "vocational"


def test_a_consent_needs_a_language_it_was_explained_in(window: DeskWindow) -> None:
    window.go("intake", person=person(window, "Ospar").id)
    page = form(window)
    page.go_to(7)
    window.press("Tab", "1")
    releases = page._views[7].releases
    assert releases is not None
    assert releases._warning.isVisibleTo(page)
    window.press("Ctrl+Enter")
    assert "samtykke" in releases.language.problem
    assert releases.language.target().hasFocus()
    window.write("engelsk")
    window.press("Enter", "Ctrl+Enter")
    assert "tolk" in releases.how.problem
    assert releases.how.target().hasFocus()
    window.press("2", "Ctrl+Enter")
    (release,) = window.read(lambda d: d.store.find(Release, viewer=d.viewer))
    assert (release.answer, release.language, release.explained_by) == ("given", "en", "sheet")
    assert release.expires_on == dt.date(2027, 1, 19)


def test_a_possible_double_is_shown_before_the_person_sits_there(window: DeskWindow) -> None:
    window.press("Ctrl+I")
    window.write("Ospar")
    window.press("Esc", "Tab")
    assert "Ospar" in form(window)._doubles_text.text()
    assert form(window).doubles.isVisibleTo(form(window))


def test_a_known_persons_facts_stand_there(window: DeskWindow) -> None:
    window.go("intake", person=person(window, "Ospar").id)
    page = form(window)
    assert page.header.facts.text() == "Ospar · Avdeling B · kom lør. 17. jan."
    assert page.year.value() == "1990"
    window.press("Ctrl+Enter")
    assert person(window, "Ospar").birth_year == 1990


def test_the_index_counts_what_is_answered(window: DeskWindow) -> None:
    window.go("intake", person=person(window, "Ospar").id)
    page = form(window)
    window.press("1")
    assert page._views[0].state() == (1, 3)
    assert "du er her" in page.index._rows[0].accessibleName()
    window.press("Alt+Down")
    assert "1 av 3" in page.index._rows[0].accessibleName()


def test_an_intake_is_found_again_where_it_was_left(window: DeskWindow) -> None:
    window.go("intake", person=person(window, "Ospar").id)
    page = form(window)
    page.go_to(4)
    window.write("Vil bli kokk")
    window.press("Esc")
    (line,) = window.read(lambda d: d.store.drafts(viewer=d.viewer))
    assert (line.type, line.title, line.person) == ("intake", "Ospar", person(window, "Ospar").id)
    window.shell.converse(False)
    window.go("intake", draft=line.id)
    again = form(window)
    assert again.form.fields["wish_words"].value() == "Vil bli kokk"
    assert again.form.fields["wish_words"].target().hasFocus()
    window.press("Ctrl+Enter")
    assert intake(window).wish_words == "Vil bli kokk"
    assert window.read(lambda d: d.store.drafts(viewer=d.viewer)) == []


def test_a_new_ward_is_made_on_the_fly(window: DeskWindow) -> None:
    window.press("Ctrl+I")
    window.write("Tindre")
    window.press("Esc", "Tab")
    window.write("Avdeling F")
    window.press("Enter", "Ctrl+Enter")
    assert person(window, "Tindre").ward != ""


def test_every_part_has_questions_and_every_question_is_declared() -> None:
    from app.records.registry import scalars

    assert len(PARTS) == 8
    for part in PARTS:
        for name in part.fields():
            kind = "person" if name.startswith(PERSON) else "intake"
            assert name.removeprefix(PERSON) in scalars(kind)


def test_a_language_that_is_in_no_list_is_not_lost_without_a_word(window: DeskWindow) -> None:
    window.go("intake", person=person(window, "Ospar").id)
    page = form(window)
    tongue = page.form.fields[PERSON + "mother_tongue"]
    tongue.take_focus()
    window.write("qqq")
    window.press("Tab", "Ctrl+Enter")
    assert "listen" in tongue.problem
    assert tongue.target().hasFocus()
    assert not window.read(lambda d: d.store.find(Intake, viewer=d.viewer))
    window.press("Ctrl+a")
    window.write("pol")
    window.press("Enter", "Ctrl+Enter")
    assert person(window, "Ospar").mother_tongue == "pl"


def test_a_release_that_a_no_has_hidden_is_not_kept(window: DeskWindow) -> None:
    window.go("intake", person=person(window, "Ospar").id)
    page = form(window)
    page.go_to(7)
    window.press("Tab", "3")
    page.go_to(6)
    window.press("4", "Ctrl+Enter")
    assert len(window.read(lambda d: d.store.find(Intake, viewer=d.viewer))) == 1
    assert not window.read(lambda d: d.store.find(Release, viewer=d.viewer))


def test_the_way_out_of_the_conversation_view_can_be_seen(window: DeskWindow) -> None:
    window.go("intake", person=person(window, "Ospar").id)
    page = form(window)
    assert page.frame.conversing
    assert page.header.leave.isVisibleTo(page)
    page.header.leave.click()
    assert not page.frame.conversing
    assert page.header.search.isVisibleTo(page)
    assert not page.header.leave.isVisibleTo(page)
