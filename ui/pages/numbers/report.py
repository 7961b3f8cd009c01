"""The year's report before it is printed: what each section says, with the school's own words where it has any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QApplication, QWidget

from app.actions.desk import Desk
from app.actions.papers import Job, make_paper
from app.actions.year_report import DOCUMENT, SectionWords, put_report_words, report_values, report_words
from app.base.languages import _, current
from app.statistics.period import period_at
from app.store.store import Changes
from ui.documents.saving import save_other, save_out
from ui.forms import ChipGroup, NoteField
from ui.shell import files
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, Label, Pill, Row, ScrollColumn, clear, column, dates, line

ASIDE = 330
_NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}


class ReportPage(Page):
    """about: kind of period (year, half, quarter, month) and back, how many before this one."""

    name: ClassVar[str] = "year_report"
    place: ClassVar[str] = "numbers"

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._kind, self._back = about.get("kind", "year"), int(about.get("back", "0"))
        self._period = period_at(self._kind, frame.clock.today(), self._back, whole=True)
        self._sections: dict[str, SectionWords] = {}
        self._key, self._rows = "", dict[str, Row]()
        self._written_in = current()
        word = Button(_("Word"), icon="file-down", key="Ctrl+Shift+S")
        word.clicked.connect(self.save_word)
        word.setAccessibleName(_("Save as a Word file"))
        paper = Button(_("Print it"), icon="printer", key="Ctrl+P")
        paper.clicked.connect(self.print_it)
        days = [dates.day_full(day) for day in (self._period.first, self._period.last)]
        said = _("{first} to {last}", first=days[0], last=days[1])
        self.header = Header(frame, _("The year’s report"), said, word, paper, back=frame.back)
        self.box.addWidget(self.header)
        self.language = ChipGroup("", _NAMES, value=self._written_in, name=_("Language"))
        self.language.changed.connect(self._turned)
        self.box.addWidget(self.language)
        body = line(gap=16)
        card = Card((8, 12, 8, 8), 0)
        card.setFixedWidth(ASIDE)
        self._list = ScrollColumn(gap=2)
        card.box.addWidget(self._list)
        body.addWidget(card)
        body.addWidget(self._writing(), 1)
        self.box.addLayout(body, 1)
        self.offer(Action(text=_("Print the report"), key="Ctrl+P", run=self.print_it, icon="printer"))
        self.offer(
            Action(text=_("Save as a Word file"), key="Ctrl+Shift+S", run=self.save_word, icon="file-down")
        )
        self.offer(Action(text=_("Save as PDF"), key="Ctrl+S", run=self.save_pdf, icon="file-down"))
        self.bind("Ctrl+Enter", self.keep_words)
        self.bind("Esc", frame.back)

    def _writing(self) -> QWidget:
        card = Card((28, 22, 28, 18), 12)
        self._title = Label("", "h2")
        card.box.addWidget(self._title)
        hint = _("These sentences are made from the numbers. What you write here stands in their place.")
        self.words = NoteField(_("What the report says"), hint=hint, lines=10)
        card.box.addWidget(self.words, 1)
        foot = column(gap=0)
        row = line(gap=8)
        self.again = Button(_("Use the sentences from the numbers again"), "quiet", icon="rotate-ccw")
        self.again.clicked.connect(self._speak_again)
        row.addWidget(self.again)
        row.addStretch()
        save = Button(_("Save"), "primary", key="Ctrl+Enter")
        save.clicked.connect(self.keep_words)
        row.addWidget(save)
        foot.addLayout(row)
        card.box.addLayout(foot)
        return card

    def title(self) -> str:
        return _("The year’s report")

    def first(self) -> QWidget | None:
        row = self._rows.get(self._key)
        return self.header.search if row is None else row

    def touches(self, changes: Changes) -> bool:
        return bool(changes.records)

    def reload(self) -> None:
        language = self.language.value()
        self.frame.work.ask(
            report_words,
            self._kind,
            self._back,
            language,
            then=lambda found: self._show(found, language),
            instead_of=DOCUMENT,
        )

    # -- what is shown

    def _show(self, found: tuple[SectionWords, ...], language: str) -> None:
        if language != self.language.value():
            return  # turned again meanwhile
        if language != self._written_in:
            self.keep_words()
            self._written_in, self._sections = language, {}
        before = {key: one.words for key, one in self._sections.items()}
        self._sections = {one.key: one for one in found}
        here = next((key for key, row in self._rows.items() if row.hasFocus()), "")
        clear(self._list.box)
        self._rows = {one.key: self._row(one) for one in found}
        for row in self._rows.values():
            self._list.box.addWidget(row)
        self._list.box.addStretch()
        self._key = self._key or found[0].key
        unsaved = self._key in before and self.words.value().strip() != before[self._key].strip()
        self._light(keep_text=unsaved)
        at = QApplication.focusWidget()
        if here or (self.isVisible() and (at is None or at is self.header.search)):
            self.focus_when_shown(self._rows[here or self._key])

    def _row(self, one: SectionWords) -> Row:
        row = Row(one.title, margins=(12, 9, 10, 9))
        nothing = _("Something is missing here") if one.missing else _("Pictures and tables alone")
        first = one.words.split("\n")[0] or nothing
        row.two(one.title, first)
        if one.own:
            row.add(Pill(_("own words")))
        row.enter_hint()
        row.clicked.connect(lambda _checked=False, key=one.key: self.open_section(key))
        return row

    def open_section(self, key: str) -> None:
        """Write in a section; what was written in the one before is kept."""
        self.keep_words()
        self._key = key
        self._light()
        self.words.take_focus()

    def _light(self, *, keep_text: bool = False) -> None:
        one = self._sections[self._key]
        for key, row in self._rows.items():
            row.set_on(key == self._key)
        self._title.setText(one.title)
        if not keep_text:
            self.words.set_value(one.words)
        self.again.setEnabled(bool(one.own))

    # -- what is kept

    def keep_words(self) -> None:
        """Keep what is written in the section."""
        one = self._sections.get(self._key)
        if one is not None and self.words.value().strip() != one.words.strip():
            self._put(one, self.words.value())

    def _speak_again(self) -> None:
        one = self._sections[self._key]
        self.words.set_value(one.shipped)
        self._put(one, "")

    def _put(self, one: SectionWords, text: str) -> None:
        self._sections[one.key] = replace(
            one, own=text.strip()
        )  # known before the answer: nothing is kept twice
        self.frame.work.run(
            put_report_words, self._period, self._written_in, one.key, text, shipped=one.shipped
        )

    def _turned(self) -> None:
        """Another language: its words are others, and what was being written is kept in its own."""
        self.keep_words()
        self.reload()

    def leaving(self) -> None:
        """What is half-written stands in the report, whichever way the page is left."""
        self.keep_words()

    # -- where it goes

    def print_it(self) -> None:
        """The report on paper, where it is seen before it is printed."""
        self.keep_words()

        def known(values: Mapping[str, str]) -> None:
            self.frame.go("paper", document=DOCUMENT, language=self.language.value(), **values)

        self.frame.work.ask(report_values, self._kind, self._back, then=known)

    def save_word(self) -> None:
        """The report as a Word file, for whoever has to paste it into another one."""
        self._save("docx", _("Save as a Word file"), "Word (*.docx)")

    def save_pdf(self) -> None:
        """The report as a PDF."""
        self._save("pdf", _("Save as PDF"), "PDF (*.pdf)")

    def _save(self, ending: str, title: str, kinds: str) -> None:
        self.keep_words()
        name = f"{self.title()} {self._period.first.isoformat()} {self._period.last.isoformat()}.{ending}"
        chosen = files.save_as(self, title, Path.home() / name, kinds)
        if chosen:
            path = Path(chosen).with_suffix(f".{ending}")
            language = self.language.value()
            self.frame.work.run(saved, path, self._kind, self._back, language, then=self._say_saved)

    def _say_saved(self, found: list[Path]) -> None:
        self.frame.say(_("Saved as {file}", file=str(found[0])))


def saved(desk: Desk, path: Path, kind: str, back: int, language: str) -> list[Path]:
    """Write the report of a period through the one door, as a Word file or a PDF as its name says. Raises NotSaved."""
    job = Job(DOCUMENT, language, values=report_values(desk, kind, back))
    if path.suffix == ".docx":
        return save_other(desk, job, path)
    return save_out(desk, {path: make_paper(desk, job).pdf}, [job])
