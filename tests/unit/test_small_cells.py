"""Small numbers stay hidden: whatever a reader adds and subtracts, two values are left. Tried by writing all of them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.statistics import small_cells
from app.statistics.small_cells import ALSO, LEAST, SMALL, Sum, hidden, is_small

HIGHEST = 11  # of a single number in the written-out tables


def possible(
    numbers: Mapping[str, int], sums: Sequence[Sum], marks: Mapping[str, str]
) -> dict[str, set[int]]:
    """Each hidden number's values in every table that shows the same: all of them written out, nothing narrowed.

    Totals that hang on hidden parts alone follow from them, so that only parts are written out."""
    totals = {one.total: one for one in sums}
    parts = [name for name in numbers if name not in totals]
    ranges = [
        (numbers[name],)
        if name not in marks
        else tuple(range(1, LEAST))
        if marks[name] == SMALL
        else tuple(range(HIGHEST + LEAST))
        for name in parts
    ]
    found: dict[str, set[int]] = {name: set() for name in marks}
    for values in product(*ranges):
        table = dict(zip(parts, values, strict=True))
        for one in sums:
            table[one.total] = sum(table[part] for part in one.parts)
        if all(_shows_the_same(name, table[name], numbers[name], marks.get(name, "")) for name in totals):
            for name in marks:
                found[name].add(table[name])
    return found


def _shows_the_same(name: str, value: int, number: int, mark: str) -> bool:
    return {"": value == number, SMALL: is_small(value), ALSO: True}[mark]


@st.composite
def one_table(draw: st.DrawFn) -> tuple[dict[str, int], list[Sum]]:
    """Two to four rows and their total; the total is the total of a second table now and then."""
    rows = [f"a{place}" for place in range(draw(st.integers(2, 4)))]
    numbers = {name: draw(st.integers(0, HIGHEST)) for name in rows}
    numbers["all"] = sum(numbers.values())
    return numbers, [Sum("all", tuple(rows))]


@st.composite
def two_tables(draw: st.DrawFn) -> tuple[dict[str, int], list[Sum]]:
    """Three rows and their total, the first row being the total of two others."""
    below = [draw(st.integers(0, 6)) for _place in range(2)]
    beside = [draw(st.integers(0, HIGHEST)) for _place in range(2)]
    numbers = {"b0": below[0], "b1": below[1], "a1": beside[0], "a2": beside[1]}
    numbers |= {"a0": sum(below), "all": sum(below) + sum(beside)}
    return numbers, [Sum("a0", ("b0", "b1")), Sum("all", ("a0", "a1", "a2"))]


@st.composite
def crossed(draw: st.DrawFn) -> tuple[dict[str, int], list[Sum]]:
    """Two rows by two columns with all margins."""
    cells = {name: draw(st.integers(0, 7)) for name in ("x0y0", "x0y1", "x1y0", "x1y1")}
    sums = [
        Sum("x0", ("x0y0", "x0y1")),
        Sum("x1", ("x1y0", "x1y1")),
        Sum("y0", ("x0y0", "x1y0")),
        Sum("y1", ("x0y1", "x1y1")),
        Sum("all", ("x0y0", "x0y1", "x1y0", "x1y1")),
    ]
    margins = {one.total: sum(cells[part] for part in one.parts) for one in sums}
    return cells | margins, sums


tables = one_table() | two_tables() | crossed()


@given(tables)
@settings(max_examples=120, deadline=None)
def test_no_hidden_number_can_be_worked_out(made: tuple[dict[str, int], list[Sum]]) -> None:
    numbers, sums = made
    marks = hidden(numbers, sums)
    assert all(name in marks for name, number in numbers.items() if is_small(number))
    left = possible(numbers, sums, marks)
    assert {name: values for name, values in left.items() if len(values) < 2 and numbers[name]} == {}
    assert all(numbers[name] in values for name, values in left.items())


@given(tables)
@settings(max_examples=60, deadline=None)
def test_nothing_is_hidden_where_nothing_is_small(made: tuple[dict[str, int], list[Sum]]) -> None:
    numbers, sums = made
    if not any(is_small(number) for number in numbers.values()):
        assert hidden(numbers, sums) == {}


def test_the_smallest_of_the_others_is_hidden_with_it() -> None:
    numbers = {"men": 40, "women": 3, "other": 0, "asked": 12, "all": 55}
    assert hidden(numbers, [Sum("all", ("men", "women", "other", "asked"))]) == {
        "women": SMALL,
        "asked": ALSO,
    }


def test_two_that_leave_no_choice_are_not_enough() -> None:
    numbers = {"a": 4, "b": 4, "c": 30, "all": 38}
    assert hidden(numbers, [Sum("all", ("a", "b", "c"))]) == {"a": SMALL, "b": SMALL, "c": ALSO}


def test_a_rest_that_is_shown_nowhere_is_protected_too() -> None:
    """19 of 20 were told: that one was not would be as plain as if it stood there."""
    marks = hidden({"told": 19, "not": 1, "all": 20}, [Sum("all", ("told", "not"))], unsaid=("not",))
    assert marks in ({"told": ALSO}, {"all": ALSO})


def test_a_sum_that_does_not_add_up_tells_nothing() -> None:
    assert hidden({"a": 2, "b": 9, "all": 40}, [Sum("all", ("a", "b"))]) == {"a": SMALL}


def test_tables_of_a_years_size_are_done_at_once() -> None:
    """Thirty rows, ten of them small, and a search that may give up: what is hidden then is more, never less."""
    numbers = {f"r{place}": place % 3 * 40 + place % 5 for place in range(30)}
    numbers["all"] = sum(numbers.values())
    marks = hidden(numbers, [Sum("all", tuple(f"r{place}" for place in range(30)))])
    assert {name for name, mark in marks.items() if mark == SMALL} == {
        name for name, number in numbers.items() if is_small(number)
    }
    assert len(marks) < 20


def test_without_the_search_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_cells, "has_another", lambda *_asked: True)
    numbers = {"a": 3, "b": 17, "all": 20}
    sums = [Sum("all", ("a", "b"))]
    assert possible(numbers, sums, hidden(numbers, sums))["a"] == {3}
