"""Referrals agreed in a session: to whom, what about, on which ground; one row each."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from app.base.languages import _
from app.entry.draft import Draft
from app.records.choices import labels
from ui.forms import Input, PickField, Suggestion, field_for
from ui.forms.binding import FormDraft
from ui.theme import TOP, Button, Label, clear, column, line


class Referrals(QWidget):
    """The rows of `draft.children["referrals"]`; a row without a recipient is not saved."""

    FIELDS = ("to", "question", "ground")

    def __init__(self, form: FormDraft, *, today: dt.date) -> None:
        super().__init__()
        self._form, self._today = form, today
        box = column(self, gap=6)
        box.addWidget(Label(_("Referrals"), "label"))
        self._rows = column(gap=8)
        box.addLayout(self._rows)
        add = Button(_("Add a referral"), "quiet", icon="plus", height=30, pad=6)
        add.clicked.connect(self.add)
        row = line()
        row.addWidget(add)
        row.addStretch()
        box.addLayout(row)
        self.show_draft()

    def show_draft(self) -> None:
        """Show the rows of the draft as it is now."""
        self._form.forget([name for name in self._form.fields if name.startswith("referrals.")])
        clear(self._rows)
        for draft in self._form.draft.rows("referrals"):
            self._show(draft)

    def add(self) -> None:
        """A new empty row, with the cursor in it."""
        draft = Draft("referral")
        self._form.draft.rows("referrals").append(draft)
        first = self._show(draft)
        first.setFocus()

    def _show(self, draft: Draft) -> QWidget:
        index = self._form.draft.rows("referrals").index(draft)
        holder = QWidget()
        row = line(holder, gap=12)
        for name, stretch in zip(self.FIELDS, (3, 4, 3), strict=True):
            field = field_for(name, draft, today=self._today) if name != "ground" else self._ground(draft)
            self._form.add(f"referrals.{index}.{name}", field, of=draft)
            row.addWidget(field, stretch, TOP)
        gone = Button("", "quiet", icon="x", name=_("Remove this referral"), height=38, pad=8)
        gone.clicked.connect(lambda: self._remove(draft, holder))
        row.addWidget(gone, 0)
        self._rows.addWidget(holder)
        first = row.itemAt(0)
        widget = first.widget() if first is not None else None
        return widget or holder

    def _ground(self, draft: Draft) -> Input:
        """The grounds are few, but a row has no room for chips."""
        draft.raw.setdefault("ground", "with_person")
        options = [Suggestion(text, data=code) for code, text in labels("referral.ground").items()]
        return PickField(_("Ground"), lambda: options, value=draft.get("ground"))

    def _remove(self, draft: Draft, holder: QWidget) -> None:
        self._form.forget([name for name in self._form.fields if name.startswith("referrals.")])
        self._form.draft.rows("referrals").remove(draft)
        holder.hide()
        holder.deleteLater()
        self._form.touch("referrals")
