"""Who may see what: the one place where a viewer becomes a condition on rows.

A case belongs to its counsellor, and so does every row of it. Somebody else reads it only while it is open to them:
shared by its counsellor, opened in an emergency, or theirs to look after while that counsellor is away. A restricted case
is read by nobody. Everyone knows who exists: fields declared `Secrecy.EXISTS` are seen by all, and record types that hold
nothing else. What is open ends by itself: the condition asks the store's clock each time it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from app.records.field import Kind, Secrecy
from app.records.registry import scalars

if TYPE_CHECKING:
    from app.base.clock import Clock
    from app.store.connection import Connection

SHARED = ""  # the owner of a row that belongs to the service
_JUDGEMENTS = ("checklist_round", "checklist_answer")
PERSONAL = (*_JUDGEMENTS, "time_use")
"""What a counsellor keeps about themselves where it is not the service's: no stand-in looks after it, and what somebody
thinks of their own work is not counted by a lead either."""
COUNTING_ROLES = ("lead", "head")
"""Roles that may see numbers over everybody's cases, and nothing but numbers."""

# The newest event's time: a clock that is set back does not open again what has ended.
_LATEST = "(SELECT e.at FROM event e ORDER BY e.number DESC LIMIT 1)"
NOW = f"max(moment(), ifnull({_LATEST}, ''))"
"""The time that access is judged by, in SQL, as app.store.events.stamp writes it."""
TODAY = f"max(today(), substr(ifnull({_LATEST}, ''), 1, 10))"
"""The day that a substitution is judged by, in SQL."""
_OPEN_CASES = (
    f"SELECT o.case_id FROM case_access o WHERE o.counsellor = ? AND (o.until = '' OR o.until > {NOW})"
)
_ABSENT = (
    "SELECT u.absent FROM substitution u WHERE u.substitute = ? AND u.ended_at = '' "
    f"AND {TODAY} BETWEEN u.first_day AND u.last_day"
)
_RESTRICTED = "SELECT r.case_id FROM restriction r"


@dataclass(frozen=True)
class Viewer:
    """The counsellor on whose behalf something is read or written."""

    counsellor: str


@dataclass(frozen=True)
class Condition:
    """A piece of SQL that is true for the rows meant, and the values of its question marks."""

    sql: str
    args: tuple[object, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"({self.sql}) AND ({other.sql})", (*self.args, *other.args))

    def __or__(self, other: Condition) -> Condition:
        return Condition(f"({self.sql}) OR ({other.sql})", (*self.args, *other.args))


class Access(Protocol):
    """`may_read`, or `may_count` where only numbers come out."""

    def __call__(self, kind: str, viewer: Viewer, *, alias: str = "") -> Condition: ...


def tell_time(connection: Connection, clock: Clock, *, stamp: Callable[..., str]) -> None:
    """Let the conditions on this connection know the time. Without it every one of them is an error."""
    connection.function("moment", 0, lambda: stamp(clock.now()))
    connection.function("today", 0, lambda: clock.today().isoformat())


def may_read(kind: str, viewer: Viewer, *, alias: str = "") -> Condition:
    """The condition that a row of this record type may be read. `alias` is the table's name in the query."""
    if everyone_sees(kind):
        return Condition("1")
    table = alias or kind
    return _reached(kind, table, viewer) & Condition(f"ifnull({table}.case_id, '') NOT IN ({_RESTRICTED})")


def may_count(kind: str, viewer: Viewer, *, alias: str = "") -> Condition:
    """The condition that a row may be counted: what comes of it is a number and nothing else. A restricted case counts."""
    if everyone_sees(kind):
        return Condition("1")
    reached = _reached(kind, alias or kind, viewer)
    return reached if kind in _JUDGEMENTS else counts_all(viewer) | reached


def counts_all(viewer: Viewer) -> Condition:
    """The condition that this viewer counts over everybody's cases."""
    marks = ", ".join("?" * len(COUNTING_ROLES))
    sql = f"""EXISTS (SELECT 1 FROM counsellor n, json_each(n.roles) held
        WHERE n.id = ? AND n.left_at = '' AND held.value IN ({marks}))"""
    return Condition(sql, (viewer.counsellor, *COUNTING_ROLES))


def may_find(viewer: Viewer) -> Condition:
    """The condition that a line of the search index may be shown, its excerpt with it."""
    everyone = Condition("found.secrecy = ?", (Secrecy.EXISTS.name,))
    own_line = Condition("found.kind = 'attendance'") & _case_is_theirs("found", viewer)
    not_kept_apart = Condition(
        f"found.kind NOT IN {PERSONAL!r} OR found.owner IN (?, ?)", (viewer.counsellor, SHARED)
    )
    reached = (_theirs("found", viewer) & not_kept_apart) | own_line
    return everyone | (reached & Condition(f"ifnull(found.case_id, '') NOT IN ({_RESTRICTED})"))


def as_seen(kind: str, column: str, viewer: Viewer, *, alias: str = "") -> Condition:
    """A column of a row that is known to exist, as an expression: its value where the viewer may see it, else "" ."""
    table = alias or kind
    named = f'{table}."{column}"'
    if scalars(kind)[column][1].secrecy is Secrecy.EXISTS:
        return Condition(named)
    may = may_read(kind, viewer, alias=alias)
    return Condition(f"CASE WHEN {may.sql} THEN {named} ELSE {_empty(kind, column)} END", may.args)


def reached_owners(viewer: Viewer) -> Condition:
    """A list in SQL of the counsellors whose cases are this viewer's to look after today: themselves, and the absent."""
    return Condition(f"SELECT ? UNION ALL {_ABSENT}", (viewer.counsellor, viewer.counsellor))


def open_cases(viewer: Viewer) -> Condition:
    """A list in SQL of others' cases that are open to this viewer now."""
    return Condition(_OPEN_CASES, (viewer.counsellor,))


def ways_to(
    viewer: Viewer, owners: Sequence[str], *, alias: str, restricted: bool = False
) -> tuple[Condition, Condition]:
    """`may_read` for talks, cut in two that never both hold, each led by an index: those of the service and of these owners
    (all that `reached_owners` gives), and those of others' cases that are open to the viewer. A talk of a case has the
    case's owner, so a case is judged once for all its talks. restricted: of the first part only the talks of restricted
    cases, which nobody reads: what is to be taken off where talks are counted without looking at the case of each."""
    marks = ", ".join("?" * (len(owners) + 1))
    free = f"ifnull({alias}.case_id, '') NOT IN ({_RESTRICTED})"
    theirs = Condition(f"{alias}.owner IN ({marks}) AND {free}", (SHARED, *owners))
    if restricted:
        theirs = Condition(
            f"+{alias}.owner IN ({marks}) AND {alias}.case_id IN ({_RESTRICTED})", (SHARED, *owners)
        )
    cases = f"""SELECT k.id FROM person k WHERE k.id IN ({_OPEN_CASES}) AND k.id NOT IN ({_RESTRICTED})
        AND k.owner NOT IN ({marks})"""
    return theirs, Condition(f"{alias}.case_id IN ({cases})", (viewer.counsellor, SHARED, *owners))


@cache
def everyone_sees(kind: str) -> bool:
    """True for record types that hold nothing about a case."""
    return all(spec.secrecy is Secrecy.EXISTS for _, spec in scalars(kind).values())


def _reached(kind: str, table: str, viewer: Viewer) -> Condition:
    if kind in PERSONAL:
        return Condition(f"+{table}.owner IN (?, ?)", (viewer.counsellor, SHARED))
    theirs = _theirs(table, viewer)
    return theirs | _case_is_theirs(table, viewer) if kind == "attendance" else theirs


def _theirs(table: str, viewer: Viewer) -> Condition:
    """A row of the viewer, of the service, of somebody the viewer stands in for, or of a case open to the viewer."""
    me = viewer.counsellor
    # "+" keeps the condition from choosing the index: what is asked for narrows a query better than who asks.
    sql = f"+{table}.owner IN (?, ?) OR +{table}.owner IN ({_ABSENT}) OR +{table}.case_id IN ({_OPEN_CASES})"
    return Condition(sql, (me, SHARED, me, me))


def _case_is_theirs(table: str, viewer: Viewer) -> Condition:
    """Somebody's own line in a talk of a colleague: the talk is the colleague's, the line is of the case."""
    me = viewer.counsellor
    sql = f"""EXISTS (SELECT 1 FROM person k WHERE k.id = {table}.case_id
        AND (k.owner IN (?, ?) OR k.owner IN ({_ABSENT})))"""
    return Condition(sql, (me, SHARED, me))


def _empty(kind: str, column: str) -> str:
    codes = scalars(kind)[column][1].kind is Kind.CODES
    return "'[]'" if codes else "''"
