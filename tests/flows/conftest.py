"""Calls of the command line on a register of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.commands.program import main
from app.store import keys
from tests.builders import CHEAP, MONDAY, PASSPHRASE
from tests.flows.calls import Outcome, Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "place"


@pytest.fixture
def bare(folder: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Call the program on a Monday that stands still, with cheap keys and no register named."""
    monkeypatch.setenv("OVERGANG_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(folder / "data"))
    monkeypatch.setattr(keys, "FLOOR", CHEAP)
    monkeypatch.setattr(keys, "calibrated", lambda: CHEAP)

    def call(*arguments: str) -> Outcome:
        capsysbinary.readouterr()
        code = main(arguments, clock=FixedClock(MONDAY))
        found = capsysbinary.readouterr()
        return Outcome(code, found.out, found.err.decode())

    return call


@pytest.fixture
def run(bare: Run, folder: Path) -> Run:
    """The same on a register in `folder`, which is not there yet."""
    return lambda *arguments: bare("--store", str(folder / "overgang.db"), *arguments)


@pytest.fixture
def made(run: Run) -> Run:
    """The same, with a register there."""
    assert run("init").code == 0
    return run
