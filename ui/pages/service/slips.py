"""Anonymous slips counted by hand: a number for each face of each sentence, and how people heard of the guidance."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.actions.service_records import HEARD, ITEMS, SCALE, heard_from, save_feedback
from app.base.languages import N_, _
from app.entry.draft import Draft
from app.records.choices import label
from app.records.registry import scalars
from ui.forms import TextField
from ui.forms.declared import declared_input
from ui.forms.text import LineEdit
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import Label, line

WIDTH, CELL = 760, 56
FACES = (N_("1 not at all"), "2", "3", "4", N_("5 very much"))


class SlipsSheet(Ask):
    """Day, language and way above, the counts below: Tab goes on, an empty field is nobody."""

    def __init__(self, page: Page, draft: Draft) -> None:
        title = _("Change the counted slips") if draft.record_id else _("Count slips")
        super().__init__(page, title, "", _("Save"), width=WIDTH)
        self._draft = draft
        self._heads(page)
        self._cells: dict[tuple[str, str], LineEdit] = {}
        self._faces()
        self._heard()
        self.field("said", TextField(scalars_label("said"), value=draft.get("said")))
        self.show_now(self.fields["slips"])

    def _heads(self, page: Page) -> None:
        row = line(gap=10)
        for name in ("day", "language", "slips", "given_out"):
            row.addWidget(self._head(page, name), 2 if name == "language" else 1)
        self.card.box.addLayout(row)
        self.card.box.addWidget(self._head(page, "way"))

    def _head(self, page: Page, name: str) -> QWidget:
        made = declared_input(name, self._draft, today=page.frame.clock.today, lists=lambda: None)
        return self.field(name, made)

    def _kept(self, item: str, answer: str) -> str:
        rows = self._draft.children.get("answers", [])
        same = (row.get("count") for row in rows if (row.get("item"), row.get("answer")) == (item, answer))
        return next(same, "")

    def _faces(self) -> None:
        grid = self._grid(horizontal=6, vertical=4)
        grid.setColumnStretch(0, 1)
        for place, face in enumerate(FACES, start=1):
            grid.addWidget(Label(_(face), "small"), 0, place)
        for at, item in enumerate(ITEMS, start=1):
            grid.addWidget(Label(label("feedback.item", item), wrap=True), at, 0)
            for place, answer in enumerate(SCALE, start=1):
                grid.addWidget(self._cell(item, answer), at, place)

    def _heard(self) -> None:
        self.card.box.addWidget(Label(_("How they heard of it"), "label"))
        grid = self._grid(horizontal=8, vertical=2)
        for place, code in enumerate(HEARD):
            grid.addWidget(
                Label(heard_from(code), "small", wrap=True), 0, place, Qt.AlignmentFlag.AlignBottom
            )
            grid.addWidget(self._cell("heard", code), 1, place)

    def _grid(self, *, horizontal: int, vertical: int) -> QGridLayout:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(horizontal)
        grid.setVerticalSpacing(vertical)
        self.card.box.addWidget(holder)
        return grid

    def _cell(self, item: str, answer: str) -> LineEdit:
        edit = LineEdit(self._kept(item, answer))
        edit.setFixedWidth(CELL)
        said = heard_from(answer) if item == "heard" else answer
        edit.setAccessibleName(f"{label('feedback.item', item)}, {said}")
        self._cells[item, answer] = edit
        return edit

    def submit(self) -> None:
        counts: dict[str, dict[str, int]] = {}
        for (item, answer), edit in self._cells.items():
            text = edit.text().strip()
            if text and not text.isdecimal():
                edit.setFocus()
                self.refuse(_("Write how many as a number."))
                return
            if text:
                counts.setdefault(item, {})[answer] = int(text)
        for name, field in self.fields.items():
            self._draft.raw[name] = field.value()
        self.do(save_feedback, self._draft, counts)


def scalars_label(name: str) -> str:
    """What a field of a bundle of slips is called."""
    return _(scalars("feedback")[name][1].label)
