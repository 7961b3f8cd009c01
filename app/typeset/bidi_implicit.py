"""Implicit directions of UAX #9: numbers, marks, brackets and neutrals of one isolating run sequence (rules W1–I2)."""

from __future__ import annotations

import unicodedata
from functools import cache

from app.typeset.bidi_explicit import ISOLATES, Explicit
from app.typeset.unicode_tables import BRACKETS

MAX_BRACKETS = 63
NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))


@cache
def _brackets() -> tuple[dict[str, str], frozenset[str]]:
    """The closing bracket of each opening one in canonical form, and all closing ones (BD14, BD15)."""
    codes = [chr(int(code, 16)) for code in BRACKETS.split()]
    return dict(zip(codes[::2], map(_canonical, codes[1::2]), strict=True)), frozenset(codes[1::2])


def _canonical(character: str) -> str:
    return unicodedata.normalize("NFC", character)


class Sequence:
    """One isolating run sequence while its weak and neutral characters are resolved."""

    def __init__(self, explicit: Explicit, indices: list[int]) -> None:
        self.indices, self.text, self.classes = indices, explicit.text, explicit.classes
        self.level = explicit.levels[indices[0]]
        self.kinds = [explicit.kinds[index] for index in indices]
        if len(indices) == len(explicit.kept):
            self.start = self.end = self._direction(max(self.level, explicit.base))
        else:
            self._find_edges(explicit)

    def _find_edges(self, explicit: Explicit) -> None:
        """The directions at both ends (X10): the higher of the levels inside and outside."""
        kept, levels, base = explicit.kept, explicit.levels, explicit.base
        first, last = explicit.place[self.indices[0]], explicit.place[self.indices[-1]]
        before = levels[kept[first - 1]] if first else base
        open_isolate = self.classes[self.indices[-1]] in ISOLATES and self.indices[-1] not in explicit.matches
        after = levels[kept[last + 1]] if last + 1 < len(kept) and not open_isolate else base
        self.start = self._direction(max(self.level, before))
        self.end = self._direction(max(self.level, after))

    @staticmethod
    def _direction(level: int) -> str:
        return "R" if level % 2 else "L"

    def resolve_into(self, levels: list[int]) -> None:
        """Resolve the sequence and write its levels where they belong."""
        present = set(self.kinds)
        self._weak(present)
        if not NEUTRAL.isdisjoint(self.kinds):
            self._paired_brackets()
            self._neutral()
        for index, kind in zip(self.indices, self.kinds, strict=True):
            if self.level % 2:
                levels[index] = self.level + (kind in ("L", "EN", "AN"))
            elif kind != "L":
                levels[index] = self.level + (1 if kind == "R" else 2)

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
