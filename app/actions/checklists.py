"""Rounds over a questionnaire: begin as a copy of the last, answer, note, finish; and how they went over time.

What the service answers is shared; a self-evaluation or a reflection is its counsellor's alone and shown to nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.actions.desk import Desk, RoundFinished
from app.base.languages import _
from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.records.progress import NAMED, Progress, copy_id, is_copy, progress_of
from app.records.shipped import CHECKLIST, Checklist, checklist
from app.store.questions.checklist_rounds import one_round, rounds_of
from app.store.store import Changes

PARTS = ("t", "i", "s", "k")


@dataclass(frozen=True)
class Rounds:
    """The round that is under way, if there is one, and the finished ones, the newest first."""

    current: ChecklistRound | None
    finished: tuple[ChecklistRound, ...]


def rounds(desk: Desk, checklist_id: str = CHECKLIST) -> Rounds:
    """All rounds over a questionnaire's versions: the school's, or one's own where it is private."""
    of_it = rounds_of(desk.store, viewer=desk.viewer, checklist_id=checklist_id)
    current = next((one for one in of_it if one.finished_on is None), None)
    return Rounds(current, tuple(one for one in of_it if one.finished_on is not None))


def open_round(desk: Desk, checklist_id: str = CHECKLIST) -> ChecklistRound | None:
    """The round that is not finished yet, if there is one."""
    return rounds(desk, checklist_id).current


def start_round(desk: Desk, checklist_id: str = CHECKLIST) -> Changes:
    """A new round of today. It opens as a copy of the last; what was copied stays marked so until it is looked at."""
    asked = checklist(checklist_id)
    before = rounds(desk, checklist_id)
    made = ChecklistRound(started_on=desk.today, checklist=checklist_id)
    if before.finished and asked.repeats:
        made = replace(made, answers=_copied(made.id, before.finished[0], asked))
    text = _("A new round is started")
    with desk.store.transaction("checklist.started", actor=desk.viewer, text=text) as t:
        t.put(made, owner=_owner(desk, made))
    return t.changes()


def answer_question(desk: Desk, round_id: str, question: str, *, answer: str, how: str) -> Changes:
    """Keep the answer to one question by the questionnaire's scale (or "open"), and how, or what it would take. It is said
    in the form's foot, so there is no undo bar; Ctrl+Z takes it back all the same."""
    checklist_round = _unfinished(desk, round_id)
    kept = {row.question: row for row in checklist_round.answers}
    row = kept.get(question)
    if row is None or is_copy(checklist_round, row):
        row = ChecklistAnswer(question=question)
    kept[question] = replace(row, answer=answer, how=how.strip() if answer != "open" else "")
    return _keep(desk, replace(checklist_round, answers=tuple(kept.values())), "")


def name_part(desk: Desk, round_id: str, part: str, name: str) -> Changes:
    """What a part is called in this round, where the questionnaire lets those who answer say so."""
    checklist_round = _unfinished(desk, round_id)
    kept = {row.question: row for row in checklist_round.answers}
    row = kept.pop(part, ChecklistAnswer(question=part))
    if name.strip():
        kept[part] = replace(row, answer=NAMED, how=" ".join(name.split()))
    return _keep(desk, replace(checklist_round, answers=tuple(kept.values())), "")


def note_part(desk: Desk, round_id: str, part: str, note: str) -> Changes:
    """Keep the notes of one of the four parts (t, i, s, k); of other questionnaires "notes", or "about" for its case."""
    if part not in (*PARTS, "notes", "about"):
        raise ValueError(f"not a part of the checklist: {part}")
    changed: Any = {f"notes_{part}" if part in PARTS else part: note}
    return _keep(desk, replace(_unfinished(desk, round_id), **changed), "")


def say_who_took_part(desk: Desk, round_id: str, who: str) -> Changes:
    """Keep who took part in the round."""
    return _keep(desk, replace(_unfinished(desk, round_id), took_part=who.strip()), "")


def finish_round(desk: Desk, round_id: str) -> Changes:
    """The round is finished: from now on it is kept as it is."""
    finished = replace(_unfinished(desk, round_id), finished_on=desk.today)
    return _keep(desk, finished, _("The round is finished"), verb="checklist.finished")


def progress(desk: Desk, checklist_id: str = CHECKLIST) -> Progress:
    """How the last rounds over a questionnaire went, the one under way with them."""
    found = rounds(desk, checklist_id)
    every = (found.current, *found.finished) if found.current else found.finished
    return progress_of(checklist(checklist_id), every)


def _copied(round_id: str, last: ChecklistRound, asked: Checklist) -> tuple[ChecklistAnswer, ...]:
    """The last round's answers to questions that are still asked in the same words, and the names of parts."""
    before = checklist(last.checklist)
    parts = {part.code for part in asked.parts}
    return tuple(
        replace(row, id=copy_id(round_id, row.question))
        for row in last.answers
        if row.question in parts
        or (
            row.answer != "open"
            and asked.question(row.question) is not None
            and asked.question(row.question) == before.question(row.question)
        )
    )


def _owner(desk: Desk, one: ChecklistRound) -> str:
    return desk.viewer.counsellor if checklist(one.checklist).own else ""


def _unfinished(desk: Desk, round_id: str) -> ChecklistRound:
    checklist_round = one_round(desk.store, viewer=desk.viewer, round_id=round_id)
    if checklist_round.finished_on is not None:
        raise RoundFinished()
    return checklist_round


def _keep(
    desk: Desk, checklist_round: ChecklistRound, text: str, *, verb: str = "checklist.answered"
) -> Changes:
    with desk.store.transaction(verb, actor=desk.viewer, text=text) as t:
        t.put(checklist_round, owner=_owner(desk, checklist_round))
    return t.changes()
