"""Progress over the rounds as a picture: a bar for each part and round, a mark for each question; what is being done beside
it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.actions.checklists import progress
from app.actions.service_actions import ActionsOf, actions
from app.base.languages import _, current
from app.records.choices import label
from app.records.progress import Progress, level
from app.records.shipped import Checklist
from ui.pages.checklist.actions import ActionRow, action_keys, action_list
from ui.shell.page import Page, Section
from ui.theme import Card, Elided, Icon, Label, Meter, ScrollColumn, dates, line, set_shown

ASIDE, NARROW_ASIDE, NARROW = 360, 272, 1000
ENDED_SHOWN = 8
_MARKS: dict[int | None, tuple[str, str]] = {
    2: ("circle-check", "ok"),
    1: ("circle-dashed", "accent"),
    0: ("minus", "warn"),
    None: ("circle", "faint"),
}


class OverTime(QWidget):
    """The last rounds of a questionnaire; the actions at the right where it is the service's."""

    def __init__(self, page: Page, asked: Checklist, *, leads: bool = False) -> None:
        """leads: nothing else is to be done here, so that the first action gets the focus."""
        super().__init__(page)
        self._page, self._asked, self._leads = page, asked, leads
        row = line(self, gap=16)
        card = Card((16, 14, 16, 12), 6)
        card.box.addWidget(Section(_("Progress over the rounds")))
        self._picture = ScrollColumn((12, 0, 12, 8), 4)
        card.box.addWidget(self._picture, 1)
        row.addWidget(card, 1)
        self._beside = Card((8, 14, 8, 12), 4)
        self._beside.setFixedWidth(ASIDE)
        self._list = ScrollColumn(gap=8)
        self._beside.box.addWidget(self._list)
        row.addWidget(self._beside)
        set_shown(self._beside, not asked.own)
        page.frame.work.ask(progress, asked.id, then=self._show, instead_of="progress")
        if not asked.own:
            page.frame.work.ask(actions, then=self._show_actions, instead_of="actions_over_time")

    def first(self) -> QWidget:
        """The first action, or the picture."""
        rows = self._list.findChildren(ActionRow)
        return rows[0] if rows else self._picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._beside.setFixedWidth(NARROW_ASIDE if self.width() < NARROW else ASIDE)

    def sizeHint(self) -> QSize:
        return QSize(800, 460)

    def _show(self, found: Progress) -> None:
        box = self._picture.box
        if not found.rounds:
            box.addWidget(Label(_("No round is begun yet."), "muted"))
            box.addStretch()
            return
        box.addWidget(Label(_said(found), "strong", wrap=True))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for at, one in enumerate(found.rounds, start=1):
            when = f"{one.day.month:02}.{one.day.year}"
            head = Label(when if one.finished else _("{month}, under way", month=when), "small", wrap=True)
            head.setFixedWidth(64)
            grid.addWidget(head, 0, at)
        for part in found.parts:
            self._part(grid, found, part.code)
        box.addWidget(holder)
        box.addStretch()

    def _part(self, grid: QGridLayout, found: Progress, code: str) -> None:
        part = next(one for one in found.parts if one.code == code)
        here = grid.rowCount()
        name = Label(part.name(current()), "h3")
        name.setContentsMargins(0, 8, 0, 0)
        grid.addWidget(name, here, 0)
        for at, share in enumerate(part.shares, start=1):
            said = _("{part}: {count} of {all}", part=part.name(current()), count=share.reached, all=share.of)
            cell = QWidget()
            stack = line(cell, (0, 8, 0, 0), 6)
            meter = Meter(share.reached, share.of, said)
            meter.setFixedWidth(32)
            stack.addWidget(meter)
            stack.addWidget(Label(f"{share.reached}/{share.of}", "small"))
            grid.addWidget(cell, here, at)
        for row in part.lines:
            here = grid.rowCount()
            text = Elided(f"{row.question}  {row.text}", "small")
            text.setToolTip(str(row.text))
            grid.addWidget(text, here, 0)
            for at, answer in enumerate(row.answers, start=1):
                grid.addWidget(_mark(row.question, answer), here, at)

    def _show_actions(self, found: ActionsOf) -> None:
        box = self._list.box
        ids = {one.id for one in self._asked.questions()} | {""}
        still = [one for one in found.open if one.question in ids]
        ended = [one for one in found.ended if one.question in ids][:ENDED_SHOWN]
        box.addWidget(Section(_("Actions decided"), str(len(still))))
        if still:
            keys = Label(action_keys(), "small", wrap=True)
            keys.setContentsMargins(12, 0, 8, 0)
            box.addWidget(keys)
        box.addWidget(action_list(self._page, still))
        if ended:
            box.addWidget(Section(_("Done and dropped"), ""))
            box.addWidget(action_list(self._page, ended))
        box.addStretch()
        if self._leads and still:
            self._leads = False
            self._page.focus_when_shown(self.first())


def _mark(question: str, answer: str) -> QWidget:
    """An answer: its icon, and its word."""
    icon, colour = _MARKS[level(answer)]
    said = label("checklist.answer", answer)
    cell = QWidget()
    cell.setAccessibleName(f"{question}: {said}")
    cell.setToolTip(said)
    row = line(cell, gap=5)
    row.addWidget(Icon(icon, colour, 15))
    if answer != "open":
        row.addWidget(Elided(said, "small"), 1)
    row.addStretch()
    return cell


def _said(found: Progress) -> str:
    last = found.whole(found.told)
    said = _("{count} of {all} questions have come as far as they should.", count=last.reached, all=last.of)
    if found.told:
        before = found.whole(found.told - 1).reached
        said += " " + _("In the round before: {count}.", count=before)
    day = found.rounds[found.told].day
    return f"{dates.day_full(day)}: {said}"
