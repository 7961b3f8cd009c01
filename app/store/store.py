"""The store: one connection on one thread, through which everything above reads and writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from app.base.clock import Clock
from app.entry.draft import Draft
from app.records.record import Record
from app.store import backup, checking, counsellors, drafts, events, keys, opening, reading, undoing
from app.store.access import Viewer, tell_time
from app.store.checking import Finding
from app.store.connection import Connection
from app.store.counsellors import Counsellor
from app.store.drafts import DraftLine
from app.store.errors import DiskFull
from app.store.keys import KeyCost
from app.store.mark import Head
from app.store.opening import Opened
from app.store.recovery import RecoveryCode
from app.store.rows import Meta
from app.store.search import Hit, search
from app.store.transaction import Changes, Transaction

__all__ = ["Changes", "Hit", "Meta", "Store", "Transaction", "Viewer"]

R = TypeVar("R", bound=Record)


class Store:
    """An open store. Made by `create`, `open` and `recover`; belongs to the thread that made it."""

    def __init__(self, opened: Opened, clock: Clock) -> None:
        self._opened, self.clock = opened, clock
        tell_time(opened.connection, clock, stamp=events.stamp)
        self._done = undoing.Done()
        self._busy = self._closed = False
        self._head_is_sure, self.has_written = True, False

    # --- making, opening, closing ---

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        name: str,
        passphrase: str,
        clock: Clock,
        cost: KeyCost | None = None,
        floor: KeyCost | None = None,
    ) -> tuple[Store, RecoveryCode]:
        """Make a store with its first counsellor, and open it. The code is for the recovery sheet and kept nowhere.

        cost: work per guess; left out, what this PC does in half a second. floor: the least that is ever accepted;
        only tests give another than the program's own. Raises StoreExists, FolderReadOnly, DiskFull.
        """
        floor, cost = floor or keys.FLOOR, cost or keys.calibrated()
        code = opening.create(path, name=name, passphrase=passphrase, clock=clock, cost=cost, floor=floor)
        return cls.open(path, passphrase, clock, floor=floor), code

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str,
        clock: Clock,
        *,
        accept_older: bool = False,
        floor: KeyCost | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> Store:
        """Open a store with a counsellor's passphrase.

        progress: told the share that is done while a store of an older version is put in order, which may take long.
        Raises WrongPassphrase, TooManyGuesses, StoreMissing, StoreDamaged, KeysMissing, KeysDamaged, KeyCostLowered,
        StoreNewer, StoreInUse, FolderReadOnly, and OlderCopy (or its kinds OtherCopy and HeadLost), which the user may
        answer with `accept_older`: that is logged.
        """
        unlock = opening.by_passphrase(passphrase)
        store = cls._open(path, unlock, clock, accept_older=accept_older, floor=floor, progress=progress)
        return store._settled()

    @classmethod
    def recover(
        cls,
        path: Path,
        code: RecoveryCode,
        *,
        new_passphrase: str,
        clock: Clock,
        accept_older: bool = False,
        floor: KeyCost | None = None,
    ) -> Store:
        """Open a store with the recovery sheet and give whoever made it, or else a head, a new passphrase. Raises
        WrongRecoveryCode and what `open` raises."""
        unlock = opening.by_code(code)
        store = cls._open(path, unlock, clock, accept_older=accept_older, floor=floor)
        return store._settled(lambda: counsellors.recovered(store, new_passphrase))._settled()

    @classmethod
    def _open(
        cls, path: Path, unlock: opening.Unlock, clock: Clock, *, floor: KeyCost | None, **how: Any
    ) -> Store:
        def keep(opened: Opened) -> Path:
            return backup.before_migrating(opened, clock)

        floor = floor or keys.FLOOR
        return cls(opening.open_store(path, unlock, clock, floor=floor, before_migrating=keep, **how), clock)

    def _settled(self, settle: Callable[[], object] | None = None) -> Store:
        """Itself, once its keys are in order; closed where that fails."""
        try:
            settle() if settle else counsellors.settle(self)
            return self
        except BaseException:
            self.close()
            raise

    def close(self, *, backup_changes: bool = False) -> None:
        """Close the store and let the next program in.

        backup_changes: first make a verified backup if the newest one is not the same. What stands in the way of that
        (DiskFull, SecondFolderMissing …) is raised after the store is closed. Closing again does nothing.
        """
        if self._closed:
            return
        self._closed = True
        try:
            if backup_changes and self.wants_backup():
                backup.into_folder(self._opened, self.clock, why="closed")
        finally:
            self._opened.close()

    @property
    def path(self) -> Path:
        """The store file."""
        return self._opened.path

    @property
    def me(self) -> Viewer:
        """The counsellor whose slot opened the store."""
        return Viewer(self._opened.counsellor)

    @property
    def opened(self) -> Opened:
        """The open store's parts, for the store's own modules."""
        return self._opened

    @property
    def connection(self) -> Connection:
        """For the reads in app.store.questions and for nobody else."""
        return self._opened.connection

    # --- writing ---

    @contextmanager
    def transaction(
        self, verb: str, *, actor: Viewer, text: str = "", undoable: bool = True
    ) -> Iterator[Transaction]:
        """All writes of one use case, and one event. On return they are on the disk; after an error nothing is.

        verb: what the log says, such as "session.saved". text: what the undo bar says; it may also be set inside.
        Raises DiskFull, WriteFailed, and what is raised inside.
        """
        if self._busy:
            raise RuntimeError("transactions do not nest")
        now = events.stamp(self.clock.now())
        transaction = Transaction(self.connection, verb=verb, actor=actor, now=now, text=text)
        self._busy = True
        try:
            head = yield from self._committed(transaction)
        finally:
            self._busy = False
        self._opened.head = head
        self._opened.mark.move(head)
        self.has_written = True
        counts = undoable and bool(transaction.images())
        transaction.finish(head.number, undoable=counts)
        if counts:
            self._done.add(head.number, transaction.text)

    def _committed(self, transaction: Transaction) -> Generator[Transaction, None, Head]:
        before = self._opened.head if self._head_is_sure else events.newest(self.connection)
        self._head_is_sure = False
        self.connection.begin()
        try:
            yield transaction
            transaction.refresh_index()
            head = transaction.log(before, now=self.clock.now())
            self.connection.commit()
        except BaseException as error:
            self.connection.roll_back()
            if isinstance(error, DiskFull):
                opening.give_up_reserve(self.path)
            raise
        self._head_is_sure = True
        return head

    def saw(self, verb: str, *, actor: Viewer, people: Collection[str] = (), **what: Any) -> bool:
        """Log that something was read: an event that changes nothing, and for whose sake no backup is made.

        people: whom it is about, but for those of whom it was logged within the hour; False where nobody is left.
        what: what else the log says.
        """
        now, who = self.clock.now(), actor.counsellor
        fresh = events.not_seen_lately(self.connection, people, verb=verb, actor=who, now=now)
        if people and not fresh:
            return False
        written = self.has_written
        with self.transaction(verb, actor=actor, undoable=False) as transaction:
            transaction.about(*fresh)
            transaction.what.update(what)
        self.has_written = written
        return True

    def undo(self, *, actor: Viewer) -> Changes:
        """Take back the newest action of this run that has not been taken back: the last twenty, one by one. Raises
        NothingToUndo, or ChangedSince where something later changed the same rows: the one before it comes next."""
        return undoing.undo(self, *self._done.take(), actor=actor)

    def people_of(self, event: int) -> tuple[str, ...]:
        """Whom an event of the log is about, by id."""
        return tuple(sorted(events.people_of(events.payload(self.connection, event) or {"rows": ()})))

    def cut_undo(self, events: Collection[int]) -> None:
        """Forget how to take these back: what they told was deleted."""
        self._done.cut(events)

    def can_undo(self) -> str | None:
        """What the next undo takes back, in the words of its undo bar; None where there is nothing."""
        return self._done.text()

    # --- reading ---

    def get(self, kind: type[R], record_id: str, *, viewer: Viewer) -> R:
        """The record with its collections, voided or not. Raises RecordGone."""
        return reading.get(self.connection, kind, record_id, viewer=viewer)

    def find(
        self,
        kind: type[R],
        *,
        viewer: Viewer,
        where: Mapping[str, object] | None = None,
        case: str | None = None,
        order: str = "",
        limit: int | None = None,
        voided: bool = False,
    ) -> list[R]:
        """The records that fit, with their collections.

        where: field → value; None is "empty", a list or set is "one of". case: only this person's. order: fields with
        commas between, "-" before one for newest or largest first. voided: with those that were taken out.
        """
        return reading.find(
            self.connection,
            kind,
            viewer=viewer,
            where=where or {},
            case=case,
            order=order,
            limit=limit,
            voided=voided,
        )

    def ids(
        self,
        kind: type[Record],
        *,
        viewer: Viewer,
        where: Mapping[str, object] | None = None,
        case: str | None = None,
        order: str = "",
        voided: bool = False,
    ) -> list[str]:
        """The ids of the records that fit, in order: for long lists, whose pages are fetched as they are shown."""
        return reading.ids(
            self.connection, kind, viewer=viewer, where=where or {}, case=case, order=order, voided=voided
        )

    def page(self, kind: type[R], ids: Sequence[str], *, viewer: Viewer) -> list[R]:
        """The records with these ids, in this order; those not there for this viewer are left out."""
        return reading.page(self.connection, kind, ids, viewer=viewer)

    def count(
        self,
        kind: type[Record],
        *,
        viewer: Viewer,
        where: Mapping[str, object] | None = None,
        case: str | None = None,
    ) -> int:
        """How many records fit; voided ones are not counted."""
        return reading.count(self.connection, kind, viewer=viewer, where=where or {}, case=case)

    def meta(self, kind: type[Record], record_id: str, *, viewer: Viewer) -> Meta:
        """Whose it is, which case, when it was written, whether it was voided. Raises RecordGone."""
        return reading.meta(self.connection, kind, record_id, viewer=viewer)

    def search(
        self, text: str, *, viewer: Viewer, person: str = "", kinds: Collection[str] = (), limit: int = 30
    ) -> list[Hit]:
        """What the words are found in: people first, then newest first. See app.store.search."""
        return search(self.connection, text, viewer=viewer, person=person, kinds=kinds, limit=limit)

    def while_wanted(self, wanted: Callable[[], bool]) -> AbstractContextManager[None]:
        """Reads inside stop with ReadCancelled once `wanted()` is false; never around a write."""
        return self.connection.while_wanted(wanted)

    # --- drafts, settings ---

    def put_draft(self, draft: Draft, *, viewer: Viewer, title: str = "", person: str = "") -> None:
        """Keep what stands in a form; on return it is on the disk. title, person: what a list of drafts shows."""
        now = self.clock.now()
        drafts.put(self.connection, draft, viewer=viewer, title=title, person=person, now=now)
        self.has_written = True

    def draft(self, draft_id: str, *, viewer: Viewer) -> Draft:
        """The draft as it was last kept. Raises RecordGone."""
        return drafts.get(self.connection, draft_id, viewer=viewer)

    def drafts(self, *, viewer: Viewer) -> list[DraftLine]:
        """The viewer's drafts, last touched first."""
        return drafts.lines(self.connection, viewer=viewer)

    def drop_draft(self, draft_id: str, *, viewer: Viewer) -> None:
        """Throw a draft away."""
        drafts.drop(self.connection, draft_id, viewer=viewer)
        self.has_written = True

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting's value (JSON), or the default where it was never set. Changed with Transaction.set."""
        kept = self.connection.value("SELECT value FROM setting WHERE name = ?", (name,))
        return default if kept is None else json.loads(kept)

    # --- counsellors and their keys ---

    def counsellors(self) -> list[Counsellor]:
        """Everyone who has worked with this store, in order of name."""
        return counsellors.everyone(self)

    def counsellor_name(self, counsellor: str) -> str:
        """The name of a counsellor, "" for an id that is not known."""
        return next((one.name for one in self.counsellors() if one.id == counsellor), "")

    def change_passphrase(self, *, old: str, new: str) -> None:
        """Change the passphrase of the counsellor who opened the store. Raises WrongPassphrase."""
        counsellors.change_passphrase(self, old=old, new=new)

    def add_counsellor(self, *, name: str, passphrase: str, roles: Collection[str] = ("counsellor",)) -> str:
        """Let another counsellor in, with an own passphrase; the id of that counsellor. Raises HeadOnly."""
        return counsellors.add(self, name=name, passphrase=passphrase, roles=roles)

    def remove_counsellor(self, counsellor: str, *, drop_keyless: bool = False) -> None:
        """Shut a counsellor out and give the store a new key. See app.store.counsellors.remove."""
        counsellors.remove(self, counsellor, drop_keyless=drop_keyless)

    def set_roles(self, counsellor: str, roles: Collection[str]) -> None:
        """Give a counsellor these roles. Raises HeadOnly, LastHead."""
        counsellors.set_roles(self, counsellor, roles)

    def new_recovery_code(self) -> RecoveryCode:
        """A new recovery sheet's code; the sheet before it stops working."""
        return counsellors.new_recovery_code(self)

    # --- safety ---

    def backup(self, target: Path | None = None) -> Path:
        """A verified copy: at `target`, or in the folders for backups. Gives its place. See app.store.backup."""
        if target is None:
            return backup.into_folder(self._opened, self.clock, why="asked")
        made = backup.copy(self._opened, target)
        backup.left(self._opened, made, self.clock)
        return made

    def backup_before(self, why: str) -> Path | None:
        """A verified backup beside the store before something risky, unless the newest one holds everything already.

        why: one word, which stands in its name, such as "erasing". Raises what a backup raises: then do not go on.
        """
        if not self.wants_backup():
            return None
        made = backup.into(backup.folder(self.path), self._opened, self.clock, why=why)
        self.has_written = False
        return made

    def wants_backup(self) -> bool:
        """Whether anything was written, a draft included, that the newest backup beside the store does not hold."""
        return self.has_written or not backup.is_backed_up(self._opened)

    def check(self) -> list[Finding]:
        """Everything that is not as it should be; an empty list says that the store is whole. Takes seconds."""
        return checking.check(self._opened)
