"""Commands for the register's safety: backup, restore, check."""

from __future__ import annotations

from pathlib import Path

import click

from app.base.languages import N_, _
from app.commands.opening import clock_of, opened, passphrase, store_path
from app.commands.output import give
from app.commands.words import Command, command, option


@command(
    "backup",
    help=N_(
        "Copy the register to a file, or into a folder, and try the copy. Its key file is put beside it."
    ),
)
@click.argument("path", metavar="PATH")
@click.pass_context
def backup(ctx: click.Context, path: str) -> None:
    """Make a verified copy."""
    with opened(ctx, noted=False) as desk:
        made = desk.store.backup(Path(path).expanduser())
    give(ctx, {"backup": str(made), "bytes": made.stat().st_size}, str(made))


@command(
    "restore",
    help=N_(
        "Put a copy in the place of the register. The copy is tried first; the register it replaces is kept."
    ),
)
@click.argument("path", metavar="PATH")
@option(
    "--preview", is_flag=True, help=N_("Only tell what the copy would give and take; nothing is changed.")
)
@click.pass_context
def restore(ctx: click.Context, path: str, preview: bool) -> None:
    """Bring a copy back."""
    from app.actions.safety import restore_store

    store = store_path(ctx)
    if preview:
        _preview(ctx, Path(path).expanduser(), store)
        return
    restore_store(Path(path).expanduser(), store, passphrase=passphrase(), clock=clock_of(ctx))
    give(
        ctx, {"store": str(store), "restored": path}, _("{path} is in the place of the register.", path=path)
    )


def _preview(ctx: click.Context, source: Path, store: Path) -> None:
    from app.actions.safety import preview_closed
    from app.records.type_names import TYPE_NAMES

    found = preview_closed(source, store, passphrase=passphrase(), clock=clock_of(ctx))
    counts = {one.kind: {"backup": one.there, "register": one.here} for one in found.counts}
    plain = {
        "backup": str(source),
        "events": found.events,
        "saved_at": found.saved_at.isoformat(),
        "events_since": found.beyond,
        "counts": counts,
        "lost": [one._asdict() for one in found.lost],
        "lost_count": found.lost_count,
        "gained": [one._asdict() for one in found.gained],
        "gained_count": found.gained_count,
        "register_reads": found.is_readable,
    }
    lines = [
        _("{type} {there} → {here}", type=_(TYPE_NAMES[one.kind]), there=one.there, here=_here(one.here))
        for one in found.counts
    ]
    lines += [f"- {one.name} {one.day}".rstrip() for one in found.lost]
    lines += [f"+ {one.name} {one.day}".rstrip() for one in found.gained]
    give(ctx, plain, "\n".join(lines))


def _here(count: int | None) -> str:
    return "?" if count is None else str(count)


@command(
    "check",
    help=N_(
        "Verify the whole register: every page, the chain of the log, the index. "
        "Where it is not whole, the exit code is 1 and each fault is told in a line."
    ),
)
@click.pass_context
def check(ctx: click.Context) -> None:
    """Verify the register; exit 1 where anything is wrong."""
    with opened(ctx, noted=False) as desk:
        found = desk.store.check()
    plain = {
        "whole": not found,
        "findings": [{"code": one.what, "count": one.count, "text": one.text()} for one in found],
    }
    give(ctx, plain, _("The register is whole.") if not found else "")
    for finding in found:
        click.echo(finding.text(), err=True)
    if found:
        ctx.exit(1)


COMMANDS: dict[str, Command] = {"backup": backup, "restore": restore, "check": check}
