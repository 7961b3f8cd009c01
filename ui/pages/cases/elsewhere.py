"""Somebody whose case is a colleague's: that they are here, whose they are, and what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.actions.cases import Team, case_rights, team
from app.actions.desk import Desk
from app.base.languages import _
from app.store.rights import CaseRights
from ui.lists import EmptyState, Offer
from ui.pages.cases.sheets import EmergencySheet
from ui.shell.page import Page
from ui.theme import Card, Label, clear


def about(desk: Desk, person: str) -> tuple[CaseRights, Team]:
    """Whose somebody is, and who asks. Raises RecordGone."""
    return case_rights(desk, person), team(desk)


class ElsewherePane(Card):
    """In the place of the person's page. Nothing of the case is here, because nothing of it was read."""

    def __init__(self, page: Page) -> None:
        super().__init__((24, 20, 24, 20), 8)
        self._page = page
        self.rights: CaseRights | None = None
        self._head = False
        self._offered: list[Offer] = []

    @property
    def may_open(self) -> bool:
        """Whether the case shown may be opened in an emergency."""
        return self.rights is not None and self._head and not self.rights.mine

    def first(self) -> QWidget:
        """The first thing that can be done."""
        return self._offered[0] if self._offered else self

    def close_case(self) -> None:
        """Nobody is shown here any more."""
        self.rights = None
        self.hide()

    def show_case(self, rights: CaseRights, found: Team) -> None:
        """Say whose this is."""
        self.rights, self._head = rights, found.is_head
        clear(self.box)
        self.box.addWidget(Label(rights.name, "name", wrap=True))
        if rights.ward:
            self.box.addWidget(Label(rights.ward, "muted"))
        self._offered = self._offers(rights)
        title = _("{who} has this case", who=rights.who)
        self.box.addWidget(EmptyState("lock", title, _what(rights), self._offered), 1)

    def _offers(self, rights: CaseRights) -> list[Offer]:
        goes_to = _("It goes to {who}", who=rights.who)
        offers = [Offer("hourglass", _("Deliver a request"), goes_to, "Ctrl+R")]
        offers[0].clicked.connect(self.deliver)
        if self._head and rights.left:
            offers.append(Offer("users", _("Give the case to somebody"), _("Among those who work here"), ""))
            offers[-1].clicked.connect(lambda: self._page.frame.go("colleagues"))
        if self.may_open:
            told = _("{who} is told", who=rights.who)
            offers.append(Offer("triangle-alert", _("Emergency opening …"), told, ""))
            offers[-1].clicked.connect(self.open_in_emergency)
        return offers

    def deliver(self) -> None:
        """Write down a request that goes to the colleague."""
        if self.rights is not None:
            self._page.frame.go("request", person=self.rights.person)

    def open_in_emergency(self) -> None:
        """Ask for the reason."""
        if self.rights is not None and self.may_open:
            EmergencySheet(self._page, self.rights)


def _what(rights: CaseRights) -> str:
    if rights.left:
        return _("{who} has left. The head gives the case to somebody who is here.", who=rights.who)
    return _(
        "You see that the person is here, and no more. Ask {who} to share the case or to hand it over.",
        who=rights.who,
    )
