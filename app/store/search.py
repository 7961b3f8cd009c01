"""Finding as one types: from two letters at a word's start, from three anywhere inside, people first, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Generator
from contextlib import closing
from dataclasses import dataclass

from app.records.field import Secrecy
from app.records.registry import search_text
from app.store.access import SHARED, Condition, Viewer, may_find
from app.store.connection import Connection, Row
from app.store.folding import Word, token, traced, words
from app.store.index import day_of_number, open_token
from app.store.rows import shape

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
    wanted = words(text)
    if not wanted:
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
    connection: Connection, wanted: list[Word], *, viewer: Viewer, person: str, kinds: Collection[str]
) -> Generator[_Found]:
    condition = Condition("words MATCH ?", (_match(connection, wanted, viewer, person),))
    for word in wanted:
        if len(word.text) > 3:
            condition &= Condition("instr(words.text, ?) > 0", (word.text,))
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


def _match(connection: Connection, wanted: list[Word], viewer: Viewer, person: str) -> str:
    """The index's own question: every three letters in a row of every word. Folded text holds no quotes."""
    terms: list[str] = []
    for word in wanted:
        letters = f" {word.text}" if word.at_start else word.text
        terms += [letters[at : at + 3] for at in range(len(letters) - 2)]
    if person:
        terms.append(token("case", person))
    question = " AND ".join(f'"{term}"' for term in dict.fromkeys(terms))
    if _several_counsellors(connection):
        mine = (token("owner", viewer.counsellor), token("owner", SHARED), open_token())
        question += " AND (" + " OR ".join(f'"{term}"' for term in mine) + ")"
    return question


def _several_counsellors(connection: Connection) -> bool:
    return bool(connection.value("SELECT 1 FROM counsellor LIMIT 1 OFFSET 1"))


def _take(connection: Connection, batch: list[_Found], wanted: list[Word], hits: dict[str, Hit]) -> None:
    """Add the batch's hits: each record once, and only where letters typed with marks stand so in the original."""
    originals = _originals(connection, batch)
    names = _names(connection, {found.case for found in batch if found.case})
    for found in batch:
        original = originals.get((found.record, found.secrecy), "")
        excerpt, marks = _excerpt(original, wanted)
        if found.record in hits or not marks:
            continue
        title = names.get(found.case) or original.partition("\n")[0]
        hits[found.record] = Hit(
            found.kind, found.record, title, excerpt, marks, day_of_number(found.number), found.case
        )


def _originals(connection: Connection, batch: list[_Found]) -> dict[tuple[str, str], str]:
    """The texts as they were written, by record and level of secrecy."""
    texts: dict[tuple[str, str], str] = {}
    for kind in {found.kind for found in batch}:
        ids = [found.record for found in batch if found.kind == kind]
        form = shape(kind)
        marks = ", ".join("?" * len(ids))
        for row in connection.rows(f"SELECT {form.select} FROM {kind} WHERE id IN ({marks})", ids):
            record = form.read(row, dict.fromkeys(form.children, ()))
            for level, text in search_text(record).items():
                texts[record.id, Secrecy(level).name] = text
    return texts


def _names(connection: Connection, cases: set[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(cases))
    rows: list[Row] = connection.rows(f"SELECT id, name FROM person WHERE id IN ({marks})", [*cases])
    return {row[0]: row[1] for row in rows}


def _excerpt(original: str, wanted: list[Word]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence around the first hit, in one line, and the spans of all hits in it; no spans where a word is missing."""
    trace = traced(original)
    spans: list[tuple[int, int]] = []
    for word in wanted:
        places = list(trace.places(word))
        if not places:
            return "", ()
        spans += places
    spans.sort()
    begin = _window_start(original, spans[0][0])
    end = max(_window_end(original, begin + _LENGTH), spans[0][1])
    shown = "".join(" " if letter in "\r\n\t" else letter for letter in original[begin:end])
    before, after = "…" if begin else "", "…" if end < len(original) else ""
    shift = len(before) - begin
    inside = tuple((a + shift, b + shift) for a, b in _joined(spans) if begin <= a and b <= end)
    return before + shown + after, inside


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


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one."""
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined
