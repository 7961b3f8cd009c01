"""The Paper page: choose a document, see every sheet of it, print them in one go or save them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.actions.desk import Desk
from app.actions.disclosures import leaves_in_words
from app.actions.papers import Job, PaperFacts, paper_facts, sheet_given, went_out
from app.actions.settings import all_settings, change_setting
from app.base.languages import N_, _, ngettext_
from app.base.settings import Setting
from app.documents.registry import DOCUMENTS
from app.store.store import Changes
from ui.documents.printing import NoPrinter, printers
from ui.documents.saving import save_other
from ui.forms import Foot
from ui.forms.order import follow_reading_order
from ui.pages.paper.choices import Choices
from ui.pages.paper.hang import hang
from ui.pages.paper.naming import file_name
from ui.pages.paper.output import Output
from ui.pages.paper.printer import PrinterSheet, keep, way_of
from ui.pages.paper.progress import Progress
from ui.pages.paper.sheet_card import SheetCard
from ui.pages.paper.shelf import Shelf
from ui.pages.paper.sight import Sight
from ui.pages.paper.warned import warned
from ui.pages.paper.words import Words
from ui.shell import files
from ui.shell.page import Action, Frame, Header, Page
from ui.slices import once_seen
from ui.theme import Card, line

FIRST = "inmate_poster"
# What the other form of a document is called: on its button, and in full.
_OTHER = {
    "csv": (N_("CSV"), N_("Save as CSV")),
    "txt": (N_("Plain text"), N_("Save as plain text")),
    "docx": (N_("Word"), N_("Save as a Word file")),
}
_ON_A4 = ("A4", "A5")  # A5 is an A4 sheet that is folded
_HANDED = ("handout", "plan_sheet")
_OF_SEVERAL = ("before_conversation", "movement_list", "week_plan", "appointment_slips")
# what the printing itself keeps, and what hangs on a wall, change no sheet
_OWN_CHANGES = ("sheet.given", "movement_list.handed_out", "hanging.")


class PaperPage(Page):
    """about: document, person or people, round, languages, size; now="print" prints as soon as the sheet is there."""

    name, place, keep, ahead = "paper", "paper", True, True
    one_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._document = frame.keeper.now.paper.get("document", FIRST)
        if self._document not in DOCUMENTS:
            self._document = FIRST
        self._given: dict[str, str] = {}
        self._languages: list[str] | None = None  # as chosen here; None: those read here
        self._facts: PaperFacts | None = None
        self._settings: dict[str, Any] = {}
        self._wanted: list[Job] = []
        self._laid_out: tuple[str, dict[str, str]] = ("", {})
        self._print_now = False
        self.header = Header(frame, _("Paper"))
        self.box.addWidget(self.header)

    def parts(self) -> Iterator[None]:
        row = line(gap=16)
        self.box.addLayout(row, 1)
        self.shelf = Shelf()
        self.shelf.chosen.connect(self.open_document)
        yield
        row.addWidget(self.shelf)
        yield
        row.addWidget(self._middle(self.frame), 43)
        yield
        self.sheet = SheetCard()
        self.preview = self.sheet.preview
        self.sight = Sight(self.frame, self.preview, ratio=self.devicePixelRatioF())
        self.sight.made.connect(self._have)
        self.sight.looked.connect(self._looked)
        row.addWidget(self.sheet, 57)
        yield
        self.output = Output(self, self._progress, self._went_out)
        self._offer_actions()

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
        self.sheet.compact(narrow)

    def leaving(self) -> None:
        self._words.leave()

    def alone(self, on: bool) -> None:
        """One sheet of the one person: no other document, and nobody else can be picked."""
        self.header.alone(on)
        self.shelf.setVisible(not on)
        self.choices.alone(on)

    def touches(self, changes: Changes) -> bool:
        return not changes.verb.startswith(_OWN_CHANGES)

    def visited(self, about: Mapping[str, str]) -> None:
        if about:
            self._given = {
                key: value
                for key, value in about.items()
                if value and key not in ("document", "now", "languages")
            }
            self._print_now = about.get("now") == "print"
            self._document = about.get("document", self._document)
            if about.get("languages"):
                self._languages = about["languages"].split(",")

    def reload(self) -> None:
        self.frame.work.ask(_start, then=self._begin, instead_of="paper")

    def open_document(self, key: str) -> None:
        """Show another document; who it was about is forgotten, the languages are not."""
        self._document, self._given = key, {}
        self.preview.at = 0
        keep(self.frame, document=key)
        self._lay_out()

    # -- what can be done

    def print_all(self) -> None:
        """Send everything in view to the printer, as it is set up; ask where that leaves something open."""
        if not self._wanted:
            return
        way = way_of(self.frame, self._wanted[0].size)
        if way.asks:
            self.choose_printer()
            return
        how = partial(self.output.print, printer=way.printer, sides=way.sides, large=way.large)
        self._take_out(how)

    def choose_printer(self) -> None:
        """Ask which printer, which sides, and what becomes of large pages."""
        if not printers():
            self.frame.fail(NoPrinter())
        elif self._wanted:
            PrinterSheet(self, self._wanted[0].size, self.print_all)

    def save(self) -> None:
        """Save everything in view as one PDF."""
        self._take_out(self.output.save)

    def save_apart(self) -> None:
        """Save everything in view as a folder, a file each."""
        self._take_out(self.output.save_apart)

    def save_halves(self) -> None:
        """Save large pages for a printer that has only A4."""
        if self._wanted and self._wanted[0].size in _ON_A4:
            self.frame.say(_("This fits on A4 as it is."))
            return
        self._take_out(partial(self.output.save, halves=True))

    def save_other(self) -> None:
        """Save what is in view in the other form of its document, where it has one: a table, plain text, a Word file."""
        other = DOCUMENTS[self._document].other
        if not self._wanted or other is None:
            self.frame.say(_("This paper is made as PDF only."))
            return
        job, ending, text = self._wanted[0], other.ending, _(_OTHER[other.ending][1])
        suggested = str(Path.home() / file_name(job)).removesuffix(".pdf") + f".{ending}"
        kinds = f"{ending.upper()} (*.{ending})"
        chosen = files.save_as(self, text, suggested, kinds)
        if chosen:
            path = Path(chosen).with_suffix(f".{ending}")
            self.frame.work.ask(save_other, job, path, then=partial(self._table_saved, job))

    def change_texts(self) -> None:
        """Put the texts of the sheet in view beside it, to be changed; or the choices again."""
        on = self._words.isHidden()
        job = self.sight.in_view()
        if on and (job is None or DOCUMENTS[self._document].languages != "sheets"):
            self.frame.say(_("The texts of this paper are the program’s own."))
            return
        self.choices.setVisible(not on)
        self._words.setVisible(on)
        if on and job is not None:
            self._words.show_texts(job)
        else:
            self._words.leave()
            self.focus_when_shown(self.preview)

    def hang_up(self) -> None:
        """Note where what is in view hangs."""
        if DOCUMENTS[self._document].place != "wall":
            self.frame.say(_("This is no paper for a wall."))
        elif self._wanted:
            hang(self, self._kept())

    def _take_out(self, do: Callable[[Sequence[Job]], None]) -> None:
        """Do it with what is in view; where its document has a warning, once that was read."""
        warned(self, self._kept(), do)

    def _kept(self) -> list[Job]:
        """What is in view; a line that is half-written is kept first."""
        self._words.keep()
        return [replace(job, tried=()) for job in self._wanted]

    # -- what is made

    def _offer_actions(self) -> None:
        for text, key, run, icon in (
            (_("Print"), "Ctrl+P", self.print_all, "printer"),
            (_("Save as PDF"), "Ctrl+S", self.save, "file-down"),
            (_("Save as a folder, a file each"), "Ctrl+Shift+F", self.save_apart, "folder"),
            (_("Save for an A4 printer, in two sheets"), "", self.save_halves, "file-down"),
            (_("Choose the printer"), "", self.choose_printer, "printer"),
            (_("Change the texts of this sheet"), "F2", self.change_texts, "pencil"),
            (_("Note where this hangs"), "Ctrl+Shift+H", self.hang_up, "image"),
            (_("What hangs where"), "Ctrl+Shift+W", lambda: self.frame.go("walls"), "image"),
            (_("Save as a table, plain text or a Word file"), "Ctrl+Shift+S", self.save_other, "file-down"),
        ):
            self.offer(Action(text=text, key=key, run=run, icon=icon))
        self.sheet.offer(_("Texts"), "F2", "pencil", self.change_texts)
        self.sheet.offer(_("Folder"), "Ctrl+Shift+F", "folder", self.save_apart)
        self._two = self.sheet.offer(_("Two A4 sheets"), "", "file-down", self.save_halves)
        self.sheet.offer(_("Printer …"), "", "printer", self.choose_printer)
        self._hang = self.sheet.offer(_("Hang up"), "Ctrl+Shift+H", "image", self.hang_up)
        self.sheet.offer(_("What hangs where"), "Ctrl+Shift+W", "map-pin", lambda: self.frame.go("walls"))
        self._others = {
            ending: self.sheet.offer(_(short), "Ctrl+Shift+S", "file-down", self.save_other)
            for ending, (short, _whole) in _OTHER.items()
        }
        for ending, button in self._others.items():
            button.setAccessibleName(_(_OTHER[ending][1]))
        self.bind("Esc", self._escape)

    def _escape(self) -> None:
        """Stop what is under way; where nothing is, close the texts."""
        if not self.output.stop() and not self._words.isHidden():
            self.change_texts()

    def _middle(self, frame: Frame) -> QWidget:
        card = Card((0, 0, 0, 0), 0)
        self.choices = Choices(frame)
        self.choices.changed.connect(self._make)
        self.choices.settled.connect(self._settle)
        self.choices.whole.connect(lambda: follow_reading_order(self))
        self.choices.kept.connect(lambda name, value: keep(frame, **{name: value}))
        card.box.addWidget(self.choices, 1)
        self._words = Words(frame)
        self._words.tried.connect(self._make)
        self._words.closed.connect(self.change_texts)
        self._words.hide()
        card.box.addWidget(self._words, 1)
        self._progress = Progress()
        card.box.addWidget(self._progress)
        self._foot = Foot(_("Print it"), key="Ctrl+P", icon="printer", close=_("Save as PDF"))
        self._foot.close_button.key = "Ctrl+S"
        self._foot.saved.connect(self.print_all)
        self._foot.closed.connect(self.save)
        card.box.addWidget(self._foot)
        return card

    def _begin(self, found: tuple[PaperFacts, dict[str, Any]]) -> None:
        """What has changed meanwhile is seen; what is being chosen or written stays."""
        before, (self._facts, self._settings) = self._facts, found
        self.sight.begin(self._facts)
        if self._laid_out == (self._document, self._given) and before == self._facts:
            self.choices.take(self._settings)
            self._make()
        else:
            if self._laid_out == (self._document, self._given):
                self._given = self._given | self.choices.values()
            self._lay_out()

    def _lay_out(self) -> None:
        if self._facts is None:
            return
        document = DOCUMENTS[self._document]
        self._laid_out = (self._document, self._given)
        self.sight.another()
        self.shelf.mark(self._document)
        for ending, button in self._others.items():
            button.setVisible(document.other is not None and document.other.ending == ending)
        self._hang.setVisible(document.place == "wall")
        self.choices.show_document(
            document,
            facts=self._facts,
            languages=self._facts.suggested if self._languages is None else self._languages,
            settings=self._settings,
            given=self._given,
            kept=self.frame.keeper.now.paper,
        )
        self.sheet.put_near(self.choices.near, self.choices.near_label)
        self._make()

    def _make(self) -> None:
        """What is asked for is another one now: make what is in view, show the rest as it is."""
        jobs = [self._words.trying(job) for job in self.choices.jobs()]
        if self._facts is not None and self.choices.languages() != list(self._facts.suggested):
            self._languages = self.choices.languages() or self._languages
        self._wanted = jobs
        self.sight.want(jobs)
        self._two.setVisible(bool(jobs) and jobs[0].size not in _ON_A4)
        self.sheet.leaves.say(leaves_in_words(self._document, jobs[0].values if jobs else {}))
        if not jobs:
            said = _("Choose a person.") if self.choices.needs_person() else _("Choose a language.")
            self.preview.show_note(said)
            self._foot.primary.setText(_("Print it"))
            self._foot.primary.set_off(said)
            return
        self._foot.primary.set_off("")
        many = ngettext_("Print {count}", "Print {count}", len(jobs))
        self._foot.primary.setText(_("Print it") if len(jobs) == 1 else many)
        once_seen(self, self._show)

    def _have(self) -> None:
        self._foot.primary.set_off(self.sight.problem)
        if self._print_now and any(self.sight.making.found(job.key) for job in self._wanted):
            self._print_now = False
            self.print_all()

    def _show(self) -> None:
        self.sight.show()
        self._foot.primary.set_off(self.sight.problem if self._wanted else _("Nothing is chosen."))

    def _looked(self, job: Job | None) -> None:
        if job is not None and not self._words.isHidden():
            self._words.show_texts(job)

    # -- what was done

    def _settle(self, setting: Setting[Any], value: object) -> None:
        self.frame.work.run(change_setting, setting, value)

    def _went_out(self, jobs: Sequence[Job]) -> None:
        """Keep what has left the house: the sheet a person was given, the list that the duty officer has."""
        for job in jobs:
            if job.person and job.document in _HANDED:
                self.frame.work.run(sheet_given, job.person, document=job.document, language=job.language)
            self.frame.work.run(went_out, job.document, job.values)
        if jobs and DOCUMENTS[jobs[0].document].place == "wall":
            self._progress.add(_("Ctrl+Shift+H notes where it hangs."))

    def _table_saved(self, job: Job, files: Sequence[Path]) -> None:
        self._went_out([job])
        self._progress.end(_("Saved as {file}", file=str(files[0])))


def _start(desk: Desk) -> tuple[PaperFacts, dict[str, Any]]:
    return paper_facts(desk), all_settings(desk)
