"""How a command gets at the register: asks for the passphrase, opens, and closes whatever happens."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.base.clock import Clock, SystemClock
from app.base.languages import _
from app.commands.errors import OlderNotAccepted, PassphraseNeeded
from app.commands.program import default_or

if TYPE_CHECKING:
    from app.actions.desk import Desk

PASSPHRASE = "OVERGANG_PASSPHRASE"


def clock_of(ctx: click.Context) -> Clock:
    """The clock that commands go by: the PC's, or the one a test gave."""
    given = ctx.find_root().obj
    return given if given is not None else SystemClock()


def store_path(ctx: click.Context) -> Path:
    """The register that is meant."""
    return default_or(ctx.find_root().params.get("store"))


def names_store(ctx: click.Context) -> bool:
    """Whether the user named a register."""
    return bool(ctx.find_root().params.get("store"))


@contextmanager
def opened(ctx: click.Context, *, noted: bool = True) -> Iterator[Desk]:
    """The register open at a desk, closed afterwards. Raises the AppErrors of app.store.errors, PassphraseNeeded.

    noted: whether the log says so; a check changes nothing.
    """
    from app.actions.setup import open_store
    from app.store.errors import OlderCopy, StoreMissing

    path = store_path(ctx)
    if not path.exists():
        raise StoreMissing(path=path)
    older = bool(ctx.find_root().params.get("accept_older"))
    try:
        desk = open_store(path, passphrase(), clock=clock_of(ctx), accept_older=older, noted=noted)
    except OlderCopy as problem:
        raise OlderNotAccepted(what=problem.text()) from problem
    try:
        yield desk
    finally:
        desk.store.close()


def passphrase(*, new: bool = False) -> str:
    """The passphrase from the environment, or typed without being shown; twice for a new one. Raises PassphraseNeeded."""
    given = os.environ.get(PASSPHRASE, "")
    if given:
        return given.encode("utf-8", "replace").decode()
    if not can_ask():
        raise PassphraseNeeded()
    try:
        return str(
            click.prompt(
                _("New passphrase") if new else _("Passphrase"),
                hide_input=True,
                err=True,
                confirmation_prompt=_("The same again") if new else False,
            )
        )
    except click.Abort:
        raise PassphraseNeeded() from None


def can_ask() -> bool:
    """Whether somebody sits at the keyboard."""
    return sys.stdin is not None and sys.stdin.isatty()
