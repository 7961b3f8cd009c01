"""The records behind a number; Enter leads to one."""

from __future__ import annotations

from app.actions.statistics import Behind, records_behind
from app.base.languages import _
from app.records.choices import label
from app.statistics.period import Period
from app.statistics.tables import Row as Counted
from app.statistics.tables import Table
from app.store.questions.session_list import ListedSession
from ui.shell.ask import covered
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import Button, Label, Row, ScrollColumn, dates, line

LIST_HEIGHT, ROW = 400, 46


class BehindSheet(Sheet):
    """The talks or the people behind one number, as far as they may be opened."""

    def __init__(self, page: Page, table: Table, row: Counted, period: Period) -> None:
        title = f"{table.title}: {row.label}"
        super().__init__(covered(page), title, width=620)
        self._page = page
        self.card.box.addWidget(Label(title, "h2", wrap=True))
        self._said = Label("", "muted", wrap=True)
        self.card.box.addWidget(self._said)
        self._list = ScrollColumn(gap=0)
        self.card.box.addWidget(self._list)
        foot = line(gap=8)
        foot.addStretch()
        self._close = Button(_("Close"), "primary", key=_("Esc"))
        self._close.clicked.connect(self.leave)
        foot.addWidget(self._close)
        self.card.box.addLayout(foot)
        self.open(self._close)
        page.frame.work.ask(records_behind, period, row.leads_to, then=self._show)

    def _show(self, found: Behind) -> None:
        rows = [self._talk(one) for one in found.sessions] + [
            self._row(name, "", "people", person=id) for id, name in found.people
        ]
        if not rows:
            said = _("There is nothing here that you may open. Of colleagues’ cases only numbers are told.")
        elif found.most:
            said = _("The first {count} of those that you may open.", count=len(rows))
        else:
            said = _("Those that you may open, {count} of them.", count=len(rows))
        self._said.setText(said)
        for row in rows:
            self._list.box.addWidget(row)
        self._list.box.addStretch()
        self._list.setFixedHeight(min(LIST_HEIGHT, ROW * len(rows) + 8))
        if rows:
            rows[0].setFocus()

    def _talk(self, one: ListedSession) -> Row:
        names = one.topic if one.form == "group" else ", ".join(one.people)
        facts = [dates.day_full(one.day), dates.minutes(one.minutes), label("session.form", one.form)]
        first = names or label("session.form", one.form)
        return self._row(first, " · ".join(facts), "session", session=one.id)

    def _row(self, first: str, second: str, page: str, **about: str) -> Row:
        row = Row(f"{first} {second}".strip(), margins=(8, 4, 8, 4))
        row.two(first, second)
        row.enter_hint()
        row.setFixedHeight(ROW)
        row.clicked.connect(lambda: self._open(page, about))
        return row

    def _open(self, page: str, about: dict[str, str]) -> None:
        go = self._page.frame.go
        self.leave()
        go(page, **about)
