"""The reports of the program's own mistakes: what they say can be read, saved on a stick and deleted here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, NamedTuple

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.base import crash
from app.base.languages import _, ngettext_
from ui.documents.saving import save_files
from ui.lists import EmptyState
from ui.shell import files
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, Icon, Label, Row, ScrollColumn, clear, dates, line


class Report(NamedTuple):
    """One report: its file, when it was written, and what it says."""

    path: Path
    when: dt.datetime | None
    text: str

    @property
    def kind(self) -> str:
        """What kind of mistake it was, as Python calls it."""
        return self.text.partition("\n")[0].rpartition(".")[2]


class CrashReportsPage(Page):
    """At the left one line a report, newest first; at the right what it says, word for word."""

    name: ClassVar[str] = "crash_reports"
    place: ClassVar[str] = "settings"

    def __init__(self, frame: Frame, _about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._reports: list[Report] = []
        self._at = 0
        self.header = Header(frame, _("Error reports"), "", back=frame.back)
        self.box.addWidget(self.header)
        said = _(
            "When the program itself makes a mistake, it writes down where in its code that was: no names, no notes, "
            "nothing that was typed. The reports stay on this PC. Save one on a stick to show it to whoever helps you."
        )
        self.box.addWidget(Label(said, "muted", wrap=True))
        row = line(gap=16)
        self._left = self._list()
        row.addWidget(self._left)
        row.addWidget(self._text(), 1)
        self.box.addLayout(row, 1)
        self.bind("Esc", frame.back)
        self.offer(Action(text=_("Save the report …"), key="Ctrl+S", run=self.save, icon="save"))
        self.offer(Action(text=_("Delete all reports …"), key="Shift+Del", run=self.delete, icon="trash-2"))

    def title(self) -> str:
        return _("Error reports")

    def first(self) -> QWidget | None:
        rows = self._rows.findChildren(Row)
        return rows[self._at] if self._at < len(rows) else self.header.search

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def reload(self) -> None:
        folder = self.frame.errors.folder
        self.frame.work.apart(lambda: _read(folder), self._show)

    def save(self) -> None:
        """Save the report in view where one likes."""
        if not self._reports:
            return
        report = self._reports[self._at]
        chosen = files.save_as(
            self, _("Save the report"), Path.home() / report.path.name, _("Text files (*.txt)")
        )
        if chosen:
            target = Path(chosen).with_suffix(".txt")
            self.frame.work.run(save_files, {target: report.text.encode()}, then=self._saved)

    def delete(self) -> None:
        """Delete all reports, once it is said that they do not come back."""
        if not self._reports:
            return
        count = len(self._reports)
        text = ngettext_(
            "{count} report is deleted from this PC. It cannot be brought back.",
            "{count} reports are deleted from this PC. They cannot be brought back.",
            count,
        )
        self.frame.confirm(_("Delete all error reports?"), text, _("Delete"), self._delete)

    # --- the rest ---

    def _list(self) -> Card:
        card = Card((8, 12, 8, 8), 2)
        card.setFixedWidth(320)
        self._rows = ScrollColumn(gap=2)
        card.box.addWidget(self._rows)
        return card

    def _text(self) -> Card:
        card = Card((24, 20, 24, 20), 12)
        self._said = QPlainTextEdit()
        self._said.setReadOnly(True)
        self._said.setAccessibleName(_("What the report says"))
        self._said.setTabChangesFocus(True)
        card.box.addWidget(self._said, 1)
        self._none = EmptyState(
            "shield-check", _("No error reports"), _("The program has made no mistake here.")
        )
        card.box.addWidget(self._none, 1)
        self._foot = QWidget()
        foot = line(self._foot, gap=8)
        foot.addStretch()
        for text, icon, key, run in (
            (_("Delete all …"), "trash-2", "Shift+Del", self.delete),
            (_("Save …"), "save", "Ctrl+S", self.save),
        ):
            button = Button(text, "plain", icon=icon, key=key)
            button.clicked.connect(run)
            foot.addWidget(button)
        card.box.addWidget(self._foot)
        return card

    def _show(self, found: list[Report]) -> None:
        self._reports, self._at = found, 0
        clear(self._rows.box)
        for at, one in enumerate(found):
            when = (
                f"{dates.day_short(one.when.date(), today=self.frame.clock.today())} {dates.clock(f'{one.when:%H:%M}')}"
                if one.when
                else ""
            )
            row = Row(f"{when} {one.kind}", margins=(12, 10, 12, 10))
            row.add(Icon("circle-alert", "muted", 18))
            row.two(when or one.path.name, one.kind)
            row.enter_hint()
            row.clicked.connect(lambda _checked=False, at=at: self._open(at))
            self._rows.box.addWidget(row)
        self._rows.box.addStretch()
        self._none.setVisible(not found)
        for widget in (self._left, self._said, self._foot):
            widget.setVisible(bool(found))
        self._open(0)
        if self.isVisible():
            self.focus_when_shown(self.first() or self.header.search)

    def _open(self, at: int) -> None:
        self._at = at
        for number, row in enumerate(self._rows.findChildren(Row)):
            row.set_on(number == at)
        self._said.setPlainText(self._reports[at].text if at < len(self._reports) else "")

    def _saved(self, paths: list[Path]) -> None:
        self.frame.say(_("Saved as {file}", file=str(paths[0])))

    def _delete(self) -> None:
        paths = [one.path for one in self._reports]
        self.frame.work.apart(lambda: _remove(paths), self._deleted)

    def _deleted(self, count: int) -> None:
        self.frame.say(ngettext_("{count} report deleted", "{count} reports deleted", count))
        self.reload()


def _read(folder: Path) -> list[Report]:
    return [Report(one, _when(one), one.read_text("utf-8")) for one in crash.kept(folder)]


def _when(path: Path) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(path.stem, "bug-%Y%m%d-%H%M%S")
    except ValueError:  # somebody has renamed it: it is shown by its name
        return None


def _remove(paths: list[Path]) -> int:
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)
