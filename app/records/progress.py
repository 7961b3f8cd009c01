"""How the rounds over a questionnaire went, per part and per question, over time; and what of a round is taken over."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.records.shipped import Checklist, Words

SHOWN_ROUNDS = 6
NAMED = "touched"
"""The answer of a row that is no question: the name that was given to a part, in `how`."""
_REACHED = {"yes": 2, "specialised": 2, "touched": 2, "competent": 2, "under_way": 1, "not_yet": 0, "no": 0}


@dataclass(frozen=True)
class Column:
    """A round: its day, and whether it is finished."""

    id: str
    day: dt.date
    finished: bool


@dataclass(frozen=True)
class Line:
    """A question with its answer in each round, the oldest first; "open" for none."""

    question: str
    text: Words
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """Of a part in one round: how many questions were answered with what was aimed at, how many were answered, of how
    many."""

    reached: int
    answered: int
    of: int


@dataclass(frozen=True)
class PartProgress:
    """A part: its share in each round, its questions. named: what it was called in the last round, "" for as shipped."""

    code: str
    named: str
    shipped: Words
    shares: tuple[Share, ...]
    lines: tuple[Line, ...]

    def name(self, language: str) -> str:
        """What it is called in nb, nn or en."""
        return self.named or self.shipped.said_in(language)


@dataclass(frozen=True)
class Progress:
    """A questionnaire over its last rounds, the oldest first."""

    checklist: str
    rounds: tuple[Column, ...]
    parts: tuple[PartProgress, ...]

    @property
    def told(self) -> int:
        """The place of the round that is spoken of: the last finished one, or the one under way."""
        ends = [at for at, one in enumerate(self.rounds) if one.finished]
        return ends[-1] if ends else len(self.rounds) - 1

    def whole(self, at: int) -> Share:
        """The share of all parts together in one of the rounds."""
        shares = [part.shares[at] for part in self.parts]
        return Share(
            sum(one.reached for one in shares),
            sum(one.answered for one in shares),
            sum(one.of for one in shares),
        )


def progress_of(asked: Checklist, rounds: Sequence[ChecklistRound]) -> Progress:
    """The last of these rounds, given the newest first; the words are the questionnaire's."""
    chosen = list(reversed(rounds[:SHOWN_ROUNDS]))
    answers = [_given(one) for one in chosen]
    last = chosen[-1] if chosen else None
    parts = []
    for part in asked.parts:
        lines = tuple(
            Line(one.id, one.text, tuple(given.get(one.id, "open") for given in answers))
            for one in part.questions
        )
        shares = tuple(_share([line.answers[at] for line in lines]) for at in range(len(chosen)))
        parts.append(PartProgress(part.code, part_name(last, part.code, ""), part.name, shares, lines))
    columns = tuple(
        Column(one.id, one.finished_on or one.started_on, one.finished_on is not None) for one in chosen
    )
    return Progress(asked.id, columns, tuple(parts))


def part_name(checklist_round: ChecklistRound | None, part: str, shipped: str) -> str:
    """The name that a part was given in a round, or the shipped one."""
    rows = checklist_round.answers if checklist_round else ()
    return next((row.how for row in rows if row.question == part and row.how), shipped)


def copy_id(round_id: str, question: str) -> str:
    """The id of an answer that a round took over from the one before."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"copied/{round_id}/{question}").hex


def is_copy(checklist_round: ChecklistRound, row: ChecklistAnswer) -> bool:
    """Whether an answer was taken over from the round before and not looked at since."""
    return row.id == copy_id(checklist_round.id, row.question)


def level(answer: str) -> int | None:
    """How far an answer stands: 2 reached, 1 on the way, 0 not; None where nothing was answered."""
    return _REACHED.get(answer)


def _given(one: ChecklistRound) -> dict[str, str]:
    """The answers of a round; of one under way those alone that were looked at."""
    rows = [row for row in one.answers if one.finished_on or not is_copy(one, row)]
    return {row.question: row.answer for row in rows}


def _share(answers: list[str]) -> Share:
    levels = [level(one) for one in answers]
    return Share(levels.count(2), sum(one is not None for one in levels), len(levels))
