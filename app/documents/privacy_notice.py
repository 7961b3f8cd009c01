"""The privacy notice: who is responsible, what is kept and why, who reads it, how long, and every right (GDPR 13).

To hang up and to hand out. What the rights sheet says is said in the same words. In a language that nobody has approved
the Norwegian stands under each sentence. A name that the school has not given yet is a line for a pen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_
from app.base.settings import CONTROLLER, GUIDANCE_CONTACT, PRIVACY_OFFICER, SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter
from app.documents.fitting import largest
from app.documents.flow import Flow, a4, counted
from app.documents.paper import Paper
from app.documents.said_flow import part_with_pictogram, write_said
from app.documents.sheet_texts import Said

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

# Each pictogram with the sentences beside it. What begins with a placeholder's name is said only where there is a value.
PARTS = (
    ("signpost", ("privacy_who", "privacy_officer")),
    ("note-pencil", ("privacy_why", "privacy_basis", "notes_written", "notes_not_written")),
    ("users-three", ("privacy_locked", "privacy_readers", "privacy_seen", "notes_kept")),
    ("handshake", ("consent_intro", "consent_withdraw", "secrecy_exceptions")),
    ("clock", ("notes_how_long", "privacy_months", "privacy_archive")),
    (
        "file-text",
        (
            "rights_see",
            "rights_correct",
            "rights_delete",
            "privacy_restrict",
            "privacy_object",
            "privacy_answer",
            "privacy_minor",
            "rights_complain",
        ),
    ),
    ("chats-circle", ("P14",)),
)
ONE_PAGE = (14.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5)
TWO_PAGES = (13.0, 12.0, 11.0, 10.0, 9.0)
BY_PEN = "_" * 24


class Part(NamedTuple):
    """Sentences under one pictogram."""

    pictogram: str
    sentences: tuple[Said, ...]


class PrivacyNotice(NamedTuple):
    """All that stands on the notice."""

    language: str
    right_to_left: bool
    title: Said
    parts: tuple[Part, ...]
    house: str
    draft: str


def gather(store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> PrivacyNotice:
    """The notice in one language. Without a store everything that is asked for may be given."""
    texts = inputs.texts()
    values = {
        "controller": inputs.values["controller"] or BY_PEN,
        "officer": inputs.values["officer"] or BY_PEN,
        "months": inputs.values["months"] or _months(store),
        "contact": inputs.values["contact"],
    }
    unsaid = {key for key, name in (("privacy_months", "months"), ("P14", "contact")) if not values[name]}
    return PrivacyNotice(
        language=inputs.language,
        right_to_left=texts.right_to_left,
        title=texts.said("privacy_title"),
        parts=tuple(
            Part(icon, said)
            for icon, keys in PARTS
            if (said := tuple(texts.said(key, always=False, **values) for key in keys if key not in unsaid))
        ),
        house=inputs.values["school"],
        draft=texts.say("draft") if texts.is_draft else "",
    )


def _months(store: Store | None) -> str:
    """How long the school's own rule keeps what is written about a person; "" while there is none."""
    from app.store.questions.retention import PERSON

    rule = store.setting("retention.rules", {}).get(PERSON) if store is not None else None
    return str(rule[0]) if rule and rule[0] else ""


def draw(data: PrivacyNotice) -> Paper:
    """The notice on one page; on two where its language has too much to say for one that can be read on a wall."""
    flow = largest(ONE_PAGE, lambda size: _written(data, size), lambda flow: flow.page == 1)
    if flow is not None:
        return flow.paper
    size = next((size for size in TWO_PAGES if _written(data, size).page <= 2), TWO_PAGES[-1])
    return counted(lambda pages: _written(data, size, pages))


def _written(data: PrivacyNotice, size: float, pages: int = 0) -> Flow:
    paper = a4(title=data.title.text, language=data.language, right_to_left=data.right_to_left)
    foot = " · ".join(part for part in (data.house, data.draft) if part)
    flow = Flow(paper, foot=foot, size=size, pages=pages, numbered=bool(pages))
    write_said(flow, data.title, size=size * 1.8, bold=True, role="H1")
    for part in data.parts:
        part_with_pictogram(flow, part.pictogram, part.sentences)
    return flow


PRIVACY_NOTICE = Document(
    key="privacy_notice",
    title=N_("Privacy notice"),
    about=N_("who is responsible, what is kept and why, how long, rights"),
    place="wall",
    leaves="nothing",
    gather=gather,
    draw=draw,
    languages="sheets",
    parameters=(
        Parameter(name="controller", label=N_("Who is responsible for the records"), setting=CONTROLLER),
        Parameter(name="officer", label=N_("Data protection officer"), setting=PRIVACY_OFFICER),
        Parameter(name="contact", label=N_("Who to leave a note for"), setting=GUIDANCE_CONTACT),
        Parameter(
            name="months",
            label=N_("Months until the notes are gone through"),
            hint=N_("Empty is what the school’s rule says; without a rule the sentence is left out"),
        ),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
