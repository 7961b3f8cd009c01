"""The command that reads the log: who opened, printed, exported or changed what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.base.columns import aligned
from app.base.languages import N_, _, current
from app.commands.opening import opened
from app.commands.output import give, give_file, wants_json
from app.commands.words import Command, OneOf, Whole, Words, command, option

if TYPE_CHECKING:
    from app.actions.desk import Desk
    from app.actions.log import AskedLog
    from app.documents.event_log import SaidEvent

_KINDS = ("read", "out", "wrote", "access", "kept")


@command(
    "log",
    help=N_(
        "Tell who opened, printed, exported or changed what, newest first: of a person, of a counsellor, or of everybody. "
        "You read the logs of your own cases and of what you did; the head of the department reads every log.\n\n"
        "Reading a log is logged too."
    ),
)
@option("--person", type=Words(), metavar="ID", default="", help=N_("Only what is about this person."))
@option(
    "--counsellor",
    type=Words(),
    metavar="ID",
    default="",
    help=N_("Only what this counsellor did; a name does as well. “me” is yourself."),
)
@option("--kind", type=OneOf(*_KINDS), metavar="KIND", help=N_("Only read, out, wrote, access or kept."))
@option("--limit", default=1000, type=Whole(1, 1_000_000), metavar="N", help=N_("At most so many."))
@option(
    "--format",
    "format",
    default="table",
    type=OneOf("table", "csv", "json"),
    metavar="FORMAT",
    help=N_("table, csv or json."),
)
@option("--output", metavar="PATH", help=N_("Where the file goes; left out, to standard output."))
@click.pass_context
def log(
    ctx: click.Context,
    person: str,
    counsellor: str,
    kind: str | None,
    limit: int,
    format: str,
    output: str | None,
) -> None:
    """Print the log."""
    from app.actions.log import AskedLog, log_rows, note_reading, read_log
    from app.documents.event_log import csv_of

    with opened(ctx) as desk:
        asked = AskedLog(person, _counsellor(desk, counsellor), kind or "")
        found = read_log(desk, asked, limit=limit)
        numbers = [place.number for place in found.places]
        rows = log_rows(desk, asked, numbers)
        said = [rows[number] for number in numbers if number in rows]
        note_reading(desk, asked)
        if format == "csv" or output:
            _let_out(ctx, desk, asked, found.whose, csv_of(said), output)
            return
    if format == "json" or wants_json(ctx):
        ctx.find_root().params["json"] = True
    give(ctx, [_plain(one) for one in said], _table(said) if said else _("Nothing stands in this log."))


def _counsellor(desk: Desk, given: str) -> str:
    """The id of a counsellor given by id or by name."""
    known = {one.name.casefold(): one.id for one in desk.store.counsellors()}
    return known.get(given.casefold(), given)


def _let_out(
    ctx: click.Context, desk: Desk, asked: AskedLog, whose: str, content: bytes, output: str | None
) -> None:
    from app.actions.outgoing import leaving
    from app.actions.papers import Job

    values = {"counsellor": whose, "kind": asked.kind}
    job = Job("event_log", current(), person=asked.person, values=values)
    with leaving(desk, [job], how="saved" if output else "piped", to=output or ""):
        give_file(ctx, content, output, format="CSV")


def _plain(one: SaidEvent) -> dict[str, Any]:
    return {
        "number": one.number,
        "time": one.at.isoformat(timespec="seconds"),
        "verb": one.verb,
        "kind": one.kind,
        "what": one.sentence,
        "about": one.people,
        "more": one.more,
    }


def _table(said: list[SaidEvent]) -> str:
    return aligned([(f"{one.at:%Y-%m-%d %H:%M}", one.sentence, one.people, one.more) for one in said])


COMMANDS: dict[str, Command] = {"log": log}
