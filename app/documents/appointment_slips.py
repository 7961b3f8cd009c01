"""Appointment slips for a day: one for each person, in the language that person reads, many to a page, to be cut apart.

When and where stands on a slip, never why: it lies on a bunk and is read by others. Who reads a language that there are
no texts in gets English with Norwegian beside it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.base.languages import N_, _, has_sheets
from app.base.settings import GUIDANCE_CONTACT, GUIDANCE_PLACE, SCHOOL_NAME, SLIP_PURPOSE
from app.documents.calendar_words import clock_in_words, weekday_in_words
from app.documents.cutting import Cell, cells
from app.documents.days_asked import DAY, day_asked
from app.documents.document import Document, Inputs, Parameter, opened
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.flow import GREY, a4
from app.documents.house_texts import HouseTexts
from app.documents.paper import Block, Paper
from app.documents.sheet_texts import NORWEGIAN

if TYPE_CHECKING:
    from app.store.questions.bookings import Booked, Booking
    from app.store.store import Store, Viewer

ACROSS, DOWN = 2, 3
SOUGHT_DAYS = 21  # how far ahead the next day with bookings is looked for
SIZES = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0)
PURPOSES = {"group": "purpose_group", "three_party": "purpose_meeting"}  # by the form of the session
OTHERWISE = ("en", NORWEGIAN)  # for who reads another language


@dataclass(frozen=True, kw_only=True)
class SlipText:
    """What a slip says in one language. facts: label and value of day, time and place."""

    language: str
    right_to_left: bool
    title: str
    facts: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    draft: str


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One person's slip. ward: so that it can be handed out."""

    name: str
    ward: str
    school: str
    texts: tuple[SlipText, ...]


@dataclass(frozen=True, kw_only=True)
class AppointmentSlips:
    """All slips of a day, by ward."""

    language: str
    title: str
    slips: tuple[Slip, ...]
    nobody: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> AppointmentSlips:
    """A slip for everyone who is to come on the day; left out, the next day on which somebody is."""
    store, viewer = opened(store, viewer)
    texts = HouseTexts(inputs.language)
    day, booked = _booked(store, viewer, inputs)
    pairs = [(one, person) for one in booked for person in one.people]
    inputs.names(person.person for _one, person in pairs)
    pairs.sort(key=lambda pair: (pair[1].ward.casefold(), pair[0].clock, pair[1].name.casefold()))
    return AppointmentSlips(
        language=inputs.language,
        title=texts.say("Appointment slips, {day}", day=texts.day(day)),
        slips=tuple(_slip(inputs, one, person) for one, person in pairs),
        nobody=texts.say("Nobody has an appointment."),
    )


def _booked(store: Store, viewer: Viewer, inputs: Inputs) -> tuple[dt.date, tuple[Booking, ...]]:
    from app.store.questions.bookings import bookings

    first, last = day_asked(inputs), day_asked(inputs)
    if not inputs.values["day"]:
        first, last = inputs.today + dt.timedelta(days=1), inputs.today + dt.timedelta(days=SOUGHT_DAYS)
    found = bookings(store, viewer=viewer, since=first, until=last, states=("planned",))
    day = min((one.day for one in found if one.people), default=first)
    return day, tuple(one for one in found if one.day == day)


def _slip(inputs: Inputs, one: Booking, person: Booked) -> Slip:
    languages = languages_for(person.language)
    # What it is about is for the receiver: in a language that others here read better it is left out.
    own = languages == (person.language,) and inputs.values["purpose"] == "yes"
    return Slip(
        name=person.name,
        ward=person.ward,
        school=inputs.values["school"],
        texts=tuple(_said(inputs, one, language, purpose_too=own) for language in languages),
    )


def languages_for(read: str) -> tuple[str, ...]:
    """The languages of a slip for who reads this one best; "" is not known."""
    return (read,) if read and has_sheets(read) else OTHERWISE


def _said(inputs: Inputs, one: Booking, language: str, *, purpose_too: bool) -> SlipText:
    texts = inputs.texts(language)
    purpose = texts.say(PURPOSES.get(one.form, "purpose_talk")) if purpose_too else ""
    facts = (
        (texts.say("slip_day"), weekday_in_words(one.day, language)),
        (texts.say("slip_time"), clock_in_words(one.clock, language)),
        (texts.say("where"), _where(inputs, one)),
        (texts.say("slip_about"), purpose),
    )
    confirmed = any(order.state == "confirmed" for order in one.interpreters)
    sentences = (
        texts.say("slip_interpreter") if confirmed else "",
        texts.say("slip_bring"),
        texts.say("slip_cannot", contact=inputs.values["contact"] or texts.say("counsellor")),
    )
    return SlipText(
        language=language,
        right_to_left=texts.right_to_left,
        title=texts.say("slip_title"),
        facts=tuple(fact for fact in facts if fact[1]),
        sentences=tuple(sentence for sentence in sentences if sentence),
        draft=texts.say("draft") if texts.is_draft else "",
    )


def _where(inputs: Inputs, one: Booking) -> str:
    """The room; else the school's own place, or where else the talk is, as it is called in Norwegian."""
    if one.room:
        return one.room
    if one.place == "school" and inputs.values["place"]:
        return inputs.values["place"]
    return HouseTexts(NORWEGIAN).label("session.place", one.place)


# --- on paper ------------------------------------------------------------------------------------------


def draw(data: AppointmentSlips) -> Paper:
    """The slips as a PDF of as many pages as it takes. Raises TextTooLong."""
    paper = a4(title=data.title, language=data.language)
    if not data.slips:
        for cell in cells(paper, across=1, down=1, count=1):
            cell.put(cell.set(data.title, size=16, width=cell.width, language=data.language), 0, 0, role="H1")
            cell.put(cell.set(data.nobody, size=11, width=cell.width, language=data.language), 0, 30)
    for slip, cell in zip(
        data.slips, cells(paper, across=ACROSS, down=DOWN, count=len(data.slips)), strict=True
    ):
        with paper.part("Sect"):
            _draw(cell, slip)
    return paper


def _draw(cell: Cell, slip: Slip) -> None:
    """The head, then the text as large as fits; the small print of a draft at the foot."""
    down = _draw_head(cell, slip)
    room = cell.height - down
    shares = len(slip.texts)
    size = largest(SIZES, lambda size: size, lambda size: _height(cell, slip, size) <= room)
    if size is None:
        raise TextTooLong(document=_("Appointment slips"), size="A4")
    for number, text in enumerate(slip.texts):
        if number:
            cell.paper.rule(cell.start, cell.top + down + 2, cell.width, 0.5, GREY)
            down += 5
        down = _draw_text(cell, text, size if shares == 1 or number == 0 else size * 0.9, down)


def _draw_head(cell: Cell, slip: Slip) -> float:
    """Whose it is; how far down it reaches."""
    language = cell.paper.language
    name = cell.set(slip.name, size=13, bold=True, width=cell.width * 0.55, language=language, value=True)
    about = "\n".join(part for part in (slip.ward, slip.school) if part)
    beside = cell.paper.set(about, size=8, width=cell.width * 0.42, align="end", value=True)
    cell.put(name, 0, 0, role="H2")
    cell.put(beside, cell.width * 0.58, 3, colour=GREY)
    height = max(name.height, beside.height + 3) + 3
    cell.paper.rule(cell.start, cell.top + height, cell.width, 1.0)
    return height + 5


Placed = tuple[Block, float, float, str, str]  # block, indent, from the top, role, colour


def _laid(cell: Cell, text: SlipText, size: float) -> tuple[list[Placed], float]:
    """Every block of one text in its place, and the height of all."""
    placed: list[Placed] = []
    down = 0.0
    title = cell.set(text.title, size=size * 1.15, bold=True, width=cell.width, language=text.language)
    placed.append((title, 0.0, down, "H3", "#000000"))
    down += title.height + size * 0.2
    labels = [
        cell.set(label, size=size * 0.8, width=cell.width, language=text.language)
        for label, _value in text.facts
    ]
    column = min(max((label.ink_width for label in labels), default=0.0) + size, cell.width / 2)
    for label, (_label, value) in zip(labels, text.facts, strict=True):
        said = cell.set(
            value, size=size, bold=True, width=cell.width - column, language=text.language, value=True
        )
        placed.append((label, 0.0, down + size * 0.16, "P", GREY))
        placed.append((said, column, down, "P", "#000000"))
        down += max(said.height, label.height)
    down += size * 0.3
    for sentence in text.sentences:
        block = cell.set(sentence, size=size * 0.85, width=cell.width, language=text.language)
        placed.append((block, 0.0, down, "P", "#000000"))
        down += block.height + size * 0.12
    if text.draft:
        block = cell.set(text.draft, size=min(size * 0.6, 6.5), width=cell.width, language=text.language)
        placed.append((block, 0.0, down + 2, "P", GREY))
        down += block.height + 2
    return placed, down


def _height(cell: Cell, slip: Slip, size: float) -> float:
    first, *more = slip.texts
    height = _laid(_facing(cell, first), first, size)[1]
    return height + sum(_laid(_facing(cell, one), one, size * 0.9)[1] + 5 for one in more)


def _draw_text(cell: Cell, text: SlipText, size: float, down: float) -> float:
    turned = _facing(cell, text)
    placed, height = _laid(turned, text, size)
    for block, indent, top, role, colour in placed:
        turned.put(block, indent, down + top, role=role, colour=colour)
    return down + height


def _facing(cell: Cell, text: SlipText) -> Cell:
    """The cell as this text is read in it."""
    return replace(cell, turned=text.right_to_left)


APPOINTMENT_SLIPS = Document(
    key="appointment_slips",
    title=N_("Appointment slips"),
    about=N_("for tomorrow, in each language"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="to_person",
    needs_store=True,
    parameters=(
        DAY._replace(hint=N_("Empty is the next day on which somebody is to come")),
        Parameter(name="place", label=N_("Place"), setting=GUIDANCE_PLACE),
        Parameter(name="contact", label=N_("Leave a note for"), setting=GUIDANCE_CONTACT),
        Parameter(
            name="purpose",
            label=N_("What it is for"),
            kind="choice",
            default="yes",
            choices=(("yes", N_("in the receiver's own language")), ("no", N_("not on the slip"))),
            setting=SLIP_PURPOSE,
        ),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
