"""Commands that make a register: init and demo."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.base.errors import AppError
from app.base.languages import N_, _, current
from app.commands.errors import NotEmpty
from app.commands.opening import can_ask, clock_of, opened, passphrase, store_path
from app.commands.output import give, wants_json, write_whole
from app.commands.words import Command, Whole, Words, command, option

if TYPE_CHECKING:
    from app.actions.desk import Desk
    from app.store.recovery import RecoveryCode

MOST_PEOPLE, MOST_SESSIONS = 20_000, 1_000_000
_ROLE = N_("Counsellor")


@command(
    "init",
    help=N_(
        "Make a new register. Its recovery code is printed once, or saved as a sheet with --recovery: keep it on "
        "paper, away from the PC. Without it a forgotten passphrase is final.\n\n"
        "The passphrase has at least 12 characters or four words. What is not given as an option is asked for where "
        "somebody sits at the keyboard."
    ),
)
@option("--name", type=Words(), metavar="NAME", help=N_("Your name; it stands in the log of who did what."))
@option("--school", type=Words(), metavar="NAME", help=N_("The school."))
@option("--prison", type=Words(), metavar="NAME", help=N_("The prison."))
@option("--recovery", metavar="PATH", help=N_("Save the recovery sheet as PDF instead of printing the code."))
@click.pass_context
def init(
    ctx: click.Context, name: str | None, school: str | None, prison: str | None, recovery: str | None
) -> None:
    """Make a register and give its recovery code."""
    _refuse_existing(store_path(ctx))
    said = {
        "name": _asked(name, _("Your name"), _(_ROLE)),
        "school": _asked(school, _("School"), ""),
        "prison": _asked(prison, _("Prison"), ""),
    }
    sheet = Path(recovery).expanduser() if recovery else None
    if sheet is not None:
        write_whole(sheet, b"")  # so that a place that cannot be written is found before the register is made
    desk, code = _created(ctx, **said)
    plain = {"store": str(desk.store.path), **said}
    with closing(desk.store):
        try:
            plain |= _kept(desk, code, sheet)
        except AppError:  # the register is there and this code opens it: it must not be lost with the sheet
            plain["recovery_code"] = code.text
            give(ctx, plain, _told(plain))
            raise
    give(ctx, plain, _told(plain))
    if sheet is None and can_ask() and not wants_json(ctx):
        _typed_back(code)


def _refuse_existing(path: Path) -> None:
    from app.store.errors import StoreExists

    if path.exists():
        raise StoreExists(path=path)


def _asked(given: str | None, question: str, default: str) -> str:
    """What the option said, else what is typed, else the default where nobody can be asked."""
    if given is not None:
        return given
    return (
        str(click.prompt(question, default=default, err=True, show_default=bool(default)))
        if can_ask()
        else default
    )


def _created(
    ctx: click.Context, *, name: str, school: str = "", prison: str = ""
) -> tuple[Desk, RecoveryCode]:
    from app.actions.setup import FirstStart, create_store

    answers = FirstStart(name=name, passphrase=passphrase(new=True), school=school, prison=prison)
    return create_store(store_path(ctx), answers, clock=clock_of(ctx))


def _kept(desk: Desk, code: RecoveryCode, sheet: Path | None) -> dict[str, str]:
    """The recovery code as it is given: on a sheet that was saved, or in letters."""
    if sheet is None:
        return {"recovery_code": code.text}
    from app.actions.pdfs import document_pdf

    name = desk.store.counsellor_name(desk.viewer.counsellor)
    values = {"code": code.text, "name": name}
    content = document_pdf(desk, "recovery_sheet", language=current(), values=values)
    return {"recovery_sheet": str(write_whole(sheet, content))}


def _told(plain: dict[str, str]) -> str:
    lines = [_("A new register was made: {path}", path=plain["store"])]
    if "recovery_sheet" in plain:
        lines.append(_("The recovery sheet was saved: {path}", path=plain["recovery_sheet"]))
    else:
        lines.append(_("Recovery code, shown only now: {code}", code=plain["recovery_code"]))
    return "\n".join([*lines, _("Keep it on paper, away from this PC.")])


def _typed_back(code: RecoveryCode) -> None:
    """Ask for the code until it is typed right: a code that was noted wrong is no help."""
    from app.store.recovery import RecoveryCode

    while True:
        typed = click.prompt(_("Type the recovery code from your paper"), err=True)
        try:
            if RecoveryCode.parse(typed).secret == code.secret:
                return
            click.echo(_("That is another code."), err=True)
        except AppError as wrong:
            click.echo(str(wrong), err=True)


@command(
    "demo",
    help=N_(
        "Fill a new register with made-up people, sessions, intakes, steps and checklist rounds, as a place to try "
        "things out. The same seed gives the same entries. A register that has people in it is left alone."
    ),
)
@option("--people", default=60, type=Whole(1, MOST_PEOPLE), metavar="N", help=N_("How many people."))
@option(
    "--sessions",
    type=Whole(0, MOST_SESSIONS),
    metavar="N",
    help=N_("How many sessions; thirty for each person if left out."),
)
@option(
    "--seed", default=1, type=Whole(0, 2**31), metavar="N", help=N_("Another number gives other entries.")
)
@click.pass_context
def demo(ctx: click.Context, people: int, sessions: int | None, seed: int) -> None:
    """Fill a register with made-up entries."""
    from app.actions.demo import DemoSize, fill_demo, is_empty

    size = DemoSize(people=people, sessions=sessions, seed=seed)
    plain: dict[str, object] = {"store": str(store_path(ctx)), "seed": seed}
    if store_path(ctx).exists():
        with opened(ctx) as desk:
            if not is_empty(desk):
                raise NotEmpty(path=store_path(ctx))
            made = fill_demo(desk, size)
    else:
        desk, code = _created(ctx, name=_(_ROLE))
        plain["recovery_code"] = code.text
        with closing(desk.store):
            made = fill_demo(desk, size)
    give(
        ctx,
        plain | made,
        _("{people} made-up people with {sessions} sessions: {path}", path=plain["store"], **made),
    )


COMMANDS: dict[str, Command] = {"init": init, "demo": demo}
