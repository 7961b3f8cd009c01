"""People: find somebody by a few letters, and see everything about them beside the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.actions.cases import Team
from app.actions.people_list import FoundPeople, PersonView, person_view
from app.actions.restriction import restriction_of
from app.base.languages import _, ngettext_
from app.store.errors import RecordGone
from app.store.restriction import Restricted
from app.store.rights import CaseRights
from app.store.store import Changes
from ui.forms.order import follow_reading_order
from ui.lists import EmptyState
from ui.pages.cases.elsewhere import ElsewherePane, about
from ui.pages.people.closed_case import ClosedCase
from ui.pages.people.finder import Finder
from ui.pages.people.pane import PersonPane
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, line

A_MINUTE = 60_000  # ms


class PeoplePage(Page):
    """about: person (an id), entry (a step or an entry to go to), show (a chip: new, no_plan, near_release, gone)."""

    name: ClassVar[str] = "people"
    place: ClassVar[str] = "people"
    keep: ClassVar[bool] = True
    one_person: ClassVar[bool] = True

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._person, self._aim, self._wants_pane = "", "", False
        self._alone = frame.conversing
        self._went_in = False  # the focus has its place already when the shell asks for the first one
        self._new_person = Button(_("New person"), "plain", icon="user-plus")
        self._new_person.clicked.connect(lambda: self._add(""))
        self._new_people = Button(_("New people"), "plain", icon="list")
        self._new_people.clicked.connect(lambda: frame.go("arrivals"))
        new = Button(_("New session"), "primary", icon="plus", key="Ctrl+N")
        new.clicked.connect(self._talk)
        self.header = Header(frame, _("People"), "", self._new_people, self._new_person, new)
        self.box.addWidget(self.header)
        row = line(gap=16)
        self.finder = Finder(frame)
        self.pane = PersonPane(self)
        self._nobody = Card()
        self._closed: ClosedCase | None = None
        self._choose = EmptyState("user", _("Choose somebody in the list"))
        self._nobody.box.addWidget(self._choose)
        self.elsewhere = ElsewherePane(self)
        self._minute = QTimer(self)  # what is open for a time says how long yet, and closes when it is over
        self._minute.setInterval(A_MINUTE)
        self._minute.timeout.connect(self._look_again)
        for widget, stretch in ((self.finder, 0), (self.pane, 1), (self.elsewhere, 1), (self._nobody, 1)):
            row.addWidget(widget, stretch)
        self.pane.hide()
        self.elsewhere.hide()
        self.box.addLayout(row, 1)
        self.finder.chosen.connect(self._chosen)
        self.finder.opened.connect(self._opened)
        self.finder.wanted_new.connect(self._add)
        self.finder.counted.connect(self._counted)
        self._offer_actions()
        follow_reading_order(self)
        self.visited(about)

    def _offer_actions(self) -> None:
        pane = self.pane
        for text, key, icon, run in (
            (_("Before the conversation"), "Ctrl+P", "printer", pane.print_before),
            (_("Print the plan"), "Ctrl+Shift+P", "printer", pane.print_plan),
            (_("Book the next session"), "Ctrl+B", "calendar-plus", pane.book),
            (_("Edit the person"), "F2", "pencil", pane.change),
            (_("The way on: applications, before release, reviews"), "Alt+V", "footprints", pane.way_on.open),
            (_("New application"), "", "file-text", pane.write_application),
            (_("Review of the plan"), "", "list-checks", pane.write_review),
            (_("Page for a meeting with others"), "", "handshake", pane.print_meeting),
            (_("Whole record as a locked file"), "", "file-lock", pane.extract),
            (_("Has left, or is back"), "", "door-open", pane.archive),
            (_("Restrict the case"), "", "lock", pane.restrict),
            (_("Delete for good …"), "", "trash-2", pane.erase),
            (_("Who has seen and changed this case"), "", "text-search", pane.show_log),
        ):
            self.offer(Action(text=text, key=key, icon=icon, run=run))
        self.bind("Alt+S", pane.write_step)
        self.bind("Alt+M", pane.show_more)
        self.bind("Ctrl+F", self._search_within)
        self.bind("Esc", self._to_list)

    # --- what the window asks ---

    def title(self) -> str:
        return _("People")

    def doable(self) -> tuple[Action, ...]:
        """With colleagues: what is done with a case as a whole."""
        view, pane = self.pane.view, self.pane
        found = []
        if view is not None and view.rights is not None and view.rights.mine:
            found += [
                Action(text=_("Share with a colleague"), icon="users", run=pane.share),
                Action(text=_("Hand the case over"), icon="arrow-right", run=pane.hand_over),
            ]
        if self.elsewhere.may_open:
            run = self.elsewhere.open_in_emergency
            found.append(Action(text=_("Emergency opening"), icon="triangle-alert", run=run))
        return tuple(found)

    def first(self) -> QWidget | None:
        if self._alone:
            return self.pane.head.leave
        went_in, self._went_in = self._went_in, False
        here = QApplication.focusWidget()
        if (
            went_in
            and here is not None
            and (self.pane.isAncestorOf(here) or self.elsewhere.isAncestorOf(here))
        ):
            return here
        return self.finder.list if self._wants_pane else self.finder.filter

    def person(self) -> str:
        return self._person

    def compact(self, narrow: bool) -> None:
        self.finder.compact(narrow)
        self.pane.compact(narrow)
        self._new_person.set_folded(narrow)
        self._new_people.set_folded(narrow)

    def touches(self, changes: Changes) -> bool:
        return not changes.verb.startswith("checklist.")

    def visited(self, about: Mapping[str, str]) -> None:
        self._wants_pane, self._went_in = bool(about.get("person")), False
        self._aim = about.get("entry", "")
        if about.get("person"):
            self._person = about["person"]
            self.finder.show_chip("all")
            self.pane.timeline.clear_filter()
        elif about.get("show"):
            self._person = ""
            self.finder.show_chip(about["show"])

    def reload(self) -> None:
        if not self._alone:
            self.finder.reload(choose=self._person)
        self._ask_person()

    def alone(self, on: bool) -> None:
        """One person and nothing else: no list, no search, no other name."""
        self._alone = on
        self.header.setVisible(not on)
        self.finder.setVisible(not on)
        view = self.pane.view
        if view is not None and view.page.person.id == self._person:
            self.pane.show_view(view, alone=on)
        elif view is not None and on:  # whoever was looked at before must not be seen, not even for a moment
            self.pane.view = None
            self.pane.hide()
        if not on:
            self.finder.reload(choose=self._person)

    def leaving(self) -> None:
        self._wants_pane = False

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]
        if self.isHidden():  # for another page; the lock gives back what it covers
            self.pane.close_sheets()

    # --- one person ---

    def _chosen(self, person: str) -> None:
        if person == self._person and (self.pane.view is not None or self.elsewhere.rights is not None):
            return
        self._person = person
        if person:
            self._ask_person()
        else:
            self._show_nobody()

    def _ask_person(self) -> None:
        if self._person:
            self.frame.work.ask(
                person_view, self._person, then=self._show, failed=self._gone, instead_of="people.person"
            )

    def _show(self, view: PersonView) -> None:
        if view.page.person.id != self._person:
            return
        self._nobody.hide()
        self._forget_closed()
        self.elsewhere.close_case()
        self.pane.show_view(view, alone=self._alone)
        self.pane.show()
        if view.rights is not None and (view.rights.opening or view.rights.open_to):
            self._minute.start()
        else:
            self._minute.stop()
        if self._wants_pane and self.isVisible():
            self._wants_pane = False
            self._go_in()

    def _look_again(self) -> None:
        if self.pane.view is not None and self.isVisible():
            self.pane.head.show_view(self.pane.view, alone=self._alone)
            self._ask_person()

    def _go_in(self) -> None:
        """The focus goes to the entry that was asked for, else to the first line of the page."""
        aim, self._aim = self._aim, ""
        self._went_in = True
        if not aim or not self.pane.go_to(aim):
            self.pane.first().setFocus()

    def _gone(self, error: BaseException) -> None:
        if not isinstance(error, RecordGone):
            self.frame.fail(error)
            return
        self.frame.work.ask(
            about, self._person, then=self._show_elsewhere, failed=self._not_there, instead_of="people.person"
        )

    def _not_there(self, error: BaseException) -> None:
        if not isinstance(error, RecordGone):
            self.frame.fail(error)
            return
        self._person = ""
        self._show_nobody()

    def _show_elsewhere(self, known: tuple[CaseRights, Team]) -> None:
        """A colleague's, or restricted: that is said in the page's place."""
        rights, found = known
        if rights.person != self._person:
            return
        self._show_nobody()
        if rights.restricted:
            asked, self._person = self._person, ""
            self.frame.work.ask(restriction_of, asked, then=self._show_closed, instead_of="people.closed")
        elif not rights.readable and not self._alone:
            self._nobody.hide()
            self.elsewhere.show_case(rights, found)
            self.elsewhere.show()
            if self._wants_pane and self.isVisible():
                self._wants_pane, self._went_in = False, True
                self.elsewhere.first().setFocus()

    def _show_closed(self, found: Restricted | None) -> None:
        """What cannot be read may be restricted: that is said in its place."""
        if found is None or self._person:
            return
        self._choose.hide()
        self._closed = ClosedCase(self, found)
        self._nobody.box.addWidget(self._closed)

    def _forget_closed(self) -> None:
        if self._closed is not None:
            self._closed.deleteLater()
            self._closed.hide()
            self._closed = None
            self._choose.show()

    def _show_nobody(self) -> None:
        self._forget_closed()
        self.pane.view = None
        self.pane.hide()
        self.elsewhere.close_case()
        self._nobody.show()

    # --- what the user does ---

    def _opened(self, person: str) -> None:
        """Enter in the list: into the person's page."""
        self._wants_pane = True
        if self.pane.view is not None and self.pane.view.page.person.id == person:
            self._wants_pane = False
            self._go_in()
        else:
            self._person = person
            self._ask_person()

    def _to_list(self) -> None:
        if not self._alone:
            self.finder.filter.setFocus()
            self.finder.filter.selectAll()

    def _search_within(self) -> None:
        if not self._alone:
            self.pane.timeline.search.setFocus()
            self.pane.timeline.search.selectAll()

    def _add(self, name: str) -> None:
        self.frame.go("new_person", **({"name": name} if name else {}))

    def _talk(self) -> None:
        self.frame.go("session", **({"person": self._person} if self._person else {}))

    def _counted(self, found: FoundPeople) -> None:
        here = found.counts["all"]
        self._choose.setVisible(bool(found.ids))
        self.header.facts.setText(ngettext_("{count} here now", "{count} here now", here))
