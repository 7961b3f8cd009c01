"""Numbers: the period by one key, the measures at the left, the chosen one with its picture and its rows at the right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.actions.base_numbers import splits
from app.actions.statistics import count_period
from app.base.languages import N_, _
from app.statistics.counts import CLOSED, PARTLY_CLOSED
from app.statistics.period import Period, period_at
from app.statistics.tables import NONE, Statistics, Table
from app.statistics.tables import Row as Counted
from app.store.store import Changes
from ui.forms import ChipGroup
from ui.lists import EmptyState, Offer
from ui.pages.checklist.wrapping import WrapRow
from ui.pages.numbers.bases import BasesSheet
from ui.pages.numbers.figure import FigureView
from ui.pages.numbers.leaving import paper_of, save
from ui.pages.numbers.records import BehindSheet
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import (
    Button,
    Card,
    Label,
    ScrollColumn,
    clear,
    dates,
    line,
    set_shown,
)

ASIDE, NARROW_ASIDE, NARROW = 330, 262, 1100
_TAB, _CLICK = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
_KINDS = (  # code of the chip → kind of period, how many before this one, what it is called
    ("year", "year", 0, N_("This year")),
    ("last_year", "year", 1, N_("Last year")),
    ("half", "half", 0, N_("This half-year")),
    ("quarter", "quarter", 0, N_("This quarter")),
    ("month", "month", 0, N_("This month")),
)
_QUIET = ("person.opened", "person.printed", "document.", "sheet.given", "backup.")  # they change no number


class MeasureRow(WrapRow):
    """A measure of the list: what has the focus is shown."""

    def __init__(self, table: Table, view: NumbersPage) -> None:
        super().__init__(table.title, margins=(12, 6, 8, 6))
        self.table, self._view = table, view
        self.add(Label(table.title, "", wrap=True), 1)
        self.clicked.connect(view.into_rows)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._view.choose(self.table.key)


class NumbersPage(Page):
    """about: table (its key) opens that measure."""

    name, place, keep = "numbers", "numbers", True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._kind, self._back = "year", 0
        self._found: Statistics | None = None
        self._key = ""
        self._measures: dict[str, MeasureRow] = {}
        printed = Button(_("Print it"), icon="printer", key="Ctrl+P")
        printed.clicked.connect(self.print_it)
        self._sheet = Button(_("Spreadsheet"), icon="file-down", key="Ctrl+Shift+S")
        self._sheet.clicked.connect(self.save_sheet)
        self._report = Button(_("The year’s report"), icon="notebook-pen", key="F4")
        self._report.clicked.connect(self.write_report)
        self.header = Header(frame, _("Numbers"), "", self._report, self._sheet, printed)
        self.box.addWidget(self.header)
        self.box.addLayout(self._periods())
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._empty = Card((0, 0, 0, 0), 0)
        self._body.addWidget(self._empty, 1)
        self._list_card = Card((8, 12, 8, 8), 4)
        self._list = ScrollColumn(gap=1)
        self._list_card.box.addWidget(self._list)
        self._body.addWidget(self._list_card)
        card = Card((4, 18, 4, 8), 0)
        self.figure = FigureView(self)
        self.figure.asked.connect(self._records)
        self.figure.left.connect(self._to_measures)
        card.box.addWidget(self.figure)
        self._figure_card = card
        self._body.addWidget(card, 1)
        for part in (self._empty, self._list_card, self._figure_card):
            set_shown(part, False)
        self._offer_keys()

    def _periods(self) -> QHBoxLayout:
        row = line(gap=10)
        names = {code: f"{at} {_(name)}" for at, (code, _k, _b, name) in enumerate(_KINDS, start=1)}
        self._chips = ChipGroup("", names, value="year", name=_("Period"))
        self._chips.changed.connect(lambda: self.choose_period(self._chips.value()))
        row.addWidget(self._chips, 1)
        forms = Button(_("Forms"), "plain", key="F6", height=34, pad=10)
        forms.clicked.connect(self.fill_forms)
        row.addWidget(forms)
        earlier = Button(_("Earlier"), "plain", key="PgUp", height=34, pad=10)
        earlier.clicked.connect(lambda: self.turn(1))
        self._later = Button(_("Later"), "plain", key="PgDn", height=34, pad=10)
        self._later.clicked.connect(lambda: self.turn(-1))
        row.addWidget(earlier)
        row.addWidget(self._later)
        return row

    def _offer_keys(self) -> None:
        self.offer(Action(text=_("Print the numbers"), key="Ctrl+P", run=self.print_it, icon="printer"))
        self.offer(
            Action(text=_("Save the numbers as PDF"), key="Ctrl+S", run=self.save_pdf, icon="file-down")
        )
        self.offer(
            Action(
                text=_("Save the numbers as a spreadsheet"),
                key="Ctrl+Shift+S",
                run=self.save_sheet,
                icon="file-down",
            )
        )
        how_many = _("How many there were")
        self.offer(Action(text=how_many, key="F2", run=self.type_bases, icon="pencil"))
        report = _("The year’s report")
        self.offer(Action(text=report, key="F4", run=self.write_report, icon="notebook-pen"))
        forms = _("Forms to fill in")
        self.offer(Action(text=forms, key="F6", run=self.fill_forms, icon="list"))
        periods = partial(self.frame.go, "periods")
        self.offer(Action(text=_("Closed periods"), key="Ctrl+G", run=periods, icon="lock"))
        for at, (code, _kind, _back, name) in enumerate(_KINDS, start=1):
            self.offer(
                Action(text=_(name), key=str(at), run=partial(self.choose_period, code), icon="calendar")
            )
        self.bind("PgUp", lambda: self.turn(1))
        self.bind("PgDown", lambda: self.turn(-1))

    # -- what the window asks

    def title(self) -> str:
        return _("Numbers")

    def first(self) -> QWidget | None:
        chosen = self._measures.get(self._key)
        return self.header.search if chosen is None else chosen

    def visited(self, about: Mapping[str, str]) -> None:
        if about.get("table"):
            self._key = about["table"]
            self._light()

    def touches(self, changes: Changes) -> bool:
        return not changes.verb.startswith(_QUIET)

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)
        self._sheet.set_folded(narrow)
        self._report.set_folded(narrow)
        self._list_card.setFixedWidth(NARROW_ASIDE if self.width() < NARROW else ASIDE)

    def reload(self) -> None:
        self.frame.work.ask(count_period, self.period(), then=self._show, instead_of="numbers")

    # -- the period

    def period(self) -> Period:
        """The period that is shown."""
        return period_at(self._kind, self.frame.clock.today(), self._back)

    def choose_period(self, code: str) -> None:
        """Count another period, by its chip."""
        self._kind, self._back = next((kind, back) for one, kind, back, _name in _KINDS if one == code)
        self._turned()

    def turn(self, by: int) -> None:
        """The period of the same length before this one, or after it."""
        if self._back + by >= 0:
            self._back += by
            self._turned()

    def _turned(self) -> None:
        code = next((one for one, kind, back, _n in _KINDS if (kind, back) == (self._kind, self._back)), "")
        self._chips.set_value(code or ("" if self._back else self._kind))
        self._later.set_off("" if self._back else _("This period still goes on"))
        self.reload()

    # -- what is shown

    def _show(self, found: Statistics) -> None:
        if found == self._found:
            return
        self._found = found
        days = [dates.day_full(day) for day in (found.first, found.last)]
        said = [_("{first} to {last}", first=days[0], last=days[1])]
        said += [sentence for sentence in found.rule if sentence in (_(CLOSED), _(PARTLY_CLOSED))]
        self.header.facts.setText(" · ".join(said))
        shown = [table for table in found.tables if not table.empty]
        shown += [_rule(found)] if shown else []
        in_list = self._in_list()
        self._fill(shown, [table.title for table in found.tables if table.empty])
        set_shown(self._empty, not shown)
        for part in (self._list_card, self._figure_card):
            set_shown(part, bool(shown))
        if not shown:
            self._nothing()
            return
        if self._key not in self._measures:
            self._key = next(iter(self._measures))
        self._light()
        if self.isVisible() and (in_list or self._lost()):
            self.focus_when_shown(self._measures[self._key])

    def _fill(self, shown: list[Table], empty: list[str]) -> None:
        clear(self._list.box)
        self._measures = {table.key: MeasureRow(table, self) for table in shown}
        for row in self._measures.values():
            self._list.box.addWidget(row)
        if empty:
            nothing = _("Nothing to count")
            said = Label(f"{nothing}: {' · '.join(empty)}", "small", wrap=True)
            said.setContentsMargins(12, 10, 8, 8)
            self._list.box.addWidget(said)
        self._list.box.addStretch()

    def _nothing(self) -> None:
        clear(self._empty.box)
        earlier = Offer("arrow-left", _("The period before"), _("As long as this one"), "PgUp")
        earlier.clicked.connect(lambda: self.turn(1))
        text = _(
            "Every talk, group and intake that is written is counted here by itself: by month, theme and language, with "
            "last year beside it."
        )
        new = Offer("plus", _("New session"), _("The first number"), "Ctrl+N")
        new.clicked.connect(lambda: self.frame.go("session"))
        state = EmptyState("chart", _("Nothing was counted in this period."), text, (earlier, new))
        self._empty.box.addWidget(state)
        if self.isVisible():
            self.focus_when_shown(earlier)

    def _light(self) -> None:
        for key, row in self._measures.items():
            here = key == self._key
            row.set_on(here)
            # one stop for Tab, which then leads to the rows; Up and Down reach the others
            row.setFocusPolicy(_TAB if here else _CLICK)
            if here:
                self.figure.show_table(row.table)
                self._list.reveal(row)

    def choose(self, key: str) -> None:
        """Show one measure."""
        if key in self._measures and (key != self._key or self.figure.table != self._measures[key].table):
            self._key = key
            self._light()

    def into_rows(self) -> None:
        """From the list of measures to the rows of the one that is shown."""
        rows = self.figure.rows()
        if rows:
            rows[0].setFocus()

    def _to_measures(self) -> None:
        if self._key in self._measures:
            self._measures[self._key].setFocus()

    def _in_list(self) -> bool:
        return any(row.hasFocus() for row in self._measures.values())

    def _lost(self) -> bool:
        here: QWidget | None = QApplication.focusWidget()
        return here is None or here is self.header.search or not self.isAncestorOf(here)

    # -- what leaves

    def _records(self, row: Counted) -> None:
        if self.figure.table is not None:
            BehindSheet(self, self.figure.table, row, self.period())

    def type_bases(self) -> None:
        """Type in how many there were, for the whole of the period that is shown; first what is split like the measure."""
        split = self._key.removeprefix("reach_")
        whole = period_at(self._kind, self.frame.clock.today(), self._back, whole=True)
        BasesSheet(self, whole, split if split in splits() else "all")

    def write_report(self) -> None:
        """The words of this period's report."""
        self.frame.go("year_report", kind=self._kind, back=str(self._back))

    def fill_forms(self) -> None:
        """The forms of the county and others, filled in for this period."""
        self.frame.go("figure_forms", kind=self._kind, back=str(self._back))

    def print_it(self) -> None:
        """The numbers on paper, where they are seen before they are printed."""
        self.frame.go("paper", document="statistics", **paper_of(self.period()).values)

    def save_pdf(self) -> None:
        """Ask where, and save the numbers as PDF; small ones hidden."""
        save(self, self.period(), "pdf")

    def save_sheet(self) -> None:
        """Ask where, and save the numbers as a spreadsheet; small ones hidden."""
        save(self, self.period(), "xlsx")


def _rule(found: Statistics) -> Table:
    """How it is counted, as the last of the list."""
    return Table(
        key="rule", title=_("How it is counted"), rows=(), note="\n\n".join(found.rule), picture=NONE
    )
