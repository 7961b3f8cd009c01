"""The list of people: ids first, for any length; rows as they come into view; counts for the chips above it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.base.folding import fold, sort_key
from app.records.release_band import months_left
from app.records.spoken import find_languages
from app.records.step import OPEN_STATES
from app.store.access import Condition, Viewer, may_read
from app.store.questions.picking import PersonLine, people_here

if TYPE_CHECKING:
    from app.store.store import Store

# A sort key is the folded words, this sign, and the text itself: everything between the two has the same words.
_BEFORE_TEXT, _AFTER_TEXT = "\x01", "\x02"
CHIPS = ("all", "new", "no_plan", "near_release", "gone")
ELSEWHERE = "elsewhere"
"""The chip of those who are a colleague's, or whose case is restricted: of them it is known that they are here."""
RESTRICTED = "restricted"
"""How many of them are there because their case is restricted: anybody's, one's own too."""
_RESTRICTED = "SELECT r.case_id FROM restriction r"
_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_LANGUAGE = "CASE WHEN p.reads_best != '' THEN p.reads_best ELSE p.mother_tongue END"
_HAD_TALK = """EXISTS (SELECT 1 FROM attendance a JOIN session s ON s.id = a.parent_id
    WHERE a.person = p.id AND a.voided_at = '' AND s.voided_at = '' AND s.state IN ('planned', 'held'))"""
# Asked once for everyone: the open steps are few beside all that were ever written.
_HAS_PLAN = f"""p.id IN (SELECT t.case_id FROM step t
    WHERE t.state IN ({_OPEN}) AND t.voided_at = '' AND t.case_id IS NOT NULL)"""
_LAST_TALK = """(SELECT max(s.day) FROM attendance a JOIN session s ON s.id = a.parent_id
    WHERE a.person = p.id AND a.came AND a.voided_at = '' AND s.voided_at = '' AND s.state = 'held')"""
_OVERDUE = f"""(SELECT count(*) FROM step t WHERE t.case_id = p.id AND t.voided_at = '' AND t.due < ?
    AND t.state IN ({_OPEN}))"""


@dataclass(frozen=True)
class PersonRow:
    """A person as the list shows them. language: read best, else mother tongue; last: the last talk they came to.

    keeper: whose case it is, where the viewer may not read it; then nothing but name, alias and ward is told. restricted:
    nobody reads it.
    """

    id: str
    name: str
    alias: str
    ward: str
    language: str
    activity: tuple[str, ...]
    last: dt.date | None
    overdue: int
    new: bool
    no_plan: bool
    release: str
    gone: bool
    keeper: str = ""
    restricted: bool = False


def people_ids(
    store: Store,
    *,
    viewer: Viewer,
    day: dt.date,
    text: str = "",
    chip: str = "all",
    near_months: int = 3,
) -> list[str]:
    """The ids of the people of one chip, in the order of names. `chip` is one of CHIPS, or ELSEWHERE.

    text: each of its words must begin a word of the name, the alias, the ward or the language.
    """
    may = may_read("person", viewer, alias="p")
    if chip == ELSEWHERE:
        condition = _typed(store, text, viewer, spoken=False)
        may = Condition(f"NOT ({may.sql})", may.args)
    else:
        condition = _chip(chip, day, near_months) & _typed(store, text, viewer)
    sql = f"""SELECT p.id FROM person p LEFT JOIN name_key k ON k.person = p.id
        WHERE p.voided_at = '' AND ({may.sql}) AND ({condition.sql}) ORDER BY k.sort, p.number"""
    return [row[0] for row in store.connection.rows(sql, (*may.args, *condition.args))]


def people_counts(store: Store, *, viewer: Viewer, day: dt.date, near_months: int = 3) -> dict[str, int]:
    """How many people each chip has; ELSEWHERE and RESTRICTED only where there is somebody."""
    may = may_read("person", viewer, alias="p")
    chips = [_chip(chip, day, near_months) for chip in CHIPS]
    sums = ", ".join(f"coalesce(sum({chip.sql}), 0)" for chip in chips)
    args = [value for chip in chips for value in chip.args]
    sql = f"SELECT {sums} FROM person p WHERE p.voided_at = '' AND ({may.sql})"
    found = dict(zip(CHIPS, store.connection.rows(sql, (*args, *may.args))[0], strict=True))
    sql = f"SELECT count(*) FROM person p WHERE p.voided_at = '' AND NOT ({may.sql})"
    found[ELSEWHERE] = store.connection.value(sql, may.args)
    found[RESTRICTED] = store.connection.value(f"{sql} AND p.id IN ({_RESTRICTED})", may.args)
    return {chip: count for chip, count in found.items() if count or chip in CHIPS}


def people_page(store: Store, ids: list[str], *, viewer: Viewer, day: dt.date) -> list[PersonRow]:
    """The rows of these people, in this order; at most a few hundred at once."""
    may = may_read("person", viewer, alias="p")
    sql = f"""SELECT p.id, p.name, p.alias, coalesce(w.name, ''), {_LANGUAGE}, p.activity, {_LAST_TALK}, {_OVERDUE},
        NOT {_HAD_TALK}, NOT {_HAS_PLAN}, p.expected_release, p.left_on IS NOT NULL
        FROM person p LEFT JOIN ward w ON w.id = p.ward AND w.voided_at = ''
        WHERE p.id IN ({", ".join("?" * len(ids))}) AND p.voided_at = '' AND ({may.sql})"""
    found = {row[0]: _row(row) for row in store.connection.rows(sql, (day.isoformat(), *ids, *may.args))}
    lacking = tuple(one for one in ids if one not in found)
    others = people_here(store, viewer=viewer, ids=lacking) if lacking else ()
    closed = {row[0] for row in store.connection.rows(_RESTRICTED)} if lacking else set()
    found |= {line.id: _elsewhere(line, restricted=line.id in closed) for line in others}
    return [found[one] for one in ids if one in found]


def same_named(store: Store, person: str, name: str, *, viewer: Viewer) -> list[tuple[str, str]]:
    """Id and name of the others who are called the same as this person, case aside."""
    may = may_read("person", viewer, alias="p")
    words = sort_key(name).partition(_BEFORE_TEXT)[0]
    sql = f"""SELECT p.id, p.name FROM name_key k JOIN person p ON p.id = k.person
        WHERE k.sort > ? AND k.sort < ? AND p.id != ? AND p.voided_at = '' AND ({may.sql})
        ORDER BY p.number LIMIT 5"""
    args = (f"{words}{_BEFORE_TEXT}", f"{words}{_AFTER_TEXT}", person, *may.args)
    return [(row[0], row[1]) for row in store.connection.rows(sql, args)]


def _elsewhere(line: PersonLine, *, restricted: bool) -> PersonRow:
    known = line.id, line.name, line.alias, line.ward
    hidden = PersonRow(*known, "", (), None, overdue=0, new=False, no_plan=False, release="", gone=False)
    return replace(hidden, keeper=line.keeper, restricted=restricted)


def _row(row: tuple[object, ...]) -> PersonRow:
    one, name, alias, ward, language, activity, last, overdue, new, no_plan, release, gone = row
    return PersonRow(
        str(one),
        str(name),
        str(alias),
        str(ward),
        str(language),
        tuple(json.loads(str(activity))),
        dt.date.fromisoformat(str(last)) if last else None,
        int(str(overdue)),
        bool(new),
        bool(no_plan),
        str(release),
        bool(gone),
    )


def _chip(chip: str, day: dt.date, near_months: int) -> Condition:
    here = Condition("p.left_on IS NULL")
    if chip == "gone":
        return Condition("p.left_on IS NOT NULL")
    if chip == "new":
        return here & Condition(f"NOT {_HAD_TALK}")
    if chip == "no_plan":
        return here & Condition(f"NOT {_HAS_PLAN}")
    if chip == "near_release":
        latest = _latest_quarter(day, near_months)
        return here & Condition("p.expected_release LIKE '____-Q_' AND p.expected_release <= ?", (latest,))
    return here


def _latest_quarter(day: dt.date, months: int) -> str:
    """The last quarter whose middle is at most so many months away."""
    quarters = [
        f"{year}-Q{n}" for year in range(day.year - 1, day.year + months // 12 + 2) for n in (1, 2, 3, 4)
    ]
    return max(one for one in quarters if (months_left(one, day) or 0) <= months)


def _typed(store: Store, text: str, viewer: Viewer, *, spoken: bool = True) -> Condition:
    """Every word begins a word of the name or alias, of the ward's name or, unless `spoken` is False, of the language's."""
    condition = Condition("1")
    for word in fold(text).split():
        wards = [ward for ward, name in _wards(store, viewer) if f" {word}" in f" {fold(name)}"]
        languages = _languages(word) if spoken else []
        condition &= Condition(
            f"' ' || k.folded LIKE ? OR p.ward IN ({_marks(wards)}) OR {_LANGUAGE} IN ({_marks(languages)})",
            (f"% {word}%", *wards, *languages),
        )
    return condition


def _wards(store: Store, viewer: Viewer) -> list[tuple[str, str]]:
    may = may_read("ward", viewer)
    sql = f"SELECT id, name FROM ward WHERE voided_at = '' AND ({may.sql})"
    return [(row[0], row[1]) for row in store.connection.rows(sql, may.args)]


def _languages(word: str) -> list[str]:
    """The codes of the languages that are called something that begins so, in any of their names."""
    return [language.code for language in find_languages(word)]


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))
