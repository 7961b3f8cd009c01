"""Groups as activities and meetings: what one adds to a talk in a line, and the list of a counsellor's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.actions.desk import Desk
from app.base.languages import _, ngettext_
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.activity import SMILES
from app.records.choices import label
from app.records.partner import Partner
from app.records.session import Session

MOST = 200  # the newest; older ones are found in the list of sessions


@dataclass(frozen=True)
class ActivityRow:
    """A group session as a line. came: how many took part, None where nobody was counted."""

    session: str
    title: str
    facts: str
    day: dt.date
    state: str
    came: int | None


def activities(desk: Desk) -> tuple[ActivityRow, ...]:
    """The groups that the viewer may see, the newest first."""
    found = desk.store.find(Session, viewer=desk.viewer, where={"form": "group"}, order="-day", limit=MOST)
    names = {one.id: one.name for one in desk.store.find(Partner, viewer=desk.viewer)}
    return tuple(_row(one, names) for one in found)


def activity_facts(draft: Draft, partner: str = "") -> str:
    """What an activity's draft says, in a line: aim, guests, faces and outcome. partner: whom guests came from."""
    parts = (
        draft.get("aim"),
        ", ".join(label("meeting.guest", code) for code in draft.codes("guests")),
        _guests(draft),
        _("guests from {partner}", partner=partner) if partner and draft.codes("guests") else "",
        _faces(draft),
        ", ".join(label("meeting.outcome", code) for code in draft.codes("outcomes")),
    )
    return " · ".join(part for part in parts if part)


def _guests(draft: Draft) -> str:
    count = draft.get("guest_count")
    if not count.isdecimal() or not draft.codes("guests"):
        return ""
    return ngettext_("{count} guest", "{count} guests", int(count))


def _faces(draft: Draft) -> str:
    counts = [draft.get(name) or "0" for name in SMILES]
    return _("faces: {counts}", counts=" ".join(counts)) if any(one != "0" for one in counts) else ""


def _row(one: Session, names: dict[str, str]) -> ActivityRow:
    about = one.activities[0] if one.activities else None
    draft = to_draft(about) if about else Draft("activity")
    kind = label("group.type", one.group_type) if one.group_type else ""
    facts = activity_facts(draft, names.get(about.partner, "") if about else "")
    came = sum(row.came for row in one.attendances) if one.attendances else one.headcount
    return ActivityRow(
        session=one.id,
        title=one.topic or _("Without a topic"),
        facts=" · ".join(part for part in (kind, facts) if part),
        day=one.day,
        state=one.state,
        came=came,
    )
