"""A worker without a thread: every job is done at once, and its answer is there before `run` returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.work import Job, Work


class InlineWork(Work):
    """Does every job at once, on the window's own thread, and delivers the answer before it returns."""

    def __init__(self, failed: Callable[[BaseException], None], desk: object = None) -> None:
        super().__init__(failed)
        self._desk = desk  # type: ignore[assignment]

    def _submit(self, job: Job) -> Job:
        result, error = job.perform()
        self._open += 1
        self._deliver((job, result, error))
        return job

    def stop(self, close: Callable[[Any], None]) -> None:
        if self._desk is not None:
            close(self._desk)
        self._desk = None
