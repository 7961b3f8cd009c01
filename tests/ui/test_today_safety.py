"""What Today says about safety: how long ago a copy left this PC, a copy that failed, a restore to take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.safety import Worries, worries
from app.store import notes
from tests.flows.desk_window import DeskWindow
from tests.ui.accessible import spoken, unnamed
from tests.ui.waiting import until
from ui.shell import files
from ui.shell.safekeeping import Safekeeper


@pytest.fixture
def window(tmp_path: Path, qapp: object) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, lambda desk: None, stood_for=())
    yield made
    Safekeeper.of(made.work).stop()
    made.close()


def test_a_week_without_a_copy_elsewhere_is_said_and_one_key_makes_one(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "forlatt denne PC-en" not in spoken(window.page())
    window.clock.advance(8 * 24 * 3600)
    window.go("people")
    window.go("today")
    assert "Ingen kopi av registeret har noen gang forlatt denne PC-en" in spoken(window.page())
    assert unnamed(window.page()) == []
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(files, "folder", lambda *_said: str(stick))
    window.press("Alt+B")
    until(lambda: list(stick.glob("*.db")))
    until(lambda: "samme disk" in spoken(window.shell))  # what lies on the same disk does not count
    assert "forlatt denne PC-en" in spoken(window.page())
    monkeypatch.setattr(notes, "is_elsewhere", lambda place, store: True)
    window.read(lambda desk: desk.store.backup(tmp_path / "other.db"))
    window.go("people")
    window.go("today")
    assert "forlatt denne PC-en" not in spoken(window.page())


def test_a_copy_that_failed_stays_said_until_one_passes(window: DeskWindow) -> None:
    window.read(lambda desk: notes.failed(desk.store.path, "It was not whole.", desk.clock.now()))
    window.go("people")
    window.go("today")
    assert "Den siste kopien besto ikke prøven" in spoken(window.page())
    said: list[str] = []
    Safekeeper.of(window.work).make(asked=True, then=said.append)
    until(lambda: said == [""])
    window.settle()
    assert "besto ikke prøven" not in spoken(window.page())


def test_days_are_counted_from_the_last_copy_and_only_with_changes_since(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "is_elsewhere", lambda place, store: True)
    window.read(lambda desk: desk.store.backup(tmp_path / "other.db"))
    window.clock.advance(9 * 24 * 3600)
    assert window.read(worries) == Worries()

    def write(desk: object) -> None:
        with desk.store.transaction("setting.changed", actor=desk.viewer) as t:  # type: ignore[attr-defined]
            t.set("x", 1)

    window.read(write)
    assert window.read(worries).days == 9
    window.clock.advance(-30 * 24 * 3600)  # a clock set back says it rather once too often
    assert window.read(worries).days == 7
