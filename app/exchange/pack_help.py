"""What a native reader is asked to do, in their own language: it stands first in a pack."""

from __future__ import annotations

import json
from functools import cache

from app.base.paths import resource


@cache
def _all() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(resource("lists", "pack_help.json").read_text("utf-8"))
    return found


def own_help(language: str) -> tuple[str, ...]:
    """The lines in that language; nothing where nobody has written them yet."""
    return tuple(_all().get(language, ()))
