"""Bringing a backup back: choose one, give the passphrase; what it would give and take is shown before anything is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.actions.safety import BackupFile
from app.base.languages import N_, _, ngettext_
from ui.forms import PassphraseField
from ui.shell import files
from ui.shell.centre import CentrePage, brand
from ui.theme import Button, Icon, Label, Row, ScrollColumn, dates, line

WIDTH = 620
WHY = {
    "closed": N_("made when the program was closed"),
    "asked": N_("made by hand"),
    "halfhour": N_("made while you worked"),
    "migration": N_("made before a change of version"),
    "restore": N_("the register before a backup was brought back"),
    "damaged": N_("the register as it was, damaged"),
    "import": N_("made before something was read in"),
    "erasing": N_("made before something was deleted"),
    "removal": N_("made before a colleague was removed"),
    "merging": N_("made before two entries of a list were merged"),
    "settling": N_("made before many things were settled at once"),
}


class BringBackPage(CentrePage):
    """`entered` carries the backup's path and the passphrase; `left` goes back."""

    entered = Signal(object, str)
    left = Signal()

    def __init__(
        self, backups: Sequence[BackupFile], today: Callable[[], dt.date], *, chosen: Path | None = None
    ) -> None:
        super().__init__(WIDTH)
        self._today = today
        self._path: Path | None = None
        self.box.addLayout(brand())
        self.box.addSpacing(26)
        self.box.addWidget(Label(_("Bring a backup back"), "title"))
        self.box.addSpacing(6)
        text = _(
            "Next you see what it would give and take. What is in the register now is kept among the backups."
        )
        self.box.addWidget(Label(text, "muted", wrap=True))
        self.box.addSpacing(16)
        self._rows: dict[Path, Row] = {}
        self._list = ScrollColumn(gap=2)
        self._list.setFixedHeight(214)
        self.box.addWidget(self._list)
        for one in backups:
            self._add(one)
        self._list.box.addStretch()
        other = Button(_("Another file …"), "quiet", icon="folder-open", pad=4)
        other.clicked.connect(self._browse)
        row = line()
        row.addWidget(other)
        row.addStretch()
        self.box.addLayout(row)
        self.box.addSpacing(14)
        hint = _("The one you use now, or the one from when the backup was made.")
        self.field = PassphraseField(_("&Passphrase"), hint=hint)
        self.box.addWidget(self.field)
        self.box.addSpacing(16)
        self.box.addLayout(self._foot())
        if chosen is not None or backups:
            self._choose(chosen if chosen in self._rows else backups[0].path)

    def first(self) -> QWidget | None:
        return next((row for path, row in self._rows.items() if path == self._path), self.field.edit)

    def proceed(self) -> None:
        if not self.button.isEnabled():
            return
        if self._path is None:
            self._browse()
        elif not self.field.value():
            self.field.error(_("Write your passphrase."))
            self.field.take_focus()
        else:
            self.button.setEnabled(False)
            self.button.setText(_("Looking at it …"))
            self.entered.emit(self._path, self.field.value())

    def show_error(self, text: str, todo: str) -> None:
        self.button.setEnabled(True)
        self.button.setText(_("See what it holds"))
        self.field.error(f"{text} {todo}".strip())
        self.field.take_focus()

    def _foot(self) -> QHBoxLayout:
        foot = line(gap=8)
        back = Button(_("Back"), "plain", icon="arrow-left", key=_("Esc"))
        back.clicked.connect(self.left.emit)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.left.emit)
        self.button = Button(_("See what it holds"), "primary", key=_("Enter"))
        self.button.clicked.connect(self.proceed)
        foot.addWidget(back)
        foot.addStretch()
        foot.addWidget(self.button)
        return foot

    def _add(self, one: BackupFile) -> None:
        when, path = said_when(one.made, self._today()), one.path
        said = [_(WHY[one.why])] if one.why in WHY else [path.name]
        said.append(_("{size} MB", size=max(1, round(one.bytes / 1e6))))
        if one.events:
            said.append(ngettext_("{count} step in its log", "{count} steps in its log", one.events))
        row = Row(f"{when}, {', '.join(said)}", margins=(12, 8, 12, 8))
        row.setToolTip(str(path))
        row.add(Icon("archive-restore", "muted", 18))
        row.two(when, " · ".join(said))
        row.clicked.connect(lambda: self._choose(path, onward=True))
        self._list.box.insertWidget(len(self._rows), row)
        self._rows[path] = row

    def _choose(self, path: Path, *, onward: bool = False) -> None:
        self._path = path
        for other, row in self._rows.items():
            row.set_on(other == path)
        if onward:
            self.field.take_focus()

    def _browse(self) -> None:
        name = files.open_one(self, _("Choose a backup"), "", _("Registers (*.db)"))
        if not name:
            return
        path = Path(name)
        if path not in self._rows:
            made = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
            self._add(BackupFile(path, made, bytes=path.stat().st_size))
        self._choose(path, onward=True)


def said_when(moment: dt.datetime, today: dt.date) -> str:
    """Day and time on this PC's clock."""
    local = moment.astimezone()
    day = dates.day_short(local.date(), today=today)
    return _("{day} at {clock}", day=day, clock=dates.clock(local))
