"""The five career buttons as a map over a person's sessions: which were touched when, and together with which themes.

The buttons are tensions to explore (domain.md 3.4): the map shows where the talks have been. It scores nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.records.choices import codes
from app.records.session import Session
from app.store.questions.person_page import Entry


@dataclass(frozen=True)
class Talk:
    """A talk that the person was at. tagged: it carries at least one button."""

    session: str
    day: dt.date
    buttons: tuple[str, ...]
    themes: tuple[str, ...]

    @property
    def tagged(self) -> bool:
        """Whether the talk carries a button at all."""
        return bool(self.buttons)


@dataclass(frozen=True)
class ButtonLine:
    """One button: how many talks carry it, when last, and the themes of those talks, the most frequent first."""

    button: str
    count: int
    last: dt.date | None
    themes: tuple[str, ...]


@dataclass(frozen=True)
class CareerMap:
    """talks: all that were held, the oldest first. transitions: code and number of talks, in the order of the list."""

    talks: tuple[Talk, ...]
    lines: tuple[ButtonLine, ...]
    transitions: tuple[tuple[str, int], ...]

    @property
    def tagged(self) -> int:
        """How many talks carry a button."""
        return sum(one.tagged for one in self.talks)


def career_map(entries: Iterable[Entry]) -> CareerMap:
    """The map over what stands on a person's timeline: held talks that they came to, a colleague's left out."""
    held = sorted(
        (
            one.record
            for one in entries
            if isinstance(one.record, Session) and one.record.state == "held" and one.came and not one.theirs
        ),
        key=lambda one: (one.day, one.clock),
    )
    talks = tuple(Talk(one.id, one.day, one.buttons, one.themes) for one in held)
    moved = Counter(code for one in held for code in one.transitions)
    return CareerMap(
        talks,
        tuple(_line(button, talks) for button in codes("session.button")),
        tuple((code, moved[code]) for code in codes("session.transition") if moved[code]),
    )


def _line(button: str, talks: Iterable[Talk]) -> ButtonLine:
    with_it = [one for one in talks if button in one.buttons]
    themes = Counter(theme for one in with_it for theme in one.themes)
    ranked = sorted(themes, key=lambda theme: (-themes[theme], theme))
    return ButtonLine(button, len(with_it), with_it[-1].day if with_it else None, tuple(ranked))
