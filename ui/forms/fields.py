"""From a declared scalar field and a draft to the input that fits its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from app.base.languages import _
from app.entry.draft import Draft
from app.entry.reading import Unreadable, read, write
from app.records import choices
from app.records.field import Field, Kind
from app.records.registry import scalars
from ui.forms.chips import ChipGroup
from ui.forms.field import Input, Reading
from ui.forms.popup import Suggestion
from ui.forms.suggest import PickField
from ui.forms.text import NoteField, TextField
from ui.forms.tokens import TokenField
from ui.theme import dates

FEW = 9  # what the digits 1 to 9 can choose
MINUTES = (15, 30, 45, 60, 90)
_READ_AS_TYPED = (
    Kind.NUMBER,
    Kind.YEAR,
    Kind.MINUTES,
    Kind.DAY_HELD,
    Kind.DAY_PLANNED,
    Kind.CLOCK,
    Kind.QUARTER,
)
Options = Callable[[], Sequence[Suggestion]]


def field_for(
    name: str,
    draft: Draft,
    *,
    today: dt.date,
    options: Options | None = None,
    label: str = "",
    placeholder: str = "",
) -> Input:
    """The input for field `name` of the draft's record type, filled from the draft and writing back into it.

    options: what a LANGUAGE or REF field offers (data = what is stored). Raises KeyError for an undeclared field.
    """
    declared, spec = scalars(draft.type)[name]
    start = draft.raw[name] if name in draft.raw else write(spec, declared.default)
    title = label or _(spec.label)
    field = _made(spec, title, start, today=today, options=options, placeholder=placeholder)
    field.setObjectName(name)
    field.changed.connect(lambda: draft.raw.__setitem__(name, field.value()))
    return field


def reader(spec: Field, *, today: Callable[[], dt.date]) -> Callable[[str], Reading | None]:
    """What a line understands of its text by the declaration: shown at its end, or why not."""

    def understand(text: str) -> Reading | None:
        if not text.strip():
            return None
        try:
            value = read(spec, text.strip(), today=today())
        except Unreadable as problem:
            return Reading(False, _(str(problem)))
        return Reading(True, shown(spec, value, today=today()))

    return understand


def shown(spec: Field, value: Any, *, today: dt.date) -> str:
    """A value as it is shown in the window; "" for nothing."""
    if value in (None, "", ()):
        return ""
    if isinstance(value, dt.date):
        return dates.day_short(value, today=today)
    if spec.kind is Kind.CLOCK:
        return dates.clock(str(value))
    if spec.kind is Kind.MINUTES:
        return dates.minutes(int(value))
    if spec.kind is Kind.CODE:
        return choices.label(spec.choices, str(value))
    if spec.kind is Kind.CODES:
        return ", ".join(choices.label(spec.choices, code) for code in value)
    if spec.kind is Kind.YES:
        return _("yes") if value else ""
    return str(value)


def _made(
    spec: Field, label: str, value: str, *, today: dt.date, options: Options | None, placeholder: str
) -> Input:
    hint = _(spec.hint) if spec.hint else ""
    if spec.kind is Kind.NOTE:
        return NoteField(label, value=value, placeholder=placeholder or hint)
    if spec.kind is Kind.YES:
        return ChipGroup("", {"yes": label}, value=value, many=True, name=label)
    if spec.kind in (Kind.CODE, Kind.CODES):
        return _of_list(spec, label, value, hint, placeholder)
    if spec.kind in (Kind.LANGUAGE, Kind.REF):
        return PickField(label, options or (lambda: ()), value=value, hint=hint, placeholder=placeholder)
    understand = reader(spec, today=lambda: today) if spec.kind in _READ_AS_TYPED else None
    steps = MINUTES if spec.kind is Kind.MINUTES else ()
    return TextField(
        label, value=value, hint=hint, placeholder=placeholder, reader=understand, choices_up_down=steps
    )


def _of_list(spec: Field, label: str, value: str, hint: str, placeholder: str) -> Input:
    options = choices.labels(spec.choices)
    many = spec.kind is Kind.CODES
    if len(options) <= FEW:
        return ChipGroup(label, options, value=value, many=many, hint=hint, tints={choices.NOT_ASKED: "idle"})
    if many:
        return TokenField(label, options, value=value, hint=hint, placeholder=placeholder)
    lines = [Suggestion(text, data=code) for code, text in options.items()]
    return PickField(label, lambda: lines, value=value, hint=hint, placeholder=placeholder)
