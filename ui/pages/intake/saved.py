"""After an intake is saved: the sheet in the person's language, and the first session or asking again, a key each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.actions import intake_form
from app.actions.intake_form import AfterIntake
from app.actions.sessions import book_session
from app.base.languages import _
from app.entry.problems import Invalid
from app.records.spoken import language_name
from app.store.store import Changes
from ui.forms.when import NextField
from ui.shell.page import Frame, Header, Page
from ui.theme import Button, Card, Icon, Label, column, line

WIDTH = 560


class IntakeSavedPage(Page):
    """about: person."""

    name: ClassVar[str] = "intake_saved"
    place: ClassVar[str] = "people"
    one_person: ClassVar[bool] = True

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._person = about["person"]
        self._after: AfterIntake | None = None
        self._booked = False
        self.header = Header(frame, self.title())
        self.box.addWidget(self.header)
        card = Card((32, 28, 32, 28), 18)
        card.setFixedWidth(WIDTH)
        head = line(gap=12)
        head.addWidget(Icon("circle-check", "ok", 24))
        self._told = Label("", "h2")
        head.addWidget(self._told, 1)
        card.box.addLayout(head)
        self.sheet = Button(_("The sheet"), "primary", icon="printer", key="Ctrl+P")
        self.sheet.clicked.connect(self.print_sheet)
        card.box.addWidget(self.sheet)
        self._first_session(card)
        self.on = Button(_("To the person's page"), "quiet", icon="arrow-right", key=_("Esc"))
        self.on.clicked.connect(self.leave)
        card.box.addWidget(self.on)
        self._middle(card)
        self.bind("Ctrl+P", self.print_sheet)
        self.bind("Ctrl+B", self.book)
        self.bind("Esc", self.leave)

    def _first_session(self, card: Card) -> None:
        self.when = NextField(
            _("First session"), today=self.frame.clock.today, clock=self._clock, key=_("Enter takes it")
        )
        self.booking = Button(_("Book it"), "plain", icon="calendar-plus", key="Ctrl+B")
        self.booking.clicked.connect(self.book)
        row = line(gap=12)
        row.addWidget(self.when, 1)
        beside = column()
        beside.addSpacing(21)
        beside.addWidget(self.booking)
        beside.addStretch()
        row.addLayout(beside)
        card.box.addLayout(row)

    def _middle(self, card: Card) -> None:
        self.box.addStretch(2)
        row = line()
        row.addStretch()
        row.addWidget(card)
        row.addStretch()
        self.box.addLayout(row)
        self.box.addStretch(3)

    def title(self) -> str:
        return _("Intake conversation")

    def first(self) -> QWidget:
        return self.sheet

    def person(self) -> str:
        return self._person

    def touches(self, changes: Changes) -> bool:
        return False

    def reload(self) -> None:
        self.frame.work.ask(
            intake_form.after_intake, self._person, then=self._show, instead_of="intake.after"
        )

    def _show(self, after: AfterIntake) -> None:
        self._after = after
        self._told.setText(_("The intake with {name} is saved", name=after.person.name))
        self.sheet.setText(_("Sheet in {language}", language=language_name(after.language)))
        if after.not_now:
            self._ask_again(after)
        if after.planned:
            self._mark_booked()
        elif not self._booked:
            self.when.offer(after.first_day)

    def _ask_again(self, after: AfterIntake) -> None:
        """After a no or a later there is no first session to book: when to ask again is what comes next."""
        self.when.set_label(_("Ask again on"))
        self.booking.setText(_("Remind me"))
        if after.again is not None:
            self.when.set_value(after.again.isoformat())
            self._mark_booked()

    def _clock(self) -> str:
        return self._after.first_clock if self._after else ""

    def print_sheet(self) -> None:
        """Print the handout in the person's language, with this school's room and hours."""
        if self._after is not None:
            self.frame.go("paper", document="handout", person=self._person, now="print")

    def book(self) -> None:
        """Book what stands in the field, or what is offered."""
        if self._booked or self._after is None:
            return
        self.when.take()
        does = intake_form.remind_to_ask if self._after.not_now else book_session
        self.frame.work.run(
            does, self._person, self.when.value(), then=self._was_booked, failed=self._not_booked
        )

    def _was_booked(self, _changes: Changes) -> None:
        self._mark_booked()
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_booked(self) -> None:
        self._booked = True
        later = self._after is not None and self._after.not_now
        self.booking.set_off(_("You will be reminded") if later else _("The first session is booked"))
        self.when.setEnabled(False)

    def _not_booked(self, error: BaseException) -> None:
        if not isinstance(error, Invalid):
            self.frame.fail(error)
            return
        self.when.error(error.problems[0].text())
        self.when.take_focus()

    def leave(self) -> None:
        """On to the person."""
        self.frame.go("people", person=self._person)
