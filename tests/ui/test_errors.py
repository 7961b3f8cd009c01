"""Errors: the user's problems in their own words, bugs as a report in which no value and no name can stand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from app.base.crash import described
from app.base.errors import AppError
from app.entry.problems import Invalid, Problem
from app.store.errors import WrongPassphrase
from ui.errors import Errors, Notice

NEEDLE = "Lyngvar har fått svar"


class Full(AppError):
    """A problem with a value in its text."""

    says = "The disk {name} is full."
    do = "Free some space."


def break_down() -> None:
    note = NEEDLE
    try:
        raise KeyError(note)
    except KeyError as inner:
        raise ValueError(f"could not read {note}") from inner


def caught() -> BaseException:
    try:
        break_down()
    except ValueError as error:
        return error
    raise AssertionError("nothing was raised")


def test_a_problem_of_the_users_world_is_shown_in_its_own_words(
    errors: Errors, notices: list[Notice]
) -> None:
    errors.handle(Full(name="C"))
    errors.handle(Invalid([Problem(("name",), "Write your name.")]))
    assert notices[0] == Notice("The disk C is full.", "Free some space.")
    assert "Write your name." in notices[1].text
    assert not any(notice.bug for notice in notices)


def test_a_problem_is_said_in_the_windows_language(errors: Errors) -> None:
    assert "Passordfrasen åpner ikke registeret" in errors.notice(WrongPassphrase()).text


def test_a_bug_leaves_a_report_without_any_value(
    errors: Errors, notices: list[Notice], tmp_path: Path
) -> None:
    errors.handle(caught())
    assert notices[0].bug
    reports = list((tmp_path / "reports").glob("bug-*.txt"))
    assert len(reports) == 1
    text = reports[0].read_text("utf-8")
    assert "ValueError" in text
    assert "KeyError" in text
    assert "break_down" in text
    assert NEEDLE not in text
    assert NEEDLE not in notices[0].text + notices[0].todo


def test_only_the_last_reports_are_kept(errors: Errors, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(30):
        (folder / f"bug-20250101-0000{number:02}.txt").write_text("old")
    errors.report(caught())
    assert len(list(folder.glob("bug-*.txt"))) <= 10


def test_a_folder_that_cannot_be_written_does_not_hide_the_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    shown: list[Notice] = []
    errors = Errors(blocked / "reports", lambda: dt.datetime(2026, 1, 19))
    errors.show = shown.append
    errors.handle(caught())
    assert shown[0].bug


def test_a_report_names_places_and_not_the_machine() -> None:
    text = described(caught())
    assert "test_errors.py" in text
    assert str(Path.home()) not in text
