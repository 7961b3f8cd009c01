"""The checklist of the months before release (domain.md 11.4): nine points a person, how each stands, and who has it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.base.languages import _
from app.records.before_release import ReleaseCheck
from app.records.choices import codes, label
from app.store.store import Changes

SETTLED = ("done", "not_needed")
STATES = ("open", "doing", "done", "not_needed")


@dataclass(frozen=True)
class Point:
    """One point as it stands. check: what was written about it, None for nothing yet."""

    item: str
    check: ReleaseCheck | None

    @property
    def state(self) -> str:
        """A code of release_check.state; untouched is open."""
        return self.check.state if self.check else "open"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.state in SETTLED


def release_points(desk: Desk, person_id: str) -> tuple[Point, ...]:
    """The nine points of one person, in the order of the list."""
    found = desk.store.find(ReleaseCheck, viewer=desk.viewer, case=person_id)
    known = {one.item: one for one in reversed(found)}  # the first that was written, where there are two
    return tuple(Point(item, known.get(item)) for item in codes("release_check.item"))


def set_point_state(desk: Desk, person_id: str, item: str, state: str) -> Changes:
    """How a point stands (a code of release_check.state)."""
    found = _written(desk, person_id, item)
    done = (found.done_on or desk.today) if state == "done" else None
    said = _("{point}: {state}", point=_name(item), state=label("release_check.state", state))
    with desk.store.transaction("release_check.state", actor=desk.viewer, text=said) as t:
        t.put(replace(found, state=state, done_on=done), case=person_id)
    return t.changes()


def change_point(desk: Desk, person_id: str, item: str, *, state: str, who: str, note: str) -> Changes:
    """Everything about a point: how it stands, who has it, and a word."""
    found = _written(desk, person_id, item)
    done = (found.done_on or desk.today) if state == "done" else None
    made = replace(found, state=state, who=who.strip(), note=note.strip(), done_on=done)
    text = _("The point is saved")
    with desk.store.transaction("release_check.saved", actor=desk.viewer, text=text) as t:
        t.put(made, case=person_id)
    return t.changes()


def _written(desk: Desk, person_id: str, item: str) -> ReleaseCheck:
    for one in desk.store.find(ReleaseCheck, viewer=desk.viewer, case=person_id):
        if one.item == item:
            return one
    return ReleaseCheck(person=person_id, item=item)


def _name(item: str) -> str:
    name = label("release_check.item", item)
    return name[:1].upper() + name[1:]
