"""A questionnaire that has no answers of its own: what those of the 24 questions say to it, as the Gatsby benchmarks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.actions.checklists import Rounds, rounds
from app.base.languages import _
from app.records.checklist import ChecklistRound
from app.records.choices import label
from app.records.progress import level
from app.records.shipped import Checklist, Question, checklist
from ui.pages.checklist.wrapping import WrapRow
from ui.shell.page import Page, Section
from ui.theme import Card, Icon, Label, Pill, ScrollColumn, column, dates, line

_ICONS: dict[int | None, tuple[str, str]] = {
    2: ("circle-check", "ok"),
    1: ("circle-dashed", "accent"),
    0: ("minus", "warn"),
    None: ("circle", "muted"),
}


class FedView(QWidget):
    """Each of its questions with the answers that shed light on it; Enter leads to one of those."""

    def __init__(self, page: Page, asked: Checklist) -> None:
        super().__init__(page)
        self._page, self._asked, self._other = page, asked, checklist(asked.fed_by)
        row = line(self)
        card = Card((16, 14, 16, 12), 6)
        self._head = Section(str(asked.title))
        card.box.addWidget(self._head)
        self._list = ScrollColumn((12, 0, 12, 8), 6)
        card.box.addWidget(self._list, 1)
        row.addWidget(card)
        page.frame.work.ask(rounds, asked.fed_by, then=self._show, instead_of="fed")

    def first(self) -> QWidget:
        """The first answer, or the list."""
        rows = self._list.findChildren(WrapRow)
        return rows[0] if rows else self._list

    def _show(self, found: Rounds) -> None:
        last = found.current or next(iter(found.finished), None)
        self._head.count.setText(
            _("as answered {day}", day=dates.day_full(last.finished_on or last.started_on))
            if last
            else _("No round is begun yet.")
        )
        for one in self._asked.questions():
            self._question(one, last)
        source = Label(str(self._asked.source), "small", wrap=True)
        source.setContentsMargins(0, 14, 0, 0)
        self._list.box.addWidget(source)
        self._list.box.addStretch()
        if self.isVisible():
            self._page.focus_when_shown(self.first())

    def _question(self, one: Question, last: ChecklistRound | None) -> None:
        answers = {row.question: row.answer for row in last.answers} if last else {}
        told = [answers.get(id, "open") for id in one.covers]
        levels = [level(answer) for answer in told]
        known = [value for value in levels if value is not None]
        whole = None if not known else 2 if levels == [2] * len(levels) else 0 if max(known) == 0 else 1
        holder = QWidget()
        stack = column(holder, (0, 8, 0, 0), 2)
        head = line(gap=10)
        icon, colour = _ICONS[whole]
        head.addWidget(Icon(icon, colour, 18))
        head.addWidget(Label(str(one.text), "strong", wrap=True), 1)
        stack.addLayout(head)
        for id, answer in zip(one.covers, told, strict=True):
            stack.addWidget(self._answer(id, answer))
        if not one.covers:
            none = Label(_("None of the 24 questions asks about this."), "small")
            none.setContentsMargins(28, 2, 0, 2)
            stack.addWidget(none)
        self._list.box.addWidget(holder)

    def _answer(self, id: str, answer: str) -> QWidget:
        question = self._other.question(id)
        text = str(question.text) if question else ""
        said = label("checklist.answer", answer)
        row = WrapRow(f"{id} {text} {said}", margins=(28, 4, 8, 4), gap=10)
        code = Label(id, "small")
        code.setFixedWidth(26)
        row.add(code)
        row.add(Label(text, "small", wrap=True), 1)
        value = level(answer)
        row.add(Pill(said[:1].upper() + said[1:], "ok" if value == 2 else "warn" if value == 0 else "idle"))
        row.clicked.connect(lambda: self._page.visited({"question": id}))
        return row
