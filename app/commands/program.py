"""The program `overgang-cli`: finds the command, runs it, and turns every problem into one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from app.base import languages, paths
from app.base.clock import Clock
from app.base.errors import AppError
from app.base.languages import N_, _
from app.commands.words import Context, Option, said, usage_text, write_text

DONE, PROBLEM, WRONG_USAGE = 0, 1, 2
PREFERENCES = "window.json"

# Each command: the file it stands in, and one line that says what it does. The file is loaded when it is asked for.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("registers", N_("Make a new register")),
    "demo": ("registers", N_("Fill a new register with made-up people")),
    "languages": ("papers", N_("List the languages that sheets exist in")),
    "poster": ("papers", N_("Make the poster for inmates")),
    "documents": ("papers", N_("List the documents that can be made")),
    "document": ("papers", N_("Make a document")),
    "typeset": ("papers", N_("Set a plain text as PDF")),
    "add": ("entries", N_("Add an entry")),
    "show": ("entries", N_("Show one entry")),
    "list": ("entries", N_("List entries of one type")),
    "search": ("entries", N_("Search everything")),
    "statistics": ("numbers", N_("Count a period")),
    "log": ("logs", N_("Tell who did what, and when")),
    "backup": ("safety", N_("Make a verified copy")),
    "restore": ("safety", N_("Bring a copy back")),
    "check": ("safety", N_("See whether the register is whole")),
}
_ABOUT = N_(
    "Overgang without a window: records, paper, numbers and copies of a register of career guidance.\n\n"
    "The passphrase is asked for, or taken from OVERGANG_PASSPHRASE; it is never given as an argument. "
    "OVERGANG_LANGUAGE (nb, nn or en) sets the language of the messages.\n\n"
    "The exit code is 0 when done, 1 for a problem that is told in one line, 2 for a command written wrong."
)


class Program(click.Group):
    """The group of all commands; loads only the one that is called."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a user's way through them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"app.commands.{COMMANDS[cmd_name][0]}")
        found: click.Command = module.COMMANDS[cmd_name]
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, or a message with those there are."""
        if args and args[0] not in COMMANDS and not ctx.resilient_parsing:
            known = ", ".join(COMMANDS)
            ctx.fail(_("There is no command “{given}”. There are: {known}.", given=args[0], known=known))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with a line each; nothing is loaded for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _(says)) for name, (_file, says) in COMMANDS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the program is."""
        write_text(_ABOUT, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows this page."""
        return said(super().get_help_option(ctx))


def _program() -> Program:
    options = [
        Option(
            ["--store"], metavar="PATH", help=N_("The register; left out, the one in your own data folder.")
        ),
        Option(["--json"], is_flag=True, help=N_("Print one JSON document instead of text.")),
        Option(
            ["--accept-older"],
            is_flag=True,
            help=N_("Open the register although it is older than the last save on this PC."),
        ),
    ]
    return Program(
        name="overgang-cli",
        params=[*options],
        callback=_need_command,
        invoke_without_command=True,
        no_args_is_help=True,
        subcommand_metavar="COMMAND …",
    )


def _need_command(**_options: object) -> None:
    """Refuse a line that has options and no command."""
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        context.fail(_("Which command? There are: {known}.", known=", ".join(COMMANDS)))


program = _program()


def main(arguments: Sequence[str] | None = None, *, clock: Clock | None = None) -> int:
    """Run a command line (the process's own when none is given); the exit code. Never raises for the user's world.

    clock: what commands go by, left out the PC's own.
    """
    use_users_language()
    try:
        outcome = program.main(args=arguments, prog_name=_name(), standalone_mode=False, obj=clock)
        return outcome if isinstance(outcome, int) else DONE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return WRONG_USAGE
    except click.UsageError as error:
        return _say(f"{usage_text(error)} {_hint(error)}", WRONG_USAGE)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _say(_("Stopped."), PROBLEM)
    except BrokenPipeError:
        _forget_output()
        return PROBLEM
    except AppError as error:
        return _say(str(error), PROBLEM)
    except Exception as error:
        refused = _fields_refused(error)
        if not refused:
            raise
        return _say(refused, PROBLEM)


def _fields_refused(error: Exception) -> str:
    """Each field that could not be read and what to write there; "" for what is another kind of error: a bug."""
    from app.entry.problems import Invalid

    if not isinstance(error, Invalid):
        return ""
    return " ".join(f"{'.'.join(map(str, one.path))}: {one.text()}" for one in error.problems)


def _say(text: str, code: int) -> int:
    """One line on stderr."""
    click.echo(" ".join(text.split()), err=True)
    return code


def _hint(error: click.UsageError) -> str:
    if error.ctx is None:
        return ""
    return _("See: {command} --help", command=error.ctx.command_path)


def _name() -> str:
    return "overgang-cli" if getattr(sys, "frozen", False) else "python -m app"


def _forget_output() -> None:
    """Nobody reads any more: keep Python from complaining about it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def use_users_language() -> None:
    """Messages in the language of OVERGANG_LANGUAGE, else the window's as it was last chosen, else bokmål."""
    chosen = os.environ.get("OVERGANG_LANGUAGE", "") or _windows_language()
    if chosen in languages.WINDOW_LANGUAGES:
        languages.use(chosen)


def _windows_language() -> str:
    """The language that the window last had on this PC; "" where there has been none."""
    file = paths.data_folder() / PREFERENCES
    if not file.exists():
        return ""
    from app.base import preferences

    return preferences.load(file).language


def speak_utf8() -> None:
    """Names and languages in every script, also where the console expects an older encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def default_or(path: str | None) -> Path:
    """The store that a command works on."""
    return Path(path).expanduser() if path else paths.default_store()
