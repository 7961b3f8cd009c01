"""What became of the week: sessions cancelled, by whom and why, how long people waited for a talk, and who came new and
was told about guidance (domain.md 4.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.base.languages import N_, _
from app.records.choices import codes, label
from app.records.spoken import language_name
from app.statistics.tables import Row, Table
from app.store.questions.arrivals import ToldShare
from app.store.questions.queue import Wait, median_of
from app.store.questions.statistics import CountedRequests, CountedSession

NO_REASON = "not_said"
UNKNOWN_WARD = UNKNOWN_LANGUAGE = "not_recorded"
CANCELLED = {"cancelled_inmate": "inmate", "cancelled_school": "school", "cancelled_prison": "prison"}
RULES = (
    N_("A session that was cancelled counts once, under who cancelled it and the reason that was written."),
    N_(
        "A wait is counted in days, from a request to the first session held from that day on to which the person "
        "came, and belongs to the period of that session. Several requests that one session ended are one wait, "
        "the longest."
    ),
    N_(
        "A new arrival counts as told where it is ticked so on the list of arrivals, or written in an intake before the "
        "person’s next arrival."
    ),
)


def cancelled_why(sessions: Iterable[CountedSession]) -> Table:
    """Sessions cancelled, a row for each pair of by whom and why that there is; code: state.reason."""
    found = Counter((one.state, one.reason or NO_REASON) for one in sessions if one.state in CANCELLED)
    known = (*codes("cancel.reason"), NO_REASON)
    order = [(state, why) for state in CANCELLED for why in (*known, *_unknown(found, known))]
    rows = tuple(
        Row(code=f"{state}.{why}", label=_by_and_why(state, why), number=found[state, why])
        for state, why in order
        if found[state, why]
    )
    return Table(
        key="cancelled_why",
        title=_("Sessions cancelled, by whom and why"),
        rows=rows,
        of=found.total() or None,
    )


def moved_why(sessions: Iterable[CountedSession]) -> Table:
    """Sessions that were moved with a reason, a row for each pair of by whom and why, the last time; code: by.reason."""
    found = Counter((one.moved_by, one.moved_reason or NO_REASON) for one in sessions if one.moved_by)
    known = (*codes("cancel.reason"), NO_REASON)
    rows = tuple(
        Row(code=f"{by}.{why}", label=f"{label('moved.by', by)}: {_why(why)}", number=found[by, why])
        for by in codes("moved.by")
        for why in (*known, *_unknown(found, known))
        if found[by, why]
    )
    return Table(
        key="moved_why", title=_("Sessions moved, by whom and why"), rows=rows, of=found.total() or None
    )


def _why(why: str) -> str:
    return _("no reason written") if why == NO_REASON else label("cancel.reason", why)


def _unknown(found: Counter[tuple[str, str]], known: tuple[str, ...]) -> list[str]:
    """Reasons that the list no longer has."""
    return sorted({why for _state, why in found} - set(known))


def _by_and_why(state: str, why: str) -> str:
    return f"{label('interpreter.cancelled_by', CANCELLED[state])}: {_why(why)}"


def waiting(found: CountedRequests) -> Table:
    """Requests of the period, how they ended, and the days that people waited for a talk."""
    median = median_of([one.days for one in found.waits])
    numbers = [
        ("requests", N_("Requests for a talk"), found.made),
        ("waits", N_("Waits that ended with a talk"), len(found.waits)),
        ("median_days", N_("Days from request to talk, the middle one"), median),
        ("answered", N_("Requests answered without a talk"), found.ended.get("answered", 0)),
        ("declined", N_("Requests declined"), found.ended.get("declined", 0)),
        ("left", N_("Requests of people who left"), found.ended.get("left", 0)),
        ("waiting", N_("Requests still waiting on the last day"), found.open_at_end),
    ]
    rows = tuple(
        Row(code=code, label=_(says), number=number) for code, says, number in numbers if number is not None
    )
    return Table(key="waiting", title=_("Waiting for a talk"), rows=rows)


def waiting_by_ward(waits: Iterable[Wait]) -> Table:
    """The middle number of days by the kind of ward that the people are on; kinds without a wait are left out."""
    days: dict[str, list[int]] = {}
    for one in waits:
        days.setdefault(one.ward_kind or UNKNOWN_WARD, []).append(one.days)
    known = (*codes("ward.type"), UNKNOWN_WARD)
    rows = tuple(
        Row(code=kind, label=_ward(kind), number=median_of(days[kind]) or 0)
        for kind in (*known, *sorted(set(days) - set(known)))
        if kind in days
    )
    return Table(key="waiting_ward", title=_("Days from request to talk, by kind of ward"), rows=rows)


def _ward(kind: str) -> str:
    return label("person.age_band", kind) if kind == UNKNOWN_WARD else label("ward.type", kind)


def arrivals(found: Iterable[ToldShare]) -> Table:
    """Those who came new in the period, and how many of them were told about guidance (ST4)."""
    shares = list(found)
    arrived, told = sum(one.arrived for one in shares), sum(one.told for one in shares)
    rows = (
        Row(code="arrived", label=_("New arrivals"), number=arrived),
        Row(code="told", label=_("Told about guidance"), number=told),
    )
    note = (
        _("{percent} % of those who came new were told about guidance.", percent=round(100 * told / arrived))
        if arrived
        else ""
    )
    return Table(key="arrivals", title=_("New arrivals"), rows=rows, note=note)


def told_in(found: Iterable[ToldShare]) -> Table:
    """Those who were told about guidance, by the language that they read best; the label says how many came."""
    rows = tuple(
        Row(
            code=one.language or UNKNOWN_LANGUAGE,
            label=_("{language}, {count} came", language=_language(one.language), count=one.arrived),
            number=one.told,
        )
        for one in found
    )
    return Table(key="arrivals_language", title=_("New arrivals told about guidance, by language"), rows=rows)


def _language(code: str) -> str:
    return language_name(code) if code else label("person.age_band", UNKNOWN_LANGUAGE)
