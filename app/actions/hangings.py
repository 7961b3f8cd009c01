"""What hangs where: hung up, hung anew, taken down; and what says something else by now than when it was hung."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass, replace
from typing import Any

from app.actions.desk import Desk
from app.actions.papers import Job
from app.base.errors import AppError
from app.base.languages import N_, _, ngettext_
from app.base.settings import SETTINGS
from app.base.wording import Wording
from app.documents.document import Request
from app.documents.registry import DOCUMENTS
from app.entry.problems import Invalid, Problem
from app.entry.when import read_day
from app.records.hanging import Hanging
from app.records.spoken import language_name
from app.store.questions.hangings import approvers, hanging_now, places, taken_down
from app.store.questions.reminders import Due
from app.store.questions.wording import wording
from app.store.store import Changes

RULE = "text_changed"
NOT_SAID = frozenset({"size", "day", "today"})  # what a paper is or when it was made, not what it says
_MARKS: dict[
    tuple[object, ...], str
] = {}  # by all that a mark follows from: made once in the life of the program


@dataclass(frozen=True)
class Hung:
    """A paper on a wall. changed: its text has changed since it was hung."""

    record: Hanging
    changed: bool

    @property
    def title(self) -> str:
        """What it is called in the window."""
        known = self.record.document in DOCUMENTS
        return _(DOCUMENTS[self.record.document].title) if known else self.record.document


@dataclass(frozen=True)
class Walls:
    """What hangs, what was taken down, and what is offered where something is hung."""

    hanging: tuple[Hung, ...]
    down: tuple[Hung, ...]
    places: tuple[str, ...]
    approvers: tuple[str, ...]


def walls(desk: Desk) -> Walls:
    """The log of what hangs where."""
    marks = _Marks(desk)
    store, viewer = desk.store, desk.viewer
    return Walls(
        tuple(Hung(one, marks.differs(one)) for one in hanging_now(store, viewer=viewer)),
        tuple(Hung(one, False) for one in taken_down(store, viewer=viewer)),
        tuple(places(store, viewer=viewer)),
        tuple(approvers(store, viewer=viewer)),
    )


def hang_up(desk: Desk, jobs: Sequence[Job], *, place: str, day: str, approved_by: str = "") -> Changes:
    """These papers hang in a place from a day on, typed as people write days; what hung there of the same document in the
    same language is taken down. Raises Invalid at `place` or `day`."""
    since = _day(desk, day)
    place = " ".join(place.split())
    if not place:
        raise Invalid([Problem(("place",), N_("Write where it hangs, such as: the library."))])
    marks = _Marks(desk)
    old = hanging_now(desk.store, viewer=desk.viewer)
    text = ngettext_(
        "{count} paper hangs in {place}", "{count} papers hang in {place}", len(jobs), place=place
    )
    with desk.store.transaction("hanging.up", actor=desk.viewer, text=text) as t:
        for job in jobs:
            same = (job.document, job.language, place)
            for one in old:
                if (one.document, one.language, one.place) == same:
                    t.put(replace(one, taken_down=since))
            fresh = Hanging(
                document=job.document,
                language=job.language,
                place=place,
                day=since,
                size=job.size,
                made_with=json.dumps(_own_values(job.document, job.values), sort_keys=True),
                approved_by=" ".join(approved_by.split()),
            )
            t.put(replace(fresh, said=marks.of(fresh)))
    return t.changes()


def hang_anew(desk: Desk, ids: Sequence[str], *, day: str = "", approved_by: str = "") -> Changes:
    """The same papers hang in the same places with today's text. Raises Invalid at `day`."""
    since, marks = _day(desk, day), _Marks(desk)
    text = ngettext_("{count} paper is hung anew", "{count} papers are hung anew", len(ids))
    with desk.store.transaction("hanging.anew", actor=desk.viewer, text=text) as t:
        for id in ids:
            one = desk.get(Hanging, id)
            who = " ".join(approved_by.split()) or one.approved_by
            t.put(replace(one, day=since, said=marks.of(one), approved_by=who))
    return t.changes()


def take_down(desk: Desk, ids: Sequence[str]) -> Changes:
    """These hang no longer."""
    text = ngettext_("{count} paper is taken down", "{count} papers are taken down", len(ids))
    with desk.store.transaction("hanging.down", actor=desk.viewer, text=text) as t:
        for id in ids:
            t.put(replace(desk.get(Hanging, id), taken_down=desk.today))
    return t.changes()


def hang_again(desk: Desk, id: str) -> Changes:
    """It hangs after all."""
    with desk.store.transaction("hanging.again", actor=desk.viewer, text=_("It hangs again")) as t:
        t.put(replace(desk.get(Hanging, id), taken_down=None))
    return t.changes()


def job_of(one: Hanging) -> Job:
    """The same paper with what it would say now."""
    values: dict[str, str] = json.loads(one.made_with)
    return Job(one.document, one.language, one.size, values)


def changed_texts(desk: Desk) -> tuple[Due, ...]:
    """One reminder of all that says something else by now; nothing where nothing does.

    It is another one as soon as another paper is concerned, or the text has changed once more.
    """
    marks = _Marks(desk)
    found = [one for one in hanging_now(desk.store, viewer=desk.viewer) if marks.differs(one)]
    if not found:
        return ()
    about = hashlib.sha256(repr(sorted((one.id, marks.of(one)) for one in found)).encode()).hexdigest()[:24]
    names = ", ".join(dict.fromkeys(language_name(one.language) for one in found))
    since = min(one.day for one in found)
    return (Due(RULE, about, since, text=names, code=str(len(found))),)


class _Marks:
    """The mark of what a paper says: the same as long as every word of it is the same."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wording: Wording = wording(desk.store, viewer=desk.viewer)
        lines = tuple(sorted(self._wording.lines.items()))
        standing = tuple(sorted((code, one.state) for code, one in self._wording.standing.items()))
        settings = repr([desk.store.setting(one.name, one.default) for one in SETTINGS if one.printed])
        self._school = (lines, standing, settings)

    def of(self, one: Hanging) -> str:
        """The mark of what it would say now; "" for what is not compared, such as the plan of a week."""
        key = (one.document, one.language, one.made_with, self._school)
        if key not in _MARKS:
            _MARKS[key] = self._made(one)
        return _MARKS[key]

    def differs(self, one: Hanging) -> bool:
        """Whether it says something else than when it was hung."""
        now = self.of(one) if one.said else ""
        return bool(now) and now != one.said

    def _made(self, one: Hanging) -> str:
        document = DOCUMENTS.get(one.document)
        if document is None or document.needs_store:
            return ""
        job = job_of(one)
        request = Request(today=one.day, language=job.language, size=job.size, values=job.values)
        try:
            data = document.data(self._desk.store, self._desk.viewer, request)
        except AppError:  # it can't be made any more as it was: nothing to compare with
            return ""
        return hashlib.sha256(repr(_plain(data)).encode()).hexdigest()[:24]


def _own_values(key: str, values: Mapping[str, str]) -> dict[str, str]:
    """What was chosen for this paper alone; what the school's settings say is asked for again when it is compared."""
    asked = {one.name: one for one in DOCUMENTS[key].parameters}
    return {name: value for name, value in values.items() if name in asked and asked[name].setting is None}


def _plain(value: Any) -> Any:
    """What was gathered as tuples in a fixed order."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return tuple(
            (str(name), _plain(part)) for name, part in sorted(value.items()) if name not in NOT_SAID
        )
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(map(repr, value)))
    if isinstance(value, (list, tuple)):
        return tuple(_plain(part) for part in value)
    return value


def _day(desk: Desk, typed: str) -> dt.date:
    day = read_day(typed, today=desk.today, past=True) if typed.strip() else desk.today
    if day is None or day > desk.today:
        raise Invalid([Problem(("day",), N_("Write a day up to today, such as d, ig or 3.3."))])
    return day
