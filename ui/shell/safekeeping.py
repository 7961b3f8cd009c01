"""Backups while the register is open: each half hour with changes, copied between saves, tried by a process of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.actions import safety
from app.base.errors import AppError
from app.base.languages import N_, _
from app.base.paths import program_folder
from app.store.copying import Copying
from app.store.errors import BackupStopped
from app.store.trying import DONE, FIRST_ONLY
from ui.work import Work

HALF_HOUR = 30 * 60_000  # ms
SOON = 2 * 60_000  # ms after opening, until a backup that was made in haste is tried
Ended = Callable[[str], None]


class Safekeeper(QObject):
    """One for a worker. `problem` says in words what is wrong with a copy; `changed` that one passed or did not."""

    problem = Signal(str)
    changed = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.setObjectName("safekeeper")
        self._work = work
        self._copying: Copying | None = None
        self._busy = False
        self._process: QProcess | None = None
        self._ended: Ended | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(HALF_HOUR)
        self._timer.timeout.connect(self.make)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._look)

    @classmethod
    def of(cls, work: Work) -> Self:
        """The one of this worker, made when it is first asked for."""
        found = work.findChild(cls, "safekeeper")
        return found if found is not None else cls(work)

    @property
    def busy(self) -> bool:
        """Whether a copy is being made or tried."""
        return self._busy

    def watch(self) -> None:
        """The register is open: look every half hour whether there is something to keep."""
        self._timer.start()
        self._soon.start()

    def stop(self) -> None:
        """The register is about to be closed, which makes a backup of its own: break off what is on its way."""
        self._timer.stop()
        self._soon.stop()
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()
        if self._busy:
            self._work.run(safety.backup_failed, self._copying, "")
        self._busy, self._copying, self._ended = False, None, None

    def make(self, *, asked: bool = False, second: str = "", then: Ended | None = None) -> None:
        """Make a backup now if there is something to keep, or since it was `asked` for. then: told "", or what is wrong."""
        if self._busy:
            if then is not None:
                then(_(BUSY))
            return
        if self._work.has_ended:  # the register was closed while a timer still ran: there is nothing to keep
            return
        self._busy, self._ended = True, then
        self._work.run(
            safety.begin_backup, asked=asked, second=second, then=self._begun, failed=self._not_copied
        )

    def _look(self) -> None:
        if not self._busy and not self._work.has_ended:
            self._busy = True
            self._work.run(safety.untried, then=self._found, failed=self._not_copied)

    def _found(self, given: bytes | None) -> None:
        if given is None:
            self._end("")
        else:
            self._try(given)

    def _begun(self, copying: Copying | None) -> None:
        if copying is None or not self._busy:
            self._end("")
            return
        self._copying = copying
        self._go_on()

    def _go_on(self) -> None:
        self._work.run(safety.copy_on, self._copying, then=self._copied, failed=self._not_copied)

    def _copied(self, given: bytes | None) -> None:
        if not self._busy:
            return
        if given is None:
            self._go_on()
        else:
            self._try(given)

    def _not_copied(self, error: BaseException) -> None:
        if (
            not self._work.is_open()
        ):  # the register was closed while a timer still ran: there is nothing to keep
            self._busy = False
            return
        self._failed(error)
        if not isinstance(error, AppError):
            raise error

    def _try(self, given: bytes) -> None:
        process = self._process = QProcess(self)
        process.setWorkingDirectory(str(program_folder()))
        process.finished.connect(self._tried)
        process.errorOccurred.connect(self._not_started)
        program, *arguments = safety.try_command()
        process.start(program, arguments)
        process.write(given)
        process.closeWriteChannel()

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process.deleteLater()
            self._process = None
            self._failed(BackupStopped())

    def _tried(self, code: int, status: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        process.deleteLater()
        well = status == QProcess.ExitStatus.NormalExit
        if well and code == DONE:
            self._end("")
            self.changed.emit()
        elif well and code == FIRST_ONLY:
            self._end(said)
            self.problem.emit(said)
            self.changed.emit()
        else:
            self._failed(None, said if well and "\n" not in said else "")

    def _failed(self, error: BaseException | None, said: str = "") -> None:
        said = said or str(error if isinstance(error, AppError) else BackupStopped())
        self._work.run(safety.backup_failed, self._copying, said, then=lambda _none: self._told(said))

    def _told(self, said: str) -> None:
        self._end(said)
        self.problem.emit(said)
        self.changed.emit()

    def _end(self, said: str) -> None:
        self._busy, self._copying = False, None
        ended, self._ended = self._ended, None
        if ended is not None:
            ended(said)


BUSY = N_("A backup is being made just now. Wait a little, then try again.")
