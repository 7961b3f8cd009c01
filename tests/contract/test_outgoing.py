"""Everything that leaves passes one door: the log knows of it before it is out, and whom it is about."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from app.actions.desk import Desk
from app.actions.outgoing import leaving, let_out, people_in
from app.actions.papers import Job, make_paper
from app.actions.sessions import book_session
from app.base.languages import current
from app.documents.registry import DOCUMENTS
from app.store import events
from tests.builders import add_person, add_talk, new_desk

ROOT = Path(__file__).parents[2]
NAMES = ("Lyngvar", "Rognulf", "Havmod")
# Who may write bytes out, and why: through the door, or what is of nobody and has a verb of its own.
WRITERS = {
    "save_files": {"ui/documents/saving.py", "ui/pages/crash_reports.py"},
    "save_sheets": {"ui/shell/entrance.py", "ui/pages/colleagues/recovery.py"},  # the recovery sheet: keys.…
    "PrintRun": {"ui/pages/paper/output.py", "ui/__main__.py", "ui/pages/colleagues/recovery.py"},
    "give_file": {"app/commands/papers.py", "app/commands/logs.py", "app/commands/numbers.py"},
    "write_read_back": {"app/actions/extracts.py"},
}
OF_NOBODY = {"ui/__main__.py", "ui/pages/crash_reports.py"}  # the recovery sheet; reports that name nobody
DOORS = {"let_out", "leaving", "save_out", "save_sheets", "stayed"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three people with a talk each today and one tomorrow."""
    made = new_desk(tmp_path)
    for name in NAMES:
        person = add_person(made, name)
        add_talk(made, person, f"Notat om {name}", clock="10:00", state="planned")
        book_session(made, person, "+1 10")
    add_talk(made, person, "", form="group", state="planned", topic="CV")
    yield made
    made.store.close()


def calls() -> Iterator[tuple[str, str]]:
    """Every use of something that writes bytes out, with its file."""
    for folder in ("app", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                names = {getattr(node, "id", ""), getattr(node, "attr", "")} & set(WRITERS)
                if isinstance(node, ast.Name | ast.Attribute):
                    yield from ((name, str(path.relative_to(ROOT))) for name in names)


def test_nothing_writes_out_beside_the_door() -> None:
    found = set(calls())
    assert {name for name, _file in found} == set(WRITERS)
    assert [use for use in found if use[1] not in WRITERS[use[0]]] == []
    for file in {file for _name, file in found} - OF_NOBODY:
        assert any(door in (ROOT / file).read_text(encoding="utf-8") for door in DOORS), file


@pytest.mark.parametrize("key", [one.key for one in DOCUMENTS.values() if one.needs_store and one.offered])
def test_whoever_stands_on_a_paper_is_named_to_the_log(desk: Desk, key: str) -> None:
    ids = {name: person for person, name in desk.store.connection.rows("SELECT id, name FROM person")}
    about_one = any(one.name == "person" for one in DOCUMENTS[key].parameters)
    job = Job(key, "nb", person=ids["Lyngvar"] if about_one else "")
    text = words_of(make_paper(desk, job).pdf)
    on_paper = {ids[name] for name in NAMES if name in text}
    assert on_paper <= people_in(desk, job)
    if about_one:
        assert ids["Lyngvar"] in people_in(desk, job)


def test_initials_on_a_week_plan_count(desk: Desk) -> None:
    assert len(people_in(desk, Job("week_plan", "nb"))) == len(NAMES)
    assert people_in(desk, Job("inmate_poster", "pl")) == frozenset()


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_what_is_let_out_stands_in_the_log_of_each(desk: Desk) -> None:
    people = [person for (person,) in desk.store.connection.rows("SELECT id FROM person ORDER BY name")]
    jobs = [Job("plan_sheet", "pl", person=people[0]), Job("plan_sheet", "so", person=people[1])]
    changes = let_out(desk, jobs, how="printed", to="Skriver i gangen")
    assert changes.verb == "person.printed"
    assert not changes.undoable
    assert set(desk.store.people_of(changes.event)) == set(people[:2])
    kept = events.payload(desk.store.connection, changes.event)["what"]
    assert kept["papers"] == [["plan_sheet", "pl", [people[0]]], ["plan_sheet", "so", [people[1]]]]
    assert kept["to"] == "Skriver i gangen"
    assert let_out(desk, [Job("inmate_poster", "pl")], how="saved").verb == "document.exported"


def test_what_did_not_get_out_is_said(desk: Desk) -> None:
    person = desk.store.connection.value("SELECT id FROM person ORDER BY name")
    with (
        pytest.raises(OSError, match="full"),
        leaving(desk, [Job("plan_sheet", current(), person=person)], how="saved"),
    ):
        raise OSError("full")
    verbs = [event.verb for event in events.log(desk.store.connection, limit=2)]
    assert verbs == ["document.stayed", "person.exported"]
    assert desk.store.people_of(events.newest(desk.store.connection).number) == (person,)
