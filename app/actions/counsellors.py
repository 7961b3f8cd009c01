"""Who works here: let a colleague in, set roles, shut somebody out, and replace a recovery sheet that was used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.actions.desk import Desk
from app.actions.passphrase import judge_passphrase
from app.base.errors import AppError
from app.base.folding import fold
from app.base.languages import N_, _
from app.base.settings import PRISON_NAME, SCHOOL_NAME
from app.entry.problems import Invalid, Problem
from app.store import backup, counsellors
from app.store.counsellors import COUNSELLOR, HEAD, LEAD, Counsellor
from app.store.errors import DiskFull, RekeyFailed, WriteFailed
from app.store.questions.colleagues import cases_of, last_seen
from app.store.recovery import RecoveryCode

ROLES: dict[str, str] = {
    COUNSELLOR: N_("Counsellor"),
    LEAD: N_("Lead counsellor"),
    HEAD: N_("Head of the school department"),
}
WHAT_ROLES_DO: dict[str, str] = {
    COUNSELLOR: N_("Own cases, and those that are shared."),
    LEAD: N_("Counts over everybody's cases, without a note or a name."),
    HEAD: N_("Lets colleagues in and out, gives cases on when somebody leaves, and counts too."),
}
COPIED = 0.3  # of the work of a removal on a large register
_PROVED = "recovery.proved"


@dataclass(frozen=True)
class Colleague:
    """Somebody who works, or worked, here. seen: the day something of theirs was last logged, for the head alone; cases:
    how many are theirs, for the head alone; lets_in: whether they have a passphrase."""

    id: str
    name: str
    roles: tuple[str, ...]
    since: dt.date
    left: dt.date | None
    seen: dt.date | None
    cases: int
    lets_in: bool
    me: bool


@dataclass(frozen=True)
class Colleagues:
    """here, left: in order of name. head: whether the viewer may change anything. sheet_due: the recovery sheet should be
    made anew. rekeying: a new key still waits to be made."""

    here: tuple[Colleague, ...]
    left: tuple[Colleague, ...]
    head: bool
    sheet_due: bool
    rekeying: bool


@dataclass(frozen=True)
class Removal:
    """What removing somebody means: their cases, who would lose their way in, how many backups the old key opens, and of
    which register."""

    id: str
    name: str
    cases: int
    keyless: tuple[str, ...]
    backups: int
    store: Path


def colleagues(desk: Desk) -> Colleagues:
    """Who works here, and who did."""
    store = desk.store
    everyone = store.counsellors()
    head = any(one.is_head for one in everyone if one.id == desk.viewer.counsellor)
    seen, cases = (last_seen(store), cases_of(store)) if head else ({}, {})
    ways = counsellors.with_way_in(store)
    found = [_colleague(desk, one, seen, cases, lets_in=one.id in ways) for one in everyone]
    return Colleagues(
        here=tuple(one for one in found if one.left is None),
        left=tuple(one for one in found if one.left is not None),
        head=head,
        sheet_due=sheet_is_due(desk),
        rekeying=bool(store.setting(counsellors.REKEYING, False)),
    )


def _colleague(
    desk: Desk, one: Counsellor, seen: Mapping[str, str], cases: Mapping[str, int], *, lets_in: bool
) -> Colleague:
    return Colleague(
        id=one.id,
        name=one.name,
        roles=tuple(role for role in ROLES if role in one.roles),
        since=_day(desk, one.since),
        left=_day(desk, one.left_at) if one.left_at else None,
        seen=_day(desk, seen[one.id]) if one.id in seen else None,
        cases=cases.get(one.id, 0),
        lets_in=lets_in,
        me=one.id == desk.viewer.counsellor,
    )


def _day(desk: Desk, stamp: str) -> dt.date:
    return dt.datetime.fromisoformat(stamp).astimezone(desk.clock.now().tzinfo).date()


def add_colleague(desk: Desk, *, name: str, passphrase: str, roles: Collection[str] = (COUNSELLOR,)) -> str:
    """Let somebody in; their id. Raises Invalid for a name or passphrase that is unfit, HeadOnly."""
    name = name.strip()
    problems = []
    if not name:
        problems.append(Problem(("name",), N_("Write the name. It stands in the log of who did what.")))
    if any(fold(one.name) == fold(name) for one in desk.store.counsellors() if one.here):
        problems.append(Problem(("name",), N_("Somebody of that name works here already.")))
    problems += [*_unfit(desk, passphrase, name), *_without_role(roles)]
    if problems:
        raise Invalid(problems)
    return desk.store.add_counsellor(name=name, passphrase=passphrase, roles=roles)


def give_passphrase(desk: Desk, colleague: str, *, passphrase: str) -> None:
    """Let somebody in who has no passphrase. Raises Invalid, HeadOnly, HasWayIn."""
    problems = _unfit(desk, passphrase, desk.store.counsellor_name(colleague))
    if problems:
        raise Invalid(problems)
    counsellors.give_passphrase(desk.store, colleague, passphrase)


def _unfit(desk: Desk, passphrase: str, name: str) -> list[Problem]:
    strength = judge_passphrase(
        passphrase, names=(name, desk.setting(SCHOOL_NAME), desk.setting(PRISON_NAME))
    )
    return [] if strength.ok else [Problem(("passphrase",), strength.why)]


def _without_role(roles: Collection[str]) -> list[Problem]:
    return [] if set(roles) & set(ROLES) else [Problem(("roles",), N_("Choose at least one role."))]


def set_roles(desk: Desk, colleague: str, *, roles: Collection[str]) -> None:
    """Give a colleague these roles. Raises Invalid for none, HeadOnly, LastHead."""
    if problems := _without_role(roles):
        raise Invalid(problems)
    desk.store.set_roles(colleague, roles)


def removal(desk: Desk, colleague: str) -> Removal:
    """What removing this colleague means, to be read before it is done."""
    store = desk.store
    return Removal(
        id=colleague,
        name=store.counsellor_name(colleague),
        cases=cases_of(store).get(colleague, 0),
        keyless=tuple(counsellors.keyless(store, leaving=colleague)),
        backups=len(backup.listed(backup.folder(store.path))),
        store=store.path,
    )


def share_removed(store: Path) -> float:
    """How much of a removal is done, from 0 to 1, by what lies on the disk: the copy that is made first, then the pages
    that are kept in the journal until all are encrypted anew. Asks the store nothing, so any thread may look."""
    journal = store.with_name(f"{store.name}-journal")
    with suppress(OSError):  # what was there a moment ago may be done with
        whole = store.stat().st_size
        for half in backup.folder(store).glob("*.db.part"):
            return COPIED * min(1, half.stat().st_size / whole)
        return COPIED + (1 - COPIED) * min(1, journal.stat().st_size / whole)
    return 0


def remove_colleague(desk: Desk, colleague: str, *, drop_keyless: bool = False) -> bool:
    """Shut a colleague out and give the register a new key; whether the new key is made. Where the disk has no room for
    that it waits for the next opening, and the colleague is out all the same. Raises HeadOnly, LastHead, NotOneself,
    KeysNotRenewed."""
    with suppress(DiskFull, WriteFailed):  # a full disk lets nobody stay in
        desk.store.backup_before("removal")
    try:
        desk.store.remove_counsellor(colleague, drop_keyless=drop_keyless)
    except (RekeyFailed, DiskFull, WriteFailed):
        if counsellors.one(desk.store, colleague).here:
            raise
        return False
    return True


# --- the recovery sheet ---


class SheetByHead(AppError):
    """A recovery sheet opens everything, so one for whom not everything is open makes none."""

    says = N_("Only the head of the school department makes a new recovery sheet. The old one still works.")
    do = N_("Ask the head to make one.")


def sheet_is_due(desk: Desk) -> bool:
    """Whether the recovery sheet was used, or stopped working, and has not been replaced."""
    return bool(desk.store.setting(counsellors.SHEET_USED, ""))


def new_sheet(desk: Desk) -> RecoveryCode:
    """A new recovery code. Until it is typed back from its sheet, the window asks for it at every start. Raises
    SheetByHead."""
    if not counsellors.one(desk.store, desk.viewer.counsellor).is_head:
        raise SheetByHead()
    with desk.store.transaction("keys.unproved", actor=desk.viewer) as t:
        t.set(_PROVED, False)
    return desk.store.new_recovery_code()


def roles_said(roles: Collection[str]) -> str:
    """The roles in words."""
    return ", ".join(_(text) for role, text in ROLES.items() if role in roles)
