"""The log for reading: whose log says what, and whether it is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.actions.desk import Desk
from app.actions.reading import saw
from app.base.languages import current
from app.documents.event_log import SaidEvent, said, which_log
from app.documents.house_texts import HouseTexts
from app.store.log_check import LogProof
from app.store.questions.event_log import (
    LogPlace,
    WhichLog,
    check_readable,
    count,
    lines,
    places,
    reads_all_logs,
)

ME = "me"
SHOWN = 20_000  # lines in the window; what is older stands in the file and on paper


@dataclass(frozen=True)
class AskedLog:
    """Whose log: a person's, a counsellor's (`ME` is one's own), or with neither everybody's. kind: of doings, "" for
    all."""

    person: str = ""
    counsellor: str = ""
    kind: str = ""


@dataclass(frozen=True)
class FoundLog:
    """A log as a page begins with it. whose: the id of the counsellor; of: the name it is about, "" for everybody's;
    counsellors: (id, name) of those whose logs the reader may choose among, none but for the head."""

    asked: AskedLog
    whose: str
    of: str
    count: int
    places: tuple[LogPlace, ...]
    counsellors: tuple[tuple[str, str], ...]


def read_log(desk: Desk, asked: AskedLog, *, limit: int = SHOWN) -> FoundLog:
    """The log asked for. Raises LogNotYours."""
    store, viewer = desk.store, desk.viewer
    which = _which(desk, asked)
    found = tuple(places(store, which, viewer=viewer, limit=limit))
    total = len(found) if len(found) < limit else count(store, which, viewer=viewer)
    head = reads_all_logs(store, viewer)
    others = tuple((one.id, one.name) for one in store.counsellors()) if head else ()
    return FoundLog(asked, which.counsellor, _name(desk, asked), total, found, others)


def note_reading(desk: Desk, asked: AskedLog) -> bool:
    """Whoever reads somebody's log stands in a log too: once an hour for a person's, each time for a counsellor's.

    Raises LogNotYours: what was refused was not read."""
    check_readable(desk.store, _which(desk, asked), viewer=desk.viewer)
    if asked.person:
        return saw(desk, "log.read", [asked.person])
    return saw(desk, "log.read", [], of=_name(desk, asked))


def log_rows(desk: Desk, asked: AskedLog, numbers: Sequence[int]) -> dict[int, SaidEvent]:
    """These lines of a log in words. Raises LogNotYours."""
    which = _which(desk, asked)
    texts = HouseTexts(current())
    found = lines(desk.store, which, numbers, viewer=desk.viewer)
    return {number: said(texts, event, without=asked.person) for number, event in found.items()}


def prove_log(desk: Desk, proof: LogProof | None = None) -> LogProof:
    """Look through the next part of the log; asked again until it is `done`, so that others get their turn between."""
    proof = proof or LogProof()
    proof.go_on(desk.store.connection)
    return proof


def _which(desk: Desk, asked: AskedLog) -> WhichLog:
    counsellor = desk.viewer.counsellor if asked.counsellor == ME else asked.counsellor
    return which_log(asked.person, counsellor, asked.kind)


def _name(desk: Desk, asked: AskedLog) -> str:
    if asked.person:
        sql = "SELECT name FROM person WHERE id = ?"
        return str(desk.store.connection.value(sql, (asked.person,)) or "")
    return desk.store.counsellor_name(_which(desk, asked).counsellor) if asked.counsellor else ""
