"""The plain counts of a period: who was reached, how often, in which form, and what came to nothing.

The measures and their bands follow what the Norwegian career centres count (domain.md 4.1), so that a school's
numbers can be laid beside theirs. Small numbers are not hidden here; the rule printed with them warns instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from app.base.languages import N_, _
from app.records.choices import codes, label
from app.statistics.period import Period
from app.statistics.tables import Row, Statistics, Table, table_of
from app.statistics.week import RULES as RULES_OF_THE_WEEK
from app.statistics.week import arrivals, cancelled_why, moved_why, told_in, waiting, waiting_by_ward
from app.store import periods
from app.store.questions.statistics import Counted, CountedPerson, CountedSession, counted

if TYPE_CHECKING:
    import datetime as dt

    from app.store.store import Store, Viewer

GROUP = "group"
CALLED_OFF = ("cancelled_inmate", "cancelled_school", "cancelled_prison", "no_show", "moved", "transferred")
AGE_BANDS = ((20, "lt20"), (25, "a20_24"), (30, "a25_29"), (50, "a30_49"))
OFTEN = 4  # so many conversations and more are one row

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
    *RULES_OF_THE_WEEK,
    N_("Age is the year in which the period ends less the birth year."),
    N_("Small numbers can point to a person. Look before you pass them on."),
)
CLOSED = N_("This period is closed: the numbers are as they were counted then.")
PARTLY_CLOSED = N_(
    "A part of this period is closed. What was deleted since is missing here; the closed period has its own numbers."
)


def statistics(
    store: Store, *, viewer: Viewer, period: Period, today: dt.date, service: str = ""
) -> Statistics:
    """Count a period; a closed one is not counted again. service: the school's name, printed in the heading."""
    kept = periods.frozen(store, viewer=viewer, first=period.first, last=period.last)
    if kept is None:
        found = tables(counted(store, viewer=viewer, first=period.first, last=period.last), period)
        partly = periods.touches_closed(store, first=period.first, last=period.last)
        said = (PARTLY_CLOSED,) if partly else ()
    else:
        found, said = tuple(table_of(one) for one in kept), (CLOSED,)
    return Statistics(
        first=period.first,
        last=period.last,
        made_on=today,
        title=_("Statistics"),
        service=service,
        tables=found,
        rule=tuple(_(sentence) for sentence in (*said, *RULE)),
    )


def tables(found: Counted, period: Period) -> tuple[Table, ...]:
    """Every table of the period, in the order they are shown."""
    held = [one for one in found.sessions if one.state == "held"]
    guided = {person for session in held for person in session.came}
    people = [found.people[person] for person in sorted(guided) if person in found.people]
    return (
        _overview(found, held, guided),
        _forms(held),
        _called_off(found.sessions),
        cancelled_why(found.sessions),
        moved_why(found.sessions),
        waiting(found.requests),
        waiting_by_ward(found.requests.waits),
        arrivals(found.arrivals),
        told_in(found.arrivals),
        _per_person(held),
        _split("age_band", N_("People guided, by age"), "person.age_band", people, _age_in(period.last.year)),
        _split("sex", N_("People guided, by sex"), "person.sex", people, lambda one: one.sex),
        _split(
            "education",
            N_("People guided, by education"),
            "person.education",
            people,
            lambda one: one.education,
        ),
        _split(
            "country_group",
            N_("People guided, by background"),
            "person.country_group",
            people,
            lambda one: one.country_group,
        ),
        _offers(found),
    )


def _overview(found: Counted, held: list[CountedSession], guided: set[str]) -> Table:
    groups = [one for one in held if one.form == GROUP]
    alone = [one for one in held if one.form != GROUP]
    in_groups = {person for one in groups for person in one.came}
    told = sum(1 for one in found.intakes if was_told(one.informed))
    numbers = (
        ("unique_people", N_("People guided"), len(guided)),
        ("individual_sessions", N_("Individual conversations held"), len(alone)),
        ("groups", N_("Groups held"), len(groups)),
        ("group_attendances", N_("Attendances in groups"), sum(attendance(one) for one in groups)),
        ("group_people", N_("People who took part in a group, by name"), len(in_groups)),
        ("attendances", N_("Attendances in all"), sum(attendance(one) for one in held)),
        ("cancelled", N_("Sessions that came to nothing"), _count(found.sessions, CALLED_OFF)),
        ("with_interpreter", N_("Sessions with an interpreter"), sum(one.interpreter for one in held)),
        ("individual_minutes", N_("Minutes of individual conversations"), sum(one.minutes for one in alone)),
        ("group_minutes", N_("Minutes of groups"), sum(one.minutes for one in groups)),
        ("intakes", N_("Intake conversations"), len(found.intakes)),
        ("told", N_("Told about guidance at intake"), told),
    )
    rows = tuple(Row(code=code, label=_(says), number=number) for code, says, number in numbers)
    return Table(key="overview", title=_("Overview"), rows=rows, note=_told_note(told, len(found.intakes)))


def attendance(session: CountedSession) -> int:
    """How many a held session counts as: those who came by name, or the headcount of an open group where that is more."""
    came = len(session.came) + session.unnamed
    return max(came, session.headcount) if session.form == GROUP else came


def was_told(informed: Iterable[str]) -> bool:
    """Whether an intake says that the person was told about guidance, in whatever way."""
    return any(code != "not_yet" for code in informed)


def age_band(birth_year: int | None, year: int) -> str:
    """The code of list "person.age_band" for someone born in a year, counted at the end of `year`."""
    if birth_year is None:
        return "not_recorded"
    age = year - birth_year
    return next((code for below, code in AGE_BANDS if age < below), "a50_plus")


def _told_note(told: int, intakes: int) -> str:
    if not intakes:
        return ""
    return _(
        "{percent} % of those with an intake were told about guidance.", percent=round(100 * told / intakes)
    )


def _count(sessions: Iterable[CountedSession], states: Iterable[str]) -> int:
    wanted = set(states)
    return sum(1 for one in sessions if one.state in wanted)


def _forms(held: list[CountedSession]) -> Table:
    found = Counter(one.form for one in held)
    return Table(
        key="form",
        title=_("Sessions held, by form"),
        rows=_rows("session.form", found),
        of=len(held),
    )


def _called_off(sessions: Iterable[CountedSession]) -> Table:
    found = Counter(one.state for one in sessions if one.state in CALLED_OFF)
    rows = tuple(
        Row(code=code, label=label("session.state", code), number=found[code]) for code in CALLED_OFF
    )
    return Table(
        key="cancelled", title=_("Sessions that came to nothing"), rows=rows, of=sum(found.values()) or None
    )


def _per_person(held: list[CountedSession]) -> Table:
    times = Counter(person for one in held if one.form != GROUP for person in one.came)
    found = Counter(min(count, OFTEN) for count in times.values())
    labels = {1: "1", 2: "2", 3: "3", OFTEN: _("{count} or more", count=OFTEN)}
    rows = tuple(
        Row(code=f"{often}{'_plus' if often == OFTEN else ''}", label=said, number=found[often])
        for often, said in labels.items()
    )
    return Table(
        key="per_person",
        title=_("People by number of individual conversations"),
        rows=rows,
        of=len(times) or None,
    )


def _split(
    key: str,
    title: str,
    choices: str,
    people: list[CountedPerson],
    value: Callable[[CountedPerson], str],
) -> Table:
    found = Counter(value(one) for one in people)
    return Table(key=key, title=_(title), rows=_rows(choices, found), of=len(people) or None)


def _offers(found: Counted) -> Table:
    answers = Counter(one.offer for one in found.intakes)
    return Table(
        key="offer",
        title=_("Intakes, by answer to the offer of guidance"),
        rows=_rows("intake.offer", answers),
        of=len(found.intakes) or None,
    )


def _rows(choices: str, found: Counter[str]) -> tuple[Row, ...]:
    """A row for each value of the list, and for values that the list no longer has."""
    known = codes(choices)
    return tuple(
        Row(code=code, label=label(choices, code), number=found[code])
        for code in (*known, *sorted(set(found) - set(known)))
    )


def _age_in(year: int) -> Callable[[CountedPerson], str]:
    return lambda one: age_band(one.birth_year, year)
