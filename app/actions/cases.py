"""Whose a case is, and to whom it is open: share it, hand it over, stand in, open it in an emergency, reassign it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.actions.desk import Desk
from app.base.days import show_day
from app.base.languages import N_, _, current, ngettext_
from app.entry.problems import Invalid, Problem
from app.store import granting, rights
from app.store.counsellors import Counsellor, everyone, one
from app.store.rights import CaseRights, LeftCase, Opening, StandingIn
from app.store.store import Changes

HOURS = (1, 4, 24)
"""For how long a case can be opened in an emergency."""
USUAL_HOURS = 4
_A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Team:
    """Those who work here, by name, the viewer among them; alone: nobody else ever has. me: the viewer's id."""

    me: str
    everyone: tuple[Counsellor, ...]
    alone: bool
    is_head: bool

    @property
    def colleagues(self) -> tuple[Counsellor, ...]:
        """The others who are here now."""
        return tuple(each for each in self.everyone if each.id != self.me and each.here)

    def name(self, counsellor: str) -> str:
        """The name of a counsellor, also of one who has left."""
        return next((each.name for each in self.everyone if each.id == counsellor), "")


def team(desk: Desk) -> Team:
    """Who works here."""
    found = tuple(everyone(desk.store))
    me = desk.viewer.counsellor
    return Team(me, found, len(found) < 2, any(each.id == me and each.is_head for each in found))


def case_rights(desk: Desk, person: str) -> CaseRights:
    """Whose this case is and to whom it is open. Raises RecordGone."""
    return rights.case_rights(desk.store, person, viewer=desk.viewer)


def share_case(desk: Desk, person: str, with_whom: str, *, until: dt.date | None = None) -> Changes:
    """Open one's own case to a colleague, until further notice or to the end of a day.

    Raises OthersCase, NoLongerHere, and Invalid at `with_whom` and `until`.
    """
    who = _colleague(desk, "with_whom", with_whom)
    name = case_rights(desk, person).name
    if until is not None and until < desk.today:
        raise Invalid([Problem(("until",), N_("This day has passed. Write a day to come, such as +14."))])
    text = _("{name} is shared with {who}", name=name, who=who)
    return granting.share(
        desk.store,
        person,
        actor=desk.viewer,
        counsellor=with_whom,
        until=_end_of(desk, until) if until else None,
        text=text,
    )


def end_sharing(desk: Desk, opening: str) -> Changes:
    """Close one's own case to a colleague again, or give back what was shared. Raises OthersCase, RecordGone."""
    return granting.end_sharing(
        desk.store, opening, actor=desk.viewer, text=_("The case is not shared any more")
    )


def hand_over(desk: Desk, person: str, to: str) -> Changes:
    """Make one's own case a colleague's, for good. Raises OthersCase, NoLongerHere, Invalid at `to`."""
    who = _colleague(desk, "to", to)
    text = _("{name} is handed over to {who}", name=case_rights(desk, person).name, who=who)
    return granting.hand_over(desk.store, person, actor=desk.viewer, to=to, text=text)


def reassign(desk: Desk, people: Sequence[str], to: str) -> Changes:
    """Give cases whose counsellor has left to somebody who is here. For the head.

    Raises HeadOnly, OthersCase, NoLongerHere, Invalid at `people` and `to`.
    """
    if not people:
        raise Invalid([Problem(("people",), N_("Choose at least one person."))])
    who = _somebody(desk, "to", to)
    text = ngettext_("{count} case is now {who}'s", "{count} cases are now {who}'s", len(people), who=who)
    desk.store.backup_before("settling")
    return granting.reassign(desk.store, people, actor=desk.viewer, to=to, text=text)


def left_cases(desk: Desk) -> tuple[LeftCase, ...]:
    """The cases of those who have left. Raises HeadOnly."""
    return rights.left_cases(desk.store, viewer=desk.viewer)


def stand_in(desk: Desk, absent: str, substitute: str, first: dt.date, last: dt.date) -> Changes:
    """Have somebody look after all of somebody's cases, from the first to the last day.

    Raises HeadOnly, NoLongerHere, and Invalid at `substitute` and `last`.
    """
    name = _somebody(desk, "substitute", substitute)
    of = _somebody(desk, "absent", absent)
    problems = []
    if absent == substitute:
        problems.append(Problem(("substitute",), N_("Choose somebody else.")))
    if last < first or last < desk.today:
        problems.append(Problem(("last",), N_("The last day lies before the first, or has passed.")))
    if problems:
        raise Invalid(problems)
    days = [show_day(day, today=desk.today, language=current()) for day in (first, last)]
    text = _("{who} stands in for {name}, {first}–{last}", who=name, name=of, first=days[0], last=days[1])
    return granting.stand_in(
        desk.store, actor=desk.viewer, absent=absent, substitute=substitute, first=first, last=last, text=text
    )


def end_substitution(desk: Desk, standing: str) -> Changes:
    """End it before its day. Raises HeadOnly, RecordGone."""
    return granting.end_standing_in(
        desk.store, standing, actor=desk.viewer, text=_("The substitution has ended")
    )


def substitutions(desk: Desk) -> tuple[StandingIn, ...]:
    """Who stands in for whom now or later: all for the head, for others what they are part of."""
    return rights.standings_in(desk.store, viewer=desk.viewer)


def open_in_emergency(desk: Desk, person: str, reason: str, *, hours: int = USUAL_HOURS) -> Changes:
    """The head opens a colleague's case for some hours; its counsellor is told, and it is logged.

    Raises HeadOnly, CaseRestricted, CaseIsOpen, and Invalid at `reason` and `hours`.
    """
    problems = []
    if not reason.strip():
        problems.append(
            Problem(("reason",), N_("Write why. It stands in the log, and the counsellor reads it."))
        )
    if hours not in HOURS:
        problems.append(Problem(("hours",), N_("Choose one from the list.")))
    if problems:
        raise Invalid(problems)
    name = case_rights(desk, person).name
    text = ngettext_(
        "{name} is open to you for {count} hour", "{name} is open to you for {count} hours", hours, name=name
    )
    return granting.open_in_emergency(
        desk.store, person, actor=desk.viewer, reason=" ".join(reason.split()), hours=hours, text=text
    )


def end_emergency(desk: Desk, opening: str) -> Changes:
    """Close the case again before its time. Raises OthersCase, RecordGone."""
    return granting.end_emergency(desk.store, opening, actor=desk.viewer, text=_("The case is closed again"))


def emergencies_to_see(desk: Desk) -> tuple[Opening, ...]:
    """Emergency openings of one's own cases that one has not taken note of yet."""
    return rights.emergencies_to_see(desk.store, viewer=desk.viewer)


def emergency_seen(desk: Desk, opening: str) -> Changes:
    """One has taken note of an emergency opening. Raises OthersCase."""
    return granting.have_seen(desk.store, opening, actor=desk.viewer)


def open_to_me(desk: Desk) -> tuple[Opening, ...]:
    """Colleagues' cases that are open to oneself now, emergencies and shared ones."""
    return rights.openings(desk.store, counsellor=desk.viewer.counsellor)


def _colleague(desk: Desk, field: str, counsellor: str) -> str:
    if counsellor == desk.viewer.counsellor:
        raise Invalid([Problem((field,), N_("Choose somebody else."))])
    return _somebody(desk, field, counsellor)


def _somebody(desk: Desk, field: str, counsellor: str) -> str:
    """The name of a counsellor. Raises Invalid where none is chosen."""
    if not counsellor:
        raise Invalid([Problem((field,), N_("Choose one from the list."))])
    return one(desk.store, counsellor).name


def _end_of(desk: Desk, day: dt.date) -> dt.datetime:
    """The first moment that the day is over, on this PC's clock."""
    return dt.datetime.combine(day + _A_DAY, dt.time(), tzinfo=desk.clock.now().tzinfo)
