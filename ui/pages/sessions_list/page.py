"""Sessions: what is to come on top, then what was, under its months; Enter opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.actions.desk import Desk
from app.actions.session_list import FoundSessions, found_sessions, session_rows
from app.actions.sessions import set_session_state
from app.base.languages import _, ngettext_, pgettext_
from app.entry.problems import Invalid
from app.records.choices import label
from app.store.questions.session_list import ListedSession, SessionPlace
from app.store.store import Changes
from ui.forms import ChipGroup
from ui.lists import EmptyState, Heading, IdList, Offer, RowFace
from ui.lists.ids import Answer
from ui.shell.page import Frame, Header, Page
from ui.theme import Button, Card, Label, column, dates, line

SHOWN = 4000  # laying out more lines at once would be felt; what is older is found by searching or with its person
NAMES = 3  # of a group, before the rest is only counted


class SessionsPage(Page):
    """One long list. Keys on a line: Enter opens, H held, C cancelled by the prison, A by the inmate."""

    name: ClassVar[str] = "sessions"
    place: ClassVar[str] = "sessions"
    keep: ClassVar[bool] = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._found: FoundSessions | None = None
        group = Button(_("New group"), "plain", icon="users")
        group.clicked.connect(lambda: frame.go("session", form="group"))
        new = Button(_("New session"), "primary", icon="plus", key="Ctrl+N")
        new.clicked.connect(lambda: frame.go("session"))
        self.header = Header(frame, _("Sessions"), "", group, new)
        self._group = group
        self.box.addWidget(self.header)
        card = Card((0, 14, 0, 8), 8)
        head = line(margins=(18, 0, 20, 0), gap=12)
        self.chips = ChipGroup(
            "",
            {
                "all": pgettext_("sessions", "All"),
                "planned": pgettext_("sessions", "Planned"),
                "held": pgettext_("sessions", "Held"),
                "cancelled": pgettext_("sessions", "Cancelled"),
                "group": _("Groups"),
            },
            value="all",
            name=_("Show"),
        )
        head.addWidget(self.chips, 1)
        self._hint = Label(
            _("Enter: open · H: held · C: cancelled by the prison · A: by the inmate"), "small"
        )
        head.addWidget(self._hint)
        card.box.addLayout(head)
        self.list = _Sessions(self._fetch, _("Sessions"), self._key)
        card.box.addWidget(self.list, 1)
        self._none = column()
        card.box.addLayout(self._none, 1)
        self._empty: QWidget | None = None
        self.box.addWidget(card, 1)
        self.chips.changed.connect(self.reload)
        self.list.opened.connect(lambda id: frame.go("session", session=id))

    def title(self) -> str:
        return _("Sessions")

    def first(self) -> QWidget | None:
        return self.list if self._empty is None else self._empty.findChild(Offer) or self.chips

    def compact(self, narrow: bool) -> None:
        self._hint.setVisible(not narrow)
        self._group.set_folded(narrow)

    def touches(self, changes: Changes) -> bool:
        return any(kind in ("session", "attendance", "person") for kind, _id in changes.records)

    def reload(self) -> None:
        self.frame.work.ask(
            _found, self.chips.value() or "all", then=self._answer, instead_of="sessions.list"
        )

    def _answer(self, answer: tuple[FoundSessions, list[str | Heading]]) -> None:
        found, shown = answer
        same, self._found = self._found == found, found
        self.header.facts.setText(ngettext_("{count} session", "{count} sessions", found.count))
        if same:
            self.list.rows.refresh()
        else:
            self.list.show_ids(shown)
        self._show_empty(found)

    def _show_empty(self, found: FoundSessions) -> None:
        offer = self._empty.findChild(Offer) if self._empty is not None else None
        here = self.list.hasFocus() or (offer is not None and offer.hasFocus())
        self.list.setVisible(bool(found.places))
        if self._empty is not None:
            self._empty.hide()
            self._none.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if found.places:
            if here:
                self.list.setFocus()
            return
        if found.chip != "all":
            self._empty = EmptyState("message-circle", _("Nothing here"), _("No session fits this choice."))
        else:
            offer = Offer("plus", _("New session"), _("Write down a talk"), "Ctrl+N")
            offer.clicked.connect(lambda: self.frame.go("session"))
            said = _("Planned and written sessions stand here, the newest first.")
            self._empty = EmptyState("message-circle", _("No session yet"), said, [offer])
            if here:
                self.focus_when_shown(offer)
        self._none.addWidget(self._empty)

    def _fetch(self, ids: Sequence[str], answer: Answer) -> None:
        def show(rows: list[ListedSession]) -> None:
            answer({row.id: face(row, today=self.frame.clock.today()) for row in rows})

        self.frame.work.ask(session_rows, list(ids), then=show)

    def _key(self, session: str, key: int) -> bool:
        state = {
            Qt.Key.Key_H: "held",
            Qt.Key.Key_C: "cancelled_prison",
            Qt.Key.Key_Delete: "cancelled_prison",
            Qt.Key.Key_A: "cancelled_inmate",
        }.get(Qt.Key(key))
        if state is None or not session:
            return False
        self.frame.work.ask(session_rows, [session], then=partial(self._set_state, state))
        return True

    def _set_state(self, state: str, rows: list[ListedSession]) -> None:
        """Only what is planned changes by one key: what was written down is opened to be changed."""
        if not rows or rows[0].state != "planned":
            self.frame.say(_("Only a planned session is marked with one key. Enter opens it."))
            return
        self.frame.work.run(set_session_state, rows[0].id, state, failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self.frame.say(str(error))
        else:
            self.frame.fail(error)


class _Sessions(IdList):
    """The list, with the keys of a planned session."""

    def __init__(self, fetch: Any, name: str, act: Any) -> None:
        super().__init__(fetch, name)
        self._act = act

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or not self._act(self.current(), event.key()):
            super().keyPressEvent(event)


def _found(desk: Desk, chip: str) -> tuple[FoundSessions, list[str | Heading]]:
    """The sessions of a chip and their lines, made on the worker: there may be many thousand."""
    found = found_sessions(desk, chip, limit=SHOWN)
    shown = lines(found.places)
    if found.count > len(found.places):
        shown.append(Heading(_("Older sessions: Ctrl+K finds them, and they stand with their person")))
    return found, shown


def lines(places: Sequence[SessionPlace]) -> list[str | Heading]:
    """Ids with a heading for what is to come and for each month of what was."""
    found: list[str | Heading] = []
    before: tuple[bool, dt.date | None] = (False, None)
    for place in places:
        here = (place.coming, None if place.coming else place.month)
        if here != before:
            found.append(Heading(_("To come") if place.coming else dates.month(place.month)))
        before = here
        found.append(place.id)
    return found


def face(row: ListedSession, *, today: dt.date) -> RowFace:
    """A session in words."""
    day = dates.day_said(row.day, today=today)
    when = f"{day} {dates.clock(row.clock)}".strip()
    facts = [when, dates.minutes(row.minutes)]
    facts += [] if row.form in ("individual", "group") else [label("session.form", row.form)]
    note = " ".join(row.note.split())
    below = " · ".join([*facts, note] if note else facts)
    if row.form == "group":
        title, aside = row.topic or _("Group"), _group_names(row.people)
    else:
        title, aside = ", ".join(row.people) or _("Nobody named"), ""
    pill, tone = _state(row)
    icon = {"planned": "calendar", "held": "message-circle"}.get(row.state, "circle-slash")
    icon = "users" if row.form == "group" and row.state == "held" else icon
    return RowFace(title=title, aside=aside, below=below, icon=icon, pill=pill, tone=tone)


def _group_names(people: Sequence[str]) -> str:
    if len(people) <= NAMES:
        return ", ".join(people)
    return _("{names} and {count} more", names=", ".join(people[:NAMES]), count=len(people) - NAMES)


def _state(row: ListedSession) -> tuple[str, Any]:
    if row.state == "held":
        return "", "idle"
    return label("session.state", row.state), "accent" if row.state == "planned" else "idle"
