"""Activities and meetings: the counsellor's groups with their aim, guests and outcome; Enter opens the session."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.actions.service_activities import ActivityRow, activities
from app.base.languages import _, ngettext_
from app.records.choices import label
from ui.shell.page import Page
from ui.theme import Button, Label, Pill, Row, clear, column, dates, line


class GroupsSection(QWidget):
    """The list. Alt+N begins a new group session."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._found: tuple[ActivityRow, ...] | None = None
        self._rows: dict[str, Row] = {}
        self._aim = ""
        box = column(self, gap=8)
        head = line(gap=8)
        about = _(
            "Your own groups, and meetings with employers and providers. "
            "Aim, guests and outcome are written in the session (Ctrl+G)."
        )
        head.addWidget(Label(about, "muted", wrap=True), 1)
        self.add = Button(_("New group"), "primary", icon="plus", key="Alt+N")
        self.add.clicked.connect(self._begin)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        QShortcut(QKeySequence("Alt+N"), self, self._begin)
        self._list = column(gap=1)
        box.addLayout(self._list)
        self.read()

    def read(self) -> None:
        """Read the list again, as after every change and its undo."""
        self._page.frame.work.ask(activities, then=self._show, instead_of="service.activity")

    def aim(self, entry: str) -> None:
        """The focus to a group, now or as soon as it is there."""
        row = self._rows.get(entry)
        self._aim = "" if row else entry
        if row is not None:
            self._page.focus_when_shown(row)

    def _begin(self) -> None:
        self._page.frame.go("session", form="group")

    def _show(self, found: tuple[ActivityRow, ...]) -> None:
        if found == self._found:
            return
        here = next((id for id, row in self._rows.items() if row.hasFocus()), "")
        self._found = found
        clear(self._list)
        self._rows = {one.session: self._row(one) for one in found}
        for row in self._rows.values():
            self._list.addWidget(row)
        if not found:
            none = _("No groups yet. A new group is a session whose form is Group.")
            self._list.addWidget(Label(none, "muted", wrap=True))
        if self._aim or here in self._rows:
            self.aim(self._aim or here)

    def _row(self, one: ActivityRow) -> Row:
        day = dates.day_full(one.day)
        came = ngettext_("{count} participant", "{count} participants", one.came) if one.came else ""
        facts = " · ".join(part for part in (came, one.facts) if part)
        state = "" if one.state == "held" else label("session.state", one.state)
        row = Row(", ".join(part for part in (one.title, state, facts, day) if part), margins=(12, 9, 12, 9))
        row.two(one.title, facts)
        if state:
            row.add(Pill(state))
        row.enter_hint()
        row.add(Label(day, "small"))
        row.clicked.connect(lambda: self._page.frame.go("session", session=one.session))
        return row
