"""How many of what: the kinds of entry in words, for what a deletion takes away."""

from __future__ import annotations

from collections.abc import Callable

from app.base.languages import N_, _, ngettext_
from app.records.type_names import TYPE_NAMES
from app.store.questions.mentions import Mention
from app.store.questions.retention import ARCHIVE, DELETE, KEEP

_COUNTED: dict[str, Callable[[int], str]] = {
    "session": lambda count: ngettext_("{count} talk", "{count} talks", count),
    "attendance": lambda count: ngettext_("{count} line in a group", "{count} lines in groups", count),
    "intake": lambda count: ngettext_("{count} intake conversation", "{count} intake conversations", count),
    "step": lambda count: ngettext_("{count} step of the plan", "{count} steps of the plan", count),
    "referral": lambda count: ngettext_("{count} referral", "{count} referrals", count),
    "release": lambda count: ngettext_(
        "{count} release from secrecy", "{count} releases from secrecy", count
    ),
    "disclosure": lambda count: ngettext_("{count} disclosure", "{count} disclosures", count),
    "request": lambda count: ngettext_("{count} request for a talk", "{count} requests for a talk", count),
    "arrival": lambda count: ngettext_("{count} arrival", "{count} arrivals", count),
    "sheet": lambda count: ngettext_("{count} sheet given", "{count} sheets given", count),
}
_BESIDE = {"draft": N_("Half-written form"), "setting": N_("Setting")}
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
    return words(count) if words else ""


def kind_of(kind: str) -> str:
    """What an entry is called."""
    return _(TYPE_NAMES.get(kind) or _BESIDE[kind])


def whose(one: Mention) -> str:
    """What a mention stands in, and whose."""
    return " · ".join(part for part in (kind_of(one.kind), one.name) if part)
