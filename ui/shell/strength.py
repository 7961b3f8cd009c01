"""A passphrase's strength in words: how many guesses, and how long they would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.languages import _, ngettext_
from ui.theme import dates

if TYPE_CHECKING:
    from app.actions.passphrase import Strength

PER_SECOND = 1000  # what a well-equipped guesser manages against the key's deliberate slowness
_MOST = 10**15
_YEAR = 365 * 24 * 3600


def strength_said(strength: Strength) -> str:
    """Such as "About 10 000 000 000 guesses: 115 days at a thousand a second."."""
    guesses = 10**strength.zeros
    if guesses > _MOST:
        return _("More than {count} guesses: longer than anyone lives.", count=dates.number(_MOST))
    return _(
        "About {count} guesses: {time} at a thousand a second.",
        count=dates.number(guesses),
        time=_span(guesses // PER_SECOND),
    )


def _span(seconds: int) -> str:
    if seconds < 60:
        return _("less than a minute")
    if seconds < 3600:
        return ngettext_("{count} minute", "{count} minutes", seconds // 60)
    if seconds < 24 * 3600:
        return ngettext_("{count} hour", "{count} hours", seconds // 3600)
    if seconds < _YEAR:
        return ngettext_("{count} day", "{count} days", seconds // (24 * 3600))
    years = seconds // _YEAR
    return ngettext_("{count} year", "{count} years", years)
