"""What waits today: the day's and the week's sessions, drafts, and everyone and everything that needs a hand."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.entry.draft import Draft
from app.store.access import Viewer, may_read
from app.store.drafts import DraftLine
from app.store.questions.arrivals import told_people
from app.store.questions.movement import MovementState, movement_state
from app.store.questions.people_due import LATEST_INTAKE, PersonDue, people_due
from app.store.questions.queue import Waiting, queue
from app.store.questions.reminders import Due, Limits, reminders
from app.store.rights import Opening, emergencies_to_see

if TYPE_CHECKING:
    from app.store.connection import Row
    from app.store.store import Store


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
class Today:
    """Everything that the page shows, each section in the order in which it is to be done. emergencies: openings of own
    cases that were not taken note of."""

    day: dt.date
    sessions: tuple[SessionLine, ...]
    week: tuple[SessionLine, ...]
    drafts: tuple[DraftDue, ...]
    waiting: tuple[Waiting, ...]
    not_offered: tuple[PersonDue, ...]
    ask_again: tuple[PersonDue, ...]
    reminders: tuple[Due, ...]
    next_session: SessionLine | None
    movement: MovementState
    emergencies: tuple[Opening, ...] = ()

    def is_quiet(self) -> bool:
        """True where nothing waits: no session today, no draft, nobody and nothing due, no list that no longer holds."""
        sections = (
            self.sessions,
            self.drafts,
            self.waiting,
            self.not_offered,
            self.ask_again,
            self.reminders,
            self.emergencies,
        )
        return not any(sections) and not self.movement.changed


def today(store: Store, *, viewer: Viewer, day: dt.date, limits: Limits, also: tuple[Due, ...] = ()) -> Today:
    """The page of one day. also: reminders that the store alone can't find."""
    friday = day + dt.timedelta(days=max(4 - day.weekday(), 0) or 7)
    return Today(
        day=day,
        sessions=_sessions(store, viewer, since=day, until=day, states=("planned", "held")),
        week=_sessions(store, viewer, since=day + dt.timedelta(days=1), until=friday, states=("planned",)),
        drafts=_drafts(store, viewer),
        waiting=queue(store, viewer=viewer, day=day),
        not_offered=_not_offered(store, viewer),
        ask_again=_ask_again(store, viewer, day),
        reminders=reminders(store, viewer=viewer, day=day, limits=limits, also=also),
        next_session=_next(store, viewer, day),
        movement=movement_state(store, viewer=viewer, day=day),
        emergencies=emergencies_to_see(store, viewer=viewer),
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
    rows = store.connection.rows(sql, args)
    people = _expected(store, viewer, [row[0] for row in rows])
    alone = [(who[0][0], one) for one, who in people.items() if len(who) == 1]
    last = _last_lines(store, viewer, alone)
    return tuple(_session(row, people.get(row[0], ()), last.get(row[0], "")) for row in rows)


def _next(store: Store, viewer: Viewer, day: dt.date) -> SessionLine | None:
    until = dt.date.max
    coming = _sessions(
        store, viewer, since=day + dt.timedelta(days=1), until=until, states=("planned",), limit=1
    )
    return coming[0] if coming else None


def _session(row: Row, people: tuple[tuple[str, str], ...], last: str) -> SessionLine:
    one, day, clock, minutes, form, state, topic, language, handling, place = map(str, row)
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
        "" if form == "group" else last,
    )


def _expected(store: Store, viewer: Viewer, sessions: list[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Ids and names of those expected at each of these sessions."""
    may = may_read("attendance", viewer, alias="a")
    marks = ", ".join("?" * len(sessions))
    sql = f"""SELECT a.parent_id, p.id, p.name FROM attendance a JOIN person p ON p.id = a.person
        WHERE a.parent_id IN ({marks}) AND a.voided_at = '' AND p.voided_at = '' AND ({may.sql})
        ORDER BY a.parent_id, a.position"""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for session, person, name in store.connection.rows(sql, (*sessions, *may.args)):
        found[session] = (*found.get(session, ()), (person, name))
    return found


def _last_lines(store: Store, viewer: Viewer, talks: list[tuple[str, str]]) -> dict[str, str]:
    """For each of these talks (person and session) the note of the last one held with that person before."""
    may = may_read("session", viewer, alias="s")
    sql = f"""SELECT talk.value ->> 1, (SELECT s.note FROM session s WHERE s.case_id = talk.value ->> 0
        AND s.id != talk.value ->> 1 AND s.state = 'held' AND s.form != 'group' AND s.voided_at = '' AND s.note != ''
        AND ({may.sql}) ORDER BY s.day DESC, s.clock DESC LIMIT 1) FROM json_each(?) talk"""
    rows = store.connection.rows(sql, (*may.args, json.dumps(talks)))
    return {session: note or "" for session, note in rows}


def _drafts(store: Store, viewer: Viewer) -> tuple[DraftDue, ...]:
    sql = "SELECT name FROM person WHERE id = ?"  # names are known to all
    return tuple(
        DraftDue(
            draft,
            str(store.connection.value(sql, (draft.person,)) or ""),
            _begins(store.draft(draft.id, viewer=viewer)),
        )
        for draft in store.drafts(viewer=viewer)
    )


def _begins(draft: Draft) -> str:
    """The first words of what was written: the note, or what else was written in words."""
    said = (draft.get(name) for name in ("note", "wish_words", "topic", "step_lines", "name"))
    written = next((text for text in said if text), "")
    return " ".join(written.split())[:160]


_NO_SESSION = """NOT EXISTS (SELECT 1 FROM attendance a JOIN session s ON s.id = a.parent_id
    WHERE a.person = p.id AND a.voided_at = '' AND s.voided_at = '' AND s.state IN ('planned', 'held'))"""


def _not_offered(store: Store, viewer: Viewer) -> tuple[PersonDue, ...]:
    """People here who never were offered a talk and never had one; those who came last stand first."""
    offer = LATEST_INTAKE.format(column="i.offer")
    having = f"coalesce({offer}, 'not_yet') = 'not_yet' AND {_NO_SESSION}"
    found = people_due(store, viewer, having=having, since="coalesce(p.arrived, p.created_at)", args=())
    told = told_people(store, viewer=viewer, people=[one.id for one in found])
    return tuple(replace(one, told=told.get(one.id)) for one in reversed(found))


def _ask_again(store: Store, viewer: Viewer, day: dt.date) -> tuple[PersonDue, ...]:
    """People who said "later", and the day to ask again has come."""
    offer, again = LATEST_INTAKE.format(column="i.offer"), LATEST_INTAKE.format(column="i.ask_again")
    having = f"{offer} = 'later' AND {again} <= ? AND {_NO_SESSION}"
    return tuple(people_due(store, viewer, having=having, since=again, args=(day.isoformat(),)))
