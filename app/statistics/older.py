"""Tables of periods that an older version closed, told by the rules of today: what was counted then stays as it is.

Before 1.5 a table said neither its measure nor what its rows hang together with, and the label of a language told how many
came. What has to be hidden in what leaves the program is judged by those, so they are put in when such a table is read.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.statistics.measures import MEASURES
from app.statistics.tables import NONE, REACH, Row, Table

_CAME = re.compile(r"^(.*), (\d+) [^\d]+$")
"""A language and how many came, as the label said in nb, nn and en."""
_TIED = {"individual_minutes": "overview.individual_sessions", "group_minutes": "overview.groups"}
_UNKNOWN = 1
"""Of how many people a middle number of days was made, where nobody wrote it down: so few that it is not shown outside."""
_MEASURES = {one.key: one for one in MEASURES}
_TOLD = {
    "overview": ("overview.told", "overview.intakes"),
    "arrivals": ("arrivals.told", "arrivals.arrived"),
}


def as_now(table: Table) -> Table:
    """A table of today's version as it is, an older one with what it did not say."""
    if table.measure:
        return table
    if table.key in _MEASURES:
        now = _MEASURES[table.key]
        return replace(
            table,
            measure=now.measure,
            picture=now.picture,
            people=now.people,
            whole=now.whole,
            bands=now.bands,
        )
    rows = tuple(_row(table, row) for row in table.rows)
    picture = REACH if table.key == "arrivals_language" else NONE
    return replace(table, rows=rows, picture=picture, note_of=_TOLD.get(table.key, ()))


def _row(table: Table, row: Row) -> Row:
    if table.key == "overview":
        return replace(row, tied=_TIED.get(row.code, ""))
    if table.key == "waiting_ward" or row.code == "median_days":
        return replace(row, backed=_UNKNOWN)
    said = _CAME.match(row.label) if table.key == "arrivals_language" else None
    return replace(row, label=said[1], of=int(said[2])) if said else row
