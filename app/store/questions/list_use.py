"""How often each entry of a school's list is referred to by what one may read: what a merge or a removal would touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records.registry import TYPES
from app.store.access import Viewer, may_read
from app.store.rows import reference_to

if TYPE_CHECKING:
    from app.store.store import Store


def list_use(store: Store, kind: str, *, viewer: Viewer) -> dict[str, int]:
    """Id → number of the viewer's records that refer to it."""
    found: dict[str, int] = {}
    for name in TYPES:
        column = reference_to(name, kind)
        if not column:
            continue
        may = may_read(name, viewer)
        sql = f"""SELECT "{column}", count(*) FROM {name} WHERE "{column}" != '' AND voided_at = ''
            AND ({may.sql}) GROUP BY 1"""
        for id, count in store.connection.rows(sql, may.args):
            found[id] = found.get(id, 0) + count
    return found
