"""A statistic that leaves the program: what a reader adds up over all its tables gives no hidden number away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.statistics import count_period
from app.records.session import Session
from app.statistics import guarding
from app.statistics.as_text import as_csv, as_plain
from app.statistics.guarding import guarded
from app.statistics.older import as_now
from app.statistics.period import Period
from app.statistics.small_cells import SMALL
from app.statistics.tables import Row, Statistics, Table, table_of
from tests.unit.test_measures import LAST, Register

MANY = 10**6
SPLITS = ("age_band", "sex", "education", "country_group", "work_before", "ward_kind", "stay", "activity")
# A number of the overview, and the table whose rows add up to it.
WHOLES = {
    **dict.fromkeys(SPLITS, "unique_people"),
    "length": "individual_sessions",
    "languages": "individual_sessions",
    "group_type": "groups",
    "group_heads": "group_attendances",
    "cancelled": "cancelled",
    "interpreted": "with_interpreter",
    "offer": "intakes",
}
OF_NOBODY = ("groups", "group", "meetings", "guests")
Range = tuple[int, int]


def seen(row: Row) -> Range:
    """What a reader knows of a number."""
    return {"": (row.number, row.number), SMALL: (1, 4)}.get(row.hidden, (0, MANY))


def known_to_a_reader(found: Statistics) -> dict[str, Range]:
    """Every number of people after all sums have been gone through again and again."""
    ranges = {f"{table.key}.{row.code}": seen(row) for table in found.tables for row in table.rows}
    sums = [(f"overview.{whole}", rows_of(found.table(key))) for key, whole in WHOLES.items()]
    ranges["all talks"] = (0, MANY)
    sums += [("all talks", rows_of(found.table("form"))), ("all talks", rows_of(found.table("month")))]
    sums += [("all talks", ["overview.individual_sessions", "overview.groups"])]
    sums += [("overview.attendances", ["overview.individual_sessions", "overview.group_attendances"])]
    for state in ("cancelled_inmate", "cancelled_school", "cancelled_prison"):
        mine = [name for name in rows_of(found.table("cancelled_why")) if name.split(".")[1] == state]
        sums += [(f"cancelled.{state}", mine)] if mine and f"cancelled.{state}" in ranges else []
    for _time in range(60):
        for total, parts in sums:
            narrow(ranges, total, parts)
    return ranges


def rows_of(table: Table) -> list[str]:
    return [f"{table.key}.{row.code}" for row in table.rows]


def narrow(ranges: dict[str, Range], total: str, parts: list[str]) -> None:
    low, high = (sum(ranges[part][end] for part in parts) for end in (0, 1))
    ranges[total] = max(ranges[total][0], low), min(ranges[total][1], high)
    for part in parts:
        least, most = ranges[part]
        rest_low, rest_high = low - least, high - most
        ranges[part] = max(least, ranges[total][0] - rest_high), min(most, ranges[total][1] - rest_low)
        low, high = rest_low + ranges[part][0], rest_high + ranges[part][1]


def given_away(found: Statistics) -> list[str]:
    ranges = known_to_a_reader(found)
    hidden = [
        f"{table.key}.{row.code}"
        for table in found.tables
        if table.people
        for row in table.rows
        if row.hidden
    ]
    return [name for name in hidden if ranges[name][0] >= ranges[name][1] and name in ranges]


@pytest.fixture(scope="module", params=range(5))
def plain(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Statistics]:
    made = Register(tmp_path_factory.mktemp("register"), 100 + request.param)
    for talk in made.desk.store.find(
        Session, viewer=made.desk.viewer
    ):  # each alone has come: then talks are attendances
        if talk.form != "group" and not all(row.came for row in talk.attendances):
            made.desk.store.connection.run("UPDATE attendance SET came = 1 WHERE parent_id = ?", (talk.id,))
    yield count_period(made.desk, LAST)
    made.desk.store.close()


def test_no_hidden_number_is_given_away(plain: Statistics) -> None:
    found = guarded(plain)
    assert any(row.hidden for table in found.tables for row in table.rows)
    assert given_away(found) == []


def test_no_small_number_of_people_is_shown_anywhere(plain: Statistics) -> None:
    found = guarded(plain)
    rows = [
        row
        for table in found.tables
        if table.people
        for row in table.rows
        if row.backed is None and not row.tied and row.code not in OF_NOBODY
    ]
    assert not [row for row in rows if 0 < row.number < 5 or 0 < (row.before or 0) < 5]
    assert not [
        row
        for table in as_plain(found)["tables"]
        for row in table["rows"]
        if row["shown"] == "<5" and row["number"]
    ]
    assert "<5" in as_csv(found)
    assert any("«<5»" in sentence for sentence in found.rule)


def test_what_is_large_stays_and_adds_up(plain: Statistics) -> None:
    """Most of the numbers are there still: hiding everything would be safe as well."""
    found = guarded(plain)
    pairs = [
        (row.number, other.number, other.hidden)
        for table, after in zip(plain.tables, found.tables, strict=True)
        if table.key != "per_person"
        for row, other in zip(table.rows, after.rows, strict=True)
        if row.number >= 5
    ]
    assert sum(not hidden for _before, _after, hidden in pairs) > len(pairs) / 2
    assert all(before == after for before, after, hidden in pairs if not hidden)


def test_bands_are_put_together_and_not_hidden(plain: Statistics) -> None:
    rows = guarded(plain).table("per_person").rows
    assert not any(row.hidden for row in rows)
    assert sum(row.number for row in rows) == sum(row.number for row in plain.table("per_person").rows)


def test_without_what_tables_have_in_common_it_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "_across", lambda *_asked: iter(()))
    monkeypatch.setattr(guarding, "_whole", lambda *_asked: "")
    leaks = []
    for seed in range(4):
        made = Register(tmp_path / str(seed), 100 + seed)
        leaks += given_away(guarded(count_period(made.desk, LAST)))
        made.desk.store.close()
    assert leaks


def test_a_period_without_anything_can_be_guarded(tmp_path: Path) -> None:
    made = Register(tmp_path, 1)
    empty = Period(LAST.first.replace(year=2001), LAST.last.replace(year=2001))
    assert not any(
        row.hidden for table in guarded(count_period(made.desk, empty)).tables for row in table.rows
    )
    made.desk.store.close()


def old(key: str, rows: dict[str, tuple[str, int]], of: int | None = None) -> Table:
    """A table as version 1.4 kept it for a closed period."""
    told = [{"code": code, "label": label, "number": number} for code, (label, number) in rows.items()]
    return as_now(table_of({"key": key, "title": key, "rows": told, "of": of, "note": ""}))


def test_a_period_that_an_older_version_closed_is_guarded_too() -> None:
    tables = (
        old("overview", {"individual_sessions": ("Samtaler", 2), "individual_minutes": ("Minutter", 90)}),
        old("arrivals", {"arrived": ("Nye", 8), "told": ("Informert", 7)}),
        old("arrivals_language", {"pl": ("polsk, 2 kom", 1), "nb": ("norsk, Alta, 6 kom", 6)}),
        old("waiting", {"waits": ("Ventetider", 2), "median_days": ("Dager, median", 30)}),
        old("waiting_ward", {"remand": ("varetekt", 30)}),
        old(
            "per_person",
            {"1": ("1", 20), "2": ("2", 6), "3": ("3", 2), "4_plus": ("4 eller flere", 1)},
            of=29,
        ),
        old("sex", {"m": ("mann", 20), "f": ("kvinne", 9)}, of=29),
    )
    made_on = LAST.last
    plain = Statistics(first=LAST.first, last=LAST.last, made_on=made_on, title="", service="", tables=tables)
    found = guarded(plain)
    shown = {f"{table.key}.{row.code}": row for table in found.tables for row in table.rows}
    assert shown["overview.individual_minutes"].shown() == "*"
    assert shown["waiting.median_days"].shown() == "*"
    assert shown["waiting_ward.remand"].shown() == "*"
    assert "2 kom" not in as_csv(found)
    assert shown["arrivals_language.nb"].label == "norsk, Alta"
    assert shown["arrivals_language.pl"].of is None
    assert [row.code for row in found.table("per_person").rows] == ["1", "2_plus"]
    assert shown["sex.m"].shown() == "20"


def test_a_table_of_today_is_left_alone(plain: Statistics) -> None:
    assert [as_now(table) for table in plain.tables] == list(plain.tables)


def split(key: str, **numbers: int) -> Table:
    rows = tuple(Row(code=code, label=code, number=number) for code, number in numbers.items())
    return Table(key=key, title=key, rows=rows, of=sum(numbers.values()))


def test_slips_by_language_cannot_be_worked_out_from_the_same_slips_by_way() -> None:
    tables = (split("slips_language", nb=4, pl=4), split("slips_way", box=8, handed=0))
    last = LAST.last
    found = guarded(
        Statistics(first=LAST.first, last=last, made_on=last, title="", service="", tables=tables)
    )
    languages, ways = (found.table(key) for key in ("slips_language", "slips_way"))
    assert [row.shown() for row in languages.rows] == ["<5", "<5"]
    assert ways.of is None
    assert any(row.hidden for row in ways.rows), "two numbers below five that make eight are both four"
