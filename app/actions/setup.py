"""The first start and every next one: make a store, open it, get in with the recovery sheet, change passphrase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.actions.desk import Desk
from app.actions.passphrase import judge_passphrase
from app.actions.reading import opened_register
from app.base.clock import Clock
from app.base.languages import N_
from app.base.settings import PRISON_NAME, SCHOOL_NAME
from app.entry.problems import Invalid, Problem
from app.records.place import Prison
from app.records.shipped import shipped_deadlines, shipped_prisons
from app.store.recovery import RecoveryCode
from app.store.store import Store


@dataclass(frozen=True)
class FirstStart:
    """What the first start asks for. school and prison are picked from the shipped list or typed."""

    name: str
    passphrase: str
    school: str = ""
    prison: str = ""


def create_store(path: Path, answers: FirstStart, *, clock: Clock) -> tuple[Desk, RecoveryCode]:
    """Make a new, empty store and its recovery code. Raises Invalid for an unfit name or passphrase,
    AppError where the folder can't be written or a store is there already."""
    check_first_start(answers)
    store, code = Store.create(path, name=answers.name.strip(), passphrase=answers.passphrase, clock=clock)
    desk = Desk(store, clock)
    furnish(desk, school=answers.school, prison=answers.prison)
    return desk, code


def check_first_start(answers: FirstStart) -> None:
    """Raise Invalid with what is missing from the answers."""
    problems = []
    if not answers.name.strip():
        problems.append(Problem(("name",), N_("Write your name. It stands in the log of who did what.")))
    strength = judge_passphrase(answers.passphrase, names=(answers.name, answers.school, answers.prison))
    if not strength.ok:
        problems.append(Problem(("passphrase",), strength.why))
    if problems:
        raise Invalid(problems)


def furnish(desk: Desk, *, school: str, prison: str) -> None:
    """The school's name, the shipped lists and nothing else: everything in them can be edited."""
    with desk.store.transaction("store.furnished", actor=desk.viewer) as t:
        t.set(SCHOOL_NAME.name, school.strip())
        t.set(PRISON_NAME.name, prison.strip())
        for one in shipped_prisons():
            t.put(one, owner="")
        for deadline in shipped_deadlines(desk.today):
            t.put(deadline, owner="")


def prisons_to_pick() -> list[Prison]:
    """The shipped, dated list of prisons and their schools, for the first start."""
    return [prison for prison in shipped_prisons() if not prison.hidden]


def open_store(
    path: Path,
    passphrase: str,
    *,
    clock: Clock,
    accept_older: bool = False,
    noted: bool = True,
    progress: Callable[[float], None] | None = None,
) -> Desk:
    """Open a store. Raises the AppErrors of app.store.errors.

    noted: the log says so; not where the store is opened to see whether it is sound, which must change nothing.
    progress: told how much is done, from 0 to 1, while a store of an older version is put in order.
    """
    desk = Desk(Store.open(path, passphrase, clock, accept_older=accept_older, progress=progress), clock)
    if noted:
        opened_register(desk)
    return desk


def recover_store(path: Path, code: str, *, new_passphrase: str, clock: Clock) -> Desk:
    """Open a store with the typed recovery code and give the counsellor a new passphrase."""
    strength = judge_passphrase(new_passphrase)
    if not strength.ok:
        raise Invalid([Problem(("passphrase",), strength.why)])
    return Desk(
        Store.recover(path, RecoveryCode.parse(code), new_passphrase=new_passphrase, clock=clock), clock
    )


def change_passphrase(desk: Desk, *, old: str, new: str) -> None:
    """Give the counsellor a new passphrase. Raises Invalid for a weak one, WrongPassphrase for a wrong old one."""
    strength = judge_passphrase(new)
    if not strength.ok:
        raise Invalid([Problem(("new",), strength.why)])
    desk.store.change_passphrase(old=old, new=new)
