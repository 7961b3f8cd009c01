"""The Paper page: choose a document, see every sheet of it, print them in one go or save them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from app.actions.desk import Desk
from app.actions.papers import Job, PaperFacts, language_for, make_table, paper_facts, sheet_given, went_out
from app.actions.settings import all_settings, change_setting
from app.base.languages import _, current, language_info, ngettext_
from app.base.settings import Setting
from app.documents.registry import DOCUMENTS
from app.records.spoken import language_name
from app.store.store import Changes
from ui.documents.pages import Sheets, make_sheets
from ui.documents.preview import THUMB, Preview, Shown
from ui.documents.printing import PrintRun, printers
from ui.documents.saving import save_files, save_sheets
from ui.forms import Foot
from ui.pages.paper.choices import Choices
from ui.pages.paper.shelf import Shelf
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, line

PICTURE_WIDTH = 680  # pixels: as wide as the page is drawn at 150 %, 2.6 MB a page
_HANDED = ("handout", "plan_sheet")
_OF_SEVERAL = ("before_conversation", "movement_list", "week_plan", "appointment_slips")
_OWN_CHANGES = ("sheet.given", "movement_list.handed_out")  # what the printing itself keeps changes no sheet


class PaperPage(Page):
    """about: document, person or people, round; now="print" prints as soon as the sheet is there."""

    name, place, keep, ahead = "paper", "paper", True, True
    one_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header = Header(frame, _("Paper"))
        self.box.addWidget(self.header)
        row = line(gap=16)
        self.shelf = Shelf()
        self.shelf.chosen.connect(lambda key: self.open_document(key))
        row.addWidget(self.shelf)
        row.addWidget(self._middle(frame), 43)
        sheet = Card((20, 16, 20, 12), 0)
        self.preview = Preview()
        sheet.box.addWidget(self.preview)
        row.addWidget(sheet, 57)
        self.box.addLayout(row, 1)
        self.offer(Action(text=_("Print"), key="Ctrl+P", run=self.print_all, icon="printer"))
        self.offer(Action(text=_("Save as PDF"), key="Ctrl+S", run=self.save, icon="file-down"))
        self.offer(Action(text=_("Save as CSV"), key="Ctrl+Shift+S", run=self.save_table, icon="file-down"))
        self._document = "inmate_poster"
        self._given: dict[str, str] = {}
        self._facts: PaperFacts | None = None
        self._settings: dict[str, Any] = {}
        self._sheets: dict[tuple[object, ...], Sheets] = {}
        self._wanted: list[Job] = []
        self._print_now = False
        self._run: PrintRun | None = None

    def title(self) -> str:
        return _("Paper")

    def first(self) -> QWidget | None:
        return self.shelf.rows.get(self._document)

    def person(self) -> str:
        return self._given.get("person", "")

    def shows_one(self) -> bool:
        """Sheets of several people, such as "before the conversation" for the day, are nobody's to see."""
        return self.choices.people() <= 1 and self._document not in _OF_SEVERAL

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)
        self.shelf.compact(narrow)

    def alone(self, on: bool) -> None:
        """One sheet of the one person: no other document, and nobody else can be picked."""
        self.header.alone(on)
        self.shelf.setVisible(not on)
        self.choices.alone(on)

    def touches(self, changes: Changes) -> bool:
        return changes.verb not in _OWN_CHANGES

    def visited(self, about: Mapping[str, str]) -> None:
        if about:
            self._given = {
                key: value for key, value in about.items() if value and key not in ("document", "now")
            }
            self._print_now = about.get("now") == "print"
            self._document = about.get("document", self._document)

    def reload(self) -> None:
        self.frame.work.ask(_start, then=self._begin, instead_of="paper")

    def open_document(self, key: str) -> None:
        """Show another document; who it was about is forgotten."""
        self._document, self._given = key, {}
        self.preview.at = 0
        self._lay_out()

    def print_all(self) -> None:
        """Send everything in view to the printer."""
        ready = self._ready()
        if not ready or self._run is not None:
            return
        names = printers()
        self._foot.state.setText(_("Printing …"))
        self._run = PrintRun(
            self.frame.work,
            [sheets.printed.pdf for sheets in ready],
            printer=names[0] if names else "",
            progress=self._printed_page,
            finished=lambda error: self._printed(error, ready),
        )
        self._run.start()

    def save(self) -> None:
        """Save everything in view as PDF: one file, or one a sheet in a folder."""
        ready = self._ready()
        if not ready:
            return
        if len(ready) == 1:
            suggested = str(Path.home() / _file_name(ready[0]))
            chosen, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), suggested, "PDF (*.pdf)")
            targets = {Path(chosen): ready[0].printed.pdf} if chosen else {}
        else:
            folder = QFileDialog.getExistingDirectory(self, _("A folder for the sheets"), str(Path.home()))
            targets = {Path(folder) / _file_name(one): one.printed.pdf for one in ready} if folder else {}
        if targets:
            self.frame.work.ask(save_sheets, targets, then=lambda files: self._saved(files, ready))

    def save_table(self) -> None:
        """Save what is in view as a table for a spreadsheet, where the document is one."""
        ready = self._ready()
        if not ready or DOCUMENTS[self._document].as_csv is None:
            self.frame.say(_("Only the movement list is a table."))
            return
        suggested = str(Path.home() / _file_name(ready[0])).removesuffix(".pdf") + ".csv"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save as CSV"), suggested, "CSV (*.csv)")
        if chosen:
            job, path = ready[0].printed.job, Path(chosen).with_suffix(".csv")
            self.frame.work.ask(_save_table, job, path, then=lambda files: self._saved(files, ready[:1]))

    # -- what is made

    def _middle(self, frame: Frame) -> QWidget:
        card = Card((0, 0, 0, 0), 0)
        self.choices = Choices(frame)
        self.choices.changed.connect(self._make)
        self.choices.settled.connect(self._settle)
        card.box.addWidget(self.choices, 1)
        self._foot = Foot(_("Print it"), key="Ctrl+P", icon="printer", close=_("Save as PDF"))
        self._foot.close_button.key = "Ctrl+S"
        self._foot.saved.connect(self.print_all)
        self._foot.closed.connect(self.save)
        self._cancel = Button(_("Stop"), "quiet")
        self._cancel.clicked.connect(lambda: self._run.cancel() if self._run else None)
        self._foot.add(self._cancel)
        self._csv = Button(_("CSV"), "quiet")
        self._csv.setToolTip(_("Save as CSV") + " · Ctrl+Shift+S")
        self._csv.setAccessibleName(_("Save as CSV"))
        self._csv.clicked.connect(self.save_table)
        self._foot.add(self._csv)
        self._csv.hide()
        self._cancel.hide()
        card.box.addWidget(self._foot)
        return card

    def _begin(self, found: tuple[PaperFacts, dict[str, Any]]) -> None:
        self._facts, self._settings = found
        self._sheets.clear()
        self._lay_out()

    def _lay_out(self) -> None:
        if self._facts is None:
            return
        document = DOCUMENTS[self._document]
        self.shelf.mark(self._document)
        self._csv.setVisible(document.as_csv is not None)
        languages = self._facts.languages
        self.choices.show_document(document, languages=languages, settings=self._settings, given=self._given)
        self._make()

    def _make(self) -> None:
        """Ask for every sheet that is not there yet."""
        jobs = self.choices.jobs()
        self._wanted = jobs
        if not jobs:
            said = _("Choose a person.") if self.choices.needs_person() else _("Choose a language.")
            self.preview.show_note(said)
            self._foot.primary.set_off(said)
            return
        self._foot.primary.set_off("")
        many = ngettext_("Print {count}", "Print {count}", len(jobs))
        self._foot.primary.setText(_("Print it") if len(jobs) == 1 else many)
        for job in jobs:
            if job.key not in self._sheets:
                thumbnail = THUMB * self.devicePixelRatioF()
                self.frame.work.ask(_sheets, job, thumbnail, then=self._have, failed=self._missing)
        QTimer.singleShot(0, self, self._show)  # what is asked is seen first

    def _have(self, found: tuple[Job, Sheets]) -> None:
        job, sheets = found
        self._sheets[job.key] = sheets
        self._show()
        if self._print_now and len(self._ready()) == len(self._wanted):
            self._print_now = False
            self.print_all()

    def _missing(self, error: BaseException) -> None:
        self.preview.show_note(str(error))
        self._foot.primary.set_off(str(error))

    def _ready(self) -> list[Sheets]:
        return [self._sheets[job.key] for job in self._wanted if job.key in self._sheets]

    def _show(self) -> None:
        pages = [page for sheets in self._ready() for page in _pages(sheets)]
        if pages:
            self.preview.show_pages(pages)

    # -- what was done

    def _settle(self, setting: Setting[Any], value: object) -> None:
        self.frame.work.run(change_setting, setting, value)

    def _printed_page(self, done: int, of: int) -> None:
        self._cancel.setVisible(of > 1 and done < of)
        self._foot.state.setText(_("Page {done} of {all} printed", done=done, all=of))

    def _printed(self, error: BaseException | None, sheets: list[Sheets]) -> None:
        self._run = None
        self._cancel.hide()
        if error is not None:
            self._foot.state.setText("")
            self.frame.fail(error)
            return
        self._foot.state.setText(_("Printed at {clock}", clock=f"{self.frame.clock.now():%H.%M}"))
        for one in sheets:
            job = one.printed.job
            if job.person and job.document in _HANDED:
                self.frame.work.run(sheet_given, job.person, document=job.document, language=job.language)
        self._went_out(sheets)

    def _went_out(self, sheets: Sequence[Sheets]) -> None:
        for one in sheets:
            self.frame.work.run(went_out, one.printed.job.document, one.printed.job.values)

    def _saved(self, files: list[Path], sheets: Sequence[Sheets]) -> None:
        self._went_out(sheets)
        if len(files) == 1:
            self.frame.say(_("Saved as {file}", file=files[0].name))
        else:
            self.frame.say(ngettext_("{count} sheet saved", "{count} sheets saved", len(files)))


def _start(desk: Desk) -> tuple[PaperFacts, dict[str, Any]]:
    return paper_facts(desk), all_settings(desk)


def _sheets(desk: Desk, job: Job, thumbnail: QSize) -> tuple[Job, Sheets]:
    """The asked job with its sheets; a person's sheet in that person's language."""
    language = job.language
    if not language:
        inmate = DOCUMENTS[job.document].languages == "sheets"
        language = language_for(desk, job.person) if inmate else _window(job.document)
    known = Job(job.document, language, job.size, job.values, job.person)
    return job, make_sheets(desk, known, width=PICTURE_WIDTH, thumbnail=thumbnail)


def _save_table(desk: Desk, job: Job, path: Path) -> list[Path]:
    return save_files(desk, {path: make_table(desk, job)})


def _window(document: str) -> str:
    return current() if current() in DOCUMENTS[document].language_codes() else "nb"


def _pages(sheets: Sheets) -> list[Shown]:
    job = sheets.printed.job
    facts = [job.size.replace("x", " × ")]
    if DOCUMENTS[job.document].languages == "sheets":
        info = language_info(job.language)
        facts += [_("reads from the right")] if info.direction == "rtl" else []
        facts += [_("draft")] if info.state == "draft" else []
    name = language_name(job.language)
    title = f"{sheets.printed.name}, {name}" if sheets.printed.name else name
    return [Shown(picture, title, " · ".join(facts)) for picture in sheets.pictures]


def _file_name(sheets: Sheets) -> str:
    """A name without anybody's name in it: what, language, size."""
    job = sheets.printed.job
    return re.sub(r"[^a-z0-9.-]+", "-", f"{job.document}-{job.language}-{job.size}".lower()) + ".pdf"
