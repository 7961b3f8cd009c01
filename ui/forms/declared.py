"""The input of any declared field, with days, quarters, languages and names written the way people write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from app.actions.intake_form import Lists
from app.base.languages import N_, _
from app.base.wording import OWN
from app.entry.draft import Draft
from app.entry.reading import write
from app.entry.when import read_quarter
from app.records.choices import label as label_of
from app.records.field import Kind
from app.records.registry import NAMED, scalars
from app.records.spoken import Spoken, find_languages, spoken_languages
from ui.forms.field import Input, Reading
from ui.forms.fields import field_for
from ui.forms.popup import Suggestion, folded
from ui.forms.suggest import PickField
from ui.forms.when import Today, WordedField, clock_field, day_field
from ui.theme import dates

NEW = "new:"
OPEN, NOT_RECORDED = "open", "not_recorded"


_NEW_NAME = {
    "ward": N_("New ward “{name}”"),
    "room": N_("New room “{name}”"),
    "officer": N_("New contact officer “{name}”"),
    "partner": N_("New partner “{name}”"),
    "contact": N_("New contact “{name}”"),
}


class NamedField(PickField):
    """A ward, room or the like by its first letters; a name that is none yet is offered as a new one.

    kind: the record type, one of app.records.registry.NAMED. `wanted` carries the new name; `made` puts the entry in.
    """

    wanted = Signal(str)

    def __init__(self, kind: str, label: str, lists: Callable[[], Lists | None], *, value: str = "") -> None:
        self.kind = kind
        self._lists = lists
        super().__init__(label, self._all, value=value, placeholder=_("First letters"))

    def made(self, id: str) -> None:
        """The new entry stands in the lists now: choose it."""
        self.set_value(id)
        self.touched()

    def _all(self) -> Sequence[Suggestion]:
        known = self._lists()
        return [Suggestion(one.name, data=one.id) for one in known.named[self.kind]] if known else []

    def _found(self, typed: str) -> Sequence[Suggestion]:
        hits = list(super()._found(typed))
        name = " ".join(typed.split())
        if not any(folded(hit.text) == folded(name) for hit in hits):
            hits.append(Suggestion(_(_NEW_NAME[self.kind], name=name), data=NEW + name))
        return hits

    def _chose(self, one: object) -> None:
        if isinstance(one, Suggestion) and str(one.data).startswith(NEW):
            self.wanted.emit(str(one.data).removeprefix(NEW))
        else:
            super()._chose(one)


class LanguageField(PickField):
    """A language by the letters of any name it goes by; beside it what is special about its paper."""

    def __init__(self, label: str, lists: Callable[[], Lists | None], *, hint: str = "") -> None:
        self._lists = lists
        super().__init__(label, self._all, placeholder=_("First letters"), hint=hint)

    def _all(self) -> Sequence[Suggestion]:
        return [self._line(one) for one in spoken_languages()]

    def _found(self, typed: str) -> Sequence[Suggestion]:
        return [self._line(one) for one in find_languages(typed)]

    def _line(self, one: Spoken) -> Suggestion:
        known = self._lists()
        parts = [
            _("read from the right") if one.direction == "rtl" else "",
            self._sheets(one.code, known),
        ]
        return Suggestion(one.name(), " · ".join(part for part in parts if part), one.code)

    @staticmethod
    def _sheets(code: str, known: Lists | None) -> str:
        """Whether there are sheets, and how far they have come at this school; what the makers wrote needs no word."""
        if known is None or code not in known.sheets:
            return ""
        state = known.states.get(code, OWN)
        return (
            _("sheets exist")
            if state == OWN
            else _("sheets: {state}", state=label_of("language.state", state))
        )


def quarter_field(label: str, *, today: Today, hint: str = "") -> WordedField:
    """An expected release: a quarter, "open", or nothing."""

    def shown(raw: str) -> str:
        if raw in {"", NOT_RECORDED}:
            return ""
        return _("open-ended") if raw == OPEN else dates.quarter(raw) if "-Q" in raw else raw

    def understood(text: str) -> str | None:
        return OPEN if text.casefold() == _("open-ended").casefold() else read_quarter(text, today=today())

    def reader(text: str) -> Reading | None:
        if not text.strip():
            return None
        quarter = understood(text.strip())
        if quarter is None:
            return Reading(False, _("Try mai 2027, k2 27 or “open”"))
        return Reading(True, "" if shown(quarter) == text.strip() else shown(quarter))

    def meant(text: str) -> str:
        return (understood(text) or text) if text else NOT_RECORDED

    return WordedField(label, shown=shown, meant=meant, reader=reader, hint=hint)


def declared_input(
    name: str, draft: Draft, *, today: Today, lists: Callable[[], Lists | None], label: str = ""
) -> Input:
    """The input for a declared field, showing what the draft says; bind it with FormDraft.add."""
    declaration, spec = scalars(draft.type)[name]
    text = label or _(spec.label)
    hint = _(spec.hint) if spec.hint else ""
    if spec.kind in (Kind.DAY_HELD, Kind.DAY_PLANNED):
        made: Input = day_field(text, today=today, past=spec.kind is Kind.DAY_HELD, hint=hint)
    elif spec.kind is Kind.CLOCK:
        made = clock_field(text)
    elif spec.kind is Kind.QUARTER:
        made = quarter_field(text, today=today, hint=hint)
    elif spec.kind is Kind.REF and spec.choices in NAMED:
        made = NamedField(spec.choices, text, lists)
    elif spec.kind is Kind.LANGUAGE:
        made = LanguageField(text, lists, hint=hint)
    else:
        return field_for(name, draft, today=today(), label=text)
    made.set_value(draft.raw.get(name, write(spec, declaration.default)))
    return made
