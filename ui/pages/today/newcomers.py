"""On Today: who came and was not offered a talk yet, whether they were told about guidance, and who said "later"."""

from __future__ import annotations

import datetime as dt

from app.base.languages import _
from app.records.spoken import language_name
from app.store.questions.people_due import PersonDue
from app.store.questions.today import Today
from ui.pages.today.sessions import SHOWN, more
from ui.shell.page import Frame, Section
from ui.theme import Button, Card, Icon, Label, Pill, Row, Tile, dates


class NewcomersCard(Card):
    """Each line leads to the intake; the button to the week's list."""

    def __init__(self, frame: Frame, found: Today) -> None:
        super().__init__((8, 16, 8, 8), 2)
        lists = Button(_("The week’s list"), "quiet", icon="user-plus", height=28, pad=6)
        lists.clicked.connect(lambda: frame.go("arrivals"))
        waiting = (*found.ask_again, *found.not_offered)
        self.box.addWidget(Section(_("New, not offered a talk"), str(len(waiting)), lists))
        for person in found.ask_again[:SHOWN]:
            said = _("said later, ask again {day}", day=_near(person.since, found.day))
            self.box.addWidget(_person_row(frame, person, said))
        for person in found.not_offered[:SHOWN]:
            came = _("came {day}", day=_near(person.since, found.day)) if person.since else ""
            self.box.addWidget(_person_row(frame, person, came))
        left = len(found.not_offered) - SHOWN
        if left > 0:
            self.box.addWidget(more(left, lambda: frame.go("people", show="new")))


def _person_row(frame: Frame, person: PersonDue, when: str) -> Row:
    facts = " · ".join(part for part in (language_name(person.language), person.ward, when) if part)
    told = "" if person.told is None else _("told") if person.told else _("not told")
    row = Row(", ".join(part for part in (person.name, facts, told) if part), margins=(12, 10, 12, 10))
    row.add(Tile(person.language[:2].upper() or "?"))
    row.two(person.name, facts)
    if told:
        row.add(Pill(told, "ok" if person.told else "warn"))
    row.add(Label(_("Intake conversation"), "said"))
    row.add(Icon("chevron-right", "accent", 16))
    row.clicked.connect(lambda: frame.go("intake", person=person.id))
    return row


def _near(day: dt.date | None, today: dt.date) -> str:
    return dates.day_said(day, today=today) if day else ""
