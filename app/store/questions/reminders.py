"""What is to be remembered, by the school's rules (domain.md 11.1): computed anew each time, in the order of what it
costs if missed; what was put off or done is left out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.base.days import add_months
from app.entry.deadlines import ComingDeadline, next_deadlines
from app.records.choices import codes
from app.records.place import Deadline
from app.records.release_band import months_left
from app.records.step import OPEN_STATES
from app.store.access import Viewer, may_read
from app.store.questions.people_due import LATEST_INTAKE, PersonDue, people_due
from app.store.questions.person_work import not_handed_in, reviews_due

if TYPE_CHECKING:
    from app.store.store import Store

_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_NO_PAPERS = "('lost', 'can_get', 'abroad')"  # codes of person.documents that still leave something to fetch
_ACTION_DAYS = 7  # how long before its day an action of the service stands on Today
_AGREEMENT_DAYS = 30  # how long before its day an agreement stands on Today (domain.md 11.1, R4)
_HERE = "p.voided_at = '' AND p.left_on IS NULL"


@dataclass(frozen=True)
class Limits:
    """How far each rule looks, as the school has set it. 0 turns a rule off."""

    interpreter_days: int
    deadline_weeks: int
    papers_days: int
    release_months: int
    referral_weeks: int
    unseen_weeks: int
    checklist_months: int


@dataclass(frozen=True)
class Due:
    """One reminder. about: its key, the same as long as it is the same reminder. day: the day that counts.

    text: the step, the deadline's name, what is applied for, what a referral asks, "kind/clock/order number" of an
    interpreter, or the languages of papers whose text has changed. code: who does the step, whom a referral is to, the
    expected quarter, the interpreter's language, how many papers, or the kind of an application (with a comma and the
    papers that it misses).
    target: the record that it is about. people: ids and names of those whom a deadline concerns.
    source, as_of, assumed: where a deadline was read, and whether its year is a guess.
    """

    rule: str
    about: str
    day: dt.date | None
    person: str = ""
    name: str = ""
    ward: str = ""
    text: str = ""
    code: str = ""
    target: str = ""
    people: tuple[tuple[str, str], ...] = ()
    source: str = ""
    as_of: str = ""
    assumed: bool = False


def reminders(
    store: Store, *, viewer: Viewer, day: dt.date, limits: Limits, also: tuple[Due, ...] = ()
) -> tuple[Due, ...]:
    """Everything that is due and was not answered, dearest first. also: what was found elsewhere."""
    answered = _answered(store, viewer, day)
    cost = {rule: place for place, rule in enumerate(codes("reminder.rule"))}
    everything = (*_all(store, viewer, day, limits), *also)
    open_ones = [one for one in everything if (one.rule, one.about) not in answered]
    lacking = {one.about for one in open_ones if one.rule == "papers"}  # their line says the deadline too
    found = [one for one in open_ones if one.rule != "deadline" or one.about not in lacking]
    return tuple(sorted(found, key=lambda one: cost[one.rule]))


def _answered(store: Store, viewer: Viewer, day: dt.date) -> set[tuple[str, str]]:
    may = may_read("reminder", viewer)
    sql = f"""SELECT rule, about FROM reminder WHERE voided_at = '' AND ({may.sql})
        AND (state != 'snoozed' OR until > ?)"""
    return {(rule, about) for rule, about in store.connection.rows(sql, (*may.args, day.isoformat()))}


def _all(store: Store, viewer: Viewer, day: dt.date, limits: Limits) -> Iterator[Due]:
    yield from _overdue(store, viewer, day)
    yield from _later(store, viewer, day)
    yield from _actions(store, viewer, day)
    yield from _agreements(store, viewer, day)
    if limits.interpreter_days:
        yield from _interpreters(store, viewer, day, limits.interpreter_days)
    if limits.deadline_weeks:
        yield from _deadlines(store, viewer, day, limits.deadline_weeks * 7)
    if limits.papers_days:
        yield from _papers(store, viewer, day, limits.papers_days)
    yield from _reviews(store, viewer, day)
    if limits.release_months:
        yield from _near_release(store, viewer, day, limits.release_months)
    if limits.referral_weeks:
        yield from _referrals(store, viewer, day, limits.referral_weeks)
    if limits.unseen_weeks:
        yield from _unseen(store, viewer, day, limits.unseen_weeks)
    if limits.checklist_months:
        yield from _checklist(store, viewer, day, limits.checklist_months)


def working_days_on(day: dt.date, count: int) -> dt.date:
    """The day that lies so many Mondays to Fridays ahead."""
    while count:
        day += dt.timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _interpreters(store: Store, viewer: Viewer, day: dt.date, days: int) -> Iterator[Due]:
    """Orders that are not confirmed, and talks that are to be interpreted and have no order."""
    may = may_read("session", viewer, alias="s")  # an order has the talk's owner
    sql = f"""SELECT coalesce(i.id, s.id), s.id, s.day, s.clock, coalesce(i.language, s.language),
            coalesce(i.kind, replace(s.language_handling, 'interpreter_', '')), coalesce(i.order_number, ''),
            coalesce(p.id, ''), coalesce(p.name, s.topic)
        FROM session s LEFT JOIN interpreter i ON i.parent_id = s.id AND i.voided_at = '' AND i.state != 'cancelled'
        LEFT JOIN person p ON p.id = s.case_id
        WHERE s.day BETWEEN ? AND ? AND s.state = 'planned' AND s.voided_at = '' AND ({may.sql})
        AND (i.state IN ('wanted', 'ordered') OR i.id IS NULL AND s.language_handling LIKE 'interpreter%')
        ORDER BY s.day, s.clock"""
    until = working_days_on(day, days).isoformat()
    for order, session, on, clock, language, kind, number, person, name in store.connection.rows(
        sql, (day.isoformat(), until, *may.args)
    ):
        text = f"{kind}/{clock}/{number}"
        yield Due(
            "interpreter",
            f"{order}/{on}/{clock}",
            dt.date.fromisoformat(on),
            person=person,
            name=name,
            text=text,
            code=language,
            target=session,
        )


def _overdue(store: Store, viewer: Viewer, day: dt.date) -> Iterator[Due]:
    """Open steps whose day has passed; of those who left only what was kept on purpose is still open."""
    may = may_read("step", viewer, alias="s")
    sql = f"""SELECT s.id, p.id, p.name, s.text, s.who, s.due FROM step s JOIN person p ON p.id = s.person
        WHERE s.state IN ({_OPEN}) AND s.due < ? AND s.voided_at = '' AND p.voided_at = ''
        AND ({may.sql}) ORDER BY s.due, s.number"""
    for step, person, name, text, who, due in store.connection.rows(sql, (day.isoformat(), *may.args)):
        on = dt.date.fromisoformat(due)
        yield Due("overdue", f"{step}/{due}", on, person=person, name=name, text=text, code=who, target=step)


def _actions(store: Store, viewer: Viewer, day: dt.date) -> Iterator[Due]:
    """Actions of the service that are due within a week, or were; the code is who does it."""
    may = may_read("action", viewer, alias="a")
    sql = f"""SELECT a.id, a.text, a.who, a.due, a.question FROM action a WHERE a.state IN ('open', 'doing')
        AND a.due <= ? AND a.voided_at = '' AND ({may.sql}) ORDER BY a.due, a.number"""
    until = (day + dt.timedelta(days=_ACTION_DAYS)).isoformat()
    for one, text, who, due, question in store.connection.rows(sql, (until, *may.args)):
        on = dt.date.fromisoformat(due)
        yield Due("action", f"{one}/{due}", on, name=question, text=text, code=who, target=one)


def _agreements(store: Store, viewer: Viewer, day: dt.date) -> Iterator[Due]:
    """Agreements with partners that are to be looked at again soon, or were (R4); the code is how far each has come."""
    may = may_read("partner", viewer, alias="r")
    sql = f"""SELECT r.id, r.name, r.agreement, r.review_on FROM partner r WHERE r.review_on <= ? AND r.hidden = 0
        AND r.agreement NOT IN ('', 'none') AND r.voided_at = '' AND ({may.sql}) ORDER BY r.review_on, r.number"""
    until = (day + dt.timedelta(days=_AGREEMENT_DAYS)).isoformat()
    for one, name, agreement, review_on in store.connection.rows(sql, (until, *may.args)):
        on = dt.date.fromisoformat(review_on)
        yield Due("agreement", f"{one}/{review_on}", on, text=name, code=agreement, target=one)


def _later(store: Store, viewer: Viewer, day: dt.date) -> Iterator[Due]:
    """Requests that were declined until a day that has come, of those who are here and have got no talk since."""
    may = may_read("request", viewer, alias="r")
    since = """EXISTS (SELECT 1 FROM attendance a JOIN session s ON s.id = a.parent_id WHERE a.person = p.id AND a.came
        AND a.voided_at = '' AND s.voided_at = '' AND s.state IN ('planned', 'held') AND s.day >= r.ended_on)"""
    waits = (
        """EXISTS (SELECT 1 FROM request o WHERE o.person = p.id AND o.state = 'open' AND o.voided_at = '')"""
    )
    sql = f"""SELECT r.id, r.ask_again, coalesce(p.id, ''), coalesce(p.name, r.name), r.about
        FROM request r LEFT JOIN person p ON p.id = r.person
        WHERE r.state = 'declined' AND r.ask_again <= ? AND r.voided_at = '' AND ({may.sql})
        AND (p.id IS NULL OR {_HERE} AND NOT {since} AND NOT {waits}) ORDER BY r.ask_again, r.number"""
    for one, again, person, name, about in store.connection.rows(sql, (day.isoformat(), *may.args)):
        on = dt.date.fromisoformat(again)
        yield Due("later", f"{one}/{again}", on, person=person, name=name, text=about, target=one)


def _near_release(store: Store, viewer: Viewer, day: dt.date, months: int) -> Iterator[Due]:
    """People whose expected quarter is near, or running, and who have no open step."""
    # asked once for everyone: the open steps are few beside all that were ever written
    no_plan = f"""p.id NOT IN (SELECT s.case_id FROM step s
        WHERE s.state IN ({_OPEN}) AND s.voided_at = '' AND s.case_id IS NOT NULL)"""
    having = f"p.expected_release LIKE '____-Q_' AND {no_plan}"
    found = people_due(store, viewer, having=having, since="NULL", args=())
    left = [(months_left(one.release, day), one) for one in found]
    near = [(much, one) for much, one in left if much is not None and much <= months]
    for _much, one in sorted(near, key=lambda pair: pair[0]):
        about = f"{one.id}/{one.release}"
        yield Due("release", about, None, person=one.id, name=one.name, ward=one.ward, code=one.release)


def _unseen(store: Store, viewer: Viewer, day: dt.date, weeks: int) -> Iterator[Due]:
    """People whose last session lies so many weeks back, and who have none planned; the longest unseen first."""
    # The last talk of one's own is the first of its index; groups are of no case, and asked for once for all.
    last = """(SELECT s.day FROM session s WHERE s.case_id = p.id AND s.voided_at = '' AND s.state = 'held'
        AND EXISTS (SELECT 1 FROM attendance a WHERE a.person = p.id AND a.voided_at = '' AND a.came = 1
        AND a.parent_id = s.id) ORDER BY s.day DESC LIMIT 1)"""
    # Asked once for everyone, beginning with the sessions (CROSS JOIN keeps that order): what is planned is little.
    planned = """p.id NOT IN (SELECT a.person FROM session s CROSS JOIN attendance a ON a.parent_id = s.id
        WHERE s.day >= ? AND s.state = 'planned' AND s.voided_at = '' AND a.voided_at = '')"""
    before = day - dt.timedelta(weeks=weeks)
    here = people_due(store, viewer, having=planned, since=last, args=(day.isoformat(),))
    found = [one for one in here if one.since is None or one.since <= before]
    groups = _last_groups(store, found)
    seen = [(max(days), one) for one in found if (days := _days(one.since, groups.get(one.id)))]
    for since, one in sorted((pair for pair in seen if pair[0] <= before), key=lambda pair: pair[0]):
        yield Due("unseen", f"{one.id}/{since}", since, person=one.id, name=one.name, ward=one.ward)


def _days(*days: dt.date | None) -> list[dt.date]:
    return [day for day in days if day is not None]


def _last_groups(store: Store, people: list[PersonDue]) -> dict[str, dt.date]:
    """The day of the last talk of no single case, such as a group, that each of these people came to, as far as it lies
    after their last own one."""
    if not people:
        return {}
    own = [one.since for one in people if one.since is not None]
    # "+" lets the groups since then lead: they are few beside all that these people ever came to. Who has no talk of their
    # own leads themselves: they have come to little.
    after = """s.case_id IS NULL AND s.day > ? AND +a.person"""
    asked = [("session s CROSS JOIN attendance a ON a.parent_id = s.id", after, own)] if own else []
    asked.append(
        (
            "attendance a CROSS JOIN session s ON s.id = a.parent_id",
            "+s.case_id IS NULL AND s.day > ? AND a.person",
            [],
        )
    )
    found: dict[str, dt.date] = {}
    for tables, condition, days in asked:
        ids = [one.id for one in people if (one.since is not None) == bool(days)]
        sql = f"""SELECT a.person, max(s.day) FROM {tables} WHERE {condition} IN (SELECT value FROM json_each(?))
            AND s.voided_at = '' AND s.state = 'held' AND a.voided_at = '' AND a.came = 1 GROUP BY a.person"""
        first = min(days).isoformat() if days else ""
        rows = store.connection.rows(sql, (first, json.dumps(ids)))
        found |= {person: dt.date.fromisoformat(day) for person, day in rows}
    return found


def _deadlines(store: Store, viewer: Viewer, day: dt.date, days: int) -> Iterator[Due]:
    """The school's dates with whom they concern, and those of applications that are not handed in, the nearest first."""
    own = list(not_handed_in(store, viewer=viewer, until=day + dt.timedelta(days=days)))
    applying = {(one.person, one.day) for one in own}
    found = [
        Due(
            "deadline",
            f"application/{one.id}/{one.day}",
            one.day,
            person=one.person,
            name=one.name,
            text=one.what,
            code=one.kind,
            target=one.id,
        )
        for one in own
    ]
    for coming in _coming(store, viewer, day, days):
        row = coming.deadline
        wishing = _wishing(store, viewer, row.wishes)
        found.append(
            Due(
                "deadline",
                f"{row.id}/{coming.day}",
                coming.day,
                text=row.name,
                target=row.id,
                people=tuple((id, name) for id, name, _papers in wishing if (id, coming.day) not in applying),
                source=row.source,
                as_of=row.as_of,
                assumed=coming.assumed,
            )
        )
    yield from sorted(found, key=lambda one: one.day or day)


def _papers(store: Store, viewer: Viewer, day: dt.date, days: int) -> Iterator[Due]:
    """Applications whose papers are missing, and those who only wish to apply: for the nearest deadline of each."""
    told: set[str] = set()
    for one in not_handed_in(store, viewer=viewer, until=day + dt.timedelta(days=days)):
        if one.missing and one.day >= day:
            told.add(one.person)
            about = f"application/{one.id}/{one.day}"
            code = ",".join([one.kind, *one.missing])
            yield Due("papers", about, one.day, one.person, one.name, text=one.what, code=code, target=one.id)
    for coming in _coming(store, viewer, day, days):
        for person, name, papers in _wishing(store, viewer, coming.deadline.wishes):
            if papers and person not in told:
                told.add(person)
                about = f"{person}/{coming.deadline.id}/{coming.day}"
                text = coming.deadline.name
                yield Due("papers", about, coming.day, person=person, name=name, text=text, code=papers)


def _reviews(store: Store, viewer: Viewer, day: dt.date) -> Iterator[Due]:
    """Plans that were to be looked at again by now, by the day said at the last review of each."""
    for one in reviews_due(store, viewer=viewer, day=day):
        yield Due("review", f"{one.id}/{one.day}", one.day, one.person, one.name, target=one.id)


def _coming(store: Store, viewer: Viewer, day: dt.date, days: int) -> list[ComingDeadline]:
    return next_deadlines(day, store.find(Deadline, viewer=viewer, where={"hidden": False}), days)


def _wishing(store: Store, viewer: Viewer, wishes: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Those here whose latest intake names one of these wishes: id, name, and the code of papers that are missing."""
    if not wishes:
        return []
    may = may_read("person", viewer, alias="p")
    latest = LATEST_INTAKE.format(column="i.wishes")
    marks = ", ".join("?" * len(wishes))
    sql = f"""SELECT p.id, p.name, CASE WHEN p.documents IN {_NO_PAPERS} THEN p.documents ELSE '' END
        FROM person p WHERE {_HERE} AND ({may.sql})
        AND EXISTS (SELECT 1 FROM json_each(coalesce({latest}, '[]')) WHERE value IN ({marks})) ORDER BY p.number"""
    rows: list[Any] = store.connection.rows(sql, (*may.args, *wishes))
    return [(id, name, papers) for id, name, papers in rows]


def _referrals(store: Store, viewer: Viewer, day: dt.date, weeks: int) -> Iterator[Due]:
    may = may_read("referral", viewer, alias="r")
    sql = f"""SELECT r.id, p.id, p.name, r."to", r.question, r.made_on FROM referral r JOIN person p ON p.id = r.person
        WHERE r.answered_on IS NULL AND r.made_on <= ? AND r.voided_at = '' AND {_HERE} AND ({may.sql})
        ORDER BY r.made_on, r.number"""
    before = (day - dt.timedelta(weeks=weeks)).isoformat()
    for one, person, name, to, question, made in store.connection.rows(sql, (before, *may.args)):
        on = dt.date.fromisoformat(made)
        yield Due("referral", one, on, person=person, name=name, text=question, code=to, target=one)


def _checklist(store: Store, viewer: Viewer, day: dt.date, months: int) -> Iterator[Due]:
    """A new round, so many months after the last was finished, unless one is begun. Who never had one is not nagged."""
    may = may_read("checklist_round", viewer)
    sql = f"""SELECT id, finished_on FROM checklist_round WHERE voided_at = '' AND ({may.sql})
        ORDER BY finished_on IS NOT NULL, finished_on DESC LIMIT 1"""
    for last, finished in store.connection.rows(sql, may.args):
        if finished and add_months(dt.date.fromisoformat(finished), months) <= day:
            yield Due("checklist", last, dt.date.fromisoformat(finished), target=last)
