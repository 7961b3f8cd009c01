"""Names of other people in what was written about somebody: found, so that they can be masked before it is handed out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.base.folding import Span, fold, words_of

LEAST = 3  # letters of a word that may be a name by itself
_JOINED = (" ", "-")


@dataclass(frozen=True)
class Known:
    """What the search goes by, as folded words.

    others: of the names of the other people in the register. own: of the person's own names, which are never masked.
    plain: of places and services, which are no people's.
    """

    others: frozenset[str]
    own: frozenset[str]
    plain: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *, others: Iterable[str], own: Iterable[str], plain: Iterable[str] = ()) -> Known:
        """The same from names as they are written."""
        mine = _words(own, least=1)
        return cls(_words(others, least=LEAST) - mine, mine, _words(plain, least=1))


def _words(names: Iterable[str], *, least: int) -> frozenset[str]:
    return frozenset(word for name in names for word in fold(name).split() if len(word) >= least)


@dataclass(frozen=True)
class _Word:
    """A word of the text. capital: written like a name, so that CV and A1 are none."""

    plain: str
    span: Span
    capital: bool


def others_in(text: str, known: Known) -> list[Span]:
    """Where others seem to be named: a word of a name in the register, with its capital, or two capitals side by side.

    It finds too much rather than too little; whoever hands the record out decides on each.
    """
    words = [_word(text, plain, span) for plain, span in words_of(text)]
    hits = {at for at, word in enumerate(words) if _is_of_a_name(word, known)}
    for run in _runs(text, words, known):
        hits |= set(run)
    return list(_joined(text, [words[at].span for at in sorted(hits)]))


def _word(text: str, plain: str, span: Span) -> _Word:
    written = text[span.start : span.end]
    return _Word(plain, span, written[:1].isupper() and written[1:].islower())


def _is_of_a_name(word: _Word, known: Known) -> bool:
    """The genitive too."""
    return word.capital and any(
        one in known.others and one not in known.own
        for one in (word.plain, word.plain[:-1] if word.plain.endswith("s") else word.plain)
    )


def _runs(text: str, words: list[_Word], known: Known) -> Iterator[range]:
    """Two or more capitals side by side that are neither the person's own name nor a place's or a service's."""
    start = 0
    for at in range(1, len(words) + 1):
        if at < len(words) and _goes_on(text, words[at - 1], words[at]):
            continue
        run, start = words[start:at], at
        named = all(one.capital and one.plain not in known.own | known.plain for one in run)
        if named and len(run) - _only_begins(text, run, known) > 1:
            yield range(at - len(run) + _only_begins(text, run, known), at)


def _only_begins(text: str, run: list[_Word], known: Known) -> int:
    """1 where the first capital is likely that of a sentence: before a name of the register, or before two capitals."""
    if not run or _is_of_a_name(run[0], known):
        return 0
    before = text[: run[0].span.start].rstrip(' "«(–')
    begins = not before or before[-1] in ".!?:\n"
    return int(begins and len(run) > 1 and (len(run) > 2 or _is_of_a_name(run[1], known)))


def _goes_on(text: str, before: _Word, word: _Word) -> bool:
    return before.capital and word.capital and text[before.span.end : word.span.start] in _JOINED


def _joined(text: str, spans: list[Span]) -> Iterator[Span]:
    """Spans side by side as one."""
    whole: Span | None = None
    for span in spans:
        if whole is not None and text[whole.end : span.start] in _JOINED:
            whole = Span(whole.start, span.end)
            continue
        if whole is not None:
            yield whole
        whole = span
    if whole is not None:
        yield whole
