"""The left side of Today: the day's sessions, the rest of the week, and drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.actions.sessions import set_session_state
from app.base.languages import _, ngettext_
from app.records.choices import label
from app.records.spoken import language_name
from app.store.questions.today import DraftDue, SessionLine, Today
from ui.pages.interpreters.sheet import order
from ui.shell.page import Frame, Page, Section
from ui.theme import Button, Card, Elided, Icon, KeyHint, Label, Pill, Row, Rule, column, dates, line

SHOWN = 5
ROOM_FOR_FACTS = 660  # pixels


class DayCard(Card):
    """Today's sessions, one line each, and below them the rest of the week, a column a day."""

    def __init__(self, page: Page, found: Today, print_before: Callable[[], None]) -> None:
        super().__init__((8, 16, 8, 10), 2)
        planned = [one for one in found.sessions if one.state == "planned"]
        head = Section(_("Sessions"), ngettext_("{count} today", "{count} today", len(found.sessions)))
        if planned:
            head.row.addWidget(KeyHint(_("Del")))
            head.row.addWidget(Label(_("cancelled by the prison"), "small"))
            told = KeyHint("T"), Label(_("interpreter"), "small")
            for part in told:
                head.row.addWidget(part)
            button = Button(
                _("Before the conversation"), "quiet", icon="printer", key="Ctrl+P", height=28, pad=6
            )
            button.clicked.connect(lambda: print_before())
            head.row.addWidget(button)
        self.box.addWidget(head)
        self._facts: list[QWidget] = list(told) if planned else []
        self.rows = [SessionRow(page, one) for one in found.sessions]
        for row in self.rows:
            self._facts.append(row.facts)
            self.box.addWidget(row)
        if not found.sessions:
            self.box.addWidget(_none_today(found))
        self._week(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop the quieter facts where there is little room; names stay."""
        super().resizeEvent(event)
        for fact in self._facts:
            fact.setVisible(self.width() >= ROOM_FOR_FACTS)

    def _week(self, found: Today) -> None:
        days = sorted({one.day for one in found.week})[:4]
        if not days:
            return
        self.box.addSpacing(10)
        self.box.addWidget(Rule())
        self.box.addSpacing(12)
        columns = line(margins=(12, 0, 12, 10))
        for day in days:
            columns.addLayout(_day_column(day, [one for one in found.week if one.day == day]), 1)
        self.box.addLayout(columns)


class SessionRow(Row):
    """One session of today. Enter writes it down; Del cancels it (by the prison), both can be undone."""

    def __init__(self, page: Page, session: SessionLine) -> None:
        self.session, self._page, self._frame = session, page, page.frame
        clock = dates.clock(session.clock) if session.clock else "–"
        super().__init__(f"{clock} {who(session)}", margins=(12, 12, 12, 12), gap=14)
        time = Label(clock, "h2")
        time.setFixedWidth(62)
        self.add(time)
        self.two(who(session), _second_line(session))
        if session.state == "planned":
            self.enter_hint()
        self.add(_state_pill(session))
        self.facts = Label(_facts(session), "small")
        self.facts.setFixedWidth(172)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.add(self.facts)
        self.setAccessibleDescription(
            _("Enter: write it down. Del: the prison cancelled. A: the inmate cancelled. T: interpreter.")
        )
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._frame.go("session", session=self.session.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Delete: "cancelled_prison", Qt.Key.Key_A: "cancelled_inmate"}.get(
            Qt.Key(event.key())
        )
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            order(self._page, self.session.id)
            return
        if by and self.session.state == "planned" and not event.modifiers():
            self._frame.work.run(set_session_state, self.session.id, by)
            return
        super().keyPressEvent(event)


class DraftsCard(Card):
    """What was begun and not saved; it opens where the cursor was."""

    def __init__(self, frame: Frame, drafts: Sequence[DraftDue], now: dt.datetime) -> None:
        super().__init__((8, 16, 8, 8), 2)
        self.box.addWidget(Section(_("Drafts"), _("lie where you left them")))
        self.rows = [_draft_row(frame, draft, now) for draft in drafts[:SHOWN]]
        for row in self.rows:
            self.box.addWidget(row)
        if len(drafts) > SHOWN:
            self.box.addWidget(more(len(drafts) - SHOWN))


def who(session: SessionLine) -> str:
    """Whom a session is with: the one person's name, or what the group is about."""
    if session.form == "group":
        return session.topic or _("Group")
    return ", ".join(name for _id, name in session.people) or _("Nobody named")


def more(count: int, run: Callable[[], None] | None = None) -> QWidget:
    """The last line of a section that shows only its first few."""
    return Label(more_text(count), "small") if run is None else more_button(count, run)


def more_text(count: int) -> str:
    """How many are not shown."""
    return ngettext_("{count} more", "{count} more", count)


def more_button(count: int, run: Callable[[], None]) -> Button:
    """Shows what was too many."""
    button = Button(more_text(count), "quiet", height=28, pad=10)
    button.clicked.connect(lambda: run())
    return button


def _none_today(found: Today) -> QWidget:
    note = Label(_("No sessions today"), "muted")
    note.setContentsMargins(12, 8, 12, 8)
    return note


def _second_line(session: SessionLine) -> str:
    if session.form == "group":
        return ngettext_("{count} person", "{count} people", len(session.people))
    return " ".join(session.last.split())


def _state_pill(session: SessionLine) -> Pill:
    if session.state == "held":
        return Pill(label("session.state", "held"), "ok")
    if session.form == "group":
        return Pill(_("group, {count}", count=len(session.people)))
    return Pill(language_name(session.language))


def _facts(session: SessionLine) -> str:
    where = label("session.place", session.place)
    if session.handling.startswith("interpreter"):
        where = label("session.language_handling", session.handling)
    return _("{minutes} min · {where}", minutes=session.minutes, where=where)


def _day_column(day: dt.date, sessions: Sequence[SessionLine]) -> QVBoxLayout:
    box = column(gap=3)
    box.addWidget(Label(dates.day_in_week(day), "label"))
    for one in sessions[:6]:
        row = line(gap=6)
        row.addWidget(Label(dates.clock(one.clock) if one.clock else "–", "muted"))
        row.addWidget(Elided(who(one)), 1)
        box.addLayout(row)
    if len(sessions) > 6:
        box.addWidget(more(len(sessions) - 6))
    box.addStretch()
    return box


def _draft_row(frame: Frame, due: DraftDue, now: dt.datetime) -> Row:
    touched = due.draft.changed_at.astimezone(now.tzinfo)
    when = f"{dates.day_said(touched.date(), today=now.date())} {dates.clock(touched)}"
    head = _draft_head(due)
    row = Row(_("Draft: {title}, {when}", title=head, when=when), margins=(12, 10, 12, 10))
    row.add(Icon("notebook-pen"))
    row.two(head, _("“{text}”", text=due.begins) if due.begins else "")
    row.enter_hint()
    row.add(Label(when, "small"))
    row.clicked.connect(lambda: frame.go(_PAGE_OF.get(due.draft.type, due.draft.type), draft=due.draft.id))
    return row


def _draft_head(due: DraftDue) -> str:
    kinds = {
        "session": _("Session"),
        "intake": _("Intake conversation"),
        "person": _("Person"),
        "request": _("Request for a talk"),
        "arrival": _("New people"),
        "interest_list": _("List of interests"),
    }
    kind = kinds.get(due.draft.type, due.draft.type)
    return f"{kind}, {due.name}" if due.name else kind


_PAGE_OF = {"person": "new_person", "request": "request", "arrival": "arrivals"}
