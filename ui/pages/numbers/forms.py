"""Forms of the county or the Statsforvalter: their columns, the number that stands in each, and the file to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.actions.column_maps import FilledForm, drop_form, filled_form, forms, save_columns
from app.base.languages import _, ngettext_
from app.records.report import ColumnMap
from app.statistics.columns import Cell, Column
from app.statistics.period import Period, period_at
from app.store.store import Changes
from ui.lists.empty import EmptyState, Offer
from ui.pages.numbers.form_sheets import ColumnSheet, HeadingsSheet, NameSheet, NewForm
from ui.pages.numbers.leaving import save_form
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, Label, Pill, Row, ScrollColumn, clear, dates, line, set_shown

ASIDE, VALUE, MOST = 270, 150, 18
_TAB, _CLICK = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus


class FormsPage(Page):
    """about: kind of period (year, half, quarter, month) and back, how many before this one; form, its id."""

    name: ClassVar[str] = "figure_forms"
    place: ClassVar[str] = "numbers"

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._kind, self._back = about.get("kind", "year"), int(about.get("back", "0"))
        self._id, self._at = about.get("form", ""), -1
        self._known: tuple[ColumnMap, ...] | None = None
        self.form: FilledForm | None = None
        self._rows: dict[str, FormRow] = {}
        self.columns: list[ColumnRow] = []
        self._save = Button(_("Save the form"), icon="file-down", key="Ctrl+Shift+S")
        self._save.clicked.connect(self.save_file)
        new = Button(_("New form"), "primary", icon="plus", key="Alt+N")
        new.clicked.connect(self.new)
        self.header = Header(frame, _("Forms to fill in"), "", self._save, new, back=frame.back)
        self.box.addWidget(self.header)
        body = line(gap=16)
        self._list_card = Card((8, 12, 8, 8), 2)
        self._list_card.setFixedWidth(ASIDE)
        self._list = ScrollColumn(gap=2)
        self._list_card.box.addWidget(self._list)
        body.addWidget(self._list_card)
        self._card = Card((20, 18, 20, 12), 8)
        body.addWidget(self._card, 1)
        self._empty = Card((0, 0, 0, 0), 0)
        body.addWidget(self._empty, 1)
        self.box.addLayout(body, 1)
        self._head()
        for part in (self._list_card, self._card, self._empty):
            set_shown(part, False)
        self._offer_keys()

    def _head(self) -> None:
        row = line(gap=8)
        self._title = Label("", "h2", wrap=True)
        row.addWidget(self._title, 1)
        for text, key, run in (
            (_("Rename"), "F2", self.rename),
            (_("More columns"), "Alt+M", self.more),
        ):
            button = Button(text, "quiet", key=key)
            button.clicked.connect(run)
            row.addWidget(button)
        self._card.box.addLayout(row)
        self._said = Label("", "muted", wrap=True)
        below = line(gap=8)
        below.addWidget(self._said, 1)
        for text, key, by in ((_("Earlier"), "PgUp", 1), (_("Later"), "PgDn", -1)):
            turn = Button(text, "plain", key=key, height=34, pad=10)
            turn.clicked.connect(partial(self.turn, by))
            below.addWidget(turn)
        self._card.box.addLayout(below)
        self._columns = ScrollColumn(gap=1)
        self._card.box.addWidget(self._columns, 1)

    def _offer_keys(self) -> None:
        for text, key, run, icon in (
            (_("New form"), "Alt+N", self.new, "plus"),
            (_("Save the form"), "Ctrl+Shift+S", self.save_file, "file-down"),
            (_("Rename the form"), "F2", self.rename, "pencil"),
            (_("More columns"), "Alt+M", self.more, "plus"),
        ):
            self.offer(Action(text=text, key=key, run=run, icon=icon))
        self.bind("PgUp", lambda: self.turn(1))
        self.bind("PgDown", lambda: self.turn(-1))
        self.bind("Esc", self.frame.back)

    # -- what the window asks

    def title(self) -> str:
        return _("Forms to fill in")

    def first(self) -> QWidget | None:
        return self.columns[0] if self.columns else self._rows.get(self._id, self.header.search)

    def touches(self, changes: Changes) -> bool:
        return bool(changes.records)

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)
        self._save.set_folded(narrow)

    def period(self) -> Period:
        """The period that is filled in."""
        return period_at(self._kind, self.frame.clock.today(), self._back)

    def turn(self, by: int) -> None:
        """The period of the same length before this one, or after it."""
        if self._back + by >= 0:
            self._back += by
            self._fill()

    def reload(self) -> None:
        self.frame.work.ask(forms, then=self._show, instead_of="figure_forms")

    # -- the forms

    def _show(self, found: tuple[ColumnMap, ...]) -> None:
        self._known = found
        if self._id not in {one.id for one in found}:
            self._id = found[0].id if found else ""
        clear(self._list.box)
        self._rows = {one.id: FormRow(self, one) for one in found}
        for row in self._rows.values():
            self._list.box.addWidget(row)
        self._list.box.addStretch()
        for part in (self._list_card, self._card):
            set_shown(part, bool(found))
        set_shown(self._empty, not found)
        self._save.set_off("" if found else _("There is no form yet"))
        if found:
            self._light()
            self._fill()
        else:
            self._nothing()

    def _nothing(self) -> None:
        clear(self._empty.box)
        text = _(
            "The county or the Statsforvalter sends a form with columns of its own. Paste its headings here once, choose "
            "the number for each, and it is filled in every year after."
        )
        new = Offer("plus", _("New form"), _("Paste the headings"), "Alt+N")
        new.clicked.connect(self.new)
        self._empty.box.addWidget(EmptyState("list", _("No form yet"), text, (new,)))
        if self.isVisible():
            self.focus_when_shown(new)

    def _light(self) -> None:
        for id, row in self._rows.items():
            row.set_on(id == self._id)
            row.setFocusPolicy(_TAB if id == self._id else _CLICK)

    def choose(self, id: str) -> None:
        """Show another form."""
        if id != self._id:
            self._id, self._at = id, -1
            self._light()
            self._fill()

    def drop(self, id: str) -> None:
        """Take a form out; the bar at the foot brings it back."""
        self.frame.work.run(drop_form, id)

    # -- its columns

    def _fill(self) -> None:
        if not self._id:
            return
        self.frame.work.ask(
            filled_form,
            self._id,
            self.period(),
            then=self._filled,
            failed=self._unread,
            instead_of="figure_form",
        )

    def _unread(self, error: BaseException) -> None:
        self.form = None
        self._title.setText(next((one.name for one in self._known or () if one.id == self._id), ""))
        self._said.setText(str(error))
        clear(self._columns.box)
        self.columns = []

    def _filled(self, form: FilledForm) -> None:
        if form == self.form and self.columns:
            return
        at = self._at if self._at >= 0 else next((row.at for row in self.columns if row.hasFocus()), -1)
        here = QApplication.focusWidget()
        lost = here is None or here is self.header.search or not self.isAncestorOf(here)
        self.form = form
        self._title.setText(form.name)
        period = self.period()
        days = [dates.day_full(day) for day in (period.first, period.last)]
        said = _("{first} to {last}", first=days[0], last=days[1])
        self._said.setText(f"{said} · {said_of(form.cells)}")
        clear(self._columns.box)
        self.columns = [ColumnRow(self, place, cell) for place, cell in enumerate(form.cells)]
        for row in self.columns:
            self._columns.box.addWidget(row)
        if not self.columns:
            nothing = _("No columns yet. Alt+M pastes the headings of the form.")
            self._columns.box.addWidget(Label(nothing, "muted", wrap=True))
        self._columns.box.addStretch()
        self._at = -1
        if self.columns and self.isVisible() and (at >= 0 or lost):
            row = self.columns[min(max(at, 0), len(self.columns) - 1)]
            self.focus_when_shown(row)
            self._columns.reveal(row)

    def change(self, at: int) -> None:
        """What stands in a column."""
        if self.form is not None:
            ColumnSheet(self, self.form, at)

    def shift(self, at: int, by: int) -> None:
        """A column one place on, or back."""
        to = at + by
        if self.form is not None and 0 <= to < len(self.form.cells):
            columns = list(self.form.columns)
            columns.insert(to, columns.pop(at))
            self._keep(columns, to)

    def remove(self, at: int) -> None:
        """A column out; the bar at the foot brings it back."""
        if self.form is not None:
            columns = list(self.form.columns)
            del columns[at]
            self._keep(columns, at)

    def _keep(self, columns: Sequence[Column], at: int) -> None:
        self._at = at
        self.frame.work.run(save_columns, self._id, columns)

    # -- what is asked, and what leaves

    def new(self) -> None:
        """A form by its name and its headings."""
        NewForm(self, self.period(), self._made)

    def _made(self, id: str) -> None:
        self._id, self._at = id, 0
        self.reload()

    def rename(self) -> None:
        """Call the form something else."""
        if self.form is not None:
            NameSheet(self, self.form)

    def more(self) -> None:
        """More columns at the end, by their headings."""
        if self.form is not None:
            self._at = len(self.form.cells)
            HeadingsSheet(self, self.form, self.period())

    def save_file(self) -> None:
        """Ask where, and save the form filled in; small numbers hidden."""
        if self.form is None:
            self.frame.say(_("There is no form yet"))
            return
        save_form(self, self.form, self.period())


def said_of(cells: Sequence[Cell]) -> str:
    """How many columns there are, and how many of them are empty without being meant to."""
    count = ngettext_("{count} column", "{count} columns", len(cells))
    missing = sum(bool(one.missing) for one in cells)
    if not missing:
        return count
    return f"{count} · " + ngettext_("{count} stands empty", "{count} stand empty", missing)


def shortened(value: str) -> str:
    """A value as there is room for it in a row; all of it stands in the file."""
    return value if len(value) <= MOST else f"{value[: MOST - 1]}…"


class FormRow(Row):
    """One form. Enter shows it, Del takes it out."""

    def __init__(self, page: FormsPage, one: ColumnMap) -> None:
        self._page, self._id = page, one.id
        super().__init__(one.name, margins=(12, 10, 12, 10))
        self.two(one.name, "", ("", "small"))
        self.enter_hint()
        self.setAccessibleDescription(_("Enter: show. Del: take out."))
        self.clicked.connect(lambda: page.choose(one.id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self._page.drop(self._id)
            return
        super().keyPressEvent(event)


class ColumnRow(Row):
    """One column: its heading, what stands in it, its value. Enter changes it, Del takes it out, Alt+Up and Down move it."""

    def __init__(self, page: FormsPage, at: int, cell: Cell) -> None:
        self._page, self.at = page, at
        said = cell.missing or cell.says
        super().__init__(f"{cell.column.heading}, {said}, {cell.value}", margins=(12, 8, 12, 8))
        number = Label(str(at + 1), "small")
        number.setFixedWidth(26)
        self.add(number)
        self.two(cell.column.heading or _("(no heading)"), cell.says)
        if cell.missing:
            self.add(Pill(cell.missing, "warn"))
        self.enter_hint()
        value = Label(shortened(str(cell.value)), "strong")
        value.setFixedWidth(VALUE)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.add(value)
        self.setAccessibleDescription(_("Enter: change. Del: take out. Alt with Up or Down: move."))
        self.clicked.connect(lambda: page.change(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Delete and not event.modifiers():
            self._page.remove(self.at)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._page.shift(self.at, -1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
