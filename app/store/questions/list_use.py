"""How often each entry of a school's list is referred to: what a merge or a removal would touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records.registry import TYPES
from app.store.rows import reference_to

if TYPE_CHECKING:
    from app.store.store import Store


def list_use(store: Store, kind: str) -> dict[str, int]:
    """Id → number of records that refer to it. Counts alone, of everyone in the service: they name nobody."""
    found: dict[str, int] = {}
    for name in TYPES:
        column = reference_to(name, kind)
        if not column:
            continue
        sql = f"""SELECT "{column}", count(*) FROM {name} WHERE "{column}" != '' AND voided_at = '' GROUP BY 1"""
        for id, count in store.connection.rows(sql):
            found[id] = found.get(id, 0) + count
    return found
