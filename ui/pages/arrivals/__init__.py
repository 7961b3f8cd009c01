"""New people of a week, departures and moves: a list to check before it is saved, and who still needs an intake."""

from __future__ import annotations

from ui.pages.arrivals.page import ArrivalsPage

__all__ = ["ArrivalsPage"]
