"""Retention: the county's decision on disposal, rules by kind, what they propose, and a person's decision on each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from app.actions.desk import Desk
from app.actions.erasing import told
from app.actions.extracts import Extracted, extract_person
from app.base.days import add_months
from app.base.errors import AppError
from app.base.languages import N_, _, current
from app.entry.problems import Invalid, Problem
from app.entry.when import read_day
from app.records.disclosure import Disclosure
from app.records.reminder import Reminder
from app.store import erasing
from app.store.questions.reminders import Due
from app.store.questions.retention import KEEP, KINDS, OUTCOMES, PERSON, Proposal, Rule, proposals, rows_of
from app.store.store import Changes, Store

DECISION, RULES = "retention.decision", "retention.rules"
RULE = "retention"
LONGEST = 600  # months
_KNOWN: WeakKeyDictionary[Store, tuple[dt.date, tuple[Due, ...]]] = WeakKeyDictionary()
KEEP_MONTHS = 12  # until what is kept for now is proposed again


class HeadDecides(AppError):
    """Only the head records what the county has decided."""

    says = N_("Only the head of the school department records the county's decision and the rules.")
    do = N_("Ask the head to do it.")


class NoDecision(AppError):
    """Without the county's decision nothing is proposed or deleted."""

    says = N_("The county's decision on disposal is not recorded, so no rule works.")
    do = N_("Have the head of the school department record it first.")


class MustStay(AppError):
    """A rule says that it has to be kept, or to go to the archive first."""

    says = N_("Some of it has to be kept, or go to the archive first. Nothing was deleted.")
    do = N_("Take those out of the choice, or deliver them to the archive.")


@dataclass(frozen=True)
class Decision:
    """The county's decision on what may be disposed of: its reference, its day, and who decided."""

    reference: str
    day: dt.date
    who: str


@dataclass(frozen=True)
class Retention:
    """What the page shows. decision: None until it is recorded. can_decide: whether the viewer may record it."""

    decision: Decision | None
    rules: Mapping[str, Rule]
    proposals: tuple[Proposal, ...]
    can_decide: bool


def retention(desk: Desk) -> Retention:
    """The decision, the rules and what they propose today."""
    found = proposed(desk)
    _KNOWN[desk.store] = (desk.today, _reminder(found))
    may = "head" in erasing.roles(desk.store, desk.viewer)
    return Retention(decision(desk), rules(desk), found, may)


def decision(desk: Desk) -> Decision | None:
    """The recorded decision, or None."""
    kept = desk.store.setting(DECISION)
    return Decision(kept["reference"], dt.date.fromisoformat(kept["day"]), kept["who"]) if kept else None


def rules(desk: Desk) -> dict[str, Rule]:
    """The rule of each kind, the person's own last."""
    kept = desk.store.setting(RULES, {})
    return {kind: Rule(*kept.get(kind, (0, OUTCOMES[0]))) for kind in (*KINDS, PERSON)}


def proposed(desk: Desk) -> tuple[Proposal, ...]:
    """What is proposed today; nothing while there is no decision."""
    if decision(desk) is None:
        return ()
    return proposals(desk.store, viewer=desk.viewer, today=desk.today, rules=rules(desk))


def record_decision(desk: Desk, *, reference: str, day: str, who: str) -> Changes:
    """Record the county's decision. Raises Invalid, HeadDecides."""
    _as_head(desk)
    on = read_day(day, today=desk.today) if day.strip() else None
    problems = [
        Problem((name,), says)
        for name, missing, says in (
            ("reference", not reference.strip(), N_("Write the reference of the decision.")),
            ("day", on is None or on > desk.today, N_("Write the day of the decision, such as 3.3.2025.")),
            ("who", not who.strip(), N_("Write who decided.")),
        )
        if missing
    ]
    if problems or on is None:
        raise Invalid(problems)
    kept = {"reference": reference.strip(), "day": on.isoformat(), "who": who.strip()}
    _KNOWN.pop(desk.store, None)
    with desk.store.transaction(
        "retention.decided", actor=desk.viewer, text=_("The county's decision is recorded")
    ) as t:
        t.set(DECISION, kept)
    return t.changes()


def set_rule(desk: Desk, kind: str, *, months: str, outcome: str) -> Changes:
    """Set one kind's rule; no months, or 0, for none. Raises Invalid, HeadDecides, NoDecision."""
    _as_head(desk)
    if decision(desk) is None:
        raise NoDecision()
    count = months.strip() or "0"
    if not (count.isdigit() and int(count) <= LONGEST):
        raise Invalid(
            [Problem(("months",), N_("Write a number from {low} to {high}."), {"low": 0, "high": LONGEST})]
        )
    if outcome not in OUTCOMES:
        raise Invalid([Problem(("outcome",), N_("Choose one from the list."))])
    kept = {one: (rule.months, rule.outcome) for one, rule in rules(desk).items()}
    _KNOWN.pop(desk.store, None)
    with desk.store.transaction("retention.rule_set", actor=desk.viewer, text=_("The rule is changed")) as t:
        t.set(RULES, {**kept, kind: (int(count), outcome)})
    return t.changes()


def keep_for_now(desk: Desk, chosen: Collection[tuple[str, str]]) -> Changes:
    """Not now: proposed again in a year. chosen: (person, kind)."""
    until = add_months(desk.today, KEEP_MONTHS)
    _KNOWN.pop(desk.store, None)
    with desk.store.transaction("retention.kept", actor=desk.viewer, text=_("Kept for another year")) as t:
        for person, kind in chosen:
            about = f"{person}/{kind}"
            id = uuid.uuid5(uuid.NAMESPACE_OID, f"{RULE}/{about}").hex
            t.put(
                Reminder(id=id, rule=RULE, about=about, person=person, state="snoozed", until=until),
                case=person,
            )
    return t.changes()


def delete_proposed(desk: Desk, chosen: Collection[tuple[str, str]], *, typed: str = "") -> Changes:
    """Delete for good what was chosen of today's proposals: (person, kind).

    typed: how many people go whole, written by hand where any do. Raises NoDecision, MustStay, Invalid.
    """
    if decision(desk) is None:
        raise NoDecision()
    allowed = {(one.person, one.kind) for one in proposed(desk) if one.may_go}
    if not set(chosen) <= allowed:
        raise MustStay()
    _KNOWN.pop(desk.store, None)
    people = [person for person, kind in chosen if kind == PERSON]
    if people and typed.strip() != str(len(people)):
        raise Invalid([Problem(("typed",), N_("Write {count} to confirm."), {"count": len(people)})])
    rows = [row for person, kind in chosen if kind != PERSON for row in rows_of(desk.store, person, kind)]
    desk.store.backup_before("erasing")
    return told(
        erasing.erase_both(desk.store, people=people, records=rows, actor=desk.viewer, why="retention")
    )


def deliver(desk: Desk, person_id: str, folder: Path, *, receiver: str) -> Extracted:
    """Write the person's record for the archive, locked and read back, and note that it was delivered. Raises Invalid."""
    found = decision(desk)
    if found is None:
        raise NoDecision()
    before = desk.store.count(
        Disclosure, viewer=desk.viewer, where={"person": person_id, "ground": "archive"}
    )
    _KNOWN.pop(desk.store, None)
    purpose = _("Archive delivery after {reference}", reference=found.reference)
    done = extract_person(desk, person_id, folder, purpose=purpose, receiver=receiver, ground="archive")
    after = desk.store.count(Disclosure, viewer=desk.viewer, where={"person": person_id, "ground": "archive"})
    if after == before:
        _note_delivery(desk, person_id, receiver=receiver.strip(), purpose=purpose)
    return done


def to_be_decided(desk: Desk) -> tuple[Due, ...]:
    """One reminder of all that is proposed; another one as soon as something else is. Looked for once a day, and anew after
    each decision here."""
    known = _KNOWN.get(desk.store)
    if known is None or known[0] != desk.today:
        known = _KNOWN[desk.store] = (desk.today, _reminder(proposed(desk)))
    return known[1]


def _reminder(found: Collection[Proposal]) -> tuple[Due, ...]:
    waiting = [one for one in found if one.outcome != KEEP]
    if not waiting:
        return ()
    about = uuid.uuid5(uuid.NAMESPACE_OID, repr(sorted((one.person, one.kind) for one in waiting))).hex
    people = {one.person for one in waiting}
    return (Due(RULE, about, min(one.due for one in waiting), code=str(len(people))),)


def _note_delivery(desk: Desk, person: str, *, receiver: str, purpose: str) -> None:
    note = Disclosure(
        person=person,
        day=desk.today,
        ground="archive",
        recipient=receiver,
        purpose=purpose,
        document="person_record",
        language=current(),
        contents=_("The whole record"),
    )
    with desk.store.transaction("disclosure.noted", actor=desk.viewer, undoable=False) as t:
        t.put(note, case=person)


def _as_head(desk: Desk) -> None:
    if "head" not in erasing.roles(desk.store, desk.viewer):
        raise HeadDecides()
