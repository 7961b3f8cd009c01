"""What the statistics count: sessions, intakes and the people in them, of one period, as far as the viewer may count."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.store.access import Condition, Viewer, counts_all, may_count
from app.store.questions.arrivals import ToldShare, told_by_language
from app.store.questions.queue import Wait, endings, waits

if TYPE_CHECKING:
    from app.store.store import Store


@dataclass(frozen=True, kw_only=True)
class CountedSession:
    """A session of the period. came: the ids of those who came, by name; reason: why it was cancelled.
    moved_by, moved_reason: by whom and why it was last moved, "" for not said. unnamed: how many came of whom nothing is
    kept any more (app.store.erasing)."""

    form: str
    state: str
    minutes: int
    headcount: int
    interpreter: bool
    came: tuple[str, ...]
    reason: str = ""
    moved_by: str = ""
    moved_reason: str = ""
    unnamed: int = 0


@dataclass(frozen=True, kw_only=True)
class CountedPerson:
    """What is counted of a person who took part or had an intake."""

    birth_year: int | None
    sex: str
    education: str
    country_group: str


@dataclass(frozen=True, kw_only=True)
class CountedIntake:
    """An intake of the period. informed: codes of how the person was told about guidance."""

    person: str
    informed: tuple[str, ...]
    offer: str


@dataclass(frozen=True, kw_only=True)
class CountedRequests:
    """Requests for a talk. made: of the period, those that only came back from a cancelled talk left out; ended: state →
    how many ended so in it; open_at_end: how many waited on its last day."""

    made: int = 0
    waits: tuple[Wait, ...] = ()
    ended: dict[str, int] = field(default_factory=dict)
    open_at_end: int = 0


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Everything that a period's statistics are made from. people: by id."""

    sessions: tuple[CountedSession, ...]
    intakes: tuple[CountedIntake, ...]
    people: dict[str, CountedPerson]
    requests: CountedRequests = field(default_factory=CountedRequests)
    arrivals: tuple[ToldShare, ...] = ()


def counted(store: Store, *, viewer: Viewer, first: dt.date, last: dt.date) -> Counted:
    """The sessions and intakes from the first to the last day, both included; voided entries are left out."""
    sessions = _sessions(store, viewer, first, last)
    intakes = _intakes(store, viewer, first, last)
    people = _people(store, viewer)
    named = {person for session in sessions for person in session.came} | {one.person for one in intakes}
    return Counted(
        sessions=(*sessions, *_anonymous(store, viewer, first, last)),
        intakes=intakes,
        people={person: people[person] for person in named if person in people},
        requests=_requests(store, viewer, first, last),
        arrivals=told_by_language(store, viewer=viewer, since=first, until=last),
    )


def _within(kind: str, viewer: Viewer, first: dt.date, last: dt.date) -> Condition:
    days = Condition("s.day BETWEEN ? AND ? AND s.voided_at = ''", (first.isoformat(), last.isoformat()))
    return may_count(kind, viewer, alias="s") & days


def _sessions(store: Store, viewer: Viewer, first: dt.date, last: dt.date) -> tuple[CountedSession, ...]:
    within = _within("session", viewer, first, last)
    came: dict[str, list[str]] = {}
    may = may_count("attendance", viewer, alias="a")
    for session, person in store.connection.rows(
        "SELECT a.parent_id, a.person FROM attendance a JOIN session s ON s.id = a.parent_id "
        f"WHERE a.came = 1 AND a.voided_at = '' AND ({may.sql}) AND {within.sql}",
        (*may.args, *within.args),
    ):
        came.setdefault(session, []).append(person)
    rows = store.connection.rows(
        "SELECT s.id, s.form, s.state, s.minutes, s.headcount, s.language_handling, s.cancel_reason, s.moved_by, "
        f"s.moved_reason FROM session s WHERE {within.sql} ORDER BY s.day, s.number",
        within.args,
    )
    return tuple(
        CountedSession(
            form=form,
            state=state,
            minutes=minutes,
            headcount=headcount or 0,
            interpreter=handling.startswith("interpreter"),
            came=tuple(came.get(session, ())),
            reason=reason,
            moved_by=moved_by,
            moved_reason=moved_reason,
        )
        for session, form, state, minutes, headcount, handling, reason, moved_by, moved_reason in rows
    )


def _anonymous(store: Store, viewer: Viewer, first: dt.date, last: dt.date) -> tuple[CountedSession, ...]:
    """What is left of deleted talks of the months that begin in the period; those of closed periods left nothing."""
    counts = counts_all(viewer)
    rows = store.connection.rows(
        "SELECT form, state, minutes FROM anonymous_talk WHERE month || '-01' BETWEEN ? AND ? "
        f"AND (owner = ? OR {counts.sql}) ORDER BY month, id",
        (first.isoformat(), last.isoformat(), viewer.counsellor, *counts.args),
    )
    return tuple(
        CountedSession(
            form=form,
            state=state,
            minutes=minutes,
            headcount=0,
            interpreter=False,
            came=(),
            unnamed=int(state == "held"),
        )
        for form, state, minutes in rows
    )


def _requests(store: Store, viewer: Viewer, first: dt.date, last: dt.date) -> CountedRequests:
    made = _within("request", viewer, first, last)
    may = may_count("request", viewer)
    until = last.isoformat()
    return CountedRequests(
        made=store.connection.value(
            f"SELECT count(*) FROM request s WHERE {made.sql} AND s.source != 'cancelled'", made.args
        ),
        waits=waits(store, viewer=viewer, since=first, until=last, may=may_count),
        ended=endings(store, viewer=viewer, since=first, until=last, may=may_count),
        open_at_end=store.connection.value(
            "SELECT count(*) FROM request WHERE voided_at = '' AND day <= ? AND (state = 'open' OR ended_on > ?) "
            f"AND ({may.sql})",
            (until, until, *may.args),
        ),
    )


def _intakes(store: Store, viewer: Viewer, first: dt.date, last: dt.date) -> tuple[CountedIntake, ...]:
    within = _within("intake", viewer, first, last)
    rows = store.connection.rows(
        f"SELECT s.person, s.informed, s.offer FROM intake s WHERE {within.sql} ORDER BY s.day, s.number",
        within.args,
    )
    return tuple(
        CountedIntake(person=person, informed=tuple(json.loads(informed)), offer=offer)
        for person, informed, offer in rows
    )


def _people(store: Store, viewer: Viewer) -> dict[str, CountedPerson]:
    may = may_count("person", viewer, alias="s")
    rows = store.connection.rows(
        "SELECT s.id, s.birth_year, s.sex, s.education, s.country_group FROM person s "
        f"WHERE s.voided_at = '' AND ({may.sql})",
        may.args,
    )
    return {
        person: CountedPerson(birth_year=year, sex=sex, education=education, country_group=country)
        for person, year, sex, education, country in rows
    }
