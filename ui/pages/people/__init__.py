"""People: the list on the left, one person's page on the right, and the sheets that an entry is put right with."""

from __future__ import annotations

from ui.pages.people.page import PeoplePage

__all__ = ["PeoplePage"]
