"""Made-up rounds of the checklist over two years, what is being done about it, and tips of the school's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from app.actions.demo.material import Chance, texts
from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.records.progress import copy_id
from app.records.record import Record
from app.records.service import Action, OwnTip
from app.records.shipped import checklist

_ANSWERED = 12  # questions of the round that is half done
_BETTER: tuple[Mapping[str, int], ...] = ({"yes": 4, "no": 6}, {"yes": 6, "no": 4}, {"yes": 8, "no": 2})
_DUE = (4, 25, -20, -60)  # days from today to when each action is, or was, due
_STATES = ("open", "doing", "done", "dropped")


def checklist_cycle(chance: Chance, today: dt.date) -> Iterator[Record]:
    """Two finished rounds, the newer one better, and one of last month that is half done and otherwise as the last; their
    actions and the school's own tips."""
    first = _finished(chance, today - dt.timedelta(days=730), _BETTER[0], texts()["took_part"][0])
    last = _finished(chance, today - dt.timedelta(days=360), _BETTER[1], texts()["took_part"][0])
    yield first
    yield last
    yield _half_done(chance, today - dt.timedelta(days=21), last)
    for about, due, state in zip(texts()["actions"], _DUE, _STATES, strict=True):
        day = today + dt.timedelta(days=due)
        yield Action(
            id=chance.id(),
            question=about["question"],
            text=about["text"],
            who=about["who"],
            due=day,
            state=state,
            state_on=today - dt.timedelta(days=30) if state != "open" else None,
            outcome=about["outcome"] if state in {"done", "dropped"} else "",
            round=last.id,
        )
    for tip in texts()["own_tips"]:
        yield OwnTip(id=chance.id(), part=tip["part"], text=tip["text"])


def _finished(chance: Chance, begun: dt.date, weights: Mapping[str, int], took_part: str) -> ChecklistRound:
    notes = texts()["part_notes"]
    return ChecklistRound(
        id=chance.id(),
        started_on=begun,
        took_part=took_part,
        finished_on=begun + dt.timedelta(days=8),
        notes_t=notes[0],
        notes_k=notes[1],
        answers=tuple(_answer(chance, one.id, weights) for one in checklist().questions()),
    )


def _half_done(chance: Chance, begun: dt.date, last: ChecklistRound) -> ChecklistRound:
    """The first questions answered anew, the others as they were copied."""
    made = chance.id()
    answers = [
        _answer(chance, row.question, _BETTER[2])
        if at < _ANSWERED
        else ChecklistAnswer(
            id=copy_id(made, row.question), question=row.question, answer=row.answer, how=row.how
        )
        for at, row in enumerate(last.answers)
    ]
    return ChecklistRound(
        id=made, started_on=begun, took_part=texts()["took_part"][1], answers=tuple(answers)
    )


def _answer(chance: Chance, question: str, weights: Mapping[str, int]) -> ChecklistAnswer:
    answer = chance.weighted(dict(weights))
    how = chance.one(texts()["yes_how" if answer == "yes" else "no_how"])
    return ChecklistAnswer(id=chance.id(), question=question, answer=answer, how=how)
