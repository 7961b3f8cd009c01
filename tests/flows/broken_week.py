"""Weeks broken on purpose: the generated weeks count only after they have failed on each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from app.actions import bookings, moving
from app.records.record import new_id
from app.records.session import Session
from app.store.questions import movement
from app.store.transaction import Image, Transaction

Break = Callable[[pytest.MonkeyPatch], None]


def forgets_the_queue(patch: pytest.MonkeyPatch) -> None:
    """A cancelled talk gives nothing back."""
    patch.setattr(bookings._Queue, "give_back", lambda queue, pair: None)


def forgets_that_they_waited(patch: pytest.MonkeyPatch) -> None:
    """Who has got a talk still waits for one."""
    patch.setattr(bookings._Queue, "take", lambda queue, pair: None)


def forgets_since_when(patch: pytest.MonkeyPatch) -> None:
    """Who is back in the queue stands at its end."""
    honest = bookings._Queue._wait

    def wait(queue: Any, request: Any) -> None:
        honest(queue, replace(request, day=queue._desk.today))

    patch.setattr(bookings._Queue, "_wait", wait)


def doubles_what_is_moved(patch: pytest.MonkeyPatch) -> None:
    """The old time is kept beside the new one."""
    honest = bookings.put_sessions

    def put(desk: Any, t: Any, sessions: Iterable[Session]) -> int:
        moved = list(sessions)
        t.put(replace(moved[0], id=new_id(), attendances=(), interpreters=(), steps=(), referrals=()))
        return honest(desk, t, moved)

    patch.setattr(moving, "put_sessions", put)


def keeps_the_interpreters(patch: pytest.MonkeyPatch) -> None:
    """Nobody tells the interpreters."""
    patch.setattr(bookings, "with_orders", lambda session, before: session)


def undoes_only_half(patch: pytest.MonkeyPatch) -> None:
    """The talks are taken back, the queue is not."""
    honest = Transaction.restore

    def restore(t: Transaction, images: Iterable[Image]) -> None:
        honest(t, [image for image in images if image.table != "request"])

    patch.setattr(Transaction, "restore", restore)


def fetches_only_one_of_a_group(patch: pytest.MonkeyPatch) -> None:
    """The movement list forgets the others."""
    honest = movement.bookings
    patch.setattr(
        movement,
        "bookings",
        lambda *args, **named: tuple(replace(one, people=one.people[:1]) for one in honest(*args, **named)),
    )


def fetches_who_was_called_off(patch: pytest.MonkeyPatch) -> None:
    """The movement list does not follow a cancellation."""
    honest = movement.bookings
    off = ("planned", "cancelled_prison", "cancelled_inmate", "cancelled_school")
    patch.setattr(movement, "bookings", lambda *args, **named: honest(*args, **(named | {"states": off})))


BREAKS: dict[str, Break] = {
    one.__name__: one
    for one in (
        forgets_the_queue,
        forgets_that_they_waited,
        forgets_since_when,
        doubles_what_is_moved,
        keeps_the_interpreters,
        undoes_only_half,
        fetches_only_one_of_a_group,
        fetches_who_was_called_off,
    )
}
