"""Backups while the register is open: made between saves, tried by a process of their own, told where they fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.desk import Desk
from app.records.person import Person
from app.store import backup, notes
from tests.builders import new_desk
from tests.ui.waiting import until
from ui.shell.safekeeping import Safekeeper
from ui.work import Work


class Kept:
    def __init__(self, folder: Path) -> None:
        self.wrong: list[BaseException] = []
        self.problems: list[str] = []
        self.work = Work(self.wrong.append)
        self.path = folder / "overgang.db"
        self.work.open(lambda: new_desk(folder), then=lambda _desk: None)
        self.keeper = Safekeeper.of(self.work)
        self.keeper.problem.connect(self.problems.append)

    def make(self, *, asked: bool = False, second: str = "") -> str:
        said: list[str] = []
        self.keeper.make(asked=asked, second=second, then=said.append)
        until(lambda: bool(said))
        return said[0]

    def write(self, sql: str = "") -> None:
        def do(desk: Desk) -> None:
            with desk.store.transaction("person.saved", actor=desk.viewer) as t:
                t.put(Person(name="Lyngvar"))
            if sql:
                desk.store.connection.run(sql)

        done: list[object] = []
        self.work.run(do, then=lambda _none: done.append(1))
        until(lambda: bool(done))

    def backups(self) -> list[str]:
        return [one.why for one in backup.listed(backup.folder(self.path))]


@pytest.fixture
def kept(tmp_path: Path, qapp: object) -> Iterator[Kept]:
    made = Kept(tmp_path)
    yield made
    made.keeper.stop()
    made.work.stop(lambda desk: desk.store.close())
    assert made.wrong == []


def test_half_an_hour_with_changes_gives_one_backup_and_without_none(kept: Kept) -> None:
    assert kept.make() == ""
    assert kept.backups() == ["halfhour"]
    assert kept.make() == ""
    assert kept.backups() == ["halfhour"]
    kept.write()
    assert kept.make() == ""
    assert kept.backups() == ["halfhour"] * 2
    assert kept.make(asked=True) == ""
    assert kept.backups() == ["asked", "halfhour", "halfhour"]
    assert kept.problems == []


def test_one_at_a_time(kept: Kept) -> None:
    kept.keeper.make(asked=True)
    assert kept.keeper.busy
    assert "akkurat nå" in kept.make(asked=True)
    until(lambda: not kept.keeper.busy)
    assert kept.backups() == ["asked"]


def test_a_copy_that_fails_is_told_and_made_again_the_next_time(kept: Kept) -> None:
    kept.write("UPDATE person SET name = 'Lyngvor'")
    said = kept.make()
    assert said.startswith("1 ")
    assert kept.problems == [said]
    assert kept.backups() == []
    assert notes.read(kept.path).failed == said
    kept.write("UPDATE person SET name = 'Lyngvar'")
    assert kept.make() == ""
    assert notes.read(kept.path).failed == ""


def test_a_folder_is_given_the_copy_as_well(kept: Kept, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    said = kept.make(asked=True, second=str(stick))
    assert str(stick) in said
    assert kept.problems == [said]
    stick.mkdir()
    assert kept.make(asked=True, second=str(stick)) == ""
    assert len(backup.listed(stick)) == 1


def test_closing_breaks_it_off_and_backs_up_all_the_same(kept: Kept) -> None:
    kept.write()
    kept.keeper.make()
    until(lambda: kept.keeper._process is not None)
    kept.keeper.stop()
    kept.work.stop(lambda desk: desk.store.close(backup_changes=True))
    assert kept.backups()[0] == "closed"


def test_a_program_that_does_not_start_is_told(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.actions.safety.try_command", lambda: ["/nowhere/at all"])
    kept.write()
    said = kept.make()
    assert said
    assert kept.problems == [said]
    assert kept.backups() == []


def test_a_timer_that_outlives_the_register_asks_nothing_of_it(kept: Kept) -> None:
    done: list[object] = []
    kept.work.run(lambda _desk: None, then=done.append)
    until(lambda: bool(done))
    kept.work.stop(lambda desk: desk.store.close())
    kept.keeper.make()
    until(lambda: not kept.keeper.busy)
    assert kept.problems == []
