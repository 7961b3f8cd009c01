"""People here for whom something holds, with the day that counts: what Today's sections and reminders are made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store

_LANGUAGE = "CASE WHEN p.reads_best != '' THEN p.reads_best ELSE p.mother_tongue END"
LATEST_INTAKE = """(SELECT {column} FROM intake i WHERE i.case_id = p.id AND i.voided_at = ''
    ORDER BY i.day DESC, i.number DESC LIMIT 1)"""
"""A column of somebody's newest intake, in a query where `p` is the person."""


@dataclass(frozen=True)
class PersonDue:
    """Somebody who needs a hand. since: the day that counts in the section, None where there is none.

    told: whether they were told about guidance when they came, None where nobody wrote down that they came.
    """

    id: str
    name: str
    ward: str
    language: str
    since: dt.date | None
    release: str = ""
    told: bool | None = None


def people_due(
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
