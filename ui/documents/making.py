"""The sheets of the Paper page as they are needed: what is in view at once, small pictures of the others while nobody
waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from app.actions.desk import Desk
from app.actions.papers import Job, Printed, language_for, make_paper
from app.base.languages import current
from app.documents.registry import DOCUMENTS
from ui.documents.pages import Picture, opened
from ui.work import Work

SETTLES_AFTER = 0  # ms: several signals of one change are one; while one is made, the newest waits and wins
REST = 250  # ms without a change, before the small pictures of the sheets that are not in view are made
MOST_KEPT = 160  # sheets; each is some 30 KB, and 50 KB more while its page has been in view
MOST_SMALL = 40  # pages of one sheet with a picture in the strip
Key = tuple[object, ...]


@dataclass(frozen=True)
class Made:
    """A job as far as it is made: its PDF, how many pages it has, and the pictures there are of them."""

    printed: Printed
    pages: int
    pictures: Mapping[int, Picture] = field(default_factory=dict)
    smalls: Mapping[int, QImage] = field(default_factory=dict)


class Making(QObject):
    """`made` and `failed` carry a job's key. One sheet is on the worker at a time, so what comes into view never waits
    for more than one other."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Work, *, width: int, thumbnail: QSize, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._width, self._thumbnail = work, width, thumbnail
        self._jobs: dict[Key, Job] = {}
        self._found: dict[Key, Made] = {}
        self._errors: dict[Key, BaseException] = {}
        self._view: tuple[Key, int] = ((), 0)
        self._seen: list[Key] = []
        self._asked: tuple[Key, int] | None = None  # what is on the worker, and the age of the question
        self._age = 0  # of what is known: an answer to an older question is thrown away
        self._soon, self._rest = QTimer(self), QTimer(self)
        for timer, after in ((self._soon, SETTLES_AFTER), (self._rest, REST)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(self._next)

    def want(self, jobs: Sequence[Job]) -> None:
        """These are the sheets from now on; what is made already stays."""
        self._jobs = {job.key: job for job in jobs}
        self._errors = {key: error for key, error in self._errors.items() if key in self._jobs}
        self._soon.start()
        self._rest.start()

    def look(self, key: Key, page: int) -> None:
        """This page is in view: it comes next."""
        self._view = (key, page)
        if not self._soon.isActive():
            self._next()

    def see(self, keys: Sequence[Key]) -> None:
        """These are shown small."""
        self._seen = list(keys)
        if not self._rest.isActive():
            self._next()

    def forget(self) -> None:
        """What the sheets say may have changed: everything is made anew when it is next needed."""
        self._age += 1
        self._found.clear()
        self._errors.clear()

    def found(self, key: Key) -> Made | None:
        """What there is of a job."""
        return self._found.get(key)

    def error(self, key: Key) -> BaseException | None:
        """Why a job can't be made."""
        return self._errors.get(key)

    def _next(self) -> None:
        if self._asked is not None:
            return
        key, page = self._view
        if self._lacks(key, page):
            self._ask(key, page)
            return
        if self._rest.isActive() or self._soon.isActive():
            return
        waiting = next((one for one in self._seen if self._lacks(one, None)), None)
        if waiting is not None:
            self._ask(waiting, None)

    def _lacks(self, key: Key, page: int | None) -> bool:
        if key not in self._jobs or key in self._errors:
            return False
        made = self._found.get(key)
        if made is None:
            return True
        if page is not None:
            return min(page, made.pages - 1) not in made.pictures
        return len(made.smalls) < min(made.pages, MOST_SMALL)

    def _ask(self, key: Key, page: int | None) -> None:
        self._asked = (key, self._age)
        asked = (self._jobs[key], self._found.get(key), page, self._width, self._thumbnail)
        self._work.ask(_made, *asked, then=self._have, failed=self._lack)

    def _have(self, found: Made) -> None:
        (key, age), self._asked = self._asked or ((), -1), None
        if age == self._age:
            self._found.pop(key, None)
            self._found[key] = found
            while len(self._found) > MOST_KEPT:
                self._found.pop(next(iter(self._found)))
            self.made.emit(key)
        self._next()

    def _lack(self, error: BaseException) -> None:
        (key, age), self._asked = self._asked or ((), -1), None
        if age == self._age and key in self._jobs:
            self._errors[key] = error
            self.failed.emit(key)
        self._next()


def known_language(desk: Desk, job: Job) -> Job:
    """The job with its language: a person's sheet comes out in that person's, a page for the desk in the window's."""
    if job.language:
        return job
    document = DOCUMENTS[job.document]
    if document.languages == "sheets":
        language = language_for(desk, job.person)
    else:
        language = current() if current() in document.language_codes() else "nb"
    return replace(job, language=language)


def _made(desk: Desk, job: Job, made: Made | None, page: int | None, width: int, box: QSize) -> Made:
    """The sheet with the picture of one page, or with small ones of all."""
    printed = made.printed if made is not None else make_paper(desk, known_language(desk, job))
    pictures = dict(made.pictures) if made is not None else {}
    smalls = dict(made.smalls) if made is not None else {}
    with opened(printed.pdf) as pages:
        count = pages.count
        if page is not None:
            page = min(page, count - 1)
            image = pages.picture(page, width / pages.size(page).width())
            pictures[page] = Picture.of(image, thumbnail=box)
            smalls[page] = pictures[page].small
        for number in range(min(count, MOST_SMALL) if page is None or count == 1 else 0):
            if number not in smalls:
                smalls[number] = _small(pages, number, box)
    return Made(printed, count, pictures, smalls)


def _small(pages: opened, number: int, box: QSize) -> QImage:
    size = pages.size(number)
    return pages.picture(number, min(box.width() / size.width(), box.height() / size.height()))
