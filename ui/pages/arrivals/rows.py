"""One row of the list before it is saved: who, where, when, told or not, and what is in doubt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.actions.departures import USUAL_WAY
from app.actions.newcomers import Look
from app.base.languages import _, ngettext_
from app.entry.draft import Draft
from app.entry.when import read_day
from app.records.choices import label
from app.records.spoken import language_name
from ui.pages.arrivals.entry_line import DAYS
from ui.theme import Icon, Label, Pill, Role, Row, Tile, Tone, dates

_PLAIN = ~Qt.KeyboardModifier.KeypadModifier
UNSAID = ("nobody", "several")
"""Doubts of a departure or a move that somebody must settle before it is saved."""
KEYS = {
    Qt.Key.Key_Space: "tell",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Left: "before",
    Qt.Key.Key_Delete: "drop",
}


class ListedRow(Row):
    """Enter puts it right, Space ticks "told", the arrows left and right choose what is done with it, Del takes it out.

    `acted` with "open", "tell", "next", "before", "drop", or "write" and the letters typed.
    """

    acted = Signal(str, str)

    def __init__(self, row: Draft, look: Look | None, problem: str, which: str, *, today: dt.date) -> None:
        facts = facts_of(row, look, which, today=today)
        name = row.get("name") or _("Without a name")
        said = [doubt_of(look, which) if look else "", told_of(row) if which == "came" else ""]
        super().__init__(
            ", ".join(part for part in (name, facts, problem, *said) if part), margins=(12, 7, 12, 7)
        )
        unsaid = look is not None and look.doubt in UNSAID and row.get("choice") != "skip"
        skipped = look is not None and look.choice == "skip" and not unsaid
        self._tile(row, which)
        roles: tuple[Role, Role] = ("struck" if skipped else "strong", "error" if problem else "small")
        first, second = self.two(name, problem or facts, roles)
        second.setToolTip(problem or facts)
        first.setToolTip(name)
        self.enter_hint(_("Enter") + " ← →" if look is not None and look.doubt else "")
        if look is not None and look.doubt:
            self.add(Pill(doubt_of(look, which), tone_of(look)))
        if which == "came" and not skipped:
            self._told(row)
        self.setAccessibleDescription(_keys_said(which))
        self.clicked.connect(lambda: self.acted.emit("open", ""))

    def _tile(self, row: Draft, which: str) -> None:
        if which == "came":
            self.add(Tile(row.get("mother_tongue").split("-")[0][:2].upper() or "?"))
        else:
            self.add(Icon("door-open" if which == "left" else "arrow-right", "muted", 18))

    def _told(self, row: Draft) -> None:
        told = bool(row.get("told"))
        self.add(Icon("square-check" if told else "square", "ok" if told else "faint", 18))
        text = Label(_("told") if told else _("not told"), "said" if told else "small")
        text.setFixedWidth(text.fontMetrics().horizontalAdvance(_("not told")) + 12)
        self.add(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = KEYS.get(Qt.Key(event.key())) if not event.modifiers() & _PLAIN else None
        typed = event.text()
        if deed:
            self.acted.emit(deed, "")
        elif typed.isalpha() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.acted.emit("write", typed)
        else:
            super().keyPressEvent(event)


def facts_of(row: Draft, look: Look | None, which: str, *, today: dt.date) -> str:
    """The second line: ward, day, language, or how somebody left and what ends by that."""
    day = next((_day(row.get(name), today) for name in DAYS if row.get(name)), "")
    if which == "came":
        parts = [
            row.get("alias"),
            row.get("ward"),
            _("came {day}", day=day) if day else "",
            language_name(row.get("mother_tongue")) if row.get("mother_tongue") else "",
            told_of(row) if row.get("told") else "",
        ]
    elif which == "left":
        kind = label("leaving.kind", row.get("left_kind") or USUAL_WAY)
        parts = [f"{kind} {day}".strip(), *_ends(look)]
    else:
        old = look.known[0].ward if look and look.known else ""
        parts = [f"{old} → {row.get('ward') or '?'}" if old else row.get("ward"), day]
    return " · ".join(part for part in parts if part)


def _ends(look: Look | None) -> list[str]:
    steps, sessions, requests = look.open if look else (0, 0, 0)
    return [
        ngettext_("{count} open step is dropped", "{count} open steps are dropped", steps) if steps else "",
        ngettext_("{count} booking is cancelled", "{count} bookings are cancelled", sessions)
        if sessions
        else "",
        ngettext_("{count} request ends", "{count} requests end", requests) if requests else "",
    ]


def told_of(row: Draft) -> str:
    """How and in which language somebody was told; "" for not yet."""
    if not row.get("told"):
        return ""
    how = ", ".join(label("intake.informed", code) for code in row.codes("told_how")) or _("told")
    said = row.get("told_language")
    language = row.get("mother_tongue") if said in ("", "own") else said
    return f"{how} ({language_name(language)})" if language else how


def doubt_of(look: Look, which: str) -> str:
    """What is to be decided about a row, and how it is decided now."""
    chosen = look.choice.partition(":")[0]
    if look.doubt in UNSAID and not look.person():
        return _("nobody here is called this") if look.doubt == "nobody" else _("several are called this")
    if look.doubt == "several":
        ward = next((one.ward for one in look.known if one.id == look.person()), "")
        return _("the one in {ward}", ward=ward) if ward else _("chosen")
    if chosen == "skip":
        why = {"twice": _("stands here twice"), "no_name": _("no name?")}.get(look.doubt, "")
        out = _("left out")
        return f"{out}: {why}" if why else out
    words = {
        "here": _("is here already"),
        "back": _("came back"),
        "new": _("a new person"),
    }
    return words.get(chosen, "") if look.doubt else ""


def tone_of(look: Look) -> Tone:
    """Warn where nothing happens unless somebody decides."""
    if look.doubt in UNSAID and not look.person():
        return "bad"
    return {"skip": "idle", "here": "accent", "back": "ok", "new": "warn"}.get(
        look.choice.partition(":")[0], "idle"
    )  # type: ignore[return-value]


def _day(text: str, today: dt.date) -> str:
    day = read_day(text, today=today, past=True)
    return dates.day_said(day, today=today) if day else text


def _keys_said(which: str) -> str:
    if which == "came":
        return _("Enter: put right. Space: told or not. Left, right: what is done with it. Del: take out.")
    return _("Enter: put right. Left, right: choose. Del: take out.")


def problem_of(problems: Mapping[str, str]) -> str:
    """What is wrong with a row, in one line."""
    return " ".join(problems.values())
