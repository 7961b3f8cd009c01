"""The lists that a school edits: wards, rooms, contact officers, partners and people there, deadlines, prisons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from app.actions.desk import Desk
from app.base.days import show_day
from app.base.folding import fold, sort_key
from app.base.languages import N_, _, current
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.validate import validated
from app.records.choices import label
from app.records.partner import Contact, Partner
from app.records.place import Deadline, Officer, Prison, Room, Ward
from app.records.record import Record
from app.records.registry import NAMED, TYPES
from app.store.questions.list_use import list_use
from app.store.questions.names import list_names
from app.store.store import Changes

Names = Mapping[str, str]


@dataclass(frozen=True)
class Listed:
    """One entry as the settings show it. used: how many records refer to it."""

    id: str
    record: Record
    name: str
    facts: str
    hidden: bool
    used: int = 0
    former: str = ""

    def answers(self, typed: str) -> bool:
        """Whether what is typed stands in the name, a former name or the facts."""
        return fold(typed) in fold(f"{self.name} {self.former} {self.facts}")


def listed(desk: Desk, kind: str) -> list[Listed]:
    """Every entry of a list, those in use first, by name (deadlines by day)."""
    names = list_names(desk.store, viewer=desk.viewer)
    used = list_use(desk.store, kind, viewer=desk.viewer)
    rows = [
        replace(_line(record, names), used=used.get(record.id, 0))
        for record in desk.store.find(TYPES[kind], viewer=desk.viewer)
    ]
    return sorted(rows, key=lambda row: (row.hidden, _order(row)))


def _order(row: Listed) -> str:
    return row.record.day.isoformat() if isinstance(row.record, Deadline) else sort_key(row.name)


def _line(record: Record, names: Names) -> Listed:
    facts = [part for part in _FACTS[type(record)](record, names) if part]
    entry = cast("Any", record)
    former = getattr(record, "former", "")
    return Listed(record.id, record, entry.name, " · ".join(facts), entry.hidden, former=former)


def _with_year(day: dt.date) -> str:
    """Always with its year: a list that goes stale is read with the year in mind."""
    return show_day(day, today=dt.date.min, language=current())


def _agreement(one: Partner) -> Sequence[str]:
    """How far an agreement has come, and when it is to be looked at again."""
    if one.agreement in ("", "none"):
        return ()
    review = _("to be reviewed {day}", day=_with_year(one.review_on)) if one.review_on else ""
    return label("agreement.state", one.agreement), review


# What stands beside the name of each kind of entry.
_FACTS: dict[type[Record], Callable[[Any, Names], Sequence[str]]] = {
    Ward: lambda one, _names: (label("ward.type", one.kind),),
    Room: lambda one, _names: (_("{count} seats", count=one.seats) if one.seats else "",),
    Officer: lambda one, names: (names.get(one.ward, ""), one.phone),
    Partner: lambda one, _names: (label("partner.type", one.kind), *_agreement(one)),
    Contact: lambda one, names: (one.role, names.get(one.partner, ""), one.phone, one.email),
    Deadline: lambda one, _names: (_with_year(one.day), one.source),
    Prison: lambda one, _names: (one.school, one.county, one.as_of),
}
LISTED: tuple[type[Record], ...] = tuple(_FACTS)


def save_listed(desk: Desk, draft: Draft) -> Changes:
    """Keep a new or changed entry, shared by the school's counsellors; a name it had before stays with it.

    Raises Invalid where another entry of the list has the name: those two are to be merged.
    """
    record = validated(draft, TYPES[draft.type], today=desk.today)
    if draft.type in NAMED:
        record = _with_history(desk, draft.type, record)
    text = _("{name} is saved", name=cast("Any", record).name)
    with desk.store.transaction(f"{draft.type}.saved", actor=desk.viewer, text=text) as t:
        t.put(record, owner="")
    return t.changes()


def _with_history(desk: Desk, kind: str, record: Record) -> Record:
    entry = cast("Any", record)
    others: list[Any] = list(desk.store.find(TYPES[kind], viewer=desk.viewer))
    if any(fold(other.name) == fold(entry.name) and other.id != record.id for other in others):
        raise Invalid([Problem(("name",), N_("This name is in the list already. Merge the two instead."))])
    before = next((other for other in others if other.id == record.id), None)
    if before is None or before.name == entry.name:
        return record
    return replace(entry, former=_joined(entry.former or before.former, before.name))  # type: ignore[no-any-return]


def _joined(*names: str) -> str:
    """Former names, each once, the oldest first."""
    each = (name.strip() for text in names for name in text.split(";"))
    return "; ".join(dict.fromkeys(name for name in each if name))


def merge_listed(desk: Desk, kind: str, wrong: str, *, into: str) -> Changes:
    """Two entries are one: all that refers to the one refers to the other, whose former names tell of it."""
    gone, kept = cast("Any", desk.get(TYPES[kind], wrong)), cast("Any", desk.get(TYPES[kind], into))
    text = _("{name} is now {other}", name=gone.name, other=kept.name)
    desk.store.backup_before("merging")
    with desk.store.transaction(f"{kind}.merged", actor=desk.viewer, text=text) as t:
        t.put(replace(kept, former=_joined(kept.former, gone.former, gone.name)), owner="")
        t.repoint(kind, gone.id, to=kept.id)
        t.void(TYPES[kind], gone.id, reason=_("merged with {name}", name=kept.name))
    return t.changes()
