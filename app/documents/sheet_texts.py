"""The fixed texts of the printed sheets for inmates: English sources by key, and the same in a sheet language.

The keys P01 … P14 are the fourteen messages of the poster (domain.md 1.2); the rest belongs to the plan sheet,
the slips and the headings. Translations lie in locales/<language>/LC_MESSAGES/sheets.po under the key as context.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from app.base.languages import Catalogue, LanguageInfo, language_info, sheet_text

SOURCES: dict[str, str] = {
    "P01": "What comes next for you? Talk to a career counsellor.",
    "P02": "Here you can talk about school, work and the way ahead.",
    "P03": "Find out what you can do, what you like and what matters to you.",
    "P04": "Learn which courses and programmes exist and what you need to get in.",
    "P05": "Learn about jobs, pay and where workers are needed.",
    "P06": "Get help with a CV, applications and papers from school and work.",
    "P07": "Were you educated in another country? We can show you how it can be assessed.",
    "P08": "Together we make a plan with small, clear steps.",
    "P09": "You may meet employers, schools and others who can help.",
    "P10": "It is open to you for as long as you are here, even if that is only a short time.",
    "P11": "Come alone or join a group. It is free and it is your choice.",
    "P12": "Do you need an interpreter? Tell us.",
    "P13": "The counsellor has a duty of confidentiality. The law has a few exceptions. Ask us about them.",
    "P14": "Ask at the school, ask your contact officer, or leave a note for {contact}.",
    "guidance": "Career guidance",
    "where": "Where",
    "when": "When",
    "contact": "Contact",
    "counsellor": "the career counsellor",
    "draft": "This translation is a draft: no native reader has checked it yet.",
    "plan_title": "My plan",
    "plan_intro": "These are the steps we agreed. This sheet is yours to keep.",
    "plan_who": "Who",
    "plan_by": "By when",
    "plan_waiting": "waiting for an answer",
    "plan_done": "Tick the box when it is done.",
    "plan_next": "Next time we meet",
    "plan_no_time": "No time has been set yet.",
    "plan_empty": "There are no open steps now.",
    "plan_notes": "My own notes",
    "plan_questions": "Do you have questions? Leave a note for {contact}.",
    "who_inmate": "Me",
    "who_counsellor": "The counsellor",
    "who_both": "Both of us",
    "who_teacher": "The teacher",
    "who_nav": "Nav",
    "who_contact_officer": "The contact officer",
    "who_reentry": "The re-entry coordinator",
    "who_other": "Someone else, as agreed",
    "phase_day_release": "Before day release",
    "phase_release": "Before release",
    "slip_title": "You have an appointment",
    "slip_day": "Day",
    "slip_time": "Time",
    "slip_bring": "You do not need to bring anything.",
    "slip_cannot": "If you cannot come, tell your contact officer or leave a note for {contact}.",
    "slip_interpreter": "There will be an interpreter.",
    "request_title": "I want to talk",
    "request_to": "To {contact}",
    "request_help": "Write what you can. You can ask for help.",
    "request_open": "Others may read this slip. You do not have to write why.",
    "request_date": "Date",
    "request_name": "Name",
    "request_ward": "Ward",
    "request_from": "Who asks?",
    "request_language": "Language of the talk",
    "request_about": "What about? A few words are enough.",
}

MESSAGES = tuple(key for key in SOURCES if key.startswith("P"))
TRUSTED_STATES = frozenset({"own", "read", "approved"})
NORWEGIAN = "nb"  # where a draft says something about rights, this sentence stands beside it
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def isolated(value: str) -> str:
    """Set an inserted value off from the sentence around it, so that neither turns the other's order (UAX #9).

    It becomes one line, and direction controls of its own are taken out: they could end the isolate early.
    """
    plain = " ".join(value.translate(_CONTROLS).split())
    return f"{FIRST_STRONG_ISOLATE}{plain}{POP_ISOLATE}" if plain else ""


class SheetTexts(NamedTuple):
    """The texts of the sheets in one language. A contract test sees to it that each language has all of them."""

    info: LanguageInfo
    texts: Catalogue

    @classmethod
    def of(cls, language: str) -> SheetTexts:
        """The sheet texts of a language; raises KeyError for a language that has none."""
        return cls(language_info(language), sheet_text(language))

    def say(self, key: str, **values: str) -> str:
        """The text under a key, with its inserted values isolated."""
        filled = {name: isolated(value) for name, value in values.items()}
        return self.texts.say_in(key, SOURCES[key], **filled)

    @property
    def is_draft(self) -> bool:
        """True until a native reader or the makers stand behind the texts."""
        return self.info.state not in TRUSTED_STATES

    @property
    def right_to_left(self) -> bool:
        """True where the page is mirrored."""
        return self.info.direction == "rtl"


def sentences(text: str) -> list[str]:
    """A text cut after each question or exclamation mark or full stop that a blank follows."""
    return [part for part in re.split(r"(?<=[?؟!.])\s+", text) if part]
