"""Finding as one types: from two letters at a word's start, from three anywhere inside, people first, newest first."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass

from app.base.folding import find_words, fold, has_marks, marks_match
from app.store.access import SHARED, Condition, Viewer, may_find
from app.store.connection import Connection, Row
from app.store.index import day_of_number, levels, open_token
from app.store.marked import windows
from app.store.tokens import token

_RUN = re.compile(r"\S+")
_BREAKS = re.compile(r"\s")
_BATCH = 60
_BEFORE, _LENGTH = 50, 140  # letters of an excerpt before the first hit, and in all


@dataclass(frozen=True)
class Hit:
    """One record found. `person` is the case it belongs to ("" for none); `title` that person's name, or the record's
    own words; `marks` are the spans of the excerpt where the words stand."""

    kind: str
    id: str
    title: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    day: dt.date
    person: str


@dataclass(frozen=True)
class Query:
    """What is looked for. parts: its words as typed, those of one letter left out; words: the same, folded."""

    parts: tuple[str, ...]
    words: tuple[str, ...]
    marked: bool

    @classmethod
    def of(cls, text: str) -> Query:
        """Read what was typed."""
        parts = tuple(part for part in _parts(text) if len(fold(part)) > 1 and " " not in fold(part))
        return cls(parts, tuple(dict.fromkeys(map(fold, parts))), has_marks(" ".join(parts)))

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return " ".join(self.parts)

    def stands_in(self, original: str) -> bool:
        """Whether the original has the marks that were typed; the letters themselves the index has compared."""
        return (
            not self.marked or self._stands_plainly(original.casefold()) or marks_match(self.typed, original)
        )

    def _stands_plainly(self, original: str) -> bool:
        """Whether each word stands there letter for letter, which spares a closer look. False says nothing."""
        for part in self.parts:
            at = original.find(part.casefold())
            after = at + len(part.casefold())
            if len(part) < 3 or at < 0 or unicodedata.combining(original[after : after + 1] or " "):
                return False
        return True

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words stand in a text, in reading order."""
        flat = text.translate(_FLAT)
        if _UNEVEN not in flat and not self.marked:
            yield from sorted(span for word in self.words for span in _in_flat(word, flat))
            return
        for run in _RUN.finditer(text):  # only runs of letters that hold a word are looked at closely
            plain = fold(run[0])
            if any(word in plain for word in self.words):
                for span in find_words(self.typed, run[0]):
                    yield run.start() + span.start, run.start() + span.end

    def first_place(self, text: str) -> tuple[int, int]:
        """Where an excerpt begins: at a word that stands letter for letter if there is one, else at the first place."""
        lower = text.lower()
        for part in self.parts if len(lower) == len(text) else ():
            at = lower.find(part.lower())
            if at >= 0 and len(part) > 2:
                return at, at + len(part)
        return next(self.places(text), (0, 0))


class _Flat(dict[int, str]):
    """What a character folds to where that is one character, so that places stay the same; else _UNEVEN."""

    def __missing__(self, code: int) -> str:
        folded = fold(f"a{chr(code)}a")[1:-1]
        self[code] = flat = folded if len(folded) == 1 else _UNEVEN
        return flat


_UNEVEN = "\uf8ff"
_FLAT = _Flat()


def _in_flat(word: str, flat: str) -> Iterator[tuple[int, int]]:
    at = flat.find(word)
    while at >= 0:
        if len(word) > 2 or at == 0 or flat[at - 1] == " ":
            yield at, at + len(word)
        at = flat.find(word, at + 1)


def _parts(text: str) -> list[str]:
    """The words as typed, each with its marks; everything that folds to a blank parts them."""
    return "".join(letter if fold(f"a{letter}a").count(" ") == 0 else " " for letter in text).split()


@dataclass(frozen=True)
class _Found:
    kind: str
    record: str
    secrecy: str
    case: str
    number: int


def search(
    connection: Connection,
    text: str,
    *,
    viewer: Viewer,
    person: str = "",
    kinds: Collection[str] = (),
    limit: int = 30,
) -> list[Hit]:
    """What the words of `text` are found in, all of them in one entry. Any text is text: there is no search syntax.

    person: only what belongs to this person's case, a group's common note included. kinds: only these record types.
    """
    wanted = Query.of(text)
    if not wanted.words:
        return []
    hits: dict[str, Hit] = {}
    batch: list[_Found] = []
    with closing(_candidates(connection, wanted, viewer=viewer, person=person, kinds=kinds)) as candidates:
        for found in candidates:
            batch.append(found)
            if len(batch) == min(_BATCH, limit - len(hits)):
                _take(connection, batch, wanted, hits)
                batch = []
                if len(hits) >= limit:
                    break
    _take(connection, batch, wanted, hits)
    return list(hits.values())[:limit]


def _candidates(
    connection: Connection, wanted: Query, *, viewer: Viewer, person: str, kinds: Collection[str]
) -> Generator[_Found]:
    condition = Condition("words MATCH ?", (_match(connection, wanted, viewer, person),))
    for word in wanted.words:
        if len(word) > 3:
            condition &= Condition("instr(words.text, ?) > 0", (word,))
    condition &= may_find(viewer)
    if kinds:
        condition &= Condition(f"found.kind IN ({', '.join('?' * len(kinds))})", tuple(kinds))
    sql = (
        "SELECT found.kind, found.record, found.secrecy, found.case_id, found.number "
        "FROM words CROSS JOIN found ON found.number = words.rowid "
        f"WHERE {condition.sql} ORDER BY words.rowid DESC"
    )
    for kind, record, secrecy, case, number in connection.each(sql, condition.args):
        yield _Found(kind, record, secrecy, case or "", number)


def _match(connection: Connection, wanted: Query, viewer: Viewer, person: str) -> str:
    """The index's own question: every three letters in a row of every word. Folded text holds no quotes."""
    terms: list[str] = []
    for word in wanted.words:
        letters = f" {word}" if len(word) == 2 else word
        terms += [letters[at : at + 3] for at in range(len(letters) - 2)]
    for part in wanted.parts if wanted.marked else ():
        terms += windows(part, at_start=len(fold(part)) == 2)
    if person:
        terms.append(token("case", person))
    question = " AND ".join(f'"{term}"' for term in dict.fromkeys(terms))
    if _several_counsellors(connection):
        mine = (token("owner", viewer.counsellor), token("owner", SHARED), open_token())
        question += " AND (" + " OR ".join(f'"{term}"' for term in mine) + ")"
    return question


def _several_counsellors(connection: Connection) -> bool:
    return bool(connection.value("SELECT 1 FROM counsellor LIMIT 1 OFFSET 1"))


def _take(connection: Connection, batch: list[_Found], wanted: Query, hits: dict[str, Hit]) -> None:
    """Add the batch's hits: each record once, and only where letters typed with marks stand so in the original."""
    originals = _originals(connection, batch)
    names = _names(connection, {found.case for found in batch if found.case})
    for found in batch:
        original = originals.get((found.record, found.secrecy), "")
        if found.record in hits or not wanted.stands_in(original):
            continue
        excerpt, marks = _excerpt(original, wanted)
        title = names.get(found.case) or original.partition("\n")[0]
        hits[found.record] = Hit(
            found.kind, found.record, title, excerpt, marks, day_of_number(found.number), found.case
        )


def _originals(connection: Connection, batch: list[_Found]) -> dict[tuple[str, str], str]:
    """The texts as they were written, by record and level of secrecy."""
    texts: dict[tuple[str, str], str] = {}
    for kind, level in dict.fromkeys((found.kind, found.secrecy) for found in batch):
        columns = levels(kind).get(level, ())
        if not columns:
            continue
        ids = [found.record for found in batch if (found.kind, found.secrecy) == (kind, level)]
        select = ", ".join(f'"{column}"' for column in ("id", *columns))
        sql = f"SELECT {select} FROM {kind} WHERE id IN ({', '.join('?' * len(ids))})"
        for record, *parts in connection.rows(sql, ids):
            texts[record, level] = "\n".join(part for part in parts if part)
    return texts


def _names(connection: Connection, cases: set[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(cases))
    rows: list[Row] = connection.rows(f"SELECT id, name FROM person WHERE id IN ({marks})", [*cases])
    return {row[0]: row[1] for row in rows}


def _excerpt(original: str, wanted: Query) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence around the first hit, in one line, and the spans of all hits in it."""
    first = wanted.first_place(original)
    begin = _window_start(original, first[0])
    end = max(_window_end(original, begin + _LENGTH), first[1])
    shown = _BREAKS.sub(" ", original[begin:end])
    before, after = "…" if begin else "", "…" if end < len(original) else ""
    marks = tuple((a + len(before), b + len(before)) for a, b in wanted.places(shown))
    return before + shown + after, marks


def _window_start(text: str, hit: int) -> int:
    """A word's start some way before the hit; the line's own start where that is near."""
    line = text.rfind("\n", 0, hit) + 1
    if hit - line <= _BEFORE:
        return line
    blank = text.find(" ", hit - _BEFORE, hit)
    return blank + 1 if blank >= 0 else hit - _BEFORE


def _window_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", at - 20, at)
    return blank if blank > at - 20 else at
