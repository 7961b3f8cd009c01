"""How many of what: the kinds of entry in words, for what a deletion takes away."""

from __future__ import annotations

from app.base.languages import N_, _, ngettext_
from app.store.questions.mentions import Mention
from app.store.questions.retention import ARCHIVE, DELETE, KEEP

_COUNTED = {
    "session": (N_("{count} talk"), N_("{count} talks")),
    "attendance": (N_("{count} line in a group"), N_("{count} lines in groups")),
    "intake": (N_("{count} intake conversation"), N_("{count} intake conversations")),
    "step": (N_("{count} step of the plan"), N_("{count} steps of the plan")),
    "referral": (N_("{count} referral"), N_("{count} referrals")),
    "release": (N_("{count} release from secrecy"), N_("{count} releases from secrecy")),
    "disclosure": (N_("{count} disclosure"), N_("{count} disclosures")),
    "request": (N_("{count} request for a talk"), N_("{count} requests for a talk")),
    "arrival": (N_("{count} arrival"), N_("{count} arrivals")),
    "sheet": (N_("{count} sheet given"), N_("{count} sheets given")),
}
_KINDS = {
    "person": N_("Person"),
    "session": N_("Session"),
    "intake": N_("Intake conversation"),
    "step": N_("Step"),
    "referral": N_("Referral"),
    "release": N_("Release from secrecy"),
    "disclosure": N_("Disclosure"),
    "request": N_("Request for a talk"),
    "arrival": N_("Arrival"),
    "sheet": N_("Sheet"),
    "attendance": N_("Line in a talk"),
    "draft": N_("Half-written form"),
    "setting": N_("Setting"),
}
RULES = {
    "notes": (N_("Guidance notes"), N_("Talks, steps, referrals")),
    "intake": (N_("Intake conversations"), ""),
    "practical": (N_("Practical things"), N_("Requests, arrivals, sheets")),
    "releases": (N_("Releases and disclosures"), ""),
    "person": (N_("The person"), N_("Name and background, and whatever is left")),
}
OUTCOMES = {
    ARCHIVE: N_("to the archive first"),
    DELETE: N_("may be deleted"),
    KEEP: N_("must be kept"),
}


def counted(kind: str, count: int) -> str:
    """Such as "3 talks"; "" for a kind that nobody counts."""
    words = _COUNTED.get(kind)
    return ngettext_(*words, count) if words else ""


def kind_of(kind: str) -> str:
    """What an entry is called; "Entry" for what has no name of its own."""
    return _(_KINDS.get(kind, N_("Entry")))


def whose(one: Mention) -> str:
    """What a mention stands in, and whose."""
    return " · ".join(part for part in (kind_of(one.kind), one.name) if part)
