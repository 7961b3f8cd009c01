"""Finding people's names in running text."""

from __future__ import annotations

from collections.abc import Iterable

from app.base.folding import Span, fold, words_of


def names_in(text: str, names: Iterable[str]) -> list[Span]:
    """Where one of these full names stands in a text, its parts side by side, marks and case aside.

    Names of a single word are not looked for: most of them are ordinary words too.
    """
    whole = f" {fold(text)} "
    parts = [fold(name).split() for name in names]
    there = [words for words in parts if len(words) > 1 and f" {' '.join(words)} " in whole]
    if not there:
        return []
    placed = words_of(text)
    found = {span for words in there for span in _places(placed, words)}
    return sorted(found, key=lambda span: (span.start, span.end))


def _places(placed: list[tuple[str, Span]], words: list[str]) -> list[Span]:
    """Each run of the text's words that is these words in their order."""
    runs = (placed[at : at + len(words)] for at in range(len(placed) - len(words) + 1))
    return [Span(run[0][1].start, run[-1][1].end) for run in runs if [word for word, _ in run] == words]
