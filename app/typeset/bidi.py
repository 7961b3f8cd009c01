"""Writing direction: the Unicode Bidirectional Algorithm (UAX #9), for one paragraph and for each of its lines.

Character classes come from Python's own Unicode tables (14.0 in Python 3.11); paired brackets from unicode_tables.
Characters that rule X9 removes (embeddings, overrides, boundary neutrals) keep a place and take the level before them,
so that every index of the text has a level.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from app.typeset.unicode_tables import BRACKETS

MAX_DEPTH = 125
MAX_BRACKETS = 63
ISOLATES = ("LRI", "RLI", "FSI")
REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))  # by rule X9
NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
WHITE = frozenset(("WS", "LRI", "RLI", "FSI", "PDI", "LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_LEFT_ONLY = frozenset(("L", "EN", "ES", "ET", "CS", "NSM", "ON", "WS", "S", "B", "BN"))

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def isolate(value: object) -> str:
    """An inserted value (a name, a room, a number) fenced off, so that it cannot disturb the sentence around it."""
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}"


@dataclass(frozen=True)
class Levels:
    """A paragraph's embedding levels: even is left to right. classes: Bidi_Class of each character."""

    base: int
    levels: tuple[int, ...]
    classes: tuple[str, ...]

    def of_line(self, start: int, end: int) -> list[int]:
        """The levels of one line, white space at its end set back to the paragraph's (rule L1)."""
        levels = list(self.levels[start:end])
        trailing = True
        for index in range(end - 1, start - 1, -1):
            kind = self.classes[index]
            if kind in ("B", "S"):
                trailing = True
            elif kind not in WHITE:
                trailing = False
            if trailing:
                levels[index - start] = self.base
        return levels


def resolve(text: str, base: int | None = None) -> Levels:
    """The levels of one paragraph (rules P2–P3, X1–X10, W1–W7, N0–N2, I1–I2). base: 0, 1, or None for the first strong."""
    classes = tuple([unicodedata.bidirectional(character) or "L" for character in text])
    if base is None:
        base = _first_strong(classes, 0, len(classes), _matching(classes))
    if base == 0 and _LEFT_ONLY.issuperset(classes):
        return Levels(base, (0,) * len(classes), classes)
    levels, kinds, kept, partners = _explicit(classes, base)
    for sequence in _sequences(kept, levels, kinds, partners):
        _Sequence(sequence, text, classes, levels, kinds, base, partners, kept).resolve()
    for index, kind in enumerate(classes):
        if kind in REMOVED:
            levels[index] = levels[index - 1] if index else base
    return Levels(base, tuple(levels), classes)


def visual_order(levels: list[int]) -> list[int]:
    """The indices of a line from left to right (rule L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


def _matching(classes: tuple[str, ...]) -> dict[int, int]:
    """The PDI of each isolate initiator that has one (BD9)."""
    matches: dict[int, int] = {}
    waiting: list[int] = []
    for index, kind in enumerate(classes):
        if kind in ISOLATES:
            waiting.append(index)
        elif kind == "PDI" and waiting:
            matches[waiting.pop()] = index
    return matches


def _first_strong(classes: tuple[str, ...], start: int, end: int, matches: dict[int, int]) -> int:
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


def _explicit(classes: tuple[str, ...], base: int) -> tuple[list[int], list[str], list[int], dict[int, int]]:
    """Levels and overridden classes after X1–X8, the indices that X9 keeps, and valid initiators' PDIs."""
    matches = _matching(classes)
    closing = set(matches.values())
    levels, kinds = [base] * len(classes), list(classes)
    kept: list[int] = []
    stack: list[tuple[int, str, bool]] = [(base, "", False)]  # level, override, isolate
    lost_isolates = lost_embeddings = valid_isolates = 0
    for index, kind in enumerate(classes):
        level, override, _isolate = stack[-1]
        if kind in ("LRE", "RLE", "LRO", "RLO"):
            fresh = _next_level(level, right=kind[0] == "R")
            if fresh <= MAX_DEPTH and not lost_isolates and not lost_embeddings:
                stack.append((fresh, kind[0] if kind[2] == "O" else "", False))
            elif not lost_isolates:
                lost_embeddings += 1
            continue
        if kind == "PDF":
            if not lost_isolates:
                if lost_embeddings:
                    lost_embeddings -= 1
                elif not stack[-1][2] and len(stack) > 1:
                    stack.pop()
            continue
        if kind == "BN":
            continue
        kept.append(index)
        if kind == "PDI":
            if lost_isolates:
                lost_isolates -= 1
            elif valid_isolates and index in closing:
                lost_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            level, override, _isolate = stack[-1]
        levels[index] = base if kind == "B" else level
        if override:
            kinds[index] = override
        if kind in ISOLATES:
            right = kind == "RLI" or (
                kind == "FSI"
                and _first_strong(classes, index + 1, matches.get(index, len(classes)), matches) == 1
            )
            fresh = _next_level(level, right=right)
            if fresh <= MAX_DEPTH and not lost_isolates and not lost_embeddings:
                valid_isolates += 1
                stack.append((fresh, "", True))
            else:
                lost_isolates += 1
    return levels, kinds, kept, matches


def _next_level(level: int, *, right: bool) -> int:
    """The least greater odd (right to left) or even level."""
    return (level + 1) | 1 if right else (level + 2) & ~1


def _sequences(
    kept: list[int], levels: list[int], kinds: list[str], matches: dict[int, int]
) -> list[list[int]]:
    """The isolating run sequences (BD13): level runs, those across an isolate joined."""
    runs: list[list[int]] = []
    for index in kept:
        if runs and levels[runs[-1][-1]] == levels[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    first_of = {run[0]: run for run in runs}
    closing = {pdi: start for start, pdi in matches.items()}
    sequences: list[list[int]] = []
    for run in runs:
        if run[0] in closing:
            continue  # continues the sequence of its initiator
        sequence = list(run)
        while sequence[-1] in matches and matches[sequence[-1]] in first_of:
            sequence += first_of[matches[sequence[-1]]]
        sequences.append(sequence)
    return sequences


@cache
def _brackets() -> tuple[dict[str, str], frozenset[str]]:
    """The closing bracket of each opening one in canonical form, and all closing ones (BD14, BD15)."""
    codes = [chr(int(code, 16)) for code in BRACKETS.split()]
    return dict(zip(codes[::2], map(_canonical, codes[1::2]), strict=True)), frozenset(codes[1::2])


def _canonical(character: str) -> str:
    return unicodedata.normalize("NFC", character)


class _Sequence:
    """One isolating run sequence while its weak and neutral characters are resolved."""

    def __init__(
        self,
        indices: list[int],
        text: str,
        classes: tuple[str, ...],
        levels: list[int],
        kinds: list[str],
        base: int,
        matches: dict[int, int],
        kept: list[int],
    ) -> None:
        self.indices, self.text, self.classes, self.levels = indices, text, classes, levels
        self.level = levels[indices[0]]
        self.kinds = [kinds[index] for index in indices]
        place = {index: number for number, index in enumerate(kept)} if len(kept) != len(indices) else None
        self.start = self.end = self._direction(max(self.level, base))
        if place is not None:
            self._edges(place, kept, base, matches)

    def _edges(self, place: dict[int, int], kept: list[int], base: int, matches: dict[int, int]) -> None:
        """The directions at both ends (X10): the higher of the levels inside and outside."""
        first, last = place[self.indices[0]], place[self.indices[-1]]
        before = self.levels[kept[first - 1]] if first else base
        open_isolate = self.classes[self.indices[-1]] in ISOLATES and self.indices[-1] not in matches
        after = self.levels[kept[last + 1]] if last + 1 < len(kept) and not open_isolate else base
        self.start = self._direction(max(self.level, before))
        self.end = self._direction(max(self.level, after))

    @staticmethod
    def _direction(level: int) -> str:
        return "R" if level % 2 else "L"

    def resolve(self) -> None:
        """Write the resolved levels back."""
        present = set(self.kinds)
        self._weak(present)
        if not NEUTRAL.isdisjoint(self.kinds):
            self._paired_brackets()
            self._neutral()
        for index, kind in zip(self.indices, self.kinds, strict=True):
            if self.level % 2:
                self.levels[index] = self.level + (kind in ("L", "EN", "AN"))
            elif kind != "L":
                self.levels[index] = self.level + (1 if kind == "R" else 2)

    def _weak(self, present: set[str]) -> None:
        """W1–W7."""
        kinds = self.kinds
        if "NSM" in present:
            self._marks()
        strong = self.start
        for place, kind in enumerate(kinds):  # W2, W3
            if kind in ("L", "R", "AL"):
                strong = kind
                if kind == "AL":
                    kinds[place] = "R"
            elif kind == "EN" and strong == "AL":
                kinds[place] = "AN"
        if not present.isdisjoint(("ES", "CS", "ET")):
            self._separators()
        strong = self.start
        for place, kind in enumerate(kinds):  # W7
            if kind in ("L", "R"):
                strong = kind
            elif kind == "EN" and strong == "L":
                kinds[place] = "L"

    def _marks(self) -> None:
        """W1: a mark is what it stands on."""
        before = self.start
        for place, kind in enumerate(self.kinds):
            if kind == "NSM":
                self.kinds[place] = before
            else:
                before = "ON" if kind in (*ISOLATES, "PDI") else kind

    def _separators(self) -> None:
        """W4–W6: a single separator between numbers, terminators beside European numbers; all others neutral."""
        kinds = self.kinds
        for place in range(1, len(kinds) - 1):
            before, kind, after = kinds[place - 1 : place + 2]
            if before == after and (
                (kind == "ES" and before == "EN") or (kind == "CS" and before in ("EN", "AN"))
            ):
                kinds[place] = before
        place = 0
        while place < len(kinds):
            if kinds[place] != "ET":
                place += 1
                continue
            end = place
            while end < len(kinds) and kinds[end] == "ET":
                end += 1
            beside = (place and kinds[place - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
            kinds[place:end] = ["EN" if beside else "ON"] * (end - place)
            place = end
        for place, kind in enumerate(kinds):
            if kind in ("ES", "CS"):
                kinds[place] = "ON"

    def _paired_brackets(self) -> None:
        """N0: both brackets of a pair take one direction."""
        inside = self._direction(self.level)
        for opening, closing in self._pairs():
            strong = {self._strong(kind) for kind in self.kinds[opening + 1 : closing]} - {""}
            if inside in strong:
                self._set_bracket(opening, inside)
                self._set_bracket(closing, inside)
            elif strong:
                before = (self._strong(kind) for kind in reversed(self.kinds[:opening]))
                context = next((kind for kind in before if kind), self.start)
                for bracket in (opening, closing):
                    self._set_bracket(bracket, context)

    @staticmethod
    def _strong(kind: str) -> str:
        return kind if kind in ("L", "R") else "R" if kind in ("EN", "AN") else ""

    def _pairs(self) -> list[tuple[int, int]]:
        """Bracket pairs in the order of their opening brackets (BD16)."""
        opening, closing = _brackets()
        pairs: list[tuple[int, int]] = []
        waiting: list[tuple[str, int]] = []
        for place, index in enumerate(self.indices):
            if self.kinds[place] != "ON":
                continue
            character = self.text[index]
            if character in opening:
                if len(waiting) == MAX_BRACKETS:
                    break
                waiting.append((opening[character], place))
            elif character in closing:
                wanted = _canonical(character)
                for depth in range(len(waiting) - 1, -1, -1):
                    if waiting[depth][0] == wanted:
                        pairs.append((waiting[depth][1], place))
                        del waiting[depth:]
                        break
        return sorted(pairs)

    def _set_bracket(self, place: int, kind: str) -> None:
        self.kinds[place] = kind
        for after in range(place + 1, len(self.kinds)):
            if self.classes[self.indices[after]] != "NSM":
                break
            self.kinds[after] = kind

    def _neutral(self) -> None:
        """N1, N2: neutrals between equal directions take it, others that of the embedding."""
        kinds, place, before = self.kinds, 0, self.start
        while place < len(kinds):
            if kinds[place] not in NEUTRAL:
                before = self._strong(kinds[place])
                place += 1
                continue
            end = place
            while end < len(kinds) and kinds[end] in NEUTRAL:
                end += 1
            after = self._strong(kinds[end]) if end < len(kinds) else self.end
            kinds[place:end] = [before if before == after else self._direction(self.level)] * (end - place)
            place = end
