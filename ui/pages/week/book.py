"""The little form that books a free hour: the longest waiting stands there already, and Enter books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from app.actions.intake_form import Lists, lists, new_named
from app.actions.timetable import Free
from app.actions.week_booking import Wish, book_here, booking_draft, in_the_way, order_interpreter
from app.base.languages import _, ngettext_
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.spoken import language_name
from app.store.questions.picking import PersonLine
from app.store.questions.queue import Waiting
from app.store.store import Changes
from ui.forms.chips import ChipGroup
from ui.forms.declared import NamedField
from ui.forms.field import Input
from ui.forms.fields import field_for
from ui.forms.mnemonics import give_letters
from ui.forms.suggest import SuggestField
from ui.forms.when import NextField, day_field
from ui.pages.week.whom import WhoField
from ui.shell.ask import covered
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import Button, Icon, Label, Surface, clear, line, set_shown

WIDTH = 580
CLASHES = 3  # as many are said in words
ROW = 24  # px: what lies at the same height is read from left to right
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BookingSheet(Sheet):
    """Who, when, how long, where, with which interpreter, once or as a series. `booked` fires when it is done."""

    booked = Signal()

    def __init__(
        self,
        page: Page,
        hour: Free,
        queue: Sequence[Waiting],
        *,
        first: Waiting | None = None,
        draft: Draft | None = None,
        series: bool = False,
    ) -> None:
        super().__init__(covered(page), _("Book"), width=WIDTH)
        self._frame, self._hour, self._queue = page.frame, hour, queue
        self._draft, self._request, self._lists = draft or Draft("session"), "", Lists({}, frozenset())
        self._fields: dict[str, Input] = {}
        self._series = series
        # whether the draft is already about whoever was chosen; whether to book once it is; whether that runs
        self._ready, self._wanted, self._busy = draft is not None, False, False
        self._build()
        self._frame.work.ask(lists, then=self._listed)
        if draft is not None:
            self.who.chosen = True
            self._took(draft)
        else:
            self.who.take(first or (queue[0] if queue else None))
        self.open(self.when.edit if draft is not None else self.who.edit)
        self.who.edit.selectAll()

    # -- what it is made of

    def _build(self) -> None:
        box = self.card.box
        self._title = Label(_("Book"), "h2")
        box.addWidget(self._title)
        self.who = WhoField(self._frame.work, self._queue)
        self.who.taken.connect(self._take)
        box.addWidget(self.who)
        self.when = NextField(_("When"), today=self._frame.clock.today, clock=lambda: self._hour.clock)
        self.when.set_value(f"{self._hour.day.isoformat()} {self._hour.clock}")
        self.when.changed.connect(self._look)
        self._pair = line(gap=12)
        self._pair.addWidget(self.when, 3)
        box.addLayout(self._pair)
        self._more = line(gap=12)
        box.addLayout(self._more)
        self._build_series()
        self.warning = Surface("warn", (12, 8, 12, 8), 4)
        self.warning.setHidden(True)
        box.addWidget(self.warning)
        foot = line(margins=(0, 6, 0, 0), gap=8)
        foot.addStretch()
        no = Button(_("Cancel"), "plain", key=_("Esc"))
        no.clicked.connect(self.leave)
        self.go = Button(_("Book"), "primary", key=_("Enter"))
        self.go.clicked.connect(self.book)
        foot.addWidget(no)
        foot.addWidget(self.go)
        box.addLayout(foot)
        for name in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(name), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.book)

    def _build_series(self) -> None:
        self._repeat = QWidget()
        row = line(self._repeat, gap=12)
        self.weeks = ChipGroup(_("Every … weeks"), {n: n for n in "1234"}, value="1")
        self.until = day_field(_("Until and including"), today=self._frame.clock.today, past=False)
        self.until.set_value(_quarter_end(self._hour.day).isoformat())
        row.addWidget(self.weeks, 3)
        row.addWidget(self.until, 2)
        self.card.box.addWidget(self._repeat)
        set_shown(self._repeat, self._series)

    def _refill(self) -> None:
        """The fields that follow the draft: minutes, room, interpreter."""
        for name in ("minutes", "room", "interpreter"):
            old = self._fields.pop(name, None)
            if old is not None:
                old.hide()
                old.deleteLater()
        minutes = field_for("minutes", self._draft, today=self._frame.clock.today(), label=_("Minutes"))
        room = NamedField("room", _("Room"), lambda: self._lists if self._lists.named else None)
        room.set_value(self._draft.get("room"))
        room.wanted.connect(self._new_room)
        self._fields = {"minutes": minutes, "room": room}
        self._pair.addWidget(minutes, 2)
        self._more.addWidget(room, 2)
        if self._draft.get("language") not in {"", "nb", "nn"} and self._draft.rows("attendances"):
            self._fields["interpreter"] = self._interpreter()
            self._more.addWidget(self._fields["interpreter"], 4)
        for field in self._fields.values():
            field.changed.connect(self._look)
        give_letters([self.who, self.when, self.weeks, self.until, *self._fields.values()])
        self._enter_books()

    def _interpreter(self) -> ChipGroup:
        title = _("Interpreter, {language}", language=language_name(self._draft.get("language")))
        kinds = {"none": _("none"), "phone": _("telephone"), "room": _("in the room"), "screen": _("screen")}
        rows = self._draft.rows("interpreters")
        return ChipGroup(title, kinds, value=rows[0].get("kind") if rows else "none")

    def _enter_books(self) -> None:
        """Enter in any line books, as long as no list is open below it."""
        for field in (self.who, self.when, self.until, *self._fields.values()):
            edit = field.target()
            edit.removeEventFilter(self)
            edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._books(watched, event)
        ):
            self.book()
            return True
        if (
            watched is not self.parentWidget()
        ):  # the sheet grows with what it lies over, and with nothing else
            return False
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes the way one reads: some fields are made anew when somebody else is chosen."""
        stops = [one for one in self.findChildren(QWidget) if one.isVisible() and _stops_at(one)]
        if not stops:  # the sheet is being closed
            return True
        stops.sort(key=lambda one: (one.mapTo(self, QPoint()).y() // ROW, one.mapTo(self, QPoint()).x()))
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else -1
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _books(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() not in _ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        owner = next((one for one in (self.who, *self._fields.values()) if one.target() is watched), None)
        if owner is self.who and not self.who.chosen:
            self.who.hurry()
            return False
        return not (isinstance(owner, SuggestField) and owner.choosing)

    # -- who

    def _take(self, one: object) -> None:
        """Somebody from the queue, anybody else, or nobody yet: the form becomes theirs."""
        self._ready = False
        self._request = one.id if isinstance(one, Waiting) else ""
        self._frame.work.ask(
            booking_draft,
            day=self._hour.day,
            clock=self._hour.clock,
            person=one.person if isinstance(one, Waiting) else one.id if isinstance(one, PersonLine) else "",
            request=self._request,
            then=self._took,
            instead_of="week.draft",
        )

    def _took(self, draft: Draft) -> None:
        self._draft, self._ready = draft, True
        self._refill()
        if self._wanted or self.who.hurried:
            self.book()
        else:
            self._look()

    # -- what is understood

    def _listed(self, found: Lists) -> None:
        self._lists = found
        room = self._fields.get("room")
        if room is not None:
            room.set_value(self._draft.get("room"))

    def _new_room(self, name: str) -> None:
        self._frame.work.run(new_named, "room", name, then=self._room_made)

    def _room_made(self, answer: tuple[str, Lists]) -> None:
        made, self._lists = answer
        room = self._fields.get("room")
        if isinstance(room, NamedField):
            room.made(made)

    def _gather(self) -> None:
        day, _blank, clock = self.when.value().partition(" ")
        self._draft.raw |= {"day": day, "clock": clock}
        room, chips = self._fields.get("room"), self._fields.get("interpreter")
        if room is not None:
            self._draft.raw["room"] = room.value()
        if chips is not None:
            order_interpreter(self._draft, chips.value())

    def _look(self) -> None:
        """Ask what stands in the way of what is written now."""
        self._gather()
        self._frame.work.ask(in_the_way, self._draft, then=self._warn, instead_of="week.clash")

    def _warn(self, texts: Sequence[str]) -> None:
        clear(self.warning.box)
        more = len(texts) - CLASHES
        said = [*texts[:CLASHES], ngettext_("{count} more", "{count} more", more)] if more > 0 else texts
        for text in said:
            row = line(gap=8)
            row.addWidget(Icon("triangle-alert", "warn", 16))
            row.addWidget(Label(text, "warning", wrap=True), 1)
            self.warning.box.addLayout(row)
        self.go.setText(_("Book all the same") if texts else _("Book"))
        set_shown(self.warning, bool(texts))

    # -- doing it

    def book(self) -> None:
        """Book what stands here; at once, or as soon as the form is about whoever was chosen last."""
        self._wanted = self.who.chosen and not self._ready
        if self._wanted or self._busy:
            return
        if not self.who.chosen:
            self.who.error(_("Choose who the session is with."))
            self.who.take_focus()
            return
        self._busy = True
        self._gather()
        weeks = int(self.weeks.value() or 1) if self._series else 0
        wish = Wish(self._draft, self._request, weeks, self.until.value())
        self._frame.work.run(book_here, wish, then=self._done, failed=self._failed)

    def _done(self, _changes: Changes) -> None:
        self.leave()
        self.booked.emit()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, Invalid):
            self._frame.fail(error)
            return
        fields = {"attendances": self.who, "person": self.who, "until": self.until, "weeks": self.weeks}
        for problem in error.problems:
            name = str(problem.path[0])
            field = self._fields.get(name) or fields.get(name, self.when)
            field.error(problem.text())
            field.take_focus()


def _stops_at(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _quarter_end(day: dt.date) -> dt.date:
    from app.base.days import quarter_days, quarter_of

    return quarter_days(quarter_of(day))[1]
