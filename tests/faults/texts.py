"""Text as an attack (rows 31, 32, 34, 35, 36): formulas, queries, markup, characters without a glyph, turned-round text.

python -m tests.faults.texts [formulas search markup no_glyph letters] [--full] [--seed N]
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from app.actions.people import save_person
from app.base.errors import AppError
from app.base.folding import fold
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.attendance import Attendance
from app.records.field import Kind
from app.records.intake import Intake
from app.records.person import Person
from app.records.record import Record
from app.records.referral import Referral
from app.records.registry import TYPES, scalars
from app.records.session import Session
from app.records.step import Step
from app.statistics.tables import Row, Statistics, Table
from app.store.errors import RecordGone
from tests.builders import new_desk
from tests.faults import programme

DAY = dt.date(2026, 1, 19)
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_BEFORE = ("", " ", "  ", "\u00a0", "\ufeff", "\u200b", "\u200e", "\u2009", "'", '"', ";", ",")
_AFTER = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("x")', "SUM(A1:A9)", "2026", "A1", " Lyngvar", "")


# --- 31: spreadsheets ---


def hostile_cells(chance: random.Random, many: int) -> list[str]:
    """Texts of which a spreadsheet might make a formula: every beginning first, then any."""
    every = [before + start + after for start in _STARTS for before in _BEFORE for after in _AFTER]
    chance.shuffle(every)
    while len(every) < many:
        every.append("".join(chance.choice((*_STARTS, *_BEFORE, *_AFTER)) for _ in range(4)))
    return every[:many]


def tables_of(texts: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each kind of table that leaves the program, with these texts in every place that is somebody's own words."""
    from app.documents.event_log import SaidEvent, csv_of
    from app.documents.movement_list import MovementDay, MovementList, MovementRow
    from app.documents.movement_list import as_csv as movement_csv
    from app.exchange.language_pack import Pack, PackLine, pack_bytes
    from app.statistics.as_spreadsheet import as_xlsx
    from app.statistics.as_text import as_csv

    rows = tuple(Row(code=text, label=text, number=n) for n, text in enumerate(texts))
    table = Table(key=texts[0], title=texts[0], rows=rows, note=texts[-1])
    counted = Statistics(
        first=DAY, last=DAY, made_on=DAY, title="Year", service=texts[1], tables=(table,), rule=tuple(texts)
    )
    yield "counts.csv", as_csv(counted).encode()
    yield "counts.xlsx", as_xlsx(counted)
    moved = tuple(MovementRow(cells=(text,) * 5, change=text) for text in texts)
    day = MovementDay(day=DAY, heading=texts[0], rows=moved)
    words = {"title": "", "about": "", "nobody": "", "marks": "", "foot": ""}
    yield (
        "movement.csv",
        movement_csv(MovementList(language="nb", head=tuple(texts[:5]), days=(day,), **words)),
    )
    at = dt.datetime(2026, 1, 19, tzinfo=dt.UTC)
    said = ("time", "sentence", "people", "more", "kind", "verb")
    yield "log.csv", csv_of([SaidEvent(number=1, at=at, **dict.fromkeys(said, text)) for text in texts])
    lines = tuple(PackLine(text, text, text, text, text) for text in texts)
    five = (texts[0], texts[1], texts[2], texts[3], texts[4])
    pack = Pack("ar", texts[0], True, five, ("A", "B"), tuple((text, True) for text in texts), lines)
    yield "pack.xlsx", pack_bytes(pack)


def live(name: str, content: bytes) -> list[str]:
    """The cells that would compute or command, as the table reads when it is opened again."""
    if name.endswith(".xlsx"):
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [
            cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        said = [str(cell.value) for cell in cells if isinstance(cell.value, str)]
        return [str(c.value) for c in cells if c.data_type == "f"] + [text for text in said if _starts(text)]
    text = content.decode("utf-8-sig")
    between = ";" if name in ("movement.csv", "log.csv") else ","
    cells_read = (
        cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=between) for cell in row
    )
    return [cell for cell in cells_read if _starts(cell)]


def _starts(cell: str) -> bool:
    bare = cell.lstrip(" \t\r\n\u00a0\ufeff\u200b\u200e\u2009")
    return bare.startswith(("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")) or cell.startswith(
        ("\t", "\r", "\n")
    )


def formulas(samples: int, seed: int) -> programme.Figures:
    """So many hostile texts through every table."""
    texts, tried, problems = hostile_cells(random.Random(seed), samples), 0, list[str]()
    for at in range(0, len(texts), 400):
        some = texts[at : at + 400]
        some = some + ["x"] * (5 - len(some))
        for name, content in tables_of(some):
            tried += len(some)
            problems += [f"{name}: {cell!r}" for cell in live(name, content)]
    return programme.counted(tried, problems[:50])


# --- 32: search ---

_QUERIES = (
    "' OR 1=1 --", '"; DROP TABLE person; --', "%", "_", "\\", "*", '"', "'", "(", ")", "NEAR(", "AND", "OR", "NOT",
    "^", "{", "}", ":", "-", "+", "name:", "kran*", 'a" OR "b', "\x00", "\ud800", "\uffff", "ß", "İ", "ﷺ", "🙂", "e\u0301",
    "\u202e", "\u200b", "x" * 3000, " " * 500, "ø", "1.1.1970", "..", "ا", "กำ", "한", "١٢",
)  # fmt: skip


def some_text(chance: random.Random) -> str:
    """Pieces of queries and any characters."""
    pieces = []
    for _ in range(chance.randint(1, 6)):
        if chance.random() < 0.6:
            pieces.append(chance.choice(_QUERIES))
        else:
            pieces.append("".join(chr(chance.randrange(0x110000)) for _ in range(chance.randint(1, 4))))
        pieces.append(chance.choice(("", " ", " ")))
    return "".join(pieces)


def search(samples: int, seed: int) -> programme.Figures:
    """So many texts looked for; the register is as it was afterwards."""
    chance, problems = random.Random(seed), list[str]()
    with programme.scratch() as folder:
        desk = new_desk(folder)
        for name in ("Lyngvar", "Havmod Ærlig", 'O\'Lyng "to" %_'):
            save_person(desk, Draft("person", {"name": name, "strengths": "kranførerbevis 100 %"}))
        store = desk.store
        for _ in range(samples):
            text = some_text(chance)
            try:
                store.search(text, viewer=desk.viewer)
            except Exception as error:
                problems.append(f"{text!r}: {error!r}")
        problems += [finding.text() for finding in store.check()]
        problems += [] if store.count(Person, viewer=desk.viewer) == 3 else ["people came or went"]
        store.close()
    return programme.counted(samples, problems)


# --- 34: markup ---

_MARKUP = (
    "<b>& Ola", '<img src="/etc/hostname">', "<img src='file:///etc/passwd'/>", "</para><para>", "&lt;&#0;&amp;",
    "<a href='http://x'>x</a>", "<font name='x'>", "%s %d {name} {0}", "\\(x\\) Tj ET", ") Tj (", "<!-- -->",
    "{contact}", "<link rel=x>", "$(id)", "`id`", "#include", "\\input{/etc/passwd}", "]]>", "<?php", "<![CDATA[",
)  # fmt: skip


class _Watched:
    """What files were opened, programs started and sockets made while a document was made."""

    def __init__(self) -> None:
        self.on, self.seen = False, list[str]()
        sys.addaudithook(self._heard)

    def _heard(self, event: str, said: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open" and isinstance(said[0], str | bytes) and self._is_strange(str(said[0])):
            self.seen.append(f"opened {said[0]!r}")
        if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")):
            self.seen.append(event)

    def _is_strange(self, path: str) -> bool:
        return path.startswith("/etc/") or "http:" in path or "file:" in path


@cache
def _watched() -> _Watched:
    return _Watched()  # a hook cannot be taken away again: one for the whole run


def hostile(kind: type[Record], chance: random.Random, **said: Any) -> Any:
    """A record with markup in every text, line or note."""
    name = next(name for name, one in TYPES.items() if one is kind)
    texts = [one for one, (_, spec) in scalars(name).items() if spec.kind in (Kind.LINE, Kind.NOTE)]
    return kind(**{one: "".join(chance.sample(_MARKUP, 2)) for one in texts if one not in said}, **said)


def markup(samples: int, seed: int) -> programme.Figures:
    """Documents about a person whose every text is markup: made or refused in words, nothing opened, nothing that acts."""
    from app.documents.document import Request
    from app.documents.registry import DOCUMENTS

    chance, problems, watched = random.Random(seed), list[str](), _watched()
    with programme.scratch() as folder:
        desk = new_desk(folder)
        keys = [key for key, one in DOCUMENTS.items() if "code" not in {p.name for p in one.parameters}]
        person = ""
        for number in range(samples):
            if number % 10 == 0:
                person = _written(desk, chance)
            one = DOCUMENTS[keys[number % len(keys)]]
            said = {p.name: person if p.name == "person" else chance.choice(_MARKUP) for p in one.parameters if
                    p.required or p.name in ("place", "times", "contact")}  # fmt: skip
            watched.seen, watched.on = [], True
            try:
                content = one.make(
                    desk.store, desk.viewer, Request(today=DAY, size=one.sizes[0], values=said)
                )
            except AppError:
                content = b""  # said in words, and nothing was made
            except Exception as error:
                content = b""
                problems.append(f"{one.key}: {error!r}")
            watched.on = False
            problems += [f"{one.key}: {what}" for what in watched.seen]
            problems += [f"{one.key}: {what}" for what in _acts(content)]
        desk.store.close()
    return programme.counted(samples, problems)


def _written(desk: Any, chance: random.Random) -> str:
    one = hostile(Person, chance)
    with desk.store.transaction("person.saved", actor=desk.viewer) as t:
        t.put(one)
        row = hostile(Attendance, chance, person=one.id)
        step = hostile(Step, chance, person=one.id)
        t.put(hostile(Session, chance, day=DAY, attendances=(row,), steps=(step,)))
        t.put(hostile(Intake, chance, person=one.id, day=DAY))
        t.put(hostile(Referral, chance, person=one.id, to="nav"))
    return str(one.id)


def _acts(content: bytes) -> list[str]:
    """Names in a PDF that make a reader do something."""
    if not content.startswith(b"%PDF"):
        return []
    import pikepdf

    acting = {
        "/JavaScript",
        "/JS",
        "/Launch",
        "/URI",
        "/SubmitForm",
        "/GoToR",
        "/EmbeddedFile",
        "/OpenAction",
        "/AA",
    }
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [key for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) for key in dict(thing)]
    return sorted(acting & set(found))


# --- 35: a character no font has ---


@cache
def assigned() -> tuple[str, ...]:
    """Every assigned character, private ones and halves of pairs aside."""
    every = map(chr, range(sys.maxunicode + 1))
    return tuple(one for one in every if unicodedata.category(one) not in ("Cn", "Co", "Cs"))


def no_glyph(samples: int, seed: int) -> programme.Figures:
    """Characters of all scripts set as text: drawn with a glyph of their own, or refused by number before anything is."""
    from app.typeset.errors import CharacterMissing
    from app.typeset.plain import typeset_text

    chance, problems = random.Random(seed), list[str]()
    for _ in range(samples):
        one = chance.choice(assigned())
        try:
            content = typeset_text(f"Her: {one}.", language="nb", size=12, width=300)
        except CharacterMissing as error:
            if f"U+{ord(one):04X}" not in error.text():
                problems.append(f"{ord(one):04X} is refused as something else: {error.text()}")
            continue
        except Exception as error:
            problems.append(f"{ord(one):04X}: {error!r}")
            continue
        if _boxes(content):
            problems.append(f"{ord(one):04X} is a box")
    return programme.counted(samples, problems)


def _boxes(content: bytes) -> bool:
    """Whether a page draws a glyph number 0, the box."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("Tj", "TJ"):
                    shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                    texts = [bytes(one) for one in shown if isinstance(one, pikepdf.String)]
                    if any(one[at : at + 2] == b"\0\0" for one in texts for at in range(0, len(one), 2)):
                        return True
    return False


# --- 36: the same letter in two ways, and text that turns round ---

_TURNS = [chr(one) for one in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
_CONTROLS = [chr(one) for one in (*range(9), *range(0x0E, 0x1C), 0x7F)]  # neither text nor space
_HIDDEN = [*_TURNS, "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\ud800", "\udfff"]


def letters(samples: int, seed: int) -> programme.Figures:
    """Names with any letter, put together or apart, and hidden characters: kept whole, found either way, kept again the
    same, and nothing in them turns a line round."""
    chance, problems = random.Random(seed), list[str]()
    with programme.scratch() as folder:
        desk = new_desk(folder)
        for _ in range(samples):
            letter, hidden = chance.choice(assigned()), chance.choice(("", *_HIDDEN))
            form: Callable[[str], str] = chance.choice(
                (
                    lambda text: unicodedata.normalize("NFC", text),
                    lambda text: unicodedata.normalize("NFD", text),
                )
            )
            name = form(f"Ly{letter}ngvår") + hidden + "x"
            problems += [f"{name!r}: {what}" for what in _one_name(desk, name)]
        problems += [finding.text() for finding in desk.store.check()]
        desk.store.close()
    return programme.counted(samples, problems)


def _one_name(desk: Any, name: str) -> Iterator[str]:
    draft = Draft("person", {"name": name})
    try:
        desk.store.put_draft(draft, viewer=desk.viewer, title=name)
        kept = desk.store.draft(draft.id, viewer=desk.viewer)
        changes = save_person(desk, draft)
    except (AppError, Invalid):
        return
    except Exception as error:
        yield repr(error)
        return
    if kept.raw != {"name": name} and not any("\ud800" <= one <= "\udfff" for one in name):
        yield "the draft is another"
    with suppress(RecordGone):
        desk.store.drop_draft(draft.id, viewer=desk.viewer)
    person = desk.store.get(Person, next(iter(changes.people)), viewer=desk.viewer)
    if any(turn in person.name for turn in _TURNS):
        yield "what turns a line round is kept"
    if any(control in person.name for control in _CONTROLS):
        yield "what is no text is kept"
    if fold(person.name) != fold(name.translate(dict.fromkeys(map(ord, (*_HIDDEN, *_CONTROLS))))):
        yield f"kept as {person.name!r}"
    for form in ("NFC", "NFD"):
        hits = desk.store.search(unicodedata.normalize(form, person.name), viewer=desk.viewer)
        if fold(person.name).strip() and person.id not in {hit.id for hit in hits}:
            yield f"not found as {form}"


HARNESSES = (
    programme.Harness(
        "formulas",
        31,
        "No cell of an exported table computes or commands, whatever it begins with",
        sample=100,
        full=4_000,
        run=formulas,
    ),
    programme.Harness(
        "search", 32, "Any text can be looked for; none is an order to the database", 150, 100_000, search
    ),
    programme.Harness(
        "markup",
        34,
        "Markup in a field is text on paper: no crash, no file read, nothing in the PDF that acts",
        sample=10,
        full=1_000,
        run=markup,
    ),
    programme.Harness(
        "no_glyph",
        35,
        "A character that no font has is refused by name before anything is written, never drawn as a box",
        sample=60,
        full=20_000,
        run=no_glyph,
    ),
    programme.Harness(
        "letters",
        36,
        "A name is kept, and found however its letters are put together; nothing hidden in it turns a line round",
        sample=60,
        full=20_000,
        run=letters,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
