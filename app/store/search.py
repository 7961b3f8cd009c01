"""Finding as one types: from two letters at a word's start, from three anywhere inside, people first, newest first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Generator
from contextlib import closing
from typing import NamedTuple

from app.store.access import SHARED, Condition, Viewer, may_find, open_cases, reached_owners
from app.store.connection import Connection, Row
from app.store.index import day_of_number, levels, open_token
from app.store.marked import windows
from app.store.query import Query, Span
from app.store.tokens import token

_BREAKS = re.compile(r"\s")
_BATCH = 60
_MANY_CASES = 100
_BEFORE, _LENGTH = 50, 140  # letters of an excerpt before the first hit, and in all


class Hit(NamedTuple):
    """One record found. `person` is the case it belongs to ("" for none); `title` that person's name, or the record's
    own words; `marks` are the spans of the excerpt where the words stand."""

    kind: str
    id: str
    title: str
    excerpt: str
    marks: tuple[Span, ...]
    day: dt.date
    person: str


class _Found(NamedTuple):
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
    if not wanted.parts:
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
    if person:
        condition = _of_one_person(wanted, person)
    else:
        condition = Condition("words MATCH ?", (_match(connection, wanted, viewer),))
        for word in wanted.words:
            if len(word) > 3:
                condition &= Condition("instr(words.text, ?) > 0", (word,))
    condition &= may_find(viewer)
    if kinds:
        condition &= Condition(f"found.kind IN ({', '.join('?' * len(kinds))})", tuple(kinds))
    sql = (
        "SELECT found.kind, found.record, found.secrecy, ifnull(found.case_id, ''), found.number "
        "FROM words CROSS JOIN found ON found.number = words.rowid "
        f"WHERE {condition.sql} ORDER BY words.rowid DESC"
    )
    yield from map(_Found._make, connection.each(sql, condition.args))


def _of_one_person(wanted: Query, person: str) -> Condition:
    """The person's lines by the index, the words by looking: one person has few lines, every word has many."""
    condition = Condition("words MATCH ?", (f'"{token("case", person)}"',))
    for letters in (*_letters(wanted), *_marked(wanted)):
        condition &= Condition("instr(words.text, ?) > 0", (letters,))
    return condition


def _match(connection: Connection, wanted: Query, viewer: Viewer) -> str:
    """The index's own question: every three letters in a row of every word. Folded text holds no quotes."""
    terms = [letters[at : at + 3] for letters in _letters(wanted) for at in range(len(letters) - 2)]
    question = " AND ".join(f'"{term}"' for term in dict.fromkeys([*terms, *_marked(wanted)]))
    if _several_counsellors(connection):
        question += _within_reach(connection, viewer)
    return question


def _within_reach(connection: Connection, viewer: Viewer) -> str:
    """What narrows the index's question to lines that the viewer may see; may_find decides. With many cases open, one by
    one, nothing is narrowed: then a good part of the lines is the viewer's anyway."""
    owners, cases = reached_owners(viewer), open_cases(viewer)
    opened = connection.rows(f"{cases.sql} LIMIT {_MANY_CASES}", cases.args)
    if len(opened) == _MANY_CASES:
        return ""
    mine = [token("owner", row[0]) for row in connection.rows(owners.sql, owners.args)]
    mine += [token("case", row[0]) for row in opened]
    terms = [f'"{term}"' for term in (*mine, token("owner", SHARED), open_token())]
    return f" AND ({' OR '.join(terms)})"


def _letters(wanted: Query) -> list[str]:
    """The words; one too short to stand inside words with the blank before it."""
    return [f" {word}" if len(word) == 2 else word for word in wanted.words]


def _marked(wanted: Query) -> list[str]:
    """What the letters with marks ask of the index."""
    return [one for part in wanted.parts if part.marks for one in windows(part.typed, at_start=part.at_start)]


def _several_counsellors(connection: Connection) -> bool:
    return bool(connection.value("SELECT 1 FROM counsellor LIMIT 1 OFFSET 1"))


def _take(connection: Connection, batch: list[_Found], wanted: Query, hits: dict[str, Hit]) -> None:
    """Add the batch's hits: each record once, and only where letters typed with marks stand so in the original."""
    originals = _originals(connection, batch)
    names = _names(connection, {found.case for found in batch if found.case})
    for found in batch:
        original = originals.get((found.record, found.secrecy), "")
        first = wanted.first_place(original)
        if found.record in hits or first is None:
            continue
        excerpt, marks = _excerpt(original, first, wanted)
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


def _excerpt(original: str, first: Span, wanted: Query) -> tuple[str, tuple[Span, ...]]:
    """The sentence around the first hit, in one line, and the spans of all hits in it."""
    begin = _window_start(original, first[0])
    end = max(_window_end(original, begin + _LENGTH), first[1])
    shown = original[begin:end]
    before, after = "…" if begin else "", "…" if end < len(original) else ""
    marks = wanted.places(shown)
    if before:
        marks = tuple([(a + 1, b + 1) for a, b in marks])
    if not shown.isprintable():  # so quickly told that a line end or another odd blank may be in it
        shown = _BREAKS.sub(" ", shown)
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
