"""Forms of the county or the Statsforvalter: which columns each has, what stands in them, and a period filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.actions.desk import Desk
from app.actions.statistics import count_to_give_out
from app.base.errors import AppError
from app.base.languages import N_, _
from app.entry.problems import Invalid, Problem
from app.entry.reading import plain_line
from app.records.report import ColumnMap
from app.statistics.columns import (
    LONGEST,
    MOST,
    Cell,
    Choice,
    Column,
    as_csv,
    as_kept,
    as_xlsx,
    choices,
    columns_of,
    filled,
    headings,
    proposed,
)
from app.statistics.period import Period
from app.store.store import Changes


class FormMissing(AppError):
    """No form with this name."""

    says = N_("There is no form called {name}.")
    do = N_("These are known: {known}")


@dataclass(frozen=True)
class FilledForm:
    """A form with a period's numbers in it. cells: one a column; choices: what can stand in one."""

    id: str
    name: str
    cells: tuple[Cell, ...]
    choices: tuple[Choice, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as they are kept."""
        return tuple(one.column for one in self.cells)


def forms(desk: Desk) -> tuple[ColumnMap, ...]:
    """Every form, by name."""
    return tuple(desk.store.find(ColumnMap, viewer=desk.viewer, order="name"))


def form_named(desk: Desk, name: str) -> ColumnMap:
    """The form with this name, capitals aside. Raises FormMissing."""
    every = forms(desk)
    found = [one for one in every if one.name.casefold() == name.strip().casefold()]
    if not found:
        raise FormMissing(name=name, known=", ".join(one.name for one in every) or "–")
    return found[0]


def filled_form(desk: Desk, id: str, period: Period) -> FilledForm:
    """A form with the numbers of a period, small ones hidden. Raises ColumnsNotRead."""
    kept = desk.get(ColumnMap, id)
    columns, found = columns_of(kept.columns), count_to_give_out(desk, period)
    return FilledForm(kept.id, kept.name, filled(columns, found), choices(found))


def new_form(desk: Desk, name: str, pasted: str, period: Period) -> Changes:
    """Keep a form with the headings that were pasted, each with the number that plainly belongs to it. Raises Invalid for
    a form without a name of its own."""
    columns = proposals(desk, pasted, period)
    return _put(desk, ColumnMap(name=_checked(desk, name, ""), columns=as_kept(columns)))


def proposals(desk: Desk, pasted: str, period: Period) -> tuple[Column, ...]:
    """A column for each heading that was pasted, with what plainly belongs in it."""
    asked = headings(pasted)
    known = choices(count_to_give_out(desk, period)) if asked else ()
    return tuple(proposed(one, known) for one in asked)


def add_columns(desk: Desk, id: str, pasted: str, period: Period) -> Changes:
    """Put more columns at the end of a form."""
    kept = desk.get(ColumnMap, id)
    return save_columns(desk, id, (*columns_of(kept.columns), *proposals(desk, pasted, period)))


def save_columns(desk: Desk, id: str, columns: Sequence[Column]) -> Changes:
    """Keep the columns of a form in this order. Raises Invalid for one that is too long, ColumnsNotRead where those there
    are could not be read: they are not written over."""
    plain = [replace(one, heading=plain_line(one.heading), what=plain_line(one.what)) for one in columns]
    if any(max(len(one.heading), len(one.what)) > LONGEST for one in plain):
        raise Invalid([Problem(("heading",), N_("At most {count} characters."), {"count": LONGEST})])
    kept = desk.get(ColumnMap, id)
    columns_of(kept.columns)
    return _put(desk, replace(kept, columns=as_kept(plain[:MOST])))


def rename_form(desk: Desk, id: str, name: str) -> Changes:
    """Call a form something else. Raises Invalid for no name or one that another form has."""
    return _put(desk, replace(desk.get(ColumnMap, id), name=_checked(desk, name, id)))


def drop_form(desk: Desk, id: str) -> Changes:
    """Take a form out; it can be undone."""
    text = _("Taken out: {what}", what=desk.get(ColumnMap, id).name)
    with desk.store.transaction("entry.voided", actor=desk.viewer, text=text) as t:
        t.void(ColumnMap, id, reason="dropped")
    return t.changes()


def form_file(desk: Desk, id: str, period: Period, ending: Literal["csv", "xlsx"]) -> bytes:
    """A form filled in, as the bytes of a file. Raises ColumnsNotRead."""
    form = filled_form(desk, id, period)
    return as_csv(form.cells) if ending == "csv" else as_xlsx(form.cells, name=form.name)


def _put(desk: Desk, record: ColumnMap) -> Changes:
    text = _("Kept: {what}", what=record.name)
    with desk.store.transaction("entry.saved", actor=desk.viewer, text=text) as t:
        t.put(record, owner="")
    return t.changes()


def _checked(desk: Desk, name: str, id: str) -> str:
    said = plain_line(name)
    if not said:
        raise Invalid([Problem(("name",), N_("This is needed."))])
    if any(one.name.casefold() == said.casefold() and one.id != id for one in forms(desk)):
        raise Invalid([Problem(("name",), N_("There is a form of this name already."))])
    return said
