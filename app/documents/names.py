"""How much of a name stands on paper that may lie about."""

from __future__ import annotations


def initials(name: str) -> str:
    """The first letters of a name: "Havmod S." gives "H. S.", an alias of one word its first letter."""
    return " ".join(f"{part[0].upper()}." for part in name.replace("-", " ").split() if part[0].isalnum())
