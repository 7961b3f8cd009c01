"""The shape of an option list: stable codes that are stored, English labels translated when shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OTHER = "other"
UNKNOWN = "unknown"
NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Choice:
    """One value of a list.

    `label` is the English source text; its translation is looked up under the name of the list, because the
    same English word may need different Norwegian words in different lists. `first` marks what a form shows
    before it is asked for the rest.
    """

    code: str
    label: str
    first: bool = False


@dataclass(frozen=True)
class ChoiceList:
    """A named option list.

    `fixed` lists are counted or steer the program, so a school may not edit them. `other` tells that the list
    ends with "other", beside which a form may offer a line of text.
    """

    name: str
    choices: tuple[Choice, ...]
    fixed: bool
    other: bool

    def codes(self) -> tuple[str, ...]:
        """Return the codes in the order in which they are shown."""
        return tuple(choice.code for choice in self.choices)

    def find(self, code: str) -> Choice | None:
        """Return the choice with this code, or None when the list (no longer) has it."""
        return next((choice for choice in self.choices if choice.code == code), None)


def choice_list(
    name: str,
    labels: Mapping[str, str],
    *,
    fixed: bool = False,
    other: bool = False,
    unknown: bool = False,
    not_asked: bool = False,
    first: int = 0,
) -> ChoiceList:
    """Build a list from code → English label; the first `first` values are marked to be shown first.

    "other", "unknown" and "not asked" come last, in that order. "Not asked" is a value of its own: it differs
    from an answer nobody knows, and an untouched question must not look like an answered one.
    """
    tail = {OTHER: ("other", other), UNKNOWN: ("unknown", unknown), NOT_ASKED: ("not asked", not_asked)}
    choices = [
        Choice(code, label, first=number < first) for number, (code, label) in enumerate(labels.items())
    ]
    choices += [Choice(code, label) for code, (label, wanted) in tail.items() if wanted]
    return ChoiceList(name, tuple(choices), fixed, other)
