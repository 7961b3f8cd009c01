"""What sheets are called: under the preview, in a pack's bookmarks, and as files."""

from __future__ import annotations

from collections.abc import Sequence

from app.actions.papers import Job
from app.base.languages import _, language_info, ngettext_
from app.documents.registry import DOCUMENTS
from app.records.choices import label as label_of
from app.records.spoken import language_name
from ui.documents.making import Made
from ui.documents.strip import Shown
from ui.shell import files


def size_said(size: str) -> str:
    """A size as it is read."""
    return size.replace("x", " × ")


def shown_pages(job: Job, made: Made | None, *, state: str, before: Made | None, problem: str) -> list[Shown]:
    """A job's pages for the preview. before: the same sheet as it was, which stands there until the new one is made."""
    seen = made or before
    language = seen.printed.job.language if seen is not None else job.language
    facts = _facts(job, language, state)
    name = language_name(language) if language else _("Sheet")
    if seen is None:
        return [Shown(name, facts, problem=problem)]
    title = f"{seen.printed.name}, {name}" if seen.printed.name else name
    return [
        Shown(title, facts, seen.pictures.get(number), seen.smalls.get(number), problem)
        for number in range(seen.pages)
    ]


def _facts(job: Job, language: str, state: str) -> str:
    facts = [size_said(job.size)]
    if language and DOCUMENTS[job.document].languages == "sheets":
        facts += [_("reads from the right")] if language_info(language).direction == "rtl" else []
        facts += [label_of("language.state", state)] if state not in ("", "own") else []
    return " · ".join(facts)


def bookmark(job: Job, name: str) -> str:
    """What a sheet is called in a pack: whom it is for, or its language in the window's words and in its own."""
    language = language_name(job.language)
    if name:
        return f"{name}, {language}"
    own = language_info(job.language).own_name if DOCUMENTS[job.document].languages == "sheets" else ""
    return f"{language} · {own}" if own and own.casefold() not in language.casefold() else language


def file_name(job: Job) -> str:
    """One sheet's file, in the window's language and without anybody's name: what, language, size."""
    language = language_name(job.language) if DOCUMENTS[job.document].languages == "sheets" else ""
    return _file([_(DOCUMENTS[job.document].title), language, job.size])


def pack_name(jobs: Sequence[Job]) -> str:
    """The file of several sheets."""
    first = jobs[0]
    if len(jobs) == 1:
        return file_name(first)
    count = ngettext_("{count} sheet", "{count} sheets", len(jobs))
    if not first.person:
        count = ngettext_("{count} language", "{count} languages", len(jobs))
    return _file([_(DOCUMENTS[first.document].title), count, first.size])


def file_names(jobs: Sequence[Job]) -> list[str]:
    """A name for each, numbered so that a folder shows them in this order."""
    places = len(str(len(jobs)))
    return [f"{number:0{places}} {file_name(job)}" for number, job in enumerate(jobs, start=1)]


def _file(parts: Sequence[str]) -> str:
    words = " ".join(part for part in parts if part)
    return files.safe(words) + ".pdf"
