"""One text to one value: how each kind of field reads what was typed, and writes it back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, TypeVar

from app.base.languages import N_
from app.entry.draft import split_codes
from app.entry.when import read_clock, read_day, read_minutes, read_quarter
from app.records.choices import LISTS
from app.records.field import Field, Kind

T = TypeVar("T")
_MAX = {Kind.LINE: 500, Kind.NOTE: 50_000}
# What no text is made of: controls, halves of pairs, and characters that turn the rest of a line round unseen.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Unreadable(ValueError):
    """A text that the field can't understand; the message says what to write instead."""


def plain_line(text: str) -> str:
    """A text as one line of what texts are made of: no control, and nothing that turns the rest of a line round unseen."""
    return " ".join(_CONTROL.sub("", text).split())


def read(spec: Field, text: str, *, today: dt.date) -> Any:
    """The value of a non-empty text. Raises Unreadable with a source message."""
    return _READERS[spec.kind](spec, text, today)


def write(spec: Field, value: Any) -> str:
    """The text that `read` understands as this value; empty for nothing."""
    if value is None or value == () or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, dt.date):
        return value.isoformat()
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _line(spec: Field, text: str, today: dt.date) -> str:
    if len(text) > _MAX[spec.kind]:
        raise Unreadable(N_("This is too long. Shorten it, or use the note."))
    clean = text if spec.kind is Kind.NOTE else " ".join(text.split())
    return _CONTROL.sub("", clean.replace("\r\n", "\n").replace("\r", "\n"))


def _number(spec: Field, text: str, today: dt.date) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise Unreadable(N_("Write a whole number."))
    return int(text)


def _year(spec: Field, text: str, today: dt.date) -> int:
    if not re.fullmatch(r"[0-9]{4}", text) or not today.year - 110 <= int(text) <= today.year - 10:
        raise Unreadable(N_("Write the year with four digits, such as 1990."))
    return int(text)


def _minutes(spec: Field, text: str, today: dt.date) -> int:
    return _found(read_minutes(text), N_("Write minutes such as 45, or hours such as 1t30."))


def _day(spec: Field, text: str, today: dt.date) -> dt.date:
    try:
        return (
            dt.date.fromisoformat(text)
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text)
            else _spoken_day(spec, text, today)
        )
    except ValueError:
        raise Unreadable(_DAY_HINTS[spec.kind]) from None


def _spoken_day(spec: Field, text: str, today: dt.date) -> dt.date:
    return _found(read_day(text, today=today, past=spec.kind is Kind.DAY_HELD), _DAY_HINTS[spec.kind])


def _clock(spec: Field, text: str, today: dt.date) -> str:
    return _found(read_clock(text), N_("Write a time such as 9, 915 or 09.15."))


def _quarter(spec: Field, text: str, today: dt.date) -> str:
    if text in {"open", "not_recorded"}:
        return text
    return _found(read_quarter(text, today=today), N_("Write a quarter such as 2027-Q2, or “open”."))


def _code(spec: Field, text: str, today: dt.date) -> str:
    if text not in {choice.code for choice in LISTS[spec.choices].choices}:
        raise Unreadable(N_("Choose one from the list."))
    return text


def _codes(spec: Field, text: str, today: dt.date) -> tuple[str, ...]:
    return tuple(_code(spec, code, today) for code in split_codes(text))


def _yes(spec: Field, text: str, today: dt.date) -> bool:
    if text not in {"yes", "no"}:
        raise Unreadable(N_("Choose yes or no."))
    return text == "yes"


def _language(spec: Field, text: str, today: dt.date) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise Unreadable(N_("Choose a language from the list."))
    return text


def _ref(spec: Field, text: str, today: dt.date) -> str:
    if not re.fullmatch(r"[0-9a-f]{32}", text):
        raise Unreadable(N_("Choose one from the list."))
    return text


def _found(value: T | None, hint: str) -> T:
    if value is None:
        raise Unreadable(hint)
    return value


_DAY_HINTS = {
    Kind.DAY_HELD: N_("This date is not understood. Try 3.3, tir or i går."),
    Kind.DAY_PLANNED: N_("This date is not understood. Try +14, tir or 3.3."),
}
_READERS: dict[Kind, Callable[[Field, str, dt.date], Any]] = {
    Kind.LINE: _line,
    Kind.NOTE: _line,
    Kind.NUMBER: _number,
    Kind.YEAR: _year,
    Kind.MINUTES: _minutes,
    Kind.DAY_HELD: _day,
    Kind.DAY_PLANNED: _day,
    Kind.CLOCK: _clock,
    Kind.QUARTER: _quarter,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.YES: _yes,
    Kind.LANGUAGE: _language,
    Kind.REF: _ref,
}
