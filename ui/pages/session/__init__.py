"""The session form: one person or a group."""

from __future__ import annotations

from ui.pages.session.page import SessionPage

__all__ = ["SessionPage"]
