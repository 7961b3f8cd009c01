"""The queue: who waits for a talk, the longest first, how long people wait, and what became of the others."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.actions.request_form import EndedRequest, RequestsView, requests_view
from app.actions.requests import reopen_request
from app.base.languages import _, ngettext_
from app.records.choices import label
from app.store.store import Changes
from ui.lists import EmptyState, Offer
from ui.pages.requests.rows import WaitingRow, keys_said
from ui.shell.page import Frame, Header, Page, Section
from ui.theme import Button, Card, Label, Row, ScrollColumn, clear, dates, line

AT_ONCE = 40  # rows; the rest follow when they are asked for


class RequestsPage(Page):
    """Left those who wait; right how long, and what has ended."""

    name: ClassVar[str] = "requests"
    place: ClassVar[str] = "today"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        new = Button(_("New request"), "primary", icon="plus", key="Ctrl+R")
        new.clicked.connect(lambda: frame.go("request"))
        self.header = Header(frame, _("Requests for a talk"), "", new, back=frame.back)
        self.box.addWidget(self.header)
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._first: QWidget = new
        self._shown: RequestsView | None = None
        self._many = AT_ONCE
        self.bind("Esc", frame.back)

    def title(self) -> str:
        return _("Requests for a talk")

    def first(self) -> QWidget | None:
        return self._first

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        return not changes.verb.startswith("checklist.")

    def reload(self) -> None:
        self.frame.work.ask(requests_view, then=self._show, instead_of="requests")

    def _show(self, found: RequestsView) -> None:
        if found == self._shown:
            return
        self._shown = found
        self._lay_out(found)

    def _lay_out(self, found: RequestsView) -> None:
        clear(self._body)
        waiting = len(found.waiting)
        self.header.facts.setText(ngettext_("{count} waits", "{count} wait", waiting) if waiting else "")
        if not found.waiting and not found.ended:
            self._body.addWidget(self._empty())
            return
        left = Card((8, 16, 8, 8), 0)
        column = ScrollColumn(gap=2)
        left.box.addWidget(column)
        column.box.addWidget(Section(_("Waiting"), str(waiting) if waiting else ""))
        rows = [WaitingRow(self, one) for one in found.waiting[: self._many]]
        for row in rows:
            column.box.addWidget(row)
        if not rows:
            note = Label(_("Nobody waits."), "muted")
            note.setContentsMargins(12, 8, 12, 8)
            column.box.addWidget(note)
        if waiting > self._many:
            column.box.addWidget(self._more(waiting - self._many))
        column.box.addStretch()
        if rows:
            keys = Label(keys_said(found.waiting[0]), "small", wrap=True)
            keys.setContentsMargins(12, 6, 12, 4)
            left.box.addWidget(keys)
        self._body.addWidget(left, 61)
        self._body.addWidget(self._aside(found), 39)
        self._first = rows[0] if rows else self._first
        if self.isVisible():
            self.focus_when_shown(self._first)

    def _more(self, count: int) -> Button:
        button = Button(ngettext_("{count} more", "{count} more", count), "quiet", height=28, pad=10)
        button.clicked.connect(self._show_all)
        return button

    def _show_all(self) -> None:
        if self._shown is not None:
            self._many += 10 * AT_ONCE
            self._lay_out(self._shown)

    def _aside(self, found: RequestsView) -> Card:
        card = Card((8, 16, 8, 12), 0)
        column = ScrollColumn(gap=2)
        card.box.addWidget(column)
        column.box.addWidget(Section(_("How long people wait"), _("this year")))
        for text in _facts(found):
            fact = Label(text, "", wrap=True)
            fact.setContentsMargins(12, 4, 12, 4)
            column.box.addWidget(fact)
        if found.ended:
            column.box.addSpacing(16)
            column.box.addWidget(Section(_("Ended"), str(len(found.ended))))
            for one in found.ended[:AT_ONCE]:
                column.box.addWidget(self._ended_row(one))
        column.box.addStretch()
        return card

    def _ended_row(self, one: EndedRequest) -> Row:
        today = self.frame.clock.today()
        state = label("request.state", one.state)
        day = dates.day_plain(one.ended, today=today) if one.ended else ""
        facts = " · ".join(part for part in (state, one.reason) if part)
        row = Row(f"{one.name}, {facts}, {day}", margins=(12, 7, 12, 7))
        row.two(one.name, facts)
        row.enter_hint(_("Enter: waits again") if one.state != "booked" else "")
        row.add(Label(day, "small"))
        if one.state == "booked":
            row.clicked.connect(lambda: self.frame.go("people", person=one.person))
        else:
            row.clicked.connect(lambda: self.frame.work.run(reopen_request, one.id))
        return row

    def _empty(self) -> Card:
        offer = Offer("plus", _("New request"), _("A slip, a call, a word in the corridor"), "Ctrl+R")
        offer.clicked.connect(lambda: self.frame.go("request"))
        self._first = offer
        card = Card((0, 0, 0, 0), 0)
        said = _("What is written down here waits in order of days, until it is booked or answered.")
        card.box.addWidget(EmptyState("hourglass", _("Nobody waits"), said, (offer,)))
        return card


def _facts(found: RequestsView) -> list[str]:
    facts, said = found.facts, []
    if facts.median_days is not None:
        days = ngettext_("{count} day", "{count} days", facts.median_days)
        said.append(_("Half of those who got a talk waited {days} or less.", days=days))
    if facts.longest is not None:
        days = ngettext_("{count} day", "{count} days", facts.longest.days)
        said.append(_("{name} has waited longest: {days}.", name=facts.longest.name, days=days))
    ended = [f"{label('request.state', state)} {count}" for state, count in facts.ended.items() if count]
    if ended:
        said.append(" · ".join(ended))
    return said or [_("Nothing to count yet.")]
