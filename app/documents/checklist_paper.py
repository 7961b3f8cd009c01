"""The checklist on paper: empty to fill in by hand, or a round as it was answered.

Layout and wording are the house's own; the questions are freely told after the booklet that is named at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter
from app.documents.flow import Flow, a4, counted
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper
from app.documents.writing import LINE_APART, answer, blank
from app.documents.writing import question as question_row

if TYPE_CHECKING:
    from app.records.checklist import ChecklistAnswer, ChecklistRound
    from app.records.shipped import Checklist, Part
    from app.store.store import Store, Viewer

WRITING_LINES = 2
NOTE_LINES = 4


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question; `yes` and `no` say which box is ticked, `how` what was written under it."""

    id: str
    text: str
    yes: bool
    no: bool
    prompt: str
    how: str


@dataclass(frozen=True, kw_only=True)
class ChecklistPart:
    """One of the four parts with its questions and notes."""

    name: str
    says: str
    questions: tuple[Question, ...]
    notes: str


@dataclass(frozen=True, kw_only=True)
class ChecklistPaper:
    """All that stands on the paper. empty: lines to write on stand where an answer would be."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    yes: str
    no: str
    parts: tuple[ChecklistPart, ...]
    notes_label: str
    empty: bool
    source: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> ChecklistPaper:
    """An empty checklist, or the round named in the inputs (which needs the store)."""
    from app.records.checklist import ChecklistRound

    found = None
    if inputs.values["round"] and store is not None and viewer is not None:
        found = store.get(ChecklistRound, inputs.values["round"], viewer=viewer)
    return checklist_paper(found, language=inputs.language, school=inputs.values["school"])


def checklist_paper(found: ChecklistRound | None, *, language: str, school: str) -> ChecklistPaper:
    """The paper's data from a round, or from none for an empty form."""
    from app.records.shipped import checklist

    texts = HouseTexts(language)
    version = checklist(found.checklist) if found else checklist()
    answers = {one.question: one for one in found.answers} if found else {}
    return ChecklistPaper(
        language=language,
        title=version.title.said_in(language),
        facts=_facts(texts, found, school),
        yes=texts.say("Yes"),
        no=texts.say("No"),
        parts=tuple(_part(texts, version, part, answers, found) for part in version.parts),
        notes_label=texts.say("Notes"),
        empty=found is None,
        source=version.source.said_in(language),
    )


def _facts(texts: HouseTexts, found: ChecklistRound | None, school: str) -> tuple[tuple[str, str], ...]:
    return (
        (texts.say("School"), school),
        (texts.say("Started"), texts.day(found.started_on) if found else ""),
        (texts.say("Finished"), texts.day(found.finished_on) if found else ""),
        (texts.say("Who took part"), found.took_part if found else ""),
    )


def _part(
    texts: HouseTexts,
    version: Checklist,
    part: Part,
    answers: dict[str, ChecklistAnswer],
    found: ChecklistRound | None,
) -> ChecklistPart:
    language = texts.language
    both = f"{version.ask_how.said_in(language)} / {version.ask_what.said_in(language)}"
    prompts = {"yes": version.ask_how.said_in(language), "no": version.ask_what.said_in(language)}
    questions = []
    for one in part.questions:
        answer = answers.get(one.id)
        said = answer.answer if answer else ""
        questions.append(
            Question(
                id=one.id,
                text=one.text.said_in(language),
                yes=said == "yes",
                no=said == "no",
                prompt=prompts.get(said, both),
                how=answer.how if answer else "",
            )
        )
    notes = getattr(found, f"notes_{part.code.lower()}") if found else ""
    return ChecklistPart(
        name=part.name.said_in(language),
        says=part.says.said_in(language),
        questions=tuple(questions),
        notes=notes,
    )


def draw(data: ChecklistPaper) -> Paper:
    """The checklist as a PDF of several pages."""
    return counted(lambda pages: _written(data, pages))


def _written(data: ChecklistPaper, pages: int) -> Flow:
    flow = Flow(a4(title=data.title, language=data.language), foot=data.title, pages=pages)
    flow.title(data.title)
    for label, value in data.facts:
        if data.empty and not value:
            blank(flow, label)
        elif value:
            flow.fact(label, value)
    for part in data.parts:
        _write_part(flow, data, part)
    flow.gap(16)
    flow.paragraph(data.source, size=8.5, grey=True)
    return flow


def _write_part(flow: Flow, data: ChecklistPaper, part: ChecklistPart) -> None:
    flow.heading(part.name, keep=120)
    flow.paragraph(part.says, grey=True)
    for question in part.questions:
        boxes = ((data.yes, question.yes), (data.no, question.no))
        question_row(
            flow,
            question.id,
            question.text,
            boxes,
            keep=WRITING_LINES * LINE_APART + 16 if data.empty else 16,
        )
        answer(flow, question.prompt, question.how, lines_if_empty=WRITING_LINES if data.empty else 0)
    flow.gap(9)
    answer(flow, data.notes_label, part.notes, lines_if_empty=NOTE_LINES if data.empty else 0, indent=0)


CHECKLIST = Document(
    key="checklist",
    title=N_("Checklist"),
    about=N_("empty or filled in"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="nothing",
    parameters=(
        Parameter(
            name="round",
            label=N_("Round"),
            kind="record",
            of="checklist_round",
            hint=N_("Left out, the checklist is empty, to fill in by hand"),
        ),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
