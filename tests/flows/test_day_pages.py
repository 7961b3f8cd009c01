"""Today, the checklist, paper and settings in the real window, by keys alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.checklists import rounds
from app.actions.desk import Desk
from app.actions.intakes import intake_draft, save_intake
from app.actions.sessions import book_session
from app.actions.settings import all_settings
from app.actions.steps import save_step
from app.entry.draft import Draft
from app.records.person import Person
from app.records.place import Ward
from app.records.session import Session
from app.records.sheet import Sheet
from app.records.step import Step
from tests.builders import PASSPHRASE, add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.documents.printing import PrintRun
from ui.lists import IdList, Offer
from ui.pages.checklist.page import ChecklistPage
from ui.pages.paper.page import PaperPage
from ui.pages.session import SessionPage
from ui.pages.settings.page import SettingField, SettingsPage
from ui.pages.settings.safety import ChangeSheet
from ui.pages.today.page import TodayPage
from ui.shell.guard import GlobalKeys
from ui.theme import Button, Label, Row, Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


def a_day(desk: Desk) -> None:
    """Two sessions today, an overdue step, someone new, someone not seen, someone near release."""
    lyngvar = add_person(desk, "Lyngvar", mother_tongue="pl", reads_best="pl")
    add_talk(desk, lyngvar, "Ville se hva fagbrevet er verdt.", day="2026-01-05")
    book_session(desk, lyngvar, "+0 9.15")
    havmod = add_person(desk, "Havmod", mother_tongue="ar", reads_best="ar")
    book_session(desk, havmod, "+0 13")
    save_step(desk, Draft("step", {"person": lyngvar, "text": "Sende fagbrevet", "due": "2026-01-12"}))
    add_person(desk, "Ospar", arrived="2026-01-17")
    bjorkind = add_person(desk, "Bjørkind")
    add_talk(desk, bjorkind, "Ville tenke på det", day="2025-11-03")
    add_person(desk, "Solmund", expected_release="2026-Q1")


def nothing(_desk: Desk) -> None:
    """An empty register."""


Opener = Callable[[Callable[[Desk], None]], DeskWindow]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    windows: list[DeskWindow] = []

    def make(fill: Callable[[Desk], None]) -> DeskWindow:
        windows.append(DeskWindow(tmp_path, fill, stood_for=("people",)))
        return windows[-1]

    yield make
    for window in windows:
        window.close()


def texts(window: DeskWindow) -> str:
    """Everything that the page says."""
    return " | ".join(label.text() for label in window.page().findChildren(Label) if label.isVisible())


def sessions(desk: Desk) -> list[Session]:
    return desk.store.find(Session, viewer=desk.viewer, order="day,clock")


def test_the_day_shows_who_comes_and_who_needs_a_hand(opened: Opener) -> None:
    window = opened(a_day)
    assert isinstance(window.page(), TodayPage)
    said = texts(window)
    for part in (
        "09.15",
        "Lyngvar",
        "Ville se hva fagbrevet er verdt.",
        "Havmod",
        "Ospar",
        "Bjørkind",
        "Solmund",
    ):
        assert part in said
    assert "Sende fagbrevet" in said


def test_enter_on_the_first_line_writes_that_session_down(opened: Opener) -> None:
    window = opened(a_day)
    window.press("Enter")
    assert window.page().name == "session"
    assert window.page().person() == next(
        row.person for row in window.read(sessions) if row.state == "planned" for row in row.attendances
    )


def test_one_key_cancels_a_session_and_one_takes_it_back(opened: Opener) -> None:
    window = opened(a_day)
    window.press("Del")
    assert [one.state for one in window.read(sessions) if one.day == dt.date(2026, 1, 19)].count(
        "cancelled_prison"
    ) == 1
    window.press("Ctrl+Z")
    assert all(one.state != "cancelled_prison" for one in window.read(sessions))


def test_space_on_an_overdue_step_makes_it_done(opened: Opener) -> None:
    window = opened(a_day)
    row = next(row for row in window.page().findChildren(Row) if "Sende fagbrevet" in row.accessibleName())
    row.setFocus()
    window.press("Space")
    steps = window.read(lambda desk: desk.store.find(Step, viewer=desk.viewer))
    assert [step.state for step in steps] == ["done"]
    assert "Sende fagbrevet" not in texts(window)


def test_an_empty_day_invites(opened: Opener) -> None:
    window = opened(nothing)
    assert "Ingen samtaler i dag" in texts(window)
    window.press("Enter")
    assert window.page().name == "session"


def test_a_question_takes_two_keys_and_tomorrow_it_opens_at_the_next(opened: Opener) -> None:
    window = opened(nothing)
    window.press("Ctrl+4", "Enter")
    before = window.pressed
    for text in ("Fast punkt på personalmøtet", "Alle får arket"):
        window.press("J")
        window.write(text)
        window.press("Enter")
    assert window.pressed - before == 4
    window.press("N")
    window.write("Avdeling D mangler plakat")
    window.press("Esc")
    kept = window.read(rounds).current
    assert kept is not None
    assert {row.question: (row.answer, row.how) for row in kept.answers} == {
        "T1": ("yes", "Fast punkt på personalmøtet"),
        "T2": ("yes", "Alle får arket"),
        "T3": ("no", "Avdeling D mangler plakat"),
    }
    window.press("Ctrl+4")
    page = window.page()
    assert isinstance(page, ChecklistPage)
    assert page.first() is QApplication.focusWidget()
    assert (
        "4" in str(QApplication.focusWidget().accessibleName())
        or "språk" in QApplication.focusWidget().accessibleName()
    )


def test_a_round_is_finished_after_a_question_and_kept(opened: Opener) -> None:
    window = opened(nothing)
    window.press("Ctrl+4", "Enter", "J")
    window.write("Ja")
    window.press("Enter", "Ctrl+Enter", "Ctrl+Enter", "Ctrl+Enter", "Ctrl+Enter")
    assert window.read(rounds).current is not None
    window.press("Tab", "Enter")
    found = window.read(rounds)
    assert found.current is None
    assert len(found.finished) == 1
    assert "Ingen runde er i gang" in texts(window)


def test_paper_shows_every_language_read_here_and_keeps_the_room(opened: Opener) -> None:
    window = opened(a_day)
    window.press("Ctrl+5")
    page = window.page()
    assert isinstance(page, PaperPage)
    assert [shown.title for shown in page.preview._pages] == ["norsk bokmål", "arabisk", "polsk"]
    page.choices._fields["place"].take_focus()
    window.write("Skolen, rom 12")
    window.press("Tab")
    assert window.read(all_settings)["guidance.place"] == "Skolen, rom 12"


def test_the_handout_goes_out_in_the_persons_language_and_stands_on_the_timeline(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(a_day)
    people = window.read(lambda desk: desk.store.find(Person, viewer=desk.viewer, where={"name": "Lyngvar"}))
    person = people[0].id
    target = tmp_path / "printed.pdf"
    monkeypatch.setattr(PrintRun, "start", to_file(target))
    window.go("paper", document="handout", person=person, now="print")
    window.until(lambda: "Skrevet ut kl." in texts(window))
    (sheet,) = window.read(lambda desk: desk.store.find(Sheet, viewer=desk.viewer))
    assert (sheet.document, sheet.language, sheet.person) == ("handout", "pl", person)
    assert target.stat().st_size > 10_000


def to_file(target: Path) -> Callable[[PrintRun], None]:
    """The printer of a test: a PDF file, drawn band by band like any other."""
    start = PrintRun.start

    def print_to_file(run: PrintRun) -> None:
        run._file = str(target)
        start(run)

    return print_to_file


def test_without_a_printer_it_says_what_to_do(opened: Opener) -> None:
    window = opened(a_day)
    window.press("Ctrl+5", "Ctrl+P")
    assert window.notices
    assert "ingen skriver" in window.notices[-1].text


def test_a_setting_is_kept_when_its_field_is_left_and_nonsense_is_told(opened: Opener) -> None:
    window = opened(nothing)
    window.go("settings", section="times")
    page = window.page()
    assert isinstance(page, SettingsPage)
    field = page.findChildren(SettingField)[0]
    field.take_focus()
    window.press("Ctrl+A")
    window.write("9999")
    window.press("Tab")
    assert "Skriv et tall" in field.problem
    field.take_focus()
    window.press("Ctrl+A")
    window.write("60")
    window.press("Tab")
    assert window.read(all_settings)["session.usual_minutes"] == 60


def test_an_intake_that_said_later_comes_back_on_its_day(opened: Opener) -> None:
    def fill(desk: Desk) -> None:
        draft = intake_draft(desk)
        draft.rows("person")[0].raw["name"] = "Tindre"
        draft.raw |= {"offer": "later", "ask_again": "2026-01-19"}
        save_intake(desk, draft)

    window = opened(fill)
    assert "sa «senere»" in texts(window)


def test_ctrl_z_takes_back_the_last_action_from_an_empty_field_too(
    opened: Opener, qapp: QApplication
) -> None:
    keys = GlobalKeys(qapp)
    window = opened(nothing)
    window.press("Ctrl+Shift+N")
    window.write("Lyngvar")
    window.press("Ctrl+Enter")
    window.go("settings", section="school")
    page = window.page()
    page.findChildren(SettingField)[0].take_focus()
    window.press("Ctrl+Z")
    assert not window.read(lambda desk: desk.store.find(Person, viewer=desk.viewer))
    qapp.focusChanged.disconnect(keys._moved)


def test_after_the_fuse_one_key_leads_back_to_the_word(opened: Opener) -> None:
    window = opened(a_day)
    window.press("Ctrl+N")
    window.write("hav")
    window.press("Enter")
    window.write("Norskprøve først, deretter")
    window.press("Tab")
    window.write("Melde på norskprøve")
    window.press("Enter")
    window.write("Finne kur")
    window.shell.keep_drafts()
    window.press("F11", "Ctrl+1")
    assert "«Norskprøve først, deretter»" in texts(window)
    window.page().first().setFocus()  # type: ignore[union-attr]
    window.press("Enter")
    page = window.page()
    assert isinstance(page, SessionPage)
    assert page.body.note.value() == "Norskprøve først, deretter"
    assert page.form.draft.get("step_lines").splitlines() == ["Melde på norskprøve", "Finne kur"]


def test_a_ward_is_added_and_a_nameless_one_is_told_what_is_missing(opened: Opener) -> None:
    window = opened(nothing)
    window.go("settings", section="wards")
    window.press("Alt+N", "Enter")
    assert "Dette må fylles ut." in " ".join(label.text() for label in window.shell.findChildren(Label))
    window.write("Verkstedet")
    window.press("Enter")
    assert [ward.name for ward in window.read(lambda desk: desk.store.find(Ward, viewer=desk.viewer))] == [
        "Verkstedet"
    ]
    assert "Verkstedet" in texts(window)


GOOD = "fjord lampe sykkel tog"


def test_the_passphrase_is_changed_after_the_old_one_and_a_good_new_one(opened: Opener) -> None:
    window = opened(nothing)
    window.go("settings", section="safety")
    button = next(b for b in window.page().findChildren(Button) if b.text() == "Endre passordfrasen …")
    button.click()
    window.settle()
    window.write(PASSPHRASE)
    window.press("Tab")
    window.write("kort")
    window.press("Tab")
    window.write("kort")
    window.press("Enter")
    assert "Skriv minst 12 tegn" in " ".join(label.text() for label in window.shell.findChildren(Label))
    (sheet,) = window.shell.findChildren(ChangeSheet)
    for field, text in ((sheet.old, "feil setning"), (sheet.new, GOOD), (sheet.again, GOOD)):
        field.take_focus()
        window.press("Ctrl+A")
        window.write(text)
    window.press("Enter")
    assert "åpner ikke registeret" in sheet.old.problem
    assert sheet.old.target().hasFocus()
    window.press("Ctrl+A")
    window.write(PASSPHRASE)
    window.press("Enter")
    assert not window.shell.findChildren(ChangeSheet)


def test_nobody_else_can_be_picked_on_a_sheet_while_the_person_looks_on(opened: Opener) -> None:
    window = opened(a_day)
    people = window.read(lambda desk: desk.store.find(Person, viewer=desk.viewer, where={"name": "Lyngvar"}))
    window.go("paper", document="handout", person=people[0].id)
    page = window.page()
    assert isinstance(page, PaperPage)
    assert page.shows_one()
    page.alone(True)
    assert page.choices._person is not None
    assert not page.choices._person.isEnabled()
    page.alone(False)
    assert page.choices._person.isEnabled()


def test_the_days_notes_are_nothing_for_the_conversation_view(opened: Opener) -> None:
    window = opened(a_day)
    window.press("Ctrl+P")
    page = window.page()
    assert isinstance(page, PaperPage)
    assert not page.shows_one()


def test_the_shelf_of_documents_is_one_stop_of_tab(opened: Opener) -> None:
    window = opened(nothing)
    window.press("Ctrl+5", "Down", "Enter")
    page = window.page()
    assert isinstance(page, PaperPage)
    assert page.shelf.isAncestorOf(QApplication.focusWidget())
    window.press("Tab")
    assert not page.shelf.isAncestorOf(QApplication.focusWidget())


def test_an_empty_list_of_sessions_has_the_focus_on_what_can_be_done(opened: Opener) -> None:
    window = opened(nothing)
    window.press("Ctrl+3")
    offer = QApplication.focusWidget()
    assert isinstance(offer, Offer)
    assert offer.accessibleName().startswith("Ny samtale")
    window.press("Ctrl+1", "Ctrl+3")
    assert isinstance(QApplication.focusWidget(), Offer)
    window.press("Ctrl+1")
    window.read(lambda desk: book_session(desk, add_person(desk, "Lyngvar"), "+1 10"))
    window.press("Ctrl+3")
    assert isinstance(QApplication.focusWidget(), IdList)
