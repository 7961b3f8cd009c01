"""Commands for the register's safety: backup, restore, check."""

from __future__ import annotations

from pathlib import Path

import click

from app.base.languages import N_, _
from app.commands.opening import clock_of, opened, passphrase, store_path
from app.commands.output import give
from app.commands.words import Command, command


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
@click.pass_context
def restore(ctx: click.Context, path: str) -> None:
    """Bring a copy back."""
    from app.actions.safety import restore_store

    store = store_path(ctx)
    restore_store(Path(path).expanduser(), store, passphrase=passphrase(), clock=clock_of(ctx))
    give(
        ctx, {"store": str(store), "restored": path}, _("{path} is in the place of the register.", path=path)
    )


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
