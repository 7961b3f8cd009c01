"""click's commands, options and messages in the user's language: texts are looked up when they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

import click

from app.base.languages import N_, _

F = TypeVar("F", bound=Callable[..., Any])
_TOO_MUCH = re.compile(r"Got unexpected extra arguments? \((.*)\)")
_HEADINGS = {  # click writes these itself; they are said in the user's language
    "Options": N_("Options"),
    "Commands": N_("Commands"),
}


class Formatter(click.HelpFormatter):
    """A help page whose headings are translated."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how the command is written."""
        super().write_usage(prog, args, prefix if prefix is not None else _("Usage") + ": ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A part of the page under a heading."""
        with super().section(_(_HEADINGS[name]) if name in _HEADINGS else name):
            yield


class Context(click.Context):
    """One command being run."""

    formatter_class = Formatter


class Option(click.Option):
    """An option whose help is an English source text, translated when shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and what it does, as the help page shows them."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        return record[0], _(self.help) if self.help else ""


class Command(click.Command):
    """A command whose help is an English source text. `--json` and `--store` may also stand after its name."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [_late("--json", is_flag=True), _late("--store", metavar="PATH")]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        write_text(self.help or "", formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and below them what may stand for a word that is one of several."""
        super().format_options(ctx, formatter)
        words = [
            (one.make_metavar(ctx), ", ".join(one.type.known()))
            for one in self.params
            if isinstance(one, click.Argument) and isinstance(one.type, OneOf)
        ]
        if words:
            with formatter.section(_("What follows")):
                formatter.write_dl(words)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows this page."""
        return said(super().get_help_option(ctx))


def write_text(text: str, formatter: click.HelpFormatter) -> None:
    """A translated text in paragraphs; the lines of a paragraph that begins with two blanks stay as they are."""
    for paragraph in (_(text) if text else "").split("\n\n"):
        if not paragraph:
            continue
        formatter.write_paragraph()
        if paragraph.startswith("  "):
            formatter.write(paragraph + "\n")
        else:
            with formatter.indentation():
                formatter.write_text(" ".join(paragraph.split()))


@cache
def said(option: click.Option | None) -> click.Option | None:
    """click's own help option as one of ours, whose text is translated when it is shown: most often it is not."""
    if option is None:
        return None
    return Option(
        option.opts,
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=option.callback,
        help=N_("Show this page."),
    )


def _late(name: str, **kwargs: Any) -> click.Option:
    return click.Option([name], expose_value=False, hidden=True, callback=_keep_late, **kwargs)


def _keep_late(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value and param.name is not None:
        ctx.find_root().params[param.name] = value


def option(*names: str, help: str, **kwargs: Any) -> Callable[[F], F]:
    """An option of a command; `help` is marked with N_."""
    return click.option(*names, cls=Option, help=help, **kwargs)


def command(name: str, *, help: str) -> Callable[[Callable[..., Any]], Command]:
    """A command; `help` is marked with N_."""
    return click.command(name, cls=Command, help=help)


def usage_text(error: click.UsageError) -> str:
    """What is wrong with how the command was written, in the user's language."""
    if isinstance(error, click.NoSuchOption):
        return _("There is no option {option} here.", option=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return _("{parameter} is missing.", parameter=_named(error.param))
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"{_named(error.param)}: {error.message}"
    if isinstance(error, click.BadOptionUsage):
        return _("{option} is not written as the help page shows it.", option=error.option_name)
    extra = _TOO_MUCH.match(error.message)
    return _("“{given}” is too much here.", given=extra[1]) if extra else error.message


def _named(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else (param.make_metavar(_NOWHERE) or "")


_NOWHERE = click.Context(click.Command("app"))


class OneOf(click.ParamType[str]):
    """One of some words.

    also: gives further ones when they are needed, so that nothing heavy is loaded for a help page. has: says whether a
    word is one of those, where that is less work than to list them.
    """

    name = "word"

    def __init__(
        self,
        *words: str,
        also: Callable[[], Sequence[str]] | None = None,
        has: Callable[[str], bool] | None = None,
    ) -> None:
        self._words, self._also, self._has = words, also, has

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself, or a message that names those there are."""
        if self._has and self._has(str(value)):
            return str(value)
        known = self.known()
        if value not in known:
            self.fail(_("“{given}” is not one of {known}.", given=value, known=", ".join(known)), param, ctx)
        return str(value)

    def known(self) -> Sequence[str]:
        """The words that may stand here."""
        return (*self._words, *(self._also() if self._also else ()))


class Words(click.ParamType[str]):
    """A text. What the system could not read as characters is refused, not passed on."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text, or a message that it cannot be read."""
        return _readable(self, str(value), param, ctx)


def _readable(
    kind: click.ParamType[Any], text: str, param: click.Parameter | None, ctx: click.Context | None
) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        kind.fail(_("This text has characters that cannot be read here."), param, ctx)
    return text


class Whole(click.ParamType[int]):
    """A whole number within bounds."""

    name = "number"

    def __init__(self, low: int, high: int) -> None:
        self._low, self._high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a message with the bounds."""
        text = str(value)
        if not text.isascii() or not text.isdigit() or not self._low <= int(text) <= self._high:
            self.fail(_("Write a number from {low} to {high}.", low=self._low, high=self._high), param, ctx)
        return int(text)


class Points(click.ParamType[float]):
    """A length in typographic points, within bounds."""

    name = "points"

    def __init__(self, low: float, high: float) -> None:
        self._low, self._high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The length, or a message with the bounds."""
        try:
            points = float(value)
        except ValueError:
            points = -1.0
        if not self._low <= points <= self._high:
            low, high = f"{self._low:g}", f"{self._high:g}"
            self.fail(_("Write a number from {low} to {high}.", low=low, high=high), param, ctx)
        return points


class Assigned(click.ParamType["tuple[str, str]"]):
    """A value for a field, written name=value."""

    name = "assignment"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The name and the value, or a message how to write them."""
        if isinstance(value, tuple):
            return value
        name, equals, text = str(value).partition("=")
        if not equals or not name.strip():
            self.fail(_("Write a name, “=” and a value; “{given}” is not so.", given=value), param, ctx)
        return name.strip(), _readable(self, text, param, ctx)


def assignments() -> Callable[[F], F]:
    """The option `--set name=value`, as often as there are values."""
    return option(
        "--set",
        "values",
        multiple=True,
        type=Assigned(),
        metavar="NAME=VALUE",
        help=N_("A value; may be given several times."),
    )
