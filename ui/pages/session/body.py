"""The form of a session itself: who, when, the note, steps, next time and themes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.languages import _, pgettext_
from app.entry.theme_words import themes_of
from app.records.choices import LISTS, labels
from ui.forms import (
    ChipGroup,
    Foot,
    NoteField,
    PickField,
    StepReading,
    StepsField,
    SuggestField,
    Suggestion,
    TextField,
    TokenField,
    give_letters,
)
from ui.forms.fields import MINUTES, reader
from ui.forms.when import NextField, clock_field, day_field
from ui.pages.session.talk import TalkField
from ui.theme import MIDDLE, TOP, Button, Card, ScrollColumn, line

Today = Callable[[], dt.date]


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


class Body(Card):
    """The inputs, not yet bound to a draft. `as_group` changes what is asked."""

    def __init__(self, *, today: Today, parse: Callable[[str], StepReading]) -> None:
        super().__init__((0, 0, 0, 0), 0)
        self._today = today
        self.scroll = ScrollColumn((24, 18, 24, 14), 13)
        self.box.addWidget(self.scroll, 1)
        self.form = ChipGroup("", short_forms(), value="individual", name=_("Form"))
        self.aside_button = Button("", "quiet", icon="panel-right", key="F6", name=_("Prompts and last time"))
        self._who_and_when()
        self._what(parse)
        self.foot = Foot(_("Save"))
        self.box.addWidget(self.foot)
        self._arrange()
        give_letters(self.inputs(), taken="m")
        self.as_group(False)

    def inputs(self) -> list[TextField | SuggestField | NoteField | StepsField | TokenField]:
        """Every labelled input in reading order."""
        return [
            *(self.person, self.topic, self.group_type, self.day, self.clock, self.minutes, self.talk),
            *(self.note, self.steps, self.next, self.themes),
        ]

    def _who_and_when(self) -> None:
        self.person = SuggestField(_("Person"), placeholder=_("Three letters are enough"), width=380)
        self.topic = TextField(_("Topic"), placeholder=_("What the group is about"))
        kinds = [Suggestion(text, data=code) for code, text in labels("group.type").items()]
        self.group_type = PickField(_("Kind of group"), lambda: kinds, placeholder=_("First letters"))
        self.day = day_field(_("Date"), today=self._today, past=True)
        self.clock = clock_field(_("Time"))
        self.minutes = TextField(
            _("Minutes"), key="↑ ↓", reader=reader(_MINUTES, today=self._today), choices_up_down=MINUTES
        )
        self.talk = TalkField(_("Language"))

    def _what(self, parse: Callable[[str], StepReading]) -> None:
        self.note = NoteField(_("Note"))
        self.steps = StepsField(
            _("Steps"),
            parse,
            placeholder=_("Such as: CV course @nav 14d"),
            after=_("One more step"),
        )
        self.next = NextField(
            _("Next time"), today=self._today, clock=lambda: self.clock.value(), key=_("Enter takes it")
        )
        self.themes = TokenField(
            _("Themes"),
            labels("session.theme"),
            placeholder=_("Type to find"),
            key=_("Enter takes the suggested"),
        )

    def _arrange(self) -> None:
        top = line(gap=8)
        top.addWidget(self.form, 1)
        top.addWidget(self.aside_button, 0, TOP)
        self.scroll.box.addLayout(top)
        self._first = line(gap=12)
        self.scroll.box.addLayout(self._first)
        self._second = line(gap=12)
        self.scroll.box.addLayout(self._second)
        for field, width in ((self.day, 176), (self.clock, 76), (self.minutes, 104)):
            field.setFixedWidth(width)
        self.scroll.box.addWidget(self.note, 1)
        self.scroll.box.addWidget(self.steps)
        last = line(gap=12)
        self.next.setFixedWidth(300)
        last.addWidget(self.next, 0, TOP)
        last.addWidget(self.themes, 1, TOP)
        self.scroll.box.addLayout(last)

    def add_more(self, more: QWidget) -> None:
        """Put what is closed at first below the themes."""
        self.scroll.box.addWidget(more)

    def as_group(self, group: bool) -> None:
        """Ask for a topic instead of a person; the fields keep what they hold."""
        whom = (self.topic, self.group_type) if group else (self.person,)
        for field in (self.person, self.topic, self.group_type):
            field.setVisible(field in whom)
        when = (self.day, self.clock, self.minutes, self.talk)
        self._fill(self._first, whom if group else (*whom, *when))
        self._fill(self._second, when if group else ())
        if group:
            self.talk.setMinimumWidth(110)
            self.talk.setMaximumWidth(16777215)
        else:
            self.talk.setFixedWidth(176)
        order = [self.form.row.stop(), *(f.target() for f in self.inputs())]
        chain = [widget for widget in order if widget is not None]
        for before, after in zip(chain, chain[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self._reword(group)

    @staticmethod
    def _fill(row: object, fields: tuple[QWidget, ...]) -> None:
        raise NotImplementedError

    def _reword(self, group: bool) -> None:
        self.note.edit.setPlaceholderText(
            _("Shared by everyone who took part")
            if group
            else _("What you talked about, short, best in the person's own words")
        )
        self.note.set_hint(_("Could you read this together?   ·   Is it needed for the next step?   ·   Their words or yours?"))
        others = _("each participant") if group else _("the person")
        self.steps.set_key(
            _("@who and when (fri, 14d, 3.3) where needed, else {who} until next time", who=others)
        )

    def suggest_themes(self) -> None:
        """Offer the themes that the note's words point to; none is taken by itself."""
        self.themes.suggest(themes_of(self.note.value()))


_MINUTES = LISTS
