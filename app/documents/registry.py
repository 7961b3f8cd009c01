"""All documents, in the order in which the Paper page and the command line show them; each is loaded when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from app.documents.document import Document
from app.documents.errors import DocumentUnknown

# Each key with the file its document stands in and the name it has there. One poster does not wait for eight layouts.
_PLACES = {
    "inmate_poster": ("inmate_poster", "POSTER"),
    "languages_poster": ("languages_poster", "LANGUAGES_POSTER"),
    "handout": ("handout", "HANDOUT"),
    "invitation": ("invitation", "INVITATION"),
    "privacy_notice": ("privacy_notice", "PRIVACY_NOTICE"),
    "staff_poster": ("staff_poster", "STAFF_POSTER"),
    "plan_sheet": ("plan_sheet", "PLAN"),
    "appointment_slips": ("appointment_slips", "APPOINTMENT_SLIPS"),
    "request_slip": ("request_slip", "REQUEST_SLIP"),
    "intake_form": ("intake_form", "INTAKE_FORM"),
    "rights_sheet": ("rights_sheet", "RIGHTS"),
    "consent_sheet": ("consent_sheet", "CONSENT"),
    "feedback_slip": ("feedback_slip", "FEEDBACK"),
    "plan_abc": ("plan_abc", "PLAN_ABC"),
    "value_sheet": ("value_sheet", "VALUES"),
    "strengths_sheet": ("strengths_sheet", "STRENGTHS"),
    "network_sheet": ("network_sheet", "NETWORK"),
    "lifeline_sheet": ("lifeline_sheet", "LIFELINE"),
    "activity_list": ("activity_list", "ACTIVITIES"),
    "person_record": ("person_record", "RECORD"),
    "event_log": ("event_log", "EVENT_LOG"),
    "before_conversation": ("before_conversation", "BEFORE"),
    "meeting_page": ("meeting_page", "MEETING"),
    "movement_list": ("movement_list", "MOVEMENT_LIST"),
    "attendance_list": ("attendance_list", "ATTENDANCE"),
    "week_plan": ("week_plan", "WEEK_PLAN"),
    "checklist": ("checklist_paper", "CHECKLIST"),
    "progress_page": ("progress_page", "PROGRESS_PAGE"),
    "year_wheel": ("year_wheel", "YEAR_WHEEL"),
    "web_text": ("ready_texts", "WEB_TEXT"),
    "internal_text": ("ready_texts", "INTERNAL_TEXT"),
    "staff_briefing": ("ready_texts", "STAFF_BRIEFING"),
    "statistics": ("statistics_pages", "STATISTICS"),
    "year_report": ("year_report", "YEAR_REPORT"),
    "impact_annex": ("impact_annex", "IMPACT_ANNEX"),
    "recovery_sheet": ("recovery_sheet", "RECOVERY"),
}


class _Documents(Mapping[str, Document]):
    """The documents by key; the keys alone load none of them."""

    def __getitem__(self, key: str) -> Document:
        file, name = _PLACES[key]
        found: Document = getattr(import_module(f"app.documents.{file}"), name)
        return found

    def __contains__(self, key: object) -> bool:
        return key in _PLACES

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


DOCUMENTS: Mapping[str, Document] = _Documents()


def document(key: str) -> Document:
    """The document with this key. Raises DocumentUnknown, naming those there are."""
    if key not in DOCUMENTS:
        raise DocumentUnknown(document=key, known=", ".join(DOCUMENTS))
    return DOCUMENTS[key]
