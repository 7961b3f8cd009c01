"""A list that the school edits, in the settings: its entries, and a sheet to change one or add one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.actions.lists import Listed, listed, save_listed
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.entry.validate import to_draft
from app.records.registry import scalars
from ui.forms import Input, field_for, give_letters
from ui.shell.page import Frame
from ui.shell.sheet import Sheet
from ui.theme import Button, Label, Pill, Row, column, line


class ListSection(QWidget):
    """One list. Enter opens an entry; what is no longer in use stays, at the end."""

    def __init__(self, frame: Frame, kind: str) -> None:
        super().__init__()
        self._frame, self._kind = frame, kind
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
        self._frame.work.ask(listed, self._kind, then=self._show)

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
        EntrySheet(self._frame, self.window(), draft, self.read)


class EntrySheet(Sheet):
    """The fields of one entry, made from its declaration."""

    def __init__(self, frame: Frame, over: QWidget, draft: Draft, done: Callable[[], None]) -> None:
        super().__init__(over, _("Change the entry"))
        self._frame, self._draft, self._done = frame, draft, done
        self._fields: dict[str, Input] = {}
        today = frame.clock.today()
        for name in scalars(draft.type):
            self._fields[name] = field_for(name, draft, today=today)
            self.card.box.addWidget(self._fields[name])
        give_letters(list(self._fields.values()))
        foot = line(gap=8)
        foot.addStretch()
        close = Button(_("Close"), "quiet", key=_("Esc"))
        close.clicked.connect(lambda: self.leave())
        save = Button(_("Save"), "primary", key="Ctrl+Enter")
        save.clicked.connect(lambda: self._save())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._save)
        foot.addWidget(close)
        foot.addWidget(save)
        self.card.box.addLayout(foot)
        self.open(next(iter(self._fields.values())).target())

    def _save(self) -> None:
        self._frame.work.run(save_listed, self._draft, then=self._saved, failed=self._wrong)

    def _saved(self, _changes: object) -> None:
        self.leave()
        self._done()

    def _wrong(self, error: BaseException) -> None:
        if not isinstance(error, Invalid):
            self._frame.fail(error)
            return
        for problem in error.problems:
            field = self._fields.get(str(problem.path[0]))
            if field is not None:
                field.error(problem.text())
                field.take_focus()


def _said(kind: str) -> str:
    if kind == "ward":
        return _("The wards and workshops of this prison. Renaming one changes it everywhere.")
    if kind == "deadline":
        return _("Application deadlines with their source. Check the dates against the source each year.")
    return _("Prisons and the schools that serve them. The list goes stale: each row says when it was true.")
