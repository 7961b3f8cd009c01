"""What is wrong with a draft, said beside the field it is wrong in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.base.languages import _
from app.entry.draft import Path


@dataclass(frozen=True)
class Problem:
    """One thing to mend. path: field name, or collection, index, field name (`steps.0.due`)."""

    path: Path
    says: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self) -> str:
        """What to write instead, in the window's language."""
        return _(self.says, **self.values)

    def under(self, *parent: str | int) -> Problem:
        """The same problem, seen from the draft above."""
        return Problem((*parent, *self.path), self.says, self.values)


class Invalid(Exception):
    """A draft that can't be saved yet. Nothing is lost: the draft is as it was."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(".".join(map(str, p.path)) for p in problems))
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(problem.text() for problem in self.problems)
