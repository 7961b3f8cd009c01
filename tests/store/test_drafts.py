"""Drafts: kept as typed, found again after a restart, nobody else's, no event of the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.store.access import Viewer
from app.store.errors import RecordGone
from app.store.store import Store


def test_a_draft_is_found_again_after_a_restart(
    store: Store, clock: FixedClock, opens: Callable[..., Store]
) -> None:
    draft = Draft(
        "session", {"note": "midt i en set"}, {"steps": [Draft("step", {"text": "Ringe"})]}, place="note:13"
    )
    store.put_draft(draft, viewer=store.me, title="midt i", person="p1")
    events = store.connection.value("SELECT count(*) FROM event")
    clock.advance(60)
    other = Draft("intake")
    store.put_draft(other, viewer=store.me)
    draft.raw["note"] += "ning"
    clock.advance(60)
    store.put_draft(draft, viewer=store.me, title="midt i", person="p1")
    assert store.connection.value("SELECT count(*) FROM event") == events
    store.close()
    again = opens()
    first, second = again.drafts(viewer=again.me)
    assert (first.id, first.type, first.title, first.person) == (draft.id, "session", "midt i", "p1")
    assert first.changed_at == clock.now()
    assert second.id == other.id
    assert again.draft(draft.id, viewer=again.me) == draft
    again.drop_draft(draft.id, viewer=again.me)
    assert [line.id for line in again.drafts(viewer=again.me)] == [other.id]


def test_a_draft_is_nobody_elses(store: Store) -> None:
    draft = Draft("session", {"note": "hemmelig"})
    store.put_draft(draft, viewer=store.me)
    stranger = Viewer("stranger")
    assert store.drafts(viewer=stranger) == []
    with pytest.raises(RecordGone):
        store.draft(draft.id, viewer=stranger)
    with pytest.raises(RecordGone):
        store.put_draft(draft, viewer=stranger)
    store.drop_draft(draft.id, viewer=stranger)
    with pytest.raises(RecordGone), store.transaction("test", actor=stranger) as t:
        t.delete_draft(draft.id)
    assert store.draft(draft.id, viewer=store.me) == draft
