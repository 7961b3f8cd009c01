"""Which numbers of the evidence are hidden from somebody who counts over colleagues' cases: the rule of the statistics.

What a reader can subtract is written down here: a number of people or of their talks, and what it is a part of.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.statistics.small_cells import Sum, hidden

PARTS: Mapping[str, str] = {
    "intakes_told": "intakes",
    "intakes_offered": "intakes",
    "told": "arrived",
    "interpreted": "sessions",
    "digital": "sessions",
    "information": "sessions",
    "market": "sessions",
    "websites": "sessions",
    "early": "sessions",
    "late": "sessions",
    "met_again": "met_once",
}
ALONE = ("explored", "release_checks", "waits", "came_to_groups")
"""Numbers of people, of their steps and points, that are a part of nothing that is told."""
PUBLIC = ("groups", "providers", "employers")
"""Numbers of what was held, not of people: a small one says nothing of anybody."""
THEME = "theme."
"""Begins the name of the talks about one theme, each a part of all talks."""


def about_somebody(name: str) -> bool:
    """Whether a number is one that this rule may hide."""
    return name in PARTS or name in PARTS.values() or name in ALONE or name.startswith(THEME)


def hidden_of(counts: Mapping[str, int]) -> dict[str, str]:
    """Which of these numbers are hidden, and why (app.statistics.small_cells); names that are of nobody are left alone."""
    parts = {**PARTS, **{name: "sessions" for name in counts if name.startswith(THEME)}}
    cells = {name: number for name, number in counts.items() if about_somebody(name) or name in PUBLIC}
    rests = {f"{part}~rest": counts[whole] - counts[part] for part, whole in parts.items()}
    rests["alone"] = counts["sessions"] - counts["groups"]
    sums = [Sum(whole, (part, f"{part}~rest")) for part, whole in parts.items()]
    sums.append(Sum("sessions", ("alone", "groups")))
    return hidden({**cells, **rests}, sums, unsaid=rests, public=PUBLIC)
