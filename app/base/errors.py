"""Problems of the user's world: said in the user's language, with what was kept and what to do."""

from __future__ import annotations

from typing import ClassVar

from app.base.languages import _


class AppError(Exception):
    """A problem that is nobody's bug, such as a wrong passphrase or a full disk.

    A subclass is one declaration: `says` tells what happened and what was kept, `do` what to do now.
    Both are source strings marked with `N_`; named placeholders are filled from the keyword values.
    Everything that is not an AppError is a bug and is reported as one.
    """

    says: ClassVar[str] = ""
    do: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).says)
        self.values = values

    def text(self) -> str:
        """What happened, in the window's language."""
        return _(type(self).says, **self.values)

    def todo(self) -> str:
        """What to do now, in the window's language; empty where there is nothing to do."""
        return _(type(self).do, **self.values) if type(self).do else ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.text(), self.todo()) if part)
