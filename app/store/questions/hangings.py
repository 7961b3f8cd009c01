"""What hangs where: the papers on the walls, the newest first, and the places that papers have hung in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records.hanging import Hanging
from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


def hanging_now(store: Store, *, viewer: Viewer) -> list[Hanging]:
    """What hangs, by place and document."""
    return store.find(Hanging, viewer=viewer, where={"taken_down": None}, order="place,document,language")


def taken_down(store: Store, *, viewer: Viewer, limit: int = 200) -> list[Hanging]:
    """What was taken down, the latest first."""
    gone = store.find(Hanging, viewer=viewer, order="-taken_down", limit=limit)
    return [one for one in gone if one.taken_down is not None]


def places(store: Store, *, viewer: Viewer) -> list[str]:
    """Where papers have hung, the most used first, then the wards."""
    may, ward = may_read("hanging", viewer), may_read("ward", viewer)
    used = store.connection.rows(
        f"""SELECT place FROM hanging WHERE voided_at = '' AND place != '' AND ({may.sql})
            GROUP BY place ORDER BY count(*) DESC, place""",
        may.args,
    )
    wards = store.connection.rows(
        f"SELECT name FROM ward WHERE voided_at = '' AND ({ward.sql}) ORDER BY name", ward.args
    )
    return list(dict.fromkeys(str(name) for (name,) in [*used, *wards]))


def approvers(store: Store, *, viewer: Viewer) -> list[str]:
    """Who has approved what hangs, the latest first."""
    may = may_read("hanging", viewer)
    rows = store.connection.rows(
        f"""SELECT approved_by FROM hanging WHERE voided_at = '' AND approved_by != '' AND ({may.sql})
            GROUP BY approved_by ORDER BY max(number) DESC""",
        may.args,
    )
    return [str(name) for (name,) in rows]
