"""A register of a handful of made-up people, and what the tests of the people page look at in the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication, QWidget

from app.actions import sessions
from app.actions.desk import Desk
from app.actions.named import id_named
from app.entry.draft import Draft
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.people import PeoplePage
from ui.pages.people.rows import EntryRow, StepRow
from ui.shell.ask import Ask

NOTE = "Ville se hva fagbrevet fra hjemlandet er verdt her."
CRANE = "Snakket om kranførerbevis, vil ringe kursstedet."


@dataclass
class Filled:
    """The ids of what was put into the register."""

    people: dict[str, str] = field(default_factory=dict)
    talk: str = ""
    crane: str = ""
    referral: str = ""


def fill(desk: Desk, filled: Filled) -> None:
    """Lyngvar with a talk, two steps, a referral and a planned session; Mosind with an old note; a group of three."""
    ward = id_named(desk, "ward", "Avdeling A")
    for name, language in (
        ("Lyngvar", "pl"),
        ("Lyngstein", "nb"),
        ("Havmod", "ar"),
        ("Mosind", "lt"),
        ("Tindre", "ti"),
    ):
        filled.people[name] = add_person(desk, name, mother_tongue=language, reads_best=language, ward=ward)
    lyngvar = filled.people["Lyngvar"]
    filled.talk = _talk_with_referral(desk, lyngvar)
    filled.crane = add_talk(desk, filled.people["Mosind"], CRANE, day="2025-10-21")
    sessions.book_session(desk, lyngvar, "+0 13")
    rows = [
        Draft("attendance", {"person": filled.people[name], "line": line})
        for name, line in (("Lyngvar", "Skrev et første utkast."), ("Havmod", ""), ("Tindre", ""))
    ]
    raw = {
        "day": "2025-12-12",
        "clock": "10:00",
        "minutes": "60",
        "form": "group",
        "state": "held",
        "topic": "CV og hva arbeidsgivere spør om",
        "note": "Havmod og Tindre holdt innlegg.",
    }
    sessions.save_session(desk, Draft("session", raw, {"attendances": rows}))


def _talk_with_referral(desk: Desk, person: str) -> str:
    from app.actions.usual import usual_session
    from app.records.record import new_id

    draft = usual_session(desk, person)
    draft.raw |= {
        "note": NOTE,
        "day": "2026-01-05",
        "step_lines": "Sende fagbrevet til godkjenning @meg 13.1\nFå svar om norskkurs @nav",
    }
    draft.rows("referrals").append(Draft("referral", {"to": "nav_prison", "question": "Norskkurs B1?"}))
    draft.record_id = new_id()
    sessions.save_session(desk, draft)
    return draft.record_id


class PeopleWindow(DeskWindow):
    """The window on that register, with the real people page."""

    def __init__(self, folder: Path, *, empty: bool = False) -> None:
        self.filled = Filled()
        super().__init__(
            folder, (lambda desk: None) if empty else self._fill, stood_for=("today", "paper", "checklist")
        )

    def _fill(self, desk: Desk) -> None:
        fill(desk, self.filled)

    def people(self) -> PeoplePage:
        """The people page, which must be open."""
        page = self.page()
        assert isinstance(page, PeoplePage)
        return page

    def open(self, name: str, **about: str) -> PeoplePage:
        """Open somebody's page by the program."""
        self.go("people", person=self.filled.people[name], **about)
        return self.people()

    def steps(self) -> list[StepRow]:
        """The lines of the open steps."""
        return self.people().pane.plan.rows()

    def entries(self) -> list[EntryRow]:
        """The lines of the timeline."""
        return self.people().pane.timeline.rows()

    def focus(self) -> QWidget:
        """What has the focus."""
        here = QApplication.focusWidget()
        assert here is not None
        return here

    def sheet(self) -> Ask:
        """The sheet that is open."""
        return next(sheet for sheet in self.shell.findChildren(Ask) if sheet.isVisible())

    def no_sheet(self) -> bool:
        """Whether no sheet is open."""
        return not any(sheet.isVisible() for sheet in self.shell.findChildren(Ask))

    def person(self, name: str) -> Person:
        """A person as the store has them."""
        return self.read(lambda desk: desk.get(Person, self.filled.people[name]))

    def sessions_with(self, name: str) -> list[Session]:
        """The sessions of a person's case, voided ones left out."""
        return self.read(
            lambda desk: desk.store.find(Session, viewer=desk.viewer, case=self.filled.people[name])
        )

    def step_states(self, name: str) -> dict[str, str]:
        """Each step of a person with its state."""
        steps = self.read(
            lambda desk: desk.store.find(Step, viewer=desk.viewer, case=self.filled.people[name])
        )
        return {step.text: step.state for step in cast("list[Step]", steps)}
