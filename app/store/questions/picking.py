"""Whom a form can be about: people by the letters of a name, and circles of people picked in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.folding import fold
from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


@dataclass(frozen=True)
class PersonLine:
    """A person as a list to pick from shows it. language: what is read best, else the mother tongue; "" not asked.

    keeper: the name of the counsellor whose case it is, where the viewer may not read it: then nothing but name, alias
    and ward is told. "" for all others.
    """

    id: str
    name: str
    alias: str
    ward: str
    language: str
    gone: bool
    keeper: str = ""


_LINE = """SELECT p.id, p.name, p.alias, coalesce(w.name, ''),
    CASE WHEN p.reads_best != '' THEN p.reads_best ELSE p.mother_tongue END, p.left_on IS NOT NULL,
    {seen}, coalesce((SELECT c.name FROM counsellor c WHERE c.id = p.owner), '')
    FROM person p LEFT JOIN ward w ON w.id = p.ward AND w.voided_at = ''
    LEFT JOIN name_key k ON k.person = p.id"""


def people_named(
    store: Store, *, viewer: Viewer, typed: str, limit: int = 7, elsewhere: bool = False
) -> list[PersonLine]:
    """People with a word of their name or alias that starts with what is typed; those still here first.

    elsewhere: after them those whose case belongs to a colleague.
    """
    start = fold(typed)
    if not start:
        return []
    may = may_read("person", viewer, alias="p")
    # name_key keeps name and alias folded; letters that are special to LIKE are gone after folding
    sql = f"""{_LINE.format(seen="1")} WHERE p.voided_at = '' AND ({may.sql}) AND ' ' || k.folded LIKE ?
        ORDER BY p.left_on IS NOT NULL, k.folded NOT LIKE ?, k.sort LIMIT ?"""
    letters = (f"% {start}%", f"{start}%")
    found = [_line(row) for row in store.connection.rows(sql, (*may.args, *letters, limit))]
    if elsewhere and len(found) < limit:
        sql = f"""{_LINE.format(seen="0")} WHERE p.voided_at = '' AND NOT ({may.sql}) AND ' ' || k.folded LIKE ?
            ORDER BY k.folded NOT LIKE ?, k.sort LIMIT ?"""
        rows = store.connection.rows(sql, (*may.args, *letters, limit - len(found)))
        found += [_line(row) for row in rows]
    return found


def people_here(store: Store, *, viewer: Viewer, ids: tuple[str, ...] | None = None) -> list[PersonLine]:
    """Everyone who has not left, by name; with ids exactly those people, whether they have left or not, and of those
    whose case is not open to the viewer what all may know."""
    may = may_read("person", viewer, alias="p")
    if ids is None:
        line, where, args = _LINE.format(seen="1"), f"({may.sql}) AND p.left_on IS NULL", may.args
    else:
        line, where = _LINE.format(seen=f"({may.sql})"), f"p.id IN ({', '.join('?' * len(ids))})"
        args = (*may.args, *ids)
    sql = f"{line} WHERE p.voided_at = '' AND {where} ORDER BY k.sort, p.number"
    return [_line(row) for row in store.connection.rows(sql, args)]


def people_doing(store: Store, *, viewer: Viewer, activity: str) -> list[str]:
    """The ids of those still here who take part in an activity (code of person.activity)."""
    may = may_read("person", viewer)
    sql = f"""SELECT id FROM person WHERE voided_at = '' AND left_on IS NULL AND ({may.sql})
        AND EXISTS (SELECT 1 FROM json_each(activity) WHERE value = ?)"""
    return [row[0] for row in store.connection.rows(sql, (*may.args, activity))]


def people_in_ward(store: Store, *, viewer: Viewer, ward: str) -> list[str]:
    """The ids of those still here who live in a ward."""
    may = may_read("person", viewer)
    sql = f"SELECT id FROM person WHERE voided_at = '' AND left_on IS NULL AND ({may.sql}) AND ward = ?"
    return [row[0] for row in store.connection.rows(sql, (*may.args, ward))]


@dataclass(frozen=True)
class GroupLine:
    """A group that was held: its topic, its day (YYYY-MM-DD) and who took part."""

    id: str
    topic: str
    day: str
    people: tuple[str, ...]


def latest_groups(store: Store, *, viewer: Viewer, limit: int = 12) -> list[GroupLine]:
    """The newest groups, held or planned, with their participants."""
    may = may_read("session", viewer)
    sql = f"""SELECT id, topic, day FROM session WHERE form = 'group' AND voided_at = '' AND ({may.sql})
        ORDER BY day DESC, number DESC LIMIT ?"""
    return [
        GroupLine(group, topic, day, _took_part(store, viewer, group))
        for group, topic, day in store.connection.rows(sql, (*may.args, limit))
    ]


def _took_part(store: Store, viewer: Viewer, group: str) -> tuple[str, ...]:
    may = may_read("attendance", viewer)
    sql = f"SELECT person FROM attendance WHERE parent_id = ? AND voided_at = '' AND ({may.sql}) ORDER BY position"
    return tuple(row[0] for row in store.connection.rows(sql, (group, *may.args)))


def _line(row: tuple[object, ...]) -> PersonLine:
    one, name, alias, ward, language, gone, seen, keeper = row
    known = str(one), str(name), str(alias), str(ward)
    return (
        PersonLine(*known, str(language), bool(gone)) if seen else PersonLine(*known, "", False, str(keeper))
    )


def names_of_others(store: Store, *, viewer: Viewer, person: str) -> list[str]:
    """The names of everyone but this person: who exists is known to all, whose case it is or not."""
    sql = "SELECT name FROM person WHERE voided_at = '' AND id != ?"
    return [row[0] for row in store.connection.rows(sql, (person,))]
