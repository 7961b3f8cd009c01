"""One use case's writes: all or nothing, one event that can be taken back, one `Changes` that tells the views."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from app.records.field import Children
from app.records.record import Record
from app.records.registry import TYPES, case_of, type_name
from app.store import events, index
from app.store.access import SHARED, Viewer, everyone_sees
from app.store.case_guard import OWN_LINES, CaseGuard
from app.store.connection import Connection
from app.store.errors import ChangedSince, RecordGone
from app.store.mark import Head
from app.store.rows import Shape, Values, children_of, reference_to, shape, shape_of

# The key column of every table whose rows an event can hold and an undo bring back.
KEYS = {
    **dict.fromkeys(TYPES, "id"),
    **dict.fromkeys(
        ("draft", "counsellor", "case_access", "substitution", "anonymous_talk", "closed_period"), "id"
    ),
    "setting": "name",
    "restriction": "case_id",
    "slot_key": "slot",
}


@dataclass(frozen=True)
class Changes:
    """What a transaction changed: (type, id) of records, the people whose pages it touches, and what the undo bar
    says, "" where it says nothing. undoable: whether undo takes it back; what changed nothing is not taken back."""

    event: int
    verb: str
    records: frozenset[tuple[str, str]]
    people: frozenset[str]
    text: str
    undoable: bool = True


@dataclass
class Image:
    """One row before and after, as its columns; None where there was or is none."""

    table: str
    key: str
    before: Values | None
    after: Values | None


class Transaction:
    """Collects writes; made by `Store.transaction`, which commits it."""

    def __init__(self, connection: Connection, *, verb: str, actor: Viewer, now: str, text: str) -> None:
        self.verb, self.actor, self.text = verb, actor, text
        self._connection, self._now = connection, now
        self._images: dict[tuple[str, str], Image] = {}
        self._rows: dict[tuple[str, str], Values | None] = {}  # as they are now, read or written
        self._changes: Changes | None = None
        self._about: set[str] = set()
        self._kept_images: list[tuple[str, str, Values | None, Values | None]] = []
        # set by whoever deletes payloads, as the last thing: events.emptied
        self.emptied: events.Emptied | None = None
        self._guard = CaseGuard(connection, actor)
        self.what: dict[str, Any] = {}  # what the log says besides: the document, the language, the purpose
        self.undoes = 0

    # --- records ---

    def put(self, record: Record, *, owner: str | None = None, case: str | None = None) -> None:
        """Write a new or changed record together with what was written in its form.

        case: the person it is about; left out, the record's own `person`, or the one participant it has. A row with a
        case belongs to the case's counsellor, whoever writes it. owner: who it belongs to otherwise; left out, whoever
        it belonged to, else the actor. Rows of owned collections that are no longer there are removed, but none that
        the actor does not see; records only made in its form (steps, referrals) are written, never removed.
        Raises RecordGone for a record that the actor may not change, OthersCase for a case that is not open to the actor.
        """
        case = case if case is not None else self._case(record)
        saved = self._save(record, owner=owner, case=case)
        for spec, rows in children_of(record):
            self._save_children(spec, rows, parent=record, owner=saved["owner"], case=case)

    def void(self, kind: type[Record], record_id: str, *, reason: str) -> None:
        """Keep a record but take it out of every list, count and search, with all that was written in its form."""
        for form, row in self._family(shape_of(kind), record_id):
            if not row["voided_at"]:
                self._write(form.name, row["id"], {**row, "voided_at": self._now, "void_reason": reason})

    def unvoid(self, kind: type[Record], record_id: str) -> None:
        """Take a voiding back, for the record and for what was voided along with it."""
        family = self._family(shape_of(kind), record_id)
        when = family[0][1]["voided_at"]
        for form, row in family:
            if row["voided_at"] == when:
                self._write(form.name, row["id"], {**row, "voided_at": "", "void_reason": ""})

    def move(self, kind: type[Record], record_id: str, *, case: str) -> None:
        """Give a record, and what was written in its form about the same person, to another person."""
        family = self._family(shape_of(kind), record_id)
        wrong = family[0][1]["case_id"]
        self._guard.check_case(family[0][0].name, case)
        for form, row in family:
            if row["case_id"] == wrong:
                column = reference_to(form.name, "person")
                person = {column: case} if column else {}
                keeper = "" if family[0][0].name in OWN_LINES else self._guard.keeper(case)
                moved = {"case_id": case, "owner": keeper or row["owner"], "changed_at": self._now, **person}
                self._write(form.name, row["id"], {**row, **moved})

    def give_case(self, person: str, *, to: str) -> None:
        """Make a case another counsellor's, with every row of it; own lines in a group's talk stay with the talk."""
        for name in TYPES:
            alone = "AND parent_id IN (SELECT s.id FROM session s WHERE s.case_id = ?1)"
            also = alone if name == "attendance" else ""
            sql = f"SELECT id FROM {name} WHERE case_id = ?1 AND owner != ?2 {also}"
            for (record_id,) in self._connection.rows(sql, (person, to)):
                self._write(name, record_id, {**(self._row(name, record_id) or {}), "owner": to})

    def repoint(self, kind: str, old: str, *, to: str) -> None:
        """Have every record and draft that refers to one entry of `kind` refer to another, whoever's they are."""
        for name in TYPES:
            column = reference_to(name, kind)
            sql = f'SELECT id FROM {name} WHERE "{column}" = ?' if column else ""
            for (record_id,) in self._connection.rows(sql, (old,)) if sql else ():
                row = self._row(name, record_id) or {}
                self._write(name, record_id, {**row, column: to})
        for (draft,) in self._connection.rows("SELECT id FROM draft WHERE instr(body, ?)", (old,)):
            row = self._row("draft", draft) or {}
            self._write("draft", draft, {**row, "body": row["body"].replace(old, to)})

    # --- drafts and settings ---

    def delete_draft(self, draft_id: str) -> None:
        """Take away the draft that this transaction used up; undoing brings it back. Raises RecordGone for another's."""
        row = self._row("draft", draft_id)
        if row and row["owner"] != self.actor.counsellor:
            raise RecordGone()
        if row:
            self._write("draft", draft_id, None)

    def set(self, name: str, value: object) -> None:
        """Change a setting: any JSON value."""
        self._write("setting", name, {"name": name, "value": json.dumps(value, ensure_ascii=False)})

    def write_row(self, table: str, key: str, row: Values | None) -> None:
        """Write a row of a table that holds no records, or take it away; the event holds its images."""
        self._write(table, key, row)

    def keep_image(self, table: str, key: str, row: Values | None) -> None:
        """Have the event hold a row as it is, or that it is no more: what told of it was deleted (app.store.erasing)."""
        self._kept_images.append((table, key, None, row))

    def about(self, *people: str) -> None:
        """Say whom this is about besides those whose rows it writes: it stands in their log."""
        self._about |= set(people) - {""}

    # --- the end ---

    def changes(self) -> Changes:
        """What was changed; after the `with` block."""
        if self._changes is None:
            raise RuntimeError("the transaction has not been committed")
        return self._changes

    def images(self) -> list[Image]:
        """Every row that differs from before, in the order of first writing."""
        return [image for image in self._images.values() if image.before != image.after]

    def payload(self) -> dict[str, Any]:
        """What the event keeps."""
        rows = [[image.table, image.key, image.before, image.after] for image in self.images()]
        said = {"text": self.text, "undoes": self.undoes, "rows": rows}
        emptied = asdict(self.emptied) if self.emptied else None
        more: dict[str, Any] = {"kept": [list(kept) for kept in self._kept_images]}
        more |= {"about": sorted(self._about), "what": self.what, "emptied": emptied}
        return said | {name: value for name, value in more.items() if value}

    def log(self, after: Head, *, now: dt.datetime) -> Head:
        """Write the event, as the last thing, and give the new head."""
        actor, payload = self.actor.counsellor, self.payload()
        return events.append(self._connection, after, now=now, actor=actor, verb=self.verb, payload=payload)

    def refresh_index(self) -> None:
        """Write the index lines of every touched record, and of the forms that touched rows stand in."""
        for kind, record_id in dict.fromkeys(self._to_index()):
            index.refresh(self._connection, kind, record_id)

    def finish(self, event: int, *, undoable: bool) -> None:
        """Say what was changed, now that it is on the disk: with a talk, everyone who takes part in it."""
        touched = [image for image in self.images() if image.table in TYPES]
        rows = [row for image in self.images() for row in (image.before, image.after) if row]
        people = {row["case_id"] for row in rows if row.get("case_id")}
        for image in touched:
            people |= index.cases_below(self._connection, image.table, image.key)
        records = frozenset((image.table, image.key) for image in touched)
        self._changes = Changes(event, self.verb, records, frozenset(people), self.text, undoable)

    def restore(self, images: Iterable[Image]) -> None:
        """Put rows back to what they were before an event. Raises ChangedSince where one is not as the event left it,
        OthersCase where the actor has no longer access to a case that it changed."""
        for image in reversed(list(images)):
            if self._row(image.table, image.key) != image.after:
                raise ChangedSince()
            for row in (image.before, image.after):
                if row and image.table in TYPES and not (image.table in OWN_LINES and row["parent_id"]):
                    # what was new goes again, whoever's case it was delivered to
                    self._guard.check_case(image.table, row["case_id"] or "", deliver=image.before is None)
            self._write(image.table, image.key, image.before)

    # --- within ---

    def _is_new(self, record: Record) -> bool:
        image = self._images.get((type_name(type(record)), record.id))
        return image is not None and image.before is None

    def _to_index(self) -> Iterable[tuple[str, str]]:
        for image in self.images():
            if image.table not in TYPES:
                continue
            changed = _changed(image)
            if image.table == "person" and "owner" in changed:
                yield from self._own_lines(image.key)
            if changed & index.watched(image.table):
                yield image.table, image.key
            if image.before and image.after and changed & index.DAYS:
                yield from self._written_in(image)
            row = image.after or image.before or {}
            for above in index.carrying(image.table) if row["parent_id"] else ():
                yield above, row["parent_id"]

    def _own_lines(self, person: str) -> Iterable[tuple[str, str]]:
        """Lines in others' talks are found by the case's counsellor too."""
        sql = "SELECT id FROM attendance WHERE person = ?"
        return (("attendance", line) for (line,) in self._connection.rows(sql, (person,)))

    def _written_in(self, image: Image) -> Iterable[tuple[str, str]]:
        """What takes its place in the order from this row's day."""
        for below in index.dated_by(image.table):
            for (child,) in self._connection.rows(
                f"SELECT id FROM {below} WHERE parent_id = ?", (image.key,)
            ):
                yield below, child

    def _save_children(
        self, spec: Children, rows: tuple[Record, ...], *, parent: Record, owner: str, case: str
    ) -> None:
        link = reference_to(spec.of, type_name(type(parent)))
        for position, row in enumerate(rows):
            if link and not getattr(row, link):
                row = replace(row, **{link: parent.id})
            own = case_of(row) or case
            keeper = owner if spec.owned else None
            self._save(row, owner=keeper, first_owner=owner, case=own, parent=parent.id, position=position)
        if spec.owned and not self._is_new(parent):
            kept = {row.id for row in rows}
            for old in self._guard.seen_below(spec.of, parent.id):
                if old not in kept:
                    self._write(spec.of, old, None)

    def _save(
        self,
        record: Record,
        *,
        case: str,
        owner: str | None = None,
        first_owner: str | None = None,
        parent: str = "",
        position: int = 0,
    ) -> Values:
        form = shape_of(type(record))
        before = self._row(form.name, record.id)
        if before is None:
            before = self._fresh(form.name, record.id, first_owner)
        else:
            self._guard.check_row(form.name, record.id)
        if not parent or form.name not in OWN_LINES:
            owner = self._owner_by_case(form.name, record.id, case, owner)
        row = {**before, "case_id": case or None, **form.values(record)}
        if owner is not None:
            row["owner"] = owner
        if parent:
            row |= {"parent_id": parent, "position": position}
        if row != before:
            self._write(form.name, record.id, {**row, "changed_at": self._now})
        return row

    def _owner_by_case(self, kind: str, record_id: str, case: str, owner: str | None) -> str | None:
        """Whose a row is, as far as its case says. Raises OthersCase."""
        if not case or case == record_id:
            return owner
        self._guard.check_case(kind, case)
        return self._guard.keeper(case) or owner

    def _case(self, record: Record) -> str:
        """The case a record belongs to: its person, or the one participant of a talk; "" for a group or the service.

        Who takes part and is not shown to the actor takes part all the same.
        """
        if own := case_of(record):
            return own
        cases = set()
        for spec, rows in children_of(record):
            if spec.owned:
                cases |= {case_of(row) or "" for row in rows} | self._guard.unseen_cases(spec.of, record.id)
        cases -= {""}
        return cases.pop() if len(cases) == 1 else ""

    def _fresh(self, kind: str, record_id: str, owner: str | None) -> Values:
        """The bookkeeping of a row that is not there yet."""
        if owner is None:
            owner = SHARED if everyone_sees(kind) else self.actor.counsellor
        nothing = {"parent_id": "", "position": 0, "voided_at": "", "void_reason": ""}
        return {"id": record_id, "owner": owner, "created_at": self._now, "changed_at": self._now, **nothing}

    def _family(self, form: Shape, record_id: str) -> list[tuple[Shape, Values]]:
        """The record's row and the rows written in its form. Raises RecordGone."""
        row = self._row(form.name, record_id)
        if row is None:
            raise RecordGone()
        self._guard.check_row(form.name, record_id)
        family = [(form, row)]
        for children in form.children.values():
            below = shape(children.of)
            for (child,) in self._connection.rows(
                f"SELECT id FROM {below.name} WHERE parent_id = ? ORDER BY position", (record_id,)
            ):
                if not children.owned and not self._guard.sees(below.name, child):
                    continue
                family.append((below, self._row(below.name, child) or {}))
        return family

    def _row(self, table: str, key: str) -> Values | None:
        """A row as it is now, by column name, without `number`: that is its place in the file, not what it says."""
        if (table, key) not in self._rows:
            found = self._connection.dicts(f"SELECT * FROM {table} WHERE {KEYS[table]} = ?", (key,))
            for row in found:
                row.pop("number", None)
            self._rows[table, key] = found[0] if found else None
        return self._rows[table, key]

    def _write(self, table: str, key: str, row: Values | None) -> None:
        """Write one row, or take it away, and remember how it was when the transaction began."""
        now = self._row(table, key)
        image = self._images.setdefault((table, key), Image(table, key, now, None))
        if row is None:
            self._connection.run(f"DELETE FROM {table} WHERE {KEYS[table]} = ?", (key,))
        else:
            self._connection.run(_upsert(table, tuple(row), new=now is None), tuple(row.values()))
        image.after = self._rows[table, key] = row


@cache
def _upsert(table: str, columns: tuple[str, ...], *, new: bool) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
    if new:
        return sql
    changes = ", ".join(f'"{column}" = excluded."{column}"' for column in columns)
    return f"{sql} ON CONFLICT({KEYS[table]}) DO UPDATE SET {changes}"


def _changed(image: Image) -> set[str]:
    """The columns that differ; all of them for a row that is new or gone."""
    before, after = image.before or {}, image.after or {}
    return {column for column in (before or after) if before.get(column) != after.get(column) or not before}
