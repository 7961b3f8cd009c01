"""True deletion: rows, search, drafts, payloads of the log and freed pages; the chain of events still verifies.

What is erased leaves one event, "entry.erased", whose payload names nobody and no kind of entry: it holds the last images of
rows that stay and that only deleted payloads told of, so that a check still compares them with the log. A talk of one
person alone leaves an anonymous_talk (month, form, state, minutes) in a period that is not closed, and nothing in one
that is, for its numbers are frozen. A talk of several keeps everybody else. It cannot be undone.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.base.languages import N_
from app.records.registry import TYPES, collections
from app.store import index, traces
from app.store.access import Viewer
from app.store.erasing_drafts import clean_drafts
from app.store.errors import RecordGone
from app.store.forgetting import compact, forget, index_wiped
from app.store.reading import meta
from app.store.rows import reference_to
from app.store.traces import Place, Wanted
from app.store.transaction import Changes, Transaction

if TYPE_CHECKING:
    from app.store.store import Store

REASONS = ("objection", "error", "retention")
"""Why something is erased: the person objects or it was unlawful; it was entered in error; its time is up."""
VERB = "entry.erased"
_BESIDE = (("case_access", "case_id"), ("restriction", "case_id"), ("event_person", "person"))
_NOT_HELD = ("planned",)  # states of a talk that no statistic counts


class NotYours(AppError):
    """Somebody else's case: its counsellor or the head of the department deletes."""

    says = N_("Only the case's own counsellor or the head of the school department can delete this.")
    do = N_("Ask one of them.")


@dataclass(frozen=True)
class Erased:
    """What was erased: records, payloads of the log, half-written forms. talks: how many stay as anonymous ones.

    compacted: whether the file was written anew, so that no freed page holds anything any more.
    """

    changes: Changes
    rows: int
    events: int
    drafts: int
    talks: int
    compacted: bool


@dataclass
class _Work:
    """One deletion while it is being done."""

    store: Store
    transaction: Transaction
    people: tuple[str, ...] = ()
    rows: dict[Place, None] = field(default_factory=dict)
    touched: dict[Place, None] = field(default_factory=dict)  # rows that stay and were changed
    to_index: dict[Place, None] = field(default_factory=dict)
    drafts: int = 0
    talks: int = 0
    events: frozenset[int] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """The keys of all rows that go."""
        return frozenset(key for _table, key in self.rows)


def erase_people(store: Store, people: Iterable[str], *, actor: Viewer, why: str) -> Erased:
    """Delete people with everything of their cases. Raises NotYours, and RecordGone for one who is not there."""
    return erase_both(store, people=people, records=(), actor=actor, why=why)


def erase_records(
    store: Store, places: Iterable[Place], *, actor: Viewer, why: str, person: str = ""
) -> Erased:
    """Delete single records of any type with what was written in their forms, voided or not.

    person: whom they are about, for that person's log. Raises NotYours, RecordGone.
    """
    return erase_both(store, people=(), records=places, actor=actor, why=why, about=person)


def erase_both(
    store: Store,
    *,
    people: Iterable[str],
    records: Iterable[Place],
    actor: Viewer,
    why: str,
    about: str = "",
) -> Erased:
    """Delete whole people and single records of others in one go. Raises NotYours, RecordGone."""
    gone = tuple(dict.fromkeys(people))
    wanted: dict[Place, None] = {}
    names: tuple[str, ...] = ()
    for person in gone:
        may_erase(store, person, actor=actor)
        names += traces.names_of(store.connection, person)
        wanted |= of_case(store, person)
    for kind, key in records:
        case = store.connection.value(f"SELECT case_id FROM {kind} WHERE id = ?", (key,)) or ""
        may_erase(store, case, actor=actor, kind=kind, record=key)
        wanted[kind, key] = None
    return _erased(store, wanted, actor=actor, why=why, people=gone, names=names, about=about)


def of_case(store: Store, person: str) -> dict[Place, None]:
    """Every row of a person's case."""
    found: dict[Place, None] = {("person", person): None}
    for kind in TYPES:
        column = reference_to(kind, "person")
        named = f' OR "{column}" = :person' if column else ""
        sql = f"SELECT id FROM {kind} WHERE case_id = :person{named}"
        found |= {(kind, key): None for (key,) in store.connection.rows(sql, {"person": person})}
    return found


def parent_of(store: Store, attendance: str) -> str:
    """The talk that somebody's line stands in."""
    return str(store.connection.value("SELECT parent_id FROM attendance WHERE id = ?", (attendance,)) or "")


def may_erase(store: Store, person: str, *, actor: Viewer, kind: str = "", record: str = "") -> None:
    """Raise RecordGone for what the actor may not see, NotYours for what is another's to delete."""
    of, key = ("person", person) if person else (kind, record)
    if person and store.connection.value("SELECT 1 FROM restriction WHERE case_id = ?", (person,)):
        raise RecordGone()  # a closed case is opened first
    owner = meta(store.connection, TYPES[of], key, viewer=actor).owner
    if owner not in ("", actor.counsellor) and "head" not in roles(store, actor):
        raise NotYours()


def roles(store: Store, viewer: Viewer) -> frozenset[str]:
    """The roles of a counsellor."""
    kept = store.connection.value("SELECT roles FROM counsellor WHERE id = ?", (viewer.counsellor,))
    return frozenset(json.loads(kept or "[]"))


def _closings(store: Store) -> frozenset[int]:
    """The closings of periods: from now on their numbers say what nothing else says."""
    rows = store.connection.rows("SELECT number FROM event WHERE verb = 'period.closed'")
    return frozenset(number for (number,) in rows)


# --- doing it ---------------------------------------------------------------------------------------------


def _erased(
    store: Store,
    wanted: dict[Place, None],
    *,
    actor: Viewer,
    why: str,
    people: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    about: str = "",
) -> Erased:
    if why not in REASONS:
        raise ValueError(f"no reason to erase: {why}")
    with store.transaction(VERB, actor=actor, undoable=False) as t:
        work = _Work(store, t, people)
        _gather(work, _without_others_talks(work, wanted))
        _leave_numbers(work, why)
        with index_wiped(store.connection, len(work.rows)):
            _take_away(work)
            _cut_references(work)
            for kind, key in work.to_index:
                index.refresh(store.connection, kind, key)
        work.drafts = clean_drafts(store.connection, work.ids, names)
        wanted_gone = Wanted(work.ids, traces.words_of(*names))
        work.events = forget(store, t, wanted_gone, work.touched, gone=work.rows)
        t.what["why"] = why
        if about:
            t.about(about)
    store.cut_undo(work.events | _closings(store))
    compacted = compact(store)
    records = frozenset(place for place in (*work.rows, *work.touched) if place[0] in TYPES)
    changes = replace(t.changes(), records=records, people=frozenset({*people, about} - {""}))
    return Erased(changes, len(work.rows), len(work.events), work.drafts, work.talks, compacted)


def _without_others_talks(work: _Work, wanted: dict[Place, None]) -> dict[Place, None]:
    """A talk that stands in a case that goes, though somebody else takes part in it: it is theirs from now on."""
    sql = """SELECT s.id FROM session s WHERE s.case_id = :person AND EXISTS (SELECT 1 FROM attendance a
        WHERE a.parent_id = s.id AND a.person != :person AND a.voided_at = '')"""
    connection = work.store.connection
    for person in work.people:
        for (key,) in connection.rows(sql, {"person": person}):
            connection.run("UPDATE session SET case_id = NULL WHERE id = ?", (key,))
            work.touched["session", key] = work.to_index["session", key] = None
    return {place: None for place in wanted if place not in work.touched}


def _gather(work: _Work, wanted: dict[Place, None]) -> None:
    """The rows asked for, what is owned by them, and what only makes sense with them."""
    connection = work.store.connection
    waiting = list(wanted)
    while waiting:
        kind, key = waiting.pop()
        if (kind, key) in work.rows:
            continue
        work.rows[kind, key] = None
        for spec in collections(kind).values():
            if spec.owned:
                sql = f"SELECT id FROM {spec.of} WHERE parent_id = ?"
                waiting += [(spec.of, below) for (below,) in connection.rows(sql, (key,))]
    for row, _about in list(traces.mentioning(connection, "reminder", "about", work.ids)):
        work.rows["reminder", row] = None


def _leave_numbers(work: _Work, why: str) -> None:
    """Of each talk that was counted: month, form, state and minutes, unless it never was or its period is closed."""
    if why == "error":
        return
    for key in [key for kind, key in work.rows if kind == "session"]:
        sql = """SELECT s.owner, substr(s.day, 1, 7), s.form, s.state, s.minutes FROM session s WHERE s.id = ?
            AND s.voided_at = '' AND NOT EXISTS
            (SELECT 1 FROM closed_period c WHERE s.day BETWEEN c.first_day AND c.last_day)"""
        for owner, month, form, state, minutes in work.store.connection.rows(sql, (key,)):
            if state in _NOT_HELD:
                continue
            row = {"owner": owner, "month": month, "form": form, "state": state, "minutes": minutes}
            work.transaction.write_row("anonymous_talk", id := uuid.uuid4().hex, {"id": id, **row})
            work.talks += 1


def _take_away(work: _Work) -> None:
    connection = work.store.connection
    for kind, key in work.rows:
        _parents_to_index(work, kind, key)
        connection.run(f"DELETE FROM {kind} WHERE id = ?", (key,))
        index.refresh(connection, kind, key)
    for person in work.people:
        for table, column in _BESIDE:
            connection.run(f"DELETE FROM {table} WHERE {column} = ?", (person,))


def _parents_to_index(work: _Work, kind: str, key: str) -> None:
    """A talk that stays loses the mark by which it is found from this person's page."""
    for above in index.carrying(kind):
        sql = f"SELECT parent_id FROM {kind} WHERE id = ? AND parent_id != ''"
        for (parent,) in work.store.connection.rows(sql, (key,)):
            if (above, parent) not in work.rows:
                work.to_index[above, parent] = None


def _cut_references(work: _Work) -> None:
    """Rows that stay and name one that is gone: they name nothing any more, and say the rest as before."""
    connection = work.store.connection
    for kind, key, column in list(traces.referring(connection, work.ids)):
        empty = ", position = 0" if column == "parent_id" else ""
        connection.run(f"UPDATE {kind} SET \"{column}\" = ''{empty} WHERE id = ?", (key,))
        work.touched[kind, key] = work.to_index[kind, key] = None
    for key, lines in list(traces.mentioning(connection, "movement_print", "lines", work.ids)):
        kept = json.dumps(traces.without(json.loads(lines), work.ids), ensure_ascii=False)
        connection.run("UPDATE movement_print SET lines = ? WHERE id = ?", (kept, key))
        work.touched["movement_print", key] = None
    wanted = Wanted(work.ids)
    for name, value in connection.rows("SELECT name, value FROM setting"):
        if wanted.is_in(value):
            kept = json.dumps(traces.without(json.loads(value), work.ids), ensure_ascii=False)
            connection.run("UPDATE setting SET value = ? WHERE name = ?", (kept, name))
            work.touched["setting", name] = None
