"""New people: the week's list typed, pasted or read from a file; departures and moves alike; who still needs an intake."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.actions.drafts import found_draft, keep_draft
from app.actions.newcomers import LISTS, Newcomers, newcomers
from app.base.languages import _, ngettext_, pgettext_
from app.entry.draft import Draft
from app.store.store import Changes
from ui.forms import ChipGroup
from ui.forms.order import follow_reading_order
from ui.pages.arrivals.aside import Waiting
from ui.pages.arrivals.listing import Listing
from ui.shell import files
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, column, line

SIDE, NARROW_SIDE = 380, 292


class ArrivalsPage(Page):
    """about: list (came, left or moved), draft (to go on with), done (a list was just saved: go to who waits)."""

    name: ClassVar[str] = "arrivals"
    place: ClassVar[str] = "people"

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._about: dict[str, str] = dict(about)
        self._known: Newcomers | None = None
        self._lists: dict[str, Listing] = {}
        self._narrow = False
        self._file = Button(_("Read a file …"), "plain", icon="folder-open", key="Ctrl+O")
        self._file.clicked.connect(self.choose_file)
        self._paste = Button(_("Paste"), "plain", icon="file-text", key="Ctrl+V")
        self._paste.clicked.connect(self.paste)
        self.header = Header(frame, self.title(), "", self._file, self._paste, back=frame.back)
        self.box.addWidget(self.header)
        self.tabs = ChipGroup(
            "",
            {
                "came": pgettext_("arrivals", "Arrived"),
                "left": pgettext_("arrivals", "Left"),
                "moved": pgettext_("arrivals", "Moved"),
            },
            value="came",
            name=_("Which list"),
        )
        self.tabs.changed.connect(lambda: self.turn_to(self.tabs.value()))
        self._stack = QStackedWidget()
        self.aside = Waiting(frame)
        self._lay_out()
        self._bind_keys()
        self.turn_to(about.get("list", "came"))
        if about.get("draft"):
            frame.work.ask(found_draft, about["draft"], then=self._found)

    def _lay_out(self) -> None:
        left = column(gap=12)
        left.addWidget(self.tabs)
        left.addWidget(self._stack, 1)
        columns = line(gap=16)
        columns.addLayout(left, 1)
        columns.addWidget(self.aside)
        self.box.addLayout(columns, 1)

    def _bind_keys(self) -> None:
        self.offer(
            Action(text=_("Read a list from a file"), key="Ctrl+O", run=self.choose_file, icon="folder-open")
        )
        self.offer(Action(text=_("Paste a list"), key="Ctrl+V", run=self.paste, icon="file-text"))
        self.offer(
            Action(text=_("All on the list were told"), key="Ctrl+T", run=self._tell_all, icon="square-check")
        )
        self.bind("Ctrl+Enter", lambda: self.list.save())
        self.bind("Esc", self._escape)
        for at, which in enumerate(LISTS, start=1):
            self.bind(f"Alt+{at}", partial(self.turn_to, which))

    # --- what the window asks ---

    def title(self) -> str:
        return _("New people")

    def first(self) -> QWidget | None:
        if self._about.get("done") and self.aside.rows:
            return self.aside.rows[0]
        return self.list.entry.fields["name"].target()

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)
        self.aside.setFixedWidth(NARROW_SIDE if narrow else SIDE)
        self._narrow = narrow
        for button in (self._file, self._paste):
            button.set_folded(narrow)
        for listing in self._lists.values():
            listing.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        kinds = {kind for kind, _id in changes.records}
        return bool(kinds & {"person", "arrival", "intake", "ward"})

    def reload(self) -> None:
        self.frame.work.ask(newcomers, then=self._show, instead_of="arrivals.page")

    def leaving(self) -> None:
        for listing in self._lists.values():
            listing.form.leave()

    # --- showing ---

    @property
    def list(self) -> Listing:
        """The list that is open."""
        listing = self._stack.currentWidget()
        assert isinstance(listing, Listing)
        return listing

    def turn_to(self, which: str) -> None:
        """Open one of the three lists; what stands in the others stays."""
        if which not in self._lists:
            made = Listing(self.frame, which, lambda: self._known)
            made.compact(self._narrow)
            made.changed.connect(self._count)
            made.saved.connect(self._saved)
            made.closed.connect(self.frame.back)
            self._lists[which] = made
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._lists[which])
        self.tabs.set_value(which)
        self._count()
        follow_reading_order(self)
        if self.isVisible():
            self.list.entry.focus()

    def _show(self, known: Newcomers) -> None:
        self._known = known
        self.aside.show_newcomers(known.waiting, self.frame.clock.today())
        follow_reading_order(self)
        if self._about.pop("done", "") and self.aside.rows and self.isVisible():
            self.focus_when_shown(self.aside.rows[0])

    def _count(self) -> None:
        rows, told = self.list.count()
        said = ngettext_("{count} on the list", "{count} on the list", rows) if rows else ""
        if told:
            said += " · " + ngettext_("{count} told", "{count} told", told)
        self.header.facts.setText(said)

    def _found(self, draft: Draft) -> None:
        self.turn_to(draft.get("list") or "came")
        self.list.go_on_with(draft)
        self._count()

    # --- what the user does ---

    def paste(self) -> None:
        """The list in the clipboard, wherever the focus is."""
        self.list.paste(QApplication.clipboard().text())

    def choose_file(self) -> None:
        """A list out of a file."""
        chosen = files.open_one(
            self, _("Read a list from a file"), Path.home(), _("Lists (*.xlsx *.csv *.txt)")
        )
        if chosen:
            self.list.read_file(Path(chosen))

    def _tell_all(self) -> None:
        self.list.tell_all()

    def _escape(self) -> None:
        if not self.list.give_up():
            self.frame.back()

    def _saved(self, _changes: Changes) -> None:
        later = self.list.take_later()
        if later is None:
            self.frame.go("arrivals", list=self.list.which, done="yes")
            return

        def go_on(_when: object) -> None:
            self.frame.go("arrivals", draft=later.id)

        self.frame.work.run(keep_draft, later.to_json(), title=later.get("name"), person="", then=go_on)
