"""Finding somebody, their steps and timeline, and putting mistakes right, with real keys in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.actions.desk import Desk
from app.actions.leaving import Leaving, leave
from app.actions.people_list import listed_people
from app.actions.restriction import restrict
from app.records.referral import Referral
from app.records.release import Release
from tests.builders import add_person, add_talk
from tests.flows.people_at_hand import NOTE, PeopleWindow
from ui.pages.people.finder import _pill
from ui.pages.people.head import Head
from ui.pages.people.rows import EntryRow, StepRow
from ui.pages.people.sheets import AnswerSheet, CancelSheet, DropSheet
from ui.shell.palette import Palette
from ui.shell.sheet import Sheet
from ui.theme import BareRow, Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture
def window(tmp_path: Path, look: None) -> Iterator[PeopleWindow]:
    made = PeopleWindow(tmp_path)
    yield made
    made.close()


def words_on(window: PeopleWindow) -> str:
    """Everything that can be read in the window: labels, and rows that paint their words themselves."""
    labels = [label.text() for label in window.shell.findChildren(QLabel) if label.isVisible()]
    rows = [row.accessibleName() for row in window.shell.findChildren(BareRow) if row.isVisible()]
    return "\n".join([*labels, *rows])


# --- finding ---


def test_letters_find_a_person_and_enter_opens_the_page(window: PeopleWindow) -> None:
    window.press("Ctrl+2")
    window.write("mos")
    window.press("Enter")
    assert window.people().person() == window.filled.people["Mosind"]
    assert isinstance(window.focus(), EntryRow)
    assert "kranførerbevis" in window.focus().accessibleName()


def test_a_ward_or_a_language_finds_people_too(window: PeopleWindow) -> None:
    window.press("Ctrl+2")
    finder = window.people().finder
    for letters, count in (("avd", 5), ("arab", 1), ("lyng", 2)):
        finder.filter.clear()
        window.write(letters)
        window.until(lambda count=count: finder.list.rows.rowCount() == count)  # type: ignore[misc]


def test_the_arrows_choose_while_one_types(window: PeopleWindow) -> None:
    window.press("Ctrl+2")
    window.write("lyng")
    window.until(lambda: window.people().finder.list.rows.rowCount() == 2)
    window.press("Down")
    assert window.people().person() == window.filled.people["Lyngvar"]
    window.until(lambda: window.people().pane.view is not None)
    assert window.people().pane.head.name.text() == "Lyngvar"


def test_an_unknown_name_is_offered_as_a_new_person(window: PeopleWindow) -> None:
    window.press("Ctrl+2")
    window.write("Eldgrim")
    window.press("Enter")
    assert window.page().name == "new_person"


def test_an_empty_register_says_that_a_name_is_enough(tmp_path: Path) -> None:
    window = PeopleWindow(tmp_path, empty=True)
    try:
        window.press("Ctrl+2")
        assert "Ny person: et navn er nok." in words_on(window)
        window.press("Enter")
        assert window.page().name == "new_person"
    finally:
        window.close()


# --- steps ---


def test_a_step_is_done_and_undone_with_one_key(window: PeopleWindow) -> None:
    window.open("Lyngvar")
    assert isinstance(window.focus(), StepRow)
    window.press("Space")
    assert window.step_states("Lyngvar")["Sende fagbrevet til godkjenning"] == "done"
    assert isinstance(window.focus(), StepRow), "the focus stays in the list, so that Ctrl+Z is free"
    window.press("Ctrl+Z")
    assert window.step_states("Lyngvar")["Sende fagbrevet til godkjenning"] == "open"


def test_a_done_step_in_the_timeline_is_opened_again_with_space(window: PeopleWindow) -> None:
    page = window.open("Lyngvar")
    step = window.steps()[0].token
    window.press("Space")
    assert page.pane.go_to(step)
    window.press("Space")
    assert set(window.step_states("Lyngvar").values()) == {"open"}


def test_a_step_waits_and_no_longer_waits(window: PeopleWindow) -> None:
    window.open("Lyngvar")
    window.press("V")
    assert "waiting" in window.step_states("Lyngvar").values()
    window.press("V")
    assert set(window.step_states("Lyngvar").values()) == {"open"}


def test_a_dropped_step_keeps_its_reason(window: PeopleWindow) -> None:
    window.open("Lyngvar")
    window.press("Del")
    assert isinstance(window.sheet(), DropSheet)
    window.press("2", "Enter")
    assert window.no_sheet()
    assert window.step_states("Lyngvar")["Sende fagbrevet til godkjenning"] == "dropped"
    assert any("lot seg ikke gjøre" in row.accessibleName() for row in window.entries())


def test_a_step_is_written_in_place_with_who_and_when(window: PeopleWindow) -> None:
    page = window.open("Lyngvar")
    window.press("S")
    window.write("Ringe skolen @meg 14d")
    assert "2. feb." in page.pane.plan.add.read_back()
    window.press("Enter")
    assert window.step_states("Lyngvar")["Ringe skolen"] == "open"
    assert page.pane.plan.add.text() == ""
    window.press("Ctrl+Z")
    assert "Ringe skolen" not in window.step_states("Lyngvar"), "the line has nothing of its own to undo"


# --- the timeline ---


def test_the_timeline_has_everything_newest_first_under_its_months(window: PeopleWindow) -> None:
    window.open("Lyngvar")
    heads = [row.accessibleName() for row in window.entries()]
    assert len(heads) == 4
    assert "planlagt" in heads[0]
    assert NOTE in "".join(heads[1:3])
    assert "3 deltakere" in heads[3]
    assert "Skrev et første utkast." in heads[3]
    said = words_on(window)
    assert "januar 2026" in said
    assert "desember 2025" in said


def test_the_timeline_is_filtered_by_kind_and_by_words(window: PeopleWindow) -> None:
    page = window.open("Lyngvar")
    window.press("Ctrl+F")
    window.write("fagbrevet")
    window.until(lambda: len(window.entries()) == 1)
    assert len(window.steps()) == 1
    page.pane.timeline.clear_filter()
    page.pane.timeline.kinds.row.chip("papers").click()
    window.settle()
    assert [row.entry.kind for row in window.entries()] == ["referral"]


def test_enter_on_a_talk_opens_it(window: PeopleWindow) -> None:
    window.open("Lyngvar", entry=window.filled.talk)
    window.press("Enter")
    assert window.page().name == "session"


def test_a_planned_session_is_cancelled_with_who_did_it(window: PeopleWindow) -> None:
    page = window.open("Lyngvar")
    planned = next(row for row in window.entries() if "planlagt" in row.accessibleName())
    assert page.pane.go_to(planned.token)
    window.press("C")
    assert isinstance(window.sheet(), CancelSheet)
    window.press("3", "Enter")
    states = {session.state for session in window.sessions_with("Lyngvar")}
    assert states == {"held", "cancelled_prison"}


def test_a_planned_session_is_held_with_one_key(window: PeopleWindow) -> None:
    page = window.open("Lyngvar")
    planned = next(row for row in window.entries() if "planlagt" in row.accessibleName())
    assert page.pane.go_to(planned.token)
    window.press("H")
    assert {session.state for session in window.sessions_with("Lyngvar")} == {"held"}


def test_a_session_is_booked_from_the_page(window: PeopleWindow) -> None:
    window.open("Lyngvar")
    window.press("Ctrl+B")
    window.write("nonsens")
    window.press("Enter")
    assert not window.no_sheet(), "what is not understood is said, not booked"
    window.press("Ctrl+A")
    window.write("+14 10")
    window.press("Enter")
    assert window.no_sheet()
    assert {(one.day.isoformat(), one.clock) for one in window.sessions_with("Lyngvar")} >= {
        ("2026-02-02", "10:00")
    }


# --- mistakes ---


def test_a_note_on_the_wrong_person_is_moved_and_brought_back(window: PeopleWindow) -> None:
    """Day 12:30: at most six keys beyond the letters."""
    window.press("Ctrl+K")
    window.write("verdt her")
    window.press("Enter", "M")
    window.write("lyngs")
    window.until(lambda: window.sheet().findChildren(Palette) == [])
    window.press("Enter", "Enter")
    assert window.pressed <= 6
    assert window.no_sheet()
    assert [session.id for session in window.sessions_with("Lyngstein")] == [window.filled.talk]
    assert NOTE not in words_on(window)
    window.press("Ctrl+Z")
    assert window.sessions_with("Lyngstein") == []


def test_the_right_person_must_be_chosen(window: PeopleWindow) -> None:
    window.open("Lyngvar", entry=window.filled.talk)
    window.press("M", "Enter")
    assert not window.no_sheet()
    assert "Velg den rette personen fra listen." in words_on(window)
    window.press("Esc")
    assert window.no_sheet()


def test_an_entry_is_voided_with_a_reason_and_brought_back(window: PeopleWindow) -> None:
    window.open("Lyngvar", entry=window.filled.talk)
    window.press("X", "2", "Enter")
    assert window.filled.talk not in {session.id for session in window.sessions_with("Lyngvar")}
    assert window.filled.talk not in {row.token for row in window.entries()}
    window.press("Ctrl+Z")
    assert window.filled.talk in {row.token for row in window.entries()}


def test_an_answer_settles_the_referral_and_its_step(window: PeopleWindow) -> None:
    """Day 11:05: Ctrl+K, three letters, the open referral, answered, a line; at most eight keys."""
    window.press("Ctrl+K")
    window.write("lyngv")
    window.press("Enter", "A")
    assert isinstance(window.sheet(), AnswerSheet)
    window.write("Plass fra mars")
    window.press("Enter")
    assert window.pressed <= 8
    found = window.read(lambda desk: desk.store.find(Referral, viewer=desk.viewer))[0]
    assert (found.answer, str(found.answered_on)) == ("Plass fra mars", "2026-01-19")
    assert window.step_states("Lyngvar")["Få svar om norskkurs"] == "done"


def test_an_empty_answer_is_asked_for(window: PeopleWindow) -> None:
    window.open("Lyngvar")
    window.press("A", "Enter")
    assert "Skriv svaret på én linje." in words_on(window)


def test_a_person_is_archived_and_brought_back(window: PeopleWindow) -> None:
    page = window.open("Mosind")
    window.press("Alt+M", "Down", "Down", "Enter")
    window.press("2", "Enter")
    assert window.person("Mosind").left_kind == "transferred"
    assert "Arkivert" in words_on(window)
    assert page.person() == window.filled.people["Mosind"]
    page.pane.archive()
    window.settle()
    assert window.person("Mosind").left_on is None


# --- the conversation view ---


def test_the_conversation_view_shows_one_person_and_no_other_name(window: PeopleWindow) -> None:
    window.open("Lyngvar")
    window.press("F11")
    said = words_on(window)
    assert "Lyngvar" in said
    assert "Skrev et første utkast." in said
    for other in ("Lyngstein", "Havmod", "Mosind", "Tindre"):
        assert other not in said
    assert not window.people().finder.isVisible()
    assert not window.people().pane.timeline.search.isVisible()
    window.press("M")
    assert window.no_sheet(), "nobody else can be picked while the person reads along"
    window.press("F11")
    assert window.people().finder.isVisible()


def test_the_conversation_view_closes_what_lies_over_the_page(window: PeopleWindow) -> None:
    """What a sheet came from is made anew, and the sheet may name others."""
    window.open("Lyngvar")
    window.press("Alt+M")
    assert len(open_sheets(window)) == 1
    window.press("F11")
    assert not open_sheets(window)
    window.press("F11", "Alt+M")
    assert len(open_sheets(window)) == 1
    window.press("Down", "Esc")
    assert not open_sheets(window)


def open_sheets(window: PeopleWindow) -> list[Sheet]:
    """What lies over the page."""
    return [one for one in window.shell.findChildren(Sheet) if one.isVisible()]


# --- the rest of the window ---


def test_crane_is_found_inside_its_word_and_opens_in_the_timeline(window: PeopleWindow) -> None:
    """Day 13:40: at most three keys after the letters are typed."""
    window.press("Ctrl+K")
    window.write("kran")
    window.press("Enter")
    assert window.people().person() == window.filled.people["Mosind"]
    assert window.focus().accessibleName().endswith("vil ringe kursstedet.")


def test_a_hit_begins_a_session_or_prints(window: PeopleWindow) -> None:
    window.press("Ctrl+K")
    window.write("mosind")
    window.press("Ctrl+Enter")
    assert window.page().name == "session"
    assert window.page().person() == window.filled.people["Mosind"]
    window.press("F11")
    window.go("today")
    window.press("Ctrl+K")
    window.write("mosind")
    window.press("Alt+Enter")
    assert window.page().name == "paper"


def test_without_letters_the_search_offers_whom_one_worked_with(window: PeopleWindow) -> None:
    window.press("Ctrl+K")
    palette = window.shell.findChild(Palette)
    assert palette is not None
    first = palette.list.model().index(0, 0).data()
    assert first == "Sist arbeidet med"


def test_sessions_stand_with_what_comes_on_top(window: PeopleWindow) -> None:
    window.press("Ctrl+3")
    model = window.page().list.model()  # type: ignore[attr-defined]
    window.until(lambda: model.index(1, 0).data() == "Lyngvar")
    assert model.index(0, 0).data() == "Kommer"
    assert model.index(2, 0).data() == "januar 2026"
    window.press("H")
    assert {session.state for session in window.sessions_with("Lyngvar")} == {"held"}


def test_a_long_name_is_whole_in_the_smallest_wide_window(window: PeopleWindow) -> None:
    window.shell.resize(1280, 720)
    window.press("Ctrl+Shift+N")
    window.write("Abdelrahmanullah Solmundsen Fjellriksdotter av Havmodslekta")
    window.press("Ctrl+Enter")
    name = window.page().findChild(Head).name
    longest = name.fontMetrics().horizontalAdvance("Abdelrahmanullah Solmundsen")
    assert name.width() > longest
    assert name.height() >= name.heightForWidth(name.width())


def test_every_control_has_a_name(window: PeopleWindow) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QWidget

    window.open("Lyngvar")
    for key in ("", "M", "Esc", "Alt+M", "Esc", "Ctrl+B", "Esc", "Ctrl+3", "Ctrl+K"):
        if key:
            window.press(key)
        for widget in window.shell.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert widget.accessibleName(), f"{type(widget).__name__} {widget.objectName()} after {key!r}"


def test_somebody_of_the_same_name_is_pointed_out(window: PeopleWindow) -> None:
    twin = window.read(lambda desk: add_person(desk, "MOSIND"))
    window.open("Mosind")
    assert "Kan være samme person:" in words_on(window)
    assert window.people().pane.view is not None
    assert window.people().pane.view.doubles == ((twin, "MOSIND"),)
    window.press("F11")
    assert "MOSIND" not in words_on(window)


def test_the_arrows_walk_over_steps_and_timeline_and_stay_at_the_ends(window: PeopleWindow) -> None:
    window.open("Lyngvar")
    first = window.focus()
    window.press("Up")
    assert window.focus() is first
    window.press("Down", "Down", "Down", "Down")  # the last but one is when the plan is looked at again
    assert window.focus() is window.entries()[0]
    window.press(*["Down"] * 13)
    assert window.focus() is window.entries()[-1]


def test_a_long_life_opens_in_parts_and_is_there_to_the_end(window: PeopleWindow) -> None:
    def a_long_life(desk: Desk) -> None:
        for number in range(40):
            add_talk(desk, window.filled.people["Tindre"], f"Samtale nummer {number}", day="2025-03-03")

    window.read(a_long_life)
    page = window.open("Tindre")
    assert 12 < len(window.entries()) < 41, "what is in view is there, the rest is not made yet"
    last = page.pane.timeline._entries[-1].record.id
    assert page.pane.go_to(last)
    assert len(window.entries()) == 41


def test_a_save_leaves_the_lines_of_what_did_not_change(window: PeopleWindow) -> None:
    window.open("Lyngvar")
    before = {row.token: row for row in window.entries()}
    window.press("S")
    window.write("Ringe skolen")
    window.press("Enter")
    assert {row.token: row for row in window.entries()} == before
    assert window.steps()[0].nextInFocusChain() is window.steps()[1]


def test_lines_that_wait_for_the_next_person_hold_nothing_of_the_last(window: PeopleWindow) -> None:
    page = window.open("Lyngvar")
    assert NOTE in "".join(row.accessibleName() for row in window.entries())
    window.open("Tindre")
    kept = [row.accessibleName() for row in page.pane.findChildren(BareRow)]
    assert NOTE not in "".join(kept)
    assert "Sende fagbrevet til godkjenning" not in "".join(kept)


def test_a_release_is_withdrawn_and_stays_to_be_seen(window: PeopleWindow) -> None:
    lyngvar = window.filled.people["Lyngvar"]

    def release(desk: Desk) -> None:
        with desk.store.transaction("test", actor=desk.viewer) as t:
            t.put(Release(person=lyngvar, recipient="share_nav", given_on=desk.today), case=lyngvar)

    window.read(release)
    page = window.open("Lyngvar")
    row = next(row for row in window.entries() if row.entry.kind == "release")
    assert page.pane.go_to(row.token)
    window.press("W")
    assert "trukket tilbake" in next(
        row.accessibleName() for row in window.entries() if row.entry.kind == "release"
    )


def test_a_step_is_put_right_in_a_sheet(window: PeopleWindow) -> None:
    window.open("Lyngvar")
    window.press("Enter", "Ctrl+A")
    window.write("Sende originalen")
    window.press("Enter")
    assert "Sende originalen" in window.step_states("Lyngvar")
    assert window.no_sheet()


def test_the_whole_record_is_written_and_its_passphrase_shown_once(
    window: PeopleWindow, tmp_path: Path
) -> None:
    window.open("Lyngvar")
    window.press("Alt+M", "4")
    window.press("Enter")
    assert "Det står i loggen." in words_on(window), "purpose and receiver are asked for"
    window.write("Overføring")
    window.press("Tab")
    window.write("Neste skole")
    window.sheet().fields["folder"].set_value(str(tmp_path))
    window.press("Enter")
    written = next(tmp_path.glob("overgang-*.pdf"))
    assert str(written) in words_on(window)
    assert "Lyngvar" not in written.name


def test_archived_people_have_a_list_of_their_own(window: PeopleWindow) -> None:
    tindre = window.filled.people["Tindre"]
    window.read(lambda desk: leave(desk, Leaving(tindre, "released", desk.today)))
    window.press("Ctrl+2")
    finder = window.people().finder
    assert finder.list.rows.rowCount() == 4
    finder.gone.click()
    window.settle()
    assert finder.list.rows.rowCount() == 1
    assert window.people().person() == window.filled.people["Tindre"]


def test_a_restricted_case_is_found_among_those_that_are_not_open_and_can_be_lifted(
    window: PeopleWindow,
) -> None:
    mosind = window.filled.people["Mosind"]
    window.read(lambda desk: restrict(desk, mosind, reason="innsigelse"))
    window.press("Ctrl+2")
    finder = window.people().finder
    assert finder.list.rows.rowCount() == 4
    assert finder.theirs.text() == "1 begrenset"
    finder.theirs.click()
    window.settle()
    (closed,) = window.read(lambda desk: listed_people(desk, [mosind]))
    assert _pill(closed) == ("Begrenset", "warn")
    assert "Saken til Mosind er begrenset" in words_on(window)


def test_more_hits_than_the_search_holds_stand_on_a_page(window: PeopleWindow) -> None:
    def many(desk: Desk) -> None:
        for number in range(9):
            add_talk(desk, window.filled.people["Tindre"], f"Sveisekurs nummer {number}", day="2025-03-03")

    window.read(many)
    window.press("Ctrl+K")
    window.write("sveise")
    window.until(lambda: last_line(window).startswith("Alle treff"))
    window.press("Up", *["Down"] * 8, "Enter")
    assert window.page().name == "found"
    rows = window.page().list.rows  # type: ignore[attr-defined]
    assert sum(bool(rows.id_at(row)) for row in range(rows.rowCount())) == 9
    window.press("Enter")
    assert window.people().person() == window.filled.people["Tindre"]


def last_line(window: PeopleWindow) -> str:
    """The last line of the search."""
    palette = window.shell.findChild(Palette)
    assert palette is not None
    lines = palette.list.model()
    return str(lines.index(lines.rowCount() - 1, 0).data())


def test_a_voided_person_leaves_the_page_and_comes_back(window: PeopleWindow) -> None:
    page = window.open("Mosind")
    page.pane.void()
    window.press("Enter")
    assert page.finder.list.rows.rowCount() == 4
    assert page.person() != window.filled.people["Mosind"]
    window.press("Ctrl+Z")
    assert page.finder.list.rows.rowCount() == 5


def test_nobody_else_is_seen_while_the_next_person_is_read(window: PeopleWindow) -> None:
    page = window.open("Mosind")
    window.go("today")
    window.shell.converse(True)
    window.shell.go("people", person=window.filled.people["Lyngvar"])
    assert not page.pane.isVisible()
    window.settle()
    assert page.pane.isVisible()
    assert "Mosind" not in words_on(window)
    group = next(row for row in window.entries() if "Gruppe" in row.accessibleName())
    assert page.pane.go_to(group.token)
    window.press("Enter")
    assert window.page() is page


def test_a_referral_is_put_right_in_a_sheet_with_days_as_one_writes_them(window: PeopleWindow) -> None:
    page = window.open("Lyngvar")
    row = next(row for row in window.entries() if row.entry.kind == "referral")
    assert page.pane.go_to(row.token)
    window.press("Enter")
    sheet = window.sheet()
    sheet.fields["made_on"].set_value("")
    sheet.fields["made_on"].take_focus()
    window.write("7.1")
    window.press("Enter")
    assert window.no_sheet()
    found = window.read(lambda desk: desk.store.find(Referral, viewer=desk.viewer))[0]
    assert str(found.made_on) == "2026-01-07"


def test_two_fields_of_a_sheet_never_share_a_letter(window: PeopleWindow) -> None:
    page = window.open("Lyngvar")
    for open_it in (page.pane.extract, page.pane.archive, page.pane.answer_newest, page.pane.book):
        open_it()
        window.settle()
        labels = [field.label.text() for field in window.sheet().fields.values()]
        letters = [label[label.index("&") + 1].casefold() for label in labels if "&" in label]
        assert len(letters) == len(set(letters)) == len(labels)
        window.press("Esc")
