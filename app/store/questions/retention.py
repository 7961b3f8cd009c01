"""Whose entries have been kept as long as the school's rules say: computed from leaving and last contact, never stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.base.days import add_months
from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store

KINDS: Mapping[str, tuple[str, ...]] = {
    "notes": ("session", "attendance", "step", "referral"),
    "intake": ("intake",),
    "practical": ("request", "arrival", "sheet"),
    "releases": ("release", "disclosure"),
}
"""What the rules tell apart, with the record types of each. What is owned by a record goes with it."""
PERSON = "person"  # the person and whatever is left, once nothing above has to stay
KEEP, ARCHIVE, DELETE = "must_be_kept", "archive_first", "may_be_deleted"
OUTCOMES = (ARCHIVE, DELETE, KEEP)


@dataclass(frozen=True)
class Rule:
    """months: after the leaving or the last contact, whichever is later; 0 for no rule. outcome: one of OUTCOMES."""

    months: int
    outcome: str


@dataclass(frozen=True)
class Proposal:
    """What is proposed of one person's entries of one kind. since: the day that is counted from; left: whether that was
    the day of leaving; archived: when the record was last delivered to the archive after that day."""

    person: str
    name: str
    kind: str
    count: int
    since: dt.date
    left: bool
    due: dt.date
    outcome: str
    archived: dt.date | None

    @property
    def may_go(self) -> bool:
        """Whether it may be deleted now."""
        return self.outcome == DELETE or (self.outcome == ARCHIVE and self.archived is not None)


def proposals(
    store: Store, *, viewer: Viewer, today: dt.date, rules: Mapping[str, Rule]
) -> tuple[Proposal, ...]:
    """Everything that a rule proposes today for the viewer's cases, longest due first; what was put off is left out."""
    active = {kind: rule for kind, rule in rules.items() if rule.months}
    if not active:
        return ()
    put_off = _put_off(store, viewer, today)
    found: list[Proposal] = []
    for person, name, left_on, contact, created, archived in _people(store, viewer, today, active):
        since = dt.date.fromisoformat(max(left_on, contact) or created[:10])
        facts = (person, name, since, bool(left_on) and left_on >= contact, _day(archived))
        found += _of_person(store, facts, today, active)
    return tuple(
        sorted((one for one in found if f"{one.person}/{one.kind}" not in put_off), key=lambda one: one.due)
    )


def rows_of(store: Store, person: str, kind: str) -> list[tuple[str, str]]:
    """The records of one kind in a person's case: of a group the own line; what is owned by another is left out."""
    owned = "AND parent_id NOT IN (SELECT id FROM session WHERE case_id = :person)"
    return [
        (table, key)
        for table in KINDS[kind]
        for (key,) in store.connection.rows(
            f"SELECT id FROM {table} WHERE case_id = :person {owned if table == 'attendance' else ''}",
            {"person": person},
        )
    ]


def _of_person(
    store: Store,
    facts: tuple[str, str, dt.date, bool, dt.date | None],
    today: dt.date,
    rules: Mapping[str, Rule],
) -> list[Proposal]:
    person, name, since, left, archived = facts
    counts = {kind: len(rows_of(store, person, kind)) for kind in KINDS}
    found = {}
    for kind, rule in rules.items():
        due = add_months(since, rule.months)
        delivered = archived if archived and archived >= since else None
        if due <= today and (kind == PERSON or counts[kind]):
            count = 1 if kind == PERSON else counts[kind]
            found[kind] = Proposal(person, name, kind, count, since, left, due, rule.outcome, delivered)
    whole = found.get(PERSON)
    if whole is None:
        return list(found.values())
    stays = any(count and not (kind in found and found[kind].may_go) for kind, count in counts.items())
    if stays or (whole.outcome == KEEP):
        return [one for kind, one in found.items() if kind != PERSON or whole.outcome == KEEP]
    return [whole] if whole.may_go else [*(one for kind, one in found.items() if kind != PERSON), whole]


def _people(store: Store, viewer: Viewer, today: dt.date, rules: Mapping[str, Rule]) -> list[Any]:
    """Those for whom the shortest rule may have run out: whoever left, or was entered, long enough ago."""
    before = add_months(today, -min(rule.months for rule in rules.values())).isoformat()
    may = may_read("intake", viewer, alias="p")  # as for anything of a case: the name alone is seen by all
    contact = " UNION ALL ".join(
        [
            "SELECT s.day FROM attendance a JOIN session s ON s.id = a.parent_id WHERE a.person = p.id "
            "AND s.voided_at = '' AND a.voided_at = ''",
            *(
                f"SELECT day FROM {kind} WHERE case_id = p.id AND voided_at = ''"
                for kind in ("intake", "arrival", "request")
            ),
        ]
    )
    sql = f"""SELECT p.id, p.name, ifnull(p.left_on, ''), ifnull((SELECT max(day) FROM ({contact})), '') AS contact,
            p.created_at, (SELECT max(d.day) FROM disclosure d WHERE d.case_id = p.id AND d.ground = 'archive'
            AND d.voided_at = '')
        FROM person p WHERE p.voided_at = '' AND ({may.sql})
        AND ifnull(p.left_on, substr(p.created_at, 1, 10)) <= ? AND contact <= ? ORDER BY p.number"""
    return store.connection.rows(sql, (*may.args, before, before))


def _put_off(store: Store, viewer: Viewer, today: dt.date) -> set[str]:
    may = may_read("reminder", viewer)
    sql = f"""SELECT about FROM reminder WHERE rule = 'retention' AND state = 'snoozed' AND until > ?
        AND voided_at = '' AND ({may.sql})"""
    return {about for (about,) in store.connection.rows(sql, (today.isoformat(), *may.args))}


def _day(stored: str | None) -> dt.date | None:
    return dt.date.fromisoformat(stored) if stored else None
