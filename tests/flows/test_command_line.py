"""The command line from outside: the words hold, the exit codes hold, and a problem is one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from app.base import languages
from app.commands import opening
from app.commands.program import COMMANDS, main
from app.commands.registers import _typed_back
from app.store.recovery import RecoveryCode
from tests.builders import PASSPHRASE, new_desk
from tests.flows.calls import Run, is_one_line

ROOT = Path(__file__).resolve().parents[2]
WORDS = "init demo languages poster documents document typeset add show list search statistics log backup restore check"


# --- the words -------------------------------------------------------------------------------------------------------


def test_the_words_are_those_of_the_design() -> None:
    assert " ".join(COMMANDS) == WORDS


@pytest.mark.parametrize("word", WORDS.split())
def test_every_command_explains_itself(run: Run, word: str) -> None:
    page = run(word, "--help")
    assert (page.code, page.err) == (0, "")
    assert "Vis denne siden." in page.out


def test_help_speaks_the_users_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERGANG_LANGUAGE", "en")
    assert "Make a new register" in run("--help").out
    monkeypatch.setenv("OVERGANG_LANGUAGE", "nn")
    assert "Lag eit nytt register" in run("--help").out
    assert languages.current() == "nn"


def test_the_windows_language_is_kept(run: Run, folder: Path) -> None:
    place = folder / "data" / ("Overgang" if sys.platform == "win32" else "overgang")
    place.mkdir(parents=True)
    (place / "window.json").write_text('{"language": "nn"}')
    assert "Lag eit nytt register" in run("--help").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("list",),
        ("list", "people"),
        ("list", "person", "--nonsense"),
        ("add", "person", "--set", "name"),
        ("search", "kran", "--limit", "many"),
        ("statistics", "--from", "spring"),
        ("statistics", "--format", "doc"),
        ("poster",),
        ("poster", "--language", "xx", "--output", "p.pdf"),
        ("poster", "--language", "all"),
        ("document", "nonsense"),
        ("typeset", "--language", "nb", "--size", "0", "--width", "200", "text.txt"),
        ("demo", "--people", "0"),
        ("backup",),
        ("backup", "here", "there"),
        ("add", "person", "--set"),
        ("list", "--json=yes", "person"),
        ("search", "\udcff"),
        ("show", "person", "\udcff"),
        ("add", "person", "--set", "name=\udcff"),
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    found = run(*arguments)
    assert (found.code, found.out) == (2, "")
    assert is_one_line(found.err)


def test_without_a_command_those_there_are_are_named(run: Run) -> None:
    found = run()
    assert (found.code, found.out, is_one_line(found.err)) == (2, "", True)
    assert all(word in found.err for word in COMMANDS)


def test_with_nothing_at_all_the_page_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    page = capsys.readouterr().err
    assert all(f"\n  {word} " in page for word in COMMANDS)


# --- a register ------------------------------------------------------------------------------------------------------


def test_init_needs_nothing_but_a_passphrase(run: Run, folder: Path) -> None:
    found = run("--json", "init").json
    assert found["store"] == str(folder / "overgang.db")
    assert RecoveryCode.parse(found["recovery_code"]).text == found["recovery_code"]
    assert run("check").code == 0


def test_init_keeps_school_and_prison(run: Run) -> None:
    run("init", "--school", "Eksempelskolen", "--prison", "Eksempel fengsel", "--name", "Steinvid")
    assert "Eksempelskolen" in run("statistics").out


def test_a_register_is_never_overwritten(made: Run, folder: Path) -> None:
    before = (folder / "overgang.db").read_bytes()
    found = made("init")
    assert (found.code, found.out) == (1, "")
    assert is_one_line(found.err)
    assert (folder / "overgang.db").read_bytes() == before


def test_a_weak_passphrase_makes_no_register(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERGANG_PASSPHRASE", "passord")
    found = run("init")
    assert (found.code, found.err.partition(":")[0]) == (1, "passphrase")
    assert not folder.exists()


def test_init_asks_where_somebody_sits(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OVERGANG_PASSPHRASE")
    monkeypatch.setattr(opening, "can_ask", lambda: True)
    monkeypatch.setattr("app.commands.registers.can_ask", lambda: True)
    shown: list[str] = []
    monkeypatch.setattr("app.commands.registers._typed_back", lambda code: shown.append(code.text))
    answers = iter(["Steinvid", "Eksempelskolen", "Eksempel fengsel"])
    monkeypatch.setattr(click.termui, "visible_prompt_func", lambda prompt: next(answers))
    monkeypatch.setattr(click.termui, "hidden_prompt_func", lambda prompt: PASSPHRASE)
    found = run("init")
    assert found.code == 0
    assert shown[0] in found.out


def test_the_recovery_code_is_typed_back(monkeypatch: pytest.MonkeyPatch) -> None:
    code, other = RecoveryCode.new(), RecoveryCode.new()
    answers = iter(["12345", other.text, code.text.lower()])
    monkeypatch.setattr(click.termui, "visible_prompt_func", lambda prompt: next(answers))
    _typed_back(code)
    assert next(answers, None) is None


@pytest.mark.parametrize("command", [("list", "person"), ("check",), ("backup", "copy.db"), ("statistics",)])
def test_without_a_register_nothing_is_done(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    found = run(*command)
    assert (found.code, found.out) == (1, "")
    assert is_one_line(found.err)
    assert not folder.exists()


def test_a_wrong_passphrase_is_a_problem_in_one_line(made: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERGANG_PASSPHRASE", "noe helt annet enn det")
    found = made("list", "person")
    assert (found.code, found.out) == (1, "")
    assert is_one_line(found.err)


def test_without_a_passphrase_and_nobody_to_ask(made: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OVERGANG_PASSPHRASE")
    monkeypatch.setattr(opening, "can_ask", lambda: False)
    found = made("list", "person")
    assert found.code == 1
    assert "OVERGANG_PASSPHRASE" in found.err


def test_options_may_stand_after_the_command(made: Run) -> None:
    assert made("list", "person", "--json").json == []


# --- as a process ----------------------------------------------------------------------------------------------------


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a user would, with next to nothing in its environment."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env={**kept, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
    )


def test_every_script_comes_out_whatever_the_consoles_encoding() -> None:
    found = process("languages", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert found.returncode == 0
    assert "ไทย" in found.stdout.decode()


def test_while_another_program_holds_the_register_it_is_refused(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    try:
        found = process("--store", str(desk.store.path), "list", "person", OVERGANG_PASSPHRASE=PASSPHRASE)
    finally:
        desk.store.close()
    assert (found.returncode, found.stdout) == (1, b"")
    assert is_one_line(found.stderr.decode())


def test_light_commands_load_nothing_heavy() -> None:
    heavy = "sqlcipher3 sqlite_utils babel reportlab openpyxl pikepdf uharfbuzz icu4py zxcvbn cryptography PySide6"
    script = (
        "import sys; from app.commands.program import main; main(['--help']); main(['languages']); "
        f"print('HEAVY', [name for name in {heavy.split()} if name in sys.modules])"
    )
    process("languages")  # compiles a catalogue that is older than its source, which needs Babel
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=120)
    assert found.stdout.decode().splitlines()[-1] == "HEAVY []"


def test_a_reader_that_stops_reading_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "app", "--help"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
