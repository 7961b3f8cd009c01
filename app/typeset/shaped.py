"""One paragraph, shaped for no size in particular: its runs, how far each character reaches, where a line may end."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate

from app.typeset.bidi import Levels, resolve
from app.typeset.breaks import break_places, letter_places
from app.typeset.faces import TALL_LETTERS, look_of
from app.typeset.runs import Stretch, stretches
from app.typeset.shaping import Run, shape

SOFT_HYPHEN = "\u00ad"
HYPHEN = 0.322  # em: the width of Noto Sans's hyphen
_BLANK = " \t\x1f\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"


class Shaped:
    """One paragraph, shaped for no size in particular, and never changed: it is remembered and shared."""

    def __init__(
        self,
        text: str,
        *,
        language: str,
        levels: Levels,
        stretches: tuple[Stretch, ...],
        runs: tuple[Run, ...],
    ) -> None:
        self.text, self.language, self.levels = text, language, levels
        self.stretches, self.runs = stretches, runs

    @cached_property
    def reach(self) -> list[float]:
        """The advance, in em, of all that stands before each index in reading order."""
        advances = [0.0] * len(self.text)
        for run in self.runs:
            em = run.face.em
            for _number, cluster, advance, _x, _y in run.glyphs:
                advances[cluster] += advance / em
        return [0.0, *accumulate(advances)]

    @cached_property
    def tightest(self) -> float:
        """The least leading that its faces need, in em."""
        least = TALL_LETTERS.get(self.language, 0.0)
        return max(least, *(run.face.family.tightest for run in self.runs)) if self.runs else 0.0

    @cached_property
    def places(self) -> list[int]:
        """Where a line may end."""
        return break_places(self.text, language=self.language)

    @cached_property
    def hyphens(self) -> list[int]:
        """Where a word may be parted with a hyphen."""
        from app.typeset.hyphens import hyphen_places

        return hyphen_places(self.text, language=self.language)

    @cached_property
    def reach_at_places(self) -> list[float]:
        """How far a line that ends there would reach, in em: no white space at its end, a hyphen where one shows."""
        return [
            self.reach[self.without_blank(place)] + (HYPHEN if self.text[place - 1] == SOFT_HYPHEN else 0.0)
            for place in self.places
        ]

    @cached_property
    def letters(self) -> list[int]:
        """Where a word wider than the line may be broken."""
        return letter_places(self.text, language=self.language)

    def without_blank(self, end: int) -> int:
        """The index after the last character before `end` that is not white space."""
        while end and self.text[end - 1] in _BLANK:
            end -= 1
        return end

    @cached_property
    def starts(self) -> list[int]:
        """Where each run starts."""
        return [run.start for run in self.runs]


def shape_paragraph(
    text: str, *, language: str, bold: bool = False, italic: bool = False, base: int | None
) -> Shaped:
    """Shape one paragraph. base: 0 or 1 for its direction, None for that of its first strong character."""
    levels = resolve(text, base)
    look = look_of(language, bold=bold, italic=italic)
    cut = stretches(text, levels=levels, language=language, look=look) if text else []
    runs = [shape(text, stretch, language=language) for stretch in cut]
    return Shaped(text, language=language, levels=levels, stretches=tuple(cut), runs=tuple(runs))
