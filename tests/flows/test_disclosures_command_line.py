"""The command line lets nothing about a person out to others without a ground either."""

from __future__ import annotations

from pathlib import Path

from tests.flows.calls import Run, added, is_one_line


def test_a_record_for_others_needs_a_ground_and_leaves_a_disclosure(made: Run, tmp_path: Path) -> None:
    person = added(made, "person", name="Lyngvar")
    file = tmp_path / "record.pdf"
    asked = (
        "document",
        "person_record",
        "--output",
        str(file),
        "--set",
        f"person={person}",
        "--set",
        "own=no",
    )
    refused = made(*asked)
    assert refused.code == 1
    assert is_one_line(refused.err)
    assert not file.exists()
    said = ("--set", "ground=statutory", "--set", "receiver=neste skole", "--set", "purpose=flytting")
    assert made(*asked, *said).code == 0
    assert file.read_bytes().startswith(b"%PDF")
    (one,) = made("--json", "list", "disclosure").json
    assert (one["ground"], one["recipient"], one["purpose"]) == ("statutory", "neste skole", "flytting")


def test_a_record_in_a_language_it_is_not_written_in_is_refused_in_a_line(made: Run) -> None:
    person = added(made, "person", name="Lyngvar")
    refused = made("document", "person_record", "--language", "ar", "--set", f"person={person}")
    assert refused.code == 1
    assert is_one_line(refused.err)
    assert "reads=ar" in refused.err
