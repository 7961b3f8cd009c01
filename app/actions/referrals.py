"""Referrals: an answer came, a detail is put right; and the other entries of the timeline without a form of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.actions.disclosures import note_referrals, referral_problems
from app.actions.releases import save_release
from app.base.languages import N_, _
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.validate import to_draft, validated
from app.records.record import Record
from app.records.referral import Referral
from app.records.registry import TYPES, case_of
from app.records.release import Release
from app.records.step import OPEN_STATES, Step
from app.store.questions.referrals import ReferralLine, referral_lines
from app.store.store import Changes


def answer_referral(desk: Desk, referral_id: str, answer: str, *, step_id: str = "") -> Changes:
    """The receiver has answered, today, with this line; `step_id` is the step behind it, which is done by that.

    Raises Invalid at `answer`.
    """
    if not answer.strip():
        raise Invalid([Problem(("answer",), N_("Write the answer in a line."))])
    referral = desk.get(Referral, referral_id)
    step = desk.get(Step, step_id) if step_id else None
    answered = replace(referral, answer=answer.strip(), answered_on=desk.today, step=step_id or referral.step)
    text = _("The answer is saved, the step is done") if step else _("The answer is saved")
    with desk.store.transaction("referral.answered", actor=desk.viewer, text=text) as t:
        t.put(answered, case=answered.person)
        if step:
            t.put(replace(step, state="done", state_on=desk.today, reason=""), case=step.person)
    return t.changes()


@dataclass(frozen=True)
class ReferralsView:
    """What waits for an answer, the oldest first, and what was answered, the newest first."""

    waiting: tuple[ReferralLine, ...]
    answered: tuple[ReferralLine, ...]


def referrals_view(desk: Desk) -> ReferralsView:
    """Everybody's referrals."""
    waiting = referral_lines(desk.store, viewer=desk.viewer, answered=False)
    return ReferralsView(waiting, referral_lines(desk.store, viewer=desk.viewer, answered=True))


def open_referral(desk: Desk, referral_id: str) -> tuple[Referral, tuple[Step, ...]]:
    """A referral to be answered, and the open steps of its person, one of which may wait for that."""
    referral = desk.get(Referral, referral_id)
    where = {"state": list(OPEN_STATES), "person": referral.person}
    return referral, tuple(desk.store.find(Step, viewer=desk.viewer, where=where))


def step_behind(referral: Referral, open_steps: Sequence[Step]) -> str:
    """The id of the open step that likely waits for this answer, to be offered: the linked one, else the only one
    that the receiver was to do; "" where there is none or more than one."""
    if any(step.id == referral.step for step in open_steps):
        return referral.step
    theirs = [step for step in open_steps if step.who == _WHO_ANSWERS.get(referral.to)]
    return theirs[0].id if len(theirs) == 1 else ""


# The code of step.who that stands for a receiver of list referral.to.
_WHO_ANSWERS = {
    "nav_prison": "nav",
    "nav_local": "nav",
    "reentry": "reentry",
    "contact_officer": "contact_officer",
    "head_school": "teacher",
}


def save_entry(desk: Desk, draft: Draft) -> Changes:
    """Keep a changed entry of the timeline that has no form of its own: a referral, a release, a sheet, a step.

    Raises Invalid.
    """
    kind: type[Record] = TYPES[draft.type]
    if kind is Release:
        return save_release(desk, draft)
    record = validated(draft, kind, today=desk.today)
    referrals = [record] if isinstance(record, Referral) else []
    wrong = [one for _at, one in referral_problems(desk, referrals)]
    if wrong:
        raise Invalid(wrong)
    with desk.store.transaction("entry.saved", actor=desk.viewer, text=_("The entry is saved")) as t:
        t.put(record, case=case_of(record))
        note_referrals(desk, t, referrals)
    return t.changes()


def entry_draft(desk: Desk, kind: str, entry_id: str) -> Draft:
    """An entry as a draft to be changed. Raises RecordGone."""
    return to_draft(desk.get(TYPES[kind], entry_id))
