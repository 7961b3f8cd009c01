"""What is proposed for deletion, decided one by one or several at once; beside it the decision, the rules and the rest."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.actions.erasing import older_backups
from app.actions.restriction import restricted_cases
from app.actions.retention import Retention, keep_for_now, retention
from app.actions.voided import voided_entries
from app.base.languages import _, ngettext_
from app.store.pruning import Holding
from app.store.questions.retention import ARCHIVE, Proposal
from app.store.questions.voided import Voided
from app.store.restriction import Restricted
from app.store.store import Changes
from ui.lists import EmptyState
from ui.pages.retention.aside import Aside
from ui.pages.retention.rows import ProposalRow
from ui.pages.retention.sheets import DecisionSheet, DeleteSheet, DeliverSheet
from ui.shell.page import Frame, Header, Page, Section
from ui.theme import Button, Card, Label, ScrollColumn, Surface, clear, line


class RetentionPage(Page):
    """Space ticks, Ctrl+A ticks all that may go, Del deletes what is ticked, U keeps it a year, A delivers it."""

    name: ClassVar[str] = "retention"
    place: ClassVar[str] = "settings"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header = Header(frame, _("Retention and deletion"), "", back=frame.back)
        self.box.addWidget(self.header)
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._first: QWidget = self.header.search
        self._shown: tuple[object, ...] | None = None
        self._rest: tuple[tuple[Restricted, ...], tuple[Voided, ...], Holding | None] = ((), (), None)
        self._rows: list[ProposalRow] = []
        self._ticked: set[tuple[str, str]] = set()
        self.bind("Esc", frame.back)
        self.bind("Ctrl+A", self._tick_all)
        self.bind("Del", self.delete)
        self.bind("Shift+Del", self.delete)

    def title(self) -> str:
        return _("Retention and deletion")

    def first(self) -> QWidget | None:
        return self._first

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        return not changes.verb.startswith("checklist.")

    def reload(self) -> None:
        ask = self.frame.work.ask
        ask(restricted_cases, then=self._know_restricted, instead_of="retention.restricted")
        ask(voided_entries, then=self._know_voided, instead_of="retention.voided")
        ask(older_backups, then=self._know_backups, instead_of="retention.backups")
        ask(retention, then=self._show, instead_of="retention")

    def _know_restricted(self, found: tuple[Restricted, ...]) -> None:
        self._rest = (found, *self._rest[1:])

    def _know_voided(self, found: tuple[Voided, ...]) -> None:
        self._rest = (self._rest[0], found, self._rest[2])

    def _know_backups(self, found: Holding) -> None:
        self._rest = (*self._rest[:2], found)

    # --- showing ---

    def _show(self, found: Retention) -> None:
        known = (found, self._rest)
        if known == self._shown:
            return
        self._shown = known
        self._ticked &= {(one.person, one.kind) for one in found.proposals}
        clear(self._body)
        people = len({one.person for one in found.proposals})
        said = (
            ngettext_("proposed for {count} person", "proposed for {count} people", people) if people else ""
        )
        self.header.facts.setText(said)
        self._body.addWidget(self._proposed(found), 60)
        self._body.addWidget(Aside(self, found, *self._rest), 40)
        if self.isVisible():
            self.focus_when_shown(self._first)

    def _proposed(self, found: Retention) -> Card:
        card = Card((0, 0, 0, 0), 0)
        self._rows = [ProposalRow(self, one) for one in found.proposals]
        if not self._rows:
            empty, first = _nothing(self, found)
            card.box.addWidget(empty)
            self._first = first or self.header.search
            return card
        inner = ScrollColumn((8, 16, 8, 8), 2)
        card.box.addWidget(inner)
        inner.box.addWidget(Section(_("Proposed today"), str(len(self._rows))))
        note = _("Nothing goes by itself. Space ticks, Enter opens the person.")
        label = Label(note, "muted", wrap=True)
        label.setContentsMargins(12, 2, 12, 8)
        inner.box.addWidget(label)
        for row in self._rows:
            row.tick(row.key in self._ticked)
            inner.box.addWidget(row)
        inner.box.addStretch()
        card.box.addWidget(self._foot())
        self._first = self._rows[0]
        return card

    def _foot(self) -> Surface:
        foot = Surface("foot")
        row = line(margins=(24, 11, 24, 11), gap=8)
        foot.box.addLayout(row)
        self._count = Label("", "small")
        row.addWidget(self._count)
        row.addStretch()
        archive = Button(_("Deliver to the archive"), "quiet", key="A")
        archive.clicked.connect(self.deliver_chosen)
        row.addWidget(archive)
        keep = Button(_("Keep another year"), "quiet", key="U")
        keep.clicked.connect(self.keep_year)
        row.addWidget(keep)
        self._delete = Button(_("Delete for good …"), "primary", icon="trash-2", key=_("Del"))
        self._delete.clicked.connect(self.delete)
        row.addWidget(self._delete)
        self._say_count()
        return foot

    def _say_count(self) -> None:
        count = len(self._ticked)
        self._count.setText(ngettext_("{count} ticked", "{count} ticked", count) if count else "")

    # --- what is done ---

    def ticked(self, row: ProposalRow) -> None:
        """A row was ticked, or not any more."""
        (self._ticked.add if row.is_ticked else self._ticked.discard)(row.key)
        self._say_count()

    def delete(self) -> None:
        """Ask, then delete what is ticked, or the row that has the focus."""
        chosen = [one for one in self._chosen() if one.may_go]
        if chosen:
            DeleteSheet(self, chosen, self._forget)
        elif self._chosen():
            self.frame.say(_("That has to be kept, or to go to the archive first."))

    def keep_year(self) -> None:
        """What is ticked, or has the focus, is proposed again in a year."""
        chosen = [(one.person, one.kind) for one in self._chosen()]
        if chosen:
            self.frame.work.run(keep_for_now, chosen)
            self._forget()

    def deliver_chosen(self) -> None:
        """Write the record of the first who is ticked, or who has the focus: one file at a time."""
        waiting = [one for one in self._chosen() if one.outcome == ARCHIVE and one.archived is None]
        if waiting:
            self.deliver(waiting[0])

    def deliver(self, one: Proposal) -> None:
        """Write the person's record for the archive."""
        if one.outcome == ARCHIVE and one.archived is None:
            DeliverSheet(self, one)

    def decide(self) -> None:
        """Record the county's decision."""
        found = self._shown[0] if self._shown else None
        DecisionSheet(self, found.decision if isinstance(found, Retention) else None)

    def _forget(self) -> None:
        self._ticked.clear()

    def _chosen(self) -> list[Proposal]:
        ticked = [row.one for row in self._rows if row.key in self._ticked]
        return ticked or [row.one for row in self._rows if row.hasFocus()]

    def _tick_all(self) -> None:
        every = [row for row in self._rows if row.one.may_go]
        on = not all(row.is_ticked for row in every)
        for row in every:
            row.tick(on)
            self.ticked(row)


def _nothing(page: RetentionPage, found: Retention) -> tuple[QWidget, QWidget | None]:
    """What stands where nothing is proposed, and what there is to be pressed there."""
    if found.decision is not None:
        said = _("What has been kept as long as the rules say is proposed here, and on Today.")
        return EmptyState("archive", _("Nothing is proposed"), said, ()), None
    said = _(
        "Until the county's decision on disposal is recorded, no rule works: nothing is proposed, and nothing is "
        "deleted by itself."
    )
    offers: tuple[QWidget, ...] = ()
    if found.can_decide:
        record = Button(_("Record the decision"), "primary", icon="file-check")
        record.clicked.connect(page.decide)
        offers = (record,)
    first = offers[0] if offers else None
    return EmptyState("archive", _("No decision is recorded"), said, offers), first
