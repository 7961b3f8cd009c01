"""Forgotten passphrase: the code from the recovery sheet and a new passphrase let the counsellor in again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.base.languages import _
from app.store.recovery import group_is_right
from ui.forms import PassphraseField
from ui.shell.centre import CentrePage, brand
from ui.shell.code import CodeField
from ui.theme import Button, Label, line

if TYPE_CHECKING:
    from app.entry.problems import Problem

WIDTH = 620


class RecoverPage(CentrePage):
    """`entered` carries the code and the new passphrase; `left` goes back to the passphrase."""

    entered = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(WIDTH)
        self.box.addLayout(brand())
        self.box.addSpacing(26)
        self.box.addWidget(Label(_("Use the recovery sheet"), "title"))
        self.box.addSpacing(6)
        self.box.addWidget(
            Label(_("Type the code from the newest sheet, and choose a new passphrase."), "muted", wrap=True)
        )
        self.box.addSpacing(20)
        self.code = CodeField(group_is_right)
        self.box.addWidget(self.code)
        self.box.addSpacing(14)
        rule = _("At least 12 characters, or four words. Pasting is fine.")
        self.new = PassphraseField(_("&New passphrase"), hint=rule)
        self.again = PassphraseField(_("The same &again"))
        for field in (self.new, self.again):
            self.box.addWidget(field)
            self.box.addSpacing(12)
        foot = line(gap=8)
        back = Button(_("Back"), "plain", icon="arrow-left", key=_("Esc"))
        back.clicked.connect(self.left.emit)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.left.emit)
        self.button = Button(_("Open with the sheet"), "primary", key=_("Enter"))
        self.button.clicked.connect(self.proceed)
        foot.addWidget(back)
        foot.addStretch()
        foot.addWidget(self.button)
        self.box.addLayout(foot)

    def first(self) -> QWidget | None:
        return self.code.groups[0]

    def proceed(self) -> None:
        if not self.code.complete():
            self.code.error(_("Type all eight groups from the sheet."))
            self.code.go_to(self.code.right_groups() % len(self.code.groups))
        elif self.new.value() != self.again.value():
            self.again.error(_("The two are not the same. The eye shows what is typed."))
            self.again.take_focus()
        else:
            self.button.setEnabled(False)
            self.entered.emit(self.code.value(), self.new.value())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say under the passphrase what it lacks."""
        self.button.setEnabled(True)
        self.new.error(" ".join(problem.text() for problem in problems))
        self.new.take_focus()

    def show_error(self, text: str, todo: str) -> None:
        self.button.setEnabled(True)
        self.code.error(f"{text} {todo}".strip())
        self.code.go_to(0)
