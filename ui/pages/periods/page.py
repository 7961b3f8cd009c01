"""Years, half-years and months: which are closed, so that their numbers stay, and closing one that is over."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.actions.periods import KINDS, PeriodLine, PeriodsView, close_period, periods_view
from app.base.languages import N_, _, pgettext_
from app.store.store import Changes
from ui.lists import EmptyState
from ui.shell.page import Frame, Header, Page, Section
from ui.theme import Card, Icon, Label, Pill, Row, ScrollColumn, clear, dates, line

_TITLES = {"year": N_("Years"), "half": N_("Half-years"), "month": N_("Months")}


class PeriodsPage(Page):
    """A column a kind. Enter closes the period."""

    name: ClassVar[str] = "periods"
    place: ClassVar[str] = "settings"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header = Header(frame, _("Periods of the statistics"), "", back=frame.back)
        self.box.addWidget(self.header)
        said = _(
            "The numbers of a closed period stay as they were counted, whatever is deleted later. A year closes its "
            "half-years and months too. What is deleted in an open period leaves month, form and minutes of each talk."
        )
        self.box.addWidget(Label(said, "muted", wrap=True))
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._first: QWidget = self.header.search
        self._shown: PeriodsView | None = None
        self.bind("Esc", frame.back)

    def title(self) -> str:
        return _("Periods of the statistics")

    def first(self) -> QWidget | None:
        return self._first

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        return changes.verb in {"period.closed", "undone", "session.saved"}

    def reload(self) -> None:
        self.frame.work.ask(periods_view, then=self._show, instead_of="periods")

    def _show(self, found: PeriodsView) -> None:
        if found == self._shown:
            return
        self._shown = found
        clear(self._body)
        self._first = self.header.search
        if not found.lines:
            said = _("Once a month with talks is over, it stands here.")
            card = Card((0, 0, 0, 0), 0)
            card.box.addWidget(EmptyState("calendar", _("No period is over yet"), said, ()))
            self._body.addWidget(card)
            return
        for kind in KINDS:
            lines = [one for one in found.lines if one.kind == kind]
            self._body.addWidget(self._column(kind, lines, may=found.may_close), 1)
        if self.isVisible():
            self.focus_when_shown(self._first)

    def _column(self, kind: str, found: list[PeriodLine], *, may: bool) -> Card:
        card = Card((8, 16, 8, 8), 0)
        inner = ScrollColumn(gap=2)
        card.box.addWidget(inner)
        inner.box.addWidget(Section(_(_TITLES[kind]), ""))
        for one in found:
            row = self._row(one, may=may)
            inner.box.addWidget(row)
            if one.closed is None and may and self._first is self.header.search:
                self._first = row
        if not found:
            note = Label(_("None is over yet."), "muted")
            note.setContentsMargins(12, 8, 12, 8)
            inner.box.addWidget(note)
        inner.box.addStretch()
        return card

    def _row(self, one: PeriodLine, *, may: bool) -> Row:
        name, closed = period_name(one), one.closed
        detail = ""
        if closed is not None:
            day = dates.day_full(closed.closed_at.astimezone().date())
            detail = _("closed {day} by {who}", day=day, who=one.by) if one.by else _("closed {day}", day=day)
        row = Row(f"{name}, {detail or pgettext_('period', 'open')}", margins=(12, 9, 12, 9))
        row.add(Icon("lock" if closed else "circle-dashed", "ok" if closed else "muted", 17))
        row.two(name, detail)
        if closed is None and may:
            row.enter_hint(_("Enter: close"))
            row.clicked.connect(lambda: self._ask(one))
        row.add(
            Pill(pgettext_("period", "closed"), "ok") if closed else Pill(pgettext_("period", "open"), "idle")
        )
        return row

    def _ask(self, one: PeriodLine) -> None:
        text = _(
            "The numbers are counted now and kept as they are. What is written into this period afterwards is not in them."
        )
        title = _("Close {period}?", period=period_name(one))
        self.frame.confirm(title, text, _("Close the period"), lambda: self._close(one.kind, one.first))

    def _close(self, kind: str, day: dt.date) -> None:
        self.frame.work.run(close_period, kind, day)


def period_name(one: PeriodLine) -> str:
    """Such as 2025, first half of 2025, October 2025."""
    if one.kind == "year":
        return str(one.first.year)
    if one.kind == "month":
        return dates.month(one.first)
    half = _("first half of {year}") if one.first.month == 1 else _("second half of {year}")
    return half.format(year=one.first.year)
