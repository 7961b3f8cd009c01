"""Which slots last opened a store on this PC: tried first, so that a passphrase is derived once. Nothing secret."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from app.base.errors import AppError
from app.store.files import replace_whole, sibling

_MOST = 8


def slots(store: Path) -> list[str]:
    """Ids of slots, the last used first; none where nothing was kept or it makes no sense."""
    try:
        kept = json.loads(sibling(store, "last").read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    return [one for one in kept if isinstance(one, str)][:_MOST] if isinstance(kept, list) else []


def remember(store: Path, slot: str) -> None:
    """Put this slot first. Where it cannot be kept, the next opening takes a little longer."""
    before = slots(store)
    if before[:1] != [slot]:
        with suppress(AppError):
            now = [slot, *(one for one in before if one != slot)][:_MOST]
            replace_whole(sibling(store, "last"), json.dumps(now).encode())
