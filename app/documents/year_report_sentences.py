"""What the numbers of a section say in sentences: the draft of the year's report, to be changed by whoever sends it.

Every number is the guarded statistic's: one that is hidden there is told as little here, and is no part of what is most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from app.base.languages import _, ngettext_
from app.records.choices import label
from app.statistics.small_cells import LEAST, SMALL
from app.statistics.tables import Row, Table

if TYPE_CHECKING:
    from app.documents.year_report import Section, YearReport

MOST = 3  # so many are named where it is told what was most
AN_HOUR = 60
WELL = ("4", "5")  # of five, on the slips

_CLAUSES: Mapping[str, Callable[[int], str]] = {
    "overview.unique_people": lambda n: ngettext_(
        "{count} person had guidance", "{count} people had guidance", n
    ),
    "overview.group_people": lambda n: ngettext_(
        "{count} person took part in groups", "{count} people took part in groups", n
    ),
    "overview.individual_sessions": lambda n: ngettext_(
        "{count} individual conversation was held", "{count} individual conversations were held", n
    ),
    "overview.groups": lambda n: ngettext_("{count} group was held", "{count} groups were held", n),
    "overview.group_attendances": lambda n: ngettext_(
        "People came to groups {count} time in all", "People came to groups {count} times in all", n
    ),
    "overview.cancelled": lambda n: ngettext_(
        "{count} planned conversation fell away", "{count} planned conversations fell away", n
    ),
    "overview.intakes": lambda n: ngettext_(
        "{count} intake conversation was held", "{count} intake conversations were held", n
    ),
    "overview.with_interpreter": lambda n: ngettext_(
        "An interpreter was used in {count} conversation",
        "An interpreter was used in {count} conversations",
        n,
    ),
    "arrivals.arrived": lambda n: ngettext_("{count} new person came", "{count} new people came", n),
    "arrivals.told": lambda n: ngettext_(
        "{count} of the new people was told of the guidance",
        "{count} of the new people were told of the guidance",
        n,
    ),
    "waiting.requests": lambda n: ngettext_(
        "{count} request for a talk came in", "{count} requests for a talk came in", n
    ),
    "waiting.median_days": lambda n: ngettext_(
        "Half of them waited {count} day or less for the talk",
        "Half of them waited {count} days or less for the talk",
        n,
    ),
    "meetings.meetings": lambda n: ngettext_(
        "{count} meeting with guests was held", "{count} meetings with guests were held", n
    ),
    "meetings.guests": lambda n: ngettext_("{count} guest came", "{count} guests came", n),
    "meetings.participants": lambda n: ngettext_(
        "{count} participant was there", "{count} participants were there", n
    ),
    "steps.done": lambda n: ngettext_(
        "{count} step of people’s plans was done", "{count} steps of people’s plans were done", n
    ),
    "steps.open": lambda n: ngettext_(
        "{count} step is still to be done", "{count} steps are still to be done", n
    ),
}
"""What a number says, by the table and the row that it stands in."""

_TOLD_OF: Mapping[str, Callable[[str], str]] = {
    "theme": lambda names: _("What was talked of most: {names}.", names=names),
    "referrals": lambda names: _("Most referrals went to: {names}.", names=names),
    "interpreted": lambda names: _("An interpreter was needed most for: {names}.", names=names),
    "group_heads": lambda names: _("Most people came to: {names}.", names=names),
}
"""What is said of the rows of a table with the highest numbers."""


def sentences(data: YearReport, section: Section) -> Iterator[str]:
    """What a section says: the school's own words, or those of its numbers."""
    own = data.own.get(section.key, "").strip()
    if own:
        yield from own.splitlines()
        return
    tables = {table.key: table for table in data.found.tables}
    for name in section.says:
        row = _row(tables, name)
        if row is not None and (row.number or row.before or row.hidden):
            yield sentence(name, row)
    for key, says in _TOLD_OF.items():
        if key in section.tables and key in tables and (names := most_of(tables[key])):
            yield says(joined(names))
    yield from _besides(data, section, tables)


def _row(tables: Mapping[str, Table], name: str) -> Row | None:
    key, code = name.split(".", 1)
    return next((row for row in tables[key].rows if row.code == code), None) if key in tables else None


def sentence(name: str, row: Row) -> str:
    """What the number in a table's row ("table.row") says, last year beside it; a small one is "fewer than five"."""
    if row.hidden == SMALL:
        return _("{what}: fewer than {least}.", what=row.label, least=LEAST)
    if row.hidden:
        return _("{what}: not shown, so that nobody can be recognised.", what=row.label)
    said = _CLAUSES[name](row.number)
    if row.before is None or row.hidden_before:
        return f"{said}."
    if row.backed is not None:
        return _("{said}. The year before it was {before}.", said=said, before=row.before)
    if not row.before:
        return _("{said}. The year before there were none.", said=said)
    return _beside(said, row.number - row.before)


def _beside(said: str, more: int) -> str:
    """The same with how many more or fewer that is than the year before."""
    if not more:
        return _("{said}, as many as the year before.", said=said)
    if more > 0:
        return ngettext_(
            "{said}, {count} more than the year before.",
            "{said}, {count} more than the year before.",
            more,
            said=said,
        )
    return ngettext_(
        "{said}, {count} fewer than the year before.",
        "{said}, {count} fewer than the year before.",
        -more,
        said=said,
    )


def most_of(table: Table) -> list[str]:
    """The names of the rows with the highest numbers, the highest first; none where one that is hidden could be among them
    or they are all alike."""
    shown = sorted((row for row in table.rows if row.number), key=lambda row: -row.number)
    first = shown[:MOST]
    if len(shown) < 2 or any(row.hidden and row.hidden != SMALL for row in table.rows):
        return []
    if first[-1].number < LEAST or first[0].number == shown[-1].number:
        return []
    return [row.label for row in first]


def joined(names: Sequence[str]) -> str:
    """Names in a row as the language joins them: one, two and three."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def _besides(data: YearReport, section: Section, tables: Mapping[str, Table]) -> Iterator[str]:
    """What a section says of more than one number."""
    if section.key == "arrivals" and "arrivals" in tables and tables["arrivals"].note:
        yield tables["arrivals"].note
    elif section.key == "partners" and data.partners:
        yield ngettext_(
            "The service works with {count} partner.",
            "The service works with {count} partners.",
            len(data.partners),
        )
    elif section.key == "feedback":
        yield from (said for table in tables.values() if (said := _answered_well(table)))
    elif section.key == "quality":
        yield from _quality(data, tables)
    elif section.key == "time" and (hours := _hours(tables)):
        yield ngettext_(
            "Conversations and groups took {count} hour.",
            "Conversations and groups took {count} hours.",
            hours,
        )


def _answered_well(table: Table) -> str:
    """How many on the slips agreed, where none of the numbers is hidden."""
    well = [row for row in table.rows if row.code in WELL]
    if not table.key.startswith("feedback_") or len(well) < len(WELL) or not table.of:
        return ""
    if any(row.hidden for row in well):
        return ""
    count = sum(row.number for row in well)
    return _("{item}: {count} of {all} answered 4 or 5 of 5.", item=_item(table), count=count, all=table.of)


def _item(table: Table) -> str:
    return label("feedback.item", table.key.removeprefix("feedback_"))


def _quality(data: YearReport, tables: Mapping[str, Table]) -> Iterator[str]:
    checklist = tables.get("checklist")
    if checklist is not None and not checklist.empty:
        yes = sum(row.number for row in checklist.rows)
        said = _(
            "{count} of the checklist’s {all} questions are answered with yes", count=yes, all=checklist.of
        )
        before = [row.before for row in checklist.rows if row.before is not None]
        if before:
            yield _("{said}; in the round before there were {before}.", said=said, before=sum(before))
        else:
            yield f"{said}."
    if data.actions:
        done = len(data.actions) - len(data.still)
        yield _(
            "Of {all} actions {done} are ended, and {still} go on.",
            all=len(data.actions),
            done=done,
            still=len(data.still),
        )


def _hours(tables: Mapping[str, Table]) -> int:
    rows = (_row(tables, f"minutes.{code}") for code in ("individual", "group"))
    known = [row.number for row in rows if row is not None and not row.hidden]
    return round(sum(known) / AN_HOUR) if len(known) == 2 else 0
