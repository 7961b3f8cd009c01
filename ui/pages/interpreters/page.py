"""The interpreters that are coming, which still need a call, and which languages this month needs."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.actions.interpreters import InterpretersView, interpreters_view
from app.base.languages import _, ngettext_
from app.records.choices import label
from app.records.spoken import language_name
from app.store.questions.interpreters import LanguageNeed, NeedLine
from app.store.store import Changes
from ui.lists import EmptyState
from ui.pages.interpreters.sheet import order
from ui.shell.listed import ListedCard
from ui.shell.page import Frame, Header, Page, Section
from ui.theme import Card, Label, Pill, Row, ScrollColumn, Tile, Tone, clear, dates, line

_TONES: dict[str, Tone] = {"confirmed": "ok", "ordered": "warn", "wanted": "bad", "": "bad"}


class InterpretersPage(Page):
    """Left the coming sessions, nearest first; right the languages of this month."""

    name: ClassVar[str] = "interpreters"
    place: ClassVar[str] = "today"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header = Header(
            frame, _("Interpreters"), _("Never another inmate or a relative."), back=frame.back
        )
        self.box.addWidget(self.header)
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._first: QWidget = self.header.search
        self._shown: InterpretersView | None = None
        self.bind("Esc", frame.back)

    def title(self) -> str:
        return _("Interpreters")

    def first(self) -> QWidget | None:
        return self._first

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        return not changes.verb.startswith("checklist.")

    def reload(self) -> None:
        self.frame.work.ask(interpreters_view, then=self._show, instead_of="interpreters")

    def _show(self, found: InterpretersView) -> None:
        if found == self._shown:
            return
        self._shown = found
        clear(self._body)
        if not found.coming and not found.month:
            said = _("A session that is talked through an interpreter stands here until it is held.")
            card = Card((0, 0, 0, 0), 0)
            card.box.addWidget(EmptyState("languages", _("No interpreter is needed"), said, ()))
            self._body.addWidget(card)
            return
        self._body.addWidget(self._coming(found), 61)
        self._body.addWidget(_month(found.month), 39)
        if self.isVisible():
            self.focus_when_shown(self._first)

    def _coming(self, found: InterpretersView) -> Card:
        rows = [self._row(one) for one in found.coming]
        self._first = rows[0] if rows else self.header.search
        none = _("No session ahead needs one.")
        return ListedCard(_("Coming"), str(len(found.coming)), rows, none)

    def _row(self, one: NeedLine) -> Row:
        today = self.frame.clock.today()
        when = (
            f"{dates.day_short(one.day, today=today)} {dates.clock(one.clock) if one.clock else ''}".strip()
        )
        kind = label("interpreter.kind", one.kind)
        facts = " · ".join(part for part in (language_name(one.language), kind, one.number) if part)
        state = label("interpreter.state", one.state or "wanted")
        row = Row(", ".join((when, one.who, facts, state)), margins=(12, 9, 12, 9))
        row.add(Tile(one.language[:2].upper() or "?"))
        row.two(f"{when} · {one.who}", facts)
        row.enter_hint()
        row.add(Pill(state, _TONES[one.state]))
        row.clicked.connect(lambda: order(self, one.session))
        return row


def _month(found: tuple[LanguageNeed, ...]) -> Card:
    card = Card((8, 16, 8, 12), 0)
    column = ScrollColumn(gap=2)
    card.box.addWidget(column)
    column.box.addWidget(Section(_("Languages this month"), ""))
    for one in found:
        row = line(margins=(12, 6, 12, 6), gap=10)
        row.addWidget(Label(language_name(one.language), "strong"))
        row.addStretch()
        row.addWidget(Label(_said(one), "small"))
        column.box.addLayout(row)
    if not found:
        note = Label(_("None so far."), "muted")
        note.setContentsMargins(12, 8, 12, 8)
        column.box.addWidget(note)
    column.box.addStretch()
    return card


def _said(one: LanguageNeed) -> str:
    parts = [ngettext_("{count} session", "{count} sessions", one.sessions)]
    if one.settled < one.sessions:
        parts.append(_("{count} not confirmed", count=one.sessions - one.settled))
    if one.minutes:
        parts.append(_("{count} min used", count=one.minutes))
    if one.cancelled:
        parts.append(_("{count} cancelled", count=one.cancelled))
    return " · ".join(parts)
