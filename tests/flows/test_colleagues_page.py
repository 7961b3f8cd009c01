"""Who works here, by keys alone: a colleague is let in, given a role, removed in two steps; a sheet is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions import gate
from app.actions.counsellors import (
    Colleague,
    add_colleague,
    colleagues,
    new_sheet,
    remove_colleague,
    set_roles,
    sheet_is_due,
)
from app.actions.desk import Desk
from app.entry.problems import Invalid
from app.records.person import Person
from app.store.counsellors import HEAD, SHEET_USED
from app.store.errors import KeysNotRenewed
from app.store.store import Store, Viewer
from tests.builders import CHEAP, new_desk
from tests.flows.desk_window import DeskWindow
from ui.pages.colleagues.page import ColleaguesPage
from ui.pages.colleagues.recovery import RecoverySheetPage
from ui.pages.colleagues.removing import Removing
from ui.pages.colleagues.sheets import AddSheet, RemoveSheet
from ui.shell.ask import Ask
from ui.theme import Label, Pill, Row, Theme

TINDRE = "blå sykkel under trappa i regn"


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[DeskWindow]:
    window = DeskWindow(tmp_path, lambda desk: None)
    yield window
    window.close()


def here(window: DeskWindow) -> dict[str, Colleague]:
    return {one.name: one for one in window.read(colleagues).here}


def texts(window: DeskWindow) -> str:
    return " ".join(label.text() for label in window.page().findChildren(Label))


def let_in(desk: Desk) -> str:
    return add_colleague(desk, name="Tindre", passphrase=TINDRE)


def test_a_colleague_is_let_in_by_keys_alone(window: DeskWindow) -> None:
    window.go("colleagues")
    assert isinstance(window.page(), ColleaguesPage)
    assert "Du arbeider her alene" in texts(window)
    window.press("Ctrl+Enter")
    window.write("Tindre")
    window.press("Tab")
    window.write(TINDRE)
    window.press("Tab")
    window.write(TINDRE)
    window.press("Enter")
    assert set(here(window)) == {"Steinvid", "Tindre"}
    assert "Du arbeider her alene" not in texts(window)
    names = [row.accessibleName() for row in window.page().findChildren(Row)]
    assert any("Tindre, Veileder" in name for name in names)


def test_what_is_missing_is_said_at_its_field(window: DeskWindow) -> None:
    window.go("colleagues")
    window.press("Ctrl+Enter")
    (sheet,) = window.shell.findChildren(AddSheet)
    window.press("Enter")
    assert sheet.who.target().hasFocus()
    sheet.new.set_value("en ting")
    window.press("Enter")
    assert sheet.same.target().hasFocus()
    assert set(here(window)) == {"Steinvid"}


def test_a_role_is_given_and_a_colleague_removed_in_two_steps(window: DeskWindow) -> None:
    window.read(let_in)
    window.go("colleagues")
    rows = window.page().findChildren(Row)
    rows[1].setFocus()
    window.press("Enter")
    (sheet,) = window.shell.findChildren(Ask)
    sheet.fields["roles"].set_value("counsellor,lead")
    window.press("Enter")
    assert here(window)["Tindre"].roles == ("counsellor", "lead")
    window.page().findChildren(Row)[1].setFocus()
    window.press("Enter")
    sheet = window.shell.findChildren(Ask)[-1]
    button = next(one for one in sheet.findChildren(type(sheet.primary)) if "ikke her" in one.text())
    button.click()
    window.settle()
    (remove,) = window.shell.findChildren(RemoveSheet)
    window.press("Enter")
    assert "Tindre" in here(window)  # Enter alone removes nobody
    assert remove.typed.target().hasFocus()
    window.write("tindre")
    window.press("Enter")
    assert set(here(window)) == {"Steinvid"}
    assert "Ikke her lenger" in texts(window)
    assert window.read(lambda desk: desk.store.check()) == []


def test_cases_of_one_who_has_left_are_given_on(window: DeskWindow) -> None:
    def fill(desk: Desk) -> str:
        tindre = let_in(desk)
        with desk.store.transaction("person.saved", actor=Viewer(tindre)) as t:
            t.put(Person(name="Lyngvar"))
        remove_colleague(desk, tindre)
        return desk.viewer.counsellor

    me = window.read(fill)
    window.go("colleagues")
    assert "saker å gi videre" in [pill.text() for pill in window.page().findChildren(Pill)]
    window.page().findChildren(Row)[-1].setFocus()
    window.press("Enter")
    (sheet,) = window.shell.findChildren(Ask)
    sheet.fields["to"].set_value(me)
    window.press("Enter")
    people = window.read(lambda desk: desk.store.find(Person, viewer=desk.viewer))
    assert [one.name for one in people] == ["Lyngvar"]


def test_a_used_sheet_is_replaced_and_typed_back(window: DeskWindow) -> None:
    def used(desk: Desk) -> None:
        with desk.store.transaction("keys.recovered", actor=desk.viewer) as t:
            t.set(SHEET_USED, "2026-01-19")

    window.read(used)
    window.go("colleagues")
    assert "Lag et nytt, og makuler det gamle." in texts(window)
    window.go("recovery_sheet")
    page = window.page()
    assert isinstance(page, RecoverySheetPage)
    window.press("Enter")
    assert page._code is not None
    assert not window.read(gate.welcome).recovery_proved
    page._is_on_paper("Arket er lagret")
    for letters in page._code.groups:
        window.write(letters)
    assert window.read(gate.welcome).recovery_proved
    assert not window.read(sheet_is_due)
    assert not isinstance(window.page(), RecoverySheetPage)


def test_one_who_is_no_head_only_looks(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    add_colleague(desk, name="Tindre", passphrase=TINDRE)
    with pytest.raises(Invalid):
        add_colleague(desk, name="tindre", passphrase=TINDRE)
    with pytest.raises(Invalid):
        add_colleague(desk, name="Ospar", passphrase="ospar")
    with pytest.raises(Invalid):
        set_roles(desk, desk.viewer.counsellor, roles=())
    desk.store.close()
    other = Desk(Store.open(desk.store.path, TINDRE, desk.clock, floor=CHEAP), desk.clock)
    found = colleagues(other)
    assert not found.head
    assert [(one.name, one.seen, one.cases) for one in found.here] == [
        ("Steinvid", None, 0),
        ("Tindre", None, 0),
    ]
    for forbidden in (
        lambda: add_colleague(other, name="Ospar", passphrase="gul lampe bak skuret i snø"),
        lambda: remove_colleague(other, found.here[0].id),
        lambda: new_sheet(other),
    ):
        with pytest.raises(Exception, match="leder"):
            forbidden()
    assert HEAD not in found.here[1].roles
    other.store.close()


def test_a_removal_says_how_far_it_is(qapp: QApplication, tmp_path: Path) -> None:
    """By what lies on the disk: the copy that is made first, then the journal. What it has said it does not take back."""
    store = tmp_path / "overgang.db"
    store.write_bytes(bytes(1000))
    half = tmp_path / "backups" / "overgang-00001-20260119T091700-removal.db.part"
    half.parent.mkdir()
    shown = Removing(store)
    shown.begin()
    seen = [(shown.meter.value(), shown.words.text())]
    half.write_bytes(bytes(500))
    shown.look()
    seen.append((shown.meter.value(), shown.words.text()))
    half.unlink()
    journal = tmp_path / "overgang.db-journal"
    for size in (0, 500, 10):
        journal.write_bytes(bytes(size))
        shown.look()
        seen.append((shown.meter.value(), shown.words.text()))
    shown.deleteLater()
    assert seen == [
        (0, "Først lages en sikkerhetskopi: 0 %"),
        (15, "Først lages en sikkerhetskopi: 15 %"),
        (30, "Først lages en sikkerhetskopi: 30 %"),
        (65, "Registeret krypteres med ny nøkkel: 65 %"),
        (65, "Registeret krypteres med ny nøkkel: 65 %"),
    ]


def test_what_stands_in_the_way_of_a_removal_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path)
    tindre = let_in(desk)

    def refuses(*_: object, **__: object) -> None:
        raise KeysNotRenewed(names="Ospar")

    monkeypatch.setattr(Store, "remove_counsellor", refuses)
    with pytest.raises(KeysNotRenewed):
        remove_colleague(desk, tindre)
    assert [one.name for one in colleagues(desk).here] == ["Steinvid", "Tindre"]
    desk.store.close()


def test_whoever_came_in_with_the_sheet_is_offered_a_new_one(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    assert not gate.welcome(desk).sheet_due
    code = new_sheet(desk)
    gate.recovery_is_proved(desk, True)
    add_colleague(desk, name="Tindre", passphrase=TINDRE)
    desk.store.close()
    path, clock = desk.store.path, desk.clock
    again = Desk(Store.recover(path, code, new_passphrase="x", clock=clock, floor=CHEAP), clock)
    assert gate.welcome(again).sheet_due
    new_sheet(again)
    assert not gate.welcome(again).recovery_proved
    again.store.close()
    other = Desk(Store.open(path, TINDRE, clock, floor=CHEAP), clock)
    assert gate.welcome(other).recovery_proved  # only the head is asked
    assert not gate.welcome(other).sheet_due
    other.store.close()
