"""What is said of a register that does not open: what reads, the newest sound backup, and what is not in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app.base.languages import _, ngettext_
from app.records.type_names import TYPE_NAMES
from app.store.rescue import Found
from app.store.rescuing import UNREAD, Rescued
from ui.shell.bring_back import said_when
from ui.theme import dates

NAMED = 5  # types that are named; the page has to fit a small screen


def said_of(found: Found, today: dt.date) -> list[str]:
    """A line for each thing that is known."""
    return [one for one in (_reads(found), _backup(found, today), _passed_over(found)) if one]


def said_of_saved(saved: Rescued) -> list[str]:
    """What is in the register that was saved out of a damaged one, and what is not."""
    lines = [_("Saved in {file}: {what}.", file=saved.path.name, what=_counted(saved.saved))]
    if saved.hurt:
        lines.append(_("Some of these may be missing: {what}.", what=_named(saved.hurt)))
    if saved.from_log or saved.from_backup:
        lines.append(
            _(
                "Of these, {log} come from the log and {backup} from the newest backup, for they no longer read.",
                log=saved.from_log,
                backup=saved.from_backup,
            )
        )
    if saved.nameless:
        lines.append(
            ngettext_(
                "One person could not be read: the entries are under the name “{name}”.",
                "{count} people could not be read: their entries are under the name “{name}”.",
                saved.nameless,
                name=_(UNREAD),
            )
        )
    return [*lines, *_said_of_log(saved)]


def _said_of_log(saved: Rescued) -> list[str]:
    if saved.unread:
        return [
            ngettext_(
                "{count} step of the log could not be read; what it alone told of is lost.",
                "{count} steps of the log could not be read; what they alone told of is lost.",
                saved.unread,
            )
        ]
    if saved.since:
        return [
            ngettext_(
                "{count} step was logged after the newest sound backup, and it is in here.",
                "{count} steps were logged after the newest sound backup, and they are in here.",
                saved.since,
            )
        ]
    return []


def _counted(counts: Sequence[tuple[str, int]]) -> str:
    parts = [f"{_(TYPE_NAMES[kind])} {dates.number(count)}" for kind, count in counts[:NAMED]]
    rest = sum(count for _kind, count in counts[NAMED:])
    return " · ".join([*parts, *([_("and {number} more", number=dates.number(rest))] if rest else [])])


def _named(kinds: Sequence[str]) -> str:
    names = [_(TYPE_NAMES[kind]) for kind in kinds[:NAMED]]
    more = len(kinds) - len(names)
    return ", ".join([*names, *([_("and {number} more", number=more)] if more else [])])


def _reads(found: Found) -> str:
    named, broken = _counted(found.readable), _named(found.broken)
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
