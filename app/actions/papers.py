"""Paper: what can be printed here, the sheets of one print job as PDF, and which sheet a person was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.actions.desk import Desk
from app.actions.usual import sheet_language
from app.base.folding import fold
from app.base.languages import _, sheet_languages
from app.base.wording import Wording
from app.documents.days_asked import days_asked
from app.documents.document import Request
from app.documents.registry import document
from app.records.checklist import ChecklistRound
from app.records.person import Person
from app.records.sheet import Sheet
from app.records.spoken import language_name
from app.store.questions.languages_here import languages_here
from app.store.questions.wording import wording
from app.store.store import Changes


@dataclass(frozen=True)
class Job:
    """One document to be made: in one language, for one person or for the wall.

    tried: lines of the sheets by key, as they are being written and are not kept yet.
    """

    document: str
    language: str
    size: str = "A4"
    values: Mapping[str, str] = field(default_factory=dict)
    person: str = ""
    tried: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two jobs the same paper."""
        return (
            self.document,
            self.language,
            self.size,
            self.person,
            self.tried,
            tuple(sorted(self.values.items())),
        )


@dataclass(frozen=True)
class Printed:
    """A job's PDF, and what it is called on the screen and in a file's name."""

    job: Job
    pdf: bytes
    name: str


@dataclass(frozen=True)
class SheetLanguage:
    """A language that there are sheets in. reads: how many of those here read it best. state: as it is at this school."""

    code: str
    reads: int
    state: str


@dataclass(frozen=True)
class PaperFacts:
    """What the Paper page starts from.

    languages: all with sheets; those read here first, the most common first, then the others by name.
    missing: languages that people here read and that no sheets exist in, with how many read each.
    """

    languages: tuple[SheetLanguage, ...]
    missing: tuple[tuple[str, int], ...]
    round: str

    @property
    def suggested(self) -> tuple[str, ...]:
        """What a paper is made in where nobody chose: Norwegian, and what is read here."""
        return tuple(dict.fromkeys(["nb", *(one.code for one in self.languages if one.reads)]))


def paper_facts(desk: Desk) -> PaperFacts:
    """The languages of the sheets with how many here read each, and the newest checklist round."""
    here = dict(languages_here(desk.store, viewer=desk.viewer))
    states = {info.code: info.state for info in wording(desk.store, viewer=desk.viewer).languages()}
    read = [code for code in here if code in states]
    rest = sorted((code for code in states if code not in here), key=lambda code: fold(language_name(code)))
    newest = desk.store.find(ChecklistRound, viewer=desk.viewer, order="-started_on", limit=1)
    return PaperFacts(
        tuple(SheetLanguage(code, here.get(code, 0), states[code]) for code in [*read, *rest]),
        tuple((code, count) for code, count in here.items() if code not in states),
        newest[0].id if newest else "",
    )


def make_paper(desk: Desk, job: Job) -> Printed:
    """The job's PDF. Raises AppError for what the user can put right."""
    name = desk.get(Person, job.person).name if job.person else ""
    wanted = document(job.document)
    data = wanted.data(desk.store, desk.viewer, request_of(desk, job), said=_tried(desk, job))
    return Printed(job, wanted.render(data), name)


def _tried(desk: Desk, job: Job) -> Wording | None:
    """The school's wording with what is being written in it; None where nothing is."""
    if not job.tried:
        return None
    here = wording(desk.store, viewer=desk.viewer)
    lines = {(job.language, key): text for key, text in job.tried}
    return here._replace(lines={**here.lines, **lines})


def request_of(desk: Desk, job: Job) -> Request:
    """What a job asks of its document."""
    values = dict(job.values)
    if job.person and any(one.name == "person" for one in document(job.document).parameters):
        values["person"] = job.person
    return Request(today=desk.today, language=job.language, size=job.size, values=values)


def keys_said(desk: Desk, job: Job) -> tuple[str, ...]:
    """The keys of the sheets' texts that a job's paper says in its own language, in the order in which it says them."""
    asked: dict[tuple[str, str], None] = {}
    document(job.document).data(desk.store, desk.viewer, request_of(desk, job), asked=asked)
    return tuple(key for language, key in asked if language == job.language)


def make_other(desk: Desk, job: Job) -> bytes:
    """The job's data in the other form of its document. Raises ValueError for a document that has none."""
    wanted = document(job.document)
    if wanted.other is None:
        raise ValueError(f"{job.document} is made as PDF only")
    request = Request(today=desk.today, language=job.language, size=job.size, values=dict(job.values))
    return wanted.other.make(wanted.data(desk.store, desk.viewer, request))


def language_for(desk: Desk, person_id: str) -> str:
    """The language that this person's sheets come out in."""
    return sheet_language(desk.get(Person, person_id), {info.code for info in sheet_languages()})


def went_out(desk: Desk, key: str, values: Mapping[str, str]) -> Changes | None:
    """A paper was printed or saved. Of the movement list it is kept what the duty officer now has in hand."""
    if key != "movement_list":
        return None
    from app.actions.movement import handed_out

    known = {one.name for one in document(key).parameters}
    said = {name: value for name, value in values.items() if name in known}
    inputs = document(key).check(Request(today=desk.today, values=said), {})
    return handed_out(desk, *days_asked(inputs))


def sheet_given(desk: Desk, person_id: str, *, document: str, language: str) -> Changes:
    """The person was given a sheet: it stands on the timeline."""
    sheet = Sheet(person=person_id, document=document, day=desk.today, language=language)
    with desk.store.transaction("sheet.given", actor=desk.viewer, text=_("The sheet is noted")) as t:
        t.put(sheet, case=person_id)
    return t.changes()
