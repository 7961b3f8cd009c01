"""The command that counts: statistics."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, cast

import click

from app.base.languages import N_, _, current
from app.commands.opening import clock_of, opened
from app.commands.output import give, give_file, wants_json
from app.commands.words import Command, OneOf, command, option

_BINARY = {"xlsx": "XLSX", "pdf": "PDF"}


class Day(click.ParamType[dt.date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or a message how to write it."""
        try:
            return dt.date.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(_("Write the date as year-month-day, such as 2026-01-31."), param, ctx)


@command(
    "statistics",
    help=N_(
        "Count a period, both days included: people guided, sessions, groups, attendances and more. The rule of "
        "counting is printed with the numbers. Left out, the period is this year until today."
    ),
)
@option("--from", "first", type=Day(), metavar="DATE", help=N_("The first day, such as 2026-01-01."))
@option("--to", "last", type=Day(), metavar="DATE", help=N_("The last day, such as 2026-12-31."))
@option(
    "--format",
    "format",
    default="table",
    type=OneOf("table", "csv", "xlsx", "pdf"),
    metavar="FORMAT",
    help=N_("table, csv, xlsx or pdf."),
)
@option("--output", metavar="PATH", help=N_("Where the file goes; left out, to standard output."))
@option(
    "--close",
    type=OneOf("year", "half", "month"),
    metavar="PERIOD",
    help=N_(
        "Close the year, half-year or month that the last day lies in, and count it: its numbers stay as they are, "
        "whatever is deleted later."
    ),
)
@option(
    "--form",
    "form",
    metavar="NAME",
    help=N_(
        "A form of the county’s or another’s, by its name: its columns filled in, as csv or with --format xlsx."
    ),
)
@click.pass_context
def statistics(
    ctx: click.Context,
    first: dt.date | None,
    last: dt.date | None,
    format: str,
    output: str | None,
    close: str | None,
    form: str | None,
) -> None:
    """Print or write the statistics."""
    from app.actions.column_maps import filled_form, form_named
    from app.actions.outgoing import let_out
    from app.actions.papers import Job
    from app.actions.periods import close_period, period_of
    from app.actions.statistics import count_to_give_out, statistics_file
    from app.statistics.as_text import as_plain
    from app.statistics.columns import as_csv, as_xlsx, plain_cells
    from app.statistics.period import Period

    today = clock_of(ctx).today()
    last = last or today
    period = period_of(close, last) if close else Period(first or last.replace(month=1, day=1), last)
    with opened(ctx) as desk:
        if close:
            close_period(desk, close, last)
        found = count_to_give_out(desk, period)
        cells = filled_form(desk, form_named(desk, form).id, period).cells if form else None
        days = {"period": "days", "first": period.first.isoformat(), "last": period.last.isoformat()}
        job = Job("statistics", current(), values=days)
        let_out(desk, [job], how="saved" if output else "piped", to=output or "")
    if wants_json(ctx) and output is None:
        give(ctx, as_plain(found) if cells is None else plain_cells(cells), "")
        return
    if cells is not None:
        format = "xlsx" if format == "xlsx" else "csv"
        content = as_csv(cells) if format == "csv" else as_xlsx(cells, name=form or "")
    else:
        content = statistics_file(found, cast('Literal["table", "csv", "xlsx", "pdf"]', format))
    if output is None and format not in _BINARY:
        click.echo(content.decode(), nl=False)
        return
    give_file(
        ctx, content, output, format=_BINARY.get(format, format), period=[str(period.first), str(period.last)]
    )


COMMANDS: dict[str, Command] = {"statistics": statistics}
