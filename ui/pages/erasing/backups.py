"""Older backups that still hold what was deleted: how long, and taking them away."""

from __future__ import annotations

from collections.abc import Callable

from app.actions.erasing import prune_backups
from app.base.languages import _, ngettext_
from app.store.pruning import Holding
from ui.shell.page import Frame
from ui.theme import dates


def backups_said(found: Holding) -> str:
    """How many there are, and until when."""
    if not found.count or found.until is None:
        return _("No backup of the register is known that would still hold it.")
    return ngettext_(
        "{count} backup still holds all of it. They are thinned by themselves, the last of them by {day}.",
        "{count} backups still hold all of it. They are thinned by themselves, the last of them by {day}.",
        found.count,
        day=dates.month(found.until),
    )


def backups_until(found: Holding) -> str:
    """When the last of them is thinned away by itself."""
    if found.until is None:
        return ""
    return _("They are thinned by themselves, the last of them by {day}.", day=dates.month(found.until))


def ask_prune(frame: Frame, count: int, then: Callable[[], None] | None = None) -> None:
    """Ask whether the older backups are taken away now."""

    def done(gone: int) -> None:
        frame.say(ngettext_("{count} older backup is gone", "{count} older backups are gone", gone))
        if then is not None:
            then()

    text = ngettext_(
        "{count} older backup still holds what was deleted. A new one is made and tried first, then it is taken "
        "away, with what could be brought back from it. Copies on sticks are not found by the program.",
        "{count} older backups still hold what was deleted. A new one is made and tried first, then they are taken "
        "away, with what could be brought back from them. Copies on sticks are not found by the program.",
        count,
    )

    def prune() -> None:
        frame.work.run(prune_backups, then=done)

    frame.confirm(_("Take the older backups away?"), text, _("Take them away"), prune)
