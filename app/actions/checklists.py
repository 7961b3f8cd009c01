"""Checklist rounds: start, answer, note, finish."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.actions.desk import Desk, RoundFinished
from app.base.languages import _
from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.store.store import Changes

PARTS = ("t", "i", "s", "k")


@dataclass(frozen=True)
class Rounds:
    """The round that is under way, if there is one, and the finished ones, the newest first."""

    current: ChecklistRound | None
    finished: tuple[ChecklistRound, ...]


def rounds(desk: Desk) -> Rounds:
    """All rounds of the school."""
    every = desk.store.find(ChecklistRound, viewer=desk.viewer, order="-started_on")
    current = next((one for one in every if one.finished_on is None), None)
    return Rounds(current, tuple(one for one in every if one.finished_on is not None))


def open_round(desk: Desk) -> ChecklistRound | None:
    """The round that is not finished yet, if there is one."""
    return rounds(desk).current


def start_round(desk: Desk) -> Changes:
    """A new round of today, shared by the school's counsellors."""
    text = _("A new round is started")
    with desk.store.transaction("checklist.started", actor=desk.viewer, text=text) as t:
        t.put(ChecklistRound(started_on=desk.today), owner="")
    return t.changes()


def answer_question(desk: Desk, round_id: str, question: str, *, answer: str, how: str) -> Changes:
    """Keep the answer to one question (yes, no, open) and how, or what it would take. It is said in the form's
    foot, so there is no undo bar; Ctrl+Z takes it back all the same."""
    checklist_round = _unfinished(desk, round_id)
    kept = {row.question: row for row in checklist_round.answers}
    row = kept.get(question, ChecklistAnswer(question=question))
    kept[question] = replace(row, answer=answer, how=how.strip() if answer in {"yes", "no"} else "")
    return _keep(desk, replace(checklist_round, answers=tuple(kept.values())), "")


def note_part(desk: Desk, round_id: str, part: str, note: str) -> Changes:
    """Keep the notes of one of the four parts (t, i, s, k)."""
    if part not in PARTS:
        raise ValueError(f"not a part of the checklist: {part}")
    changed: Any = {f"notes_{part}": note}
    return _keep(desk, replace(_unfinished(desk, round_id), **changed), "")


def say_who_took_part(desk: Desk, round_id: str, who: str) -> Changes:
    """Keep who took part in the round."""
    return _keep(desk, replace(_unfinished(desk, round_id), took_part=who.strip()), "")


def finish_round(desk: Desk, round_id: str) -> Changes:
    """The round is finished: from now on it is kept as it is."""
    finished = replace(_unfinished(desk, round_id), finished_on=desk.today)
    return _keep(desk, finished, _("The round is finished"), verb="checklist.finished")


def _unfinished(desk: Desk, round_id: str) -> ChecklistRound:
    checklist_round = desk.get(ChecklistRound, round_id)
    if checklist_round.finished_on is not None:
        raise RoundFinished()
    return checklist_round


def _keep(
    desk: Desk, checklist_round: ChecklistRound, text: str, *, verb: str = "checklist.answered"
) -> Changes:
    with desk.store.transaction(verb, actor=desk.viewer, text=text) as t:
        t.put(checklist_round, owner="")
    return t.changes()
