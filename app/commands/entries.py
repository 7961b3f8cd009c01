"""Commands about entries: add, show, list, search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from app.base.columns import aligned
from app.base.languages import N_, _
from app.commands.opening import opened
from app.commands.output import give, told
from app.commands.words import Command, OneOf, Whole, Words, assignments, command, option

if TYPE_CHECKING:
    from app.actions.desk import Desk
    from app.actions.facts import Reader
    from app.records.record import Record

MOST_HITS = 1000

# What a list shows of an entry besides its id; other types show the first fields they have.
_COLUMNS = {
    "person": ("name", "alias", "ward", "reads_best", "expected_release", "left_on"),
    "session": ("day", "clock", "form", "state", "topic"),
    "booking": ("day", "clock", "minutes", "room", "form", "topic"),
    "request": ("day", "person", "name", "ward", "source", "about", "state"),
    "intake": ("day", "person", "offer"),
    "step": ("person", "text", "who", "due", "phase", "state"),
    "checklist_round": ("started_on", "finished_on", "took_part"),
    "deadline": ("day", "name", "source"),
}
_FIELDS_SHOWN = 5


def _types() -> Sequence[str]:
    from app.commands.drafting import BOOKING
    from app.records.registry import TYPES

    return (*TYPES, BOOKING)


@command(
    "add",
    help=N_(
        "Add an entry. Fields are given with --set name=value; days as 2026-03-24 or as the window reads them "
        "(today, +14, 3.3), several codes with commas between.\n\n"
        "A person's ward may be a name. A session takes person=ID (several times for a group), step=\"what @who "
        'when", referral=CODE and next=WHEN. A booking is a session that is planned; its room may be a name. '
        "An intake takes person=ID, or person.name=… and other fields of a new "
        'person. A checklist round takes T1="yes: how". What an entry contains is also reached as steps.0.text=…'
    ),
)
@click.argument("kind", type=OneOf(also=_types), metavar="TYPE")
@assignments()
@click.pass_context
def add(ctx: click.Context, kind: str, values: tuple[tuple[str, str], ...]) -> None:
    """Keep a new entry and print its id."""
    from app.actions.entries import add_entry
    from app.actions.facts import facts
    from app.commands.drafting import drafted, naming_codes, type_of
    from app.records.registry import TYPES

    with opened(ctx) as desk, naming_codes(kind):
        id = add_entry(desk, drafted(kind, values, today=desk.today))
        give(ctx, facts(desk.get(TYPES[type_of(kind)], id), today=desk.today), id)


@command("show", help=N_("Show one entry with all its fields."))
@click.argument("kind", type=OneOf(also=_types), metavar="TYPE")
@click.argument("id", type=Words(), metavar="ID")
@click.pass_context
def show(ctx: click.Context, kind: str, id: str) -> None:
    """Print one entry."""
    from app.actions.facts import Reader, shown
    from app.actions.reading import saw_entry
    from app.commands.drafting import type_of

    with opened(ctx) as desk:
        record, plain = shown(desk, type_of(kind), id)
        saw_entry(desk, record)
        give(ctx, plain, told(Reader(desk, [record]).words(record)))


@command("list", help=N_("List the entries of one type; voided ones are left out."))
@click.argument("kind", type=OneOf(also=_types), metavar="TYPE")
@option("--person", type=Words(), metavar="ID", default="", help=N_("Only the entries of this person."))
@option("--limit", type=Whole(1, 1_000_000), metavar="N", help=N_("At most so many."))
@click.pass_context
def list_entries(ctx: click.Context, kind: str, person: str, limit: int | None) -> None:
    """Print the entries of one type."""
    from app.actions.facts import Reader, facts
    from app.actions.reading import listed
    from app.commands.output import wants_json

    with opened(ctx) as desk:
        found = _listed(desk, kind, person, limit)
        listed(desk, kind, found)
        if wants_json(ctx):
            give(ctx, [facts(record, today=desk.today) for record in found], "")
            return
        give(ctx, [], _table(Reader(desk, found), kind, found))


def _listed(desk: Desk, kind: str, person: str, limit: int | None) -> Sequence[Record]:
    from app.actions.entries import planned_sessions
    from app.actions.facts import entries
    from app.commands.drafting import BOOKING

    if kind == BOOKING:
        return planned_sessions(desk, person=person, limit=limit)
    return entries(desk, kind, person=person, limit=limit)


def _table(reader: Reader, kind: str, found: Sequence[Record]) -> str:
    from app.records.registry import scalars

    columns = _COLUMNS.get(kind) or tuple(scalars(kind))[:_FIELDS_SHOWN]
    return aligned([_row(reader, record, columns) for record in found])


def _row(reader: Reader, record: Record, columns: Sequence[str]) -> list[str]:
    from app.records.session import Session

    cells = [record.id, *(reader.cell(record, name) for name in columns)]
    return [*cells, reader.people(record)] if isinstance(record, Session) else cells


@command(
    "search",
    help=N_(
        "Search people, notes, steps and everything else that is written: from two letters at the start of a word, "
        "from three anywhere inside one. People come first, then the newest."
    ),
)
@click.argument("words", type=Words(), nargs=-1, required=True, metavar="TEXT")
@option("--limit", default=30, type=Whole(1, MOST_HITS), metavar="N", help=N_("At most so many hits."))
@click.pass_context
def search(ctx: click.Context, words: tuple[str, ...], limit: int) -> None:
    """Print the hits."""
    with opened(ctx) as desk:
        hits = desk.store.search(" ".join(words), viewer=desk.viewer, limit=limit)
    plain: list[dict[str, Any]] = [
        {
            "type": hit.kind,
            "id": hit.id,
            "title": hit.title,
            "excerpt": hit.excerpt,
            "day": hit.day.isoformat(),
            "person": hit.person,
        }
        for hit in hits
    ]
    rows = [(hit.kind, hit.id, hit.title, re.sub(r"\s+", " ", hit.excerpt)) for hit in hits]
    give(ctx, plain, aligned(rows) if rows else _("Nothing was found."))


COMMANDS: dict[str, Command] = {"add": add, "show": show, "list": list_entries, "search": search}
