"""The usual talk, written down by keys alone and counted, and what else the session form promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.named import add_named
from app.actions.steps import save_step
from app.entry.draft import Draft
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from tests.builders import MONDAY, add_person, add_talk
from tests.flows.desk_window import DeskWindow, ListPage
from tests.ui.waiting import until
from ui.pages.session import SessionPage
from ui.theme import Theme

NOTE = "Papirene kan vurderes, men han trenger originalen av fagbrevet. Lurer på lønn."


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


def fill(desk: Desk) -> None:
    """Lyngvar, met a fortnight ago, with one open step, and two others."""
    ward = add_named(desk, "ward", "Avdeling A")
    clock = desk.clock
    lyngvar = add_person(desk, "Lyngvar", ward=ward, mother_tongue="pl")
    add_person(desk, "Rognulf")
    add_person(desk, "Havmod")
    clock.at = MONDAY - dt.timedelta(days=14)  # type: ignore[attr-defined]
    add_talk(
        desk, lyngvar, "Ville se hva fagbrevet er verdt.", language="pl", language_handling="shared_language"
    )
    clock.at = MONDAY  # type: ignore[attr-defined]
    save_step(
        desk, Draft("step", {"person": lyngvar, "text": "Skrive ned arbeidssteder", "due": "2026-01-12"})
    )


@pytest.fixture
def window(tmp_path: Path, look: None) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, fill)
    yield made
    made.close()


def form(window: DeskWindow) -> SessionPage:
    page = window.page()
    assert isinstance(page, SessionPage)
    return page


def person_named(window: DeskWindow, name: str) -> str:
    return window.read(lambda d: person_named_by(d, name))


def person_named_by(desk: Desk, name: str) -> str:
    return next(p.id for p in desk.store.find(Person, viewer=desk.viewer) if p.name == name)


def sessions(window: DeskWindow) -> list[Session]:
    """All sessions, newest first."""
    return window.read(lambda d: d.store.find(Session, viewer=d.viewer, order="-day"))


def write_the_usual(window: DeskWindow) -> None:
    """From the note on: the text, two steps, the offered next time, save."""
    window.write(NOTE)
    window.press("Tab")
    window.write("Be broren sende fagbrevet")
    window.press("Enter")
    window.write("CV-kurs @n2u")
    window.press("Tab", "Enter", "Ctrl+Enter")


def check_the_usual(window: DeskWindow) -> None:
    """What the counsellor typed and what the program filled in, from the store."""
    planned, held, _before = sessions(window)
    assert (held.day, held.clock, held.minutes, held.form, held.state) == (
        MONDAY.date(),
        "09:15",
        45,
        "individual",
        "held",
    )
    assert (held.note, held.language, held.language_handling) == (NOTE, "pl", "shared_language")
    assert [(s.text, s.who, s.due) for s in held.steps] == [
        ("Be broren sende fagbrevet", "inmate", dt.date(2026, 2, 2)),
        ("CV-kurs", "nav", dt.date(2026, 2, 2)),
    ]
    assert (planned.state, planned.day, planned.clock) == ("planned", dt.date(2026, 2, 2), "09:15")
    assert [row.person for row in planned.attendances] == [row.person for row in held.attendances]
    assert window.read(lambda d: d.store.drafts(viewer=d.viewer)) == []


def test_the_usual_talk_takes_seven_keys(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("lyn")
    window.press("Enter")
    write_the_usual(window)
    assert window.pressed == 7
    check_the_usual(window)
    page = window.page()
    assert isinstance(page, ListPage)
    assert page.line.hasFocus()
    assert page.person() == person_named(window, "Lyngvar")
    assert window.shell.conversing  # Lyngvar sits there still: F11 leaves
    assert window.shell.toast.text() == "Lagret"


def test_from_todays_first_line_it_takes_six(window: DeskWindow) -> None:
    today = window.page()
    assert isinstance(today, ListPage)
    today.opens = ("session", {"person": person_named(window, "Lyngvar")})
    window.press("Enter")
    write_the_usual(window)
    assert window.pressed == 6
    check_the_usual(window)


@pytest.mark.parametrize("made", ["ahead", "when asked for"])
def test_keys_typed_at_once_are_not_lost(window: DeskWindow, made: str) -> None:
    if made == "when asked for":
        window.shell.ahead.take("session")
    window.at_once("Ctrl+N", "l", "y", "n", "Enter")
    window.settle()
    assert form(window).person() == person_named(window, "Lyngvar")
    assert form(window).body.note.edit.hasFocus()
    window.at_once("h", "e", "i", "Tab", "c", "v", "Ctrl+Enter")
    window.settle()
    held = sessions(window)[0]
    assert (held.note, [step.text for step in held.steps]) == ("hei", ["cv"])


def test_each_form_that_was_made_ahead_is_used_once(window: DeskWindow) -> None:
    window.clock.at = MONDAY + dt.timedelta(hours=3)  # the form was made at a quarter past nine
    window.press("Ctrl+N")
    first = form(window)
    assert first.body.clock.value() == "12:15"
    window.write("lyn")
    window.press("Enter")
    window.write("noe")
    window.press("Esc")
    window.shell.ahead.now()
    window.shell.converse(False)
    window.press("Ctrl+N")
    assert form(window) is not first
    assert form(window).body.note.value() == ""
    assert form(window).person() == ""


def test_what_was_saved_can_be_taken_back_with_one_key(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("lyn")
    window.press("Enter")
    write_the_usual(window)
    window.press("Ctrl+Z")
    assert len(sessions(window)) == 1


def test_letters_typed_faster_than_the_answer_still_pick(window: DeskWindow) -> None:
    window._keys.press("Ctrl+N")
    window._keys.write("lyn")
    window._keys.press("Enter")
    window.settle()
    assert form(window).person() == person_named(window, "Lyngvar")
    assert form(window).body.note.target().hasFocus()


def test_older_steps_turn_done_by_their_number(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("lyn")
    window.press("Enter")
    window.write("Gjort det vi avtalte.")
    window.press("Alt+1", "Ctrl+Enter")
    step = window.read(lambda d: d.store.find(Step, viewer=d.viewer)[0])
    assert (step.state, step.state_on) == ("done", MONDAY.date())


def test_a_draft_is_kept_while_writing_and_opens_at_the_same_word(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("lyn")
    window.press("Enter")
    window.write("Vil ta kranfoererbevis")
    window.press("Left", "Left", "Left")
    form(window).form.keep()  # what the timer does in the pause
    window.settle()
    assert form(window).body.foot.state.text() == "Utkast lagret kl. 09.17"
    window.press("Esc")
    (line,) = window.read(lambda d: d.store.drafts(viewer=d.viewer))
    assert (line.type, line.title) == ("session", "Lyngvar")
    window.go("session", draft=line.id)
    note = form(window).body.note
    assert note.target().hasFocus()
    assert (note.value(), note.caret()) == ("Vil ta kranfoererbevis", len("Vil ta kranfoererbevis") - 3)
    assert form(window).person() == line.person
    window.press("Ctrl+Enter")
    assert window.read(lambda d: d.store.drafts(viewer=d.viewer)) == []


def test_every_change_starts_the_clock_of_the_draft(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("lyn")
    window.press("Enter")
    window.write("V")
    bound = form(window).form
    assert bound._soon.isActive()
    assert bound._latest.remainingTime() < 2000
    first = bound._latest.remainingTime()
    window.write("i")
    assert bound._latest.remainingTime() <= first


def test_a_form_that_says_nothing_leaves_nothing_behind(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("lyn")
    window.press("Enter", "Esc")
    assert window.read(lambda d: d.store.drafts(viewer=d.viewer)) == []
    assert isinstance(window.page(), ListPage)


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    page = form(window)
    page.body.note.set_value("Uten person")
    page.form.draft.raw["note"] = "Uten person"
    window.press("Ctrl+Enter")
    assert page.body.person.problem == "Velg hvem samtalen er med."
    assert page.body.person.target().hasFocus()
    assert page.body.person.target().accessibleDescription().startswith("Velg hvem")
    assert page.body.note.value() == "Uten person"
    window.write("hav")
    window.press("Enter", "Ctrl+Enter")
    assert sessions(window)[0].note == "Uten person"


def test_a_day_to_come_is_refused_at_the_date(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("hav")
    window.press("Enter")
    page = form(window)
    page.body.day.take_focus()
    page.body.day.edit.selectAll()
    window.write("30.1.2026")
    window.press("Ctrl+Enter")
    assert "ikke kommet" in page.body.day.problem
    assert page.body.day.target().hasFocus()


def test_a_session_planned_today_becomes_the_held_one(window: DeskWindow) -> None:
    havmod = person_named(window, "Havmod")

    def plan(desk: Desk) -> None:
        add_talk(desk, havmod, state="planned", clock="09:00")

    window.read(plan)
    window.press("Ctrl+N")
    window.write("hav")
    window.press("Enter")
    window.write("Ville heller snakke om truck.")
    window.press("Ctrl+Enter")
    (held,) = [s for s in sessions(window) if s.attendances[0].person == havmod]
    assert (held.state, held.note) == ("held", "Ville heller snakke om truck.")


def test_a_planned_session_that_begins_now_enters_the_conversation_view(window: DeskWindow) -> None:
    havmod = person_named(window, "Havmod")
    window.read(lambda d: add_talk(d, havmod, state="planned", clock="09:30"))
    window.go("session", person=havmod)
    assert window.shell.conversing
    assert not form(window).body.person.isEnabled()
    window.press("F11")
    assert form(window).body.person.isEnabled()


def test_a_talk_of_today_enters_the_conversation_view_with_its_person(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    assert not window.shell.conversing
    window.write("hav")
    window.press("Enter")
    assert window.shell.conversing
    assert form(window).body.note.edit.hasFocus()
    window.write("Truck.")
    window.press("Ctrl+Enter")
    assert window.shell.conversing
    window.press("Ctrl+N")
    assert form(window).person() == person_named(window, "Havmod")
    window.press("Esc", "F11")
    assert not window.shell.conversing


def test_a_talk_of_another_day_does_not_enter_it(window: DeskWindow) -> None:
    window.press("Ctrl+N", "Tab")
    window.write("16.1")
    window.press("Backtab")
    window.write("hav")
    window.press("Enter")
    assert form(window).person() == person_named(window, "Havmod")
    assert form(window).form.draft.get("day") == "2026-01-16"
    assert not window.shell.conversing


def test_neither_a_group_nor_a_session_that_is_kept_enters_it(window: DeskWindow) -> None:
    window.go("session", form="group", person=person_named(window, "Havmod"))
    assert not window.shell.conversing
    written = window.read(lambda d: add_talk(d, person_named_by(d, "Havmod"), "Kort prat."))
    window.go("session", session=written)
    assert form(window).body.note.value() == "Kort prat."
    assert not window.shell.conversing


@pytest.mark.parametrize("form_of_session", ["phone", "video", "written"])
def test_where_nobody_sits_across_the_desk_it_is_not_entered(
    window: DeskWindow, form_of_session: str
) -> None:
    havmod = person_named(window, "Havmod")
    window.press("Ctrl+N")
    form(window).body.form.row.chip(form_of_session).click()
    form(window).body.person.take_focus()
    window.write("hav")
    window.press("Enter")
    assert form(window).person() == havmod
    assert form(window).form.draft.get("form") == form_of_session
    assert not window.shell.conversing
    window.press("Esc")
    window.read(lambda d: add_talk(d, havmod, state="planned", clock="09:30", form=form_of_session))
    window.go("session", person=havmod)
    assert form(window).form.draft.get("form") == form_of_session
    assert not window.shell.conversing


def test_in_the_conversation_view_nobody_else_can_be_picked(window: DeskWindow) -> None:
    window.press("F11", "Ctrl+N")
    assert not isinstance(window.page(), SessionPage)
    assert window.shell.toast.text() == "F11 går ut av samtalevisningen"
    window.press("F11")
    window.go("session", person=person_named(window, "Havmod"))
    window.press("Esc")  # what lies behind is a list: nothing of it is shown
    window.press("Ctrl+N")
    assert form(window).person() == person_named(window, "Havmod")
    assert not form(window).body.person.isEnabled()


def test_a_new_name_becomes_a_person_at_once(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("Fjellrik")
    window.press("Enter")
    window.write("Kom innom.")
    window.press("Ctrl+Enter")
    assert sessions(window)[0].attendances[0].person == person_named(window, "Fjellrik")


def test_the_rest_opens_with_one_key_and_is_saved(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("hav")
    window.press("Enter")
    window.write("Snakket om veien videre.")
    window.press("Alt+M")
    page = form(window)
    assert page.more.is_open
    window.press("2")
    page.form.fields["own_view"].take_focus()
    window.write("Nyttig")
    window.press("Ctrl+Enter")
    held = sessions(window)[0]
    assert (held.purpose, held.own_view) == (("choice",), "Nyttig")


def test_the_place_of_last_time_leaves_the_rest_closed_and_the_note_large(window: DeskWindow) -> None:
    havmod = person_named(window, "Havmod")
    window.read(lambda desk: add_talk(desk, havmod, "På verkstedet.", place="workshop"))
    window.press("Ctrl+N")
    window.write("hav")
    window.press("Enter")
    page = form(window)
    assert page.form.draft.get("place") == "workshop"
    until(lambda: "place" in page.form.fields)  # the rest is made in quiet moments
    window.settle()
    assert not page.more.is_open


def test_a_cancelled_session_asks_why_and_says_so(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("hav")
    window.press("Enter", "Alt+M")
    page = form(window)
    reason = page.form.fields["cancel_reason"]
    assert not reason.isVisibleTo(page)
    page.form.fields["state"].set_value("cancelled_prison")
    page.form.fields["state"].touched()
    assert reason.isVisibleTo(page)
    assert reason.aside.text() == "vises fordi samtalen ble avlyst"


def test_themes_are_offered_from_the_note_and_never_taken_silently(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("hav")
    window.press("Enter")
    window.write("Vil se om fagbrev gir mer lonn, og lage CV.")
    page = form(window)
    assert "cv" in page.body.themes.offered()
    assert page.body.themes.value() == ""
    page.body.themes.take_focus()
    window.press("Enter", "Ctrl+Enter")
    assert set(sessions(window)[0].themes) == {"cv", "apprenticeship"} | set(
        page.body.themes.value().split(",")
    )


def test_the_guard_points_and_does_not_block(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("hav")
    window.press("Enter")
    window.write("Er siktet i en ny sak sammen med Rognulf.")
    page = form(window)
    window.shell.guard.check()
    window.settle()
    assert page.body.note.below.text().startswith("«Er siktet»: ")
    window.press("Ctrl+Enter")
    assert sessions(window)[0].note.startswith("Er siktet")


def test_no_two_fields_share_a_letter(window: DeskWindow) -> None:
    from ui.forms.mnemonics import letter_of

    window.press("Ctrl+N")
    for group in (False, True):
        form(window).body.as_group(group)
        letters = [
            letter_of(f.label.text()) for f in form(window).body.inputs() if f.isVisibleTo(window.page())
        ]
        used = [letter for letter in letters if letter] + ["m"]
        assert len(used) == len(set(used))
        assert all(letters)


def test_tab_goes_in_reading_order(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    body = form(window).body
    wanted = [
        body.person,
        body.day,
        body.clock,
        body.minutes,
        body.talk,
        body.note,
        body.steps,
        body.next,
        body.themes,
    ]
    seen = []
    for _field in wanted:
        seen.append(QApplication.focusWidget())
        window.press("Tab")
    assert seen == [field.target() for field in wanted]
    assert QApplication.focusWidget() is form(window).more.button


# --- groups ---


def fill_group(desk: Desk) -> None:
    """Eight people at prison work, and one who is not."""
    for name in ("Elvar", "Granmod", "Havmod", "Kvitorm", "Lyngvar", "Mosind", "Steinvid", "Tindre"):
        add_person(desk, name, activity="workshop")
    add_person(desk, "Rognulf", activity="school")


@pytest.fixture
def group(tmp_path: Path, look: None) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, fill_group)
    yield made
    made.close()


def test_a_group_of_eight_is_written_down_with_twenty_keys_at_most(group: DeskWindow) -> None:
    group.press("Ctrl+N", "Backtab", "3", "Tab")
    group.write("CV og hva arbeidsgivere ser etter")
    group.press("Alt+D")
    group.write("tor")
    group.press("Alt+N")
    group.write("Gikk gjennom tre stillingsannonser.")
    group.press("F6")
    group.write("ver")
    group.press("Enter", "Enter")
    group.write("Skrev ferdig profilen sin.")
    group.press("Enter", "Down", "Enter")
    group.write("Vil ha den paa norsk.")
    group.press("Enter", "Down", "Space")
    page = form(group)
    assert page.participants._counts_as.text() == "Teller som én samtale og 7 oppmøter."
    group.press("Ctrl+Enter")
    assert group.pressed <= 20
    (held,) = sessions(group)
    assert (held.form, held.day, held.topic) == (
        "group",
        dt.date(2026, 1, 15),
        "CV og hva arbeidsgivere ser etter",
    )
    assert len(held.attendances) == 8
    assert sum(row.came for row in held.attendances) == 7
    assert [row.line for row in held.attendances if row.line] == [
        "Skrev ferdig profilen sin.",
        "Vil ha den paa norsk.",
    ]
    assert "7 kom" in group.shell.toast.text()


def test_a_step_of_a_group_is_everyones_who_came(group: DeskWindow) -> None:
    group.go("session", form="group")
    group.write("Lage CV")
    group.press("F6")
    group.write("ver")
    group.press("Enter", "Space")
    form(group).body.steps.take_focus()
    group.write("Skrive CV 14d")
    group.press("Ctrl+Enter")
    steps = group.read(lambda d: d.store.find(Step, viewer=d.viewer))
    assert {(s.text, s.due) for s in steps} == {("Skrive CV", dt.date(2026, 2, 2))}
    assert len({s.person for s in steps}) == len(steps) == 7


def test_a_name_adds_one_and_delete_takes_one_out(group: DeskWindow) -> None:
    group.go("session", form="group")
    page = form(group)
    group.press("F6")
    group.write("rog")
    group.press("Enter")
    assert page.participants.pick.target().hasFocus()
    group.write("elv")
    group.press("Enter")
    assert [row.get("person") for row in page.form.draft.rows("attendances")] == [
        person_named(group, "Rognulf"),
        person_named(group, "Elvar"),
    ]
    page.participants._shown[0].row.setFocus()
    group.press("Del")
    assert len(page.form.draft.rows("attendances")) == 1


def test_an_open_meeting_counts_heads_only(group: DeskWindow) -> None:
    group.go("session", form="group")
    group.write("Hva er karriereveiledning?")
    form(group).participants.headcount.take_focus()
    group.write("23")
    group.press("Ctrl+Enter")
    (held,) = sessions(group)
    assert (held.headcount, held.attendances) == (23, ())


def test_the_participants_wait_while_another_form_is_looked_at(group: DeskWindow) -> None:
    group.go("session", form="group")
    group.press("F6")
    group.write("ver")
    group.press("Enter")
    page = form(group)
    page.body.form.take_focus()
    group.press("1", "3")
    assert len(page.form.draft.rows("attendances")) == 8
    assert page.participants.came() == 8


def test_a_planned_session_reads_a_weekday_ahead(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("hav")
    window.press("Enter", "Alt+M")
    page = form(window)
    page.form.fields["state"].take_focus()
    window.press("1")
    page.body.day.take_focus()
    page.body.day.edit.selectAll()
    window.write("fre")
    window.press("Ctrl+Enter")
    assert (sessions(window)[0].state, sessions(window)[0].day) == ("planned", dt.date(2026, 1, 23))


def test_whose_a_kept_session_is_does_not_change_in_its_form(window: DeskWindow) -> None:
    kept = sessions(window)[0]
    window.go("session", session=kept.id)
    page = form(window)
    assert not page.body.person.isEnabled()
    assert page.body.note.value() == kept.note
    window.write("Rettet: ")
    window.press("Ctrl+Enter")
    (after,) = sessions(window)
    assert (after.id, after.note) == (kept.id, f"Rettet: {kept.note}")
    assert after.attendances == kept.attendances
