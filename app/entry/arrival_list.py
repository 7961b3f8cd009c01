"""A list of people as an office sends it: lines of an e-mail or cells of a spreadsheet become rows to be checked.

Pure: nothing is raised, nothing is kept. A list with headings is read by them; without, each cell by what it says.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace

from app.base.folding import fold
from app.entry.arrival_cells import (
    NUMBER,
    OTHER,
    PRIVATE,
    Cell,
    clean,
    guess,
    heading,
    is_ward_like,
    read_role,
    turned,
    ward_key,
    without_numbers,
)

_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_BETWEEN = re.compile(r"[\t;|]|\s[–—-]\s|\s{3,}")
_BULLET = re.compile(r"^\s*(?:[-–•*·]|\d{1,2}[.)])\s+(?=\S)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
MOST_ROWS = 500
"""More than this is no week's list, nor everyone in a prison that is entered for the first time."""
_TITLES = 5  # lines that may stand above the headings


@dataclass(frozen=True)
class ListRow:
    """One person of the list. day: YYYY-MM-DD, language: its code, how: a code of leaving.kind, told: "yes";
    what could not be read stands as it was written."""

    name: str = ""
    alias: str = ""
    ward: str = ""
    day: str = ""
    language: str = ""
    how: str = ""
    told: str = ""


@dataclass(frozen=True)
class Dropped:
    """What was left out: a heading or the text itself, "" for numbers of eleven digits and days of birth."""

    what: str
    private: bool
    count: int


@dataclass(frozen=True)
class ReadList:
    """The rows, what was left out of them, and how many lines were headings or said nothing that is kept."""

    rows: tuple[ListRow, ...]
    dropped: tuple[Dropped, ...] = ()
    headings: int = 0
    emptied: int = 0


_WRITTEN = {
    "name": "navn",
    "alias": "kallenavn",
    "ward": "avdeling",
    "day": "dato",
    "language": "språk",
    "how": "hvordan",
    "told": "fortalt",
}


def read_list(text: str, *, today: dt.date, wards: Collection[str] = (), leaving: bool = False) -> ReadList:
    """Read a text that was typed or pasted. wards: the names of the wards there are. leaving: a list of departures."""
    lines = [line for line in _LINE_ENDS.split(text) if clean(line)]
    tabbed = any("\t" in line for line in lines)
    commas = [_commas(line) for line in lines] if not tabbed else []
    if commas and _heading_line(commas[:1]) == 0:
        table = commas
    else:
        table = [line.split("\t") if "\t" in line else _split(line) for line in lines]
    return read_cells(table, today=today, wards=wards, leaving=leaving)


def read_cells(
    table: Iterable[Sequence[str]], *, today: dt.date, wards: Collection[str] = (), leaving: bool = False
) -> ReadList:
    """Read the cells of a spreadsheet, row by row."""
    lines = [line for line in ([clean(cell) for cell in row] for row in table) if any(line)]
    at = _heading_line(lines)
    reader = _Reader(today, frozenset(ward_key(ward) for ward in wards), leaving)
    if at is None:
        rows = reader.by_content(lines)
    else:
        rows = reader.by_heading(lines[at], lines[at + 1 :])
    kept = tuple(row for row in rows if row != ListRow())
    headings = 0 if at is None else at + 1
    return ReadList(kept, reader.left_out(), headings, len(rows) - len(kept))


def write_list(rows: Iterable[ListRow]) -> str:
    """The rows as cells with headings, as a spreadsheet takes them; `read_list` gives the same rows back."""
    names = [field.name for field in fields(ListRow)]
    lines = [[_WRITTEN[name] for name in names]]
    lines += [
        ["ja" if (name, getattr(row, name)) == ("told", "yes") else getattr(row, name) for name in names]
        for row in rows
    ]
    return "".join("\t".join(line) + "\n" for line in lines)


def _split(line: str) -> list[str]:
    return _BETWEEN.split(_BULLET.sub("", line))


def _commas(line: str) -> list[str]:
    """The cells of a line of comma-separated values, quoted or not."""
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return line.split(",")


def _heading_line(lines: Sequence[Sequence[str]]) -> int | None:
    """Which line holds the headings; a title may stand above them. None for a list without headings."""
    for at, line in enumerate(lines[:_TITLES]):
        roles = [heading(cell) for cell in line if cell]
        titles = all(sum(map(bool, one)) == 1 for one in lines[:at])
        if titles and sum(map(bool, roles)) >= 2 and {"name", "first", "last"} & set(roles):
            return at
    if lines and [fold(cell) for cell in lines[0] if cell] in ([["navn"], ["namn"], ["name"]]):
        return 0
    return None


class _Reader:
    """Reads the lines of one list and remembers what it left out."""

    def __init__(self, today: dt.date, wards: frozenset[str], leaving: bool) -> None:
        self._today, self._wards, self._leaving = today, wards, leaving
        self._dropped: Counter[tuple[str, bool]] = Counter()

    def left_out(self) -> tuple[Dropped, ...]:
        return tuple(Dropped(what, private, count) for (what, private), count in self._dropped.items())

    # --- with headings ---

    def by_heading(self, head: Sequence[str], lines: Sequence[Sequence[str]]) -> list[ListRow]:
        roles = [self._role(cell) for cell in head]
        return [self._headed(head, roles, line) for line in lines]

    def _role(self, cell: str) -> str:
        role = heading(cell)
        return (
            "day"
            if role == PRIVATE and self._leaving and fold(cell).startswith(("losl", "lausl", "rel"))
            else role
        )

    def _headed(self, head: Sequence[str], roles: Sequence[str], line: Sequence[str]) -> ListRow:
        cells: list[Cell] = []
        for at, text in enumerate(line):
            role = roles[at] if at < len(roles) else ""
            if not text or role == NUMBER:
                continue
            if role in ("", OTHER, PRIVATE):
                self._dropped[head[at] if at < len(head) else "", role == PRIVATE] += 1
                continue
            cells.append(read_role(role, self._scrubbed(text), today=self._today))
        return self._row(cells)

    # --- without ---

    def by_content(self, lines: Sequence[Sequence[str]]) -> list[ListRow]:
        read = [self._pieces(line) for line in lines]
        seconds = Counter(fold(rest[1]) for _cells, rest in read if len(rest) > 1)
        return [self._row(self._with_rest(cells, rest, seconds)) for cells, rest in read]

    def _pieces(self, line: Sequence[str]) -> tuple[list[Cell], list[str]]:
        """What the cells of a line say, and the texts that may be names."""
        cells: list[Cell] = []
        rest: list[str] = []
        for at, cell in enumerate(line):
            text = self._scrubbed(cell if at else _BULLET.sub("", cell))
            if not text:
                continue
            left = self._take_labelled(text, cells) or self._take_parts(text, cells)
            rest += [left] if left else []
        return cells, rest

    def _take_labelled(self, text: str, cells: list[Cell]) -> str:
        """Of "Språk: polsk" the cell is taken; "" for another text, and where nothing is left of it."""
        label, colon, value = (part.strip() for part in text.partition(":"))
        role = heading(label) if colon and value else ""
        if role in ("", OTHER, NUMBER):
            return ""
        cells.append(Cell(PRIVATE) if role == PRIVATE else read_role(role, value, today=self._today))
        return " "

    def _take_parts(self, text: str, cells: list[Cell]) -> str:
        """Take what is understood, whole, between commas or in brackets; what is left of the text."""
        whole = self._guess(text)
        if whole:
            cells.append(whole)
            return ""
        for inside in _BRACKETS.findall(text):
            said = self._guess(inside.strip())
            if said:
                cells.append(said)
                text = text.replace(f"({inside})", " ")
        left: list[str] = []
        for part in text.split(","):
            said = self._guess(part.strip()) if part.strip() else None
            if said:
                cells.append(said)
            else:
                left.append(part.strip())
        return ", ".join(part for part in left if part)

    def _guess(self, text: str) -> Cell | None:
        return guess(text, wards=self._wards, today=self._today, leaving=self._leaving)

    def _with_rest(self, cells: list[Cell], rest: list[str], seconds: Counter[str]) -> list[Cell]:
        """Give the texts without a role one: the first is the name, the second a ward where it looks or comes back
        like one, else the other half of the name."""
        texts = [text for text in rest if text.strip()]
        if not texts:
            return cells
        named, found = [texts[0]], list(cells)
        for text in texts[1:]:
            ward = is_ward_like(text) or seconds[fold(text)] > 1 or any(one.isdigit() for one in text)
            if ward and not any(cell.role == "ward" for cell in found):
                found.append(Cell("ward", text))
            elif len(named) == 1 and not ward:
                named.append(text)
            else:
                self._dropped[text, False] += 1
        return [*found, Cell("name", " ".join(named))]

    # --- both ---

    def _scrubbed(self, text: str) -> str:
        bare, had = without_numbers(text)
        self._dropped["", True] += had
        if not self._dropped["", True]:
            del self._dropped["", True]
        return bare

    def _row(self, cells: Iterable[Cell]) -> ListRow:
        """One row; of two cells for the same field the first stands, and the other is said to be left out."""
        said: dict[str, str] = {}
        for cell in cells:
            if cell.role == PRIVATE:
                self._dropped["", True] += 1
            elif cell.role in said and cell.text:
                self._dropped[cell.text, False] += 1
            elif cell.role != NUMBER:
                said[cell.role] = cell.text
        parted = " ".join(said.pop(part) for part in ("first", "last") if part in said)
        row = ListRow(**{name: text for name, text in said.items() if text})
        return replace(row, name=_settled(row.name or parted))


def _settled(name: str) -> str:
    """The name with the first name first, and nothing in it that would be read otherwise the next time."""
    return without_numbers(turned(name))[0]
