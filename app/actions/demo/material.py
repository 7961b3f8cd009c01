"""What made-up entries are made of: sentences and syllables from a file, and chance that repeats itself."""

from __future__ import annotations

import datetime as dt
import json
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from app.base.paths import resource

T = TypeVar("T")


@cache
def texts() -> dict[str, Any]:
    """The sentences, syllables and lists of the demonstration, in bokmål."""
    plain: dict[str, Any] = json.loads(resource("demo", "texts.json").read_text("utf-8"))
    return plain


@dataclass(frozen=True)
class Story:
    """What somebody wants to become, and what is said, agreed and noted on the way."""

    trade: str
    industry: str
    wishes: tuple[str, ...]
    themes: tuple[str, ...]
    tools: tuple[str, ...]
    notes: tuple[str, ...]
    steps: tuple[tuple[str, str, str], ...]
    own: tuple[str, ...]
    strengths: str
    certificates: str


@cache
def stories() -> tuple[Story, ...]:
    """Every story of the file."""
    return tuple(
        Story(**{name: _frozen(value) for name, value in plain.items()}) for plain in texts()["stories"]
    )


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


class Chance:
    """A source of choices and ids that gives the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def id(self) -> str:
        """A record id, formed like every other (UUID 4)."""
        return uuid.UUID(int=self.random.getrandbits(128), version=4).hex

    def one(self, of: Sequence[T]) -> T:
        """One of several."""
        return self.random.choice(of)

    def some(self, of: Sequence[T], count: int) -> list[T]:
        """So many different ones, or all where there are fewer."""
        return self.random.sample(of, min(count, len(of)))

    def weighted(self, weights: dict[T, int]) -> T:
        """One of several, the heavier the likelier."""
        return self.random.choices(list(weights), list(weights.values()))[0]

    def often(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.random.random() * 100 < percent

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends possible."""
        return self.random.randint(low, high)


def workday(day: dt.date) -> dt.date:
    """The day, or the Friday before where it is a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
