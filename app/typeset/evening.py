"""Lines of about equal length: no single word alone in the last one, sentences kept whole where there is room."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.typeset.paragraph import Block, Cut, lay_out
from app.typeset.shaped import Shaped

TURNS = 8  # of halving: to a 256th of the width
_SENTENCE = re.compile(r"(?<=[?؟!.۔።।॥။])\s+")
_PHRASE = re.compile(r"\s+")  # in Thai and Burmese, which set blanks between phrases and none between words
_UNSPACED = re.compile("[\u0e00-\u0e7f\u1000-\u109f]")
_CLAUSE = re.compile(
    "(?<=[。？！，；：])(?![。？！，；：”’」』）》])"
)  # in Chinese, which sets no blank anywhere


def evened(block: Block) -> Block:
    """The same text in the same number of lines, their lengths made as equal as they can be.

    Two lines are parted where a sentence or phrase ends, if both parts fit. A block of several paragraphs stays.
    """
    shaped = block.cuts[0].shaped
    if block.line_count < 2 or any(one.shaped is not shaped or one.indent for one in block.cuts):
        return block
    whole = _parted(block, shaped) if block.line_count == 2 else None
    return block.with_cuts(whole or _narrowest(block, shaped))


def _parted(block: Block, shaped: Shaped) -> tuple[Cut, ...] | None:
    """Both lines whole sentences, the longer one as short as may be; None where one is too long."""
    room = block.width / block.size
    best: tuple[float, int] | None = None
    for end in _phrase_ends(shaped.text):
        longer = max(_reach(shaped, 0, end), _reach(shaped, end, len(shaped.text)))
        if longer <= room and (best is None or longer < best[0]):
            best = longer, end
    return (Cut(shaped, 0, best[1], 0.0), Cut(shaped, best[1], len(shaped.text), 0.0)) if best else None


def _reach(shaped: Shaped, start: int, end: int) -> float:
    """The width of a line, in em."""
    return shaped.reach[shaped.without_blank(end)] - shaped.reach[start]


def _is_chinese(text: str) -> bool:
    """Whether it has a character of Chinese; a pattern of so many would take long to compile."""
    return any("\u4e00" <= one <= "\u9fff" for one in text)


def _phrase_ends(text: str) -> Iterable[int]:
    """The indices at which a new sentence or phrase begins."""
    pattern = _PHRASE if _UNSPACED.search(text) else _CLAUSE if _is_chinese(text) else _SENTENCE
    return (blank.end() for blank in pattern.finditer(text) if blank.start() > 0 and blank.end() < len(text))


def _narrowest(block: Block, shaped: Shaped) -> tuple[Cut, ...]:
    """The cuts at the narrowest width that takes no more lines."""
    low, high = 0.0, block.width
    cuts = block.cuts
    for _turn in range(TURNS):
        middle = (low + high) / 2
        tried = lay_out(shaped, size=block.size, width=middle, hyphens=False)
        if len(tried) == len(cuts) and not any(one.end not in shaped.places for one in tried):
            cuts, high = tuple(tried), middle
        else:
            low = middle
    return cuts
