"""The paper that documents are written on: the type engine's own."""

from __future__ import annotations

from app.typeset.paper import MM, Paper
from app.typeset.paragraph import Block

__all__ = ["MM", "Block", "Paper"]
