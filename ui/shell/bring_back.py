"""Bringing a backup back: choose one, give the passphrase, and the register stands as it stood then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.base.languages import _
from ui.forms import PassphraseField
from ui.shell import files
from ui.shell.centre import CentrePage, brand
from ui.theme import Button, Icon, Label, Row, ScrollColumn, dates, line

WIDTH = 620
Backups = Sequence[tuple[Path, dt.datetime]]


class BringBackPage(CentrePage):
    """`entered` carries the backup's path and the passphrase; `left` goes back."""

    entered = Signal(object, str)
    left = Signal()

    def __init__(self, backups: Backups, today: Callable[[], dt.date]) -> None:
        super().__init__(WIDTH)
        self._today = today
        self._path: Path | None = None
        self.box.addLayout(brand())
        self.box.addSpacing(26)
        self.box.addWidget(Label(_("Bring a backup back"), "title"))
        self.box.addSpacing(6)
        text = _("What is in the register now is kept among the backups, so nothing is lost by trying.")
        self.box.addWidget(Label(text, "muted", wrap=True))
        self.box.addSpacing(16)
        self._rows: dict[Path, Row] = {}
        self._list = ScrollColumn(gap=2)
        self._list.setFixedHeight(214)
        self.box.addWidget(self._list)
        for path, made in backups:
            self._add(path, made)
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
        foot = line(gap=8)
        back = Button(_("Back"), "plain", icon="arrow-left", key=_("Esc"))
        back.clicked.connect(self.left.emit)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.left.emit)
        self.button = Button(_("Bring it back"), "primary", key=_("Enter"))
        self.button.clicked.connect(self.proceed)
        foot.addWidget(back)
        foot.addStretch()
        foot.addWidget(self.button)
        self.box.addLayout(foot)
        if backups:
            self._choose(backups[0][0])

    def first(self) -> QWidget | None:
        return next(iter(self._rows.values()), self.field.edit)

    def proceed(self) -> None:
        if self._path is None:
            self._browse()
        elif not self.field.value():
            self.field.error(_("Write your passphrase."))
            self.field.take_focus()
        else:
            self.button.setEnabled(False)
            self.entered.emit(self._path, self.field.value())

    def show_error(self, text: str, todo: str) -> None:
        self.button.setEnabled(True)
        self.field.error(f"{text} {todo}".strip())
        self.field.take_focus()

    def _add(self, path: Path, made: dt.datetime) -> None:
        local = made.astimezone()
        when = _(
            "{day} at {clock}",
            day=dates.day_short(local.date(), today=self._today()),
            clock=dates.clock(local),
        )
        row = Row(f"{when}, {path.name}", margins=(12, 8, 12, 8))
        row.add(Icon("archive-restore", "muted", 18))
        row.two(when, path.name)
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
            self._add(path, dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC))
        self._choose(path, onward=True)
