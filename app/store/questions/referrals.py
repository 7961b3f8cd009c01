"""Referrals of everybody who is here: to whom, on which ground, answered or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


@dataclass(frozen=True)
class ReferralLine:
    """One referral. to, ground: codes; contact: the name of who was asked there, "" for none named."""

    id: str
    person: str
    name: str
    to: str
    contact: str
    question: str
    ground: str
    made: dt.date | None
    answered: dt.date | None
    answer: str


def referral_lines(
    store: Store, *, viewer: Viewer, answered: bool, limit: int = 100
) -> tuple[ReferralLine, ...]:
    """Those without an answer, of people who are here, the oldest first; or the answered ones, the newest first."""
    may = may_read("referral", viewer, alias="r")
    where = "r.answered_on IS NOT NULL" if answered else "r.answered_on IS NULL AND p.left_on IS NULL"
    order = "r.answered_on DESC, r.number DESC" if answered else "r.made_on, r.number"
    sql = f"""SELECT r.id, p.id, p.name, r."to", coalesce(c.name, ''), r.question, r.ground, r.answer,
            r.made_on, r.answered_on
        FROM referral r JOIN person p ON p.id = r.person LEFT JOIN contact c ON c.id = r.contact
        WHERE r.voided_at = '' AND p.voided_at = '' AND ({may.sql}) AND {where} ORDER BY {order} LIMIT ?"""
    return tuple(
        ReferralLine(
            id=one,
            person=person,
            name=name,
            to=to,
            contact=contact,
            question=question,
            ground=ground,
            answer=answer,
            made=dt.date.fromisoformat(made) if made else None,
            answered=dt.date.fromisoformat(day) if day else None,
        )
        for one, person, name, to, contact, question, ground, answer, made, day in store.connection.rows(
            sql, (*may.args, limit)
        )
    )
