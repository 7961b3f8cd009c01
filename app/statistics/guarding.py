"""A statistic as it may leave the program: small numbers of people hidden, and whatever would give them away.

What a reader can add up is written down here: rows and what they are a part of, and rows of one table that are the total of
another. Periods that overlap are not protected against each other; the rule printed with every statistic says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.base.languages import N_, _
from app.statistics.small_cells import ALSO, LEAST, Sum, hidden, is_small
from app.statistics.tables import Row, Statistics, Table

RULE = (
    N_("Numbers from 1 to {most} are shown as “<{least}”, so that nobody can be recognised by them."),
    N_("“*” is a number that is not shown because a small one could be worked out from it."),
    N_(
        "Periods that overlap are not protected against each other: do not give out both a month and its year."
    ),
)
# Rows that are the sum of others, besides what a table's own rows add up to.
_SUMS = (
    ("overview.attendances", ("overview.individual_attendances", "overview.group_attendances")),
    ("overview.intakes", ("overview.told", "overview.told~rest")),
    ("overview.held", ("overview.individual_sessions", "overview.groups")),
    ("arrivals.arrived", ("arrivals.told", "arrivals.told~rest")),
    ("steps.open", ("steps.overdue", "steps.overdue~rest")),
)
_GROUP_FORM = "form.group"
_PUBLIC = ("overview.groups", _GROUP_FORM, "meetings.meetings", "meetings.guests")
"""Numbers of what was held, not of people: a small one says nothing of anybody."""
Column = Mapping[str, int]


def guarded(found: Statistics) -> Statistics:
    """The statistic with small numbers hidden, this year's and last year's each by itself."""
    tables = tuple(_joined(table) for table in found.tables)
    marks, earlier = _marks(tables, "number"), _marks(tables, "before")
    shown = tuple(_shown(table, marks, earlier) for table in tables)
    rule = tuple(_(sentence, most=LEAST - 1, least=LEAST) for sentence in RULE)
    return replace(found, tables=shown, rule=(*found.rule, *rule), guarded=True)


def _marks(tables: tuple[Table, ...], column: str) -> dict[str, str]:
    """What is hidden of one column, by name ("table.row", a whole "table~of", a row's own "table.row~of")."""
    cells = dict(_cells(tables, column))
    sums = list(_sums(tables, cells, column))
    unsaid = {name for name in cells if name.endswith("~rest") or name == "overview.held"}
    unsaid |= {"overview.individual_attendances"} & cells.keys()
    return hidden(cells, sums, unsaid=unsaid, public=_PUBLIC)


def _value(row: Row, column: str) -> int | None:
    return row.number if column == "number" else row.before


def _cells(tables: tuple[Table, ...], column: str) -> Iterator[tuple[str, int]]:
    """Every number of people by its name, and what follows from them though it stands nowhere."""
    found: dict[str, int] = {}
    for table in tables:
        if not table.people:
            continue
        for row in table.rows:
            number = _value(row, column)
            if number is not None and not row.tied and row.backed is None:
                found[f"{table.key}.{row.code}"] = number
            if row.of is not None and column == "number" and _counted(table):
                found[f"{table.key}.{row.code}~of"] = row.of
        whole = table.of if column == "number" else table.of_before
        if whole is not None and not table.whole:
            found[f"{table.key}~of"] = whole
    yield from found.items()
    yield from _unsaid(found, tables, column)


def _counted(table: Table) -> bool:
    """Whether what a row is a part of was counted here too, and not typed in by the school."""
    return not table.key.startswith("reach")


def _unsaid(found: Column, tables: tuple[Table, ...], column: str) -> Iterator[tuple[str, int]]:
    if {"overview.attendances", "overview.group_attendances"} <= found.keys():
        yield (
            "overview.individual_attendances",
            found["overview.attendances"] - found["overview.group_attendances"],
        )
    if {"overview.individual_sessions", "overview.groups"} <= found.keys():
        yield "overview.held", found["overview.individual_sessions"] + found["overview.groups"]
    for part, whole in (
        ("overview.told", "overview.intakes"),
        ("arrivals.told", "arrivals.arrived"),
        ("steps.overdue", "steps.open"),
    ):
        if {part, whole} <= found.keys():
            yield f"{part}~rest", found[whole] - found[part]
    for name, number in found.items():
        if f"{name}~of" in found:
            yield f"{name}~rest", found[f"{name}~of"] - number
    for table in tables:
        rest = _rest(table, found, column)
        if rest:
            yield f"{table.key}~rest", rest


def _whole(table: Table, found: Column) -> str:
    """The name of the number that a table's rows are a part of, "" for none."""
    name = table.whole or f"{table.key}~of"
    return name if name in found else ""


def _rest(table: Table, found: Column, column: str) -> int:
    """What a table's rows leave of their whole: 0 where they add up to it, or to more."""
    whole = _whole(table, found)
    parts = [found[name] for name in _names(table) if name in found]
    if not whole or not parts or table.key in ("purpose", "theme", "guests"):
        return 0
    return max(0, found[whole] - sum(parts))


def _names(table: Table) -> tuple[str, ...]:
    return tuple(f"{table.key}.{row.code}" for row in table.rows)


def _sums(tables: tuple[Table, ...], cells: Column, column: str) -> Iterator[Sum]:
    """Every sum whose numbers are there."""
    for table in tables:
        whole = _whole(table, cells)
        parts = [*_names(table), *([f"{table.key}~rest"] if f"{table.key}~rest" in cells else [])]
        yield from _sum(whole, parts, cells)
        for row in table.rows:
            name = f"{table.key}.{row.code}"
            yield from _sum(f"{name}~of", (name, f"{name}~rest"), cells)
    for total, named in _SUMS:
        yield from _sum(total, named, cells)
    yield from _across(tables, cells)


def _across(tables: tuple[Table, ...], cells: Column) -> Iterator[Sum]:
    """Tables that are about the same talks or people: their rows add up to rows of others."""
    by_key = {table.key: table for table in tables}
    if form := by_key.get("form"):
        alone = [name for name in _names(form) if name != _GROUP_FORM]
        yield from _sum("overview.individual_sessions", alone, cells)
        yield from _sum("overview.groups", [_GROUP_FORM], cells)
        yield from _sum("overview.individual_attendances", ["overview.individual_sessions"], cells)
        yield from _sum("form~of", ["overview.individual_sessions", "overview.groups"], cells)
    for key, total in (
        ("month", "form~of"),
        ("arrivals_language", "arrivals.told"),
        ("offer", "overview.intakes"),
    ):
        if key in by_key:
            yield from _sum(total, _names(by_key[key]), cells)
    if spoken := by_key.get("arrivals_language"):
        yield from _sum("arrivals.arrived", [f"{name}~of" for name in _names(spoken)], cells)
    if why := by_key.get("cancelled_why"):
        for state in ("cancelled_inmate", "cancelled_school", "cancelled_prison"):
            mine = [name for name in _names(why) if name.startswith(f"cancelled_why.{state}.")]
            yield from _sum(f"cancelled.{state}", mine, cells)
    yield from _sum("slips_language~of", ["slips_way~of"], cells)
    for key in (
        "age_band",
        "sex",
        "education",
        "country_group",
        "work_before",
        "ward_kind",
        "stay",
        "activity",
    ):
        yield from _sum("overview.unique_people", [f"{key}~of"], cells)


def _sum(total: str, parts: list[str] | tuple[str, ...], cells: Column) -> Iterator[Sum]:
    known = tuple(part for part in parts if part in cells)
    if total in cells and len(known) == len(parts) and known:
        yield Sum(total, known)


def _shown(table: Table, marks: Mapping[str, str], earlier: Mapping[str, str]) -> Table:
    """A table with what is hidden taken out of it."""
    rows = tuple(_row(table, row, marks, earlier) for row in table.rows)
    whole, was = table.whole or f"{table.key}~of", table.whole or f"{table.key}~of"
    note = "" if any(name in marks for name in table.note_of) else table.note
    return replace(
        table,
        rows=rows,
        of=None if whole in marks else table.of,
        of_before=None if was in earlier else table.of_before,
        note=note,
    )


def _row(table: Table, row: Row, marks: Mapping[str, str], earlier: Mapping[str, str]) -> Row:
    name = f"{table.key}.{row.code}"
    own = row.tied or name
    why, was = marks.get(own, ""), earlier.get(own, "")
    if row.backed is not None:
        why = was = ALSO if is_small(row.backed) else ""
    if row.tied:  # what is tied to a small number says nothing of its size
        why, was = (ALSO if why else ""), (ALSO if was else "")
    if f"{name}~of" in marks or (not _counted(table) and why):
        row = replace(row, of=None)
    return replace(
        row,
        number=0 if why else row.number,
        before=0 if was else row.before,
        hidden=why,
        hidden_before=was,
        leads_to="" if why else row.leads_to,
    )


def _joined(table: Table) -> Table:
    """Bands that follow each other: small ones are put together with those after them, so that none has to be hidden."""
    if not table.bands or not any(is_small(row.number) or is_small(row.before or 0) for row in table.rows):
        return table
    rows = list(table.rows)
    while len(rows) > 1 and any(is_small(row.number) or is_small(row.before or 0) for row in rows):
        last, before = rows.pop(), rows.pop()
        begins = before.code.removesuffix("_plus")
        earlier = None if before.before is None else before.before + (last.before or 0)
        rows.append(
            replace(
                before,
                code=f"{begins}_plus",
                leads_to=before.leads_to and f"{table.key}:{begins}_plus",
                label=_("{count} or more", count=begins),
                number=before.number + last.number,
                before=earlier,
            )
        )
    return replace(table, rows=tuple(rows))
