"""Who stands behind a language's texts: how far it has come, the name, the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.actions.wording import LanguageHere, set_state
from app.base.languages import _
from app.base.wording import APPROVED, DRAFT, READ, Standing
from app.records.choices import labels
from ui.forms import ChipGroup, Input, TextField
from ui.forms.when import WordedField, day_field
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import set_shown


class StandingFields:
    """Three fields by the names that problems come back under; name and day are asked where somebody stands behind it."""

    def __init__(self, given: Standing, *, today: Callable[[], dt.date], names: dict[str, str]) -> None:
        self.state = ChipGroup(_("How far it has come"), names, value=given.state)
        self.name = TextField(
            _("Who has read it"), value=given.name, hint=_("A role or a name, with their yes to stand here")
        )
        self.day: WordedField = day_field(_("Date"), today=today, past=True)
        self.day.set_value((given.day or today()).isoformat())
        self.by_name: dict[str, Input] = {"state": self.state, "name": self.name, "day": self.day}
        self.state.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Ask for name and day, or not."""
        asked = self.state.value() in (READ, APPROVED)
        set_shown(self.name, asked)
        set_shown(self.day, asked)

    def said(self) -> Standing | None:
        """What stands there; None where a day is written that is not understood, which is said at it."""
        if self.state.value() not in (READ, APPROVED):
            return Standing(self.state.value())
        raw = self.day.value()
        if raw and not self.day.check():
            self.day.take_focus()
            return None
        return Standing(
            self.state.value(), self.name.value().strip(), dt.date.fromisoformat(raw) if raw else None
        )


class StandingSheet(Ask):
    """One key from a language's page; Enter keeps it."""

    def __init__(self, page: Page, here: LanguageHere) -> None:
        text = _(
            "Read: somebody whose mother tongue it is has read every line. Approved: the school answers for it, also "
            "for what it says about rights."
        )
        title = _("Who stands behind {language}", language=here.name)
        super().__init__(page, title, text, _("Keep"), width=560)
        self._language = here.code
        given = here.standing if here.info.state != DRAFT else Standing(READ)
        self._asked = StandingFields(
            given, today=page.frame.clock.today, names=dict(labels("language.state"))
        )
        for name, field in self._asked.by_name.items():
            self.field(name, field)
        self._asked.follow()
        self.show_now(self._asked.name if given.state != DRAFT else self._asked.state)

    def submit(self) -> None:
        said = self._asked.said()
        if said is not None:
            self.do(set_state, self._language, said.state, said.name, said.day)
