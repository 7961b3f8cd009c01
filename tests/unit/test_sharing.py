"""The tests are shared out whole: what one process has taken no other runs, and what nobody has taken is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.base.paths import program_folder

FILES = ("flows/test_a.py", "unit/test_b.py", "faults/test_c.py")
LARGE = "unit/test_large.py"  # so many tests that each function is taken by itself
SMALL = "def test_one(): pass\ndef test_two(): pass\n"
MANY = (
    "import pytest\n@pytest.mark.parametrize('n', range(101))\ndef test_n(n): pass\ndef test_other(): pass\n"
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for name in (*FILES, LARGE):
        file = tmp_path / "tests" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(MANY if name == LARGE else SMALL)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\n")
    (tmp_path / "taken").mkdir()
    return tmp_path


def ran(place: Path, *more: str) -> list[str]:
    """The tests that a process ran, in order."""
    command = [sys.executable, "-m", "pytest", "-p", "tests.sharing", "--taken", str(place / "taken"), "-v"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", *more, "tests"],
        cwd=place,
        env={"PYTHONPATH": str(program_folder()), "PATH": "", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [line.split()[0].removeprefix("tests/") for line in done.stdout.splitlines() if " PASSED" in line]


def test_one_alone_runs_everything_once(place: Path) -> None:
    found = ran(place)
    assert len(found) == len(set(found)) == 3 * 2 + 102
    assert found[0].startswith("flows")
    assert found[-1].startswith("faults")
    assert ran(place, "--from-the-end") == []


def test_what_another_has_taken_is_left_to_it(place: Path) -> None:
    for name in ("tests.unit.test_b.py", "tests.unit.test_large.py.test_n"):
        (place / "taken" / name).touch()
    assert ran(place, "--from-the-end") == [
        "faults/test_c.py::test_one",
        "faults/test_c.py::test_two",
        "unit/test_large.py::test_other",
        "flows/test_a.py::test_one",
        "flows/test_a.py::test_two",
    ]
