"""The fourteen messages as plain data: what the poster on the wall and the handout have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_
from app.base.settings import (
    GUIDANCE_CONTACT,
    GUIDANCE_PLACE,
    GUIDANCE_TIMES,
    MESSAGES_OFF,
    PRISON_NAME,
    SCHOOL_NAME,
)
from app.documents.document import Inputs, Parameter
from app.documents.hours_words import hours_in_words
from app.documents.sheet_texts import MESSAGES, Said, SheetTexts, isolated
from app.documents.sources import SOURCES

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

TITLE, LEAD, TRUST, CONTACT = "P01", "P02", "P13", "P14"
PICTOGRAMS = {
    "P01": "signpost",
    "P02": "chats-circle",
    "P03": "star",
    "P04": "graduation-cap",
    "P05": "hard-hat",
    "P06": "file-text",
    "P07": "globe-hemisphere-east",
    "P08": "list-checks",
    "P09": "handshake",
    "P10": "calendar-check",
    "P11": "users-three",
    "P12": "translate",
    "P13": "shield-check",
    "P14": "note-pencil",
    "where": "map-pin",
    "when": "clock",
}


class Message(NamedTuple):
    """One message with its pictogram, and the Norwegian sentence beside it where a draft speaks of rights."""

    key: str
    text: str
    norwegian: str = ""

    @property
    def pictogram(self) -> str:
        """The name of its pictogram."""
        return PICTOGRAMS[self.key]


class Fact(NamedTuple):
    """Where or when, as this school says it."""

    key: str
    heading: str
    text: str

    @property
    def pictogram(self) -> str:
        """The name of its pictogram."""
        return PICTOGRAMS[self.key]


class Slips(NamedTuple):
    """What stands at the foot of a poster to be torn or cut off. about: what is asked on the one large slip.

    request: "I want to talk"; fields: what is written on the slip, each with the Norwegian beside it.
    """

    kind: str
    call: str
    request: Said
    to: str
    place: str
    fields: tuple[Said, ...]
    open: Said | None = None


class MessageSheet(NamedTuple):
    """All that stands on a poster or handout. What the school has not given is left out, never shown as a gap."""

    language: str
    right_to_left: bool
    size: str
    colour: str
    service: str
    title: str
    lead: Message | None
    messages: tuple[Message, ...]
    facts: tuple[Fact, ...]
    contact: Message | None
    house: str
    draft: str
    design: str = ""
    modest: bool = False
    slips: Slips | None = None
    notes: str = ""  # the heading of room to write, where there is any


PARAMETERS = (
    Parameter(
        name="place", label=N_("Place"), setting=GUIDANCE_PLACE, hint=N_("Such as: the school, room 12")
    ),
    Parameter(
        name="times", label=N_("Times"), setting=GUIDANCE_TIMES, hint=N_("Such as: Monday to Thursday 9–15")
    ),
    Parameter(
        name="contact", label=N_("Leave a note for"), setting=GUIDANCE_CONTACT, hint=N_("A role or a name")
    ),
    Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    Parameter(name="prison", label=N_("Prison"), setting=PRISON_NAME),
    Parameter(
        name="without",
        label=N_("Messages left out"),
        kind="keys",
        choices=tuple((key, SOURCES[key]) for key in MESSAGES),
        setting=MESSAGES_OFF,
    ),
    Parameter(
        name="colour",
        label=N_("Colour"),
        kind="choice",
        default="black",
        choices=(("black", N_("black and white")), ("blue", N_("one colour"))),
    ),
)


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> MessageSheet:
    """The messages that hold at this school, in the language asked for. Needs no store: settings are defaults."""
    return gathered(inputs)


def gathered(inputs: Inputs, *, keys: tuple[str, ...] = MESSAGES) -> MessageSheet:
    """The same for a sheet that says these messages at most."""
    texts = inputs.texts()
    off = inputs.keys("without")
    shown = {key: _message(texts, key, inputs.values["contact"]) for key in keys if key not in off}
    return MessageSheet(
        language=inputs.language,
        right_to_left=texts.right_to_left,
        size=inputs.size,
        colour=inputs.values["colour"],
        service=texts.say("guidance"),
        title=shown[TITLE].text if TITLE in shown else texts.say("guidance"),
        lead=shown.get(LEAD),
        messages=tuple(one for key, one in shown.items() if key not in (TITLE, LEAD, CONTACT)),
        facts=_facts(texts, inputs),
        contact=shown.get(CONTACT),
        house=" · ".join(
            isolated(name) for name in (inputs.values["school"], inputs.values["prison"]) if name
        ),
        draft=texts.say("draft") if texts.is_draft else "",
    )


def _message(texts: SheetTexts, key: str, contact: str) -> Message:
    text = texts.say(key, contact=contact or texts.say("counsellor")) if key == CONTACT else texts.say(key)
    return Message(key=key, text=text, norwegian=texts.said(key).norwegian if key == TRUST else "")


def _facts(texts: SheetTexts, inputs: Inputs) -> tuple[Fact, ...]:
    typed = inputs.values["times"]
    times = hours_in_words(typed, inputs.language, texts.info.script)
    beside = f" · {isolated(typed)}" if times != typed else ""  # whoever works here reads it too
    values = (("where", inputs.values["place"], ""), ("when", times, beside))
    return tuple(
        Fact(key=key, heading=f"{texts.say(key)}{more}", text=value) for key, value, more in values if value
    )
