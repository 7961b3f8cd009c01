"""The left side of the checklist: its four parts with progress, tips, who took part, and earlier rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from app.base.languages import _
from app.records.checklist import ChecklistRound
from app.records.shipped import Checklist, Part
from ui.forms import TextField
from ui.shell.page import Section
from ui.theme import Card, Icon, Label, Meter, Row, Rule, ScrollColumn, column, dates, line

WIDTH = 296
TIPS = 4


class PartRow(Row):
    """One part: its name, how many of its questions are answered, and a bar."""

    def __init__(self, part: Part) -> None:
        super().__init__("", margins=(12, 10, 12, 10))
        self._part = part
        stack = column(gap=6)
        head = line(gap=8)
        head.addWidget(Label(str(part.name), "strong"))
        head.addStretch()
        self._count = Label("", "small")
        head.addWidget(self._count)
        stack.addLayout(head)
        self._meter = Meter(0, len(part.questions), "")
        stack.addWidget(self._meter)
        self.box.addLayout(stack, 1)

    def show_progress(self, answered: int) -> None:
        """How many questions of the part are answered."""
        of = len(self._part.questions)
        self._count.setText(_("{count} of {all}", count=answered, all=of))
        said = _("{part}: {count} of {all} answered", part=str(self._part.name), count=answered, all=of)
        self._meter.show_progress(answered, of, said)
        self.setAccessibleName(said)


class PartsCard(Card):
    """`chosen` carries the part's code, `opened` an earlier round's id, `named` who took part."""

    chosen = Signal(str)
    opened = Signal(str)
    named = Signal(str)

    def __init__(self, checklist: Checklist) -> None:
        super().__init__((8, 16, 8, 12), 2)
        self.setFixedWidth(WIDTH)
        self._checklist = checklist
        self._head = Section(_("Parts"), "")
        self.box.addWidget(self._head)
        self.rows = {part.code: PartRow(part) for part in checklist.parts}
        for code, row in self.rows.items():
            row.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            self.box.addWidget(row)
        self.box.addSpacing(8)
        self.box.addWidget(Rule())
        self._below = ScrollColumn((12, 12, 12, 0), 8)
        self.box.addWidget(self._below, 1)
        self.who = TextField(_("Who took part"), hint=_("Names or roles, as it should stand on the print"))
        self.who.left.connect(lambda: self.named.emit(self.who.value()))
        self._tips: list[Label] = []

    def show_part(self, part: Part, answered: Mapping[str, int], earlier: Sequence[ChecklistRound]) -> None:
        """Light one part, with its tips; progress of all."""
        total = len(self._checklist.questions())
        said = _("{count} of {all} answered", count=sum(answered.values()), all=total)
        self._head.count.setText(said)
        for code, row in self.rows.items():
            row.set_on(code == part.code)
            row.show_progress(answered.get(code, 0))
        self._fill(part, earlier)

    def _fill(self, part: Part, earlier: Sequence[ChecklistRound]) -> None:
        box = self._below.box
        box.removeWidget(self.who)
        while (item := box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.who:
                widget.hide()
                widget.deleteLater()
        for tip in part.tips[:TIPS]:
            box.addWidget(_Tip(str(tip)))
        box.addSpacing(6)
        box.addWidget(self.who)
        if earlier:
            box.addSpacing(6)
            box.addWidget(Label(_("Earlier rounds"), "h3"))
        for one in earlier:
            box.addWidget(self._earlier(one))
        box.addStretch()

    def _earlier(self, one: ChecklistRound) -> Row:
        day = dates.day_full(one.finished_on or one.started_on)
        said = counted(one)
        row = Row(f"{day}, {said}", margins=(8, 6, 8, 6))
        row.add(Icon("file-check", "muted", 16))
        row.two(day, said, ("", "small"))
        row.clicked.connect(lambda: self.opened.emit(one.id))
        return row


class _Tip(Card):
    """One tip of the part in view."""

    def __init__(self, text: str) -> None:
        super().__init__((0, 0, 0, 0), 0)
        self.setProperty("part", "inner")
        row = line(gap=8)
        row.addWidget(Icon("sprout", "muted", 15))
        row.addWidget(Label(text, "small", wrap=True), 1)
        self.box.addLayout(row)


def counted(one: ChecklistRound) -> str:
    """How a round came out: "14 yes, 10 no"."""
    yes = sum(row.answer == "yes" for row in one.answers)
    no = sum(row.answer == "no" for row in one.answers)
    return _("{yes} yes, {no} no", yes=yes, no=no)
