"""The intake conversation, and what follows from saving it."""

from __future__ import annotations

from ui.pages.intake.page import IntakePage
from ui.pages.intake.saved import IntakeSavedPage

__all__ = ["IntakePage", "IntakeSavedPage"]
