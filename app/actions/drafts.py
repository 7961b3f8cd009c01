"""Drafts of forms: keep what is being written, find it again, drop it."""

from __future__ import annotations

import datetime as dt

from app.actions.desk import Desk
from app.entry.draft import Draft


def keep_draft(desk: Desk, text: str, *, title: str, person: str) -> dt.datetime:
    """Keep a form's draft (as JSON, so that the form may go on writing); returns when it was on the disk."""
    desk.store.put_draft(Draft.from_json(text), viewer=desk.viewer, title=title, person=person)
    return desk.clock.now()


def found_draft(desk: Desk, draft_id: str) -> Draft:
    """The draft as it was left. Raises the store's RecordGone."""
    return desk.store.draft(draft_id, viewer=desk.viewer)


def drop_draft(desk: Desk, draft_id: str) -> None:
    """Throw away a draft that says nothing, or that nobody wants."""
    desk.store.drop_draft(draft_id, viewer=desk.viewer)
