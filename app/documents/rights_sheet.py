"""What is written down, who may read it, secrecy with its exceptions, and the person's rights: told, given, and signed for.

The sentences are about rights. In a language that nobody has approved each stands above the Norwegian, so that whoever
tells it can see what it should say. The exceptions to secrecy cannot be left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter
from app.documents.fitting import largest
from app.documents.flow import Flow, a4
from app.documents.paper import Paper
from app.documents.said_flow import lines_to_sign, part_with_pictogram, write_said
from app.documents.sheet_texts import Said

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

PARTS = (
    ("chats-circle", ("notes_choice",)),
    ("note-pencil", ("notes_written", "notes_not_written", "notes_kept", "notes_how_long")),
    ("shield-check", ("secrecy_duty", "secrecy_exceptions", "secrecy_ask")),
    ("file-text", ("rights_see", "rights_correct", "rights_delete", "rights_complain")),
)
SIGNATURES = ("request_date", "word_signature", "word_counsellor", "word_interpreter")
SIZES = (14.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.0)


class Part(NamedTuple):
    """Sentences under one pictogram."""

    pictogram: str
    sentences: tuple[Said, ...]


class RightsSheet(NamedTuple):
    """All that stands on the sheet. signed: nothing where no signature is wanted."""

    language: str
    right_to_left: bool
    title: Said
    parts: tuple[Part, ...]
    told: Said
    signed: tuple[Said, ...]
    house: str
    draft: str


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> RightsSheet:
    """The sheet in one language. Needs no store: what the school has said is a default."""
    texts = inputs.texts()
    sign = inputs.values["sign"] == "yes"
    return RightsSheet(
        language=inputs.language,
        right_to_left=texts.right_to_left,
        title=texts.said("notes_title"),
        parts=tuple(Part(icon, tuple(texts.said(key) for key in keys)) for icon, keys in PARTS),
        told=texts.said("notes_told"),
        signed=tuple(texts.said(key, always=True) for key in SIGNATURES) if sign else (),
        house=inputs.values["school"],
        draft=texts.say("draft") if texts.is_draft else "",
    )


def draw(data: RightsSheet) -> Paper:
    """The sheet on one page, or on two where even small print does not fit one."""
    flow = largest(SIZES, lambda size: _written(data, size), lambda flow: flow.page == 1)
    return (flow or _written(data, SIZES[-2])).paper


def _written(data: RightsSheet, size: float) -> Flow:
    paper = a4(title=data.title.text, language=data.language, right_to_left=data.right_to_left)
    flow = Flow(
        paper, foot=" · ".join(part for part in (data.house, data.draft) if part), size=size, numbered=False
    )
    write_said(flow, data.title, size=size * 1.9, bold=True, role="H1")
    for part in data.parts:
        part_with_pictogram(flow, part.pictogram, part.sentences)
    if data.signed:
        flow.gap(size)
        flow.need(170)
        write_said(flow, data.told, bold=True)
        lines_to_sign(flow, data.signed, apart=max(size * 2.4, 26))
    return flow


RIGHTS = Document(
    key="rights_sheet",
    title=N_("What we write down, and your rights"),
    about=N_("secrecy with its exceptions, what is kept, rights; to sign for"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    languages="sheets",
    parameters=(
        Parameter(
            name="sign",
            label=N_("Lines to sign on"),
            kind="choice",
            default="yes",
            choices=(("yes", N_("yes")), ("no", N_("no"))),
        ),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
