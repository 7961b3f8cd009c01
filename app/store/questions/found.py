"""What the search field shows beside its hits: the parts of an entry that its words alone do not say."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from app.store.access import Viewer, may_read, open_cases, reached_owners

if TYPE_CHECKING:
    from app.store.store import Store

_NEWEST = 400  # sessions looked through first


def sessions_of(store: Store, attendances: Collection[str], *, viewer: Viewer) -> dict[str, str]:
    """The session in which each of these own lines was written, by the id of the attendance."""
    may = may_read("attendance", viewer)
    marks = ", ".join("?" * len(attendances))
    sql = f"SELECT id, parent_id FROM attendance WHERE id IN ({marks}) AND ({may.sql})"
    return {row[0]: row[1] for row in store.connection.rows(sql, (*attendances, *may.args))}


def lately_worked_with(store: Store, *, viewer: Viewer, limit: int) -> list[str]:
    """The people of the sessions written last, then those entered last; nobody who has left."""
    may = may_read("person", viewer, alias="p")
    newest = f"""SELECT p.id FROM person p WHERE p.voided_at = '' AND p.left_on IS NULL AND ({may.sql})
        ORDER BY p.number DESC LIMIT ?"""
    cases = _latest_cases(store, viewer, 8 * limit)
    entered = [row[0] for row in store.connection.rows(newest, (*may.args, limit))]
    found = list(dict.fromkeys([*cases, *entered]))
    here = _here(store, found, viewer)
    return [one for one in found if one in here][:limit]


def _latest_cases(store: Store, viewer: Viewer, limit: int) -> list[str]:
    """The cases of the sessions written last: by row number and not by time of change, for that is the order of the
    table, so that no session is sorted. Who may read much finds enough among the newest rows; for others they are looked
    for owner by owner and case by case, so that nobody else's are read on the way to one's own."""
    may = may_read("session", viewer, alias="s")
    theirs = f"s.voided_at = '' AND s.case_id IS NOT NULL AND ({may.sql}) ORDER BY s.number DESC LIMIT ?"
    newest = f"""SELECT s.number, s.case_id FROM (SELECT number, case_id, owner, voided_at FROM session
        WHERE case_id IS NOT NULL ORDER BY number DESC LIMIT {_NEWEST}) s WHERE {theirs}"""
    found: list[tuple[int, str]] = store.connection.rows(newest, (*may.args, limit))
    if len(found) < limit:
        owners, opened = reached_owners(viewer), open_cases(viewer)
        ask = f"SELECT s.number, s.case_id FROM session s WHERE {{}} AND {theirs}"
        for (owner,) in store.connection.rows(owners.sql, owners.args):
            found += store.connection.rows(ask.format("s.owner = ?"), (owner, *may.args, limit))
        cases = ask.format(f"s.case_id IN ({opened.sql})")
        found += store.connection.rows(cases, (*opened.args, *may.args, limit))
    return [case for _number, case in sorted(set(found), reverse=True)[:limit]]


def _here(store: Store, people: Collection[str], viewer: Viewer) -> set[str]:
    may = may_read("person", viewer)
    sql = f"""SELECT id FROM person WHERE id IN ({", ".join("?" * len(people))}) AND voided_at = ''
        AND left_on IS NULL AND ({may.sql})"""
    return {row[0] for row in store.connection.rows(sql, (*people, *may.args))}
