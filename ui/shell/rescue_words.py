"""What is said of a register that does not open: what reads, the newest sound backup, and what is not in it."""

from __future__ import annotations

import datetime as dt

from app.base.languages import _, ngettext_
from app.records.type_names import TYPE_NAMES
from app.store.rescue import Found
from ui.shell.bring_back import said_when
from ui.theme import dates

NAMED = 5  # types that are named; the page has to fit a small screen


def said_of(found: Found, today: dt.date) -> list[str]:
    """A line for each thing that is known."""
    return [one for one in (_reads(found), _backup(found, today), _passed_over(found)) if one]


def _reads(found: Found) -> str:
    parts = [f"{_(TYPE_NAMES[kind])} {dates.number(count)}" for kind, count in found.readable[:NAMED]]
    rest = sum(count for _kind, count in found.readable[NAMED:])
    named = " · ".join([*parts, *([_("and {number} more", number=dates.number(rest))] if rest else [])])
    hurt = [_(TYPE_NAMES[kind]) for kind in found.broken[:NAMED]]
    more = len(found.broken) - len(hurt)
    broken = ", ".join([*hurt, *([_("and {number} more", number=more)] if more else [])])
    if not named:
        return _("Nothing in the register file can be read.")
    if not broken:
        return _("Every entry in the register file can still be read: {what}.", what=named)
    return _("Can still be read: {what}. Damaged: {broken}.", what=named, broken=broken)


def _backup(found: Found, today: dt.date) -> str:
    if found.sound_at is None:
        return _("No sound backup was found here. Look for one on a stick, another disk or a network drive.")
    when = said_when(found.sound_at, today)
    if found.missing is None:
        return _(
            "The newest sound backup holds everything up to {when}. What was written since is not known.",
            when=when,
        )
    if not found.missing:
        return _(
            "The newest sound backup holds everything up to {when}, which is the last that was saved.",
            when=when,
        )
    return ngettext_(
        "The newest sound backup holds everything up to {when}. {count} step was logged after it and is not in it.",
        "The newest sound backup holds everything up to {when}. {count} steps were logged after it and are not in it.",
        found.missing,
        when=when,
    )


def _passed_over(found: Found) -> str:
    if not found.passed_over:
        return ""
    return ngettext_(
        "{count} newer backup is damaged too and was passed over.",
        "{count} newer backups are damaged too and were passed over.",
        found.passed_over,
    )
