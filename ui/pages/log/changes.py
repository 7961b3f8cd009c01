"""What one line of the log changed: each field as it was and as it became."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.actions.log_changes import RowChange, changes_of
from app.base.languages import _, ngettext_
from ui.shell.ask import covered
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import Button, Label, ScrollColumn, line

WIDE, HIGH = 760, 420  # px
MOST = 200  # rows of a large change, such as a whole list


class ChangesSheet(Sheet):
    """Opened by Enter on a line; Esc or Enter closes it."""

    def __init__(self, page: Page, number: int) -> None:
        super().__init__(covered(page), _("What was changed"), width=WIDE)
        self.card.box.addWidget(Label(_("What was changed"), "h2"))
        self._column = ScrollColumn(gap=10)
        self._column.setFixedHeight(HIGH)
        self.card.box.addWidget(self._column)
        self.close_button = Button(_("Close"), "primary", key=_("Esc"))
        self.close_button.clicked.connect(self.leave)
        foot = line(margins=(0, 8, 0, 0))
        foot.addStretch()
        foot.addWidget(self.close_button)
        self.card.box.addLayout(foot)
        self.open(self.close_button)
        page.frame.work.ask(
            changes_of, number, then=self._show, failed=self._failed, instead_of="log.changes"
        )
        self._frame = page.frame

    def _show(self, rows: Sequence[RowChange]) -> None:
        if not rows:
            self._column.box.addWidget(
                Label(_("This line changed nothing that is kept."), "muted", wrap=True)
            )
        for row in rows[:MOST]:
            self._column.box.addWidget(Label(f"{row.kind} · {row.what}", "h3"))
            if row.closed:
                self._column.box.addWidget(Label(_("This is closed to you."), "muted"))
            elif row.fields:
                self._column.box.addWidget(_table(row))
        if len(rows) > MOST:
            self._column.box.addWidget(
                Label(ngettext_("{count} more", "{count} more", len(rows) - MOST), "muted")
            )
        self._column.box.addStretch()

    def _failed(self, error: BaseException) -> None:
        self.leave()
        self._frame.fail(error)


def _table(row: RowChange) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 6)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    for at, head in enumerate(("", _("Before"), _("After"))):
        grid.addWidget(Label(head, "small"), 0, at)
    for at, field in enumerate(row.fields, 1):
        for column, text in enumerate((field.label, field.before or "–", field.after or "–")):
            label = Label(text, "muted" if column == 0 else "", wrap=True)
            grid.addWidget(label, at, column, Qt.AlignmentFlag.AlignTop)
    for column, share in enumerate((2, 3, 3)):
        grid.setColumnStretch(column, share)
    return box
