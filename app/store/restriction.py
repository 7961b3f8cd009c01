"""Restriction (GDPR article 18): a case that is kept and closed. It is read by nobody until it is lifted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.base.languages import N_
from app.store import erasing
from app.store.access import Viewer
from app.store.erasing import NotYours
from app.store.errors import RecordGone

if TYPE_CHECKING:
    from app.store.store import Store
    from app.store.transaction import Transaction


class IsRestricted(AppError):
    """The case is kept and closed."""

    says = N_("The case of {name} is restricted: it is kept, and nobody reads or changes it.")
    do = N_("Its counsellor or the head of the school department can lift the restriction.")


@dataclass(frozen=True)
class Restricted:
    """A case that is closed. since: the day; by: who closed it; may_lift: whether the viewer may open it again."""

    person: str
    name: str
    since: dt.datetime
    reason: str
    by: str
    may_lift: bool


def restricted(store: Store, *, viewer: Viewer) -> tuple[Restricted, ...]:
    """Every closed case, the newest first: that it exists, since when, and to those who may lift it, why."""
    head = "head" in erasing.roles(store, viewer)
    sql = """SELECT r.case_id, p.name, r.since, r.reason, ifnull(c.name, ''), p.owner FROM restriction r
        JOIN person p ON p.id = r.case_id LEFT JOIN counsellor c ON c.id = r.given_by ORDER BY r.since DESC"""
    found = []
    for person, name, since, reason, by, owner in store.connection.rows(sql):
        may = head or owner in ("", viewer.counsellor)
        at = dt.datetime.fromisoformat(since)
        found.append(Restricted(person, name, at, reason if may else "", by, may))
    return tuple(found)


def restriction_of(store: Store, person: str, *, viewer: Viewer) -> Restricted | None:
    """The restriction of one case, or None."""
    return next((one for one in restricted(store, viewer=viewer) if one.person == person), None)


def close(t: Transaction, store: Store, person: str, *, actor: Viewer, reason: str, since: str) -> None:
    """Close a case. Raises RecordGone, NotYours."""
    _as_keeper(store, person, actor)
    row = {"case_id": person, "since": since, "reason": reason, "given_by": actor.counsellor}
    t.write_row("restriction", person, row)


def lift(t: Transaction, store: Store, person: str, *, actor: Viewer) -> None:
    """Open a case again. Raises RecordGone, NotYours."""
    _as_keeper(store, person, actor)
    t.write_row("restriction", person, None)


def _as_keeper(store: Store, person: str, actor: Viewer) -> None:
    """Its counsellor or the head; asked past the restriction itself, which nobody reads through."""
    owner = store.connection.value("SELECT owner FROM person WHERE id = ? AND voided_at = ''", (person,))
    if owner is None:
        raise RecordGone()
    if owner not in ("", actor.counsellor) and "head" not in erasing.roles(store, actor):
        raise NotYours()
