"""Explicit directions of UAX #9: embeddings, overrides, isolates (rules X1–X9), isolating run sequences (BD13)."""

from __future__ import annotations

from typing import NamedTuple

MAX_DEPTH = 125
ISOLATES = ("LRI", "RLI", "FSI")
EMBEDDINGS = ("LRE", "RLE", "LRO", "RLO")
REMOVED = frozenset((*EMBEDDINGS, "PDF", "BN"))  # by rule X9


class Explicit(NamedTuple):
    """A paragraph after rules X1–X9: levels, overridden classes, the indices kept, the PDI of each initiator.

    place: where each kept index stands among the kept.
    """

    text: str
    base: int
    classes: tuple[str, ...]
    levels: list[int]
    kinds: list[str]
    kept: list[int]
    matches: dict[int, int]
    place: dict[int, int]


def matching(classes: tuple[str, ...]) -> dict[int, int]:
    """The PDI of each isolate initiator that has one (BD9)."""
    matches: dict[int, int] = {}
    waiting: list[int] = []
    for index, kind in enumerate(classes):
        if kind in ISOLATES:
            waiting.append(index)
        elif kind == "PDI" and waiting:
            matches[waiting.pop()] = index
    return matches


def first_strong(classes: tuple[str, ...], start: int, end: int, matches: dict[int, int]) -> int:
    """The level that the first strong character outside isolates asks for (P2, P3); 0 where there is none."""
    index = start
    while index < end:
        kind = classes[index]
        if kind in ISOLATES:
            index = matches.get(index, end)
        elif kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
        index += 1
    return 0


def explicit(text: str, classes: tuple[str, ...], base: int) -> Explicit:
    """Rules X1–X9."""
    matches = matching(classes)
    levels, kinds = [base] * len(classes), list(classes)
    stack = _Stack(classes, base, matches)
    kept: list[int] = []
    for index, kind in enumerate(classes):
        if kind in EMBEDDINGS:
            stack.embed(kind)
        elif kind == "PDF":
            stack.pop_embedding()
        elif kind != "BN":
            kept.append(index)
            if kind == "PDI":
                stack.pop_isolate(index)
            level, override, _isolate = stack.entries[-1]
            levels[index] = base if kind == "B" else level
            kinds[index] = override or kind
            if kind in ISOLATES:
                stack.isolate(index)
    place = {index: number for number, index in enumerate(kept)}
    return Explicit(text, base, classes, levels, kinds, kept, matches, place)


class _Stack:
    """The directional status stack (BD11, X1): level, override, whether an isolate opened it."""

    def __init__(self, classes: tuple[str, ...], base: int, matches: dict[int, int]) -> None:
        self.classes, self.matches = classes, matches
        self.lost_isolates = self.lost_embeddings = self.valid_isolates = 0
        self.entries: list[tuple[int, str, bool]] = [(base, "", False)]
        self._closing = set(matches.values())

    def embed(self, kind: str) -> None:
        """X2–X5."""
        fresh = _next_level(self.entries[-1][0], right=kind[0] == "R")
        if fresh <= MAX_DEPTH and not self.lost_isolates and not self.lost_embeddings:
            self.entries.append((fresh, kind[0] if kind[2] == "O" else "", False))
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def isolate(self, index: int) -> None:
        """X5a–X5c."""
        kind, end = self.classes[index], self.matches.get(index, len(self.classes))
        right = kind == "RLI" or (
            kind == "FSI" and first_strong(self.classes, index + 1, end, self.matches) == 1
        )
        fresh = _next_level(self.entries[-1][0], right=right)
        if fresh <= MAX_DEPTH and not self.lost_isolates and not self.lost_embeddings:
            self.valid_isolates += 1
            self.entries.append((fresh, "", True))
        else:
            self.lost_isolates += 1

    def pop_isolate(self, index: int) -> None:
        """X6a."""
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif self.valid_isolates and index in self._closing:
            self.lost_embeddings = 0
            while not self.entries[-1][2]:
                self.entries.pop()
            self.entries.pop()
            self.valid_isolates -= 1

    def pop_embedding(self) -> None:
        """X7."""
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif not self.entries[-1][2] and len(self.entries) > 1:
            self.entries.pop()


def _next_level(level: int, *, right: bool) -> int:
    """The least greater odd (right to left) or even level."""
    return (level + 1) | 1 if right else (level + 2) & ~1


def sequences(found: Explicit) -> list[list[int]]:
    """The isolating run sequences (BD13): level runs, those across an isolate joined."""
    kept, levels, matches = found.kept, found.levels, found.matches
    runs: list[list[int]] = []
    for index in kept:
        if runs and levels[runs[-1][-1]] == levels[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    first_of = {run[0]: run for run in runs}
    closing = {pdi: start for start, pdi in matches.items()}
    joined: list[list[int]] = []
    for run in runs:
        if run[0] in closing:
            continue  # continues the sequence of its initiator
        sequence = list(run)
        while sequence[-1] in matches and matches[sequence[-1]] in first_of:
            sequence += first_of[matches[sequence[-1]]]
        joined.append(sequence)
    return joined
