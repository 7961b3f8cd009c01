"""The line in which a row of the list is typed or put right: Tab goes on, Enter takes the row into the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from app.actions.newcomers import Newcomers
from app.base.languages import _
from app.entry.arrival_cells import clean, language_code, turned, way_of_leaving, without_numbers
from app.records.choices import label, labels
from app.records.spoken import find_languages, language_name
from app.store.questions.picking import PersonLine
from ui.forms import Input, LineEdit, SuggestField, Suggestion, TextField, give_letters, starting
from ui.forms.when import Today, day_field
from ui.theme import TOP, line

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = ~Qt.KeyboardModifier.KeypadModifier
# The fields of each list in reading order, with the share of the line that each gets.
FIELDS: Mapping[str, Mapping[str, int]] = {
    "came": {"name": 5, "ward": 4, "mother_tongue": 3, "arrived": 3},
    "left": {"name": 6, "left_kind": 4, "left_on": 3},
    "moved": {"name": 6, "ward": 4, "on": 3},
}
DAYS = ("arrived", "left_on", "on")


class EntryLine(QWidget):
    """`entered` when a row is complete, `given_up` when Esc gives up putting one right, `pasted` with a whole list."""

    entered = Signal()
    given_up = Signal()
    pasted = Signal(str)

    def __init__(self, which: str, known: Callable[[], Newcomers | None], *, today: Today) -> None:
        super().__init__()
        self._which, self._known, self._today = which, known, today
        self._person: PersonLine | None = None
        row = line(self, gap=10)
        self.fields: dict[str, Input] = {}
        for name, share in FIELDS[which].items():
            field = self._make(name)
            self.fields[name] = field
            row.addWidget(field, share, TOP)
            edit = field.target()
            if isinstance(field, SuggestField):
                _list = field.popup  # made now: its keys come after ours
            edit.installEventFilter(self)
        give_letters(list(self.fields.values()))
        self.clear()

    # --- the fields ---

    def _make(self, name: str) -> Input:
        if name == "name" and self._which == "came":
            return TextField(_("Name"), placeholder=_("First name and surname, or an alias"))
        if name in DAYS:
            return day_field(_DAY_LABELS[name](), today=self._today, past=True)
        titles = {
            "name": _("Name"),
            "ward": _("New ward") if self._which == "moved" else _("Ward"),
            "mother_tongue": _("Language"),
            "left_kind": _("How"),
        }
        sources = {"name": self._people, "ward": self._wards, "mother_tongue": _languages, "left_kind": _ways}
        field = SuggestField(titles[name], source=sources[name], placeholder=_("First letters"))
        if name == "name":
            field.picked.connect(self._picked)
            field.changed.connect(self._forget)
        return field

    def _people(self, typed: str) -> Sequence[Suggestion]:
        known = self._known()
        here = known.here if known else ()
        return starting(typed, [Suggestion(one.name, one.ward, one) for one in here])

    def _wards(self, typed: str) -> Sequence[Suggestion]:
        known = self._known()
        return starting(typed, [Suggestion(name) for name in known.wards] if known else [])

    def _picked(self, one: object) -> None:
        if isinstance(one, Suggestion) and isinstance(one.data, PersonLine):
            self._person = one.data

    def _forget(self) -> None:
        if self._person is not None and self.fields["name"].value() != self._person.name:
            self._person = None

    # --- the row ---

    def row(self) -> dict[str, str]:
        """What stands in the line, as fields of a row; names and numbers made ready as in a pasted list."""
        raw = {name: clean(field.value()) for name, field in self.fields.items()}
        raw["name"] = without_numbers(turned(raw["name"]))[0]
        if "mother_tongue" in raw:
            raw["mother_tongue"] = language_code(raw["mother_tongue"]) or raw["mother_tongue"]
        if "left_kind" in raw:
            known = {text: code for code, text in labels("leaving.kind").items()}
            raw["left_kind"] = known.get(raw["left_kind"]) or way_of_leaving(raw["left_kind"])
        return raw | ({"choice": f"here:{self._person.id}"} if self._person else {})

    def fill(self, raw: Mapping[str, str], problems: Mapping[str, str]) -> None:
        """Show a row to be put right, with what is wrong in it."""
        for name, field in self.fields.items():
            text = raw.get(name, "")
            if name == "mother_tongue" and language_code(text):
                text = language_name(text)
            if name == "left_kind" and text:
                text = label("leaving.kind", text)
            field.set_value(text)
            field.error(problems.get(name, ""))
        self._person = None

    def focus_wrong(self, problems: Mapping[str, str]) -> None:
        """Put the cursor into the first field that something is wrong in, else into the name."""
        wrong = next((name for name in problems if name in self.fields), "")
        self.focus(wrong or "name")
        edit = self.fields[wrong or "name"].target()
        if wrong and isinstance(edit, LineEdit):
            edit.selectAll()

    def day(self) -> tuple[str, str]:
        """The field of the day, and the day that rows without one get."""
        name = next(name for name in self.fields if name in DAYS)
        return name, self.fields[name].value() or self._today().isoformat()

    def clear(self) -> None:
        """Ready for the next row; the day stays as it was said last."""
        self._person = None
        for name, field in self.fields.items():
            if name not in DAYS:
                field.set_value("")
            elif not field.value():
                field.set_value(self._today().isoformat())
            field.error("")

    def focus(self, name: str = "name") -> None:
        """Put the cursor into a field."""
        self.fields[name].take_focus()

    def begin_with(self, letters: str) -> None:
        """Letters typed on a row of the list begin the next name."""
        self.focus()
        edit = self.fields["name"].target()
        QApplication.sendEvent(
            edit, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letters)
        )

    # --- keys ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        return False

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste()
        if event.modifiers() & _PLAIN:
            return False
        enter, tab = event.key() in _ENTER, event.key() == Qt.Key.Key_Tab
        field = next((one for one in self.fields.values() if one.target() is watched), None)
        if (enter or tab) and isinstance(field, SuggestField) and field.choosing:
            field.popup.take()
        if enter and any(one.value().strip() for name, one in self.fields.items() if name not in DAYS):
            self.entered.emit()
        return enter

    def _paste(self) -> bool:
        """A text of several lines or cells is a list; anything else is pasted into the field."""
        text = QApplication.clipboard().text()
        if any(sign in text.strip() for sign in "\n\r\t;"):
            self.pasted.emit(text)
            return True
        return False


def _languages(typed: str) -> Sequence[Suggestion]:
    return [Suggestion(one.name(), data=one.code) for one in find_languages(typed)]


def _ways(typed: str) -> Sequence[Suggestion]:
    return starting(typed, [Suggestion(text, data=code) for code, text in labels("leaving.kind").items()])


_DAY_LABELS: Mapping[str, Callable[[], str]] = {
    "arrived": lambda: _("Arrived"),
    "left_on": lambda: _("Left on"),
    "on": lambda: _("From"),
}
