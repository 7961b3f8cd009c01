"""The judgement of a draft: a record, or problems keyed by field. Pure: nothing is read, nothing is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar, cast

from app.base.languages import N_
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.reading import Unreadable, read, write
from app.entry.rules import RULES
from app.records.field import Children, Field, Kind
from app.records.record import Record, new_id
from app.records.registry import TYPES, Declared, collections, declared, scalars, type_name

R = TypeVar("R", bound=Record)


def validated(draft: Draft, kind: type[R], *, today: dt.date) -> R:
    """The record that the draft says. Raises Invalid with every problem found, each at its field."""
    if draft.type != type_name(kind):
        raise TypeError(f"a draft of {draft.type} is not one of {type_name(kind)}")
    outcome = judge(draft, today=today)
    if isinstance(outcome, list):
        raise Invalid(outcome)
    return cast(R, outcome)


def judge(draft: Draft, *, today: dt.date) -> Record | list[Problem]:
    """The record that the draft says, or all that is wrong with it."""
    values: dict[str, object] = {"id": draft.record_id or new_id()}
    problems: list[Problem] = []
    for name, item in declared(draft.type).items():
        try:
            values[name] = _value(draft, item, today)
        except Invalid as wrong:
            problems += wrong.problems
    if problems:
        return problems
    record = TYPES[draft.type](**cast(Any, values))
    return _ruled(draft.type, record, today)


def _ruled(name: str, record: Record, today: dt.date) -> Record | list[Problem]:
    wrong = list(RULES[name](record, today)) if name in RULES else []
    return wrong or record


def _value(draft: Draft, item: Declared, today: dt.date) -> object:
    if isinstance(item.spec, Children):
        return _rows(draft, item.name, today)
    return _scalar(draft, item, item.spec, today)


def _scalar(draft: Draft, item: Declared, spec: Field, today: dt.date) -> object:
    applies = spec.when is None or spec.when(draft.raw)
    text = draft.raw.get(item.name, "")
    text = text if spec.kind is Kind.NOTE else text.strip()
    if not applies or not text.strip():
        if item.required:
            raise Invalid([Problem((item.name,), _NEEDED.get(spec.kind, N_("This is needed.")))])
        return item.default
    try:
        return read(spec, text, today=today)
    except Unreadable as why:
        raise Invalid([Problem((item.name,), str(why))]) from None


def _rows(draft: Draft, name: str, today: dt.date) -> tuple[Record, ...]:
    rows: list[Record] = []
    problems: list[Problem] = []
    for index, child in enumerate(draft.children.get(name, [])):
        outcome = judge(child, today=today)
        if isinstance(outcome, list):
            problems += [problem.under(name, index) for problem in outcome]
        else:
            rows.append(outcome)
    if problems:
        raise Invalid(problems)
    return tuple(rows)


def to_draft(record: Record) -> Draft:
    """A draft that says just this record, to change it in a form. `validated` gives the same record back."""
    name = type_name(type(record))
    draft = Draft(name, record_id=record.id)
    for field_name, (item, spec) in scalars(name).items():
        value = getattr(record, field_name)
        if value != item.default or item.required:
            draft.raw[field_name] = write(spec, value) or ("no" if value is False else "")
    for field_name in collections(name):
        draft.children[field_name] = [to_draft(child) for child in getattr(record, field_name)]
    return draft


_NEEDED = {
    Kind.REF: N_("Choose who it is about."),
    Kind.DAY_HELD: N_("Write the date, such as today or 3.3."),
    Kind.DAY_PLANNED: N_("Write the date, such as +14 or 3.3."),
    Kind.CODE: N_("Choose one from the list."),
}
