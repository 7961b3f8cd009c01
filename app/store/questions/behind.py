"""The records behind a number of the statistics, as far as the viewer may read them: of others there are numbers alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from app.store.access import Viewer, may_read
from app.store.questions.tallies import LENGTHS, laid_ready

if TYPE_CHECKING:
    from app.store.store import Store

SHOWN = 100
"""So many records of one number are shown, the newest."""
_LENGTH = " ".join(f"WHEN c.minutes < {limit} THEN '{code}'" for limit, code in LENGTHS)
_LISTED = "EXISTS (SELECT 1 FROM json_each(c.{column}) j WHERE j.value = ?)"

# Where a row of the statistics leads (Row.leads_to, before the colon) → which talks of the period; "?" is what stands after.
_SESSIONS = {
    "form": "c.state = 'held' AND c.form = ?",
    "month": "c.state = 'held' AND c.month = ?",
    "length": f"c.state = 'held' AND c.form != 'group' AND CASE {_LENGTH} ELSE 'm60_plus' END = ?",
    "purpose": f"c.state = 'held' AND {_LISTED.format(column='purpose')}",
    "theme": f"c.state = 'held' AND {_LISTED.format(column='themes')}",
    "state": "c.state = ?",
    "group_type": "c.state = 'held' AND c.form = 'group' AND c.group_type = ?",
    "guest": """c.state = 'held' AND EXISTS (SELECT 1 FROM main.activity x, json_each(x.guests) g
        WHERE x.parent_id = c.id AND x.voided_at = '' AND g.value = ?)""",
    "interpreted": "c.state = 'held' AND c.handling LIKE 'interpreter%' AND c.language = ?",
    "language": "c.state = 'held' AND c.form != 'group' AND c.language = ?",
}
# … or which people: the column that holds what stands after the colon.
_PEOPLE = {
    "age": "age",
    "sex": "sex",
    "education": "education",
    "country_group": "country_group",
    "work_before": "work_before",
    "ward_kind": "ward_kind",
    "stay": "stay",
    "activity": "activity",
}
Kind = Literal["session", "person"]


def kind_behind(leads_to: str) -> Kind | None:
    """What stands behind a number: talks, people, or nothing that can be listed."""
    name = leads_to.partition(":")[0]
    return "session" if name in _SESSIONS else "person" if name in _PEOPLE else None


def behind(store: Store, *, viewer: Viewer, first: dt.date, last: dt.date, leads_to: str) -> tuple[str, ...]:
    """The ids of what stands behind a number, talks newest first, people by name. leads_to: as in a row's field."""
    name, _colon, code = leads_to.partition(":")
    if kind_behind(leads_to) is None:
        return ()
    if name in _SESSIONS:
        sql = f"""SELECT s.id FROM temp.c_session c JOIN main.session s ON s.id = c.id
            WHERE {_SESSIONS[name]} ORDER BY s.day DESC, s.clock DESC, s.number DESC LIMIT {SHOWN}"""
    else:
        sql = f"""SELECT p.id FROM temp.c_person c JOIN main.person p ON p.id = c.id
            WHERE c.{_PEOPLE[name]} = ? ORDER BY p.name, p.number LIMIT {SHOWN}"""
    with laid_ready(store, viewer, first, last, may=may_read):
        return tuple(id for (id,) in store.connection.rows(sql, (code,)))
