"""Who stands in for whom, now and later, with the button that ends it; on the page of who works here."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.actions.cases import end_substitution, substitutions
from app.base.languages import _
from app.store.rights import StandingIn
from ui.pages.cases.sheets import say_who_stands_in
from ui.shell.page import Page
from ui.theme import Button, Label, clear, column, dates, line


class StandInBox(QWidget):
    """All for the head, for others what they are part of."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        box = column(self, gap=8)
        box.addWidget(Label(_("Stand-ins"), "h3"))
        self._lines = column(gap=6)
        box.addLayout(self._lines)
        row = line()
        self.new = Button(_("Somebody stands in …"), icon="users")
        self.new.clicked.connect(lambda: say_who_stands_in(page))
        row.addWidget(self.new)
        row.addStretch()
        box.addLayout(row)
        page.frame.work.ask(substitutions, then=self._show, instead_of="cases.stand_ins")

    def _show(self, found: tuple[StandingIn, ...]) -> None:
        clear(self._lines)
        for one in found:
            self._lines.addLayout(self._line(one))
        if not found:
            self._lines.addWidget(Label(_("Nobody stands in for anybody."), "muted"))

    def _line(self, one: StandingIn) -> QHBoxLayout:
        today = self._page.frame.clock.today()
        days = f"{dates.day_plain(one.first, today=today)}–{dates.day_plain(one.last, today=today)}"
        row = line(gap=8)
        said = _("{who} for {name}, {days}", who=one.substitute_name, name=one.absent_name, days=days)
        row.addWidget(Label(said, "strong" if one.now else "", wrap=True), 1)
        end = Button(
            _("End now"), "quiet", height=28, pad=8, colour="accent", name=_("End: {what}", what=said)
        )
        end.clicked.connect(lambda: self._page.frame.work.run(end_substitution, one.id))
        row.addWidget(end)
        return row
