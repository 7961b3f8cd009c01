"""Who waits for a talk, the longest first: Enter books, as does the first free hour beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.languages import _, ngettext_
from app.records.choices import label
from app.records.spoken import language_name
from app.store.questions.queue import Waiting
from ui.shell.page import Section
from ui.theme import Card, Label, Pill, Row, ScrollColumn, Tone, clear

SHOWN = 40
LONG, TOO_LONG = 14, 28  # days
WIDTH = 292


class QueueCard(Card):
    """One row a request. `wanted` carries the one to book."""

    wanted = Signal(object)  # Waiting

    def __init__(self) -> None:
        super().__init__((8, 14, 8, 8), 2)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(_("The queue, longest waiting first"))
        self._head = Section(_("Waiting"))
        self.box.addWidget(self._head)
        self._column = ScrollColumn(gap=2)
        self.box.addWidget(self._column, 1)
        self.rows: list[Row] = []
        self._shown: Sequence[Waiting] | None = None

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Show these, in this order; a row that had the focus keeps its place."""
        if waiting == self._shown:
            return
        at = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
        self._shown = waiting
        self._head.count.setText(str(len(waiting)) if waiting else "")
        clear(self._column.box)
        self.rows = [self._row(one) for one in waiting[:SHOWN]]
        for row in self.rows:
            self._column.box.addWidget(row)
        if not waiting:
            self._column.box.addWidget(_nobody())
        if len(waiting) > SHOWN:
            more = len(waiting) - SHOWN
            self._column.box.addWidget(Label(ngettext_("{count} more", "{count} more", more), "small"))
        self._column.box.addStretch(1)
        if at >= 0 and self.rows:
            self.rows[min(at, len(self.rows) - 1)].setFocus()

    def _row(self, one: Waiting) -> Row:
        row = Row(f"{one.name}, {waited(one.days)}, {facts(one)}", margins=(10, 7, 8, 7), gap=8)
        row.two(one.name, facts(one))
        row.enter_hint()
        row.add(Pill(days(one.days), tone(one.days)))
        row.setToolTip(one.about)
        row.clicked.connect(self._wants(one))
        return row

    def _wants(self, one: Waiting) -> Callable[[], None]:
        return lambda: self.wanted.emit(one)


def facts(one: Waiting) -> str:
    """Ward, language, and who asked where it was not the inmate."""
    source = "" if one.source in ("", "self") else label("request.source", one.source)
    language = language_name(one.language) if one.language else ""
    return " · ".join(part for part in (one.ward, language, source, one.about) if part)


def waited(count: int) -> str:
    """How long somebody has waited, in words."""
    return (
        ngettext_("has waited {count} day", "has waited {count} days", count) if count else _("since today")
    )


def days(count: int) -> str:
    """How long, as short as it goes."""
    return ngettext_("{count} day", "{count} days", count) if count else _("today")


def tone(count: int) -> Tone:
    """The longer, the warmer; the number says it too."""
    return "bad" if count >= TOO_LONG else "warn" if count >= LONG else "idle"


def _nobody() -> QWidget:
    note = Label(_("Nobody waits for a talk."), "muted", wrap=True)
    note.setContentsMargins(10, 6, 10, 6)
    return note
