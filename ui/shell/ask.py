"""A sheet that asks a little, does one thing, and stays open with its words where that did not work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import AppError
from app.base.languages import _
from app.entry.privacy import WORDS
from app.entry.problems import Invalid
from ui.forms import Input
from ui.forms.field import mark_free
from ui.forms.mnemonics import give_letters
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import Button, Label, line

T = TypeVar("T")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Ask(Sheet):
    """Title, a line of text, fields by the names that problems come back under, Close and one button (Enter)."""

    def __init__(self, page: Page, title: str, text: str, button: str, *, width: int = 520) -> None:
        super().__init__(covered(page), title, width=width)
        self._frame = page.frame
        self.fields: dict[str, Input] = {}
        self.card.box.addWidget(Label(title, "h2", wrap=True))
        if text:
            self.card.box.addWidget(Label(text, "muted", wrap=True))
        self.wrong = Label("", "error", wrap=True)
        self.wrong.hide()
        self.primary = Button(button, "primary", key=_("Enter"))
        self.primary.clicked.connect(self.submit)
        self._busy = False

    def field(self, name: str, field: Input) -> Input:
        """Ask this too; problems with this name are shown at it."""
        self.fields[name] = field
        if name in WORDS:
            mark_free(field.target())
        self.card.box.addWidget(field)
        return field

    def show_now(self, first: Input | None = None) -> None:
        """Finish the sheet with its foot and open it with the focus on the first field."""
        give_letters(list(self.fields.values()))
        self.card.box.addWidget(self.wrong)
        close = Button(_("Close"), "quiet", key=_("Esc"))
        close.clicked.connect(self.leave)
        foot = line(margins=(0, 10, 0, 0), gap=8)
        foot.addStretch()
        foot.addWidget(close)
        foot.addWidget(self.primary)
        self.card.box.addLayout(foot)
        start = first or next(iter(self.fields.values()), None)
        self.open(start.target() if start is not None else self.primary)

    def said(self) -> Mapping[str, str]:
        """What stands in the fields."""
        return {name: field.value() for name, field in self.fields.items()}

    def submit(self) -> None:
        """Do what the sheet is for; overridden by each."""
        raise NotImplementedError

    def do(
        self, action: Callable[..., T], *args: Any, then: Callable[[T], None] | None = None, **named: Any
    ) -> None:
        """Run the action once; close when it is done, or say what stands in the way."""
        if self._busy:
            return
        self._busy = True

        def done(result: T) -> None:
            self.leave()
            if then is not None:
                then(result)

        self._frame.work.run(action, *args, then=done, failed=self._failed, **named)

    def refuse(self, text: str) -> None:
        """Say what is still missing."""
        self.wrong.setText(text)
        self.wrong.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.submit()
        event.accept()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        if isinstance(error, Invalid):
            self._show_problems(error)
        elif isinstance(error, AppError):
            self.refuse(f"{error.text()} {error.todo()}")
        else:
            self.leave()
            self._frame.fail(error)

    def _show_problems(self, error: Invalid) -> None:
        first: Input | None = None
        for problem in error.problems:
            field = self.fields.get(str(problem.path[0]))
            if field is None:
                self.refuse(problem.text())
            else:
                field.error(problem.text())
                first = first or field
        if first is not None:
            first.take_focus()


def covered(page: Page) -> QWidget:
    """What the sheet lies over: the page with the side bar, as the shell's own sheets do."""
    stack = page.parentWidget()
    over = stack.parentWidget() if stack is not None else None
    return over or page
