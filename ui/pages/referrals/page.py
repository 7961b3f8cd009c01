"""Everybody's referrals: those without an answer, the oldest first, and the latest answers."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.actions.referrals import ReferralsView, open_referral, referrals_view
from app.base.languages import _, ngettext_
from app.records.choices import label
from app.records.referral import Referral
from app.records.step import Step
from app.store.questions.referrals import ReferralLine
from app.store.store import Changes
from ui.lists import EmptyState
from ui.pages.people.sheets import AnswerSheet
from ui.shell.listed import ListedCard
from ui.shell.page import Frame, Header, Page
from ui.theme import Card, Label, Row, clear, dates, line


class ReferralsPage(Page):
    """Left what waits for an answer; right what was answered."""

    name: ClassVar[str] = "referrals"
    place: ClassVar[str] = "today"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header = Header(frame, _("Referrals"), "", back=frame.back)
        self.box.addWidget(self.header)
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._first: QWidget = self.header.search
        self._shown: ReferralsView | None = None
        self.bind("Esc", frame.back)

    def title(self) -> str:
        return _("Referrals")

    def first(self) -> QWidget | None:
        return self._first

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        return not changes.verb.startswith("checklist.")

    def reload(self) -> None:
        self.frame.work.ask(referrals_view, then=self._show, instead_of="referrals")

    def _show(self, found: ReferralsView) -> None:
        if found == self._shown:
            return
        self._shown = found
        clear(self._body)
        count = len(found.waiting)
        self.header.facts.setText(
            ngettext_("{count} without an answer", "{count} without an answer", count) if count else ""
        )
        if not found.waiting and not found.answered:
            said = _(
                "Who you send on to Nav, the career centre and others stands here until there is an answer."
            )
            card = Card((0, 0, 0, 0), 0)
            card.box.addWidget(EmptyState("handshake", _("No referrals yet"), said, ()))
            self._body.addWidget(card)
            return
        self._body.addWidget(self._column(_("Without an answer"), found.waiting, _("Nothing waits.")), 61)
        self._body.addWidget(self._column(_("Answered"), found.answered, _("Nothing yet.")), 39)
        if self.isVisible():
            self.focus_when_shown(self._first)

    def _column(self, title: str, found: tuple[ReferralLine, ...], none: str) -> Card:
        rows = [ReferralRow(self, one) for one in found]
        if rows and found[0].answered is None:
            self._first = rows[0]
        return ListedCard(title, str(len(rows)) if rows else "", rows, none)


class ReferralRow(Row):
    """A referral. A: answered; Enter opens the person there."""

    def __init__(self, page: Page, one: ReferralLine) -> None:
        self.line, self._page = one, page
        to = ", ".join(part for part in (label("referral.to", one.to), one.contact) if part)
        said = one.answer if one.answered else one.question
        facts = " · ".join(part for part in (to, said, label("referral.ground", one.ground)) if part)
        day = one.answered or one.made
        when = dates.day_plain(day, today=page.frame.clock.today()) if day else ""
        super().__init__(", ".join(part for part in (one.name, facts, when) if part), margins=(12, 9, 12, 9))
        self.two(one.name, facts)
        if one.answered is None:
            self.enter_hint(_("A: answered"))
            self.setAccessibleDescription(_("A: answered. Enter: open the person."))
        self.add(Label(when, "small"))
        entry = {"person": one.person, "entry": one.id}
        self.clicked.connect(lambda: page.frame.go("people", **entry))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_A and not event.modifiers() and self.line.answered is None:
            self._page.frame.work.ask(open_referral, self.line.id, then=self._answer)
            return
        super().keyPressEvent(event)

    def _answer(self, found: tuple[Referral, tuple[Step, ...]]) -> None:
        referral, steps = found
        what = f"{self.line.name}, {label('referral.to', self.line.to)}"
        AnswerSheet(self._page, referral, what, steps)
