"""The lock over the register: drafts kept, everything covered, and back to the same word with the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.base.errors import AppError
from app.base.languages import _
from ui.errors import Errors
from ui.shell.cover import Cover
from ui.shell.files import Askers
from ui.shell.unlock import UnlockPage
from ui.work import Work

if TYPE_CHECKING:
    from ui.shell.shell import Shell


class Lock(QObject):
    """One for a window. `opened` fires when the right passphrase came, `switched` with somebody else's passphrase."""

    opened = Signal()
    switched = Signal(str)

    def __init__(self, window: QWidget, stack: QStackedWidget, work: Work, errors: Errors) -> None:
        super().__init__(window)
        self._window, self._stack, self._work, self._errors = window, stack, work, errors
        self._askers = Askers.of(window)
        self._shell: Shell | None = None
        self._page: UnlockPage | None = None
        self._cover: Cover | None = None

    @property
    def on(self) -> bool:
        """Whether it covers everything."""
        return self._page is not None

    def put(self, shell: Shell, *, demo_passphrase: str = "") -> None:
        """Cover everything, now. What is half-written is kept."""
        shell.keep_drafts()
        self._askers.close()
        self._shell, self._cover = shell, Cover(self._window, self._stack, shell)
        page = UnlockPage(locked=True)
        page.entered.connect(self._try)
        page.switched.connect(self.switched)
        page.forgotten.connect(
            lambda: page.field.error(_("Close the program and open it again to use the sheet."))
        )
        if demo_passphrase:
            page.field.set_hint(_("Passphrase of this demonstration: {text}", text=demo_passphrase))
        self._page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.field.take_focus()
        self._cover.keep_focus(page)

    def drop(self) -> None:
        """The register goes to somebody else: nothing of what was covered comes back."""
        if self._cover is not None:
            self._cover.drop()
        self._cover = self._page = self._shell = None
        self._askers.give_up()

    def _try(self, passphrase: str) -> None:
        from app.actions import gate

        self._work.run(gate.check_passphrase, passphrase, then=self._unlocked, failed=self._refused)

    def _unlocked(self, _none: None) -> None:
        page, cover, shell = self._page, self._cover, self._shell
        if page is None or cover is None or shell is None:
            return
        self._page = self._cover = None
        behind = shell.page()
        cover.lift((behind.first() or behind) if behind is not None else None)
        self._stack.removeWidget(page)
        page.deleteLater()
        shell.entitle()
        self.opened.emit()
        self._askers.open()

    def _refused(self, error: BaseException) -> None:
        from app.actions.gate import AnotherCounsellor

        page = self._page
        if page is None:
            return
        if isinstance(error, AnotherCounsellor):
            page.offer_switch(error)
        elif isinstance(error, AppError):
            page.wrong(error)
        else:
            notice = self._errors.notice(error)
            page.show_error(notice.text, notice.todo)
