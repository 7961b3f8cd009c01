"""The recovery sheet: printed or saved as a PDF, then typed back once, so that it is known to be right and readable."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.base.languages import _
from ui.shell.code import CodeField
from ui.shell.first_start import Wizard
from ui.theme import Button, Icon, Label, Rule, dates, line

if TYPE_CHECKING:
    import datetime as dt

    from app.store.recovery import RecoveryCode


class ProvePage(Wizard):
    """`proved` fires when all groups stand there as on the sheet. The code itself is never shown on the screen."""

    proved = Signal()
    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, code: RecoveryCode, now: Callable[[], dt.datetime]) -> None:
        super().__init__()
        self._groups, self._now = code.groups, now
        self._done = ""
        self.code = CodeField(self._right)
        self._fill()
        for key, signal in (("Ctrl+P", self.print_asked), ("Ctrl+S", self.save_asked)):
            QShortcut(QKeySequence(key), self).activated.connect(signal.emit)

    def first(self) -> QWidget | None:
        return self.code.groups[0] if self._done else self._print

    def proceed(self) -> None:
        if self.code.complete():
            self.proved.emit()

    def paper_made(self, what: str) -> None:
        """The sheet was printed or saved (`what` says where): now it can be typed."""
        self._done = what
        self._heading.setText(what)
        self._when.setText(_("today at {clock}, one page", clock=dates.clock(self._now())))
        self._icon.show_icon("file-check")
        self.code.set_usable(True)
        self._see()
        self.code.go_to(0)

    def show_error(self, text: str, todo: str) -> None:
        self.code.error(f"{text} {todo}".strip())

    def _fill(self) -> None:
        self.lay_out(
            3,
            _("Type the code from the sheet"),
            _(
                "If the passphrase is lost, the sheet is the only way in. Nobody else can open what you write, "
                "not even we. That is why it is tried once now."
            ),
            back=False,
            next_text=_("Finish"),
        )
        self.body.addWidget(self.code)
        self.body.addStretch()
        self.code.changed.connect(self._see)
        self.code.set_usable(False)
        box = self.aside.box
        self._icon = Icon("file-text", "accent", 26)
        self._heading = Label(_("Print the sheet first"), "strong", wrap=True)
        self._when = Label(
            _("Or save it as a PDF, such as on a stick, and print it elsewhere."), "small", wrap=True
        )
        for widget in (self._icon, self._heading, self._when):
            box.addWidget(widget)
        self._print = Button(_("Print the sheet"), "plain", icon="printer", key="Ctrl+P", height=36, pad=12)
        save = Button(_("Save as PDF"), "plain", icon="save", key="Ctrl+S", height=36, pad=12)
        self._print.clicked.connect(self.print_asked.emit)
        save.clicked.connect(self.save_asked.emit)
        for button in (self._print, save):
            row = line()
            row.addWidget(button)
            row.addStretch()
            box.addLayout(row)
        box.addWidget(Rule())
        for text in (
            _("Put the sheet in a closed envelope."),
            _("Keep it somewhere else than the PC, such as in the school's safe."),
            _("You can make a new sheet at any time. The old one then stops working."),
        ):
            row = line(gap=8)
            row.addWidget(Icon("check", size=15), 0)
            row.addWidget(Label(text, "small", wrap=True), 1)
            box.addLayout(row)
        box.addStretch()
        self._see()

    def _right(self, place: int, text: str) -> bool:
        alike = text.upper().translate(str.maketrans("OIL", "011"))
        return alike == self._groups[place]

    def _see(self) -> None:
        if self.next_button is None:
            return
        if not self._done:
            self.next_button.set_off(_("Print or save the sheet first."))
        elif not self.code.complete():
            self.next_button.set_off(_("Type all eight groups from the sheet."))
        else:
            self.next_button.set_off("")


class DonePage(Wizard):
    """The register is ready; Enter opens Today."""

    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.lay_out(
            4,
            _("Ready, {name}", name=name) if name else _("Ready"),
            _("The register is made and locked with your passphrase."),
            back=False,
            next_text=_("Open Today"),
        )
        self.body.addStretch()
        self.beside(
            "sprout",
            _("Good to know"),
            (
                _("Ctrl+K finds people and everything that can be done."),
                _("F12 blanks and locks at once, F11 shows one person and nothing else."),
                _("A checked backup is made when the program closes."),
            ),
        )

    def first(self) -> QWidget | None:
        return self.next_button

    def proceed(self) -> None:
        self.opened.emit()
