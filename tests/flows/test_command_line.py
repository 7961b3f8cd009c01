"""The command line from outside: the words hold, the exit codes hold, and a problem is one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from app.actions.corrections import void_entry
from app.base import languages
from app.base.clock import FixedClock
from app.commands import opening
from app.commands.program import COMMANDS, main
from app.commands.registers import _typed_back
from app.records.registry import TYPES
from app.store import keys
from app.store.recovery import RecoveryCode
from tests.builders import CHEAP, MONDAY, PASSPHRASE, add_person, new_desk

ROOT = Path(__file__).resolve().parents[2]
WORDS = "init demo languages poster documents document typeset add show list search statistics backup restore check"


@dataclass(frozen=True)
class Outcome:
    """What a call came to."""

    code: int
    bytes: bytes
    err: str

    @property
    def out(self) -> str:
        return self.bytes.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.bytes)


Run = Callable[..., Outcome]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "place"


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Call the program on a register in `folder`, on a Monday that stands still, with cheap keys."""
    monkeypatch.setenv("OVERGANG_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(folder / "data"))
    monkeypatch.setattr(keys, "FLOOR", CHEAP)
    monkeypatch.setattr(keys, "calibrated", lambda: CHEAP)

    def call(*arguments: str) -> Outcome:
        capsysbinary.readouterr()
        code = main(["--store", str(folder / "overgang.db"), *arguments], clock=FixedClock(MONDAY))
        found = capsysbinary.readouterr()
        return Outcome(code, found.out, found.err.decode())

    return call


@pytest.fixture
def made(run: Run) -> Run:
    """The same, with a register there."""
    assert run("init").code == 0
    return run


def added(run: Run, kind: str, **values: str) -> str:
    """Add an entry; its id."""
    found = run(
        "add", kind, *(part for name, value in values.items() for part in ("--set", f"{name}={value}"))
    )
    assert (found.code, found.err) == (0, "")
    return found.out.strip()


def is_one_line(text: str) -> bool:
    return bool(text.strip()) and text.count("\n") == 1


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
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    found = run(*arguments)
    assert (found.code, found.out) == (2, "")
    assert is_one_line(found.err)


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


# --- entries ---------------------------------------------------------------------------------------------------------


def _least(run: Run) -> dict[str, dict[str, str]]:
    """The least that each type of entry needs."""
    person = added(run, "person", name="Lyngvar")
    session = added(run, "session", form="group", topic="CV", headcount="9")
    checklist_round = added(run, "checklist_round")
    return {
        "person": {"name": "Havmod"},
        "intake": {"person.name": "Ospar"},
        "session": {"person": person},
        "attendance": {"session": session, "person": person},
        "step": {"person": person, "text": "Skrive CV"},
        "referral": {"person": person, "to": "nav_prison"},
        "release": {"person": person, "recipient": "share_nav"},
        "sheet": {"person": person, "document": "handout"},
        "checklist_round": {"T1": "yes: plakaten henger på alle avdelinger", "T2": "no"},
        "checklist_answer": {"round": checklist_round, "question": "T1", "answer": "yes"},
        "ward": {"name": "Avdeling Furu"},
        "prison": {"name": "Eksempel fengsel"},
        "deadline": {"name": "Privatist", "day": "2026-02-01"},
    }


def test_every_type_can_be_added_listed_and_shown(made: Run) -> None:
    least = _least(made)
    assert set(least) == set(TYPES)
    for kind, values in least.items():
        id = added(made, kind, **values)
        assert id in [row["id"] for row in made("--json", "list", kind).json]
        assert made("--json", "show", kind, id).json["id"] == id
        assert id in made("show", kind, id).out
        assert id in made("list", kind).out


def test_a_session_with_a_step_and_the_next_time(made: Run) -> None:
    person = added(made, "person", name="Lyngvar")
    session = added(
        made,
        "session",
        person=person,
        note="Snakket om fagbrev",
        step="Ringe Nav @jeg +14",
        referral="nav_prison",
        themes="cv,pay",
        next="+14 9",
    )
    found = made("--json", "show", "session", session).json
    assert (found["themes"], found["people"], found["state"]) == (["cv", "pay"], [person], "held")
    (step,) = made("--json", "list", "step").json
    assert (step["text"], step["who"], step["due"]) == ("Ringe Nav", "counsellor", "2026-02-02")
    assert (step["session"], step["overdue"]) == (session, False)
    assert made("--json", "list", "referral").json[0]["to"] == "nav_prison"
    planned = made("--json", "list", "session", "--person", person).json[0]
    assert (planned["state"], planned["day"], planned["clock"]) == ("planned", "2026-02-02", "09:00")


def test_an_intake_changes_what_is_known_and_keeps_the_rest(made: Run) -> None:
    person = added(made, "person", name="Lyngvar", birth_year="1990", ward="Avdeling Furu")
    values = {"person": person, "person.education": "upper", "offer": "accepted", "release": "share_nav"}
    added(made, "intake", **values)
    found = made("--json", "show", "person", person).json
    assert (found["birth_year"], found["education"], found["name"]) == (1990, "upper", "Lyngvar")
    assert made("--json", "list", "release").json[0]["recipient"] == "share_nav"


def test_a_ward_is_made_once_and_never_for_an_entry_that_fails(made: Run) -> None:
    refused = made("add", "person", "--set", "ward=Avdeling Furu", "--set", "name=Ospar", "--set", "sex=?")
    assert refused.code == 1
    assert made("--json", "list", "ward").json == []
    added(made, "person", name="Lyngvar", ward="Avdeling Furu")
    added(made, "person", name="Havmod", ward="avdeling furu")
    assert [ward["name"] for ward in made("--json", "list", "ward").json] == ["Avdeling Furu"]


@pytest.mark.parametrize(
    ("kind", "values", "says"),
    [
        ("person", {}, "name:"),
        ("person", {"name": "Lyngvar", "sex": "man"}, "m, f, x, not_asked"),
        ("person", {"name": "Lyngvar", "shoe_size": "43"}, "shoe_size"),
        ("session", {}, "attendances:"),
        ("session", {"person": "0" * 32}, "attendances.0.person:"),
        ("session", {"minutes": "long"}, "minutes:"),
        ("session", {"steps.3.text": "far away"}, "steps.0.text"),
        ("step", {"text": "Skrive CV"}, "person:"),
        ("intake", {}, "person.0.name:"),
        ("intake", {"person": "0" * 32}, "person:"),
        ("attendance", {"person": "0" * 32}, "person:"),
        ("attendance", {}, "session:"),
        ("checklist_answer", {"round": "0" * 32, "question": "T1"}, "round:"),
        ("deadline", {"name": "Privatist", "day": "some day"}, "day:"),
    ],
)
def test_a_problem_names_its_field_and_keeps_nothing(
    made: Run, kind: str, values: dict[str, str], says: str
) -> None:
    found = made(
        "add", kind, *(part for name, value in values.items() for part in ("--set", f"{name}={value}"))
    )
    assert (found.code, found.out) == (1, "")
    assert is_one_line(found.err)
    assert says in found.err
    assert kind == "deadline" or made("--json", "list", kind).json == []


def test_a_finished_round_takes_no_answer(made: Run) -> None:
    closed = added(made, "checklist_round", finished_on="2026-01-19")
    found = made("add", "checklist_answer", "--set", f"round={closed}", "--set", "question=T1")
    assert (found.code, is_one_line(found.err)) == (1, True)


def test_an_answer_takes_the_place_of_the_one_before(made: Run) -> None:
    checklist_round = added(made, "checklist_round", T1="no")
    first = added(made, "checklist_answer", round=checklist_round, question="T1", answer="yes", how="Plakat")
    (answer,) = made("--json", "show", "checklist_round", checklist_round).json["answers"]
    assert (answer["id"], answer["answer"], answer["how"]) == (first, "yes", "Plakat")


def test_what_is_not_there_is_not_shown(made: Run) -> None:
    found = made("show", "person", "0" * 32)
    assert (found.code, found.out, is_one_line(found.err)) == (1, "", True)


def test_voided_entries_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    desk = new_desk(tmp_path)
    kept, wrong = add_person(desk, "Lyngvar"), add_person(desk, "Havmod")
    void_entry(desk, "person", wrong, reason="mistake")
    desk.store.close()
    listed = run("--store", str(tmp_path / "overgang.db"), "--json", "list", "person").json
    assert [row["id"] for row in listed] == [kept]
    shown = run("--store", str(tmp_path / "overgang.db"), "--json", "show", "person", wrong).json
    assert shown["voided"] is True


def test_people_are_listed_in_norwegian_order(made: Run) -> None:
    for name in ("Åsgrim", "Ospar", "Ærvald", "Ødmund", "Tindre"):
        added(made, "person", name=name)
    names = [row["name"] for row in made("--json", "list", "person").json]
    assert names == ["Ospar", "Tindre", "Ærvald", "Ødmund", "Åsgrim"]
    assert len(made("--json", "list", "person", "--limit", "2").json) == 2


def test_search_finds_inside_words_people_first(made: Run) -> None:
    person = added(made, "person", name="Førerik")
    added(made, "session", person=person, note="Har kranførerbevis fra før")
    hits = made("--json", "search", "førerb").json
    assert [(hit["type"], hit["title"]) for hit in hits] == [("session", "Førerik")]
    assert "kranførerbevis" in hits[0]["excerpt"]
    assert made("--json", "search", "føre").json[0]["type"] == "person"
    assert len(made("--json", "search", "føre", "--limit", "1").json) == 1
    assert made("search", "' OR 1=1 --").code == 0


# --- numbers and safety ----------------------------------------------------------------------------------------------


def test_statistics_in_every_form(made: Run, folder: Path) -> None:
    person = added(made, "person", name="Lyngvar", birth_year="1990")
    added(made, "session", person=person)
    counts = made("--json", "statistics", "--from", "2026-01-01", "--to", "2026-12-31").json["counts"]
    assert (counts["unique_people"], counts["individual_sessions"], counts["attendances"]) == (1, 1, 1)
    assert (
        "overview,unique_people,Personer som har fått veiledning,1"
        in made("statistics", "--format", "csv").out
    )
    assert "Slik er det talt" in made("statistics").out
    sheet = folder / "tall.xlsx"
    assert made("statistics", "--format", "xlsx", "--output", str(sheet)).out.strip() == str(sheet)
    assert sheet.read_bytes().startswith(b"PK")
    assert made("statistics", "--format", "xlsx").bytes.startswith(b"PK")


def test_a_period_runs_forward(made: Run) -> None:
    found = made("statistics", "--from", "2026-12-31", "--to", "2026-01-01")
    assert (found.code, found.out, is_one_line(found.err)) == (1, "", True)


def test_a_file_that_cannot_be_written_is_told(made: Run, folder: Path) -> None:
    found = made("statistics", "--format", "csv", "--output", str(folder / "no" / "such" / "place.csv"))
    assert (found.code, found.out, is_one_line(found.err)) == (1, "", True)


def test_backup_and_restore(made: Run, folder: Path) -> None:
    person = added(made, "person", name="Lyngvar")
    copy = folder / "copy.db"
    assert made("--json", "backup", str(copy)).json["backup"] == str(copy)
    added(made, "person", name="Havmod")
    assert made("restore", str(copy)).code == 0
    assert [row["id"] for row in made("--json", "list", "person").json] == [person]
    assert made("--json", "check").json == {"whole": True, "findings": []}


def test_restore_of_nothing_changes_nothing(made: Run, folder: Path) -> None:
    before = (folder / "overgang.db").read_bytes()
    found = made("restore", str(folder / "nothing.db"))
    assert (found.code, is_one_line(found.err)) == (1, True)
    assert (folder / "overgang.db").read_bytes() == before


def test_check_tells_what_is_wrong(made: Run, folder: Path) -> None:
    store = folder / "overgang.db"
    content = bytearray(store.read_bytes())
    content[-2000] ^= 1
    store.write_bytes(content)
    found = made("check")
    assert found.code == 1
    assert found.err.strip()


def test_the_demonstration_is_the_same_for_a_seed(run: Run, folder: Path) -> None:
    size = ("--people", "14", "--sessions", "40", "--seed", "7")
    first, second, other = (str(folder / name) for name in ("a.db", "b.db", "c.db"))
    for store in (first, second):
        assert run("--store", store, "demo", *size).code == 0
    assert run("--store", other, "demo", *size[:-1], "8").code == 0
    people, again, different = (
        run("--store", store, "--json", "list", "person").json for store in (first, second, other)
    )
    assert len(people) == 14
    assert people == again
    assert people != different
    assert (
        run("--store", first, "--json", "list", "session").json
        == run("--store", second, "--json", "list", "session").json
    )


def test_the_demonstration_is_not_mixed_with_people(made: Run) -> None:
    added(made, "person", name="Lyngvar")
    found = made("demo", "--people", "5")
    assert (found.code, found.out, is_one_line(found.err)) == (1, "", True)
    assert len(made("--json", "list", "person").json) == 1


def test_the_demonstration_fills_an_empty_register(made: Run) -> None:
    made_up = made("--json", "demo", "--people", "5", "--sessions", "10").json
    assert (made_up["people"], made_up["checklist_rounds"]) == (5, 2)
    assert "recovery_code" not in made_up


# --- paper -----------------------------------------------------------------------------------------------------------


def test_languages(run: Run) -> None:
    found = {row["code"]: row for row in run("--json", "languages").json}
    assert {"nb", "nn", "en", "pl", "ar", "th"} <= set(found)
    assert found["ar"] == {
        "code": "ar",
        "own_name": "العربية",
        "direction": "rtl",
        "script": "Arab",
        "state": "draft",
    }
    assert "العربية" in run("languages").out


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
