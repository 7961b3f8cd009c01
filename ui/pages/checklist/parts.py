"""The left side of a questionnaire: its parts with progress, tips, who took part, and earlier rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.base.languages import _
from app.records.checklist import ChecklistRound
from app.records.choices import label
from app.records.service import OwnTip
from app.records.shipped import Checklist, Part, checklist
from ui.forms import TextField
from ui.pages.checklist.wrapping import WrapRow
from ui.shell.page import Section
from ui.theme import (
    Button,
    Card,
    Elided,
    Icon,
    Label,
    Meter,
    Row,
    Rule,
    ScrollColumn,
    column,
    dates,
    line,
    set_shown,
)

WIDTH = 296
TIPS = 4


class PartRow(Row):
    """One part: its name, how many of its questions are answered, and a bar."""

    def __init__(self, part: Part) -> None:
        super().__init__("", margins=(12, 10, 12, 10))
        self._part, self._called = part, str(part.name)
        stack = column(gap=6)
        head = line(gap=8)
        self._name = Elided(self._called, "strong")
        head.addWidget(self._name, 1)
        self._count = Label("", "small")
        head.addWidget(self._count)
        stack.addLayout(head)
        self._meter = Meter(0, len(part.questions), "")
        stack.addWidget(self._meter)
        self.box.addLayout(stack, 1)

    def call(self, name: str) -> None:
        """What the part is called in this round."""
        self._called = name
        self._name.setText(name)

    def show_progress(self, answered: int) -> None:
        """How many questions of the part are answered."""
        of = len(self._part.questions)
        self._count.setText(_("{count} of {all}", count=answered, all=of))
        said = _("{part}: {count} of {all} answered", part=self._called, count=answered, all=of)
        self._meter.show_progress(answered, of, said)
        self.setAccessibleName(said)


class PartsCard(Card):
    """`chosen` carries the part's code, `opened` an earlier round's id, `named` who took part; `tip` asks for a new tip,
    `dropped` carries the id of one that goes."""

    chosen = Signal(str)
    opened = Signal(str)
    named = Signal(str)
    tip = Signal()
    dropped = Signal(str)

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
        self._own: tuple[OwnTip, ...] = ()

    def show_part(self, part: Part, answered: Mapping[str, int], earlier: Sequence[ChecklistRound]) -> None:
        """Light one part, with its tips; progress of all."""
        total = len(self._checklist.questions())
        said = _("{count} of {all} answered", count=sum(answered.values()), all=total)
        self._head.count.setText(said)
        for code, row in self.rows.items():
            row.set_on(code == part.code)
            row.show_progress(answered.get(code, 0))
        self._fill(part, earlier)

    def show_own_tips(self, own: Sequence[OwnTip], part: Part, earlier: Sequence[ChecklistRound]) -> None:
        """The school's own tips for the part in view."""
        if tuple(own) != self._own:
            self._own = tuple(own)
            self._fill(part, earlier)

    def _own_tip(self, one: OwnTip) -> WrapRow:
        row = WrapRow(_("Own tip: {tip}. Del takes it out.", tip=one.text), margins=(8, 6, 8, 6), gap=8)
        row.setToolTip(_("Del takes it out"))
        row.add(Icon("star", "muted", 15))
        row.add(Label(one.text, "small", wrap=True), 1)
        row.setProperty("tip", one.id)
        row.installEventFilter(self)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            tip = watched.property("tip")
            if tip and event.key() == Qt.Key.Key_Delete:
                self.dropped.emit(str(tip))
                return True
        return super().eventFilter(watched, event)

    def _fill(self, part: Part, earlier: Sequence[ChecklistRound]) -> None:
        box = self._below.box
        box.removeWidget(self.who)
        while (item := box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.who:
                widget.hide()
                widget.deleteLater()
        if not self._checklist.own:
            if self._own or part.tips:
                box.addWidget(Label(_("What others do"), "h3"))
            for own in self._own:
                box.addWidget(self._own_tip(own))
            for tip in part.tips[:TIPS]:
                box.addWidget(_Tip(str(tip)))
            add = Button(_("Own tip"), "quiet", icon="plus", key="Ctrl+Shift+T", height=30, pad=8)
            add.clicked.connect(self.tip.emit)
            box.addWidget(add)
            box.addSpacing(6)
            box.addWidget(self.who)
        set_shown(self.who, not self._checklist.own)
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
    """How a round came out: "14 yes, 10 no"; by the answers of its own scale."""
    said = []
    for code in checklist(one.checklist).scale:
        count = sum(
            row.answer == code for row in one.answers if checklist(one.checklist).question(row.question)
        )
        said.append(f"{count} {label('checklist.answer', code)}")
    return ", ".join(said)
