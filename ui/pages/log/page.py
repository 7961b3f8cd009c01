"""The log of a person, of a counsellor, or for the head of everybody: by day, newest first, and whether it is whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.actions.desk import Desk
from app.actions.log import ME, AskedLog, FoundLog, log_rows, note_reading, prove_log, read_log
from app.actions.papers import Job
from app.base.languages import _, current, ngettext_
from app.documents.event_log import KINDS, SaidEvent
from app.documents.log_words import group_of
from app.store.log_check import LogProof
from app.store.questions.event_log import LogNotYours, LogPlace
from app.store.store import Changes
from ui.documents.printing import NoPrinter
from ui.documents.saving import save_other
from ui.forms import ChipGroup
from ui.forms.order import follow_reading_order
from ui.lists import EmptyState, Heading, IdList, RowFace
from ui.lists.ids import Answer
from ui.pages.log.changes import ChangesSheet
from ui.pages.paper.naming import file_name
from ui.pages.paper.output import Output
from ui.pages.paper.printer import way_of
from ui.pages.paper.progress import Progress
from ui.pages.paper.warned import warned
from ui.shell import files
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, Icon, Label, dates, line

DOCUMENT = "event_log"
EVERYBODY, EVERYTHING = "all", "all"
ROW = 46  # px
_ICONS = {"read": "eye", "out": "printer", "wrote": "pencil", "access": "users", "kept": "key-round"}


class LogPage(Page):
    """about: person (an id), or counsellor (an id); with neither one's own. Enter shows what a line changed."""

    name: ClassVar[str] = "log"
    place: ClassVar[str] = "settings"

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        person = about.get("person", "")
        self._asked = AskedLog(person, about.get("counsellor", "" if person else ME))
        self._found: FoundLog | None = None
        self._proof: LogProof | None = None
        self._whose: ChipGroup | None = None
        table = Button(_("CSV"), "plain", icon="list", key="Ctrl+Shift+S", name=_("Save as a table"))
        table.clicked.connect(self.save_table)
        pdf = Button(_("Save as PDF"), "plain", icon="file-down", key="Ctrl+S")
        pdf.clicked.connect(self.save)
        paper = Button(_("Print"), "primary", icon="printer", key="Ctrl+P")
        paper.clicked.connect(self.print)
        self._buttons = (table, pdf, paper)
        self.header = Header(frame, self.title(), "", *self._buttons, back=frame.back)
        self.box.addWidget(self.header)
        self._card = Card((0, 14, 0, 8), 8)
        self._head = line(margins=(18, 0, 20, 0), gap=12)
        self.kinds = ChipGroup(
            "",
            {EVERYTHING: _("Everything"), **{code: _(said) for code, said in KINDS.items()}},
            value=EVERYTHING,
            name=_("Show"),
        )
        self.kinds.changed.connect(self._chosen)
        self._head.addWidget(self.kinds, 1)
        self._card.box.addLayout(self._head)
        self._card.box.addLayout(self._whole_line())
        self.list = IdList(self._fetch, _("The log"), height=ROW)
        self.list.opened.connect(self._open)
        self._card.box.addWidget(self.list, 1)
        self._none = EmptyState("list", _("Nothing stands in this log."))
        self._card.box.addWidget(self._none, 1)
        self._none.hide()
        self._progress = Progress()
        self._card.box.addWidget(self._progress)
        self.box.addWidget(self._card, 1)
        self.output = Output(self, self._progress, lambda _jobs: None)
        for text, key, run, icon in (
            (_("Print"), "Ctrl+P", self.print, "printer"),
            (_("Save as PDF"), "Ctrl+S", self.save, "file-down"),
            (_("Save as a table"), "Ctrl+Shift+S", self.save_table, "list"),
        ):
            self.offer(Action(text=text, key=key, run=run, icon=icon))
        self.bind("Esc", self._escape)
        frame.work.run(note_reading, self._asked, failed=self._refused)

    def _whole_line(self) -> QHBoxLayout:
        row = line(margins=(20, 0, 20, 4), gap=8)
        self._sign = Icon("shield-check", "muted", 17)
        row.addWidget(self._sign)
        self.whole = Label("", "small")
        row.addWidget(self.whole, 1)
        return row

    # --- what the window asks ---

    def title(self) -> str:
        return _("The log")

    def first(self) -> QWidget | None:
        return self.list if self.list.isVisibleTo(self) else self.kinds

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)
        for button in self._buttons:
            button.set_folded(narrow)

    def touches(self, changes: Changes) -> bool:
        return False  # what is read stays as it was read; opening the page again shows what came since

    def reload(self) -> None:
        self.frame.work.ask(_read, self._asked, then=self._show, failed=self._refused, instead_of="log")

    # --- showing ---

    def _show(self, answer: tuple[FoundLog, list[str | Heading]]) -> None:
        found, shown = answer
        if found.asked != self._asked:
            return
        self._found = found
        count = ngettext_("{count} line", "{count} lines", found.count)
        self.header.facts.setText(" · ".join(part for part in (found.of, count) if part))
        self._offer_whose(found)
        self.list.setVisible(bool(found.places))
        self._none.setVisible(not found.places)
        self.list.show_ids(shown)
        if self._proof is None:
            self._prove()

    def _offer_whose(self, found: FoundLog) -> None:
        """The head chooses whose doings to read."""
        if self._whose is not None or self._asked.person or not found.counsellors:
            return
        options = {EVERYBODY: _("Everybody"), **dict(found.counsellors)}
        chosen = found.whose or EVERYBODY
        self._whose = ChipGroup("", options, value=chosen, name=_("Whose doings"))
        self._whose.changed.connect(self._chosen)
        row = line(margins=(18, 0, 20, 0), gap=12)
        row.addWidget(self._whose, 1)
        self._card.box.insertLayout(0, row)
        follow_reading_order(self)

    def _chosen(self) -> None:
        whose = self._whose.value() if self._whose is not None else self._asked.counsellor
        counsellor = "" if whose == EVERYBODY else whose
        another = counsellor != self._asked.counsellor
        kind = self.kinds.value()
        self._asked = AskedLog(self._asked.person, counsellor, "" if kind == EVERYTHING else kind)
        if another:
            self.frame.work.run(note_reading, self._asked, failed=self._refused)
        self.reload()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, LogNotYours):
            self.frame.fail(error)
            return
        if self._card.isHidden():  # said already
            return
        self._card.hide()
        self.box.addWidget(EmptyState("lock", error.text(), error.todo()), 1)
        for button in self._buttons:
            button.set_off(error.text())

    def _fetch(self, ids: Sequence[str], answer: Answer) -> None:
        def show(rows: Mapping[int, SaidEvent]) -> None:
            answer({str(number): face(row) for number, row in rows.items()})

        self.frame.work.ask(log_rows, self._asked, [int(one) for one in ids], then=show)

    def _open(self, number: str) -> None:
        ChangesSheet(self, int(number))

    # --- whether it is whole ---

    def _prove(self) -> None:
        self.frame.work.ask(prove_log, self._proof, then=self._proved, instead_of="log.proof")

    def _proved(self, proof: LogProof) -> None:
        self._proof = proof
        if not proof.done:
            part = f"{100 * proof.seen // max(proof.of, 1)} %"
            self.whole.setText(_("The log is being tried: {part}", part=part))
            self._prove()
            return
        sign, tone, said = whole_said(proof)
        self._sign.show_icon(sign, tone)
        self.whole.setText(said)
        self.whole.use_role("error" if proof.broken else "small")

    # --- taking it out ---

    def _job(self) -> Job:
        values = {"counsellor": self._found.whose if self._found else "", "kind": self._asked.kind}
        return Job(DOCUMENT, current(), person=self._asked.person, values=values)

    def print(self) -> None:
        """Print what is shown."""
        way = way_of(self.frame, "A4")
        if not way.printer:
            self.frame.fail(NoPrinter())
            return
        do = partial(self.output.print, printer=way.printer, sides=way.sides, large=way.large)
        warned(self, [self._job()], do)

    def save(self) -> None:
        """Save what is shown as a PDF."""
        warned(self, [self._job()], self.output.save)

    def save_table(self) -> None:
        """Save what is shown for a spreadsheet."""
        warned(self, [self._job()], self._save_table)

    def _save_table(self, jobs: Sequence[Job]) -> None:
        job = jobs[0]
        suggested = str(Path.home() / file_name(job)).removesuffix(".pdf") + ".csv"
        chosen = files.save_as(self, _("Save as a table"), suggested, "CSV (*.csv)")
        if chosen:
            path = Path(chosen).with_suffix(".csv")
            self.frame.work.run(save_other, job, path, then=self._saved)

    def _saved(self, saved: Sequence[Path]) -> None:
        self._progress.end(_("Saved as {file}", file=str(saved[0])))

    def _escape(self) -> None:
        if not self.output.stop():
            self.frame.back()


def _read(desk: Desk, asked: AskedLog) -> tuple[FoundLog, list[str | Heading]]:
    """A log and its lines, made on the worker: there may be many thousand."""
    found = read_log(desk, asked)
    shown = lines(found.places, desk)
    if found.count > len(found.places):
        shown.append(Heading(_("Older lines stand in the table (CSV) of the command line: overgang-cli log")))
    return found, shown


def lines(places: Sequence[LogPlace], desk: Desk) -> list[str | Heading]:
    """Ids under a heading for each day."""
    found: list[str | Heading] = []
    before = None
    for place in places:
        if place.day != before:
            said = dates.day_said(place.day, today=desk.today)
            found.append(Heading(said[:1].upper() + said[1:]))
        before = place.day
        found.append(str(place.number))
    return found


def face(event: SaidEvent) -> RowFace:
    """A line of the log."""
    return RowFace(
        title=f"{event.time}  {event.sentence}",
        aside=event.people,
        below=event.more,
        icon=_ICONS[group_of(event.verb)],
    )


def whole_said(proof: LogProof) -> tuple[str, str, str]:
    """Icon, colour and words for what the proof found."""
    if not proof.broken:
        said = ngettext_(
            "The log is whole: {count} event is as it was written.",
            "The log is whole: all {count} events are as they were written.",
            proof.of,
        )
        return "shield-check", "ok", said
    numbers = ", ".join(map(str, sorted(set(proof.broken))[:5]))
    return (
        "triangle-alert",
        "bad",
        _("The log was changed past the program, at event {numbers}.", numbers=numbers),
    )
