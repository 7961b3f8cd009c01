"""A document of this register as the bytes of a PDF."""

from __future__ import annotations

from collections.abc import Mapping

from app.actions.desk import Desk
from app.documents.document import Request
from app.documents.registry import document


def document_pdf(desk: Desk, key: str, *, language: str, values: Mapping[str, str]) -> bytes:
    """The document with this key, with these values, as of today. Raises AppError for what the user can put right."""
    request = Request(today=desk.today, language=language, values=values)
    return document(key).make(desk.store, desk.viewer, request)
