"""The year's report: what the numbers say in sentences, their pictures, partners and actions; what is missing is seen.

Every number in it is the guarded statistic's. A section says what the school has written for it (record report_text), and
where nobody has, what the numbers say. The short form is one page for whoever leads the school.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_, _, speaking
from app.documents.document import Document, Inputs, OtherForm, Parameter, opened
from app.documents.flow import LINE, MARGIN, Flow, a4, counted
from app.documents.paper import Paper
from app.documents.statistics_pages import STATISTICS, period_asked, write_picture, write_table
from app.documents.statistics_pages import gather as gather_numbers
from app.documents.year_report_sentences import sentences
from app.records.choices import label
from app.statistics.period import LENGTHS, Period, period_at
from app.statistics.tables import Statistics, Table

if TYPE_CHECKING:
    from app.records.service import Action
    from app.store.store import Store, Viewer

GAP = 26.0  # points of an empty box where something is missing


@dataclass(frozen=True)
class Section:
    """A part of the report. says: the numbers that its sentences tell ("table.row"); tables: those drawn below them, a name
    that ends with "_" stands for all that begin so."""

    key: str
    title: str
    says: tuple[str, ...]
    tables: tuple[str, ...]


SECTIONS = (
    Section(
        "reached",
        N_("Who was reached"),
        ("overview.unique_people", "overview.group_people"),
        ("reach", "reach_", "age_band", "sex", "country_group", "education", "ward_kind", "stay", "activity"),
    ),
    Section(
        "talks",
        N_("Conversations and groups"),
        (
            "overview.individual_sessions",
            "overview.groups",
            "overview.group_attendances",
            "overview.cancelled",
        ),
        ("month", "form", "theme", "group_heads"),
    ),
    Section(
        "arrivals",
        N_("New people and the offer"),
        ("arrivals.arrived", "arrivals.told", "overview.intakes"),
        ("arrivals_language", "offer"),
    ),
    Section(
        "waiting", N_("Waiting for a talk"), ("waiting.requests", "waiting.median_days"), ("waiting_ward",)
    ),
    Section(
        "partners",
        N_("Meetings and partners"),
        ("meetings.meetings", "meetings.guests", "meetings.participants"),
        ("guests",),
    ),
    Section(
        "way_on",
        N_("Plans, referrals and applications"),
        ("steps.done", "steps.open"),
        ("referrals", "applications", "outcomes"),
    ),
    Section("languages", N_("Languages"), ("overview.with_interpreter",), ("interpreted", "languages")),
    Section("feedback", N_("What people say of the guidance"), (), ("feedback_", "slips_")),
    Section("quality", N_("Quality"), (), ("checklist",)),
    Section("time", N_("Time use"), (), ("minutes",)),
)


@dataclass(frozen=True, kw_only=True)
class YearReport:
    """All that stands in the report. own: the school's own words by section; partners, actions: lines of name and facts;
    still: of the actions those that are to be done."""

    language: str
    period: str
    found: Statistics
    short: bool
    own: Mapping[str, str]
    partners: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]
    still: tuple[tuple[str, str], ...]


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> YearReport:
    """The numbers, the school's own words for this period and language, partners and actions. Raises DayNotRead."""
    from app.records.partner import Partner
    from app.records.report import ReportText
    from app.records.service import OPEN_ACTIONS, Action

    store, viewer = opened(store, viewer)
    numbers, period = gather_numbers(store, viewer, inputs), whole_period(inputs)
    where = {"first": period.first, "last": period.last, "language": inputs.language}
    with speaking(inputs.language):
        partners = (one for one in store.find(Partner, viewer=viewer, order="name") if not one.hidden)
        actions = store.find(Action, viewer=viewer, order="due")
        return YearReport(
            language=inputs.language,
            period=numbers.period,
            found=replace(numbers.found, title=_("Report on the career guidance")),
            short=inputs.values["short"] == "yes",
            own={one.block: one.text for one in store.find(ReportText, viewer=viewer, where=where)},
            partners=tuple((one.name, _facts(one.kind, one.agreement)) for one in partners),
            actions=tuple(map(_action, actions)),
            still=tuple(_action(one) for one in actions if one.state in OPEN_ACTIONS),
        )


def whole_period(inputs: Inputs) -> Period:
    """The period that the school's own words are kept for: a year that still goes on has them to its last day."""
    asked = inputs.values["period"]
    return period_at(asked, inputs.today, whole=True) if asked in LENGTHS else period_asked(inputs)


def _action(one: Action) -> tuple[str, str]:
    return one.text, _joined(one.who, label("action.state", one.state))


def _facts(kind: str, agreement: str) -> str:
    said = label("agreement.state", agreement) if agreement not in ("", "none") else _("no agreement")
    return _joined(
        label("partner.type", kind), _("agreement: {state}", state=said) if agreement != "none" else said
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def draw(data: YearReport) -> Paper:
    """The report, numbered; the short form is one page."""
    with speaking(data.language):
        return counted(lambda pages: _short(data, pages) if data.short else _whole(data, pages))


def tables_of(data: YearReport, section: Section) -> list[Table]:
    """The tables of a section that have anything in them."""
    whole = {name for name in section.tables if not name.endswith("_")}
    begun = tuple(name for name in section.tables if name.endswith("_"))
    return [
        table
        for table in data.found.tables
        if not table.empty and (table.key in whole or table.key.startswith(begun or ("\0",)))
    ]


class InShort(NamedTuple):
    """What stands on the one page: sentences of every section that says something, the months and the checklist, what is
    to be done first."""

    said: tuple[str, ...]
    tables: tuple[Table, ...]
    still: tuple[tuple[str, str], ...]


def in_short(data: YearReport) -> InShort:
    """The report for whoever has a minute."""
    most = {"reached": 2, "talks": 3}
    said = [one for section in SECTIONS for one in list(sentences(data, section))[: most.get(section.key, 1)]]
    tables = {table.key: table for table in data.found.tables if not table.empty}
    shown = tuple(tables[key] for key in ("month", "checklist") if key in tables)
    return InShort(tuple(said) or (missing(),), shown, data.still[:4])


def missing() -> str:
    """What stands in a gap."""
    return _("Something is missing here: nothing was written down in this period.")


def foot_of(data: YearReport) -> str:
    """What stands at the foot of every page."""
    return _joined(data.found.title, data.found.service, data.period)


def heads(data: YearReport) -> tuple[tuple[str, str], ...]:
    """What stands below the title: name and value of what is known."""
    said = ((_("School"), data.found.service), (_("Period"), data.period))
    return tuple((name, value) for name, value in said if value)


def _head(data: YearReport, pages: int) -> Flow:
    title = data.found.title
    flow = Flow(a4(title=title, language=data.language), foot=foot_of(data), pages=pages, size=10)
    flow.title(title)
    for said, value in heads(data):
        flow.fact(said, value, column=90)
    return flow


def _whole(data: YearReport, pages: int) -> Flow:
    flow = _head(data, pages)
    for section in SECTIONS:
        flow.heading(_(section.title), keep=90)
        said, tables = list(sentences(data, section)), tables_of(data, section)
        for one in said:
            flow.paragraph(one)
        _lists(flow, data, section)
        if not said and not tables and not listed(data, section):
            _gap(flow, missing())
        for table in tables:
            write_table(flow, table)
    flow.heading(_("How it is counted"))
    flow.bullets(data.found.rule)
    return flow


def listed(data: YearReport, section: Section) -> tuple[tuple[str, str], ...]:
    """What a section lists by name: the partners, or the actions."""
    return {"partners": data.partners, "quality": data.actions}.get(section.key, ())


def _lists(flow: Flow, data: YearReport, section: Section) -> None:
    """Partners with their agreements, or the actions of the checklist and how far they have come."""
    rows = listed(data, section)
    if rows:
        flow.gap(6)
        with flow.table():
            for row in rows:
                flow.row(row, (0.55, 0.45))


def _gap(flow: Flow, text: str) -> None:
    """A box with nothing in it but what is missing: seen at once, and not to be overlooked before it is sent."""
    flow.need(GAP + 8)
    flow.gap(4)
    flow.paper.rectangle(MARGIN, flow.top, flow.width, GAP, stroke=LINE)
    block = flow.paper.set(text, size=9, width=flow.width - 20)
    flow.paper.put(block, MARGIN + 10, flow.top + (GAP - block.height) / 2, role="P")
    flow.top += GAP + 4


def _short(data: YearReport, pages: int) -> Flow:
    """One page for whoever leads the school."""
    flow, short = _head(data, pages), in_short(data)
    flow.heading(_("The year in short"))
    flow.bullets(short.said)
    for table in short.tables:
        write_picture(flow, table)
    if short.still:
        flow.heading(_("What is to be done"))
        with flow.table():
            for row in short.still:
                flow.row(row, (0.7, 0.3))
    return flow


def as_word(data: YearReport) -> bytes:
    """The same as a Word file; what writes those is read in only when one is wanted."""
    from app.documents import year_report_word

    return year_report_word.as_word(data)


YEAR_REPORT = Document(
    key="year_report",
    title=N_("The year’s report"),
    about=N_("what the numbers say in words and pictures, partners, actions; what is missing is seen"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="nothing",
    other=OtherForm("docx", as_word),
    needs_store=True,
    parameters=(
        *STATISTICS.parameters,
        Parameter(
            name="short",
            label=N_("Length"),
            kind="choice",
            default="no",
            choices=(("no", N_("the whole report")), ("yes", N_("one page for whoever leads the school"))),
        ),
    ),
)
