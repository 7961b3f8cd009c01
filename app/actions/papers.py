"""Paper: make a document as PDF bytes, and remember which sheet a person was given."""

from __future__ import annotations

from collections.abc import Mapping

from app.actions.desk import Desk
from app.actions.usual import sheet_language
from app.base.languages import _, sheet_languages
from app.documents.document import Request
from app.documents.registry import DOCUMENTS
from app.records.person import Person
from app.records.sheet import Sheet
from app.store.store import Changes


def make_document(
    desk: Desk, key: str, *, language: str, size: str = "A4", values: Mapping[str, str] | None = None
) -> bytes:
    """The document as the bytes of a PDF. Raises AppError for what the user can put right."""
    request = Request(today=desk.today, language=language, size=size, values=dict(values or {}))
    return DOCUMENTS[key].make(desk.store, desk.viewer, request)


def language_for(desk: Desk, person_id: str) -> str:
    """The language that this person's sheets come out in."""
    return sheet_language(desk.get(Person, person_id), {info.code for info in sheet_languages()})


def sheet_given(desk: Desk, person_id: str, *, document: str, language: str) -> Changes:
    """The person was given a sheet: it stands on the timeline."""
    sheet = Sheet(person=person_id, document=document, day=desk.today, language=language)
    with desk.store.transaction("sheet.given", actor=desk.viewer, text=_("The sheet is noted")) as t:
        t.put(sheet, case=person_id)
    return t.changes()
