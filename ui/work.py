"""The only file that knows threads: one worker opens, uses and closes the one store; the window never waits for it."""

from __future__ import annotations

import gc
import queue
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # the store's own imports wait until the first window is painted
    from app.actions.desk import Desk
    from app.store.store import Changes

P = ParamSpec("P")
T = TypeVar("T")
Failed = Callable[[BaseException], None]
SWITCH_SECONDS = 0.0005  # a busy worker makes frames ten times slower at Python's own 5 ms


class Job:
    """One thing to do. A read may be cancelled until its answer is shown; a write never is."""

    def __init__(
        self, do: Callable[[], object], then: Callable[[Any], None] | None, failed: Failed, *, read: bool
    ) -> None:
        self._do, self._then, self._failed = do, then, failed
        self._owner = next((o for o in (_owner(then), _owner(failed)) if o is not None), None)
        self.read, self.cancelled = read, False

    def cancel(self) -> None:
        """Forget about the answer of a read, and stop reading soon; nothing happens to a write."""
        self.cancelled = self.read

    def perform(self) -> tuple[object, BaseException | None]:
        """Do it, here and now; what is raised is handed back, not thrown."""
        try:
            return self._do(), None
        except BaseException as error:  # anything a job raises belongs to the window's one place for errors
            return None, error

    def deliver(self, result: object, error: BaseException | None) -> None:
        """Tell whoever asked, unless they have gone or asked for something else since."""
        if self.cancelled or (self._owner is not None and not shiboken6.isValid(self._owner)):
            return
        if error is not None:
            self._failed(error)
        elif self._then is not None:
            self._then(result)


class Work(QObject):
    """Runs `fn(desk, …)` on the worker and calls back on the window's thread.

    A result that is a Changes (or has one as `.changes`) is announced by `changed` before `then` is called.
    `busy` says whether anything waits or runs. A callback that is a method of a widget which has gone
    meanwhile is left out.

    While it is busy Python tidies nothing up: it does that on whatever thread asks for memory, and a timer or widget
    among the rubbish may be deleted by the window's thread alone. It tidies as soon as the worker rests.
    """

    changed = Signal(object)
    busy = Signal(bool)
    _done = Signal(object)

    def __init__(self, failed: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failed = failed
        self._desk: Desk | None = None
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._waiting: dict[str, Job] = {}
        self._open = 0
        self._ended = False
        self._thread: threading.Thread | None = None
        self._done.connect(self._deliver)  # emitted on the worker's thread, delivered on this one

    def report_to(self, failed: Failed) -> None:
        """Say who shows what no caller looks after."""
        self._failed = failed

    def open(self, opener: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> Job:
        """Run `opener` on the worker; a Desk it returns (alone or first of a tuple) is used from then on."""

        def do() -> T:
            result = opener()
            self._desk = _desk_in(result)
            return result

        self._ended = False
        return self._submit(Job(do, then, failed or self._failed, read=False))

    def run(
        self,
        fn: Callable[Concatenate[Desk, P], T],
        *args: Any,
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        **named: Any,
    ) -> Job:
        """Do something that may write: never cancelled, in the order asked."""
        return self._submit(Job(self._bound(fn, args, named), then, failed or self._failed, read=False))

    def ask(
        self,
        fn: Callable[Concatenate[Desk, P], T],
        *args: Any,
        then: Callable[[T], None],
        failed: Failed | None = None,
        instead_of: str = "",
        **named: Any,
    ) -> Job:
        """Read something. A later read with the same `instead_of` cancels this one, running or waiting."""
        flag: list[Job] = []

        def do() -> object:
            job = flag[0]
            if job.cancelled:
                return None
            with self.desk().store.while_wanted(lambda: not job.cancelled):
                return fn(self.desk(), *args, **named)

        job = Job(do, then, failed or self._failed, read=True)
        flag.append(job)
        if instead_of:
            if instead_of in self._waiting:
                self._waiting[instead_of].cancel()
            self._waiting[instead_of] = job
        return self._submit(job)

    def apart(self, fn: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> Job:
        """Run something that needs no store, such as judging a passphrase; in the same order as the rest."""
        return self._submit(Job(fn, then, failed or self._failed, read=True))

    def desk(self) -> Desk:
        """The open store's desk; only the worker uses it. Raises RuntimeError before a store is open."""
        if self._desk is None:
            raise RuntimeError("no store is open")
        return self._desk

    def shut(self, close: Callable[[Desk], None], then: Callable[[None], None], failed: Failed) -> Job:
        """Close the store on its own thread after everything asked for is done; the worker stays for another store.

        What is asked for afterwards (a timer that was still running) finds no store and is left out.
        """
        job = self._submit(Job(lambda: self._closed(close), then, failed, read=False))
        self._ended = True
        return job

    @property
    def has_ended(self) -> bool:
        """Whether what is asked for now is left out, since the store is being closed or was."""
        return self._ended

    def is_open(self) -> bool:
        """Whether a store is open."""
        return self._desk is not None

    def stop(self, close: Callable[[Desk], None]) -> None:
        """Wait until everything asked for is done, close the store on its own thread, and end the worker.

        What `close` raises goes to whoever shows errors. The window's thread waits: nothing is lost. What is asked for
        afterwards (a timer of a window that has not gone yet) is left out, until another store is opened.
        """
        if self._thread is not None:  # a store may be just about to be opened, or closed: the worker knows
            self._submit(Job(lambda: self._closed_if_open(close), None, self._failed, read=False))
            self._queue.put(None)
            self._thread.join()
            self._thread = None
            gc.enable()
        self._ended = True

    def _closed(self, close: Callable[[Desk], None]) -> None:
        desk, self._desk = self.desk(), None
        close(desk)

    def _closed_if_open(self, close: Callable[[Desk], None]) -> None:
        if self._desk is not None:
            self._closed(close)

    def _bound(self, fn: Callable[..., T], args: tuple[Any, ...], named: dict[str, Any]) -> Callable[[], T]:
        return lambda: fn(self.desk(), *args, **named)

    def _submit(self, job: Job) -> Job:
        if self._ended:
            return job
        if self._thread is None:
            sys.setswitchinterval(SWITCH_SECONDS)
            self._thread = threading.Thread(target=self._serve, name="store", daemon=True)
            self._thread.start()
        gc.disable()
        self._open += 1
        if self._open == 1:
            self.busy.emit(True)
        self._queue.put(job)
        return job

    def _serve(self) -> None:
        while (job := self._queue.get()) is not None:
            result, error = job.perform()
            self._done.emit((job, result, error))

    def _deliver(self, done: tuple[Job, object, BaseException | None]) -> None:
        job, result, error = done
        self._open -= 1
        if not self._open:
            gc.enable()
            self.busy.emit(False)
        changes = _changes_in(result)
        if changes is not None:
            self.changed.emit(changes)
        job.deliver(result, error)


def _owner(callback: Callable[..., None] | None) -> QObject | None:
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return owner if isinstance(owner, QObject) else None


def _desk_in(result: object) -> Desk | None:
    from app.actions.desk import Desk

    parts = result if isinstance(result, tuple) else (result,)
    return next((part for part in parts if isinstance(part, Desk)), None)


def _changes_in(result: object) -> Changes | None:
    if result is None or "app.store.store" not in sys.modules:  # nothing can have changed before it is loaded
        return None
    from app.store.store import Changes

    found = result if isinstance(result, Changes) else getattr(result, "changes", None)
    return found if isinstance(found, Changes) else None
