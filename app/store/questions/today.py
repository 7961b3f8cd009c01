"""What waits today: the day's and the week's sessions, drafts, and everyone and everything that needs a hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.entry.deadlines import ComingDeadline, next_deadlines
from app.entry.draft import Draft
from app.records.place import Deadline
from app.records.release_band import months_left
from app.records.step import OPEN_STATES
from app.store.access import Viewer, may_read
from app.store.drafts import DraftLine

if TYPE_CHECKING:
    from app.store.store import Store

_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_LANGUAGE = "CASE WHEN p.reads_best != '' THEN p.reads_best ELSE p.mother_tongue END"


@dataclass(frozen=True)
class Limits:
    """How far the page looks, as the school has set it."""

    unseen_weeks: int
    release_months: int
    deadline_weeks: int


@dataclass(frozen=True)
class SessionLine:
    """A session of the day or the week. people: ids and names of those expected; last: a line of last time."""

    id: str
    day: dt.date
    clock: str
    minutes: int
    form: str
    state: str
    topic: str
    language: str
    handling: str
    place: str
    people: tuple[tuple[str, str], ...]
    last: str


@dataclass(frozen=True)
class DraftDue:
    """Something begun and not saved: whom it is about ("" where nobody is chosen yet) and how its text begins."""

    draft: DraftLine
    name: str
    begins: str


@dataclass(frozen=True)
class StepLine:
    """An open step whose day has passed."""

    id: str
    person: str
    name: str
    text: str
    who: str
    due: dt.date


@dataclass(frozen=True)
class PersonDue:
    """Somebody who needs a hand. since: the day that counts in the section, None where there is none."""

    id: str
    name: str
    ward: str
    language: str
    since: dt.date | None
    release: str = ""


@dataclass(frozen=True)
class DeadlineLine:
    """A coming deadline and those whose wishes it concerns."""

    coming: ComingDeadline
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Today:
    """Everything that the page shows, each section in the order in which it is to be done."""

    day: dt.date
    sessions: tuple[SessionLine, ...]
    week: tuple[SessionLine, ...]
    drafts: tuple[DraftDue, ...]
    overdue: tuple[StepLine, ...]
    not_offered: tuple[PersonDue, ...]
    ask_again: tuple[PersonDue, ...]
    near_release: tuple[PersonDue, ...]
    unseen: tuple[PersonDue, ...]
    deadlines: tuple[DeadlineLine, ...]
    next_session: SessionLine | None

    def is_quiet(self) -> bool:
        """True where nothing waits: no session today, no draft, nobody and nothing due."""
        sections = (self.sessions, self.drafts, self.overdue, self.not_offered, self.ask_again)
        return not any((*sections, self.near_release, self.unseen))


def today(store: Store, *, viewer: Viewer, day: dt.date, limits: Limits) -> Today:
    """The page of one day."""
    friday = day + dt.timedelta(days=max(4 - day.weekday(), 0) or 7)
    return Today(
        day=day,
        sessions=_sessions(store, viewer, since=day, until=day, states=("planned", "held")),
        week=_sessions(store, viewer, since=day + dt.timedelta(days=1), until=friday, states=("planned",)),
        drafts=_drafts(store, viewer),
        overdue=_overdue(store, viewer, day),
        not_offered=_not_offered(store, viewer),
        ask_again=_ask_again(store, viewer, day),
        near_release=_near_release(store, viewer, day, limits.release_months),
        unseen=_unseen(store, viewer, day, limits.unseen_weeks),
        deadlines=_deadlines(store, viewer, day, limits.deadline_weeks),
        next_session=_next(store, viewer, day),
    )


def _sessions(
    store: Store, viewer: Viewer, *, since: dt.date, until: dt.date, states: tuple[str, ...], limit: int = 200
) -> tuple[SessionLine, ...]:
    may = may_read("session", viewer)
    marks = ", ".join("?" * len(states))
    sql = f"""SELECT id, day, clock, minutes, form, state, topic, language, language_handling, place FROM session
        WHERE day BETWEEN ? AND ? AND state IN ({marks}) AND voided_at = '' AND ({may.sql})
        ORDER BY day, clock, number LIMIT ?"""
    args = (since.isoformat(), until.isoformat(), *states, *may.args, limit)
    return tuple(_session(store, viewer, row) for row in store.connection.rows(sql, args))


def _next(store: Store, viewer: Viewer, day: dt.date) -> SessionLine | None:
    until = dt.date.max
    coming = _sessions(
        store, viewer, since=day + dt.timedelta(days=1), until=until, states=("planned",), limit=1
    )
    return coming[0] if coming else None


def _session(store: Store, viewer: Viewer, row: tuple[object, ...]) -> SessionLine:
    one, day, clock, minutes, form, state, topic, language, handling, place = map(str, row)
    sql = """SELECT p.id, p.name FROM attendance a JOIN person p ON p.id = a.person
        WHERE a.parent_id = ? AND a.voided_at = '' AND p.voided_at = '' ORDER BY a.position"""
    people = tuple((str(id), str(name)) for id, name in store.connection.rows(sql, (one,)))
    last = _last_line(store, viewer, people[0][0], one) if len(people) == 1 and form != "group" else ""
    return SessionLine(
        one,
        dt.date.fromisoformat(day),
        clock,
        int(minutes),
        form,
        state,
        topic,
        language,
        handling,
        place,
        people,
        last,
    )


def _last_line(store: Store, viewer: Viewer, person: str, session: str) -> str:
    """The note of the last talk held with somebody, "" before the first."""
    may = may_read("session", viewer, alias="s")
    sql = f"""SELECT s.note FROM attendance a JOIN session s ON s.id = a.parent_id WHERE a.person = ? AND s.id != ?
        AND s.state = 'held' AND s.form != 'group' AND s.note != '' AND s.voided_at = '' AND ({may.sql})
        ORDER BY s.day DESC, s.clock DESC LIMIT 1"""
    return str(store.connection.value(sql, (person, session, *may.args)) or "")


def _drafts(store: Store, viewer: Viewer) -> tuple[DraftDue, ...]:
    may = may_read("person", viewer)
    sql = f"SELECT name FROM person WHERE id = ? AND ({may.sql})"
    return tuple(
        DraftDue(
            draft,
            str(store.connection.value(sql, (draft.person, *may.args)) or ""),
            _begins(store.draft(draft.id, viewer=viewer)),
        )
        for draft in store.drafts(viewer=viewer)
    )


def _begins(draft: Draft) -> str:
    """The first words of what was written: the note, or what else was written in words."""
    said = (draft.get(name) for name in ("note", "wish_words", "topic", "step_lines", "name"))
    written = next((text for text in said if text), "")
    return " ".join(written.split())[:160]


def _overdue(store: Store, viewer: Viewer, day: dt.date) -> tuple[StepLine, ...]:
    may = may_read("step", viewer, alias="s")
    sql = f"""SELECT s.id, p.id, p.name, s.text, s.who, s.due FROM step s JOIN person p ON p.id = s.person
        WHERE s.state IN ({_OPEN}) AND s.due < ? AND s.voided_at = '' AND p.voided_at = '' AND p.left_on IS NULL
        AND ({may.sql}) ORDER BY s.due, s.number"""
    rows = store.connection.rows(sql, (day.isoformat(), *may.args))
    return tuple(
        StepLine(id, person, name, text, who, dt.date.fromisoformat(due))
        for id, person, name, text, who, due in rows
    )


def _people(
    store: Store, viewer: Viewer, *, having: str, since: str, args: tuple[object, ...]
) -> list[PersonDue]:
    """People here for whom a condition holds; `since` is the SQL of the day that counts."""
    may = may_read("person", viewer, alias="p")
    sql = f"""SELECT p.id, p.name, coalesce(w.name, ''), {_LANGUAGE}, {since} AS since, p.expected_release
        FROM person p LEFT JOIN ward w ON w.id = p.ward AND w.voided_at = ''
        WHERE p.voided_at = '' AND p.left_on IS NULL AND ({may.sql}) AND {having} ORDER BY since, p.number"""
    return [
        PersonDue(id, name, ward, language, dt.date.fromisoformat(day[:10]) if day else None, release)
        for id, name, ward, language, day, release in store.connection.rows(sql, (*may.args, *args))
    ]


_NO_SESSION = """NOT EXISTS (SELECT 1 FROM attendance a JOIN session s ON s.id = a.parent_id
    WHERE a.person = p.id AND a.voided_at = '' AND s.voided_at = '' AND s.state IN ('planned', 'held'))"""
_LATEST_INTAKE = """(SELECT {column} FROM intake i WHERE i.case_id = p.id AND i.voided_at = ''
    ORDER BY i.day DESC, i.number DESC LIMIT 1)"""


def _not_offered(store: Store, viewer: Viewer) -> tuple[PersonDue, ...]:
    """People here who never were offered a talk and never had one; those who came last stand first."""
    offer = _LATEST_INTAKE.format(column="i.offer")
    having = f"coalesce({offer}, 'not_yet') = 'not_yet' AND {_NO_SESSION}"
    found = _people(store, viewer, having=having, since="coalesce(p.arrived, p.created_at)", args=())
    return tuple(reversed(found))


def _ask_again(store: Store, viewer: Viewer, day: dt.date) -> tuple[PersonDue, ...]:
    """People who said "later", and the day to ask again has come."""
    offer, again = _LATEST_INTAKE.format(column="i.offer"), _LATEST_INTAKE.format(column="i.ask_again")
    having = f"{offer} = 'later' AND {again} <= ? AND {_NO_SESSION}"
    return tuple(_people(store, viewer, having=having, since=again, args=(day.isoformat(),)))


def _near_release(store: Store, viewer: Viewer, day: dt.date, months: int) -> tuple[PersonDue, ...]:
    """People whose expected quarter is near, or running, and who have no open step."""
    # asked once for everyone: the open steps are few beside all that were ever written
    no_plan = f"""p.id NOT IN (SELECT s.case_id FROM step s
        WHERE s.state IN ({_OPEN}) AND s.voided_at = '' AND s.case_id IS NOT NULL)"""
    having = f"p.expected_release LIKE '____-Q_' AND {no_plan}"
    found = _people(store, viewer, having=having, since="NULL", args=())
    left = [(months_left(one.release, day), one) for one in found]
    near = [(much, one) for much, one in left if much is not None and much <= months]
    return tuple(one for _, one in sorted(near, key=lambda pair: pair[0]))


def _unseen(store: Store, viewer: Viewer, day: dt.date, weeks: int) -> tuple[PersonDue, ...]:
    """People whose last session lies so many weeks back, and who have none planned; the longest unseen first."""
    last = """(SELECT max(s.day) FROM attendance a JOIN session s ON s.id = a.parent_id WHERE a.person = p.id
        AND a.came AND a.voided_at = '' AND s.voided_at = '' AND s.state = 'held')"""
    # Asked once for everyone, beginning with the sessions (CROSS JOIN keeps that order): the last weeks and what is
    # planned are few beside all that was ever held.
    recent = """p.id NOT IN (SELECT a.person FROM session s CROSS JOIN attendance a ON a.parent_id = s.id
        WHERE s.day > ? AND s.state = 'held' AND s.voided_at = '' AND a.came AND a.voided_at = '')"""
    planned = """p.id NOT IN (SELECT a.person FROM session s CROSS JOIN attendance a ON a.parent_id = s.id
        WHERE s.day >= ? AND s.state = 'planned' AND s.voided_at = '' AND a.voided_at = '')"""
    before = (day - dt.timedelta(weeks=weeks)).isoformat()
    having = f"{recent} AND {planned} AND since IS NOT NULL"
    return tuple(_people(store, viewer, having=having, since=last, args=(before, day.isoformat())))


def _deadlines(store: Store, viewer: Viewer, day: dt.date, weeks: int) -> tuple[DeadlineLine, ...]:
    rows = store.find(Deadline, viewer=viewer, where={"hidden": False})
    coming = next_deadlines(day, rows, weeks * 7)
    return tuple(DeadlineLine(one, _wishing(store, viewer, one.deadline.wishes)) for one in coming)


def _wishing(store: Store, viewer: Viewer, wishes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Those here whose latest intake names one of these wishes."""
    if not wishes:
        return ()
    may = may_read("person", viewer, alias="p")
    latest = _LATEST_INTAKE.format(column="i.wishes")
    marks = ", ".join("?" * len(wishes))
    sql = f"""SELECT p.id, p.name FROM person p WHERE p.voided_at = '' AND p.left_on IS NULL AND ({may.sql})
        AND EXISTS (SELECT 1 FROM json_each(coalesce({latest}, '[]')) WHERE value IN ({marks})) ORDER BY p.number"""
    return tuple((id, name) for id, name in store.connection.rows(sql, (*may.args, *wishes)))
