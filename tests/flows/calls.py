"""A register driven from the command line: the call, and what it came to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """What a call came to."""

    code: int
    bytes: bytes
    err: str

    @property
    def out(self) -> str:
        return self.bytes.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.bytes)


Run = Callable[..., Outcome]


def added(run: Run, kind: str, /, **values: str) -> str:
    """Add an entry; its id."""
    found = run("add", kind, *assigned(values))
    assert (found.code, found.err) == (0, "")
    return found.out.strip()


def assigned(values: dict[str, str]) -> list[str]:
    """The values as the command line takes them."""
    return [part for name, value in values.items() for part in ("--set", f"{name}={value}")]


def is_one_line(text: str) -> bool:
    return bool(text.strip()) and text.count("\n") == 1
