"""What a line of the sheets may say in a school's own words: its places, its signs, its length; pure."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from app.base.errors import AppError
from app.base.languages import N_, sheet_text
from app.base.paths import resource
from app.documents.sources import SOURCES

MOST = 2000  # signs of one line; the longest shipped one has some 350
_PLACE = re.compile(r"\{[^{}]*\}")
# What turns the order of a sentence around it, or ends an inserted value's isolate early. Marks and joiners stay: some
# scripts need them.
_TURNS = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB]))


class LineUnknown(AppError):
    """A key that no sheet says."""

    says = N_("The sheets have no line “{key}”. Nothing was changed.")
    do = N_("Take the key from the list of lines.")


class LineEmpty(AppError):
    """A line without a word in it."""

    says = N_("The line is empty. The one from before stands.")
    do = N_("Write it, or take the shipped text back.")


class PlaceMissing(AppError):
    """A place where the program puts something in is not there any more."""

    says = N_("{places} has to stand in the line: the program puts something in there. Nothing was changed.")
    do = N_("Write {places} where it belongs in the sentence, with its brackets.")


class PlaceUnknown(AppError):
    """A place that the line does not have, which would stand on the sheet as it is written."""

    says = N_("{places} can’t stand in this line. Nothing was changed.")
    do = N_("Take it out. Only {known} is filled in here.")


class BracketAlone(AppError):
    """A line that has no places, with a bracket in it."""

    says = N_("{places} can’t stand in this line: nothing is filled in here. Nothing was changed.")
    do = N_("Take the curly brackets out.")


class CharacterWithoutFont(AppError):
    """A character that no bundled font has: it could not be printed."""

    says = N_("No font of the program has the character {character} ({name}). Nothing was changed.")
    do = N_("Write it another way, or leave it out.")


class LineTooLong(AppError):
    """More than any sheet has room for."""

    says = N_("The line has {count} signs; {most} is the most. Nothing was changed.")
    do = N_("Say it more shortly.")


def cleaned(text: str) -> str:
    """The text as one line: composed letters, single blanks (those that hold words together stay), no controls and nothing
    that turns the order around it."""
    composed = unicodedata.normalize("NFC", text)
    kept = (" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in composed)
    plain = "".join(one for one in kept if one not in _TURNS)
    return re.sub(" +", " ", plain).strip(" \u00a0")


def places(text: str) -> list[str]:
    """The places where something is put in, such as {contact}, in their order."""
    return _PLACE.findall(text)


def shipped(language: str, key: str) -> str:
    """The line as it came with the program."""
    return sheet_text(language).say_in(key, SOURCES[key])


def check_line(language: str, key: str, text: str) -> str:
    """The text as it will be kept. Raises an AppError for what can't stand: a place missing or too many, a character that
    no font of the program has, nothing at all, far too much."""
    if key not in SOURCES:
        raise LineUnknown(key=key)
    line = cleaned(text)
    if not any(
        unicodedata.category(one)[0] in "LNPS" for one in line
    ):  # marks and joiners alone show nothing
        raise LineEmpty()
    if len(line) > MOST:
        raise LineTooLong(count=len(line), most=MOST)
    _check_places(line, places(SOURCES[key]))
    _check_characters(language, _PLACE.sub("", line))
    return line


def _check_places(line: str, wanted: list[str]) -> None:
    found = places(line)
    missing = [one for one in wanted if one not in found]
    if missing:
        raise PlaceMissing(places=", ".join(missing))
    loose = [one for one in "{}" if one in _PLACE.sub("", line)]
    strange = [*(one for one in found if one not in wanted), *loose]
    if strange and wanted:
        raise PlaceUnknown(places=", ".join(strange), known=", ".join(wanted))
    if strange:
        raise BracketAlone(places=", ".join(strange))


def _check_characters(language: str, line: str) -> None:
    from app.typeset.errors import CharacterMissing
    from app.typeset.faces import look_of
    from app.typeset.runs import faces_of
    from app.typeset.scripts import scripts_of

    if not line:
        return
    scripts = scripts_of(line, language=language)
    try:
        for bold in (False, True):  # a heading is bold, and a bold face may have fewer signs
            faces_of(line, scripts=scripts, look=look_of(language, bold=bold))
    except CharacterMissing as error:
        raise CharacterWithoutFont(**error.values) from None


@cache
def group_of(key: str) -> str:
    """What a line is part of, as a source text: the sheet that says it, or the sheet that says it first."""
    return next((title for start, title in _GROUPS if key.startswith(start)), _INTAKE)


_POSTER, _INVITATION = N_("Poster and sheet about the service"), N_("Invitation")
_PLAN, _SLIP, _REQUEST = N_("Plan sheet"), N_("Appointment slip"), N_("Slip: I want to talk")
_FEEDBACK, _RECORD, _WORDS = N_("Feedback slip"), N_("The person’s own record"), N_("Words on several sheets")
_RIGHTS, _CONSENT, _INTAKE = (
    N_("What is written down, secrecy and rights"),
    N_("Consent"),
    N_("First talk"),
)
_GROUPS = (
    *((f"P{digit}", _POSTER) for digit in "01"),
    *((key, _POSTER) for key in ("guidance", "where", "when", "contact", "counsellor", "draft", "tear_off")),
    ("invite_", _INVITATION),
    *((start, _PLAN) for start in ("plan_", "who_", "phase_")),
    *((start, _SLIP) for start in ("slip_", "purpose_")),
    ("request_", _REQUEST),
    *((start, _FEEDBACK) for start in ("feedback_", "heard_")),
    ("record_", _RECORD),
    ("word_", _WORDS),
    *((start, _RIGHTS) for start in ("notes_", "secrecy_", "rights_")),
    ("consent_", _CONSENT),
)
GROUPS = (
    _POSTER,
    _INVITATION,
    _PLAN,
    _SLIP,
    _REQUEST,
    _FEEDBACK,
    _RIGHTS,
    _CONSENT,
    _INTAKE,
    _RECORD,
    _WORDS,
)


def screen_face(language: str) -> Path | None:
    """The font file that a language's letters are read in on the screen, where the window's own font lacks its script.

    Urdu too comes in the plain Arabic face: Qt 6.11 sets the dots of Nastaliq in wrong places.
    """
    from app.typeset.faces import chain
    from app.typeset.scripts import script_of_language

    first = chain(script_of_language(language))[0]
    if "Latn" in first.family.scripts:
        return None
    return resource("fonts", "print", f"{first.name}.{first.family.suffix}")
