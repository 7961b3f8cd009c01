"""What the school calls by name: wards, rooms, contact officers, partners and the people there. A new name becomes an
entry of its own while something else is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from app.actions.desk import Desk
from app.base.folding import fold
from app.base.languages import N_, _
from app.entry.problems import Invalid, Problem
from app.records.registry import NAMED, TYPES


class _HasName(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def hidden(self) -> bool: ...


@dataclass(frozen=True)
class Named:
    """An entry to choose."""

    id: str
    name: str


def named_lists(desk: Desk) -> dict[str, tuple[Named, ...]]:
    """Every list of names, those in use, by name."""
    return {
        kind: tuple(Named(one.id, one.name) for one in _all(desk, kind) if not one.hidden) for kind in NAMED
    }


def known_as(desk: Desk, kind: str, given: str) -> str | None:
    """The id of the entry with this id, or this name, upper or lower case alike; None for none."""
    return next(
        (one.id for one in _all(desk, kind) if given == one.id or fold(one.name) == fold(given)), None
    )


def id_named(desk: Desk, kind: str, name: str) -> str:
    """The id of the entry with this name; a name that is new becomes an entry of its own."""
    return known_as(desk, kind, name) or add_named(desk, kind, name)


def add_named(desk: Desk, kind: str, name: str, **more: str) -> str:
    """A new entry, shared by all counsellors of the school; its id. Raises Invalid without a name."""
    if not name.strip():
        raise Invalid([Problem((kind,), N_("Write a name."))])
    made = TYPES[kind](**{"name": " ".join(name.split()), **more})
    text = _("{name} is added", name=cast("_HasName", made).name)
    with desk.store.transaction(f"{kind}.saved", actor=desk.viewer, text=text) as t:
        t.put(made, owner="")
    return made.id


def _all(desk: Desk, kind: str) -> list[_HasName]:
    return cast("list[_HasName]", desk.store.find(TYPES[kind], viewer=desk.viewer, order="name"))
