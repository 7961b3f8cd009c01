"""The statistics of a period: who was reached, how often, in which form, and what came to nothing.

The measures and their bands follow what the Norwegian career centres count (domain.md 4.1), so that a school's numbers
can be laid beside theirs. Here every number stands as it is; app.statistics.guarding hides the small ones in whatever
leaves the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.base.languages import N_, _
from app.statistics.beside import feedback, judged, reach, steps, waiting_tables
from app.statistics.measures import MEASURES
from app.statistics.older import as_now
from app.statistics.period import Period, a_year_earlier
from app.statistics.tables import MONTHS, NONE, Row, Statistics, Table, table_of
from app.store import periods
from app.store.questions.behind import way_to
from app.store.questions.tallies import Tally, tally

if TYPE_CHECKING:
    import datetime as dt

    from app.store.store import Store, Viewer

RULE = (
    N_(
        "Counted are the entries that you wrote or that are shared, with a date in the period, both days included."
    ),
    N_("A person is guided who came to at least one session that was held; each person counts once."),
    N_(
        "An individual conversation is every held session that is not a group, also by telephone or in writing."
    ),
    N_("A group counts once as a session and once for each who came; an open group counts by its headcount."),
    N_("Planned sessions and voided entries are not counted."),
    N_(
        "Of a talk that was deleted for good, month, form and minutes are counted, and nothing of the person."
    ),
)
CLOSED = N_("This period is closed: the numbers are as they were counted then.")
PARTLY_CLOSED = N_(
    "A part of this period is closed. What was deleted since is missing here; the closed period has its own numbers."
)


def statistics(
    store: Store, *, viewer: Viewer, period: Period, today: dt.date, service: str = ""
) -> Statistics:
    """Count a period as far as the viewer may count, the same a year earlier beside it. Of a closed one the numbers as they
    were kept when it was closed."""
    kept = periods.frozen(store, viewer=viewer, first=period.first, last=period.last)
    earlier = a_year_earlier(period)
    if kept is None:
        found = tables(store, viewer=viewer, period=period, earlier=earlier)
        partly = periods.touches_closed(store, first=period.first, last=period.last)
        said = (PARTLY_CLOSED,) if partly else ()
    else:
        found, said = tuple(as_now(table_of(one)) for one in kept), (CLOSED,)
    return Statistics(
        first=period.first,
        last=period.last,
        made_on=today,
        title=_("Statistics"),
        service=service,
        tables=tuple(_leading(table) for table in found),
        rule=tuple(_(sentence) for sentence in (*said, *RULE)),
        before=(earlier.first, earlier.last) if earlier else None,
    )


def tables(store: Store, *, viewer: Viewer, period: Period, earlier: Period | None) -> tuple[Table, ...]:
    """Every table of the period, in the order that they are shown."""
    now = tally(store, viewer=viewer, first=period.first, last=period.last)
    before = tally(store, viewer=viewer, first=earlier.first, last=earlier.last) if earlier else None
    measured = {one.key: one.table(now, before) for one in MEASURES}
    waited = waiting_tables(store, viewer, now, before)
    slips = [measured.pop(key) for key in ("slips_language", "slips_way")]
    every = (
        _overview(now, before),
        _months(period, now, before),
        *(measured.pop(key) for key in ("form", "length", "purpose", "theme")),
        *(measured.pop(key) for key in ("cancelled", "cancelled_why", "moved_why")),
        *waited,
        *(measured.pop(key) for key in ("per_person", "group_type", "group_heads")),
        _meetings(now, before),
        *measured.values(),
        *reach(store, period, now),
        steps(now, before),
        *feedback(now, before),
        *(table for table in slips if not table.empty),
        *judged(store, viewer=viewer, until=period.last),
        _minutes(now, before),
    )
    return every


def _leading(table: Table) -> Table:
    """A table whose rows lead to the records behind them, also as an older version kept it."""
    rows = tuple(
        replace(row, leads_to=f"{table.key}:{row.code}" if way_to(table.key, row.code) else "")
        for row in table.rows
    )
    return replace(table, rows=rows)


def age_band(birth_year: int | None, year: int) -> str:
    """The code of list "person.age_band" for someone born in a year, counted at the end of `year`."""
    if birth_year is None:
        return "not_recorded"
    bands = ((20, "lt20"), (25, "a20_24"), (30, "a25_29"), (50, "a30_49"))
    return next((code for below, code in bands if year - birth_year < below), "a50_plus")


def _rows(
    numbers: Iterable[tuple[str, str, Callable[[Tally], int]]],
    now: Tally,
    before: Tally | None,
    tied: dict[str, str] | None = None,
) -> tuple[Row, ...]:
    return tuple(
        Row(
            code=code,
            label=_(says),
            number=count(now),
            before=count(before) if before else None,
            tied=(tied or {}).get(code, ""),
        )
        for code, says, count in numbers
    )


def _alone(found: Tally) -> int:
    return found.total("form") - found.one("form", "group")


def _overview(now: Tally, before: Tally | None) -> Table:
    numbers: tuple[tuple[str, str, Callable[[Tally], int]], ...] = (
        ("unique_people", N_("People guided"), lambda found: found.one("people")),
        ("individual_sessions", N_("Individual conversations held"), _alone),
        ("groups", N_("Groups held"), lambda found: found.one("form", "group")),
        ("group_attendances", N_("Attendances in groups"), lambda found: found.one("attendances", "group")),
        (
            "group_people",
            N_("People who took part in a group, by name"),
            lambda found: found.one("group_people"),
        ),
        ("attendances", N_("Attendances in all"), lambda found: found.total("attendances")),
        ("cancelled", N_("Sessions that came to nothing"), lambda found: found.total("state")),
        ("with_interpreter", N_("Sessions with an interpreter"), lambda found: found.one("interpreter")),
        (
            "individual_minutes",
            N_("Minutes of individual conversations"),
            lambda found: found.one("minutes", "alone"),
        ),
        ("group_minutes", N_("Minutes of groups"), lambda found: found.one("minutes", "group")),
        ("intakes", N_("Intake conversations"), lambda found: found.one("intakes")),
        ("told", N_("Told about guidance at intake"), lambda found: found.one("intakes", "told")),
    )
    tied = {"individual_minutes": "overview.individual_sessions", "group_minutes": "overview.groups"}
    told, intakes = now.one("intakes", "told"), now.one("intakes")
    note = (
        _(
            "{percent} % of those with an intake were told about guidance.",
            percent=round(100 * told / intakes),
        )
        if intakes
        else ""
    )
    return Table(
        key="overview",
        title=_("Overview"),
        rows=_rows(numbers, now, before, tied),
        note=note,
        note_of=("overview.told", "overview.intakes"),
        definition=_("The year at a glance; each number is defined at its own table or in the rule below."),
        measure="ST1",
        picture=NONE,
    )


def _months(period: Period, now: Tally, before: Tally | None) -> Table:
    """A row for each month of the period, those without a session too; a longer period than a year has years in it."""
    from app.base.days import add_months, show_month
    from app.base.languages import current

    found, earlier = now.of("month"), before.of("month") if before else None
    rows, month = [], period.first.replace(day=1)
    while month <= period.last:
        code, was = f"{month:%Y-%m}", f"{add_months(month, -12):%Y-%m}"
        said = show_month(month, language=current())
        number = found.get(code, 0)
        rows.append(
            Row(
                code=code,
                label=said,
                number=number,
                before=None if earlier is None else earlier.get(was, 0),
            )
        )
        month = add_months(month, 1)
    return Table(
        key="month",
        title=_("Sessions held, by month"),
        rows=tuple(rows),
        definition=_("Every session that was held, groups too, by the month of its day."),
        measure="ST2",
        picture=MONTHS,
    )


def _meetings(now: Tally, before: Tally | None) -> Table:
    numbers: tuple[tuple[str, str, Callable[[Tally], int]], ...] = (
        ("meetings", N_("Meetings with guests"), lambda found: found.one("meetings", "meetings")),
        ("guests", N_("Guests"), lambda found: found.one("meetings", "guests")),
        ("participants", N_("Participants"), lambda found: found.one("meetings", "participants")),
    )
    return Table(
        key="meetings",
        title=_("Meetings with employers and providers"),
        rows=_rows(numbers, now, before),
        definition=_(
            "Group sessions that were held with guests from work, education or services; participants as in groups."
        ),
        measure="ST5",
        picture=NONE,
    )


def _minutes(now: Tally, before: Tally | None) -> Table:
    numbers: tuple[tuple[str, str, Callable[[Tally], int]], ...] = (
        ("individual", N_("Individual conversations"), lambda found: found.one("minutes", "alone")),
        ("group", N_("Groups"), lambda found: found.one("minutes", "group")),
        ("preparation", N_("Preparation"), lambda found: found.one("office", "preparation")),
        ("administration", N_("Administration"), lambda found: found.one("office", "administration")),
    )
    rows = _rows(numbers, now, before, {"individual": "overview.individual_sessions"})
    return Table(
        key="minutes",
        title=_("Minutes used"),
        rows=rows,
        of=sum(row.number for row in rows) or None,
        definition=_(
            "Minutes written on held sessions; preparation and administration as counsellors wrote them week by week."
        ),
        measure="ST13",
        people=False,
    )
