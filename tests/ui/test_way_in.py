"""From an empty PC to the open register with real keys; the lock; closing; and every way the start can fail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from app.actions.desk import Desk
from app.actions.settings import change_setting
from app.base import languages
from app.base.clock import FixedClock
from app.base.settings import LOCK_MINUTES, SCHOOL_NAME
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.store import keys as store_keys
from app.store import migrations
from app.store.store import Store
from tests.builders import CHEAP, PASSPHRASE, add_person, new_desk
from tests.data import making
from tests.ui.accessible import spoken, unnamed
from tests.ui.keyboard import Keys
from tests.ui.waiting import until
from ui.errors import Errors
from ui.forms import NoteField
from ui.shell.bring_back import BringBackPage
from ui.shell.centre import CentrePage
from ui.shell.entrance import Finished
from ui.shell.farewell import farewell
from ui.shell.first_start import FirstStart
from ui.shell.keeper import Keeper
from ui.shell.page import Frame, Page
from ui.shell.preview import PreviewPage
from ui.shell.prove import DonePage, ProvePage
from ui.shell.recover import RecoverPage
from ui.shell.shell import Parts
from ui.shell.trouble import TroublePage
from ui.shell.unlock import UnlockPage
from ui.shell.window import Window, Wiring
from ui.theme import Row
from ui.work import Work

GOOD = "fjord lampe sykkel tog"


class NotePage(Page):
    """Stands for Today: a note with somebody's name in it."""

    name, place, keep = "today", "today", True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.note = NoteField("Notat", value="Lyngvar har fått svar fra bedriften")
        self.kept: list[str] = []
        self.box.addWidget(self.note)

    def title(self) -> str:
        return "Lyngvar"

    def first(self) -> QWidget | None:
        return self.note.edit

    def leaving(self) -> None:
        self.kept.append(self.note.value())


class Start:
    """The program as __main__ wires it, on a folder of its own."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.path, self.keys = folder / "register" / "overgang.db", keys
        self.clock = FixedClock(dt.datetime(2026, 1, 19, 9, 15, tzinfo=dt.UTC))
        self.errors = Errors(folder / "reports", self.clock.now)
        self.work = Work(self.errors.handle)
        self.printed: list[bytes] = []
        self.keeper = Keeper(folder / "window.json")
        wiring = Wiring(
            work=self.work,
            clock=self.clock,
            errors=self.errors,
            keeper=self.keeper,
            parts=lambda: Parts(pages={"today": lambda frame, _about: NotePage(frame)}, undo=lambda _d: None),
            print_pdf=self._print,
            farewell=farewell,
        )
        self.window = Window(wiring, self.path)

    def _print(self, pdf: bytes, finished: Finished) -> None:
        self.printed.append(pdf)
        finished(None)

    def begin(self, **how: bool) -> None:
        self.window.entrance.start(**how)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()

    def page(self, kind: type[CentrePage]) -> CentrePage:
        """Wait for a page of the entrance."""
        until(lambda: isinstance(self.window.stack.currentWidget(), kind))
        page = self.window.stack.currentWidget()
        assert isinstance(page, kind)
        return page

    def inside(self) -> NotePage:
        """Wait until the register is open."""
        until(lambda: self.window.shell is not None and self.window.shell.page() is not None)
        assert self.window.shell is not None
        page = self.window.shell.page()
        assert isinstance(page, NotePage)
        return page

    def made(self) -> None:
        """A register made before, with its passphrase."""
        self.path.parent.mkdir()
        new_desk(self.path.parent).store.close()

    def opened(self) -> NotePage:
        """The register open, through the passphrase."""
        self.made()
        self.begin()
        self.keys.write(PASSPHRASE)
        self.keys.press("Enter")
        return self.inside()


@pytest.fixture
def start(tmp_path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setattr(store_keys, "FLOOR", CHEAP)
    monkeypatch.setattr(store_keys, "calibrated", lambda: CHEAP)
    made = Start(tmp_path, keys)
    yield made
    made.work.stop(lambda desk: desk.store.close())
    made.window.hide()
    made.window.deleteLater()
    QApplication.processEvents()


def test_the_first_start_with_the_keyboard_alone(start: Start, keys: Keys) -> None:
    start.begin()
    page = start.page(FirstStart)
    assert unnamed(page) == []
    keys.press("Enter")
    keys.write("berg")
    keys.press("Enter", "Enter")  # the first hit, then on
    assert isinstance(page, FirstStart)
    assert page.answers.prison == "Bergen fengsel"
    assert page.answers.school
    keys.write("Steinvid")
    keys.press("Tab")
    keys.write(GOOD)
    keys.press("Tab")
    keys.write(GOOD)
    keys.press("Enter")
    prove = start.page(ProvePage)
    assert isinstance(prove, ProvePage)
    assert unnamed(prove) == []
    code = prove._groups
    assert not any(group in spoken(prove) for group in code)  # it stands on paper only
    keys.press("Ctrl+P")
    until(lambda: start.printed)
    assert start.printed[0].startswith(b"%PDF")
    keys.write("xxxxx")
    assert "stemmer ikke" in spoken(prove)
    keys.press(*["Backspace"] * 5)
    for group in code:
        keys.write(group.lower())
    keys.press("Enter")
    start.page(DonePage)
    keys.press("Enter")
    start.inside()


def test_the_sheet_can_be_saved_instead_of_printed(
    start: Start, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "ark.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    start.begin()
    page = start.page(FirstStart)
    assert isinstance(page, FirstStart)
    page.answers.name, page.answers.passphrase, page.answers.again = "Steinvid", GOOD, GOOD
    page.show_step(2)
    keys.press("Enter")
    prove = start.page(ProvePage)
    assert isinstance(prove, ProvePage)
    assert not prove.code.groups[0].isEnabled()
    keys.press("Ctrl+S")
    until(lambda: prove.code.groups[0].hasFocus())
    assert target.read_bytes().startswith(b"%PDF")


def test_the_language_is_chosen_first_and_remembered(start: Start, keys: Keys) -> None:
    start.begin()
    start.page(FirstStart)
    keys.press("Right")
    assert languages.current() == "nn"
    assert "Velkomen" in spoken(start.window)
    assert start.keeper.now.language == "nn"
    keys.press("3")
    assert "Welcome" in spoken(start.window)


def test_a_weak_passphrase_is_said_under_its_field_and_nothing_is_lost(start: Start, keys: Keys) -> None:
    start.begin()
    page = start.page(FirstStart)
    assert isinstance(page, FirstStart)
    keys.press("Enter", "Enter")
    keys.press("Enter")
    assert page.name.problem
    assert page.name.edit.hasFocus()
    keys.write("Steinvid")
    page.passphrase.take_focus()
    keys.write("passord1")
    page.again.take_focus()
    keys.write("passord2")
    keys.press("Enter")
    assert page.again.problem
    keys.press("Ctrl+a")
    keys.write("passord1")
    keys.press("Enter")
    until(lambda: page.passphrase.problem)
    assert page.answers.name == "Steinvid"
    assert not start.path.exists()


def test_how_many_guesses_a_passphrase_takes_is_said_as_a_number(start: Start, keys: Keys) -> None:
    start.begin()
    page = start.page(FirstStart)
    assert isinstance(page, FirstStart)
    keys.press("Enter", "Enter")
    page.passphrase.take_focus()
    keys.write(GOOD)
    until(lambda: "gjetninger" in page.passphrase.below.text())


def test_a_sheet_that_was_never_typed_back_is_asked_for_at_the_next_start(start: Start, keys: Keys) -> None:
    start.begin()
    page = start.page(FirstStart)
    assert isinstance(page, FirstStart)
    page.answers.name, page.answers.passphrase, page.answers.again = "Steinvid", GOOD, GOOD
    page.show_step(2)
    keys.press("Enter")
    start.page(ProvePage)
    start.work.stop(lambda desk: desk.store.close())
    start.begin()
    start.page(UnlockPage)
    keys.write(GOOD)
    keys.press("Enter")
    start.page(ProvePage)


def test_the_passphrase_and_enter_open_the_register(start: Start) -> None:
    start.opened()


def test_a_wrong_passphrase_is_said_under_the_field_and_the_wait_counts_down(
    start: Start, keys: Keys
) -> None:
    start.made()
    start.begin()
    page = start.page(UnlockPage)
    assert isinstance(page, UnlockPage)
    for _ in range(3):
        keys.write("feil passord her")
        keys.press("Enter")
        until(lambda: page.field.problem)
        assert page.field.edit.hasFocus()
        assert page.field.problem in page.field.edit.accessibleDescription()
    keys.press("Enter")
    until(lambda: not page.button.isEnabled() and "sekund" in page.field.problem)
    first = page.field.problem
    until(lambda: page.field.problem != first)
    start.clock.advance(60)
    until(lambda: page.button.isEnabled())
    keys.press("Ctrl+a")
    keys.write(PASSPHRASE)
    keys.press("Enter")
    start.inside()


def test_a_right_passphrase_written_during_the_wait_opens_when_the_wait_is_over(
    start: Start, keys: Keys
) -> None:
    start.made()
    start.begin()
    page = start.page(UnlockPage)
    assert isinstance(page, UnlockPage)
    for _ in range(3):
        keys.write("feil passord her")
        keys.press("Enter")
        until(lambda: page.field.problem)
    keys.press("Ctrl+a")
    keys.write(PASSPHRASE)
    keys.press("Enter")
    until(lambda: "sekund" in page.field.problem)
    start.clock.advance(60)
    start.inside()


def test_f12_covers_everything_and_unlocking_returns_to_the_word(start: Start, keys: Keys) -> None:
    page = start.opened()
    page.note.set_caret(11)
    keys.press("F12")
    assert start.window.locked
    assert page.kept
    assert "Lyngvar" not in spoken(start.window)
    assert "Lyngvar" not in start.window.windowTitle()
    keys.write("feil passord")
    keys.press("Enter")
    lock = start.page(UnlockPage)
    assert isinstance(lock, UnlockPage)
    until(lambda: lock.field.problem)
    keys.press("Ctrl+a")
    keys.write(PASSPHRASE)
    keys.press("Enter")
    until(lambda: not start.window.locked)
    assert page.note.edit.hasFocus()
    assert page.note.caret() == 11
    assert start.window.windowTitle() == "Lyngvar – Overgang"


def test_the_lock_closes_what_has_a_window_of_its_own(start: Start) -> None:
    start.opened()
    dialog = QDialog(start.window)
    dialog.show()
    start.window.lock()
    assert not dialog.isVisible()


def test_an_idle_desk_locks_itself(start: Start) -> None:
    start.opened()
    start.clock.advance(4 * 60)
    start.window.idle.look()
    assert not start.window.locked
    QTest.keyClick(start.window.windowHandle(), Qt.Key.Key_Right)  # as it comes from the system
    start.clock.advance(4 * 60)
    start.window.idle.look()
    assert not start.window.locked
    start.clock.advance(5 * 60)
    start.window.idle.look()
    assert start.window.locked


def test_the_minutes_until_the_lock_hold_as_soon_as_they_are_changed(start: Start) -> None:
    start.opened()
    start.work.run(change_setting, LOCK_MINUTES, 1)
    start.work.run(change_setting, SCHOOL_NAME, "Skolen ved fjorden")
    until(lambda: "Skolen ved fjorden" in spoken(start.window))
    start.clock.advance(61)
    start.window.idle.look()
    assert start.window.locked


def test_the_next_session_stands_on_the_way_out(start: Start) -> None:
    start.opened()
    person = Person(name="Lyngvar")
    session = Session(
        day=dt.date(2026, 1, 20), clock="09:15", state="planned", attendances=(Attendance(person=person.id),)
    )

    def book(desk: Desk) -> None:
        with desk.store.transaction("session.saved", actor=desk.viewer) as t:
            t.put(person)
            t.put(session)

    start.work.run(book)
    start.window.close()
    until(lambda: "Neste: Lyngvar, i morgen 09.15." in spoken(start.window))
    until(lambda: not start.window.isVisible())


@pytest.mark.parametrize("jump", [dt.timedelta(hours=1), dt.timedelta(hours=-1)])
def test_a_pc_that_slept_is_locked_by_the_wall_clock(start: Start, jump: dt.timedelta) -> None:
    start.opened()
    start.clock.at += jump
    start.window.idle.look()
    assert start.window.locked


def test_closing_keeps_the_draft_and_makes_a_backup(start: Start) -> None:
    page = start.opened()

    def write(desk: Desk) -> None:
        with desk.store.transaction("person.saved", actor=desk.viewer) as t:
            t.put(Person(name="Lyngvar"))

    start.work.run(write)
    start.window.close()
    until(lambda: not start.window.isVisible())
    assert page.kept
    assert list((start.path.parent / "backups").glob("*.db"))
    assert not start.work.is_open()


def test_a_backup_that_fails_is_said_before_the_window_goes(start: Start, keys: Keys) -> None:
    start.opened()

    def write(desk: Desk) -> None:
        with desk.store.transaction("setting.changed", actor=desk.viewer) as t:
            t.set("backup.second_folder", str(start.path.parent / "gone"))

    start.work.run(write)
    start.window.close()
    until(lambda: not start.work.is_open() and "OK" in spoken(start.window))
    keys.press("Enter")
    until(lambda: not start.window.isVisible())


# --- a register that cannot be opened


def trouble(start: Start, keys: Keys) -> TroublePage:
    start.begin()
    start.page(UnlockPage)
    keys.write(PASSPHRASE)
    keys.press("Enter")
    page = start.page(TroublePage)
    assert isinstance(page, TroublePage)
    assert unnamed(page) == []
    return page


def ways(page: CentrePage) -> str:
    assert isinstance(page, TroublePage)
    return "\n".join(row.accessibleName() for row in page.rows)


def test_a_damaged_register_offers_a_backup(start: Start, keys: Keys) -> None:
    start.made()
    whole = bytearray(start.path.read_bytes())
    whole[200:300] = bytes(100)
    start.path.write_bytes(whole)
    page = trouble(start, keys)
    assert "skadet" in spoken(page)
    assert "sikkerhetskopi" in ways(page)
    keys.press("Enter")
    start.page(BringBackPage)
    keys.press("Esc")
    start.page(UnlockPage)


def test_a_register_of_a_newer_version_is_left_alone_and_says_so(start: Start, keys: Keys) -> None:
    start.path.parent.mkdir()
    desk = new_desk(start.path.parent)
    desk.store.connection.run(
        "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES ('overgang', '999_next', '2031')"
    )
    desk.store.close()
    before = start.path.read_bytes()
    page = trouble(start, keys)
    assert "nyere versjon" in spoken(page)
    assert "sikkerhetskopi" not in ways(page)  # a copy brought back would throw newer work away
    assert "Prøv igjen" not in ways(page)
    assert start.path.read_bytes() == before
    keys.press("Down", "Down", "Enter")
    until(lambda: not start.window.isVisible())


@pytest.mark.parametrize("schema", [path.stem[-3:] for path in sorted(making.FOLDER.glob("store-*.db"))])
def test_a_register_of_an_older_version_opens_as_any_other_behind_a_backup(
    start: Start, keys: Keys, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_keys, "FLOOR", making.COST)
    start.path.parent.mkdir()
    for kind in ("", ".head", ".keys"):
        old = making.FOLDER / f"store-{schema}.db{kind}"
        start.path.with_name(start.path.name + kind).write_bytes(old.read_bytes())
    start.begin()
    start.page(UnlockPage)
    keys.write(making.PASSPHRASE)
    keys.press("Enter")
    start.inside()
    backups = list((start.path.parent / "backups").glob("*.db"))
    assert bool(backups) == (schema != migrations.STEPS[-1].NAME[:3])


def test_an_unlocking_that_takes_long_says_why(start: Start, keys: Keys) -> None:
    start.made()
    start.begin()
    page = start.page(UnlockPage)
    assert isinstance(page, UnlockPage)
    page._patience.setInterval(0)
    assert "versjonsskifte" not in spoken(page)
    page.working(True)
    until(lambda: "versjonsskifte" in spoken(page))
    page.working(False)
    assert "versjonsskifte" not in spoken(page)


def test_missing_keys_have_their_own_words(start: Start, keys: Keys) -> None:
    start.made()
    start.path.with_name("overgang.db.keys").unlink()
    page = trouble(start, keys)
    assert "nøkkelfilen" in spoken(page).lower()


def test_a_second_instance_is_refused_and_can_try_again(start: Start, keys: Keys) -> None:
    start.path.parent.mkdir()
    other = new_desk(start.path.parent)
    page = trouble(start, keys)
    assert "Prøv igjen" in ways(page)
    other.store.close()
    keys.press("Enter")
    start.page(UnlockPage)
    keys.write(PASSPHRASE)
    keys.press("Enter")
    start.inside()


def test_an_older_copy_opens_only_when_one_says_so(start: Start, keys: Keys) -> None:
    start.made()
    old = start.path.read_bytes()
    desk = Desk(Store.open(start.path, PASSPHRASE, start.clock), start.clock)
    with desk.store.transaction("person.saved", actor=desk.viewer) as t:
        t.put(Person(name="Lyngvar"))
    desk.store.close()
    start.path.write_bytes(old)
    page = trouble(start, keys)
    assert "Gå videre" in ways(page)
    keys.press("Enter")
    start.inside()


def test_a_missing_register_that_was_expected_is_not_replaced_in_silence(start: Start) -> None:
    start.begin(expected=True)
    page = start.page(TroublePage)
    assert isinstance(page, TroublePage)
    assert "Start et nytt register her" in ways(page)


def test_a_register_whose_keys_are_left_alone_is_missed(start: Start) -> None:
    start.made()
    start.path.unlink()
    start.begin()
    start.page(TroublePage)


def test_another_register_can_be_opened_and_is_remembered(
    start: Start, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start.made()
    other = tmp_path / "other"
    other.mkdir()
    new_desk(other).store.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(other / "overgang.db"), ""))
    start.begin()
    page = start.page(UnlockPage)
    assert isinstance(page, UnlockPage)
    page.elsewhere.emit()
    start.page(TroublePage)
    keys.press("Enter")
    start.page(UnlockPage)
    assert start.keeper.now.store == str(other / "overgang.db")
    keys.write(PASSPHRASE)
    keys.press("Enter")
    start.inside()


def test_a_forgotten_passphrase_and_the_sheet(start: Start, keys: Keys) -> None:
    start.path.parent.mkdir()
    store, code = Store.create(start.path, name="Steinvid", passphrase=PASSPHRASE, clock=start.clock)
    store.close()
    start.begin()
    page = start.page(UnlockPage)
    assert isinstance(page, UnlockPage)
    page.forgotten.emit()
    recover = start.page(RecoverPage)
    assert unnamed(recover) == []
    for group in code.groups:
        keys.write(group.lower())
    keys.press("Tab")
    keys.write("kort")
    keys.press("Tab")
    keys.write("kort")
    keys.press("Enter")
    assert isinstance(recover, RecoverPage)
    until(lambda: recover.new.problem)
    for field in (recover.new, recover.again):
        field.take_focus()
        keys.press("Ctrl+a")
        keys.write(GOOD)
    keys.press("Enter")
    start.inside()


def agree(start: Start, keys: Keys) -> str:
    """From the list of backups to the second yes; what the preview said."""
    keys.press("Enter")
    keys.write(PASSPHRASE)
    keys.press("Enter")
    page = start.page(PreviewPage)
    assert isinstance(page, PreviewPage)
    assert unnamed(page) == []
    said = spoken(page)
    keys.press("Tab", "Enter")
    assert "Hente tilbake denne kopien?" in spoken(page)
    keys.press("Tab", "Enter")
    return said


def test_a_backup_is_brought_back_over_the_open_register_and_taken_back(start: Start, keys: Keys) -> None:
    start.opened()

    def write(desk: Desk, name: str) -> None:
        with desk.store.transaction("person.saved", actor=desk.viewer) as t:
            t.put(Person(name=name))
        if name == "Lyngvar":
            desk.store.backup()
        start.clock.advance(60)

    def people() -> set[str]:
        found: list[set[str]] = []
        start.work.run(
            lambda desk: {one.name for one in desk.store.find(Person, viewer=desk.viewer)}, then=found.append
        )
        until(lambda: bool(found))
        return found[0]

    for name in ("Lyngvar", "Ospar"):
        start.work.run(write, name)
    start.window.bring_back()
    start.page(BringBackPage)
    keys.press("Esc")
    start.inside()
    start.window.bring_back()
    start.page(BringBackPage)
    said = agree(start, keys)
    assert "Ospar" in said
    assert "Lyngvar" not in said
    until(lambda: start.work.is_open() and start.window.shell is not None)
    start.inside()
    assert people() == {"Lyngvar"}
    start.window.bring_back()
    start.page(BringBackPage)
    assert "Ospar" in agree(start, keys)
    until(lambda: start.work.is_open() and start.window.shell is not None)
    start.inside()
    assert people() == {"Lyngvar", "Ospar"}


def test_a_missing_key_file_is_put_back_from_a_backup(start: Start, keys: Keys) -> None:
    start.path.parent.mkdir()
    desk = new_desk(start.path.parent)
    desk.store.backup()
    desk.store.close()
    start.path.with_name(start.path.name + ".keys").unlink()
    trouble(start, keys)
    until(lambda: "nøkkelfila tilbake" in ways(start.page(TroublePage)))
    keys.press("Enter")
    start.inside()


def test_what_reads_of_a_damaged_register_is_saved_opened_and_thrown_away(start: Start, keys: Keys) -> None:
    start.path.parent.mkdir()
    desk = new_desk(start.path.parent)
    add_person(desk, "Lyngvar")
    page = desk.store.connection.value("SELECT rootpage FROM sqlite_schema WHERE name = 'counsellor'")
    desk.store.close()
    damaged = bytearray(start.path.read_bytes())
    damaged[page * 4096 - 500] ^= 1
    start.path.write_bytes(damaged)
    saved = start.path.with_name(f"saved1-{start.path.name}")
    for left in (False, True):
        trouble(start, keys)
        until(lambda: "Lagre det som kan leses" in ways(start.page(TroublePage)))
        row(start, "Lagre det som kan leses").click()
        until(lambda: saved.name in spoken(start.page(TroublePage)))
        assert start.path.read_bytes() == damaged
        if not left:
            row(start, "Kast det igjen").click()
            until(lambda: not saved.exists())
            start.page(UnlockPage)
    row(start, "Åpne det som ble lagret").click()
    start.page(UnlockPage)
    keys.write(PASSPHRASE)
    keys.press("Enter")
    start.inside()
    assert start.work.desk().store.path == saved


def row(start: Start, text: str) -> Row:
    page = start.page(TroublePage)
    assert isinstance(page, TroublePage)
    return next(one for one in page.rows if one.accessibleName().startswith(text))


def test_what_was_asked_for_before_the_lock_is_not_shown_over_it(start: Start, keys: Keys) -> None:
    start.opened()
    start.window.bring_back()
    page = start.page(BringBackPage)
    start.window.lock()
    start.window.entrance._show(BringBackPage([], start.clock.today))
    assert start.window.stack.currentWidget() is not page
    assert isinstance(start.window.stack.currentWidget(), UnlockPage)


def test_a_backup_is_brought_back_from_the_window(start: Start, keys: Keys) -> None:
    start.path.parent.mkdir()
    desk = new_desk(start.path.parent)
    desk.store.backup()
    desk.store.close()
    start.path.write_bytes(b"not a register any more")
    trouble(start, keys)
    until(lambda: "Se på den nyeste hele" in ways(start.page(TroublePage)))
    page = start.page(TroublePage)
    assert unnamed(page) == []
    said = spoken(page)
    assert "Ingenting i registerfila kan leses" in said
    assert "det siste som ble lagret" in said
    keys.press("Enter")
    seen = start.page(PreviewPage)
    assert "I kopien:" in spoken(seen)
    keys.press("Esc")
    start.page(BringBackPage)
    agree(start, keys)
    start.inside()
