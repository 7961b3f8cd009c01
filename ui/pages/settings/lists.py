"""A list that the school edits, in the settings: its entries, and a sheet to change one or add one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.actions.lists import Listed, listed, save_listed
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.registry import scalars
from ui.forms import field_for
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import Button, Label, Pill, Row, column, line


class ListSection(QWidget):
    """One list. Enter opens an entry; what is no longer in use stays, at the end."""

    def __init__(self, page: Page, kind: str) -> None:
        super().__init__()
        self._page, self._kind = page, kind
        box = column(self, gap=8)
        head = line(gap=8)
        head.addWidget(Label(_said(kind), "muted", wrap=True), 1)
        add = Button(_("Add"), icon="plus", key="Alt+N")
        add.clicked.connect(lambda: self._open(Draft(kind)))
        QShortcut(QKeySequence("Alt+N"), self, lambda: self._open(Draft(kind)))
        head.addWidget(add)
        box.addLayout(head)
        self._list = column(gap=1)
        box.addLayout(self._list)
        self.read()

    def read(self) -> None:
        """Read the list again."""
        self._page.frame.work.ask(listed, self._kind, then=self._show)

    def _show(self, rows: list[Listed]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in rows:
            self._list.addWidget(self._row(one))
        if not rows:
            self._list.addWidget(Label(_("Nothing here yet."), "muted"))

    def _row(self, one: Listed) -> Row:
        row = Row(f"{one.name}, {one.facts}")
        row.two(one.name, one.facts)
        row.enter_hint()
        if one.hidden:
            row.add(Pill(_("not in use")))
        row.clicked.connect(lambda: self._open(to_draft(one.record)))
        return row

    def _open(self, draft: Draft) -> None:
        EntrySheet(self._page, draft, self.read)


class EntrySheet(Ask):
    """The fields of one entry, made from its declaration."""

    def __init__(self, page: Page, draft: Draft, done: Callable[[], None]) -> None:
        title = _("Change the entry") if draft.record_id else _("Add")
        super().__init__(page, title, "", _("Save"))
        self._draft, self._done = draft, done
        for name in scalars(draft.type):
            self.field(name, field_for(name, draft, today=page.frame.clock.today()))
        self.show_now()

    def submit(self) -> None:
        self.do(save_listed, self._draft, then=lambda _changes: self._done())


def _said(kind: str) -> str:
    if kind == "ward":
        return _("The wards and workshops of this prison. Renaming one changes it everywhere.")
    if kind == "deadline":
        return _("Application deadlines with their source. Check the dates against the source each year.")
    return _("Prisons and the schools that serve them. The list goes stale: each row says when it was true.")
