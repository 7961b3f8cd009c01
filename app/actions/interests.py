"""Lists of interests: which of 48 activities a person would like, and the picture that makes. A conversation starter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.base.languages import N_, _
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.validate import to_draft, validated
from app.records.choices_interest import TYPES_OF_INTEREST
from app.records.interest import InterestList
from app.records.person import Person
from app.store.store import Changes


@dataclass(frozen=True)
class TypeBar:
    """One bar of the picture: how many activities of a type the person would like, and how many perhaps, of eight."""

    type: str
    liked: int
    perhaps: int


@dataclass(frozen=True)
class OpenedInterests:
    """A list to be answered. found: it was begun before, and lay among the drafts."""

    draft: Draft
    person: Person
    found: bool


def picture(one: InterestList) -> tuple[TypeBar, ...]:
    """Six bars in the order of the types: nothing is ranked, and nothing is weighed against others."""
    return tuple(TypeBar(type, _of(one.liked, type), _of(one.perhaps, type)) for type in TYPES_OF_INTEREST)


def most(one: InterestList) -> tuple[str, ...]:
    """The types with the most that is liked, at most three; none where all are alike."""
    bars = sorted(picture(one), key=lambda bar: (-bar.liked, -bar.perhaps))
    if not bars[0].liked or bars[0].liked == bars[-1].liked:
        return ()
    return tuple(bar.type for bar in bars[:3] if bar.liked)


def open_interest_list(
    desk: Desk, *, person: str = "", list_id: str = "", draft_id: str = ""
) -> OpenedInterests:
    """A list of today for this person, one that is to be changed, or one that was begun. Raises RecordGone."""
    if draft_id:
        draft = desk.store.draft(draft_id, viewer=desk.viewer)
    elif list_id:
        draft = to_draft(desk.get(InterestList, list_id))
    else:
        draft = Draft("interest_list", {"person": person, "day": desk.today.isoformat()})
    return OpenedInterests(draft, desk.get(Person, draft.get("person")), found=bool(draft_id))


def answers_of(draft: Draft) -> Mapping[str, str]:
    """Activity → "yes" or "perhaps", as a draft says it."""
    return {
        **dict.fromkeys(draft.codes("perhaps"), "perhaps"),
        **dict.fromkeys(draft.codes("liked"), "yes"),
    }


def save_interest_list(desk: Desk, draft: Draft) -> Changes:
    """Keep a list. Raises Invalid where nothing is liked and nothing said."""
    made = validated(draft, InterestList, today=desk.today)
    if not (made.liked or made.perhaps or made.note.strip()):
        raise Invalid([Problem(("liked",), N_("Answer yes or perhaps to at least one."))])
    made = replace(made, perhaps=_without(made.perhaps, made.liked))
    with desk.store.transaction("interest_list.saved", actor=desk.viewer, text=_("The list is saved")) as t:
        t.put(made, case=made.person)
        t.delete_draft(draft.id)
    return t.changes()


def _of(found: Sequence[str], type: str) -> int:
    return sum(code[0] == type for code in found)


def _without(found: Sequence[str], those: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code in found if code not in those)
