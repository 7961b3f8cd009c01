"""A questionnaire on paper: empty to fill in by hand, or a round as it was answered.

Layout and wording are the house's own; whence the questions come is said at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter
from app.documents.flow import MARGIN, Flow, a4, counted
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper
from app.documents.writing import LINE_APART, answer, blank, tick_box
from app.documents.writing import question as question_row

if TYPE_CHECKING:
    from app.records.checklist import ChecklistAnswer, ChecklistRound
    from app.records.service import Action
    from app.records.shipped import Checklist, Part
    from app.records.shipped import Question as Asked
    from app.store.store import Store, Viewer

WRITING_LINES = 2
NOTE_LINES = 4
CASE_LINES = 6
INDENT = 34.0  # points that what stands below a question is set in
WIDE_SCALE = 2  # answers that fit beside a question; of a longer scale the boxes stand below it


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question; `boxes` are its answers and which is ticked, `how` what was written under it, `actions` what is done
    about it."""

    id: str
    text: str
    boxes: tuple[tuple[str, bool], ...]
    prompt: str
    how: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChecklistPart:
    """A part with its questions and notes; notes_label: "" where the part has none."""

    name: str
    says: str
    questions: tuple[Question, ...]
    notes: str
    notes_label: str


@dataclass(frozen=True, kw_only=True)
class ChecklistPaper:
    """All that stands on the paper. empty: lines to write on stand where an answer would be. case: what the round is about,
    as label and text; notes: the same of what is said at the end."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    case: tuple[str, str]
    parts: tuple[ChecklistPart, ...]
    notes: tuple[str, str]
    actions_label: str
    empty: bool
    source: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> ChecklistPaper:
    """An empty questionnaire, or the round named in the inputs (which needs the store)."""
    from app.records.shipped import checklist

    asked = inputs.values["questionnaire"] or checklist().id
    if store is None or viewer is None:
        return checklist_paper(None, asked=asked, language=inputs.language, school=inputs.values["school"])
    from app.records.service import Action
    from app.store.questions.checklist_rounds import one_round, rounds_of

    found = None
    if inputs.values["round"]:
        found = one_round(store, viewer=viewer, round_id=inputs.values["round"])
    elif inputs.values["filled"] == "yes":
        rounds = rounds_of(store, viewer=viewer, checklist_id=checklist(asked).fed_by or asked)
        found = rounds[0] if rounds else None
    return checklist_paper(
        found,
        asked=asked if checklist(asked).fed_by or found is None else found.checklist,
        language=inputs.language,
        school=inputs.values["school"],
        actions=store.find(Action, viewer=viewer, where={"round": found.id}) if found else (),
    )


def checklist_paper(
    found: ChecklistRound | None,
    *,
    asked: str,
    language: str,
    school: str,
    actions: tuple[Action, ...] | list[Action] = (),
) -> ChecklistPaper:
    """The paper's data from a round, or from none for an empty form."""
    from app.records.shipped import checklist

    version = checklist(asked)
    made = _Made(HouseTexts(language), version, found, tuple(actions))
    case = (version.case.said_in(language) if version.case else "", found.about if found else "")
    notes = (version.notes.said_in(language) if version.notes else "", found.notes if found else "")
    return ChecklistPaper(
        language=language,
        title=version.title.said_in(language),
        facts=made.facts(school),
        case=case,
        parts=tuple(made.part(part) for part in version.parts),
        notes=notes,
        actions_label=made.texts.say("Action"),
        empty=found is None,
        source=version.source.said_in(language),
    )


@dataclass(frozen=True)
class _Made:
    """What the parts of one paper are made from."""

    texts: HouseTexts
    version: Checklist
    found: ChecklistRound | None
    actions: tuple[Action, ...]

    @property
    def answers(self) -> Mapping[str, ChecklistAnswer]:
        return {one.question: one for one in self.found.answers} if self.found else {}

    def facts(self, school: str) -> tuple[tuple[str, str], ...]:
        texts, found = self.texts, self.found
        rows = [
            (texts.say("Started"), texts.day(found.started_on) if found else ""),
            (texts.say("Finished"), texts.day(found.finished_on) if found else ""),
        ]
        if not self.version.own:
            rows.insert(0, (texts.say("School"), school))
            rows.append((texts.say("Who took part"), found.took_part if found else ""))
        return tuple(rows)

    def part(self, part: Part) -> ChecklistPart:
        from app.records.progress import part_name

        has_notes = hasattr(self.found, f"notes_{part.code.lower()}") or (
            self.found is None and len(part.code) == 1 and not self.version.fed_by
        )
        name = part.name.said_in(self.texts.language)
        return ChecklistPart(
            name=part_name(self.found, part.code, name),
            says=part.says.said_in(self.texts.language),
            questions=tuple(self.question(one) for one in part.questions),
            notes=getattr(self.found, f"notes_{part.code.lower()}", "") if self.found else "",
            notes_label=self.texts.say("Notes") if has_notes else "",
        )

    def question(self, one: Asked) -> Question:
        answer = self.answers.get(one.id)
        said = answer.answer if answer else ""
        return Question(
            id=one.id,
            text=one.text.said_in(self.texts.language),
            boxes=() if self.version.fed_by else tuple(self._box(code, said) for code in self.version.scale),
            prompt=self._prompt(one, said),
            how=self._fed(one) if self.version.fed_by else answer.how if answer else "",
            actions=tuple(self._action(action) for action in self.actions if action.question == one.id),
        )

    def _box(self, code: str, said: str) -> tuple[str, bool]:
        label = self.texts.label("checklist.answer", code)
        return (label[:1].upper() + label[1:], said == code)

    def _prompt(self, one: Asked, said: str) -> str:
        language = self.texts.language
        if self.version.fed_by:
            return "" if self.found else ", ".join(one.covers)
        if said and said != "open":
            return self.version.prompt(said).said_in(language)
        every = dict.fromkeys(text.said_in(language) for text in self.version.prompts.values())
        return " / ".join(every) if len(every) <= WIDE_SCALE else ""

    def _fed(self, one: Asked) -> str:
        """The answers of another questionnaire that shed light on this question."""
        from app.records.shipped import checklist

        if self.found is None:
            return ""
        other, lines = checklist(self.found.checklist), []
        for id in one.covers:
            question, answer = other.question(id), self.answers.get(id)
            said = self.texts.label("checklist.answer", answer.answer if answer else "open")
            text = question.text.said_in(self.texts.language) if question else ""
            lines.append(f"{id} {text} – {said}")
        return "\n".join(lines)

    def _action(self, action: Action) -> str:
        due = self.texts.day(action.due) if action.due else ""
        state = self.texts.label("action.state", action.state)
        return " · ".join(part for part in (action.text, action.who, due, state) if part)


def draw(data: ChecklistPaper) -> Paper:
    """The questionnaire as a PDF of several pages."""
    return counted(lambda pages: _written(data, pages))


def _written(data: ChecklistPaper, pages: int) -> Flow:
    flow = Flow(a4(title=data.title, language=data.language), foot=data.title, pages=pages)
    flow.title(data.title)
    for label, value in data.facts:
        if data.empty and not value:
            blank(flow, label)
        elif value:
            flow.fact(label, value)
    _write_words(flow, data, data.case, CASE_LINES)
    for part in data.parts:
        _write_part(flow, data, part)
    _write_words(flow, data, data.notes, CASE_LINES)
    flow.gap(16)
    flow.paragraph(data.source, size=8.5, grey=True)
    return flow


def _write_words(flow: Flow, data: ChecklistPaper, words: tuple[str, str], lines: int) -> None:
    label, text = words
    if label:
        flow.gap(12)
        answer(flow, label, text, lines_if_empty=lines if data.empty else 0, indent=0)


def _write_part(flow: Flow, data: ChecklistPaper, part: ChecklistPart) -> None:
    flow.heading(part.name, keep=120)
    flow.paragraph(part.says, grey=True)
    for question in part.questions:
        _write_question(flow, data, question)
    if part.notes_label:
        flow.gap(9)
        answer(flow, part.notes_label, part.notes, lines_if_empty=NOTE_LINES if data.empty else 0, indent=0)


def _write_question(flow: Flow, data: ChecklistPaper, question: Question) -> None:
    writing = WRITING_LINES if data.empty and question.boxes else 0
    wide = len(question.boxes) > WIDE_SCALE
    keep = writing * LINE_APART + (32 if wide else 16)
    question_row(flow, question.id, question.text, () if wide else question.boxes, keep=keep)
    if wide:
        _boxes_below(flow, question.boxes)
    if question.prompt:
        answer(flow, question.prompt, question.how, lines_if_empty=writing)
    else:
        _write_plain(flow, question.how)
    for action in question.actions:
        answer(flow, data.actions_label, action, lines_if_empty=0)


def _write_plain(flow: Flow, text: str) -> None:
    """What was answered, with no prompt above it."""
    for line in text.splitlines():
        block = flow.paper.set(line, size=flow.size, width=flow.width - INDENT, leading=1.36, value=True)
        flow.write_block(block, indent=INDENT)


def _boxes_below(flow: Flow, boxes: tuple[tuple[str, bool], ...]) -> None:
    """The answers of a long scale in a line of their own."""
    each = (flow.width - INDENT) / len(boxes)
    flow.top += 3
    for place, (label, ticked) in enumerate(boxes):
        start = MARGIN + INDENT + each * place
        tick_box(flow, start, flow.top + 1.5, 11, ticked=ticked)
        flow.paper.put(flow.paper.set(label, size=flow.size, width=each - 20), start + 16, flow.top)
    flow.top += flow.size * 1.4


def titles() -> tuple[tuple[str, str], ...]:
    """The shipped questionnaires by their ids; one that came later than these words is called what its file says."""
    from app.records.shipped import checklists

    known = {
        "2020-nvl": N_("The 24 questions"),
        "2021-quality-plan": N_("Own quality plan"),
        "2020-competence": N_("Self-evaluation for counsellors"),
        "2020-ethics": N_("Ethical reflection on a case"),
        "2025-gatsby": N_("The eight Gatsby benchmarks, in short"),
    }
    return tuple((one.id, known.get(one.id, one.title.en)) for one in checklists())


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
            name="questionnaire",
            label=N_("Questionnaire"),
            kind="choice",
            default="2020-nvl",
            choices=titles(),
        ),
        Parameter(
            name="round",
            label=N_("Round"),
            kind="record",
            of="checklist_round",
            hint=N_("Left out, the checklist is empty, to fill in by hand"),
        ),
        Parameter(
            name="filled",
            label=N_("Answers"),
            kind="choice",
            default="no",
            choices=(("no", N_("empty, to fill in by hand")), ("yes", N_("as answered last"))),
        ),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
