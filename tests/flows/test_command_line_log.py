"""The log on the command line: what was shown, listed and made is in it, and it comes out as text, table and JSON."""

from __future__ import annotations

from pathlib import Path

from tests.flows.calls import Run, added, is_one_line


def verbs(run: Run, *asked: str) -> list[str]:
    """The log from the newest, without what was opened to read it."""
    found = run("--json", "log", *asked)
    assert (found.code, found.err) == (0, "")
    return [one["verb"] for one in found.json if one["verb"] != "register.opened"]


def test_what_the_command_line_does_is_in_the_log(made: Run, folder: Path) -> None:
    person = added(made, "person", name="Lyngvar")
    made("show", "person", person)
    made("show", "person", person)
    made("list", "person")
    made(
        "document",
        "plan_sheet",
        "--language",
        "pl",
        "--set",
        f"person={person}",
        "--output",
        str(folder / "p.pdf"),
    )
    made("statistics", "--format", "csv")
    said = ["person.exported", "register.listed", "person.opened", "person.saved"]
    assert verbs(made, "--person", person) == said
    assert verbs(made, "--person", person)[0] == "log.read"
    assert "document.exported" in verbs(made, "--kind", "out")
    assert verbs(made, "--person", person, "--kind", "read")[-1] == "person.opened"


def test_a_check_and_a_backup_leave_the_log_as_it_is(made: Run, folder: Path) -> None:
    before = len(verbs(made))
    assert made("check").code == 0
    assert made("backup", str(folder)).code == 0
    assert len(verbs(made)) == before + 1  # that it was read before


def test_a_document_that_cannot_be_written_is_said_to_have_stayed(made: Run, folder: Path) -> None:
    person = added(made, "person", name="Lyngvar")
    place = folder / "nowhere" / "p.pdf"
    found = made("document", "plan_sheet", "--set", f"person={person}", "--output", str(place))
    assert found.code == 1
    assert verbs(made, "--person", person)[:2] == ["document.stayed", "person.exported"]


def test_the_log_as_text_table_and_file(made: Run, folder: Path) -> None:
    person = added(made, "person", name="=Lyngvar")
    text = made("log", "--person", person).out
    assert "2026-01-19" in text
    table = made("log", "--counsellor", "me", "--format", "csv").bytes.decode("utf-8-sig")
    assert table.splitlines()[0] == "number;time;verb;kind;what;about;more"
    assert "'=Lyngvar" in table
    assert ";=Lyngvar" not in table
    file = folder / "log.csv"
    assert made("log", "--output", str(file)).code == 0
    assert file.read_bytes().decode("utf-8-sig").count("\r\n") > 2
    assert verbs(made)[0] == "person.exported"


def test_whose_log_there_is_none_of(made: Run) -> None:
    assert made("log", "--person", "nobody").code == 0
    assert is_one_line(made("log", "--kind", "nothing").err)
