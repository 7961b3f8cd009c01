"""The window once it is unlocked: side bar, one page at a time, Ctrl+K, what was done, and the conversation view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.base.clock import Clock
from app.base.languages import _
from ui.errors import Errors, Notice
from ui.forms.guard import TextGuard
from ui.shell import sheet
from ui.shell.ahead import Ahead, whole
from ui.shell.focus import give_back
from ui.shell.hits import Search
from ui.shell.keeper import Keeper
from ui.shell.page import Action, Frame, Header, Page
from ui.shell.palette import Palette
from ui.shell.pause import PausePage
from ui.shell.places import BEGINNINGS, LISTS, NARROW, PLACES, WIDE, SideBar, reached
from ui.shell.reading import Reading
from ui.shell.toast import Toast
from ui.slices import once_seen
from ui.theme import line
from ui.work import Work

if TYPE_CHECKING:
    from app.actions.desk import Desk
    from app.store.store import Changes

FOLDS_BELOW = 1280  # px
Maker = Callable[[Frame, Mapping[str, str]], Page]
Undo = Callable[["Desk"], "Changes"]


@dataclass(frozen=True)
class Parts:
    """What the wiring gives the shell: which pages there are, who answers the search, how to undo.

    ahead: the pages that are made before they are asked for, each with the module that it needs; read: modules
    without Qt that are read while nobody waits.
    """

    pages: Mapping[str, Maker]
    undo: Undo
    search: Callable[[Frame], Search] | None = None
    school: str = ""
    ahead: Mapping[str, str] = field(default_factory=dict)
    read: Sequence[str] = ()


class _Visit(NamedTuple):
    name: str
    about: Mapping[str, str] = MappingProxyType({})


class Shell(QWidget):
    """Implements `Frame` for its pages. `locked` asks the window around it to cover everything."""

    locked = Signal()

    def __init__(self, parts: Parts, work: Work, clock: Clock, errors: Errors, keeper: Keeper) -> None:
        super().__init__()
        self._parts, self._work, self._clock = parts, work, clock
        self._errors, self._keeper = errors, keeper
        self._kept: dict[str, Page] = {}
        self._history: list[_Visit] = []
        self._wanted: _Visit | None = None
        self._palette: Palette | None = None
        self._conversing, self._with = False, ""  # whom the conversation view is about
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = line(self)
        self.side = SideBar(parts.school)
        self.side.chosen.connect(self._chosen)
        row.addWidget(self.side)
        self.stack = QStackedWidget()
        row.addWidget(self.stack, 1)
        self.ahead = Ahead(
            self.stack,
            work,
            {name: (module, partial(parts.pages[name], self, {})) for name, module in parts.ahead.items()},
            parts.read,
        )
        self.toast = Toast(self)
        self.guard = TextGuard(self, work, person=self._person_in_view)
        self._search = parts.search(self) if parts.search else None
        self.reading = Reading(work, self.page, self)
        self._bind_keys()
        work.changed.connect(self.changed)
        errors.show = self._show_notice

    # -- what pages ask for (Frame)

    @property
    def work(self) -> Work:
        """The worker."""
        return self._work

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self._clock

    @property
    def keeper(self) -> Keeper:
        """What is remembered outside the register."""
        return self._keeper

    @property
    def errors(self) -> Errors:
        """Where errors go, and their reports."""
        return self._errors

    @property
    def conversing(self) -> bool:
        """Whether the conversation view is on."""
        return self._conversing

    def go(self, name: str, /, **about: str) -> None:
        """Open a page; one that is not registered yet is left alone."""
        if name not in self._parts.pages:
            return
        visit = _Visit(name, about)
        page = self._made(visit)
        if self._conversing and not page.shows_one():
            self._wanted = visit
            page = PausePage(self, lambda: self.converse(False))
        else:
            self._history = [*[v for v in self._history if v != visit][-20:], visit]
        self._show(page)

    def back(self) -> None:
        """Open the page before this one, or Today."""
        before = self._history[-2] if len(self._history) > 1 else _Visit("today")
        self._history = self._history[:-2]
        self.go(before.name, **before.about)

    def search(self, text: str = "") -> None:
        """Open Ctrl+K; not while the person may be reading along."""
        if self._conversing:
            return
        if self._palette is not None:
            self._palette.leave()
        self._palette = Palette(self, self._search, self._doable())
        self._palette.closed.connect(self._palette_closed)
        if text:
            self._palette.start_with(text)

    def say(self, text: str, *, undo: Callable[[], None] | None = None) -> None:
        """Show what was done; in the conversation view without saying whom it concerned."""
        self.toast.say(_("Saved") if self._conversing else text, undo)
        self.toast.place(self._side_width())

    def fail(self, error: BaseException) -> None:
        """Show an error that belongs to no field."""
        self._errors.handle(error)

    def confirm(self, title: str, text: str, button: str, then: Callable[[], None]) -> None:
        """Ask before something that cannot be undone."""
        sheet.confirm(self, title, text, button, then)

    def converse(self, on: bool) -> None:
        """Enter the conversation view with the page that is open, or leave it and go on where one wanted to."""
        if on == self._conversing:
            return
        self.close_search()
        # what lies over the page may show others, and what it came from is made anew
        for open_one in self.findChildren(sheet.Sheet):
            if not open_one.isHidden():
                open_one.leave()
        page = self.page()
        self._conversing = on
        self._with = page.person() if on and page is not None else ""
        self.toast.hide()
        self.side.setVisible(not on)
        if on and (page is None or not page.shows_one()):
            self._wanted = self._history[-1] if self._history else None
            self._show(PausePage(self, lambda: self.converse(False)))
            return
        wanted, self._wanted = self._wanted, None
        if not on and wanted is not None:
            self.go(wanted.name, **wanted.about)
        elif page is not None:
            self._set_alone(page)
            self._entitle(page)
            # what had the focus may be hidden now, and the page's keys would be lost with it
            if (here := QApplication.focusWidget()) is None or not page.isAncestorOf(here):
                give_back(page.first(), page)

    # -- the rest

    def page(self) -> Page | None:
        """The page that is open."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def entitle(self) -> None:
        """Name the window after the open page, as after unlocking."""
        page = self.page()
        if page is not None:
            self._entitle(page)

    def keep_drafts(self) -> None:
        """Tell the open page to keep what is half-written: the lock or the end comes."""
        page = self.page()
        if page is not None:
            page.leaving()

    def undo(self) -> None:
        """Take back what the bar speaks of; without a bar, the newest action that is not taken back."""
        if not self.toast.undo():
            self._work.run(self._parts.undo)

    def close_search(self) -> None:
        """Close Ctrl+K, as before locking."""
        if self._palette is not None:
            self._palette.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
        self.toast.place(self._side_width())
        if self._palette is not None:
            self._palette.fit()

    def _bind_keys(self) -> None:
        for place in PLACES:
            self._bind(place.key, partial(self._chosen, place.page))
        self._bind("Ctrl+,", lambda: self._chosen("settings"))
        for key in ("F12", "Ctrl+L"):
            self._bind(key, self.locked.emit)
        for name, _text, _icon, key in LISTS:
            if key:
                self._bind(key, partial(self._chosen, name))
        self._bind("Ctrl+K", self.search)
        self._bind("Ctrl+Z", self.undo)
        self._bind("F11", lambda: self.converse(not self._conversing))
        for name, _text, key, _icon in BEGINNINGS:
            self._bind(key, partial(self._begin, name))

    def _bind(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: run())

    def _begin(self, name: str) -> None:
        """Start something new with the person in view; in the conversation view with nobody else."""
        person = self._person_in_view() if name != "new_person" else ""
        if self._conversing:
            person = person or self._with
            if name == "new_person" or not person:
                self._say_way_out()
                return
        self.go(name, **({"person": person} if person else {}))

    def _chosen(self, name: str) -> None:
        if name == "lock":
            self.locked.emit()
        elif self._conversing:
            self._say_way_out()
        else:
            self.go(name)

    def _person_in_view(self) -> str:
        page = self.page()
        return page.person() if page is not None else ""

    def _say_way_out(self) -> None:
        self.toast.say(_("F11 leaves the conversation view"), None)
        self.toast.place(self._side_width())

    def _doable(self) -> Sequence[Action]:
        page = self.page()
        here = list(page.doable()) if page is not None else []
        new = [
            Action(text=_(text), key=key, icon=icon, run=partial(self._begin, name))
            for name, text, key, icon in BEGINNINGS
            if name in self._parts.pages
        ]
        group = Action(text=_("New group"), icon="users", run=lambda: self.go("session", form="group"))
        places, lists = reached(self._parts.pages, self.go)
        rest = [
            group,
            *lists,
            Action(text=_("Settings"), key="Ctrl+,", icon="settings", run=lambda: self.go("settings")),
            Action(text=_("Conversation view"), key="F11", icon="eye-off", run=lambda: self.converse(True)),
            Action(text=_("Lock"), key="F12", icon="lock", run=self.locked.emit),
        ]
        return [*here, *new, *places, *rest]

    def _made(self, visit: _Visit) -> Page:
        kept = self._kept.get(visit.name)
        if kept is not None:
            if visit.about:
                kept.visited(visit.about)
            return kept
        page = self.ahead.take(visit.name) or whole(self._parts.pages[visit.name](self, visit.about))
        if page.ahead:
            page.visited(visit.about)
        if page.keep:
            self._kept[visit.name] = page
            self.ahead.kept(visit.name)
        return page

    def _show(self, page: Page) -> None:
        self.close_search()
        old = self.page()
        if old is page:
            self._enter(page)
            return
        if old is not None:
            old.leaving()
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if old is not None and old not in self._kept.values():
            self._drop(old)
        self._enter(page)

    def _enter(self, page: Page) -> None:
        self.side.light(page.place)
        self._fold()
        self._set_alone(page)
        page.reload()
        if self._conversing:
            self._with = page.person() or self._with
        self._entitle(page)
        if (first := page.first()) is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        if page.keep:  # somebody looks round: the next form is made meanwhile
            self.ahead.soon()

    def _drop(self, page: Page) -> None:
        self.stack.removeWidget(page)
        once_seen(page, page.deleteLater)

    def _entitle(self, page: Page) -> None:
        title = "" if self._conversing else page.title()
        self.window().setWindowTitle(f"{title} – Overgang" if title else "Overgang")

    def changed(self, changes: Changes) -> None:
        """Something was written: the open page reads again if it is touched, and the bar says what was done."""
        page = self.page()
        if page is not None and page.touches(changes):
            page.reload()
        if changes.verb == "undone":
            self.say(_("Taken back: {text}", text=changes.text) if changes.text else _("Taken back"))
        elif changes.text:
            self.say(changes.text, undo=self._take_back if changes.undoable else None)

    def _take_back(self) -> None:
        self._work.run(self._parts.undo)

    def _fold(self) -> None:
        narrow = self.width() < FOLDS_BELOW
        self.side.fold(narrow)
        page = self.page()
        if page is not None:
            for header in page.findChildren(Header):
                header.compact(narrow)
            page.compact(narrow)

    def _set_alone(self, page: Page) -> None:
        for header in page.findChildren(Header):
            header.alone(self._conversing)
        page.alone(self._conversing)

    def _side_width(self) -> int:
        if not self.side.isVisibleTo(self):
            return 0
        return NARROW if self.width() < FOLDS_BELOW else WIDE

    def _palette_closed(self) -> None:
        self._palette = None

    def _show_notice(self, notice: Notice) -> None:
        sheet.message(
            self,
            notice.text,
            notice.todo,
            icon="triangle-alert" if notice.bug else "circle-alert",
            colour="bad" if notice.bug else "warn",
        )
