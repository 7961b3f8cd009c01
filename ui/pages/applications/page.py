"""Everybody's applications: what is to be handed in, the nearest deadline first; what waits for an answer; the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.actions.applications import ApplicationsView, Applying, applications_view, papers_missing
from app.base.languages import _, ngettext_
from app.records.application import OPEN_APPLICATIONS, Application
from app.store.store import Changes
from ui.forms import ChipGroup
from ui.lists import EmptyState
from ui.pages.person_work.rows import SOON, ApplicationRow
from ui.shell.listed import ListedCard
from ui.shell.page import Frame, Header, Page
from ui.theme import Card, clear, column, line, set_shown

ALL, MISSING, NEAR = "all", "missing", "near"


class ApplicationsPage(Page):
    """Left what is not handed in; right what waits for an answer, and the latest answers. A chip leaves those that miss
    papers, or whose deadline is near."""

    name: ClassVar[str] = "applications"
    place: ClassVar[str] = "today"
    keep: ClassVar[bool] = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header = Header(frame, _("Applications"), "", back=frame.back)
        self.box.addWidget(self.header)
        chips = {ALL: _("all of them"), MISSING: _("missing papers"), NEAR: _("deadline within two weeks")}
        self.chips = ChipGroup("", chips, value=ALL, name=_("Which applications"))
        self.chips.changed.connect(self._lay_out)
        self.box.addWidget(self.chips)
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._found: ApplicationsView | None = None
        self._rows: list[ApplicationRow] = []
        self.bind("Esc", frame.back)

    def title(self) -> str:
        return _("Applications")

    def first(self) -> QWidget | None:
        return self._rows[0] if self._rows else self.header.search

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        kinds = {kind for kind, _id in changes.records}
        return bool(kinds & {"application", "person"})

    def reload(self) -> None:
        self.frame.work.ask(applications_view, then=self._show, instead_of="applications")

    def _show(self, found: ApplicationsView) -> None:
        if found == self._found:
            return
        self._found = found
        set_shown(self.chips, bool(found.open))
        self._lay_out()

    def _lay_out(self) -> None:
        if self._found is None:
            return
        found, at = self._found, self._at()
        clear(self._body)
        self._rows = []
        if not found.every():
            said = _(
                "What people here apply for stands here with its deadline and its papers. It is written on the person: "
                "The way on (Alt+V)."
            )
            self.header.facts.setText("")
            card = Card((0, 0, 0, 0), 0)
            card.box.addWidget(EmptyState("file-text", _("No applications yet"), said, ()))
            self._body.addWidget(card)
            return
        count = len(found.open)
        self.header.facts.setText(
            ngettext_("{count} to hand in", "{count} to hand in", count) if count else ""
        )
        self._body.addWidget(self._card(_("To hand in"), found.open, _("Nothing is to be handed in.")), 56)
        aside: QVBoxLayout = column(gap=16)
        aside.addWidget(self._card(_("Waits for an answer"), found.sent, _("Nothing waits.")), 1)
        aside.addWidget(self._card(_("Answered"), found.answered, _("Nothing yet.")), 1)
        self._body.addLayout(aside, 44)
        if self.isVisible() and self._rows:
            same = next((row for row in self._rows if row.token == at[0]), None)
            self.focus_when_shown(same or self._rows[min(at[1], len(self._rows) - 1)])

    def _at(self) -> tuple[str, int]:
        """Where the focus is: which application, and the how many-eth line."""
        for place, row in enumerate(self._rows):
            if row.hasFocus():
                return row.token, place
        return "", 0

    def _card(self, title: str, found: Sequence[Applying], none: str) -> Card:
        shown = [one for one in found if self._is_shown(one.application)]
        rows = [ApplicationRow(self, one.application, who=one.name) for one in shown]
        self._rows += rows
        return ListedCard(title, str(len(rows)) if rows else "", rows, none)

    def _is_shown(self, one: Application) -> bool:
        """Whether the chip leaves it: it sorts what is still to be handed in."""
        if one.state not in OPEN_APPLICATIONS:
            return True
        if self.chips.value() == MISSING:
            return bool(papers_missing(one))
        days = (one.deadline - self.frame.clock.today()).days if one.deadline else SOON + 1
        return self.chips.value() != NEAR or days <= SOON
