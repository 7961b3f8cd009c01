"""What a session needs besides its person and hour: an interpreter, and a warning where something stands in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.actions.timetable import Clash, clashes
from app.base.languages import ngettext_
from app.entry.draft import Draft
from ui.forms.binding import FormDraft
from ui.pages.session.interpreters import Interpreters
from ui.shell.page import Page
from ui.theme import TOP, Icon, Label, Surface, column, line

PAUSE = 300  # ms after the last change
SHOWN = 3
_ASKED_BY = frozenset(
    {"day", "clock", "minutes", "room", "state", "form", "attendances", "interpreters", "person"}
)


class Booking(QWidget):
    """The interpreter orders of the draft, and what clashes with a session that is planned."""

    def __init__(self, page: Page, form: FormDraft, said: Callable[[str, str], None]) -> None:
        super().__init__()
        self._page, self._form = page, form
        self.interpreters = Interpreters(page, form, said)
        self.clashes = Surface("warn", (12, 7, 12, 7))
        row = line(gap=10)
        row.addWidget(Icon("triangle-alert", "warn", 16), 0, TOP)
        self._words = Label("", "small", wrap=True)
        row.addWidget(self._words, 1)
        self.clashes.box.addLayout(row)
        self.clashes.hide()
        box = column(self, gap=6)
        box.addWidget(self.interpreters)
        box.addWidget(self.clashes)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self._look)
        form.touched.connect(self._said)
        self.hide()

    def ask(self) -> None:
        """Change the interpreter's order, or write one."""
        self.interpreters.ask()

    def show_draft(self) -> None:
        """Show what the draft says now."""
        self.interpreters.show_draft()
        self._soon.start()
        self._fit()

    def _said(self, name: str) -> None:
        if name in _ASKED_BY:
            self._soon.start()
        self._fit()

    def _look(self) -> None:
        """A session that was held is not asked about; and what clashes may name somebody else."""
        if self._form.draft.get("state") != "planned" or self._page.frame.conversing:
            self._show(())
            return
        draft = Draft.from_json(self._form.draft.to_json())
        self._page.frame.work.ask(clashes, draft, then=self._show, instead_of="session.clashes")

    def _show(self, found: tuple[Clash, ...]) -> None:
        texts = [one.text for one in found[:SHOWN]]
        if len(found) > SHOWN:
            texts.append(ngettext_("and {count} more", "and {count} more", len(found) - SHOWN))
        self._words.setText(" · ".join(texts))
        self.clashes.setVisible(bool(found))
        self._fit()

    def _fit(self) -> None:
        self.setVisible(not (self.interpreters.isHidden() and self.clashes.isHidden()))
