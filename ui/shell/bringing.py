"""The way of bringing a backup back, from the unlock page or from the open register: choose, see, agree, done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from app.actions import safety
from app.actions.safety import BackupFile
from app.base.clock import Clock
from app.base.languages import _
from app.store.previewing import Preview
from ui.errors import Errors
from ui.shell.bring_back import BringBackPage
from ui.shell.centre import CentrePage, WaitPage
from ui.shell.preview import PreviewPage
from ui.work import Work


class Bringing(QObject):
    """Shows its pages through `show`. left: goes back to where it was begun; closes: told before an open register
    is closed; done: told the passphrase that opens it now, or "" where it stayed as it was."""

    def __init__(
        self,
        path: Path,
        *,
        work: Work,
        clock: Clock,
        errors: Errors,
        show: Callable[[CentrePage], None],
        left: Callable[[], None],
        closes: Callable[[], None],
        done: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._path, self._work, self._clock, self._errors = path, work, clock, errors
        self._show_page, self._left, self._closes, self._done = show, left, closes, done
        self._page: CentrePage | None = None
        self._chosen: Path | None = None
        self._backups: Sequence[BackupFile] = ()
        self._passphrase = ""

    def begin(self, chosen: Path | None = None) -> None:
        """Show the list; chosen: the backup that is meant, such as the register before the last restore."""
        self._chosen = chosen
        if self._work.is_open():
            self._work.run(safety.backups_to_choose, then=self._list, failed=self._wrong)
        else:
            self._list(safety.backups_of(self._path))

    def preview(self, chosen: Path, passphrase: str) -> None:
        """Show at once what this backup would give and take; Back leads to the list."""
        self._backups = safety.backups_of(self._path)
        self._show(WaitPage(_("One moment"), _("The backup is being looked at.")))
        self._look(chosen, passphrase)

    def _list(self, backups: Sequence[BackupFile]) -> None:
        self._backups = backups
        page = BringBackPage(backups, self._clock.today, chosen=self._chosen)
        page.entered.connect(self._look)
        page.left.connect(self._left)
        self._show(page)

    def _look(self, source: Path, passphrase: str) -> None:
        self._chosen, self._passphrase = source, passphrase
        path, clock = self._path, self._clock
        if self._work.is_open():
            self._work.run(safety.preview_open, source, passphrase, then=self._seen, failed=self._wrong)
        else:
            self._work.apart(
                lambda: safety.preview_closed(source, path, passphrase=passphrase, clock=clock),
                self._seen,
                self._wrong,
            )

    def _seen(self, found: Preview) -> None:
        page = PreviewPage(found, self._clock.today)
        page.agreed.connect(self._restore)
        page.left.connect(lambda: self._list(self._backups))
        self._show(page)

    def _restore(self) -> None:
        source, passphrase, path, clock = self._chosen, self._passphrase, self._path, self._clock
        assert source is not None
        if self._work.is_open():
            from ui.shell.safekeeping import Safekeeper

            Safekeeper.of(self._work).stop()
            self._show(WaitPage(_("One moment"), _("The backup is being brought back.")))
            self._closes()
            self._work.shut(
                lambda desk: safety.close_and_restore(desk, source, passphrase),
                self._restored,
                self._closed_with,
            )
        else:
            self._work.apart(
                lambda: safety.restore_store(source, path, passphrase=passphrase, clock=clock),
                self._restored,
                self._wrong,
            )

    def _restored(self, _none: None) -> None:
        passphrase, self._passphrase = self._passphrase, ""
        self._done(passphrase)

    def _closed_with(self, error: BaseException) -> None:
        """The register is closed and as it was: say why on the page that opens it again."""
        self._passphrase = ""
        self._done("")
        self._errors.handle(error)

    def _wrong(self, error: BaseException) -> None:
        notice = self._errors.notice(error)
        if self._page is not None:
            self._page.show_error(notice.text, notice.todo)

    def _show(self, page: CentrePage) -> None:
        self._page = page
        self._show_page(page)
