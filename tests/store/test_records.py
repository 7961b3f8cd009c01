"""Records go in and come out the same; children go with their parent; access, voiding, moving."""

from __future__ import annotations

import datetime as dt
import typing
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.records.attendance import Attendance
from app.records.field import Children
from app.records.person import Person
from app.records.place import Ward
from app.records.record import Record
from app.records.registry import TYPES, case_of, declared
from app.records.session import Session
from app.records.step import Step
from app.store.access import Viewer
from app.store.connection import ReadCancelled
from app.store.errors import RecordGone
from app.store.store import Store

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def values_of(plain: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of this Python type can hold."""
    if typing.get_origin(plain) is tuple:
        return st.lists(TEXT, max_size=3).map(tuple)
    options = [option for option in typing.get_args(plain) if option is not type(None)]
    one = {
        str: TEXT,
        bool: st.booleans(),
        int: st.integers(-(2**62), 2**62),
        dt.date: st.dates(),
    }[options[0] if options else plain]
    return st.none() | one if options else one


def record_of(kind: str, person: str) -> st.SearchStrategy[Record]:
    """Any record of a type about one person."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, item in declared(kind).items():
        if isinstance(item.spec, Children):
            rows = st.lists(record_of(item.spec.of, person), max_size=2, unique_by=lambda row: row.id)
            fields[name] = rows.map(tuple)
        else:
            fields[name] = st.just(person) if name == "person" else values_of(item.type)
    return st.builds(TYPES[kind], **fields)


@pytest.mark.parametrize("kind", TYPES)
def test_every_record_comes_back_as_it_was(store: Store, kind: str) -> None:
    somebody = Person(name="Lyngvar")
    put(store, somebody)

    @settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
    @given(record_of(kind, somebody.id), record_of(kind, somebody.id))
    def there_and_back(record: Record, later: Record) -> None:
        put(store, record)
        assert linked(store.get(type(record), record.id, viewer=store.me)) == linked(record)
        changed = replace(later, id=record.id)
        put(store, changed)
        found = store.get(type(record), record.id, viewer=store.me)
        assert owned(linked(found)) == owned(linked(changed))
        assert case_of(found) == case_of(changed)

    there_and_back()
    assert store.check() == []


def linked(record: Any) -> Any:
    """The record with every row that was made in its form pointing to it, as the store leaves it."""
    for name, item in declared(kind_of(record)).items():
        if isinstance(item.spec, Children):
            rows = tuple(
                replace(row, session=row.session or record.id) if hasattr(row, "session") else row
                for row in getattr(record, name)
            )
            record = replace(record, **{name: rows})
    return record


def owned(record: Any) -> Any:
    """The record without collections that outlive it."""
    for name, item in declared(kind_of(record)).items():
        if isinstance(item.spec, Children) and not item.spec.owned:
            record = replace(record, **{name: ()})
    return record


def kind_of(record: Record) -> str:
    return next(name for name, cls in TYPES.items() if type(record) is cls)


def put(store: Store, *records: Record, actor: Viewer | None = None) -> None:
    with store.transaction("test", actor=actor or store.me) as t:
        for record in records:
            t.put(record)


@pytest.fixture
def lyngvar(store: Store) -> Person:
    person = Person(name="Lyngvar")
    put(store, person)
    return person


def talk(*people: Person, **more: Any) -> Session:
    return Session(
        day=dt.date(2026, 1, 19), attendances=tuple(Attendance(person=one.id) for one in people), **more
    )


def test_changes_say_which_records_and_people(store: Store, lyngvar: Person) -> None:
    step = Step(person=lyngvar.id, text="Ringe")
    session = talk(lyngvar, steps=(step,))
    with store.transaction("session.saved", actor=store.me, text="Lagret") as t:
        t.put(session)
        with pytest.raises(RuntimeError):
            t.changes()
    changes = t.changes()
    kinds = {("session", session.id), ("step", step.id), ("attendance", session.attendances[0].id)}
    assert changes.records == kinds
    assert changes.people == {lyngvar.id}
    assert (changes.verb, changes.text) == ("session.saved", "Lagret")


def test_a_change_of_a_group_touches_everyone_in_it(store: Store, lyngvar: Person) -> None:
    other = Person(name="Ospar")
    group = talk(lyngvar, other, form="group", topic="CV")
    put(store, other, group)
    with store.transaction("test", actor=store.me) as t:
        t.put(replace(group, topic="CV og søknad"))
    assert t.changes().people == {lyngvar.id, other.id}


def test_a_participant_voided_alone_stays_voided(store: Store, lyngvar: Person) -> None:
    other = Person(name="Ospar")
    group = talk(lyngvar, other, form="group")
    put(store, other, group)
    with store.transaction("test", actor=store.me) as t:
        t.void(Attendance, group.attendances[1].id, reason="wrong_person")
    found = store.get(Session, group.id, viewer=store.me)
    assert [row.person for row in found.attendances] == [lyngvar.id]
    put(store, replace(found, topic="CV"))
    assert store.meta(Attendance, group.attendances[1].id, viewer=store.me).void_reason == "wrong_person"
    assert store.check() == []


def test_saving_the_same_again_changes_nothing(store: Store, lyngvar: Person) -> None:
    session = talk(lyngvar, steps=(Step(person=lyngvar.id, text="Ringe"),))
    put(store, session)
    with store.transaction("test", actor=store.me) as t:
        t.put(store.get(Session, session.id, viewer=store.me))
    assert t.changes().records == frozenset()


def test_an_owned_row_that_is_gone_goes_and_a_step_stays(store: Store, lyngvar: Person) -> None:
    other = Person(name="Ospar")
    session = talk(lyngvar, other, form="group", steps=(Step(person=lyngvar.id, text="Ringe"),))
    put(store, other, session)
    put(store, replace(session, attendances=session.attendances[1:], steps=()))
    found = store.get(Session, session.id, viewer=store.me)
    assert [row.person for row in found.attendances] == [other.id]
    assert [step.text for step in found.steps] == ["Ringe"]
    assert store.count(Attendance, viewer=store.me) == 1


def test_a_talk_with_one_belongs_to_that_case_and_a_group_to_none(store: Store, lyngvar: Person) -> None:
    other = Person(name="Ospar")
    alone, together = talk(lyngvar), talk(lyngvar, other)
    put(store, other, alone, together)
    assert store.meta(Session, alone.id, viewer=store.me).case == lyngvar.id
    assert store.meta(Session, together.id, viewer=store.me).case == ""
    assert [one.id for one in store.find(Session, viewer=store.me, case=lyngvar.id)] == [alone.id]
    assert store.meta(Attendance, together.attendances[1].id, viewer=store.me).case == other.id


def test_find_filters_orders_and_counts(store: Store, lyngvar: Person) -> None:
    days = [dt.date(2026, 1, 3), None, dt.date(2026, 1, 1)]
    steps = [Step(person=lyngvar.id, text=f"{n}", due=day) for n, day in enumerate(days)]
    put(store, *steps, Step(person=lyngvar.id, text="done", state="done"))

    def texts(**how: Any) -> list[str]:
        return [step.text for step in store.find(Step, viewer=store.me, **how)]

    assert texts(where={"state": "open"}) == ["0", "1", "2"]
    assert texts(where={"state": ["open", "done"]}, order="-due,text") == ["0", "2", "1", "done"]
    assert texts(where={"due": None}) == ["1", "done"]
    assert texts(where={"due": dt.date(2026, 1, 1)}) == ["2"]
    assert texts(where={"state": "open"}, order="due", limit=1) == ["1"]
    assert store.count(Step, viewer=store.me, where={"state": "open"}) == 3
    ids = store.ids(Step, viewer=store.me, order="-text")
    assert [step.id for step in store.page(Step, ids, viewer=store.me)] == ids
    with pytest.raises(KeyError):
        texts(where={"state; DROP TABLE step": 1})


def test_nobody_sees_or_changes_what_is_anothers(store: Store, lyngvar: Person) -> None:
    stranger = Viewer(store.add_counsellor(name="Tindre", passphrase="noe helt annet"))
    session = talk(lyngvar, note="Vil ta kranførerbevis", steps=(Step(person=lyngvar.id, text="Ringe"),))
    put(store, session)
    for kind, one in ((Session, session.id), (Step, session.steps[0].id), (Person, lyngvar.id)):
        with pytest.raises(RecordGone):
            store.get(kind, one, viewer=stranger)
        with pytest.raises(RecordGone):
            store.meta(kind, one, viewer=stranger)
        assert store.find(kind, viewer=stranger) == []
        assert store.count(kind, viewer=stranger) == 0
    assert store.search("kran", viewer=stranger) == []
    assert [hit.kind for hit in store.search("lyng", viewer=stranger)] == ["person"]  # that the person exists
    for change in (lambda t: t.put(session), lambda t: t.void(Session, session.id, reason="x")):
        with pytest.raises(RecordGone), store.transaction("test", actor=stranger) as t:
            change(t)
    assert store.check() == []


def test_lists_of_the_service_are_everyones(store: Store) -> None:
    ward = Ward(name="Avdeling A")
    put(store, ward)
    stranger = Viewer("someone else")
    assert store.find(Ward, viewer=stranger) == [ward]
    assert store.meta(Ward, ward.id, viewer=stranger).owner == ""


def test_a_voided_entry_is_kept_but_in_no_list_count_or_search(store: Store, lyngvar: Person) -> None:
    session = talk(lyngvar, note="Vil ta kranførerbevis", steps=(Step(person=lyngvar.id, text="Ringe"),))
    put(store, session)
    with store.transaction("test", actor=store.me) as t:
        t.void(Session, session.id, reason="wrong_person")
    assert store.find(Session, viewer=store.me) == store.find(Step, viewer=store.me) == []
    assert store.count(Attendance, viewer=store.me) == 0
    assert store.search("kran", viewer=store.me) == []
    assert store.find(Session, viewer=store.me, voided=True)[0].note == "Vil ta kranførerbevis"
    meta = store.meta(Session, session.id, viewer=store.me)
    assert meta.void_reason == "wrong_person"
    assert meta.voided_at == store.clock.now()
    with store.transaction("test", actor=store.me) as t:
        t.unvoid(Session, session.id)
    assert len(store.get(Session, session.id, viewer=store.me).steps) == 1
    assert len(store.search("kran", viewer=store.me)) == 1
    assert store.check() == []


def test_moving_takes_along_what_was_said_about_the_wrong_one_only(store: Store, lyngvar: Person) -> None:
    right, third = Person(name="Lyngvald"), Person(name="Ospar")
    session = talk(
        lyngvar,
        note="Vil ta kranførerbevis",
        steps=(Step(person=lyngvar.id, text="Ringe Nav"), Step(person=third.id, text="Skrive")),
    )
    put(store, right, third, session)
    with store.transaction("entry.moved", actor=store.me) as t:
        t.move(Session, session.id, case=right.id)
    assert t.changes().people == {lyngvar.id, right.id}
    found = store.get(Session, session.id, viewer=store.me)
    assert [row.person for row in found.attendances] == [right.id]
    assert [step.person for step in found.steps] == [right.id, third.id]
    assert store.search("kran", viewer=store.me, person=lyngvar.id) == []
    assert [hit.title for hit in store.search("kran", viewer=store.me)] == ["Lyngvald"]
    assert store.check() == []


def test_after_an_error_nothing_is_changed(store: Store, lyngvar: Person) -> None:
    before = store.connection.value("SELECT count(*) FROM event")

    def fails() -> None:
        with store.transaction("test", actor=store.me) as t:
            t.put(talk(lyngvar, note="kran"))
            t.set("school.name", "Fjellskolen")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert store.find(Session, viewer=store.me) == store.search("kran", viewer=store.me) == []
    assert store.setting("school.name", "") == ""
    assert store.connection.value("SELECT count(*) FROM event") == before
    put(store, talk(lyngvar))
    assert store.check() == []


def test_transactions_do_not_nest(store: Store) -> None:
    within = store.transaction("test", actor=store.me)
    with store.transaction("test", actor=store.me), pytest.raises(RuntimeError):
        within.__enter__()


def test_settings_hold_any_json(store: Store) -> None:
    for value in ("Fjellskolen", 4, None, True, ["a", {"b": 1.5}], ""):
        with store.transaction("test", actor=store.me) as t:
            t.set("one", value)
        assert store.setting("one", "unset") == value
    assert store.setting("never", 7) == 7


def test_nobody_is_read_without_saying_who_asks(store: Store) -> None:
    for read in (
        store.get,
        store.find,
        store.ids,
        store.page,
        store.count,
        store.meta,
        store.search,
        store.drafts,
    ):
        assert typing.get_type_hints(read)["viewer"] is Viewer
        assert read.__kwdefaults__ is None or "viewer" not in read.__kwdefaults__  # type: ignore[attr-defined]


def test_a_read_that_nobody_waits_for_stops_and_the_next_one_works(store: Store, lyngvar: Person) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT sum(x) FROM n"
    asked = iter([True, True, True])
    with pytest.raises(ReadCancelled), store.while_wanted(lambda: next(asked, False)):
        store.connection.rows(endless)
    assert store.find(Person, viewer=store.me) == [lyngvar]
