"""The one thing all records have: an id that is never used again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field


def new_id() -> str:
    """A fresh record id, unique over all stores (UUID, 32 hexadecimal digits)."""
    return uuid.uuid4().hex


@dataclass(frozen=True, kw_only=True)
class Record:
    """Something that is kept. Who owns it and when it was written is the store's knowledge."""

    id: str = field(default_factory=new_id)
