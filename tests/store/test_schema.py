"""The migrated tables hold what the records declare, and a file from the future is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.records.registry import TYPES, scalars
from app.store.errors import StoreNewer
from app.store.rows import BOOKKEEPING, shape
from app.store.store import Store


@pytest.mark.parametrize("kind", TYPES)
def test_columns_are_the_declared_fields(store: Store, kind: str) -> None:
    columns = [row[1] for row in store.connection.rows(f"PRAGMA table_info({kind})")]
    assert sorted(columns) == sorted([*BOOKKEEPING, *scalars(kind)])
    assert len(shape(kind).columns) == len(set(shape(kind).columns))


@pytest.mark.parametrize("kind", TYPES)
def test_a_column_is_empty_only_where_the_field_may_be(store: Store, kind: str) -> None:
    for _, name, _, needed, *_ in store.connection.rows(f"PRAGMA table_info({kind})"):
        if name in scalars(kind):
            declared, _ = scalars(kind)[name]
            assert bool(needed) == ("None" not in str(declared.type)), name


def test_a_newer_store_is_refused_and_left_alone(
    store: Store, path: Path, opens: Callable[..., Store]
) -> None:
    store.connection.run(
        "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES ('overgang', '999_next', '2031')"
    )
    store.close()
    before = path.read_bytes()
    with pytest.raises(StoreNewer):
        opens()
    assert path.read_bytes() == before
