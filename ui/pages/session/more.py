"""What a session may say besides the note: purpose, tools, results, referrals, state; closed until it is wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from app.actions import intake_form
from app.actions.intake_form import Lists
from app.base.languages import N_, _
from app.records.registry import scalars
from ui.forms import Input, field_for
from ui.forms.binding import FormDraft
from ui.forms.declared import NamedField
from ui.pages.session.referrals import Referrals
from ui.slices import Slices
from ui.theme import TOP, Button, column, line, polish
from ui.work import Work

QUIET = 300  # ms after the form is there
_ROWS = (
    ("purpose",),
    ("buttons",),
    ("transitions",),
    ("own_view", "own_view_declined"),
    ("tools", "present"),
    ("place",),
    ("room", "initiated_by"),
    ("done_by",),
    ("results",),
)
_STATE = (("state",), ("cancel_reason",))
NAMES = tuple(name for row in (*_ROWS, *_STATE) for name in row)


class More(QWidget):
    """A line that opens the rest (Alt+M). The fields are made when it is first opened, or in quiet moments before."""

    opened = Signal()

    def __init__(self, form: FormDraft, work: Work, *, today: dt.date) -> None:
        super().__init__()
        self._form, self._work, self._today = form, work, today
        self._lists: Lists | None = None
        self._rest = QWidget(self)
        self._rest.hide()
        self._making: Slices | None = None
        self._made, self._wanted = False, False
        self._referrals: Referrals | None = None
        box = column(self, gap=10)
        self.button = Button(
            _("Purpose, tools, results, referrals"),
            "quiet",
            icon="chevron-right",
            key="Alt+M",
            height=30,
            pad=4,
        )
        self.button.clicked.connect(self.turn)
        row = line()
        row.addWidget(self.button)
        row.addStretch()
        box.addLayout(row)
        box.addWidget(self._rest)

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return self._rest.isVisibleTo(self)

    def prepare(self, *, wait: int = QUIET) -> None:
        """Make the fields when the window has nothing else to do: opening them takes no longer than a frame then."""
        if self._making is None:
            self._making = Slices(self._make(), self, wait=wait)
            self._work.ask(intake_form.lists, then=self._know)

    def turn(self) -> None:
        """Open, with the cursor in the first field, or close."""
        if self.is_open:
            self._rest.hide()
            self.button.show_icon("chevron-right")
            self.button.setFocus()
            return
        self.open()
        self._form.fields[NAMES[0]].take_focus()

    def open(self) -> None:
        """Show the fields."""
        self._wanted = False
        self.prepare()
        if self._making is not None and not self._made:
            self._making.finish()
        self._rest.show()
        self.button.show_icon("chevron-down")
        self.opened.emit()

    def show_again(self, *, at_once: bool) -> None:
        """The draft has become another one. What says something opens: at once, or when its fields have been made."""
        self._form.show([name for name in NAMES if name in self._form.fields])
        if self._referrals is not None:
            self._referrals.show_draft()
        if self._says_something() and not self.is_open:
            if at_once or self._made:
                self.open()
            else:
                self._wanted = True
                self.prepare(wait=0)

    def _says_something(self) -> bool:
        """Whether a field in here has another value than it begins with; where a talk is, is as last time or as booked."""
        draft = self._form.draft
        ordinary = {"state": "held", "place": draft.get("place"), "room": draft.get("room")}
        fields = scalars("session")
        return bool(draft.rows("referrals")) or any(
            draft.get(name) and name in fields and draft.get(name) != ordinary.get(name, "") for name in NAMES
        )

    def _make(self) -> Iterator[None]:
        """A row a step."""
        box = column(self._rest, gap=13)
        for names in _ROWS:
            box.addLayout(self._row(names))
            polish(self._rest)
            yield
        self._referrals = Referrals(self._form, today=self._today)
        box.addWidget(self._referrals)
        polish(self._rest)
        yield
        for names in _STATE:
            box.addLayout(self._row(names))
            polish(self._rest)
            yield
        self._made = True
        if self._wanted:
            self.open()

    def _know(self, lists: Lists) -> None:
        """The rooms by name: what stands in the field is an id until then."""
        self._lists = lists
        if "room" in self._form.fields:
            self._form.show(["room"])

    def _room(self) -> Input:
        field = NamedField("room", _("Room"), lambda: self._lists)

        def then(made: tuple[str, Lists]) -> None:
            room, self._lists = made
            field.made(room)

        field.wanted.connect(lambda name: self._work.run(intake_form.new_named, "room", name, then=then))
        return self._form.add("room", field)

    def _row(self, names: tuple[str, ...]) -> QLayout:
        row = line(gap=12)
        for name in names:
            row.addWidget(self._field(name), 1, TOP)
        return row

    def _field(self, name: str) -> Input:
        if name == "room":
            return self._room()
        field = field_for(name, self._form.draft, today=self._today, placeholder=_(_FIND.get(name, "")))
        if name == "own_view_declined":
            field.box.setContentsMargins(0, _BESIDE_A_LINE, 0, 0)
        because = _(_BECAUSE[name]) if name in _BECAUSE else ""
        return self._form.add(name, field, because=because)


_BESIDE_A_LINE = 26  # px: a chip beside a line that has a label above it
_FIND = dict.fromkeys(("tools", "present", "initiated_by"), N_("Type to find"))
_BECAUSE = {"cancel_reason": N_("shown because the session was cancelled")}
