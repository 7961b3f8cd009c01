"""Undo: the last twenty actions of this run, one by one, drafts and search lines included; refused after a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.entry.draft import Draft
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from app.store import index
from app.store.errors import ChangedSince, NothingToUndo
from app.store.store import Store
from app.store.undoing import DEPTH


def contents(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Everything that an undo must bring back."""
    kept = {}
    for table in ("person", "session", "attendance", "step", "draft", "setting", "name_key"):
        rows = store.connection.dicts(f"SELECT * FROM {table}")
        for row in rows:
            row.pop("number", None)
        kept[table] = sorted(rows, key=str)
    return kept


def test_undo_brings_back_the_draft_the_rows_and_the_search(store: Store) -> None:
    lyngvar = Person(name="Lyngvar")
    with store.transaction("person.saved", actor=store.me, text="Lagret") as t:
        t.put(lyngvar)
    draft = Draft("session", {"note": "Vil ta kran"})
    store.put_draft(draft, viewer=store.me, title="Vil ta kran", person=lyngvar.id)
    before = contents(store)
    session = Session(
        day=dt.date(2026, 1, 19),
        note="Vil ta kranførerbevis",
        attendances=(Attendance(person=lyngvar.id),),
        steps=(Step(person=lyngvar.id, text="Ringe"),),
    )
    with store.transaction("session.saved", actor=store.me, text="Samtalen er lagret") as t:
        t.put(session)
        t.delete_draft(draft.id)
        t.set("last", "x")
    assert store.drafts(viewer=store.me) == []
    assert store.can_undo() == "Samtalen er lagret"
    undone = store.undo(actor=store.me)
    assert undone.records == t.changes().records
    assert undone.people == {lyngvar.id}
    assert contents(store) == before
    assert store.draft(draft.id, viewer=store.me) == draft
    assert store.search("kran", viewer=store.me) == []
    assert store.can_undo() == "Lagret"
    assert store.check() == []


ACTIONS = st.lists(
    st.tuples(st.sampled_from(["put", "void", "move", "state", "drop"]), st.integers(0, 3)),
    min_size=1,
    max_size=8,
)


def do(store: Store, people: list[Person], action: str, which: int) -> None:
    """One action on the store; what it acts on is picked by number."""
    sessions = store.find(Session, viewer=store.me)
    steps = store.find(Step, viewer=store.me)
    person = people[which % len(people)]
    with store.transaction(action, actor=store.me) as t:
        if action == "put" or not sessions:
            rows = (Attendance(person=person.id),)
            step = Step(person=person.id, text="Ringe Nav")
            t.put(Session(day=dt.date(2026, 1, 1 + which), note="kran", attendances=rows, steps=(step,)))
        elif action == "void":
            t.void(Session, sessions[which % len(sessions)].id, reason="twice")
        elif action == "move":
            t.move(Session, sessions[which % len(sessions)].id, case=person.id)
        elif action == "state" and steps:
            t.put(replace(steps[which % len(steps)], state="done"))
        else:
            session = sessions[which % len(sessions)]
            t.put(replace(session, attendances=(Attendance(person=person.id, line="ny"),)))


def test_whatever_was_done_is_undone_step_by_step(store: Store) -> None:
    people = [Person(name="Lyngvar"), Person(name="Ospar")]
    with store.transaction("people", actor=store.me, undoable=False) as t:
        for person in people:
            t.put(person)

    @settings(max_examples=15)
    @given(ACTIONS)
    def forth_and_back(actions: list[tuple[str, int]]) -> None:
        while store.can_undo() is not None:
            store.undo(actor=store.me)
        states = [contents(store)]
        for action, which in actions:
            do(store, people, action, which)
            if contents(store) != states[-1]:
                states.append(contents(store))
        while store.can_undo() is not None:
            assert contents(store) == states.pop()
            store.undo(actor=store.me)
            assert list(index.differences(store.connection)) == []
        assert contents(store) == states[0]

    forth_and_back()


def test_the_last_twenty_and_no_more(store: Store, opens: Callable[..., Store]) -> None:
    for number in range(DEPTH + 3):
        with store.transaction("person.saved", actor=store.me, text=str(number)) as t:
            t.put(Person(name=f"Person {number}"))
    for number in range(DEPTH):
        assert store.undo(actor=store.me).text == str(DEPTH + 2 - number)
    with pytest.raises(NothingToUndo):
        store.undo(actor=store.me)
    assert len(store.find(Person, viewer=store.me)) == 3
    assert store.can_undo() is None
    store.close()
    with pytest.raises(NothingToUndo):
        opens().undo(actor=store.me)


def test_a_change_since_is_not_trampled(store: Store) -> None:
    lyngvar = Person(name="Lyngvar")
    for name in ("Lyngvar", "Lyngvald"):
        with store.transaction("person.saved", actor=store.me) as t:
            t.put(replace(lyngvar, name=name))
    with store.transaction("import", actor=store.me, undoable=False) as t:
        t.put(replace(lyngvar, name="Ospar"))
    with pytest.raises(ChangedSince):
        store.undo(actor=store.me)
    assert store.get(Person, lyngvar.id, viewer=store.me).name == "Ospar"
    assert store.check() == []


def test_a_person_others_refer_to_is_not_undone_away(store: Store) -> None:
    lyngvar = Person(name="Lyngvar")
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(lyngvar)
    with store.transaction("import", actor=store.me, undoable=False) as t:
        t.put(Step(person=lyngvar.id, text="Ringe"))
    with pytest.raises(ChangedSince):
        store.undo(actor=store.me)
    assert len(store.find(Person, viewer=store.me)) == 1
    assert store.check() == []


def test_the_log_keeps_the_action_and_its_undoing(store: Store) -> None:
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(Person(name="Lyngvar"))
    store.undo(actor=store.me)
    verbs = [row[0] for row in store.connection.rows("SELECT verb FROM event ORDER BY number")]
    assert verbs == ["store.created", "person.saved", "undone"]
    assert list(index.differences(store.connection)) == []


def test_a_save_that_changes_nothing_is_not_there_to_be_taken_back(store: Store) -> None:
    lyngvar = Person(name="Lyngvar")
    with store.transaction("person.saved", actor=store.me, text="Lagret") as first:
        first.put(lyngvar)
    with store.transaction("person.saved", actor=store.me, text="Lagret") as again:
        again.put(lyngvar)
    assert (first.changes().undoable, again.changes().undoable) == (True, False)
    store.undo(actor=store.me)
    assert store.find(Person, viewer=store.me) == []
