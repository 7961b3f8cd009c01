"""Every option list of the program by name, and the translated label of a stored code."""

from __future__ import annotations

from app.base.languages import pgettext_
from app.records.choice_list import NOT_ASKED, OTHER, UNKNOWN, Choice, ChoiceList
from app.records.choices_intake import INTAKE_LISTS
from app.records.choices_interest import INTEREST_LISTS
from app.records.choices_paper import PAPER_LISTS
from app.records.choices_person import PERSON_LISTS
from app.records.choices_plan import PLAN_LISTS
from app.records.choices_service import SERVICE_LISTS
from app.records.choices_session import SESSION_LISTS
from app.records.choices_week import WEEK_LISTS

__all__ = [
    "LISTS",
    "NOT_ASKED",
    "OTHER",
    "UNKNOWN",
    "Choice",
    "ChoiceList",
    "codes",
    "label",
    "labels",
    "marked",
]

LISTS: dict[str, ChoiceList] = {
    one.name: one
    for one in (
        *SESSION_LISTS,
        *PERSON_LISTS,
        *INTAKE_LISTS,
        *PLAN_LISTS,
        *WEEK_LISTS,
        *PAPER_LISTS,
        *SERVICE_LISTS,
        *INTEREST_LISTS,
    )
}


def marked(code: str) -> str:
    """Return a code that no list explains, set off so that it is not taken for a word."""
    return f"‹{code}›"


def codes(list_name: str) -> tuple[str, ...]:
    """Return the codes of a list in display order; raises KeyError for a list that does not exist."""
    return LISTS[list_name].codes()


def label(list_name: str, code: str) -> str:
    """Return the label of a stored code in the window's language.

    An empty code gives an empty label. A code that the list does not have (an edited list, a newer file) is
    shown as the code itself, marked, so that old records always open.
    """
    if not code:
        return ""
    known = LISTS.get(list_name)
    choice = known.find(code) if known else None
    return pgettext_(list_name, choice.label) if choice else marked(code)


def labels(list_name: str) -> dict[str, str]:
    """Return code → label in the window's language, in display order."""
    return {code: label(list_name, code) for code in codes(list_name)}
