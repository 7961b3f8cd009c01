"""Search: what is found, in which order, with which words marked; any text is text; the index is what a rebuild writes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.base.folding import fold, marks_match
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.record import Record
from app.records.session import Session
from app.records.step import Step
from app.store import index
from app.store.query import Query
from app.store.search import Hit
from app.store.store import Store

DAY = dt.date(2026, 1, 19)


def put(store: Store, *records: Record) -> None:
    with store.transaction("test", actor=store.me) as t:
        for record in records:
            t.put(record)


def found(store: Store, text: str, **how: Any) -> list[Hit]:
    return store.search(text, viewer=store.me, **how)


def note(store: Store, text: str, *, day: dt.date = DAY, person: Person | None = None) -> Session:
    person = person or Person(name="Rognulf")
    session = Session(day=day, note=text, attendances=(Attendance(person=person.id),))
    put(store, person, session)
    return session


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("kr", True),  # two letters at a word's start
        ("an", False),  # … not inside one
        ("k", False),  # one letter says nothing
        ("ran", True),
        ("førerbevis", True),
        ("forerbevis", True),
        ("FØRERBEVIS", True),
        ("fører bevis", True),
        ("førerkort", False),
        ("på", True),
        ("pa", True),
        ("pà", False),  # typed with another mark
        ("kranførerbevis varen", True),
        ("kranførerbevis høsten", False),
        ("łódz", True),
        ("Łódź", True),
        ("lodz", True),
        ("lódz", True),
        ("lòdz", False),
        ('"kran"', True),
        ("kran*", True),
        ("kran AND NOT x", False),
        ("note:kran", False),
        ("kran-", True),
        ("'; DROP TABLE person; --", False),
        ("", False),
        ('"', False),
        ("bevis på", True),
    ],
)
def test_what_is_found(store: Store, query: str, hits: bool) -> None:
    session = note(store, "Vil ta kranførerbevis på våren, har bodd i Łódź.")
    assert [hit.id for hit in found(store, query)] == ([session.id] if hits else [])


def test_composed_and_decomposed_letters_are_the_same(store: Store) -> None:
    session = note(store, "pa\u030a skolen, cafe\u0301")
    for query in ("på", "pa\u030a", "café", "cafe\u0301", "cafe"):
        assert [hit.id for hit in found(store, query)] == [session.id], query


def test_people_first_then_newest_first(store: Store) -> None:
    kranstein = Person(name="Kranstein")
    old = note(store, "kran i fjor", day=dt.date(2025, 3, 1), person=kranstein)
    new = note(store, "kran i år", day=dt.date(2026, 1, 2), person=kranstein)
    older = note(store, "kran for lenge siden", day=dt.date(2019, 1, 2), person=kranstein)
    assert [hit.id for hit in found(store, "kran")] == [kranstein.id, new.id, old.id, older.id]
    assert [hit.day.year for hit in found(store, "kran")][1:] == [2026, 2025, 2019]
    assert [hit.id for hit in found(store, "kran", limit=2)] == [kranstein.id, new.id]
    assert [hit.id for hit in found(store, "kran", kinds=("session",), limit=1)] == [new.id]


def test_a_hit_shows_the_words_in_their_sentence(store: Store) -> None:
    long = "Først noe annet. " * 20 + "Vil ta kranførerbevis\npå våren. " + "Så noe mer. " * 20
    note(store, long, person=Person(name="Lyngvar"))
    (hit,) = found(store, "forerbevis på")
    assert hit.title == "Lyngvar"
    assert [hit.excerpt[a:b] for a, b in hit.marks] == ["førerbevis", "på"]
    assert hit.excerpt.startswith("…")
    assert hit.excerpt.endswith("…")
    assert len(hit.excerpt) < 200
    assert "\n" not in hit.excerpt


def test_a_groups_note_is_on_every_participants_page_and_an_own_line_on_one(store: Store) -> None:
    a, b, c = (Person(name=name) for name in ("Havmod", "Ospar", "Tindre"))
    group = Session(
        day=DAY,
        form="group",
        topic="CV",
        note="Felles: kranbil",
        attendances=(Attendance(person=a.id, line="egen kran"), Attendance(person=b.id)),
    )
    put(store, a, b, c, group)

    def kinds(person: Person) -> list[str]:
        return sorted(hit.kind for hit in found(store, "kran", person=person.id))

    assert kinds(a) == ["attendance", "session"]
    assert kinds(b) == ["session"]
    assert kinds(c) == []
    with store.transaction("test", actor=store.me) as t:
        t.move(Attendance, group.attendances[1].id, case=c.id)
    assert (kinds(b), kinds(c)) == ([], ["session"])
    assert store.check() == []


def test_a_change_of_day_takes_what_was_said_along(store: Store) -> None:
    person = Person(name="Havmod")
    session = Session(day=DAY, attendances=(Attendance(person=person.id, line="egen kran"),))
    put(store, person, session)
    put(store, Session(id=session.id, day=dt.date(2020, 5, 5), attendances=session.attendances))
    assert [hit.day for hit in found(store, "kran")] == [dt.date(2020, 5, 5)]
    assert store.check() == []


def test_several_counsellors_find_their_own(store: Store) -> None:
    session = note(store, "kranførerbevis")
    store.add_counsellor(name="Tindre", passphrase="noe helt annet her")
    assert [hit.id for hit in found(store, "kran")] == [session.id]
    assert [hit.kind for hit in found(store, "rognulf")] == ["person"]


WORDS = st.text(st.sampled_from("aæåøkrn éł½ﬁß\u0301\u030a\"-'ÆØ"), max_size=12)


def test_search_finds_exactly_what_the_rules_say(store: Store) -> None:
    """Beside the index stands the plain rule: every word, with the marks it was typed with (app.base.folding)."""
    person = Person(name="Q")
    put(store, person)
    session = Session(day=DAY, attendances=(Attendance(person=person.id),))

    @settings(max_examples=120)
    @example("svar", "vår")
    @example("kranførerbevis", "førerbevis")
    @example("blåbær", "blåbaer")
    @example("og/år", "år")
    @example("på", "pa\u030a")
    @given(WORDS, WORDS)
    def same(text: str, query: str) -> None:
        put(store, Session(id=session.id, day=DAY, note=text, attendances=session.attendances))
        for asked in (query, text[2:7]):
            typed = Query.of(asked).typed
            hits = found(store, asked, kinds=("session",))
            assert bool(hits) == bool(typed and marks_match(typed, text)), (text, asked)
            for hit in hits:
                marked = [hit.excerpt[begin:end] for begin, end in hit.marks]
                assert all(any(word in fold(part) for part in marked) for word in Query.of(asked).words)

    same()


def test_any_text_is_text(store: Store) -> None:
    note(store, 'kran AND bil "anført" (klammer) near/5 *stjerne* :kolon ^hatt')

    @example("kran\x00bil")
    @example('" OR 1 --')
    @example("\ue000\ue001\ue002")
    @given(st.text(max_size=40))
    def asks(text: str) -> None:
        for hit in found(store, text):
            assert hit.marks

    asks()


def test_the_index_is_what_a_rebuild_writes(store: Store) -> None:
    people = [Person(name=name, alias=f"{name} K") for name in ("Lyngvar", "Åsvarde")]
    put(store, *people)

    @settings(max_examples=15)
    @given(
        st.lists(st.tuples(st.text(max_size=20), st.dates(), st.integers(0, 1)), max_size=4), st.booleans()
    )
    def same(notes: list[tuple[str, dt.date, int]], void: bool) -> None:
        for text, day, which in notes:
            rows = (Attendance(person=people[which].id, line=text[:5]),)
            step = Step(person=people[which].id, text=text or "Ringe")
            put(store, Session(day=day, note=text, attendances=rows, steps=(step,)))
        for session in store.find(Session, viewer=store.me)[:1] if void else []:
            with store.transaction("test", actor=store.me) as t:
                t.void(Session, session.id, reason="x")
        assert list(index.differences(store.connection)) == []

    same()
    lines = "SELECT f.kind, f.record, f.secrecy, w.text FROM found f JOIN words w ON w.rowid = f.number"
    before = set(store.connection.rows(lines))
    store.connection.begin()
    index.rebuild(store.connection)
    store.connection.commit()
    assert set(store.connection.rows(lines)) == before
    assert store.check() == []


def test_a_wrong_index_is_seen(store: Store) -> None:
    session = note(store, "kran")
    store.connection.run("DELETE FROM found WHERE record = ?", (session.id,))
    assert list(index.differences(store.connection)) == [session.id]
