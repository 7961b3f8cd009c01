"""The way in and out of a register that is open: unlock the screen, prove the recovery sheet, close with a backup."""

from __future__ import annotations

from dataclasses import dataclass

from app.actions.desk import Desk
from app.base.errors import AppError
from app.base.languages import N_
from app.base.settings import LOCK_MINUTES, SCHOOL_NAME
from app.documents.document import Request
from app.store import counsellors, keys, opening
from app.store.recovery import RecoveryCode

_PROVED = "recovery.proved"


class AnotherCounsellor(AppError):
    """A passphrase that opens the register, but belongs to somebody else than `name`, for whom it is open."""

    says = N_("This is a colleague's passphrase: the register is open for {name}.")
    do = N_("It can be closed for {name}, whose drafts are kept, and opened for you.")


@dataclass(frozen=True)
class Welcome:
    """What the window shows of an opened register before anything else is read."""

    school: str
    counsellor: str
    recovery_proved: bool
    lock_minutes: int
    sheet_due: bool = False


def welcome(desk: Desk) -> Welcome:
    """Whose register it is, and whether its recovery sheet was ever typed back and is still to be trusted. Only the head
    makes a sheet, so nobody else is asked for one."""
    head = counsellors.one(desk.store, desk.viewer.counsellor).is_head
    return Welcome(
        school=desk.setting(SCHOOL_NAME),
        counsellor=desk.store.counsellor_name(desk.viewer.counsellor),
        recovery_proved=not head or bool(desk.store.setting(_PROVED, True)),
        lock_minutes=desk.setting(LOCK_MINUTES),
        sheet_due=head and bool(desk.store.setting(counsellors.SHEET_USED, "")),
    )


def check_passphrase(desk: Desk, passphrase: str) -> None:
    """Let the counsellor who opened the register back in. Raises WrongPassphrase, TooManyGuesses and, for a
    colleague's, AnotherCounsellor; the tries count together with those at the start."""
    unlock = opening.by_passphrase(passphrase)
    found, _slots = opening.unlocked(desk.store.path, unlock, desk.clock, floor=keys.FLOOR)
    if found.counsellor != desk.viewer.counsellor:
        raise AnotherCounsellor(name=desk.store.counsellor_name(desk.viewer.counsellor))


def new_recovery_code(desk: Desk) -> RecoveryCode:
    """A new code for a new sheet; the sheet before it stops working."""
    return desk.store.new_recovery_code()


def recovery_sheet(desk: Desk, code: RecoveryCode, language: str) -> bytes:
    """The recovery sheet as the bytes of a PDF."""
    from app.documents.registry import DOCUMENTS

    name = desk.store.counsellor_name(desk.viewer.counsellor)
    request = Request(
        today=desk.today, language=language, size="A4", values={"code": code.text, "name": name}
    )
    return DOCUMENTS["recovery_sheet"].make(desk.store, desk.viewer, request)


def recovery_is_proved(desk: Desk, proved: bool) -> None:
    """Note whether the code was typed back from its sheet; until it was, the window asks for it at every start."""
    with desk.store.transaction("keys.proved" if proved else "keys.unproved", actor=desk.viewer) as t:
        t.set(_PROVED, proved)
        if proved:
            counsellors.sheet_is_kept(t)


def close_register(desk: Desk) -> None:
    """Close the register with a verified backup where something was written. Raises what stood in the backup's way;
    the register is closed all the same."""
    desk.store.close(backup_changes=True)
