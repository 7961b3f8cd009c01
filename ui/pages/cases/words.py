"""To whom a case is open and for how long, in words."""

from __future__ import annotations

import datetime as dt

from app.base.languages import _, ngettext_
from app.store.rights import EMERGENCY, CaseRights, Opening
from ui.theme import dates

_HOUR, _MINUTE = 3600, 60


def open_to_said(one: Opening, now: dt.datetime) -> str:
    """That one's own case is open to a colleague."""
    if one.kind == EMERGENCY:
        return _(
            "Opened in an emergency by {who}, {left} left: {reason}",
            who=one.who,
            left=left(one, now),
            reason=one.reason,
        )
    if one.until is None:
        return _("Shared with {who}", who=one.who)
    return _("Shared with {who} until {day}", who=one.who, day=last_day(one, now))


def open_to_me_said(rights: CaseRights, now: dt.datetime) -> str:
    """By what a colleague's case is open to oneself."""
    one = rights.opening
    if one is None:
        return _("You stand in for {who}", who=rights.who)
    if one.kind == EMERGENCY:
        return _(
            "Emergency opening of {who}'s case: {left} left. Everything is logged.",
            who=rights.who,
            left=left(one, now),
        )
    if one.until is None:
        return _("{who} has shared this case with you", who=rights.who)
    return _("{who} has shared this case with you until {day}", who=rights.who, day=last_day(one, now))


def last_day(one: Opening, now: dt.datetime) -> str:
    """The last day on which it is open."""
    if one.until is None:
        return ""
    last = (one.until.astimezone(now.tzinfo) - dt.timedelta(microseconds=1)).date()
    return dates.day_plain(last, today=now.date())


def left(one: Opening, now: dt.datetime) -> str:
    """How long it is open yet."""
    seconds = max(0.0, (one.until - now).total_seconds()) if one.until else 0.0
    hours, minutes = int(seconds // _HOUR), int(seconds % _HOUR // _MINUTE)
    if not hours:
        return ngettext_("{count} minute", "{count} minutes", minutes)
    if not minutes:
        return ngettext_("{count} hour", "{count} hours", hours)
    return _("{hours} h {minutes} min", hours=hours, minutes=minutes)


def moment(at: dt.datetime, now: dt.datetime) -> str:
    """A day and a time of day."""
    local = at.astimezone(now.tzinfo)
    return f"{dates.day_plain(local.date(), today=now.date())} {dates.clock(f'{local:%H:%M}')}"
