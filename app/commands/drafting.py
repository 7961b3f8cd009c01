"""From `--set name=value` to a draft: plain fields, fields of what an entry contains, and a few short ways."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from app.base.errors import AppError
from app.base.languages import N_
from app.entry.draft import Draft, Path
from app.entry.problems import Invalid, Problem
from app.entry.steps import read_step
from app.entry.when import read_day
from app.records.choices import codes
from app.records.field import Field, Kind
from app.records.registry import collections, scalars

BOOKING = "booking"
"""What a planned session is called where it is asked for by name; it is no record type of its own."""
_PLANNED = "planned"
_EXTRA = {  # what the actions read from a draft besides the fields of the record
    "session": ("next", "done_steps"),
    "attendance": ("session",),
    "interpreter": ("session",),
    "timetable_slot": ("timetable",),
    "checklist_answer": ("round",),
    "activity": ("session",),
    "feedback_answer": ("feedback",),
}
_TODAY = {
    "session": "day",
    "intake": "day",
    "checklist_round": "started_on",
    "sheet": "day",
    "request": "day",
    "arrival": "day",
    "staff_told": "day",
    "subject_link": "day",
    "course_taken": "day",
    "feedback": "day",
    "review": "day",
    "interest_list": "day",
}
_QUESTION = re.compile(r"[TISK]\d{1,2}")
_YES = {"ja": "yes", "true": "yes", "1": "yes", "nei": "no", "false": "no", "0": "no"}


class FieldUnknown(AppError):
    """An entry has no field with this name."""

    says = N_("An entry of the type {type} has no field “{name}”. Nothing was saved.")
    do = N_("It has: {known}.")


def drafted(kind: str, values: Iterable[tuple[str, str]], *, today: dt.date) -> Draft:
    """A draft of one type with these values; what is about a day and has none is of today. Raises FieldUnknown."""
    draft = Draft(type_of(kind))
    for name, text in values:
        _put(draft, name, text, today)
    if kind == BOOKING:
        _plan(draft, today)
    elif kind in _TODAY and not draft.get(_TODAY[kind]):
        draft.raw[_TODAY[kind]] = today.isoformat()
    if kind == "intake":
        _person_of(draft)  # the form always has the part about the person
    return draft


def type_of(kind: str) -> str:
    """The record type that goes by this name."""
    return "session" if kind == BOOKING else kind


def _plan(draft: Draft, today: dt.date) -> None:
    """A booking is planned, and its day lies ahead where it is not written out. Raises Invalid at `state`."""
    if draft.get("state") not in {"", _PLANNED}:
        raise Invalid([Problem(("state",), N_("It may be: {known}."), {"known": _PLANNED})])
    draft.raw["state"] = _PLANNED
    day = read_day(draft.get("day"), today=today)
    if day is not None:
        draft.raw["day"] = day.isoformat()


def _put(draft: Draft, name: str, text: str, today: dt.date) -> None:
    short = _SHORT.get(draft.type, {}).get(name)
    if short is not None:
        short(draft, text, today)
    elif draft.type == "checklist_round" and _QUESTION.fullmatch(name):
        _answer(draft, name, text)
    elif draft.type == "intake" and name.startswith("person."):
        _field(_person_of(draft), name.removeprefix("person."), text)
    elif name.count(".") == 2 and name.split(".")[0] in collections(draft.type):
        _nested(draft, name, text)
    else:
        _field(draft, name, text)


def _field(draft: Draft, name: str, text: str) -> None:
    known = scalars(draft.type)
    if name in _EXTRA.get(draft.type, ()):
        draft.raw[name] = text
        return
    if name not in known:
        names = (*known, *_EXTRA.get(draft.type, ()), *_SHORT.get(draft.type, {}))
        raise FieldUnknown(type=draft.type, name=name, known=", ".join(dict.fromkeys(names)))
    kind = known[name][1].kind
    if kind is Kind.CODES and draft.get(name):
        text = f"{draft.get(name)},{text}"
    draft.raw[name] = _YES.get(text.strip().casefold(), text) if kind is Kind.YES else text


def _nested(draft: Draft, name: str, text: str) -> None:
    """`steps.0.text`: a field of what the entry contains, counted from 0."""
    collection, place, field = name.split(".")
    rows = draft.rows(collection)
    kind = collections(draft.type)[collection].of
    if not place.isdigit() or int(place) > len(rows):
        raise FieldUnknown(type=draft.type, name=name, known=f"{collection}.{len(rows)}.{field}")
    if int(place) == len(rows):
        rows.append(Draft(kind))
    _field(rows[int(place)], field, text)


# --- the short ways --------------------------------------------------------------------------------------------------


def _person_of(draft: Draft) -> Draft:
    """The draft of the person that an intake is about."""
    rows = draft.rows("person")
    if not rows:
        rows.append(Draft("person"))
    return rows[0]


def _intake_person(draft: Draft, text: str, today: dt.date) -> None:
    _person_of(draft).record_id = text.strip()


def _participant(draft: Draft, text: str, today: dt.date) -> None:
    draft.rows("attendances").append(Draft("attendance", {"person": text.strip()}))


def _step(draft: Draft, text: str, today: dt.date) -> None:
    """A step as it is written in the session's form: "text @who when"."""
    read = read_step(text, today=today)
    raw = {"text": read.text, "who": read.who_code, "phase": read.phase}
    if read.due is not None:
        raw["due"] = read.due.isoformat()
    draft.rows("steps").append(Draft("step", raw))


def _referral(draft: Draft, text: str, today: dt.date) -> None:
    draft.rows("referrals").append(Draft("referral", {"to": text.strip()}))


def _release(draft: Draft, text: str, today: dt.date) -> None:
    """`share_nav: sheet pl`: given, explained how and in which language; `share_nav: later` or `share_nav: refused`."""
    recipient, _colon, rest = text.partition(":")
    raw = {"recipient": recipient.strip()}
    how, _blank, language = rest.strip().partition(" ")
    answer = {"later": "explained_answer_later", "refused": "refused"}.get(how, "")
    if answer:
        raw["answer"] = answer
    elif how:
        raw |= {"explained_by": how, **({"language": language.strip()} if language.strip() else {})}
    draft.rows("releases").append(Draft("release", raw))


def _answer(draft: Draft, question: str, text: str) -> None:
    """`T1=yes: the poster hangs on every ward`: the answer, and after a colon how."""
    answer, _colon, how = text.partition(":")
    said = _YES.get(answer.strip().casefold(), answer.strip())
    draft.rows("answers").append(
        Draft("checklist_answer", {"question": question, "answer": said, "how": how.strip()})
    )


# --- what went wrong -------------------------------------------------------------------------------------------------


@contextmanager
def naming_codes(kind: str) -> Iterator[None]:
    """Problems in fields that take a code of a list come out with the codes there are: nobody sees a list here."""
    try:
        yield
    except Invalid as error:
        raise Invalid([_with_codes(kind, problem) for problem in error.problems]) from None


def _with_codes(kind: str, problem: Problem) -> Problem:
    spec = _spec(kind, problem.path)
    if spec is None or spec.kind not in (Kind.CODE, Kind.CODES):
        return problem
    return replace(problem, says=N_("It may be: {known}."), values={"known": ", ".join(codes(spec.choices))})


def _spec(kind: str, path: Path) -> Field | None:
    """The declaration of the field that a problem stands at."""
    *above, name = path
    kind = type_of(kind)
    if above:
        children = collections(kind).get(str(above[0]))
        kind = children.of if children else "person"
    found = scalars(kind).get(str(name))
    return found[1] if found else None


_SHORT: dict[str, dict[str, Callable[[Draft, str, dt.date], None]]] = {
    "session": {"person": _participant, "step": _step, "referral": _referral},
    "intake": {"person": _intake_person, "release": _release},
}
