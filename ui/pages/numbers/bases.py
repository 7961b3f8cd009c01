"""How many there were: the numbers that the reach is a share of, typed in for the period that is shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.actions.base_numbers import Bases, bases_typed, save_bases, splits
from app.base.languages import _
from app.statistics.period import Period
from ui.forms import ChipGroup, TextField
from ui.forms.mnemonics import give_letters
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import ScrollColumn, clear, dates

HEIGHT, FIELD = 330, 78  # px: of the fields at most, and of one


class BasesSheet(Ask):
    """A field for each value of what the chips say; Enter keeps them all."""

    def __init__(self, page: Page, period: Period, split: str) -> None:
        days = [dates.day_full(day) for day in (period.first, period.last)]
        said = _(
            "{first} to {last}. How many people there were in all, from the prison’s own numbers; the reach is the share of "
            "them that came.",
            first=days[0],
            last=days[1],
        )
        super().__init__(page, _("How many there were"), said, _("Save"), width=560)
        self._page, self._period, self._split = page, period, split
        self._known: dict[str, str] = {}
        self.chips = ChipGroup(_("Split by"), splits(), value=split)
        self.chips.changed.connect(self._turn)
        self.card.box.addWidget(self.chips)
        self._list = ScrollColumn((0, 0, 10, 0), 8)
        self._list.setFixedHeight(FIELD)
        self.card.box.addWidget(self._list)
        self.show_now()
        self._read()

    def submit(self) -> None:
        counts = dict(self.said())
        self.do(save_bases, self._period, self._split, counts)

    def _turn(self) -> None:
        """Another split: what is typed so far is kept first."""
        if dict(self.said()) == self._known:
            self._turned()
            return
        self._page.frame.work.run(
            save_bases,
            self._period,
            self._split,
            dict(self.said()),
            then=lambda _changes: self._turned(),
            failed=self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        self.chips.set_value(self._split)
        self._failed(error)

    def _turned(self) -> None:
        self._split = self.chips.value()
        self._read()

    def _read(self) -> None:
        ask = partial(self._page.frame.work.ask, bases_typed, self._period, self._split)
        ask(then=self._show, instead_of="bases")

    def _show(self, found: Bases) -> None:
        first = not self.fields
        self._known = dict(found.counts)
        clear(self._list.box)
        self.fields.clear()
        for value, name in found.names.items():
            field = TextField(name, value=found.counts[value])
            self.fields[value] = field
            self._list.box.addWidget(field)
        self._list.box.addStretch()
        self._list.setFixedHeight(min(HEIGHT, FIELD * len(found.names)))
        give_letters([self.chips, *self.fields.values()])
        if first:
            start: QWidget = next(iter(self.fields.values())).target()
            self._page.focus_when_shown(start)
