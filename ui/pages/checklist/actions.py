"""Actions of a question: asked of one by one whether they happened, and made from a "no" in two keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.actions.service_actions import (
    Tips,
    add_action,
    add_tip,
    change_action,
    set_action_state,
)
from app.base.languages import _
from app.records.choices import label
from app.records.service import OPEN_ACTIONS, Action
from ui.forms import TextField
from ui.forms.when import day_field
from ui.pages.checklist.wrapping import WrapRow
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import Icon, Label, Pill, Row, Tone, clear, column, dates, line, set_shown

_TONES: dict[str, Tone] = {"open": "warn", "doing": "accent", "done": "ok", "dropped": "idle"}
USUAL_DAYS = "+30"
SHOWN_TIPS = 6


def action_keys() -> str:
    """What can be done with an action that has the focus."""
    return _("Space: it happened. V: under way. Del: dropped. A: open again. Enter: change.")


class ActionRow(Row):
    """An action. Space: it happened, V: under way, Del: dropped, A: open again; Enter: say it anew."""

    STATES: ClassVar = {
        Qt.Key.Key_Space: "done",
        Qt.Key.Key_V: "doing",
        Qt.Key.Key_Delete: "dropped",
        Qt.Key.Key_A: "open",
    }

    def __init__(self, page: Page, action: Action, *, question: bool = False) -> None:
        state = label("action.state", action.state)
        due = dates.day_short(action.due, today=page.frame.clock.today()) if action.due else ""
        about = " · ".join(
            word for word in (action.question if question else "", action.who, due, action.outcome) if word
        )
        super().__init__(f"{action.text}. {about}. {state}", margins=(8, 6, 8, 6))
        self._page, self.action = page, action
        said = action_keys()
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.add(Icon("flag", "warn" if action.state in OPEN_ACTIONS else "muted", 15))
        self.two(action.text, about)
        if not question:
            self.enter_hint(_("Space: it happened"))
        self.add(Pill(state[:1].upper() + state[1:], _TONES[action.state]))
        self.clicked.connect(lambda: ActionSheet(page, action.question, None, action=action))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        state = None if event.modifiers() else self.STATES.get(Qt.Key(event.key()))
        if state is None:
            super().keyPressEvent(event)
        else:
            self._page.frame.work.run(set_action_state, self.action.id, state)


class ActionsBox(QWidget):
    """The actions of one question, under it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        box = column(self, gap=2)
        self._head = Label("", "small")
        box.addWidget(self._head)
        self._rows = column(gap=0)
        box.addLayout(self._rows)
        self._shown: tuple[Action, ...] = ()
        self.hide()

    def show_actions(self, found: Sequence[Action]) -> None:
        """What is to be done about the question, and what was done."""
        if tuple(found) == self._shown:
            return
        at = next((n for n, row in enumerate(self.findChildren(ActionRow)) if row.hasFocus()), None)
        self._shown = tuple(found)
        still = any(one.state in OPEN_ACTIONS for one in found)
        self._head.setText(_("Actions: did it happen?") if still else _("Actions decided"))
        clear(self._rows)
        for one in found:
            self._rows.addWidget(ActionRow(self._page, one))
        set_shown(self, bool(found))
        if at is not None and found:
            self._page.focus_when_shown(self.findChildren(ActionRow)[min(at, len(found) - 1)])


class ActionSheet(Ask):
    """What, who and by when; beside it what others do. Enter keeps it."""

    def __init__(
        self,
        page: Page,
        question: str,
        tips: Tips | None,
        *,
        text: str = "",
        round_id: str = "",
        action: Action | None = None,
    ) -> None:
        title = _("Action about {question}", question=question) if question else _("Action")
        super().__init__(page, title, "", _("Save the action"), width=560)
        self._question, self._round, self._action = question, round_id, action
        what = self.field("text", TextField(_("What"), value=action.text if action else text))
        self.field("who", TextField(_("Who"), value=action.who if action else ""))
        due = day_field(_("By when"), today=page.frame.clock.today, past=False)
        due.set_value(action.due.isoformat() if action and action.due else "" if action else USUAL_DAYS)
        self.field("due", due)
        if tips is not None:
            self._tips(tips)
        self.show_now(what if not (text or action) else self.fields["who"])

    def _tips(self, tips: Tips) -> None:
        said = [*(one.text for one in tips.own), *tips.shipped][:SHOWN_TIPS]
        if said:
            self.card.box.addWidget(Label(_("What others do (Enter takes it)"), "small"))
        for one in said:
            row = WrapRow(one, margins=(8, 4, 8, 4), gap=8)
            row.add(Icon("sprout", "muted", 15))
            row.add(Label(one, "small", wrap=True), 1)
            row.clicked.connect(lambda _checked=False, one=one: self._take(one))
            self.card.box.addWidget(row)

    def _take(self, text: str) -> None:
        self.fields["text"].set_value(text)
        self.fields["text"].take_focus()

    def submit(self) -> None:
        said = self.said()
        if self._action is not None:
            self.do(change_action, self._action.id, text=said["text"], who=said["who"], due=said["due"])
            return
        self.do(
            add_action,
            question=self._question,
            text=said["text"],
            who=said["who"],
            due=said["due"],
            checklist_round=self._round,
        )


class TipSheet(Ask):
    """A tip of the school's own for a part."""

    def __init__(self, page: Page, part: str, name: str) -> None:
        super().__init__(page, _("Own tip: {part}", part=name), "", _("Save the tip"), width=480)
        self._part = part
        self.field("text", TextField(_("What works here")))
        self.show_now()

    def submit(self) -> None:
        self.do(add_tip, self._part, self.said()["text"])


def action_list(page: Page, found: Sequence[Action]) -> QWidget:
    """Actions of all questions under each other."""
    holder = QWidget()
    box = column(holder, gap=0)
    for one in found:
        box.addWidget(ActionRow(page, one, question=True))
    if not found:
        row = line(margins=(8, 6, 8, 6))
        row.addWidget(Label(_("No action is open."), "muted"))
        box.addLayout(row)
    return holder
