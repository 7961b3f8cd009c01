"""What an event changed: each row field by field, as it was and as it became, for those who may read the case."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.actions.counsellors import ROLES
from app.actions.desk import Desk
from app.base.languages import N_, _, current
from app.documents.house_texts import HouseTexts
from app.documents.person_contents import written
from app.records.person import Person
from app.records.registry import TYPES, scalars
from app.records.type_names import TYPE_NAMES
from app.store.access import everyone_sees
from app.store.questions.event_log import line
from app.store.questions.names import list_names
from app.store.rows import shape

ROWS = {
    **TYPE_NAMES,
    "counsellor": N_("Counsellor"),
    "setting": N_("Setting"),
    "case_access": N_("Access to a case"),
    "substitution": N_("Substitution"),
    "restriction": N_("Restriction"),
    "closed_period": N_("Closed period"),
    "anonymous_talk": N_("Anonymous count of a talk"),
}
"""What a row of each table is called."""
_UNSHOWN = {"draft", "slot_key"}
_COLUMNS = {
    "name": N_("Name"),
    "value": N_("Value"),
    "roles": N_("Roles"),
    "left_at": N_("Left"),
    "counsellor": N_("Counsellor"),
    "reason": N_("Reason"),
    "since": N_("Since"),
    "until": N_("Until"),
    "absent": N_("Away"),
    "substitute": N_("Substitute"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "ended_at": N_("Ended"),
    "given_by": N_("Entered by"),
    "closed_by": N_("Entered by"),
    "seen_at": N_("Seen"),
}
"""What the columns of tables without a declaration are called; those not named here are the program's own."""
_BOOKKEEPING = {
    "owner": N_("Belongs to"),
    "void_reason": N_("Crossed out because"),
}


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@dataclass(frozen=True)
class FieldChange:
    """A field by its label, and what it said before and after; "" for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One row that was written. what: new, changed or deleted, in words; closed: it is of a case that is not open to the
    reader, who is told of it and no more."""

    kind: str
    what: str
    fields: tuple[FieldChange, ...]
    closed: bool = False


def changes_of(desk: Desk, number: int) -> tuple[RowChange, ...]:
    """What an event wrote, in the window's language. Raises LogNotYours."""
    event = line(desk.store, number, viewer=desk.viewer)
    rows = event.payload["rows"] if event.payload else []
    reader = _Reader(desk, rows)
    return tuple(reader.change(*row) for row in rows if row[0] not in _UNSHOWN)


class _Reader:
    """Says stored rows in words: codes by their labels, ids by names."""

    def __init__(self, desk: Desk, rows: list[Any]) -> None:
        self._me = desk.viewer.counsellor
        self._texts = HouseTexts(current())
        self._counsellors = {one.id: one.name for one in desk.store.counsellors()}
        cases = {row["case_id"] for _t, _k, *both in rows for row in both if row and row.get("case_id")}
        cases |= {key for table, key, *_both in rows if table == "person"}
        open_cases = desk.store.page(Person, sorted(cases), viewer=desk.viewer)
        self._open = {person.id for person in open_cases}
        self._names = list_names(desk.store, viewer=desk.viewer) | self._counsellors
        self._names |= {person.id: person.name for person in open_cases}

    def change(self, table: str, key: str, before: Any, after: Any) -> RowChange:
        """One image of the log."""
        what = _("changed") if before and after else _("new") if after else _("deleted")
        kind = _(ROWS[table]) if table in ROWS else table
        if not self._is_open(table, key, after or before or {}):
            return RowChange(kind, what, (), closed=True)
        return RowChange(kind, what, tuple(self._fields(table, before or {}, after or {})))

    def _is_open(self, table: str, key: str, row: Mapping[str, Any]) -> bool:
        if table == "person":
            return key in self._open
        if row.get("case_id"):
            return row["case_id"] in self._open
        return table not in TYPES or everyone_sees(table) or row.get("owner") in ("", self._me)

    def _fields(
        self, table: str, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> Iterator[FieldChange]:
        declared = scalars(table) if table in TYPES else {}
        for column in dict.fromkeys((*before, *after)):
            if before.get(column) == after.get(column):
                continue
            if column in declared:
                label = _(declared[column][1].label)
                both = (
                    self._said(table, column, row[column]) if column in row else "" for row in (before, after)
                )
            elif column in _BOOKKEEPING and before:
                label = _(_BOOKKEEPING[column])
                both = (self._plain(row.get(column)) for row in (before, after))
            elif table in TYPES or column not in _COLUMNS:
                continue
            else:
                label = _(_COLUMNS[column])
                both = (self._plain(row.get(column)) for row in (before, after))
            old, new = both
            if old != new:
                yield FieldChange(label, old, new)

    def _said(self, table: str, column: str, stored: Any) -> str:
        spec = scalars(table)[column][1]
        return written(self._texts, spec.kind, spec.choices, shape(table).value(column, stored), self._names)

    def _plain(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, str) and value[:1] in ("[", '"', "{"):
            try:
                value = json.loads(value)
            except ValueError:
                return str(value)
        if isinstance(value, list):
            return ", ".join(map(self._one, value))
        return self._one(value)

    def _one(self, value: Any) -> str:
        """An id by its name, a role in words, a day or a moment as it is read; anything else as it is."""
        text = str(value)
        if text in ROLES:
            return _(ROLES[text])
        if _DAY.fullmatch(text):
            return self._texts.day(dt.date.fromisoformat(text))
        if _MOMENT.match(text):
            at = dt.datetime.fromisoformat(text).astimezone()
            return f"{self._texts.day(at.date())} {self._texts.clock(f'{at:%H:%M}')}"
        return self._names.get(text, text)
