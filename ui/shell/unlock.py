"""The page that asks for the passphrase, at the start and while locked; a wrong one is said under the field."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.base.errors import AppError
from app.base.languages import N_, _, ngettext_
from ui.forms import PassphraseField
from ui.shell.centre import CentrePage, brand, centred, whole_width
from ui.theme import Button, Label, Meter

PATIENCE = 2500  # ms after which the page says why it takes so long
_LONG = N_(
    "This takes a little longer than usual. After a change of version a large register is first copied, "
    "then put in order; that happens once."
)


class UnlockPage(CentrePage):
    """`entered` carries the passphrase; the window answers by `wrong`, `wait` or by showing something else."""

    entered = Signal(str)
    forgotten = Signal()
    elsewhere = Signal()
    switched = Signal(str)  # somebody else's passphrase, who wants the register opened for them

    def __init__(self, *, locked: bool, where: str = "") -> None:
        super().__init__()
        self._seconds = 0
        self._refused = self._untried = ""
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self.box.addLayout(brand())
        self.box.addSpacing(26)
        self.box.addWidget(Label(_("Locked") if locked else _("Good to see you"), "title"))
        self.box.addSpacing(6)
        text = (
            _("The sentence you were writing lies where it was, with the cursor in the same place.")
            if locked
            else _("What you wrote is locked with your passphrase.")
        )
        self.box.addWidget(Label(text, "muted", wrap=True))
        self.box.addSpacing(22)
        self.field = PassphraseField(_("&Passphrase"))
        self.field.changed.connect(lambda: self.field.error("") if not self._seconds else None)
        self.box.addWidget(self.field)
        self.box.addSpacing(18)
        self.button = whole_width(Button(_("Unlock"), "primary", key=_("Enter"), height=42))
        self.button.clicked.connect(self.proceed)
        self.box.addWidget(self.button)
        self._long = Label(_(_LONG), "small", wrap=True)
        self._long.hide()
        self.box.addWidget(self._long)
        self._share = Meter(0, 100, "")
        self._share.hide()
        self.box.addWidget(self._share)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._long.show)
        self._switch: Button | None = None
        self.box.addSpacing(14)
        sheet = Button(_("Forgotten the passphrase? Use the recovery sheet"), "quiet", height=34, pad=8)
        sheet.clicked.connect(self.forgotten.emit)
        self.box.addLayout(centred(sheet))
        if not locked:
            self._offer_elsewhere(where)

    def first(self) -> QWidget | None:
        return self.field.edit

    def proceed(self) -> None:
        if self._seconds or not self.button.isEnabled():
            return
        if self._switch is not None and self._switch.hasFocus():
            self.switched.emit(self.field.value())
            return
        if not self.field.value():
            self.field.error(_("Write your passphrase."))
            return
        self.working(True)
        self.entered.emit(self.field.value())

    def working(self, on: bool) -> None:
        """Opening takes about half a second: say so, and take nothing else meanwhile."""
        self.button.setEnabled(not on)
        self.field.edit.setReadOnly(on)
        self.button.setText(_("Unlocking …") if on else _("Unlock"))
        if self._switch is not None:
            self._switch.hide()
        self._long.hide()
        self._share.hide()
        (self._patience.start if on else self._patience.stop)()

    def progress(self, share: float) -> None:
        """How much of putting a register of an older version in order is done, from 0 to 1."""
        self._patience.stop()
        self._long.show()
        self._share.show()
        said = _("Putting it in order: {percent} %", percent=int(100 * share))
        self._share.show_progress(int(100 * share), 100, said)
        self.button.setText(said)

    def wrong(self, problem: AppError) -> None:
        """Say under the field what was wrong; a delay counts down."""
        self.working(False)
        self.field.edit.selectAll()
        seconds = problem.values.get("seconds")
        if isinstance(seconds, int):
            given = self.field.value()
            self._seconds, self._untried = seconds, given if given != self._refused else ""
            self._timer.start()
            self._show_wait()
        else:
            self._refused = self.field.value()
            self.field.error(_("That is not right. Is Caps Lock on, or the keyboard in another language?"))
        self.field.take_focus()

    def offer_switch(self, problem: AppError) -> None:
        """A colleague's passphrase: say whose register is open, and offer to open it for them instead."""
        self.working(False)
        self.field.error(problem.text())
        if self._switch is None:
            self._switch = whole_width(Button(_("Close it, and open it for me"), "plain", height=42))
            self._switch.clicked.connect(lambda: self.switched.emit(self.field.value()))
            below = self.box.indexOf(self.button) + 1
            self.box.insertSpacing(below, 8)
            self.box.insertWidget(below + 1, self._switch)
        self._switch.setAccessibleDescription(problem.todo())
        self._switch.setToolTip(problem.todo())
        self._switch.show()
        self._switch.setFocus()

    def show_error(self, text: str, todo: str) -> None:
        self.working(False)
        self.field.error(f"{text} {todo}".strip())

    def _tick(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self._seconds = 0
            self._timer.stop()
            self.field.error("")
            self.button.set_off("")
            if self.field.value() and self.field.value() == self._untried:
                self.proceed()  # it was refused unread, so nobody has to type it again
            return
        self._show_wait()

    def _show_wait(self) -> None:
        text = ngettext_(
            "Several wrong ones in a row. Next try in {count} second.",
            "Several wrong ones in a row. Next try in {count} seconds.",
            self._seconds,
        )
        self.field.error(text)
        self.button.set_off(text)

    def _offer_elsewhere(self, where: str) -> None:
        other = Button(_("Another register, or a new one"), "quiet", height=34, pad=8)
        other.setToolTip(where)
        other.clicked.connect(self.elsewhere.emit)
        self.box.addLayout(centred(other))
