"""When colleagues were last here, whose cases nobody has, and how old the backups are that a removed one still opens."""

from __future__ import annotations

from app.store.store import Store


def last_seen(store: Store) -> dict[str, str]:
    """Counsellor → when the newest thing of theirs was logged, UTC."""
    return dict(store.connection.rows("SELECT actor, max(at) FROM event WHERE actor <> '' GROUP BY actor"))


def cases_of(store: Store) -> dict[str, int]:
    """Counsellor → how many cases are theirs. Numbers only."""
    return dict(
        store.connection.rows("SELECT owner, count(*) FROM person WHERE voided_at = '' GROUP BY owner")
    )
