"""Who opened, printed, exported or changed what."""

from __future__ import annotations

from ui.pages.log.page import LogPage

__all__ = ["LogPage"]
