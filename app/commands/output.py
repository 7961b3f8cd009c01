"""What a command gives: text or JSON on standard output, or a file that is whole or not there."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from app.base.columns import aligned
from app.commands.errors import BytesOnScreen, InputFailed, NotText, OutputFailed


def wants_json(ctx: click.Context) -> bool:
    """Whether the user asked for JSON."""
    return bool(ctx.find_root().params.get("json"))


def give(ctx: click.Context, plain: Any, text: str) -> None:
    """Print one JSON document or the text, as the user asked."""
    if wants_json(ctx):
        import json

        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
    elif text:
        click.echo(text)


def give_file(ctx: click.Context, content: bytes, output: str | None, *, format: str, **said: Any) -> None:
    """Write the bytes to a file and tell its name; without a name to standard output, unless that is a screen.

    said: what JSON tells of the file besides its place and size.
    """
    if output is None:
        _pipe(ctx, content, format=format)
        return
    path = write_whole(Path(output).expanduser(), content)
    give(ctx, {**said, "output": str(path), "bytes": len(content)}, str(path))


def _pipe(ctx: click.Context, content: bytes, *, format: str) -> None:
    if wants_json(ctx) or sys.stdout.isatty():
        raise BytesOnScreen(format=format)
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write_whole(path: Path, content: bytes) -> Path:
    """Put a file in place in one step, so that an error leaves the old one or none. Raises OutputFailed."""
    return write_all({path: content})[0]


def write_all(files: Mapping[Path, bytes]) -> list[Path]:
    """Put several files in place, all of them or none. Raises OutputFailed, which names the first or the one that failed."""
    from app.exchange.whole_files import put_in_place

    try:
        return put_in_place(files)
    except OSError as error:
        raise OutputFailed(path=_meant(error, files), why=error.strerror) from error


def _meant(error: OSError, files: Mapping[Path, bytes]) -> Path:
    """The file that was being written, by the name that it was to get."""
    part = str(error.filename or "")
    return next((path for path in files if path.name in part), next(iter(files)))


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without a byte order mark. Raises InputFailed, NotText."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputFailed(path=path, why=error.strerror) from error
    except UnicodeDecodeError as error:
        raise NotText(path=path) from error


def told(facts: Mapping[str, str]) -> str:
    """Facts one below the other, label first; what is empty is left out."""
    return aligned([(label, value) for label, value in facts.items() if value])
