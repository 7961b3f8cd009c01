"""Days and times as lines: typed the way people write them, kept the same on whichever day the draft is opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from app.base.languages import _
from app.entry.when import read_appointment, read_clock, read_day
from ui.forms.field import Reading
from ui.forms.text import TextField
from ui.theme import dates

Today = Callable[[], dt.date]


class WordedField(TextField):
    """A line whose raw text differs from what is shown: `shown` turns the raw text into words, `meant` back."""

    def __init__(
        self,
        label: str,
        *,
        shown: Callable[[str], str],
        meant: Callable[[str], str],
        reader: Callable[[str], Reading | None],
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        key: str = "",
    ) -> None:
        self._shown, self._meant = shown, meant
        super().__init__(
            label,
            value=shown(value) if value else "",
            placeholder=placeholder,
            hint=hint,
            key=key,
            reader=reader,
        )

    def value(self) -> str:
        return self._meant(self.edit.text().strip())

    def set_value(self, value: str) -> None:
        if value == self.value() and self.edit.hasFocus():
            return
        super().set_value(self._shown(value) if value else "")


def day_field(label: str, *, today: Today, past: bool | Callable[[], bool], hint: str = "") -> WordedField:
    """A day: "i går", "3.3", "+14". The raw text is YYYY-MM-DD as soon as it is understood.

    past: whether a day without a year is the nearest one that has been, or the nearest to come.
    """

    def has_been() -> bool:
        return past if isinstance(past, bool) else past()

    def understood(text: str) -> dt.date | None:
        return read_day(text, today=today(), past=has_been())

    def reader(text: str) -> Reading | None:
        if not text.strip():
            return None
        day = understood(text)
        if day is None:
            wrong = _("Try 3.3, tir or i går") if has_been() else _("Try +14, tir or 3.3")
            return Reading(False, wrong)
        return Reading(True, dates.day_short(day, today=today()))

    def meant(text: str) -> str:
        day = understood(text)
        return day.isoformat() if day else text

    def shown(raw: str) -> str:
        return _plain(raw, today(), understood)

    return WordedField(label, shown=shown, meant=meant, reader=reader, hint=hint)


def _plain(raw: str, today: dt.date, understood: Callable[[str], dt.date | None]) -> str:
    """A stored day short enough for its field, yet so that it is understood as itself; the read-back adds the weekday."""
    try:
        day = dt.date.fromisoformat(raw)
    except ValueError:
        return raw
    if abs((day - today).days) <= 1:
        return dates.day_said(day, today=today)
    short = f"{day.day}.{day.month}."
    return short if day.year == today.year and understood(short) == day else f"{short}{day.year}"


def clock_field(label: str) -> WordedField:
    """A time of day: "9", "915", "kl 9". The raw text is HH:MM."""

    def reader(text: str) -> Reading | None:
        if not text.strip():
            return None
        clock = read_clock(text)
        if clock is None:
            return Reading(False, _("Try 9, 915 or 09.15"))
        return Reading(True, "" if dates.clock(clock) == text.strip() else dates.clock(clock))

    return WordedField(
        label, shown=dates.clock, meant=lambda text: read_clock(text) or text if text else "", reader=reader
    )


class NextField(WordedField):
    """The next appointment: the offered one stands grey in the empty line, and Enter takes it.

    The raw text is YYYY-MM-DD or YYYY-MM-DD HH:MM as soon as it is understood. Nothing is booked while it is empty.
    """

    def __init__(self, label: str, *, today: Today, clock: Callable[[], str], key: str = "") -> None:
        self._today, self._clock_of_day = today, clock
        self._offered: dt.date | None = None
        super().__init__(label, shown=self._said, meant=self._meaning, reader=self._reading, key=key)

    def offer(self, day: dt.date) -> None:
        """Offer this day at the session's own time of day."""
        self._offered = day
        self.set_placeholder(self._words(day, self._clock_of_day()))
        self.read()

    def take(self) -> bool:
        """Take the offered appointment; False where there is none or something is written."""
        if self._offered is None or self.edit.text().strip():
            return False
        clock = self._clock_of_day()
        self.set_value(f"{self._offered.isoformat()} {clock}".strip())
        self.edit.setCursorPosition(len(self.edit.text()))
        self.touched()
        return True

    def day(self) -> dt.date | None:
        """The day that is written, or offered; None where neither is there or it is not understood."""
        text = self.edit.text().strip()
        if not text:
            return self._offered
        read = read_appointment(text, today=self._today())
        return read.day if read else None

    def read(self) -> Reading | None:
        reading = super().read()
        if not self.edit.text().strip() and self._offered is not None:
            self.edit.understood(_("suggestion"), "small")
        return reading

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not self.take():
                    self.edit.focus_next()
                return True
        return super().eventFilter(watched, event)

    def _reading(self, text: str) -> Reading | None:
        if not text.strip():
            return None
        when = read_appointment(text, today=self._today())
        if when is None:
            return Reading(False, _("Try +14, tir 10 or 3.3 9.15"))
        return Reading(True, self._words(when.day, when.clock or self._clock_of_day()))

    def _words(self, day: dt.date, clock: str) -> str:
        shown = dates.day_short(day, today=self._today())
        return _("{day} at {clock}", day=shown, clock=dates.clock(clock)) if clock else shown

    def _meaning(self, text: str) -> str:
        when = read_appointment(text, today=self._today()) if text else None
        return f"{when.day.isoformat()} {when.clock}".strip() if when else text

    def _said(self, raw: str) -> str:
        day, _blank, clock = raw.partition(" ")
        return f"{_plain(day, self._today(), self._day_of)} {dates.clock(clock)}".strip()

    def _day_of(self, text: str) -> dt.date | None:
        return read_day(text, today=self._today())
