"""The lists that a school edits: wards, deadlines, prisons."""

from __future__ import annotations

from dataclasses import dataclass

from app.actions.desk import Desk
from app.base.folding import sort_key
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.validate import validated
from app.records.choices import label
from app.records.place import Deadline, Prison, Ward
from app.records.record import Record
from app.records.registry import TYPES
from app.store.store import Changes

LISTED: tuple[type[Record], ...] = (Ward, Deadline, Prison)


@dataclass(frozen=True)
class Listed:
    """One entry as the settings show it."""

    id: str
    record: Record
    name: str
    facts: str
    hidden: bool


def listed(desk: Desk, kind: str) -> list[Listed]:
    """Every entry of a list, those in use first, by name (deadlines by day)."""
    rows = [_line(record) for record in desk.store.find(TYPES[kind], viewer=desk.viewer)]
    return sorted(rows, key=lambda row: (row.hidden, _order(row)))


def _order(row: Listed) -> str:
    return row.record.day.isoformat() if isinstance(row.record, Deadline) else sort_key(row.name)


def _line(record: Record) -> Listed:
    if isinstance(record, Ward):
        return Listed(record.id, record, record.name, label("ward.type", record.kind), record.hidden)
    if isinstance(record, Deadline):
        facts = " · ".join(part for part in (record.day.isoformat(), record.source) if part)
        return Listed(record.id, record, record.name, facts, record.hidden)
    if isinstance(record, Prison):
        facts = " · ".join(part for part in (record.school, record.county, record.as_of) if part)
        return Listed(record.id, record, record.name, facts, record.hidden)
    raise TypeError(f"not a list of the school: {type(record).__name__}")


def save_listed(desk: Desk, draft: Draft) -> Changes:
    """Keep a new or changed entry, shared by the school's counsellors. Raises Invalid."""
    record = validated(draft, TYPES[draft.type], today=desk.today)
    text = _("{name} is saved", name=_line(record).name)
    with desk.store.transaction(f"{draft.type}.saved", actor=desk.viewer, text=text) as t:
        t.put(record, owner="")
    return t.changes()
