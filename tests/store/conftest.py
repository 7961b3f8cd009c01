"""A store for a test: opened in milliseconds, because the cost of a guess is the least that Argon2id takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.store.keys import KeyCost
from app.store.store import Store

CHEAP = KeyCost(memory=64, passes=1, lanes=1)
PASSPHRASE = "fire grå ender på isen"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register" / "overgang.db"


@pytest.fixture
def store(path: Path, clock: FixedClock) -> Iterator[Store]:
    """A new store of one counsellor, Steinvid."""
    made, _ = Store.create(path, name="Steinvid", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP)
    yield made
    made.close()


@pytest.fixture
def opens(path: Path, clock: FixedClock) -> Iterator[Callable[..., Store]]:
    """Opens the store of this test (again); what is still open at the end is closed."""
    opened: list[Store] = []

    def again(passphrase: str = PASSPHRASE, *, accept_older: bool = False) -> Store:
        opened.append(Store.open(path, passphrase, clock, accept_older=accept_older, floor=CHEAP))
        return opened[-1]

    yield again
    for one in opened:
        one.close()
