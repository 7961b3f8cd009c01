"""A register of made-up people: a place to try things out, the same for the same seed and day."""

from __future__ import annotations

from app.actions.demo.filling import DemoSize, fill_demo, is_empty, make_demo

__all__ = ["DemoSize", "fill_demo", "is_empty", "make_demo"]
