"""Deliberately broken builds: a harness counts only after it has failed on one of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.base.errors import AppError
from app.store import (
    backup,
    checking,
    connection,
    events,
    files,
    instance,
    opening,
    restoring,
    slots,
    thinning,
)
from app.store.errors import StoreDamaged, StoreInUse
from app.store.keys import DatabaseKey
from app.store.mark import Head
from app.store.store import Store
from app.store.transaction import Transaction


def no_journal() -> None:
    """No journal and no waiting for the disk: what is written when the program dies stays half-written."""
    settings = {
        "PRAGMA journal_mode = delete": "PRAGMA journal_mode = off",
        "PRAGMA synchronous = extra": "PRAGMA synchronous = off",
    }
    connection._SETTINGS = tuple(settings.get(one, one) for one in connection._SETTINGS)  # type: ignore[assignment]


def no_waiting() -> None:
    """A journal, but nobody waits for the disk: neither for the store nor for the files beside it."""
    setting = "PRAGMA synchronous = extra"
    off = tuple(one.replace("extra", "off") if one == setting else one for one in connection._SETTINGS)
    connection._SETTINGS = off  # type: ignore[assignment]
    files.os.fsync = lambda handle: None  # type: ignore[attr-defined]


def promises_early() -> None:
    """Says that it is saved before it is: the commit is put off to the next save."""
    put_off: list[Store] = []
    honest = connection.Connection.commit

    def commit(self: connection.Connection) -> None:
        put_off.append(self)  # type: ignore[arg-type]
        if len(put_off) % 2 == 0:
            honest(self)

    begin = connection.Connection.begin
    connection.Connection.commit = commit  # type: ignore[method-assign]
    connection.Connection.begin = lambda self: None if len(put_off) % 2 else begin(self)  # type: ignore[method-assign]


def in_place() -> None:
    """Small files are written in place, slowly, instead of being replaced."""

    def write(path: Path, content: bytes) -> None:
        with path.open("wb", buffering=0) as file:
            for at in range(0, len(content), 8):
                file.write(content[at : at + 8])
                time.sleep(0.0001)

    slots.replace_whole = write  # type: ignore[attr-defined]
    files.replace_whole = write


def copies_under_the_last_name() -> None:
    """A backup has its name from its first byte."""
    backup.sibling = lambda path, kind: path if kind == "part" else files.sibling(path, kind)  # type: ignore[attr-defined]


def swaps_without_deciding() -> None:
    """A restore renames file by file, slowly, with nothing written down."""

    def decide(store: Path) -> None:
        for kind in ("keys", "head"):
            files.replace_durably(files.sibling(restoring.staged(store), kind), files.sibling(store, kind))
            time.sleep(0.2)
        files.replace_durably(restoring.staged(store), store)

    restoring.decide = decide


def no_authentication() -> Callable[[], None]:
    """Pages are encrypted but not authenticated, and nothing is looked at beside them. Gives the way back."""
    honest_run, honest_check = connection.Connection.run, checking.check

    def run(self: connection.Connection, sql: str, args: connection.Args = ()) -> None:
        honest_run(self, sql, args)
        if sql.startswith("PRAGMA key"):
            honest_run(self, "PRAGMA cipher_use_hmac = off")

    def mend() -> None:
        connection.Connection.run = honest_run  # type: ignore[method-assign]
        checking.check = honest_check

    connection.Connection.run = run  # type: ignore[method-assign]
    checking.check = lambda opened: []
    return mend


def migrates_in_pieces() -> None:
    """Each statement of a migration is kept by itself."""
    connection.driver()
    from sqlite_utils import Database

    @contextmanager
    def atomic(self: Any) -> Iterator[Any]:
        yield self

    Database.atomic = atomic  # type: ignore[method-assign]


def migrates_unlogged() -> None:
    """The rows that a migration changes do not reach the log."""
    honest = events.append

    def append(connection: connection.Connection, after: Head, *, verb: str, **said: Any) -> Head:
        return after if verb == "store.migrated" else honest(connection, after, verb=verb, **said)

    events.append = append


def migrates_without_backup() -> None:
    """Nothing is put aside before a migration."""
    backup.before_migrating = lambda opened, clock: opened.path


def marks_before_migrating() -> None:
    """The mark tells of a migration that has not happened yet."""
    honest = opening._made_current

    def made_current(opened: opening.Opened, clock: Any, *said: Any) -> None:
        opened.mark.move(Head(opened.head.number + 1, "0" * 64))
        honest(opened, clock, *said)

    opening._made_current = made_current


def keeps_in_pieces() -> None:
    """A large step is kept a few rows at a time."""
    honest = Transaction.put

    def put(self: Transaction, record: Any, **said: Any) -> None:
        honest(self, record, **said)
        if len(self.images()) > 9:
            self._connection.commit()
            self._connection.begin()

    Transaction.put = put  # type: ignore[method-assign]


def swallows_errors() -> None:
    """A commit that the disk refused is taken for one that it made."""
    honest = connection.Connection.commit

    def commit(self: connection.Connection) -> None:
        try:
            honest(self)
        except AppError:
            self.roll_back()

    connection.Connection.commit = commit  # type: ignore[method-assign]


def no_lock() -> None:
    """Anybody gets the lock, and the database is locked for nobody either."""
    instance._take = lambda handle: None


def locks_for_good() -> None:
    """The lock is a file that is there or not."""
    taken = instance.InstanceLock.taken

    def take(store: Path) -> instance.InstanceLock:
        try:
            files.sibling(store, "held").touch(exist_ok=False)
        except FileExistsError as error:
            raise StoreInUse() from error
        return taken(store)

    def release(self: instance.InstanceLock) -> None:
        for held in Path(f"/proc/self/fd/{self.handle}").resolve().parent.glob("*.held"):
            held.unlink()
        os.close(self.handle)

    instance.InstanceLock.taken = take  # type: ignore[method-assign, assignment]
    instance.InstanceLock.release = release  # type: ignore[method-assign]


def plays_nothing_back() -> None:
    """A journal that is found is thrown away, and nothing is compared or checked."""
    honest = connection.Connection.opened

    def opened(path: Path, key: DatabaseKey) -> connection.Connection:
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        return honest(path, key)

    class Anything(int):
        """As long as any file."""

        def __rmul__(self, other: object) -> Anything:
            return self

        def __ne__(self, other: object) -> bool:
            return False

    connection.Connection.opened = opened  # type: ignore[method-assign, assignment]
    opening.PAGE = Anything()
    checking.check = lambda opened: []


def no_patience() -> None:
    """Nothing is tried twice, and what is written beside stays."""
    files.with_patience.__globals__["_PASSING"] = ()


def names_at_once() -> None:
    """Files for a stick have their names from the first byte."""
    from app.exchange import locked_pdf, whole_files

    def write(path: Path, content: bytes) -> None:
        with path.open("wb", buffering=0) as file:
            for at in range(0, len(content), 512):
                file.write(content[at : at + 512])

    whole_files._write = write
    whole_files._forget = lambda paths: None
    locked_pdf._write = write
    locked_pdf._remove = lambda path: None
    pathlib_with_name = Path.with_name

    def with_name(self: Path, name: str) -> Path:
        return self if name.endswith(".part") else pathlib_with_name(self, name)

    Path.with_name = with_name  # type: ignore[method-assign]


def believes_the_stick() -> None:
    """Nothing is read back."""
    from app.exchange import locked_pdf, whole_files

    whole_files._same = lambda path, content: None
    locked_pdf._is_whole = lambda path, content, passphrase: True
    backup._tried = lambda *given, **named: None  # type: ignore[assignment]


def lets_cells_live() -> None:
    """Nothing is set off in a spreadsheet."""
    from app.base import spreadsheet

    spreadsheet._ALIVE = ("no cell begins so",)


def asks_as_typed() -> None:
    """What is looked for is put into the statement as it was typed."""
    from app.store import store

    def search(connection: connection.Connection, text: str, **said: Any) -> list[Any]:
        return connection.rows(f"SELECT rowid FROM words WHERE words MATCH '{text}'")

    store.search = search  # type: ignore[attr-defined, assignment]


def follows_images() -> None:
    """Text that is set is markup: the picture that it names is opened."""
    from app.typeset import runs, shaped

    honest = runs.stretches

    def stretches(text: str, **said: Any) -> Any:
        if 'src="/' in text:
            Path(text.split('src="')[1].split('"')[0]).read_bytes()
        return honest(text, **said)

    shaped.stretches = stretches  # type: ignore[attr-defined]


def draws_boxes() -> None:
    """A character that no font has is drawn with the first font, as a box."""
    from app.typeset import runs

    def one_by_one(text: str, start: int, end: int, scripts: Any, look: Any) -> Any:
        return [runs.chain(scripts[index], look)[0] for index in range(start, end)]

    runs._one_by_one = one_by_one


def keeps_what_turns() -> None:
    """A field keeps every character."""
    import re

    from app.entry import reading

    reading._CONTROL = re.compile("[\x00]")


def looks_without_asking() -> None:
    """Whether a file is there is asked where nobody expects a refusal."""
    opening.is_there = lambda path: path.exists()


def reads_everything() -> None:
    """A search folds every note anew, five times over, as if there were no index: far too slow on any machine."""
    from app.base.folding import fold
    from app.records.session import Session

    def search(self: Store, text: str, *, viewer: Any, **said: Any) -> list[Any]:
        for _again in range(5):
            found = [one for one in self.find(Session, viewer=viewer) if fold(text) in fold(one.note)]
        return found

    Store.search = search  # type: ignore[method-assign, assignment]


def tries_nothing() -> None:
    """A copy gets its name untried."""
    from app.store import trying

    trying._tried = lambda order: None


def names_first() -> None:
    """A copy gets its name, and is tried afterwards."""
    from app.store import trying

    honest = trying._tried

    def tried(order: trying.Order) -> None:
        trying._named(order, order.part, order.target)
        time.sleep(0.05)
        try:
            honest(order._replace(part=order.target))
        except BaseException:
            backup.drop(order.target)
            raise
        order.target.rename(order.part)

    trying._tried = tried


def copies_once() -> None:
    """What is saved while a copy is made is not copied again."""
    from app.store import copying

    honest = copying.Copying._read

    def read(self: copying.Copying, at: int, length: int) -> bytes:
        same = (at, length) == (0, connection.PAGE) and hasattr(self, "_first")
        return self._first if same else honest(self, at, length)

    copying.Copying._read = read  # type: ignore[method-assign]


def thins_by_the_clock() -> None:
    """The newest backups are those that the clock says were made last."""
    honest = backup.to_keep

    def to_keep(backups: Any) -> Any:
        turned = {thinning.Made(int(made.at.timestamp()) + 10**10, made.at): made for made in backups}
        return {turned[one] for one in honest(turned)}

    backup.to_keep = to_keep


def forgets_to_write_anew() -> None:
    """Nobody remembers that the file is to be written anew after a deletion."""
    from app.store import forgetting

    forgetting.finish = lambda store: None


def trusts_what_it_reads() -> None:
    """What a damaged register gives is taken as it comes, and the log is not asked."""
    from app.store import rescued_pages, rescuing

    rescued_pages._STILL_READS = ()
    rescuing._take_images = lambda log, **said: None


def looks_seldom() -> None:
    """The program looks at its clocks every few seconds."""
    from ui.shell import clipboard, guard

    guard.TICK = clipboard.TICK = 3_700


def orders_by_the_wall() -> None:
    """An event stands at the time that the wall's clock says."""
    events.max = lambda now, last: now  # type: ignore[attr-defined]


def says_what_was_said() -> None:
    """A report holds the exceptions' own words."""
    from app.base import crash

    honest = crash.described
    crash.described = lambda error: f"{honest(error)}\n{error!r}"


def makes_in_place() -> None:
    """A register has its name from its first byte."""
    opening.sibling = lambda path, kind: path if kind == "new" else files.sibling(path, kind)  # type: ignore[attr-defined]
    opening.replace_durably = lambda source, target: (
        None if source == target else files.replace_durably(source, target)
    )  # type: ignore[attr-defined]


def keeps_the_end() -> None:
    """A file that is longer than its pages is damaged, whatever was being done to it."""

    def cut(*said: object) -> None:
        raise StoreDamaged()

    opening._cut = cut


def indexes_in_one_go() -> None:
    """Nothing is written between a line of the index that goes and one that gets its number."""
    from app.store import index

    index._FLUSH = "SELECT 1"


BREAKS: dict[str, Callable[[], None]] = {
    "looks_seldom": looks_seldom,
    "orders_by_the_wall": orders_by_the_wall,
    "says_what_was_said": says_what_was_said,
    "makes_in_place": makes_in_place,
    "keeps_the_end": keeps_the_end,
    "trusts_what_it_reads": trusts_what_it_reads,
    "indexes_in_one_go": indexes_in_one_go,
    "forgets_to_write_anew": forgets_to_write_anew,
    "no_journal": no_journal,
    "no_waiting": no_waiting,
    "promises_early": promises_early,
    "in_place": in_place,
    "swallows_errors": swallows_errors,
    "no_lock": no_lock,
    "locks_for_good": locks_for_good,
    "plays_nothing_back": plays_nothing_back,
    "no_patience": no_patience,
    "lets_cells_live": lets_cells_live,
    "asks_as_typed": asks_as_typed,
    "follows_images": follows_images,
    "draws_boxes": draws_boxes,
    "keeps_what_turns": keeps_what_turns,
    "looks_without_asking": looks_without_asking,
    "reads_everything": reads_everything,
    "names_at_once": names_at_once,
    "believes_the_stick": believes_the_stick,
    "copies_under_the_last_name": copies_under_the_last_name,
    "swaps_without_deciding": swaps_without_deciding,
    "keeps_in_pieces": keeps_in_pieces,
    "migrates_in_pieces": migrates_in_pieces,
    "migrates_unlogged": migrates_unlogged,
    "migrates_without_backup": migrates_without_backup,
    "marks_before_migrating": marks_before_migrating,
    "tries_nothing": tries_nothing,
    "names_first": names_first,
    "copies_once": copies_once,
    "thins_by_the_clock": thins_by_the_clock,
}

ASKED = "OVERGANG_BROKEN"  # breaks, with commas between, that a harness and its children are asked to take


def as_asked() -> None:
    """Break this process as the environment says."""
    for name in filter(None, os.environ.get(ASKED, "").split(",")):
        BREAKS[name]()


def proof(module: str, harness: str, breakage: str, *, samples: int, seed: int = 3) -> str:
    """What a harness prints of a build that is broken so. Raises where it found nothing, for then it proves nothing."""
    command = [sys.executable, "-m", f"tests.faults.{module}", harness]
    said = subprocess.run(
        [*command, "--samples", str(samples), "--seed", str(seed)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, ASKED: breakage},
    )
    if said.returncode != 1 or said.stderr:
        raise AssertionError(f"{harness} says of {breakage}: {said.stdout} {said.stderr[-2000:]}")
    return said.stdout
