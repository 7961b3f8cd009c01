"""The intake form on paper: the questions of the window in the inmate's language with the Norwegian beside it.

A paper twin: every option has the number that it has in the lists of the program, so that whoever puts the paper into the
form types numbers and need not read the language. Nothing is asked here that the form does not ask, and everything may
be left blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter
from app.documents.flow import GREY, LINE, MARGIN, Flow, a4, counted
from app.documents.paper import Block, Paper
from app.documents.sheet_texts import NORWEGIAN, Said, SheetTexts
from app.documents.sources.intake import INTAKE
from app.documents.writing import box_beside, lines, tick_box

if TYPE_CHECKING:
    from app.store.store import Store, Viewer


class Asked(NamedTuple):
    """One question: the field that its answer is put into, the key of its text, and its option list, "" for words.

    room: lines to write on, for words. many: several may be ticked.
    """

    field: str
    key: str
    options: str = ""
    many: bool = False
    room: int = 1


# In the order of the form: languages, education, work, wishes, offer (ui.pages.intake).
QUESTIONS = (
    Asked("person.mother_tongue", "ask_mother_tongue"),
    Asked("person.reads_best", "ask_reads_best"),
    Asked("person.interpreter", "ask_interpreter", "person.interpreter"),
    Asked("person.norwegian_spoken", "ask_norwegian_spoken", "level"),
    Asked("person.norwegian_written", "ask_norwegian_written", "level"),
    Asked("person.english", "ask_english", "level"),
    Asked("person.reading", "ask_reading", "person.reading"),
    Asked("person.education", "ask_education", "person.education"),
    Asked("person.education_from", "ask_education_from", "person.education_from"),
    Asked("person.documents", "ask_documents", "person.documents"),
    Asked("person.experience", "ask_experience", "person.experience"),
    Asked("person.industries", "ask_industries", "industry", many=True),
    Asked("person.work_before", "ask_work_before", "person.work_before"),
    Asked("person.activity", "ask_activity", "person.activity", many=True),
    Asked("person.strengths", "ask_strengths", room=3),
    Asked("person.certificates", "ask_certificates", room=2),
    Asked("wishes", "ask_wishes", "intake.wish", many=True),
    Asked("wish_words", "ask_own_words", room=3),
    Asked("wish_industries", "ask_wish_industries", "industry", many=True),
    Asked("offer", "ask_offer", "intake.offer"),
    Asked("person.future_country", "ask_country", "person.future_country"),
    Asked("person.guidance_before", "ask_before", "yes_no"),
)
NOT_ON_PAPER = frozenset({"not_asked", "not_yet", "offered"})
"""What a box would not say: that nobody asked."""
_PREFIX = {
    "person.interpreter": "interpreter_",
    "level": "level_",
    "person.reading": "reading_",
    "person.education": "education_",
    "person.education_from": "from_",
    "person.documents": "documents_",
    "person.experience": "experience_",
    "industry": "industry_",
    "person.work_before": "before_",
    "person.activity": "activity_",
    "intake.wish": "wish_",
    "person.future_country": "country_",
}
_SPECIAL = {
    ("person.interpreter", "no"): "word_no",
    ("person.interpreter", "yes_language"): "word_yes",
    ("person.reading", "some_help"): "reading_some",
    ("person.reading", "much_help"): "reading_much",
    ("person.future_country", "norway"): "from_norway",
    ("intake.offer", "accepted"): "word_yes",
    ("intake.offer", "declined"): "word_no",
    ("intake.offer", "later"): "offer_later",
    ("yes_no", "yes"): "word_yes",
    ("yes_no", "no"): "word_no",
}
_ANYWHERE = {"other": "word_other", "unknown": "intake_unknown"}


def key_of(options: str, code: str) -> str:
    """The key of an option's text."""
    return _SPECIAL.get((options, code)) or _ANYWHERE.get(code) or f"{_PREFIX.get(options, '')}{code}"


class Option(NamedTuple):
    """A box: the number that is typed for it, and what it says."""

    number: int
    said: Said


class Question(NamedTuple):
    """A question with its boxes, or with lines to write on."""

    said: Said
    options: tuple[Option, ...]
    many: bool
    room: int


class IntakeForm(NamedTuple):
    """All that stands on the form."""

    language: str
    right_to_left: bool
    title: Said
    before: Said
    many: Said
    head: tuple[Said, ...]
    questions: tuple[Question, ...]
    house: str
    draft: str


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> IntakeForm:
    """The form in one language. Needs no store."""
    texts = inputs.texts()
    left_out = inputs.keys("without")
    return IntakeForm(
        language=inputs.language,
        right_to_left=texts.right_to_left,
        title=texts.said("intake_title", always=True),
        before=texts.said("intake_choice", always=True),
        many=texts.said("intake_many", always=True),
        head=tuple(texts.said(key, always=True) for key in ("request_name", "request_ward", "request_date")),
        questions=tuple(_question(texts, one) for one in QUESTIONS if one.field not in left_out),
        house=inputs.values["school"],
        draft=texts.say("draft") if texts.is_draft else "",
    )


def _question(texts: SheetTexts, one: Asked) -> Question:
    from app.records.choices import codes

    numbered = enumerate(codes(one.options) if one.options else (), 1)
    options = tuple(
        Option(number, texts.said(key_of(one.options, code), always=True))
        for number, code in numbered
        if code not in NOT_ON_PAPER
    )
    return Question(texts.said(one.key, always=True), options, one.many, one.room)


# --- on paper ------------------------------------------------------------------------------------------

SIZE = 11.0
UNDER = 7.5  # the Norwegian under an option
BELOW = 1.0  # between the two
KEPT = 3  # rows of boxes that stay with their question; a long list may go on on the next page
Sides = Literal[1, 2, 3]


def draw(data: IntakeForm) -> Paper:
    """The form on as many pages as its language takes; no question is torn from its boxes."""
    return counted(lambda pages: _written(data, pages))


def _written(data: IntakeForm, pages: int) -> Flow:
    paper = a4(title=data.title.text, language=data.language, right_to_left=data.right_to_left)
    foot = " · ".join(part for part in (data.house, data.draft) if part)
    flow = Flow(paper, foot=foot, pages=pages, size=SIZE)
    _two_sides(flow, data.title, size=SIZE * 1.8, bold=True, role="H1")
    _two_sides(flow, data.before, size=SIZE)
    for said in data.head:
        _line_for(flow, said)
    for number, question in enumerate(data.questions, 1):
        _draw_question(flow, number, question, data.many)
    return flow


def _two_sides(
    flow: Flow, said: Said, *, size: float, bold: bool = False, role: str = "P", indent: float = 0.0
) -> None:
    """The text on the side where reading starts and the Norwegian beside it, on the other."""
    share = 0.56 if said.norwegian else 1.0
    width = (flow.width - indent) * share - (14 if said.norwegian else 0)
    block = flow.paper.set(said.text, size=size, bold=bold, width=width, leading=1.25)
    beside = flow.paper.set(
        said.norwegian,
        size=size * 0.78,
        width=flow.width - indent - width - 14,
        language=NORWEGIAN,
        leading=1.25,
    )
    height = max(block.height, beside.height if said.norwegian else 0.0)
    flow.need(height)
    flow.paper.put(block, MARGIN + indent, flow.top, role=role)
    if said.norwegian:
        flow.paper.put(beside, MARGIN + indent + width + 14, flow.top + size * 0.18, colour=GREY)
    flow.top += height + size * 0.3


def _line_for(flow: Flow, said: Said) -> None:
    """A label with a line to write on beside it."""
    column = flow.width * 0.34
    block = flow.paper.set(said.text, size=flow.size, bold=True, width=column - 8)
    under = flow.paper.set(said.norwegian, size=UNDER, width=column - 8, language=NORWEGIAN)
    height = max(block.height + (under.height if said.norwegian else 0.0), 25.0)
    flow.need(height)
    flow.paper.put(block, MARGIN, flow.top)
    if said.norwegian:
        flow.paper.put(under, MARGIN, flow.top + block.height, colour=GREY)
    flow.paper.rule(MARGIN + column, flow.top + block.height, flow.width - column, 0.7, LINE)
    flow.top += height + 3


def _draw_question(flow: Flow, number: int, question: Question, many: Said) -> None:
    """The question with its number, then its boxes in columns, or lines."""
    indent = flow.size * 2
    flow.gap(flow.size * 0.7)
    flow.need(_height(flow, question, indent))
    mark = flow.paper.set(str(number), size=flow.size, bold=True, width=indent - 4)
    flow.paper.put(mark, MARGIN, flow.top, colour=GREY)
    _two_sides(flow, question.said, size=flow.size, bold=True, role="H2", indent=indent)
    if question.many and question.options:
        _two_sides(flow, many, size=flow.size * 0.86, indent=indent)
    if question.options:
        _draw_options(flow, question, indent)
    else:
        lines(flow, question.room, indent=indent, apart=23)
        flow.top += 3


def _blocks(flow: Flow, one: Option, width: float) -> tuple[Block, Block]:
    return (
        flow.paper.set(one.said.text, size=flow.size - 0.5, width=width, leading=1.2),
        flow.paper.set(one.said.norwegian, size=UNDER, width=width, language=NORWEGIAN, leading=1.15),
    )


def _across(question: Question) -> Sides:
    """Short lists of short words three beside each other, others two."""
    longest = max(len(one.said.text) for one in question.options)
    return 3 if longest <= 16 else 2


def _rows(flow: Flow, question: Question, indent: float) -> list[list[tuple[Option, Block, Block]]]:
    across = _across(question)
    width = (flow.width - indent) / across - flow.size * 3.3
    cells = [(one, *_blocks(flow, one, width)) for one in question.options]
    return [cells[start : start + across] for start in range(0, len(cells), across)]


def _row_height(flow: Flow, row: list[tuple[Option, Block, Block]]) -> float:
    tallest = max(
        block.height + (under.height + BELOW if one.said.norwegian else 0.0) for one, block, under in row
    )
    return tallest + flow.size * 0.28


def _height(flow: Flow, question: Question, indent: float) -> float:
    """What has to stay together: the question with its lines, or with its boxes, of a long list the first rows."""
    head = 2 * flow.size * 1.4 + flow.size * 0.3
    if not question.options:
        return head + 23 * question.room + 3
    rows = [_row_height(flow, row) for row in _rows(flow, question, indent)]
    return head + sum(rows if len(rows) <= 2 * KEPT else rows[:KEPT])


def _draw_options(flow: Flow, question: Question, indent: float) -> None:
    side = flow.size * 0.95
    for row in _rows(flow, question, indent):
        height = _row_height(flow, row)
        flow.need(height)
        for place, (one, block, under) in enumerate(row):
            start = MARGIN + indent + place * (flow.width - indent) / _across(question)
            tick_box(flow, start, flow.top + box_beside(block, side), side)
            mark = flow.paper.set(str(one.number), size=flow.size - 1.5, width=flow.size * 1.5)
            flow.paper.put(mark, start + side * 1.3, flow.top + block.baseline - mark.baseline, colour=GREY)
            left = start + side + flow.size * 1.9
            flow.paper.put(block, left, flow.top)
            if one.said.norwegian:
                flow.paper.put(under, left, flow.top + block.height + BELOW, colour=GREY)
        flow.top += height


INTAKE_FORM = Document(
    key="intake_form",
    title=N_("Intake form on paper"),
    about=N_("with numbers to type in afterwards"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    languages="sheets",
    parameters=(
        Parameter(
            name="without",
            label=N_("Questions left out"),
            kind="keys",
            choices=tuple((one.field, INTAKE[one.key]) for one in QUESTIONS),
        ),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
