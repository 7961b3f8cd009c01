"""Many sheets in one file, drawn by a process of their own: the window only hands over and takes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

from app.actions.packs import draw_command
from app.base.errors import AppError
from app.base.languages import N_, _
from app.base.paths import program_folder


class NotDrawn(AppError):
    """A sheet of a pack could not be drawn."""

    says = N_("{name}: {problem}")
    do = N_("Nothing was printed or saved. Change that sheet, or leave it out.")


class Binding(QObject):
    """`progress(done)` after each sheet; `finished(pdf, error)` once, unless it was cancelled.

    names: of the sheets in order, to say which one could not be drawn.
    """

    def __init__(
        self,
        given: bytes,
        names: list[str],
        *,
        progress: Callable[[int], None],
        finished: Callable[[bytes, BaseException | None], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._given, self._names = given, names
        self._progress, self._finished = progress, finished
        self._done, self._problem, self._over = 0, "", False
        self._process = QProcess(self)
        self._process.setWorkingDirectory(str(program_folder()))
        self._process.readyReadStandardError.connect(self._listen)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)

    def start(self) -> None:
        """Begin."""
        program, *arguments = draw_command()
        self._process.start(program, arguments)
        self._process.write(self._given)
        self._process.closeWriteChannel()

    def cancel(self) -> None:
        """Stop at once; nothing comes of it."""
        self._over = True
        self._process.kill()

    def _listen(self) -> None:
        for line in (
            bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").splitlines()
        ):
            if line.strip().isdigit():
                self._done = int(line)
                if not self._over:
                    self._progress(self._done)
            elif line.strip():
                self._problem = line.strip()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end(b"", self._process.errorString())

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        self._listen()
        well = status == QProcess.ExitStatus.NormalExit and code == 0
        pdf = bytes(self._process.readAllStandardOutput().data()) if well else b""
        self._end(pdf, "" if pdf else self._problem or _("the program that draws the sheets has stopped"))

    def _end(self, pdf: bytes, problem: str) -> None:
        if self._over:
            return
        self._over = True
        name = self._names[min(self._done, len(self._names) - 1)]
        self._finished(pdf, NotDrawn(name=name, problem=problem) if problem else None)
        self.deleteLater()
