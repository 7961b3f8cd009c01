"""Interpreters: ordered for a session, confirmed, cancelled, and how long they were used."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from app.actions.bookings import put_sessions
from app.actions.desk import Desk
from app.actions.intake_form import Lists, lists
from app.base.days import add_months
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.validate import to_draft, validated
from app.records.choices import label
from app.records.interpreter import InterpreterOrder
from app.records.person import Person
from app.records.session import Session
from app.store.questions.interpreters import LanguageNeed, NeedLine, languages_needed, needs
from app.store.store import Changes

NORWEGIAN = ("", "nb", "nn", "no")


@dataclass(frozen=True)
class OpenedOrder:
    """An order to write: the session's own, or a new one in the language that its person reads."""

    session: str
    draft: Draft
    lists: Lists


@dataclass(frozen=True)
class InterpretersView:
    """The coming sessions that need one, and the languages of this month."""

    coming: tuple[NeedLine, ...]
    month: tuple[LanguageNeed, ...]


def interpreters_view(desk: Desk) -> InterpretersView:
    """What the page of interpreters shows."""
    first = desk.today.replace(day=1)
    last = add_months(first, 1) - dt.timedelta(days=1)
    return InterpretersView(
        needs(desk.store, viewer=desk.viewer, since=desk.today),
        languages_needed(desk.store, viewer=desk.viewer, since=first, until=last),
    )


def open_order(desk: Desk, session_id: str) -> OpenedOrder:
    """The order of a session that is not cancelled, or a new one."""
    session = desk.get(Session, session_id)
    kept = next((one for one in session.interpreters if one.state != "cancelled"), None)
    draft = to_draft(kept) if kept else new_order(session.language, session.language_handling)
    if not draft.get("language") and len(session.attendances) == 1:
        draft.raw["language"] = _read_by(desk, session.attendances[0].person)
    return OpenedOrder(session.id, draft, lists(desk))


def new_order(language: str, handling: str) -> Draft:
    """An order to begin with; the language is left open where the talk is in Norwegian."""
    kind = handling.removeprefix("interpreter_") if handling.startswith("interpreter_") else "phone"
    said = "" if language in NORWEGIAN else language
    return Draft("interpreter", {"language": said, "kind": kind, "state": "ordered"})


def _read_by(desk: Desk, person_id: str) -> str:
    person = desk.get(Person, person_id)
    best = person.mother_tongue if person.reads_best in NORWEGIAN else person.reads_best
    return "" if best in NORWEGIAN else best


def keep_order(desk: Desk, session_id: str, draft: Draft) -> Changes:
    """Keep an order with its session, which is then talked through that interpreter. Raises Invalid."""
    order = validated(draft, InterpreterOrder, today=desk.today)
    session = desk.get(Session, session_id)
    others = tuple(one for one in session.interpreters if one.id != order.id)
    changed = replace(session, interpreters=(*others, order))
    if order.state != "cancelled":
        changed = replace(changed, language=order.language, language_handling=f"interpreter_{order.kind}")
    text = _("Interpreter: {state}", state=label("interpreter.state", order.state))
    with desk.store.transaction("interpreter.saved", actor=desk.viewer, text=text) as t:
        put_sessions(desk, t, [changed])
    return t.changes()
