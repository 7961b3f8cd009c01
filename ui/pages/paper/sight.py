"""What is seen of the sheets: the page in view at once, and until it is made anew, as it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.actions.papers import Job, PaperFacts
from app.base.errors import AppError
from app.base.languages import _
from ui.documents.making import Key, Made, Making
from ui.documents.preview import THUMB, Preview
from ui.documents.strip import Shown
from ui.pages.paper.naming import shown_pages
from ui.shell.page import Frame

PICTURE_WIDTH = 680  # pixels: as wide as the page is drawn at 150 %, 2.6 MB a page


class Sight(QObject):
    """`made`: a sheet is there, or can't be made. `looked` carries the job that came into view."""

    made = Signal()
    looked = Signal(object)

    def __init__(self, frame: Frame, preview: Preview, *, ratio: float) -> None:
        super().__init__(preview)
        self._frame, self._preview = frame, preview
        self._facts: PaperFacts | None = None
        self.jobs: list[Job] = []
        self.places: list[tuple[Job, int]] = []  # of each page in the preview: its job and its number there
        self._before: dict[str, Made] = {}  # by language or person: what is seen until the new one is there
        self.problem = ""  # of the first sheet that can't be made
        self.making = Making(
            frame.work, width=PICTURE_WIDTH, thumbnail=THUMB * round(ratio + 0.49), parent=self
        )
        self.making.made.connect(self._have)
        self.making.failed.connect(self._lack)
        preview.looked.connect(self._look)
        preview.seen.connect(self._see)

    def begin(self, facts: PaperFacts) -> None:
        """What the sheets say may have changed: they are made anew, and seen as they were until then."""
        self._facts = facts
        self._remember()
        self.making.forget()

    def another(self) -> None:
        """Another document: nothing of the one before is seen any more."""
        self._before.clear()
        self.jobs = []

    def want(self, jobs: Sequence[Job]) -> None:
        """These are the sheets from now on."""
        self._remember()
        self.jobs = list(jobs)
        self.making.want(jobs)
        if not jobs:
            self.places = []

    def in_view(self) -> Job | None:
        """The sheet that is seen, in its language."""
        if self._preview.at >= len(self.places):
            return None
        job = self.places[self._preview.at][0]
        made = self.making.found(job.key)
        return made.printed.job if made is not None else job if job.language else None

    def show(self) -> None:
        """Show the sheets as far as they are made."""
        pages: list[Shown] = []
        self.places = []
        for job in self.jobs:
            shown = self._pages(job)
            pages += shown
            self.places += [(job, number) for number in range(len(shown))]
        self.problem = next((page.problem for page in pages if page.problem), "")
        if pages:
            self._preview.show_pages(pages)
            self._look(self._preview.at)

    def _pages(self, job: Job) -> list[Shown]:
        states = {one.code: one.state for one in self._facts.languages} if self._facts else {}
        error = self.making.error(job.key)
        return shown_pages(
            job,
            self.making.found(job.key),
            state=states.get(job.language, ""),
            before=None if error is not None else self._before.get(_whose(job)),
            problem=_problem(error),
        )

    def _remember(self) -> None:
        """Keep what each sheet looks like now, to be seen until it is made anew."""
        for job in self.jobs:
            made = self.making.found(job.key)
            if made is not None:
                self._before[_whose(job)] = made

    def _have(self, _key: Key) -> None:
        self.show()
        self.made.emit()

    def _lack(self, key: Key) -> None:
        error = self.making.error(key)
        if error is not None and not isinstance(error, AppError):  # a bug is told and reported as one
            self._frame.fail(error)
        self._have(key)

    def _look(self, place: int) -> None:
        if place < len(self.places):
            job, number = self.places[place]
            self.making.look(job.key, number)
            self.looked.emit(self.in_view())

    def _see(self, places: Sequence[int]) -> None:
        keys = (self.places[place][0].key for place in places if place < len(self.places))
        self.making.see(list(dict.fromkeys(keys)))


def _whose(job: Job) -> str:
    return job.person or job.language


def _problem(error: BaseException | None) -> str:
    if error is None:
        return ""
    return str(error) if isinstance(error, AppError) else _("This sheet could not be made.")
