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
    """A person as a list to pick from shows it. language: what is read best, else the mother tongue; "" not asked."""

    id: str
    name: str
    alias: str
    ward: str
    language: str
    gone: bool


_LINE = """SELECT p.id, p.name, p.alias, coalesce(w.name, ''),
    CASE WHEN p.reads_best != '' THEN p.reads_best ELSE p.mother_tongue END, p.left_on IS NOT NULL
    FROM person p LEFT JOIN ward w ON w.id = p.ward AND w.voided_at = ''
    LEFT JOIN name_key k ON k.person = p.id"""


def people_named(store: Store, *, viewer: Viewer, typed: str, limit: int = 7) -> list[PersonLine]:
    """People with a word of their name or alias that starts with what is typed; those still here first."""
    start = fold(typed)
    if not start:
        return []
    may = may_read("person", viewer, alias="p")
    # name_key keeps name and alias folded; letters that are special to LIKE are gone after folding
    sql = f"""{_LINE} WHERE p.voided_at = '' AND ({may.sql}) AND ' ' || k.folded LIKE ?
        ORDER BY p.left_on IS NOT NULL, k.folded NOT LIKE ?, k.sort LIMIT ?"""
    rows = store.connection.rows(sql, (*may.args, f"% {start}%", f"{start}%", limit))
    return [_line(row) for row in rows]


def people_here(store: Store, *, viewer: Viewer, ids: tuple[str, ...] | None = None) -> list[PersonLine]:
    """Everyone who has not left, by name; with ids exactly those people, whether they have left or not."""
    may = may_read("person", viewer, alias="p")
    if ids is None:
        where, args = "p.left_on IS NULL", tuple[str, ...]()
    else:
        where, args = f"p.id IN ({', '.join('?' * len(ids))})", ids
    sql = f"{_LINE} WHERE p.voided_at = '' AND ({may.sql}) AND {where} ORDER BY k.sort, p.number"
    return [_line(row) for row in store.connection.rows(sql, (*may.args, *args))]


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
    one, name, alias, ward, language, gone = row
    return PersonLine(str(one), str(name), str(alias), str(ward), str(language), bool(gone))


def names_of_others(store: Store, *, viewer: Viewer, person: str) -> list[str]:
    """The names of everyone but this person, as far as the viewer may know them."""
    may = may_read("person", viewer)
    sql = f"SELECT name FROM person WHERE voided_at = '' AND id != ? AND ({may.sql})"
    return [row[0] for row in store.connection.rows(sql, (person, *may.args))]
