"""All documents, in the order in which the Paper page and the command line show them."""

from __future__ import annotations

from app.documents.before_conversation import BEFORE
from app.documents.checklist_paper import CHECKLIST
from app.documents.document import Document
from app.documents.errors import DocumentUnknown
from app.documents.handout import HANDOUT
from app.documents.inmate_poster import POSTER
from app.documents.person_record import RECORD
from app.documents.plan_sheet import PLAN
from app.documents.recovery_sheet import RECOVERY

DOCUMENTS: dict[str, Document] = {
    document.key: document for document in (POSTER, HANDOUT, PLAN, RECORD, BEFORE, CHECKLIST, RECOVERY)
}


def document(key: str) -> Document:
    """The document with this key. Raises DocumentUnknown, naming those there are."""
    if key not in DOCUMENTS:
        raise DocumentUnknown(document=key, known=", ".join(DOCUMENTS))
    return DOCUMENTS[key]
