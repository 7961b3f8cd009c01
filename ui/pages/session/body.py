"""The form of a session itself: who, when, the note, steps, next time and themes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.base.languages import N_, _, pgettext_
from app.entry.theme_words import themes_of
from app.records.choices import labels
from app.records.registry import scalars
from ui.forms import (
    ChipGroup,
    Foot,
    Input,
    NoteField,
    PickField,
    Reading,
    StepReading,
    StepsField,
    SuggestField,
    Suggestion,
    TextField,
    TokenField,
    give_letters,
)
from ui.forms.binding import FormDraft
from ui.forms.fields import MINUTES, reader
from ui.forms.order import follow_reading_order
from ui.forms.when import NextField, Today, clock_field, day_field
from ui.pages.session.talk import TalkField
from ui.theme import TOP, Button, Card, ScrollColumn, column, line, set_shown

QUESTIONS = N_("Could you read this together? · Needed for the next step? · Their words or yours?")
TOOK_PLACE = ("held", "no_show")  # states in which a day without a year has been
_WIDEST = 16777215  # Qt's own "no limit"
_TALK = 176
_LEAST_TALK = 88
_TIGHT = 700


def short_forms() -> dict[str, str]:
    """The forms of a session in one or two words each."""
    return {
        "individual": pgettext_("session.form short", "Individual"),
        "three_party": pgettext_("session.form short", "Three-party"),
        "group": pgettext_("session.form short", "Group"),
        "phone": pgettext_("session.form short", "Telephone"),
        "video": pgettext_("session.form short", "Video"),
        "written": pgettext_("session.form short", "Note slip"),
        "corridor": pgettext_("session.form short", "Short talk"),
    }


def minutes_reader(today: Today) -> Callable[[str], Reading | None]:
    """Understands minutes; a plain number is only completed by its unit."""
    understand = reader(scalars("session")["minutes"][1], today=today)

    def read(text: str) -> Reading | None:
        reading = understand(text)
        plain = text.strip().isdigit() and reading is not None and reading.good
        return Reading(True, _("min")) if plain else reading

    return read


class Body(Card):
    """The inputs, not yet bound to a draft. `as_group` changes what is asked.

    over: the page it lies in. What finds its place in the page while it is empty is polished once, not at every move.
    """

    def __init__(
        self, over: QWidget, *, today: Today, past: Callable[[], bool], parse: Callable[[str], StepReading]
    ) -> None:
        super().__init__((0, 0, 0, 0), 0)
        self.setParent(over)
        self._group = False
        self.scroller = ScrollColumn((24, 18, 24, 14), 13)
        self.box.addWidget(self.scroller, 1)
        self.form = ChipGroup("", short_forms(), value="individual", name=_("Form"))
        self.aside_button = Button(
            _("Prompts"),
            "quiet",
            icon="panel-right",
            key="F6",
            name=_("Prompts and last time"),
            height=30,
            pad=6,
        )
        self._make_who_and_when(today, past)
        self._make_what(today, parse)
        self.foot = Foot(_("Save"))
        self._lay_out()
        self.box.addWidget(self.foot)
        give_letters(self.inputs(), taken="mt")
        self.as_group(False)

    def inputs(self) -> list[Input]:
        """Every labelled input in reading order."""
        who = [self.topic, self.group_type, self.person]
        return [
            *who,
            *(self.day, self.clock, self.minutes, self.talk, self.note, self.steps, self.next, self.themes),
        ]

    def bind_to(self, form: FormDraft) -> None:
        """Let every input write its field of the draft; problems of what has none stand where it is said."""
        for name, field in (
            ("form", self.form),
            ("topic", self.topic),
            ("group_type", self.group_type),
            ("day", self.day),
            ("clock", self.clock),
            ("minutes", self.minutes),
            ("note", self.note),
            ("step_lines", self.steps),
            ("next", self.next),
            ("themes", self.themes),
        ):
            form.add(name, field)
        form.under("language", self.talk)
        form.under("attendances", self.person)
        form.under("steps", self.steps)

    def _make_who_and_when(self, today: Today, past: Callable[[], bool]) -> None:
        self.person = SuggestField(_("Person"), placeholder=_("Three letters are enough"), width=380)
        self.topic = TextField(_("Topic"), placeholder=_("What the group is about"))
        kinds = [Suggestion(text, data=code) for code, text in labels("group.type").items()]
        self.group_type = PickField(_("Kind of group"), lambda: kinds, placeholder=_("First letters"))
        self.day = day_field(_("Date"), today=today, past=past)
        self.clock = clock_field(_("Time"))
        self.minutes = TextField(
            _("Minutes"), key="↑ ↓", reader=minutes_reader(today), choices_up_down=MINUTES
        )
        self.talk = TalkField(_("Language"))

    def _make_what(self, today: Today, parse: Callable[[str], StepReading]) -> None:
        self.note = NoteField(_("Note"))
        self.steps = StepsField(
            _("Steps"), parse, placeholder=_("Such as: CV course @nav 14d"), after=_("One more step")
        )
        self.next = NextField(_("Next time"), today=today, clock=self.clock.value, key=_("Enter takes it"))
        self.themes = TokenField(
            _("Themes"),
            labels("session.theme"),
            placeholder=_("Type to find"),
            key=_("Enter takes the suggested"),
        )

    def _lay_out(self) -> None:
        top = line(gap=8)
        top.addWidget(self.form, 1)
        top.addWidget(self.aside_button, 0, TOP)
        self.scroller.box.addLayout(top)
        for field, width in ((self.group_type, 220), (self.day, 176), (self.clock, 72), (self.minutes, 98)):
            field.setFixedWidth(width)
        self._row((self.topic, 1), (self.group_type, 0))
        self._whole = line(gap=12)
        self._whole.addWidget(self.person, 1, TOP)
        when = line(gap=12)
        for one in (self.day, self.clock, self.minutes):
            when.addWidget(one, 0, TOP)
        when.addWidget(self.talk, 1, TOP)
        self._whole.addLayout(when)
        self.scroller.box.addLayout(self._whole)
        self._below_when = column()
        self.scroller.box.addLayout(self._below_when)
        self.scroller.box.addWidget(self.note, 1)
        self.scroller.box.addWidget(self.steps)
        self.next.setFixedWidth(300)
        self._row((self.next, 0), (self.themes, 1))

    def _row(self, *fields: tuple[QWidget, int]) -> None:
        row = line(gap=12)
        for field, stretch in fields:
            row.addWidget(field, stretch, TOP)
        self.scroller.box.addLayout(row)

    def add_below_when(self, widget: QWidget) -> None:
        """Put interpreters, and what stands in the way, below the person and the time."""
        self._below_when.addWidget(widget)

    def add_more(self, more: QWidget) -> None:
        """Put what is closed at first below the themes."""
        self.scroller.box.addWidget(more)
        follow_reading_order(self)

    def as_group(self, group: bool) -> None:
        """Ask for a topic instead of a person; the fields keep what they hold."""
        set_shown(self.topic, group)
        set_shown(self.group_type, group)
        set_shown(self.person, not group)
        self._group = group
        self._fit()
        self.note.edit.setPlaceholderText(
            _("Shared by everyone who took part")
            if group
            else _("What you talked about, short, best in the person's own words")
        )
        self.note.set_hint(
            _("Could you read this together? · Needed for the next step? · Their words or yours?")
        )
        others = _("each participant") if group else _("the person")
        self.steps.set_key(
            _("@who and when (fri, 14d, 3.3) where needed, else {who} until next time", who=others)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Person and time in one row where there is room, else below each other."""
        tight = self.width() < _TIGHT
        self._whole.setDirection(
            QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        )
        free = self._group or tight
        self.talk.setMaximumWidth(_WIDEST if free else _TALK)
        self.talk.setMinimumWidth(_LEAST_TALK if free else _TALK)

    def suggest_themes(self) -> None:
        """Offer the themes that the note's words point to; none is taken by itself."""
        self.themes.suggest(themes_of(self.note.value()))
