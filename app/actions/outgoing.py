"""The one door: whatever leaves the program on paper or in a file is logged here before it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Literal

from app.actions.desk import Desk
from app.actions.disclosures import disclosures, said_of, voided_with
from app.actions.papers import Job, request_of
from app.documents.registry import DOCUMENTS, document
from app.store.store import Changes, Transaction

How = Literal["printed", "saved", "piped", "extracted"]
"""To a printer; to a file; to the standard output of a command; as a locked file."""

Within = Callable[[Transaction], None]
_VERBS = {"printed": "printed", "saved": "exported", "piped": "exported", "extracted": "extracted"}


def people_in(desk: Desk, job: Job) -> frozenset[str]:
    """The ids of the people a paper is about: those whose names or words stand on it, and who it is for."""
    named: set[str] = {job.person} if job.person else set()
    if job.document in DOCUMENTS and document(job.document).needs_store:
        document(job.document).data(desk.store, desk.viewer, request_of(desk, job), named=named)
    return frozenset(named)


def let_out(
    desk: Desk,
    jobs: Sequence[Job],
    *,
    how: How,
    to: str = "",
    text: str = "",
    within: Within | None = None,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Changes:
    """Log that these papers leave, before they do: nothing is out that the log does not know, or that has no ground.

    to: the printer, or where the file goes. text: what the log says besides. within: what else is written in the same
    transaction. more: what else the log is to hold, by name. What is disclosed to whom is written with it.
    Raises GroundMissing, ReleaseMissing (app.actions.disclosures): then nothing leaves.
    """
    about = [people_in(desk, job) for job in jobs]
    disclosed = disclosures(desk, jobs, about)
    verb = f"{'person' if any(about) else 'document'}.{_VERBS[how]}"
    papers = [[job.document, job.language, sorted(people)] for job, people in zip(jobs, about, strict=True)]
    with desk.store.transaction(verb, actor=desk.viewer, text=text, undoable=False) as t:
        t.about(*(person for people in about for person in people))
        t.what.update({"how": how, "papers": papers, **({"to": to} if to else {})})
        t.what.update({**said_of(disclosed), **more})
        for one in disclosed:
            t.put(one, case=one.person)
        if within is not None:
            within(t)
    return t.changes()


def stayed(desk: Desk, changes: Changes) -> Changes:
    """Log that what was let out did not get out after all: the printer refused, the stick was full.

    What was written down as disclosed did not happen.
    """
    people = desk.store.people_of(changes.event)
    with desk.store.transaction("document.stayed", actor=desk.viewer, undoable=False) as t:
        t.about(*people)
        t.what["event"] = changes.event
        for kind, key in voided_with(changes.records):
            t.void(kind, key, reason="never_happened")
    return t.changes()


@contextmanager
def leaving(
    desk: Desk, jobs: Sequence[Job], *, how: How, to: str = "", within: Within | None = None
) -> Iterator[Changes]:
    """Inside this the papers are written; what goes wrong there is logged too, and raised."""
    changes = let_out(desk, jobs, how=how, to=to, within=within)
    try:
        yield changes
    except BaseException:
        stayed(desk, changes)
        raise
