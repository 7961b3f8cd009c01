"""The list of sessions."""

from __future__ import annotations

from ui.pages.sessions_list.page import SessionsPage

__all__ = ["SessionsPage"]
