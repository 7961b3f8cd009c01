"""Departures and moves to another ward as a list: some people in one step, each row checked before anything is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from app.actions.desk import Desk
from app.actions.leaving import Leaving, judged, leave_all
from app.actions.newcomers import Look, looked_at, put_ward, wards_by_key
from app.actions.people import put_person
from app.base.languages import N_, _, ngettext_
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.reading import Unreadable, read
from app.records.field import Field, Kind
from app.records.person import Person
from app.store.store import Changes

USUAL_WAY = "transferred"
"""How somebody left where the list says nothing else."""

T = TypeVar("T")


def save_departures(desk: Desk, draft: Draft) -> Changes:
    """Those on the list have left; what is open with each is settled in the usual way (app.actions.leaving).

    The draft's children in `rows` carry name, left_kind, left_on and choice. Raises Invalid under rows.
    """
    leavings = _each(desk, draft, "left", _leaving)
    desk.store.backup_before("settling")
    return leave_all(desk, leavings, draft=draft.id)


def _leaving(desk: Desk, row: Draft, person: str) -> Leaving:
    on = _day(row.get("left_on"), "left_on", desk.today)
    found = Leaving(person, row.get("left_kind") or USUAL_WAY, on)
    judged(desk, found)
    return found


def save_moves(desk: Desk, draft: Draft) -> Changes:
    """Those on the list live on another ward from a day on, which must have come.

    The draft's children in `rows` carry name, ward (a name), on and choice. Raises Invalid under rows.
    """
    moves = _each(desk, draft, "moved", _move)
    text = ngettext_("{count} person has moved", "{count} people have moved", len(moves))
    if len(moves) == 1:
        text = _("{name} has moved to {ward}", name=moves[0][0].name, ward=moves[0][1])
    with desk.store.transaction("person.moved_ward", actor=desk.viewer, text=text) as t:
        wards = wards_by_key(desk)
        for person, ward in moves:
            put_person(t, replace(person, ward=put_ward(t, wards, ward)))
        t.delete_draft(draft.id)
    return t.changes()


def _move(desk: Desk, row: Draft, person: str) -> tuple[Person, str]:
    if not row.get("ward"):
        raise Invalid([Problem(("ward",), N_("Write the new ward."))])
    if _day(row.get("on"), "on", desk.today) > desk.today:
        raise Invalid([Problem(("on",), N_("This day has not come yet. The list is kept until then."))])
    return desk.get(Person, person), row.get("ward")


def _each(desk: Desk, draft: Draft, which: str, read_row: Callable[[Desk, Draft, str], T]) -> Sequence[T]:
    """What each row says, rows to be skipped left out. Raises Invalid with everything that is wrong in any row."""
    problems: list[Problem] = []
    found: list[T] = []
    for at, row, look in _to_keep(desk, draft, which):
        try:
            found.append(read_row(desk, row, _person(look)))
        except Invalid as wrong:
            problems += [problem.under("rows", at) for problem in wrong.problems]
    if problems:
        raise Invalid(problems)
    if not found:
        raise Invalid([Problem(("rows",), N_("Write or paste at least one name."))])
    return found


def _to_keep(desk: Desk, draft: Draft, which: str) -> Iterator[tuple[int, Draft, Look]]:
    rows = draft.rows("rows")
    for at, (row, look) in enumerate(zip(rows, looked_at(desk, rows, which), strict=True)):
        unsaid = look.doubt in ("nobody", "several") and row.get("choice") != "skip"
        if look.choice != "skip" or unsaid:
            yield at, row, look


def _person(look: Look) -> str:
    if look.person():
        return look.person()
    if look.doubt == "several":
        raise Invalid(
            [Problem(("name",), N_("More than one is called this. Choose who with the arrow keys."))]
        )
    raise Invalid(
        [Problem(("name",), N_("Nobody here is called this. Correct the name, or take the row out."))]
    )


def _day(text: str, name: str, today: dt.date) -> dt.date:
    try:
        return read(Field(label="", kind=Kind.DAY_HELD), text, today=today) if text else today
    except Unreadable as why:
        raise Invalid([Problem((name,), str(why))]) from None
