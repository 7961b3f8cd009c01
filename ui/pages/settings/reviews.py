"""The table by which the next review of a plan is proposed: working days by the time that is left, changed by the school."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from app.actions.reviews import LONGEST, BandRule, review_table, set_review_rule
from app.base.languages import _
from app.records.choices import label
from ui.forms import Reading, TextField
from ui.shell.page import Page
from ui.theme import Label, clear, column

ACROSS = 2


class ReviewTable(QWidget):
    """A number for each time left. An empty field goes back to the number that the program came with."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        box = column(self, gap=8)
        box.addWidget(Label(_("Reviews of the plan"), "h3"))
        said = _("The next review is proposed so many working days ahead. Norwegian holidays are left out.")
        box.addWidget(Label(said, "muted", wrap=True))
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        box.addWidget(self._holder)
        self._shown: tuple[BandRule, ...] = ()
        self.read()

    def read(self) -> None:
        """Read the table anew."""
        self._page.frame.work.ask(review_table, then=self._show, instead_of="settings.reviews")

    def _show(self, found: tuple[BandRule, ...]) -> None:
        if found == self._shown:
            return
        first, self._shown = not self._shown, found
        if not first:
            return  # what stands in the fields is what was said in them
        clear(self._grid)
        rows = (len(found) + 1) // ACROSS
        for place, rule in enumerate(found):
            self._grid.addWidget(BandField(self._page, rule), place % rows, place // rows)


class BandField(TextField):
    """The working days of one band; kept when the field is left."""

    def __init__(self, page: Page, rule: BandRule) -> None:
        self._page, self._rule, self._kept = page, rule, str(rule.working_days)
        name = label("person.release_band", rule.band)
        super().__init__(name[:1].upper() + name[1:], value=self._kept, reader=_understand)
        self.left.connect(self._keep)

    def _keep(self) -> None:
        text = self.value().strip()
        if text != self._kept and self.check():
            self._kept = text
            self._page.frame.work.run(set_review_rule, self._rule.band, text)


def _understand(text: str) -> Reading | None:
    said = text.strip()
    if not said or (said.isdecimal() and 1 <= int(said) <= LONGEST):
        return None
    return Reading(False, _("Write a number of working days from 1 to 500."))
