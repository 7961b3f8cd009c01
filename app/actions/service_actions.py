"""Actions that a checklist's "no" becomes: what, who, by when, and whether it happened; and the school's own tips."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.base.languages import N_, _
from app.entry.problems import Invalid, Problem
from app.entry.when import read_day
from app.records.choices import label
from app.records.service import OPEN_ACTIONS, Action, OwnTip
from app.records.shipped import checklist, checklists
from app.store.store import Changes

STATES = ("open", "doing", "done", "dropped")


@dataclass(frozen=True)
class ActionsOf:
    """The actions of the service. open: what is still to be done, the nearest day first; ended: done or dropped, the newest
    first."""

    open: tuple[Action, ...]
    ended: tuple[Action, ...]

    def about(self, question: str) -> tuple[Action, ...]:
        """Those about one question, open ones first."""
        return tuple(one for one in (*self.open, *self.ended) if one.question == question)


@dataclass(frozen=True)
class Tips:
    """What others do about a question: the booklet's tips of its part, and the school's own of the part or the question."""

    shipped: tuple[str, ...]
    own: tuple[OwnTip, ...]


def actions(desk: Desk) -> ActionsOf:
    """Every action of the service."""
    every = desk.store.find(Action, viewer=desk.viewer)
    still = sorted(
        (one for one in every if one.state in OPEN_ACTIONS),
        key=lambda one: (one.due is None, one.due or dt.date.max, one.text),
    )
    ended = sorted(
        (one for one in every if one.state not in OPEN_ACTIONS),
        key=lambda one: one.state_on or dt.date.min,
        reverse=True,
    )
    return ActionsOf(tuple(still), tuple(ended))


def add_action(
    desk: Desk, *, question: str, text: str, who: str = "", due: str = "", checklist_round: str = ""
) -> Changes:
    """An action about a question. due: a day as people write days, "" for none. Raises Invalid at text or due."""
    made = Action(
        text=_written(text), question=question, who=who.strip(), due=_day(desk, due), round=checklist_round
    )
    said = _("“{action}” is an action now", action=made.text)
    with desk.store.transaction("action.saved", actor=desk.viewer, text=said) as t:
        t.put(made, owner="")
    return t.changes()


def change_action(desk: Desk, action_id: str, *, text: str, who: str, due: str) -> Changes:
    """Say anew what, who and by when. Raises Invalid at text or due."""
    found = desk.get(Action, action_id)
    made = replace(found, text=_written(text), who=who.strip(), due=_day(desk, due, kept=found.due))
    with desk.store.transaction("action.saved", actor=desk.viewer, text=_("The action is saved")) as t:
        t.put(made, owner="")
    return t.changes()


def set_action_state(desk: Desk, action_id: str, state: str, *, outcome: str | None = None) -> Changes:
    """It is done, dropped, under way, or open again; outcome: what came of it, None keeps what was said."""
    if state not in STATES:
        raise ValueError(f"no state of an action: {state}")
    found = desk.get(Action, action_id)
    said = found.outcome if outcome is None else outcome.strip()
    made = replace(found, state=state, state_on=desk.today, outcome=said)
    text = _("“{action}” is now {state}", action=found.text, state=label("action.state", state))
    with desk.store.transaction("action.state", actor=desk.viewer, text=text) as t:
        t.put(made, owner="")
    return t.changes()


def tips(desk: Desk, checklist_id: str, question: str) -> Tips:
    """The tips for a question of a questionnaire."""
    part = checklist(checklist_id).part_of(question)
    own = desk.store.find(OwnTip, viewer=desk.viewer)
    wanted = {question, part.code if part else ""} - {""}
    return Tips(
        tuple(str(tip) for tip in part.tips) if part else (), tuple(one for one in own if one.part in wanted)
    )


def add_tip(desk: Desk, part: str, text: str) -> Changes:
    """A tip of the school's own for a part or a question. Raises Invalid at text."""
    made = OwnTip(part=part, text=_written(text))
    with desk.store.transaction("own_tip.saved", actor=desk.viewer, text=_("The tip is saved")) as t:
        t.put(made, owner="")
    return t.changes()


def drop_tip(desk: Desk, tip_id: str) -> Changes:
    """Take out a tip of the school's own."""
    with desk.store.transaction("own_tip.voided", actor=desk.viewer, text=_("The tip is taken out")) as t:
        t.void(OwnTip, tip_id, reason="dropped")
    return t.changes()


def asked_by(question: str) -> str:
    """The id of the questionnaire that a question's id belongs to, "" where none is shipped with it."""
    return next((one.id for one in checklists() if one.question(question)), "")


def _written(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise Invalid([Problem(("text",), N_("Write what is to be done."))])
    return said


def _day(desk: Desk, typed: str, *, kept: dt.date | None = None) -> dt.date | None:
    if not typed.strip():
        return None
    day = read_day(typed, today=desk.today)
    if day is None or (day < desk.today and day != kept):
        raise Invalid([Problem(("due",), N_("Write a day to come, such as +7, tir or 3.3."))])
    return day
