"""What becomes of the sheets in view: printed, saved as one file, or saved as a folder of files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.actions.desk import Desk
from app.actions.outgoing import let_out, stayed
from app.actions.packs import gathered
from app.actions.papers import Job, make_paper
from app.actions.two_sheets import as_two_sheets
from app.base.languages import _, ngettext_
from app.documents.registry import DOCUMENTS
from app.records.person import Person
from app.store.store import Changes
from ui.documents.binding import Binding
from ui.documents.making import known_language
from ui.documents.printing import PrintRun
from ui.documents.saving import save_out
from ui.pages.paper.naming import bookmark, file_name, file_names, pack_name
from ui.pages.paper.printer import Large
from ui.pages.paper.progress import Progress
from ui.shell import files
from ui.shell.page import Page

Took = Callable[[Sequence[Job]], None]
PDF = "PDF (*.pdf)"


class Output(QObject):
    """One thing at a time: what is asked while something is under way is left alone. `took` is told the jobs that went
    out, once they have."""

    def __init__(self, page: Page, progress: Progress, took: Took) -> None:
        super().__init__(page)
        self._page, self._progress, self._took = page, progress, took
        self._work = page.frame.work
        self._binding: Binding | None = None
        self._run: PrintRun | None = None
        self._logged: Changes | None = None  # what is on its way to the printer
        self._busy = self._stopped = False
        progress.stopped.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._busy

    def stop(self) -> bool:
        """Give up what is under way, if anything is; what was printed or saved before stays."""
        if not self._busy:
            return False
        self._stopped = True
        if self._run is not None:
            self._run.cancel()
        if self._binding is not None:
            self._binding.cancel()
            self._end(_("Stopped. Nothing was printed or saved."))
        return True

    # -- printing

    def print(self, jobs: Sequence[Job], *, printer: str, sides: str = "one", large: Large = "") -> None:
        """Send all of these to a printer. large: what becomes of a page that it has no paper for."""
        if not jobs or not self._begin(_("Printing …")):
            return
        done: list[Job] = []

        def source(have: Callable[[Sequence[bytes]], None]) -> None:
            def give(pdf: bytes, known: Sequence[Job]) -> None:
                done.extend(known)
                self._work.run(
                    let_out,
                    list(known),
                    how="printed",
                    to=printer,
                    then=lambda changes: self._let_out(changes, have, pdf),
                    failed=self._fail,
                )

            self._pack(jobs, give, halves=large == "halves")

        self._run = PrintRun(
            self._work,
            source=source,
            printer=printer,
            sides=sides,
            scaled=large == "scaled",
            progress=self._page_printed,
            finished=lambda error: self._printed(error, done),
        )
        self._run.start()

    def _let_out(self, changes: Changes, have: Callable[[Sequence[bytes]], None], pdf: bytes) -> None:
        """The log knows of it: now it may go to the printer."""
        self._logged = changes
        have([pdf])

    def _page_printed(self, done: int, of: int) -> None:
        self._progress.show_step(done, of, _("Page {done} of {all} printed", done=done, all=of))

    def _printed(self, error: BaseException | None, jobs: Sequence[Job]) -> None:
        logged, self._logged = self._logged, None
        if error is not None:
            if logged is not None:
                self._work.run(stayed, logged)
            self._fail(error)
        elif self._stopped:
            self._end(_("Stopped. What the printer had taken is printed."))
        else:
            self._end(_("Printed at {clock}", clock=f"{self._page.frame.clock.now():%H.%M}"))
            self._took(jobs)

    # -- saving

    def save(self, jobs: Sequence[Job], *, halves: bool = False) -> None:
        """Ask where, and save all of these as one file."""
        if not jobs or self._busy:
            return
        suggested = str(Path.home() / pack_name(jobs))
        chosen = files.save_as(self._page, _("Save as PDF"), suggested, PDF)
        if not chosen or not self._begin(_("Saving …")):
            return
        target = _as_pdf(Path(chosen))

        def write(pdf: bytes, known: Sequence[Job]) -> None:
            then = partial(self._saved, list(known))
            self._work.run(save_out, {target: pdf}, list(known), then=then, failed=self._fail)

        self._pack(jobs, write, halves=halves)

    def save_apart(self, jobs: Sequence[Job]) -> None:
        """Ask for a folder, and save each of these as a file there."""
        if not jobs or self._busy:
            return
        folder = files.folder(self._page, _("A folder for the sheets"), Path.home())
        if folder and self._begin(_("Saving …")):
            self._apart(Path(folder), list(jobs), [])

    def _apart(self, folder: Path, jobs: list[Job], done: list[Job]) -> None:
        """The next one, until all are there; the window has its turn between them."""
        if self._stopped:
            self._end(_kept(len(done), folder, _("Stopped.")))
        elif len(done) == len(jobs):
            self._end(_saved_in(len(done), folder))
            self._took(done)
        else:
            at = len(done)
            self._progress.show_step(at, len(jobs), _("{done} of {all} saved", done=at, all=len(jobs)))
            self._work.run(
                _save_one,
                jobs[at],
                folder,
                (at, len(jobs)),
                then=lambda known: self._apart(folder, jobs, [*done, known]),
                failed=lambda error: self._fail(error, _kept(at, folder, "")),
            )

    def _saved(self, jobs: Sequence[Job], files: Sequence[Path]) -> None:
        if len(jobs) == 1:
            self._end(_("Saved as {file}", file=str(files[0])))
        else:
            self._end(_saved_in(len(jobs), files[0]))
        self._took(jobs)

    # -- making

    def _pack(
        self, jobs: Sequence[Job], then: Callable[[bytes, Sequence[Job]], None], *, halves: bool
    ) -> None:
        """All of these as one PDF: one on the worker, several in a process of their own."""

        def have(pdf: bytes, known: Sequence[Job]) -> None:
            if self._stopped:
                self._end(_("Stopped. Nothing was printed or saved."))
            elif halves:
                self._work.ask(_halves, pdf, then=lambda cut: then(cut, known), failed=self._fail)
            else:
                then(pdf, known)

        if len(jobs) == 1:
            self._work.ask(_made, jobs[0], then=lambda found: have(*found), failed=self._fail)
            return
        bind = partial(self._bind, have)
        self._work.ask(_gathered, list(jobs), then=lambda found: bind(*found), failed=self._fail)

    def _bind(
        self, have: Callable[[bytes, Sequence[Job]], None], given: bytes, names: list[str], known: list[Job]
    ) -> None:
        if self._stopped:
            self._end(_("Stopped. Nothing was printed or saved."))
            return

        def finished(pdf: bytes, error: BaseException | None) -> None:
            self._binding = None
            if error is not None:
                self._fail(error)
            else:
                have(pdf, known)

        self._binding = Binding(
            given, names, progress=self._drawn(len(known)), finished=finished, parent=self
        )
        self._binding.start()

    def _drawn(self, of: int) -> Callable[[int], None]:
        return lambda done: self._progress.show_step(
            done, of, _("{done} of {all} sheets made", done=done, all=of)
        )

    # -- how it goes

    def _begin(self, text: str) -> bool:
        if self._busy:
            return False
        self._busy, self._stopped = True, False
        self._progress.begin(text)
        return True

    def _end(self, text: str) -> None:
        self._busy, self._run, self._binding = False, None, None
        self._progress.end(text)

    def _fail(self, error: BaseException, kept: str = "") -> None:
        self._end(kept)
        self._page.frame.fail(error)


def _as_pdf(chosen: Path) -> Path:
    """The file as it was chosen; one whose name gets its end here takes the place of no other."""
    if chosen.suffix.lower() == ".pdf":
        return chosen
    names = (f"{chosen.name}{again}.pdf" for again in ("", *(f" {number}" for number in range(2, 1000))))
    return next(path for name in names if not (path := chosen.with_name(name)).exists())


def _made(desk: Desk, job: Job) -> tuple[bytes, list[Job]]:
    known = known_language(desk, job)
    return make_paper(desk, known).pdf, [known]


def _halves(_desk: Desk, pdf: bytes) -> bytes:
    return as_two_sheets(pdf)


def _gathered(desk: Desk, jobs: Sequence[Job]) -> tuple[bytes, list[str], list[Job]]:
    """What the child draws, what its sheets are called, and the jobs with their languages."""
    known = [known_language(desk, job) for job in jobs]
    names = [bookmark(job, desk.get(Person, job.person).name if job.person else "") for job in known]
    title = _(DOCUMENTS[known[0].document].title)
    return gathered(desk, list(zip(names, known, strict=True)), title=title), names, known


def _save_one(desk: Desk, job: Job, folder: Path, place: tuple[int, int]) -> Job:
    """Save one sheet under its numbered name. Raises NotSaved."""
    known, (at, of) = known_language(desk, job), place
    name = file_names([known] * of)[at] if of > 1 else file_name(known)
    save_out(desk, {folder / name: make_paper(desk, known).pdf}, [known])
    return known


def _saved_in(count: int, place: Path) -> str:
    return ngettext_(
        "{count} sheet is saved in {place}", "{count} sheets are saved in {place}", count, place=str(place)
    )


def _kept(count: int, folder: Path, said: str) -> str:
    return " ".join(part for part in (said, _saved_in(count, folder)) if part) if count else said
