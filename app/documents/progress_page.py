"""Progress over the rounds of a questionnaire on one page that a principal understands at a glance: per part and question,
with what is being done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter, opened
from app.documents.flow import GREY, LINE, MARGIN, Flow, a4
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper

if TYPE_CHECKING:
    from app.records.progress import Progress
    from app.records.service import Action
    from app.store.store import Store, Viewer

SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)  # of the questions, the first that lets everything stand on one page
ROUND_WIDTH = 46.0
MOST_ACTIONS = 6
# Okabe and Ito's colours, told apart by the colour-blind; in grey the full circle, the ring and the dash differ.
REACHED, UNDER_WAY, NOT = "#0072b2", "#56b4e9", "#d55e00"
TRACK = "#e4e7ec"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """An answer as it is drawn. level: 2 reached, 1 on the way, 0 not, None not answered; word: what stands beside it."""

    level: int | None
    word: str


@dataclass(frozen=True, kw_only=True)
class PartRows:
    """A part: per round what was reached, of how many, as words; its questions with a mark for each round."""

    name: str
    shares: tuple[tuple[float, str], ...]
    rows: tuple[tuple[str, str, tuple[Mark, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class ProgressPage:
    """All that stands on the page."""

    language: str
    title: str
    school: str
    says: str
    rounds: tuple[str, ...]
    parts: tuple[PartRows, ...]
    legend: tuple[Mark, ...]
    actions_label: str
    actions: tuple[str, ...]
    source: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> ProgressPage:
    """The last rounds of a questionnaire as the viewer may see them, and the service's actions."""
    from app.records.progress import progress_of
    from app.records.service import Action
    from app.records.shipped import checklist
    from app.store.questions.checklist_rounds import rounds_of

    store, viewer = opened(store, viewer)
    asked = checklist(inputs.values["questionnaire"])
    found = progress_of(asked, rounds_of(store, viewer=viewer, checklist_id=asked.id))
    ids = {one.id for one in asked.questions()}
    every = store.find(Action, viewer=viewer, order="due")
    actions = [one for one in every if one.question in ids]
    return progress_page(found, actions, language=inputs.language, school=inputs.values["school"])


def progress_page(found: Progress, actions: Sequence[Action], *, language: str, school: str) -> ProgressPage:
    """The page's data."""
    from app.records.shipped import checklist

    texts, asked = HouseTexts(language), checklist(found.checklist)
    scale = asked.scale
    parts = tuple(
        PartRows(
            name=part.name(language),
            shares=tuple((one.reached / one.of, f"{one.reached}/{one.of}") for one in part.shares),
            rows=tuple(
                (
                    line.question,
                    line.text.said_in(language),
                    tuple(_mark(texts, scale, answer) for answer in line.answers),
                )
                for line in part.lines
            ),
        )
        for part in found.parts
    )
    return ProgressPage(
        language=language,
        title=texts.say("Progress over the rounds"),
        school=" · ".join(word for word in (asked.title.said_in(language), school) if word),
        says=_says(texts, found),
        rounds=tuple(_month(texts, one.day, finished=one.finished) for one in found.rounds),
        parts=parts,
        legend=tuple(_mark(texts, scale, code, long=True) for code in (*scale, "open")),
        actions_label=texts.say("What is being done"),
        actions=tuple(_action(texts, one) for one in _chosen(actions)),
        source=asked.source.said_in(language),
    )


def _says(texts: HouseTexts, found: Progress) -> str:
    if not found.rounds:
        return texts.say("No round is begun yet.")
    last = found.whole(found.told)
    said = texts.say(
        "{count} of {all} questions have come as far as they should.", count=last.reached, all=last.of
    )
    if found.told:
        before = found.whole(found.told - 1).reached
        said += " " + texts.say("In the round before: {count}.", count=before)
    return said


def _month(texts: HouseTexts, day: dt.date, *, finished: bool) -> str:
    said = f"{day.month:02}.{day.year}"
    return said if finished else texts.say("{month}, under way", month=said)


def _mark(texts: HouseTexts, scale: tuple[str, ...], answer: str, *, long: bool = False) -> Mark:
    """Yes and no are said beside the mark; of another scale its number, which the legend explains."""
    from app.records.progress import level

    label = texts.label("checklist.answer", answer)
    if answer == "open":
        return Mark(level=None, word=label if long else "")
    if scale in {("yes", "no"), ("touched",)}:
        return Mark(level=level(answer), word=label)
    number = scale.index(answer) + 1 if answer in scale else 0
    return Mark(level=level(answer), word=f"{number} {label}" if long else str(number))


def _chosen(actions: Sequence[Action]) -> list[Action]:
    """What is still to be done first, then what was done last."""
    from app.records.service import OPEN_ACTIONS

    still = [one for one in actions if one.state in OPEN_ACTIONS]
    done = [one for one in actions if one.state == "done"]
    done.sort(key=lambda one: one.state_on or dt.date.min, reverse=True)
    return [*still, *done][:MOST_ACTIONS]


def _action(texts: HouseTexts, one: Action) -> str:
    due = texts.day(one.due) if one.due and one.state != "done" else ""
    words = (one.question, one.text, one.who, due, texts.label("action.state", one.state))
    return " · ".join(word for word in words if word)


def draw(data: ProgressPage) -> Paper:
    """One page: the words as large as they may be."""
    for size in SIZES:
        flow = _written(data, size)
        if flow.page == 1:
            break
    return flow.paper


def _written(data: ProgressPage, size: float) -> Flow:
    paper = a4(title=data.title, language=data.language)
    flow = Flow(paper, foot=data.school, size=size, numbered=False)
    flow.top = MARGIN * 0.7
    flow.write(data.title, size=20, bold=True, role="H1", leading=1.2)
    flow.write(data.school, size=10, colour=GREY)
    flow.top += 6
    flow.write(data.says, size=13, bold=True)
    flow.top += 6
    start = MARGIN + flow.width - ROUND_WIDTH * len(data.rounds)
    _legend(flow, data.legend)
    with flow.table():
        _heads(flow, data.rounds, start)
        for part in data.parts:
            _part(flow, part, start)
    if data.actions:
        flow.top += size
        flow.write(data.actions_label, size=size * 1.3, bold=True, role="H2")
        flow.bullets(data.actions)
    flow.top += 4
    flow.write(data.source, size=6.5, colour=GREY)
    return flow


def _legend(flow: Flow, legend: tuple[Mark, ...]) -> None:
    start = MARGIN
    for mark in legend:
        _draw_mark(flow, mark, start, flow.top + 1.5, 9)
        block = flow.paper.set(mark.word, size=8, width=140)
        flow.paper.put(block, start + 14, flow.top)
        start += 14 + max((line.width for line in block.lines), default=0) + 18
    flow.top += 18


def _heads(flow: Flow, rounds: tuple[str, ...], start: float) -> None:
    if not rounds:
        return
    blocks = [flow.paper.set(one, size=7, width=ROUND_WIDTH - 6, value=True) for one in rounds]
    with flow.paper.part("TR"):
        for at, block in enumerate(blocks):
            flow.paper.put(block, start + at * ROUND_WIDTH, flow.top, role="TH", colour=GREY)
    flow.top += max(block.height for block in blocks)


def _part(flow: Flow, part: PartRows, start: float) -> None:
    """The part's name with a bar for each round, then its questions."""
    size = flow.size * 1.35
    flow.top += 5
    name = flow.paper.set(part.name, size=size, bold=True, width=start - MARGIN - 8)
    flow.need(name.height + 24)
    with flow.paper.part("TR"):
        flow.paper.put(name, MARGIN, flow.top, role="TH")
        for at, (share, word) in enumerate(part.shares):
            left, wide = start + at * ROUND_WIDTH, ROUND_WIDTH - 24
            flow.paper.rectangle(left, flow.top + 3, wide, 7, fill=TRACK, radius=3.5)
            if share:
                flow.paper.rectangle(left, flow.top + 3, max(wide * share, 7), 7, fill=REACHED, radius=3.5)
            said = flow.paper.set(word, size=7.5, bold=True, width=22, value=True)
            flow.paper.put(said, left + wide + 3, flow.top + 1.5, role="TD")
    flow.top += max(name.height, 12) + 2
    for row in part.rows:
        _question(flow, row, start)


def _question(flow: Flow, row: tuple[str, str, tuple[Mark, ...]], start: float) -> None:
    number, text, marks = row
    block = flow.paper.set(text, size=flow.size, width=start - MARGIN - 30, leading=1.18)
    flow.need(block.height + 3)
    with flow.paper.part("TR"):
        flow.paper.put(
            flow.paper.set(number, size=flow.size, width=22, leading=1.18),
            MARGIN,
            flow.top + 1.5,
            role="TD",
            colour=GREY,
        )
        flow.paper.put(block, MARGIN + 22, flow.top + 1.5, role="TD")
        for at, mark in enumerate(marks):
            left = start + at * ROUND_WIDTH
            _draw_mark(flow, mark, left, flow.top + 2, 8)
            if mark.word:
                said = flow.paper.set(mark.word, size=7, width=ROUND_WIDTH - 14)
                flow.paper.put(said, left + 12, flow.top + 1.5, role="TD")
    flow.top += block.height + 3
    flow.paper.rule(MARGIN, flow.top, flow.width, 0.3, LINE)


def _draw_mark(flow: Flow, mark: Mark, start: float, top: float, side: float) -> None:
    """A full circle, a light one with a rim, a ring, or a dash."""
    paper = flow.paper
    if mark.level is None:
        paper.rule(start + side * 0.2, top + side / 2, side * 0.6, 1.2, LINE)
    elif mark.level == 2:
        paper.rectangle(start, top, side, side, fill=REACHED, radius=side / 2)
    elif mark.level == 1:
        paper.rectangle(start, top, side, side, fill=UNDER_WAY, stroke=REACHED, thick=1.2, radius=side / 2)
    else:
        paper.rectangle(
            start + 0.7, top + 0.7, side - 1.4, side - 1.4, stroke=NOT, thick=1.6, radius=side / 2
        )


def _asked() -> tuple[tuple[str, str], ...]:
    """Questionnaires whose rounds can be set side by side."""
    from app.documents.checklist_paper import titles
    from app.records.shipped import checklist

    return tuple((id, title) for id, title in titles() if checklist(id).repeats)


PROGRESS_PAGE = Document(
    key="progress_page",
    title=N_("Progress over the rounds"),
    about=N_("the checklist on one page, for the principal"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="nothing",
    needs_store=True,
    parameters=(
        Parameter(
            name="questionnaire",
            label=N_("Questionnaire"),
            kind="choice",
            default="2020-nvl",
            choices=_asked(),
        ),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
