"""The interpreters of the session that is being written: one line each, a sheet to change one or order one (Alt+T)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.actions.intake_form import Lists
from app.actions.interpreters import OpenedOrder, new_order
from app.base.languages import _
from app.entry.draft import Draft
from app.records.choices import label
from app.records.spoken import language_name
from ui.forms.binding import FormDraft
from ui.pages.interpreters.sheet import InterpreterSheet
from ui.shell.page import Page
from ui.theme import Pill, Row, clear, column

_NO_LISTS = Lists({}, frozenset())


class Interpreters(QWidget):
    """The rows of `draft.children["interpreters"]`; nothing while there is none and the talk needs none."""

    def __init__(self, page: Page, form: FormDraft, said: Callable[[str, str], None]) -> None:
        super().__init__()
        self._page, self._form, self._said = page, form, said
        self._rows = column(self, gap=4)
        self.hide()

    def show_draft(self) -> None:
        """Show the orders of the draft as it is now, or the way to one where the talk is to be interpreted."""
        clear(self._rows)
        orders = self._form.draft.rows("interpreters")
        rows = [self._row(one) for one in orders]
        if not rows and self._form.draft.get("language_handling").startswith("interpreter"):
            rows = [self._ask_row()]
        for row in rows:
            self._rows.addWidget(row)
        self.setVisible(bool(rows))

    def ask(self) -> None:
        """Change the order that stands there, or write a new one."""
        orders = [one for one in self._form.draft.rows("interpreters") if one.get("state") != "cancelled"]
        self._open(orders[0] if orders else self._new())

    def _new(self) -> Draft:
        raw = self._form.draft
        return new_order(raw.get("language"), raw.get("language_handling"))

    def _open(self, order: Draft) -> None:
        copy = Draft.from_json(order.to_json())
        InterpreterSheet(self._page, OpenedOrder("", copy, _NO_LISTS), keep=self._keep)

    def _keep(self, order: Draft) -> None:
        rows = self._form.draft.rows("interpreters")
        rows[:] = [one for one in rows if one.id != order.id] + [order]
        if order.get("state") != "cancelled":
            self._said(order.get("language"), f"interpreter_{order.get('kind')}")
        self._form.touch("interpreters")
        self.show_draft()

    def _row(self, order: Draft) -> Row:
        kind = label("interpreter.kind", order.get("kind"))
        minutes = _("{count} min used", count=order.get("minutes")) if order.get("minutes") else ""
        parts = (language_name(order.get("language")), kind, order.get("order_number"), minutes)
        facts = " · ".join(part for part in parts if part)
        state = label("interpreter.state", order.get("state") or "ordered")
        row = self._line(_("Interpreter: {facts}", facts=facts))
        row.add(Pill(state, "ok" if order.get("state") == "confirmed" else "warn"))
        row.clicked.connect(lambda: self._open(order))
        return row

    def _ask_row(self) -> Row:
        row = self._line(_("No interpreter is ordered yet"))
        row.clicked.connect(self.ask)
        return row

    def _line(self, said: str) -> Row:
        row = Row(said, margins=(12, 6, 12, 6), framed=True)
        row.two(said, "", ("", "small"))
        row.enter_hint("Alt+T")
        return row
