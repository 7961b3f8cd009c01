"""Finding anything by its words, as Ctrl+K shows it: hits in groups, and whom one worked with last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.actions.desk import Desk
from app.base.folding import fold
from app.records.session import Session
from app.records.step import Step
from app.store.questions.found import lately_worked_with, sessions_of
from app.store.questions.picking import PersonLine, people_here
from app.store.store import Hit

PEOPLE, NOTES, STEPS, FACTS, OTHERS = "people", "notes", "steps", "facts", "others"
ORDER = (PEOPLE, NOTES, STEPS, FACTS, OTHERS)
GROUP_OF = {
    "session": NOTES,
    "attendance": NOTES,
    "intake": NOTES,
    "step": STEPS,
}
LAST = 5


@dataclass(frozen=True)
class FoundEntry:
    """A hit with what is shown beside its words. step, session: the record where it is one of these."""

    hit: Hit
    group: str
    line: PersonLine | None = None
    step: Step | None = None
    session: Session | None = None


@dataclass(frozen=True)
class Found:
    """What a text is found in: entries in the order of their groups, newest first within each."""

    text: str
    entries: tuple[FoundEntry, ...]
    today: dt.date


def find(desk: Desk, text: str, *, limit: int = 60) -> Found:
    """Everything that has the words of the text."""
    hits = desk.store.search(text, viewer=desk.viewer, limit=limit)
    lines = _lines(desk, [hit.id for hit in hits if hit.kind == "person"])
    steps = _steps(desk, [hit.id for hit in hits if hit.kind == "step"])
    sessions = _sessions(desk, hits)
    entries = [
        FoundEntry(
            hit,
            _group(text, hit, lines.get(hit.id)),
            line=lines.get(hit.id),
            step=steps.get(hit.id),
            session=sessions.get(hit.id),
        )
        for hit in hits
    ]
    return Found(text, tuple(sorted(entries, key=_place)), desk.today)


def _place(one: FoundEntry) -> tuple[int, bool]:
    """By group; somebody who is here comes before somebody of the same letters who has left."""
    return ORDER.index(one.group), one.line is not None and one.line.gone


def _group(text: str, hit: Hit, line: PersonLine | None) -> str:
    """Somebody is found as a person by the name; a course or a strength that has the word is a fact like others."""
    if line is not None:
        name = fold(f"{line.name} {line.alias}")
        return PEOPLE if all(word in name for word in fold(text).split()) else FACTS
    return GROUP_OF.get(hit.kind, OTHERS)


def last_worked_with(desk: Desk, opened: Sequence[str]) -> tuple[PersonLine, ...]:
    """The people opened last (their ids, the latest first), then those whose entries were written last."""
    latest = lately_worked_with(desk.store, viewer=desk.viewer, limit=LAST + len(opened))
    ids = list(dict.fromkeys([*opened, *latest]))[:LAST]
    lines = _lines(desk, ids)
    return tuple(lines[one] for one in ids if one in lines)


def _lines(desk: Desk, ids: Sequence[str]) -> dict[str, PersonLine]:
    found = people_here(desk.store, viewer=desk.viewer, ids=tuple(ids)) if ids else []
    return {line.id: line for line in found}


def _steps(desk: Desk, ids: Sequence[str]) -> dict[str, Step]:
    return {step.id: step for step in desk.store.page(Step, ids, viewer=desk.viewer)} if ids else {}


def _sessions(desk: Desk, hits: Sequence[Hit]) -> dict[str, Session]:
    """The session of each hit in a note or in an own line, by the id of the hit."""
    own = [hit.id for hit in hits if hit.kind == "attendance"]
    session_of = sessions_of(desk.store, own, viewer=desk.viewer) if own else {}
    session_of |= {hit.id: hit.id for hit in hits if hit.kind == "session"}
    ids = list(dict.fromkeys(session_of.values()))
    sessions = {one.id: one for one in desk.store.page(Session, ids, viewer=desk.viewer)} if ids else {}
    return {hit: sessions[session] for hit, session in session_of.items() if session in sessions}
