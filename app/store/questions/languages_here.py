"""Which languages are read by the people who are here now: what a poster or a sheet is printed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


def languages_here(store: Store, *, viewer: Viewer) -> list[tuple[str, int]]:
    """Language and how many here read it best (or have it as mother tongue), the most common first."""
    may = may_read("person", viewer)
    sql = f"""SELECT CASE WHEN reads_best != '' THEN reads_best ELSE mother_tongue END AS language, count(*)
        FROM person WHERE voided_at = '' AND left_on IS NULL AND ({may.sql})
        GROUP BY language HAVING language != '' ORDER BY count(*) DESC, language"""
    return [(str(language), int(count)) for language, count in store.connection.rows(sql, may.args)]
