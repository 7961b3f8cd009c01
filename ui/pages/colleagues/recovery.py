"""A new recovery sheet: made, printed or saved, and typed back once; until then it is asked for at every start."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.actions import gate
from app.actions.counsellors import new_sheet, sheet_is_due
from app.base.errors import AppError
from app.base.languages import _, current
from app.store.recovery import RecoveryCode
from ui.shell.code import CodeField
from ui.shell.page import Frame, Header, Page
from ui.theme import Button, Card, Icon, Label, Surface, column, line

WIDTH = 720


class RecoverySheetPage(Page):
    """Before: what a new sheet means, and one button. After: print, save, type back."""

    name: ClassVar[str] = "recovery_sheet"
    place: ClassVar[str] = "settings"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header = Header(frame, _("New recovery sheet"), "", back=frame.back)
        self.box.addWidget(self.header)
        card = Card((28, 24, 28, 24), 12)
        inside = QWidget()
        inside.setMaximumWidth(WIDTH)
        self._in = column(inside, gap=12)
        card.box.addWidget(inside)
        card.box.addStretch()
        self.box.addWidget(card, 1)
        self._code: RecoveryCode | None = None
        self._on_paper = False
        self._said = Label("", "error", wrap=True)
        self._due = Surface("warn", (14, 12, 14, 12))
        self._due.box.addWidget(
            Label(
                _("The recovery sheet was used or no longer works. Make a new one, and shred the old."),
                wrap=True,
            )
        )
        self._due.hide()
        self._in.addWidget(self._due)
        self._begin()
        self.bind("Esc", frame.back)
        self.bind("Ctrl+P", lambda: self._make_sheet(save=False))
        self.bind("Ctrl+S", lambda: self._make_sheet(save=True))

    def title(self) -> str:
        return _("New recovery sheet")

    def first(self) -> QWidget | None:
        return self._make

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def reload(self) -> None:
        self.frame.work.ask(sheet_is_due, then=self._know)

    def _know(self, due: bool) -> None:
        self._due.setVisible(due and self._code is None)

    def _begin(self) -> None:
        for icon, text in (
            (
                "file-lock",
                _(
                    "With the sheet a new passphrase can be set when nobody remembers theirs, "
                    "or when the one who knew it has left."
                ),
            ),
            (
                "school",
                _(
                    "One sheet is meant to lie sealed with the county, where the register belongs. "
                    "Agree there on whom to ask."
                ),
            ),
            ("triangle-alert", _("The sheet before it stops working the moment this one is made. Shred it.")),
        ):
            row = line(gap=10)
            row.addWidget(Icon(icon, "accent", 18))
            row.addWidget(Label(text, wrap=True), 1)
            self._in.addLayout(row)
        self._make = Button(_("Make a new sheet"), "primary", icon="file-lock")
        self._make.clicked.connect(
            lambda: self.frame.work.run(new_sheet, then=self._made, failed=self._failed)
        )
        self._row = line(gap=8)
        self._row.addWidget(self._make)
        self._row.addStretch()
        self._in.addLayout(self._row)
        self._after = Surface("soft", (20, 18, 20, 18), 12)
        self._after.hide()
        self._in.addWidget(self._after)
        self._in.addWidget(self._said)

    def _made(self, code: RecoveryCode) -> None:
        self._code = code
        self._make.hide()
        self._due.hide()
        self._print = Button(_("Print the sheet"), icon="printer", key="Ctrl+P")
        self._print.clicked.connect(lambda: self._make_sheet(save=False))
        save = Button(_("Save as PDF"), icon="save", key="Ctrl+S")
        save.clicked.connect(lambda: self._make_sheet(save=True))
        row = line(gap=8)
        for button in (self._print, save):
            row.addWidget(button)
        row.addStretch()
        self._state = Label(
            _("Print the sheet first. Then type the code from it, so that it is known to be right."),
            wrap=True,
        )
        self.code = CodeField(self._right)
        self.code.set_usable(False)
        self.code.changed.connect(self._see)
        self._after.box.addWidget(self._state)
        self._after.box.addLayout(row)
        self._after.box.addWidget(self.code)
        self._after.show()
        self.focus_when_shown(self._print)

    def _right(self, place: int, text: str) -> bool:
        alike = text.upper().translate(str.maketrans("OIL", "011"))
        return self._code is not None and alike == self._code.groups[place]

    def _see(self) -> None:
        if self.code.complete():
            self.frame.work.run(gate.recovery_is_proved, True, then=self._proved)

    def _proved(self, _changes: object) -> None:
        self._code = None
        self.frame.say(_("The new recovery sheet works. Seal it, and shred the old one."))
        self.frame.back()

    def _make_sheet(self, *, save: bool) -> None:
        if self._code is not None:
            self.frame.work.run(
                gate.recovery_sheet,
                self._code,
                current(),
                then=self._save if save else self._print_out,
                failed=self._failed,
            )

    def _save(self, pdf: bytes) -> None:
        from ui.documents.saving import save_sheets
        from ui.shell import files

        name = files.save_as(self, _("Save the sheet"), _("Recovery sheet") + ".pdf", _("PDF files (*.pdf)"))
        if name:
            self.frame.work.run(
                save_sheets,
                {Path(name): pdf},
                then=lambda _paths: self._is_on_paper(_("The sheet is saved")),
                failed=self._failed,
            )

    def _print_out(self, pdf: bytes) -> None:
        from ui.documents.printing import PrintRun, printers

        def finished(error: BaseException | None) -> None:
            if error is None:
                self._is_on_paper(_("The sheet is printed"))
            else:
                self._failed(error)

        usual = next(iter(printers()), "")
        PrintRun(
            self.frame.work, [pdf], printer=usual, progress=lambda _done, _of: None, finished=finished
        ).start()

    def _is_on_paper(self, what: str) -> None:
        self._said.setText("")
        self._state.setText(_("{done}. Now type the code from it.", done=what))
        self.code.set_usable(True)
        self.code.go_to(0)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._said.setText(f"{error.text()} {error.todo()}")
        else:
            self.frame.fail(error)
