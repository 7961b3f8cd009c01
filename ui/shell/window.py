"""The one top-level window: the way in, the register, the lock over everything, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.base.clock import Clock
from app.base.languages import _, current, use
from ui.errors import Errors, Notice
from ui.shell.centre import CentrePage, WaitPage
from ui.shell.entrance import Entrance, PrintPdf
from ui.shell.guard import Idle
from ui.shell.keeper import Keeper
from ui.theme import Theme, column
from ui.work import Work

if TYPE_CHECKING:
    from app.actions.desk import Desk
    from app.actions.gate import Welcome
    from app.store.store import Changes
    from ui.shell.clipboard import OwnText
    from ui.shell.lock import Lock
    from ui.shell.shell import Parts, Shell
    from ui.shell.windows_session import SessionMessages

LEAST = (1024, 700)
USUAL = (1440, 900)
FAREWELL = 1200  # ms: long enough to read one line on the way out


class Wiring(NamedTuple):
    """What the program is made of, given once by __main__.

    farewell: one line for the way out, such as tomorrow's first session; asked on the worker before closing.
    """

    work: Work
    clock: Clock
    errors: Errors
    keeper: Keeper
    parts: Callable[[], Parts]
    print_pdf: PrintPdf
    farewell: Callable[[Desk], str] | None = None


class Window(QWidget):
    """Shows one of: a page of the entrance, the register's shell, the lock, the way out."""

    def __init__(self, wiring: Wiring, path: Path) -> None:
        super().__init__()
        self._wiring = wiring
        self._shell: Shell | None = None
        self._lock: Lock | None = None
        self._own_text: OwnText | None = None
        self._messages: SessionMessages | None = None
        self._welcome: Welcome | None = None
        self._closing, self._may_close = False, False
        self._farewell = ""
        self.setWindowTitle("Overgang")
        self.setWindowIcon(Theme.of().icon("waypoints", "accent", 64))
        self.setMinimumSize(*LEAST)
        kept = wiring.keeper.now
        self.resize(
            max(kept.width, LEAST[0]) if kept.width else USUAL[0],
            max(kept.height, LEAST[1]) if kept.height else USUAL[1],
        )
        box = column(self)
        self.stack = QStackedWidget()
        box.addWidget(self.stack)
        self.idle = Idle(wiring.clock, 300, self)
        self.idle.expired.connect(self.lock)
        wiring.errors.show = self._show_notice
        self.entrance = Entrance(
            path,
            work=wiring.work,
            clock=wiring.clock,
            errors=wiring.errors,
            show=self._show_page,
            print_pdf=wiring.print_pdf,
        )
        self.entrance.inside.connect(self.open_shell)
        self.entrance.language_chosen.connect(lambda code: wiring.keeper.keep(language=code))
        self.entrance.moved.connect(lambda path: wiring.keeper.keep(store=str(path)))
        self.entrance.quit.connect(self.close)

    @property
    def shell(self) -> Shell | None:
        """The register's own window, once it is open."""
        return self._shell

    @property
    def locked(self) -> bool:
        """Whether the lock covers everything."""
        return self._lock is not None and self._lock.on

    def open_shell(self, welcome: Welcome) -> None:
        """The register is open: show it, with Today first."""
        self._welcome = welcome
        self._show_shell("today")
        if welcome.sheet_due and self._shell is not None:
            self._shell.go("recovery_sheet")
        if self._lock is None:
            self._watch()
        self._keep_safe()
        self.idle.start(welcome.lock_minutes * 60)

    def speak(self, language: str) -> None:
        """Show the register in another language: everything is built anew, the settings open again."""
        if language == current():
            return
        use(language)
        if self._shell is not None:
            self._shell.keep_drafts()
            self._show_shell("settings")

    def bring_back(self, chosen: Path | None = None) -> None:
        """Bring a backup back while the register is open: what it would give and take is seen beside it first."""
        shell = self._shell
        if shell is None or self.locked or self._closing:
            return
        shell.keep_drafts()

        def left() -> None:
            page = shell.page()
            self._only(shell)
            if page is not None:
                (page.first() or page).setFocus()

        self.entrance.bringing(left=left, closes=self._let_go).begin(chosen)

    def lock(self) -> None:
        """Cover everything, now. What is half-written is kept; unlocking returns to the same word."""
        if self._shell is None or self._lock is None or self._lock.on or self._closing:
            return
        self.idle.stop()
        self._forget_copied()
        self._lock.put(self._shell, demo_passphrase=self.entrance.demo_passphrase)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close or not self._wiring.work.is_open():
            event.accept()
            return
        event.ignore()
        self._begin_closing()

    # -- lock

    def _watch(self) -> None:
        """What is followed from the first opening on: settings, the clipboard, Windows' own lock and sleep."""
        from ui.shell import windows_session
        from ui.shell.clipboard import OwnText
        from ui.shell.lock import Lock
        from ui.shell.safekeeping import Safekeeper

        wiring = self._wiring
        self._lock = Lock(self, self.stack, wiring.work, wiring.errors)
        self._lock.opened.connect(self.idle.go_on)
        self._lock.switched.connect(self._switch)
        wiring.work.changed.connect(self._setting_changed)
        self._own_text = OwnText(wiring.clock, self._mention, self)
        Safekeeper.of(wiring.work).problem.connect(self._mention)
        self._messages = windows_session.watch(self, self.lock)

    def _switch(self, passphrase: str) -> None:
        """Close the register for whoever it is open for, drafts kept, and open it for whoever stands here."""
        from app.actions import gate

        if self._shell is None or self._lock is None:
            return
        self._lock.drop()
        self._keep_safe(on=False)
        self._only(WaitPage(_("One moment"), _("The register is being closed, and opened for you.")))
        self._let_go()
        then = partial(self.entrance.open_for, passphrase)
        self._wiring.work.shut(gate.close_register, lambda _none: then(), lambda error: then(after=error))

    def _let_go(self) -> None:
        """The register is about to be closed and another opened: nothing of its window stays."""
        shell, self._shell = self._shell, None
        if shell is None:
            return
        self.stack.removeWidget(shell)
        self._wiring.work.changed.disconnect(shell.changed)
        self._wiring.errors.show = self._show_notice
        shell.deleteLater()

    def _keep_safe(self, *, on: bool = True) -> None:
        """Backups while the register is open, from here on or no more."""
        from ui.shell.safekeeping import Safekeeper

        keeper = Safekeeper.of(self._wiring.work)
        (keeper.watch if on else keeper.stop)()

    def _mention(self, text: str) -> None:
        """Say something small, unless something else is being said or it is locked."""
        if self._shell is not None and not self.locked and not self._shell.toast.isVisible():
            self._shell.say(text)

    def _forget_copied(self) -> None:
        if self._own_text is not None:
            self._own_text.clear()

    # -- the way out

    def _begin_closing(self) -> None:
        if self._closing:
            return
        self._closing = True
        self.idle.stop()
        if self._shell is not None:
            self._keep_safe(on=False)
        self._forget_copied()
        if not self.isMaximized():
            self._wiring.keeper.keep(width=self.width(), height=self.height())
        if self._shell is not None:
            self._shell.keep_drafts()
        page = WaitPage(_("Closing"), _("A backup is being made and checked."))
        self._only(page, keep_shell=True)
        farewell = self._wiring.farewell
        alone = self._shell is not None and self._shell.conversing
        if farewell is not None and not self.locked and not alone:  # somebody may be reading along
            self._wiring.work.run(farewell, then=self._say_farewell, failed=lambda _error: None)
        self._shut()

    def _say_farewell(self, text: str) -> None:
        page = self.stack.currentWidget()
        self._farewell = text
        if text and isinstance(page, WaitPage):
            page.text.setText(text)

    def _shut(self) -> None:
        from app.actions import gate

        self._wiring.work.shut(gate.close_register, self._closed, self._closed_badly)

    def _closed(self, _none: None) -> None:
        self._may_close = True
        QTimer.singleShot(FAREWELL if self._farewell else 0, self.close)

    def _closed_badly(self, error: BaseException) -> None:
        """The register is closed, but the backup failed: say so before the window goes."""
        from ui.shell import sheet

        self._may_close = True
        notice = self._wiring.errors.notice(error)
        shown = sheet.message(self, notice.text, notice.todo)
        shown.closed.connect(self.close)

    # -- pages

    def _setting_changed(self, changes: Changes) -> None:
        """The school's name and the minutes until the lock hold at once."""
        if changes.verb != "setting.changed" or self._shell is None:
            return
        from app.actions import gate

        self._wiring.work.ask(gate.welcome, then=self._follow)

    def _follow(self, welcome: Welcome) -> None:
        self._welcome = welcome
        if self._shell is not None:
            self._shell.side.show_school(welcome.school)
        self.idle.limit(welcome.lock_minutes * 60)

    def _show_shell(self, page: str) -> None:
        from dataclasses import replace

        from ui.shell.shell import Shell

        wiring, old = self._wiring, self._shell
        school = self._welcome.school if self._welcome is not None else ""
        shell = Shell(
            replace(wiring.parts(), school=school), wiring.work, wiring.clock, wiring.errors, wiring.keeper
        )
        shell.locked.connect(self.lock)
        self._shell = shell
        self._only(shell)
        shell.go(page)
        if old is not None:
            wiring.work.changed.disconnect(old.changed)

    def _show_page(self, page: CentrePage) -> None:
        if self.locked:  # what was asked for before the lock came is not shown over it
            page.deleteLater()
            return
        self._only(page, keep_shell=self._wiring.work.is_open())
        first = page.first()
        if first is None:
            return
        if self.isVisible():
            first.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
        else:  # the first page: nothing in it to select, and naming a reason would hold it up (see ui/theme/early.py)
            first.setFocus()

    def _only(self, page: QWidget, *, keep_shell: bool = False) -> None:
        old = self.stack.currentWidget()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if old is not None and not (keep_shell and old is self._shell):
            self.stack.removeWidget(old)
            old.deleteLater()

    def _show_notice(self, notice: Notice) -> None:
        from ui.shell import sheet

        page = self.stack.currentWidget()
        if isinstance(page, CentrePage):
            page.show_error(notice.text, notice.todo)
        else:
            sheet.message(self, notice.text, notice.todo)
