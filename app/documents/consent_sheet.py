"""Consent to share: with whom, about what, until when, how it is taken back; each answer is a box of its own.

Its answers are typed in as `release` records. What it says is about rights, so that the Norwegian stands under each
sentence in a language that nobody has approved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter
from app.documents.fitting import largest
from app.documents.flow import GREY, LINE, MARGIN, Flow, a4, counted
from app.documents.paper import Paper
from app.documents.said_flow import BESIDE, LEAST_BESIDE, lines_to_sign, said_ticks, write_said
from app.documents.sheet_texts import NORWEGIAN, Said
from app.documents.writing import lines, tick_box

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

# The recipients of a release (release.recipient), in the order of its list → what they are called on a sheet.
RECIPIENTS = {
    "share_contact": "who_contact_officer",
    "share_nav": "who_nav",
    "share_reentry": "who_reentry",
    "share_career_centre": "consent_career_centre",
    "share_next_school": "consent_next_school",
    "share_employer": "consent_employer",
    "other": "consent_someone",
}
ANSWERS = ("word_yes", "word_no", "consent_later")
SIGNATURES = ("request_date", "word_signature", "word_counsellor", "word_interpreter")
TWO_PAGES = 10.0
SIZES = (12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
SIGNED = 15.5  # what until when, taking back and the signatures take, of the size
COLUMN = 62.0  # of one answer


class ConsentSheet(NamedTuple):
    """All that stands on the sheet."""

    language: str
    right_to_left: bool
    title: Said
    before: tuple[Said, ...]
    name: Said
    with_whom: Said
    recipients: tuple[Said, ...]
    answers: tuple[Said, ...]
    about: Said
    until: Said
    after: Said
    withdraw: Said
    signatures: tuple[Said, ...]
    house: str
    draft: str


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> ConsentSheet:
    """The sheet in one language. Needs no store: what the school has said is a default."""
    texts = inputs.texts()
    left_out = inputs.keys("without")
    return ConsentSheet(
        language=inputs.language,
        right_to_left=texts.right_to_left,
        title=texts.said("consent_title"),
        before=tuple(
            texts.said(key)
            for key in ("consent_intro", "consent_choose", "consent_no_loss", "secrecy_exceptions")
        ),
        name=texts.said("request_name", always=True),
        with_whom=texts.said("consent_with"),
        recipients=tuple(
            texts.said(key, always=True) for code, key in RECIPIENTS.items() if code not in left_out
        ),
        answers=tuple(texts.said(key, always=True) for key in ANSWERS),
        about=texts.said("consent_about"),
        until=texts.said("consent_until"),
        after=texts.said("consent_after"),
        withdraw=texts.said("consent_withdraw"),
        signatures=tuple(texts.said(key, always=True) for key in SIGNATURES),
        house=inputs.values["school"],
        draft=texts.say("draft") if texts.is_draft else "",
    )


def draw(data: ConsentSheet) -> Paper:
    """The sheet on one page, or on two where even small print does not fit one."""
    flow = largest(SIZES, lambda size: _written(data, size), lambda flow: flow.page == 1)
    return flow.paper if flow else counted(lambda pages: _written(data, TWO_PAGES, pages))


def _written(data: ConsentSheet, size: float, pages: int = 0) -> Flow:
    paper = a4(title=data.title.text, language=data.language, right_to_left=data.right_to_left)
    parts = (
        (data.house, data.title.norwegian or data.title.text, data.draft)
        if pages
        else (data.house, data.draft)
    )
    foot = " · ".join(part for part in parts if part)
    flow = Flow(paper, foot=foot, size=size, pages=pages, numbered=bool(pages))
    write_said(flow, data.title, size=size * 1.9, bold=True, role="H1")
    for said in data.before:
        write_said(flow, said)
    _line_for(flow, data.name)
    _table(flow, data)
    flow.gap(size * 0.6)
    said_ticks(flow, [data.after])
    flow.gap(size * 0.5)
    flow.need(size * 8)
    write_said(flow, data.about, bold=True, gap=0)
    lines(flow, 2, apart=size * 1.9)
    flow.gap(size * 0.5)
    flow.need(size * SIGNED)  # nobody signs on a page that does not say for what
    _line_for(flow, data.until)
    write_said(flow, data.withdraw)
    lines_to_sign(flow, data.signatures, apart=max(size * 2.2, 24))
    return flow


def _line_for(flow: Flow, said: Said) -> None:
    """A label with a line to write on beside it."""
    column = flow.width * 0.42
    block = flow.paper.set(said.text, size=flow.size, bold=True, width=column - 8)
    small = max(flow.size * BESIDE, LEAST_BESIDE)
    beside = flow.paper.set(said.norwegian, size=small, width=column - 8, language=NORWEGIAN)
    height = max(block.height + (beside.height if said.norwegian else 0.0), flow.size * 2)
    flow.need(height)
    flow.paper.put(block, MARGIN, flow.top)
    if said.norwegian:
        flow.paper.put(beside, MARGIN, flow.top + block.height, colour=GREY)
    flow.paper.rule(MARGIN + column, flow.top + block.height, flow.width - column, 0.7, LINE)
    flow.top += height + flow.size * 0.3


def _table(flow: Flow, data: ConsentSheet) -> None:
    """Each recipient with a box for each answer."""
    size, small = flow.size, max(flow.size * BESIDE, LEAST_BESIDE)
    first = flow.width - COLUMN * len(data.answers)
    flow.gap(size * 0.5)
    write_said(flow, data.with_whom, bold=True, role="H2", gap=0.1)
    heads = [flow.paper.set(one.text, size=small, width=COLUMN - 6, align="centre") for one in data.answers]
    unders = [
        flow.paper.set(one.norwegian, size=LEAST_BESIDE, width=COLUMN - 6, align="centre", language=NORWEGIAN)
        for one in data.answers
    ]
    height = max(
        head.height + (under.height if one.norwegian else 0.0)
        for head, under, one in zip(heads, unders, data.answers, strict=True)
    )
    flow.need(height)
    for place, (head, under, one) in enumerate(zip(heads, unders, data.answers, strict=True)):
        left = MARGIN + first + place * COLUMN + 3
        flow.paper.put(head, left, flow.top)
        if one.norwegian:
            flow.paper.put(under, left, flow.top + head.height, colour=GREY)
    flow.top += height + 2
    for one in data.recipients:
        _row(flow, one, first, small, len(data.answers))
    flow.paper.rule(MARGIN, flow.top, flow.width, 0.5, LINE)


def _row(flow: Flow, one: Said, first: float, small: float, answers: int) -> None:
    flow.paper.rule(MARGIN, flow.top, flow.width, 0.5, LINE)
    block = flow.paper.set(one.text, size=flow.size, width=first - 8)
    under = flow.paper.set(one.norwegian, size=small, width=first - 8, language=NORWEGIAN)
    height = block.height + (under.height if one.norwegian else 0.0) + 4
    flow.need(height)
    flow.paper.put(block, MARGIN, flow.top + 2)
    if one.norwegian:
        flow.paper.put(under, MARGIN, flow.top + 2 + block.height, colour=GREY)
    side = min(flow.size * 1.15, height - 4)
    for place in range(answers):
        left = MARGIN + first + place * COLUMN + (COLUMN - side) / 2
        tick_box(flow, left, flow.top + (height - side) / 2, side)
    flow.top += height


CONSENT = Document(
    key="consent_sheet",
    title=N_("Consent to share"),
    about=N_("with whom, about what, until when; to sign"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    languages="sheets",
    parameters=(
        Parameter(
            name="without",
            label=N_("Recipients left out"),
            kind="keys",
            of="release.recipient",
            choices=tuple((code, code) for code in RECIPIENTS),
        ),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
