"""What is done with a case as a whole: share it, hand it over, open it in an emergency, say who stands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.actions.cases import (
    HOURS,
    USUAL_HOURS,
    Team,
    hand_over,
    open_in_emergency,
    share_case,
    stand_in,
    team,
)
from app.base.languages import _, ngettext_
from app.store.rights import CaseRights
from ui.forms import ChipGroup, TextField
from ui.forms.when import day_field
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import Label

Opened = Callable[[Team], object]


def with_team(page: Page, then: Opened) -> None:
    """Open a sheet once it is known who works here; say so where there is nobody else."""

    def known(found: Team) -> None:
        if found.colleagues:
            then(found)
        else:
            page.frame.say(_("Nobody else works here."))

    page.frame.work.ask(team, then=known, instead_of="cases.team")


def share(page: Page, rights: CaseRights) -> None:
    """Ask with whom a case is shared."""
    with_team(page, lambda found: ShareSheet(page, rights, found))


def give(page: Page, rights: CaseRights) -> None:
    """Ask to whom a case is handed over."""
    with_team(page, lambda found: HandOverSheet(page, rights, found))


def say_who_stands_in(page: Page) -> None:
    """Ask who stands in for whom."""
    with_team(page, lambda found: StandInSheet(page, found))


def _whom(found: Team, name: str) -> ChipGroup:
    return ChipGroup(name, {one.id: one.name for one in found.colleagues}, value=found.colleagues[0].id)


class ShareSheet(Ask):
    """A colleague, and a last day or none."""

    def __init__(self, page: Page, rights: CaseRights, found: Team) -> None:
        said = _("Your colleague reads and writes in the case as you do. What is written stays in your case.")
        super().__init__(page, _("Share {name}", name=rights.name), said, _("Share"))
        self._person, self._today = rights.person, page.frame.clock.today()
        self.whom = self.field("with_whom", _whom(found, _("&With")))
        hint = _("Empty: until you stop it")
        self.until = day_field(_("Last &day"), today=lambda: self._today, past=False, hint=hint)
        self.field("until", self.until)
        self.show_now()

    def submit(self) -> None:
        if self.until.check():
            day = self.until.value()
            self.do(
                share_case, self._person, self.whom.value(), until=dt.date.fromisoformat(day) if day else None
            )


class HandOverSheet(Ask):
    """A colleague; and the second step, for it can't be taken back by oneself."""

    def __init__(self, page: Page, rights: CaseRights, found: Team) -> None:
        said = _(
            "The whole case becomes your colleague's, with everything that is written in it. "
            "You read it no more, and only your colleague can give it back."
        )
        super().__init__(page, _("Hand {name} over", name=rights.name), said, _("Go on"))
        self._person, self._sure = rights.person, False
        self._name, self._found = rights.name, found
        self.whom = self.field("to", _whom(found, _("&To")))
        self._last = Label("", "strong", wrap=True)
        self._last.hide()
        self.card.box.addWidget(self._last)
        self.whom.changed.connect(self._think_again)
        self.show_now()

    def submit(self) -> None:
        if not self._sure:
            self._sure = True
            who = self._found.name(self.whom.value())
            self._last.setText(
                _("{name} becomes {who}'s case now. Enter once more does it.", name=self._name, who=who)
            )
            self._last.show()
            self.primary.setText(_("Hand over"))
            return
        self.do(hand_over, self._person, self.whom.value(), then=lambda _changes: None)

    def _think_again(self) -> None:
        self._sure = False
        self._last.hide()
        self.primary.setText(_("Go on"))


class EmergencySheet(Ask):
    """A reason, some hours, and what will be logged; for the head."""

    def __init__(self, page: Page, rights: CaseRights) -> None:
        said = _(
            "Only where it cannot wait for {who}. {who} is told who opened the case, when and why.",
            who=rights.who,
        )
        super().__init__(page, _("Open {name} in an emergency", name=rights.name), said, _("Go on"))
        self._rights, self._sure = rights, False
        self.reason = self.field("reason", TextField(_("&Reason")))
        hours = {str(one): ngettext_("{count} hour", "{count} hours", one) for one in HOURS}
        self.hours = self.field("hours", ChipGroup(_("&Ends by itself after"), hours, value=str(USUAL_HOURS)))
        self._last = Label("", "strong", wrap=True)
        self._last.hide()
        self.card.box.addWidget(self._last)
        for field in (self.reason, self.hours):
            field.changed.connect(self._think_again)
        self.show_now()

    def submit(self) -> None:
        if not self.reason.value().strip():
            self.reason.error(_("Write why. It stands in the log, and the counsellor reads it."))
            self.reason.take_focus()
            return
        hours = int(self.hours.value() or USUAL_HOURS)
        if not self._sure:
            self._sure = True
            self._last.setText(
                ngettext_(
                    "The log will say that you opened the case of {name} for {count} hour: “{reason}”. "
                    "Enter once more opens it.",
                    "The log will say that you opened the case of {name} for {count} hours: “{reason}”. "
                    "Enter once more opens it.",
                    hours,
                    name=self._rights.name,
                    reason=self.reason.value().strip(),
                )
            )
            self._last.show()
            self.primary.setText(_("Open it"))
            return
        self.do(open_in_emergency, self._rights.person, self.reason.value(), hours=hours)

    def _think_again(self) -> None:
        self._sure = False
        self._last.hide()
        self.primary.setText(_("Go on"))


class StandInSheet(Ask):
    """Who, for whom, from and to."""

    def __init__(self, page: Page, found: Team) -> None:
        said = _(
            "Whoever stands in sees and writes in all the cases, from the first to the last day. It ends by itself."
        )
        super().__init__(page, _("Stand-in"), said, _("Save"))
        self._today, self._me = page.frame.clock.today(), found.me
        self._absent: ChipGroup | None = None
        here = {one.id: one.name for one in found.everyone if one.here}
        if found.is_head:
            self._absent = ChipGroup(_("For &whom"), here, value=found.me)
            self.field("absent", self._absent)
        others = here if found.is_head else {one.id: one.name for one in found.colleagues}
        self.who = self.field("substitute", ChipGroup(_("&Stands in"), others, value=found.colleagues[0].id))
        self.first = day_field(_("&First day"), today=lambda: self._today, past=False)
        self.last = day_field(_("&Last day"), today=lambda: self._today, past=False)
        self.first.set_value(self._today.isoformat())
        self.field("first", self.first)
        self.field("last", self.last)
        self.show_now()

    def submit(self) -> None:
        if not (self.first.check() and self.last.check()):
            return
        if not self.last.value():
            self.last.error(_("Write the last day, such as +14 or 3.3."))
            self.last.take_focus()
            return
        absent = self._absent.value() if self._absent is not None else self._me
        days = [
            dt.date.fromisoformat(one.value() or self._today.isoformat()) for one in (self.first, self.last)
        ]
        self.do(stand_in, absent, self.who.value(), *days)
