"""The numbers of a period on paper: every table with its picture, what it counts said beside it; small numbers hidden."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.languages import N_, _, speaking
from app.base.settings import SCHOOL_NAME
from app.documents.charts import Picture, drawn_as, picture, rows_in_words
from app.documents.document import Document, Inputs, Parameter, opened
from app.documents.errors import DayNotRead
from app.documents.flow import MARGIN, Flow, a4, counted
from app.documents.paper import Paper
from app.statistics.period import LENGTHS, Period, period_at
from app.statistics.tables import NONE, Statistics, Table

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

OWN = "days"  # the period is the two days that were given
MOST_TOGETHER = 430.0  # points: a table that is no higher stays on one page


@dataclass(frozen=True, kw_only=True)
class StatisticsPages:
    """All that stands on the pages, in the language named."""

    language: str
    period: str
    found: Statistics


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> StatisticsPages:
    """Count the period, and hide what is too small to leave. Raises DayNotRead, PeriodBackwards."""
    from app.statistics.as_text import period_in_words
    from app.statistics.counts import statistics
    from app.statistics.guarding import guarded

    store, viewer = opened(store, viewer)
    with speaking(inputs.language):
        found = guarded(
            statistics(
                store,
                viewer=viewer,
                period=period_asked(inputs),
                today=inputs.today,
                service=inputs.values["school"],
            )
        )
        return StatisticsPages(language=inputs.language, period=period_in_words(found), found=found)


def period_asked(inputs: Inputs) -> Period:
    """The period in the inputs: by its name, or from the one day to the other. Raises DayNotRead, PeriodBackwards."""
    asked = inputs.values["period"]
    if asked in LENGTHS:
        return period_at(asked, inputs.today)
    if asked == "last_year":
        return period_at("year", inputs.today, 1)
    this_year = period_at("year", inputs.today)
    return Period(_day(inputs, "first") or this_year.first, _day(inputs, "last") or this_year.last)


def _day(inputs: Inputs, name: str) -> dt.date | None:
    from app.entry.when import read_day

    typed = inputs.values[name]
    if not typed:
        return None
    found = read_day(typed, today=inputs.today, past=True)
    if found is None:
        raise DayNotRead(given=typed)
    return found


def draw(data: StatisticsPages) -> Paper:
    """The pages, numbered."""
    with speaking(data.language):
        return counted(lambda pages: _written(data, pages))


def _written(data: StatisticsPages, pages: int) -> Flow:
    found = data.found
    paper = a4(title=found.title, language=data.language)
    foot = " · ".join(word for word in (found.title, found.service, data.period) if word)
    flow = Flow(paper, foot=foot, pages=pages, size=10)
    flow.title(found.title)
    for label, value in ((_("School"), found.service), (_("Period"), data.period)):
        if value:
            flow.fact(label, value, column=90)
    shown = [table for table in found.tables if not table.empty]
    if not shown:
        flow.gap(10)
        flow.paragraph(_("Nothing was counted in this period."))
    for table in shown:
        write_table(flow, table)
    empty = [table.title for table in found.tables if table.empty]
    if empty:
        flow.heading(_("Nothing to count"))
        flow.paragraph(" · ".join(empty), size=9, grey=True)
    if found.rule:
        flow.heading(_("How it is counted"))
        flow.bullets(found.rule)
    return flow


def write_table(flow: Flow, table: Table) -> None:
    """Its title, what it counts, its picture, its numbers."""
    drawn, below = _laid_out(flow, table)
    whole = drawn.height + (below.height if below else 0)
    flow.heading(table.title, keep=min(whole, MOST_TOGETHER) + 30)
    for said in (table.definition, table.note):
        if said:
            flow.paragraph(said, size=8.5, grey=said == table.definition)
    flow.gap(5)
    put_picture(flow, table, drawn)
    if below is not None:
        put_picture(flow, table, below)


def write_picture(flow: Flow, table: Table) -> None:
    """Its title and its picture alone; the picture says its numbers."""
    drawn, _below = _laid_out(flow, table)
    flow.heading(table.title, keep=min(drawn.height, MOST_TOGETHER))
    put_picture(flow, table, drawn)


def _laid_out(flow: Flow, table: Table) -> tuple[Picture, Picture | None]:
    """The picture, and the numbers that stand below one that is no rows."""
    drawn = picture(table, width=flow.width)
    return drawn, None if drawn.rows else rows_in_words(table, width=flow.width)


def put_picture(flow: Flow, table: Table, drawn: Picture) -> None:
    """A picture laid out for the flow's width: rows are a table to whoever hears the page read."""
    if not drawn.rows:
        _put(flow, drawn)
        flow.gap(4)
        return
    if drawn.said and drawn_as(table) != NONE:
        flow.need(drawn.pieces[0].height + drawn.pieces[1].height)
        flow.paper.figure(MARGIN, flow.top, flow.width, drawn.height, alt=drawn.said)
    with flow.table():
        _put(flow, drawn)


def _put(flow: Flow, drawn: Picture) -> None:
    for piece in drawn.pieces:
        flow.need(piece.height)
        piece.draw(flow.paper, MARGIN, flow.top)
        flow.top += piece.height


STATISTICS = Document(
    key="statistics",
    title=N_("Statistics"),
    about=N_("a period in numbers and pictures, last year beside; small numbers hidden"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="nothing",
    needs_store=True,
    parameters=(
        Parameter(
            name="period",
            label=N_("Period"),
            kind="choice",
            default="year",
            choices=(
                ("year", N_("This year")),
                ("last_year", N_("Last year")),
                ("half", N_("This half-year")),
                ("quarter", N_("This quarter")),
                ("month", N_("This month")),
                (OWN, N_("Other days")),
            ),
        ),
        Parameter(name="first", label=N_("From"), hint=N_("Such as 1.1 or 1.7.25, for other days")),
        Parameter(name="last", label=N_("To"), hint=N_("Such as 30.6, for other days")),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
