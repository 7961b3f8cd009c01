"""What a reminder on Today says: its line, the quiet line below, what stands at the right, and where it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from app.actions.reminders import applied_for
from app.base.languages import _, ngettext_
from app.records.choices import label
from app.records.release_band import release_band
from app.records.spoken import language_name
from app.store.questions.reminders import Due
from ui.theme import dates

Words = tuple[str, str, str]


def due_words(due: Due, today: dt.date) -> Words:
    """What a reminder says: its line, the quiet line below, and what stands at the right."""
    day = dates.day_plain(due.day, today=today) if due.day else ""
    if applied_for(due):
        return _application(due, day, today)
    return _WORDS[due.rule](due, day, today)


def _application(due: Due, day: str, today: dt.date) -> Words:
    """An application that is not handed in, or misses papers."""
    if due.rule == "deadline":
        return applied_for(due), due.name, _until(due, today)
    missing = ", ".join(label("application.paper", code) for code in due.code.split(",")[1:])
    return due.name, _("{papers} · {deadline}", papers=missing, deadline=applied_for(due)), day


def _interpreter(due: Due, day: str, _today: dt.date) -> Words:
    kind, clock, number = due.text.split("/", 2)
    parts = (label("interpreter.kind", kind), dates.clock(clock) if clock else "", number)
    return f"{language_name(due.code)}, {due.name}", _joined(*parts), day


def _deadline(due: Due, _day: str, today: dt.date) -> Words:
    return due.text, _names(due), _until(due, today)


def _papers(due: Due, day: str, _today: dt.date) -> Words:
    papers = label("person.documents", due.code)
    return due.name, _("{papers} · {deadline}", papers=papers, deadline=due.text), day


def _release(due: Due, _day: str, today: dt.date) -> Words:
    band = label("person.release_band", release_band(due.code, today))
    return due.name, _joined(due.ward, band), _("Make a plan")


def _overdue(due: Due, day: str, _today: dt.date) -> Words:
    return due.text, f"{due.name} · {label('step.who', due.code)}", day


def _action(due: Due, day: str, _today: dt.date) -> Words:
    return due.text, _joined(due.code, due.name), day


def _agreement(due: Due, day: str, _today: dt.date) -> Words:
    return due.text, label("agreement.state", due.code), day


def _referral(due: Due, day: str, _today: dt.date) -> Words:
    return due.name, _joined(label("referral.to", due.code), due.text), day


def _later(due: Due, day: str, _today: dt.date) -> Words:
    return due.name, due.text, day


def _review(due: Due, day: str, _today: dt.date) -> Words:
    return due.name, _("Look at the plan together"), day


def _text_changed(due: Due, _day: str, _today: dt.date) -> Words:
    count = int(due.code)
    said = ngettext_(
        "The text of {count} paper has changed since it was hung",
        "The text of {count} papers has changed since they were hung",
        count,
    )
    return said, due.text, ""


def _retention(due: Due, _day: str, _today: dt.date) -> Words:
    count = int(due.code)
    said = ngettext_("Deletion proposed for {count} person", "Deletion proposed for {count} people", count)
    return said, _("Nothing goes before you decide"), ""


def _unseen(due: Due, _day: str, today: dt.date) -> Words:
    return due.name, "", dates.weeks_ago((today - due.day).days) if due.day else ""


def _checklist(_due: Due, day: str, _today: dt.date) -> Words:
    return _("Time for a new round"), _("The last was finished {day}.", day=day), ""


_WORDS: Mapping[str, Callable[[Due, str, dt.date], Words]] = {
    "interpreter": _interpreter,
    "papers": _papers,
    "deadline": _deadline,
    "overdue": _overdue,
    "later": _later,
    "release": _release,
    "review": _review,
    "referral": _referral,
    "unseen": _unseen,
    "text_changed": _text_changed,
    "action": _action,
    "agreement": _agreement,
    "checklist": _checklist,
    "retention": _retention,
}


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _until(due: Due, today: dt.date) -> str:
    return _left((due.day - today).days) if due.day else ""


def _names(due: Due) -> str:
    names = ", ".join(name for _id, name in due.people[:4])
    if len(due.people) > 4:
        return _("{names} and {count} more", names=names, count=len(due.people) - 4)
    return names


def _left(days: int) -> str:
    if days < 0:
        return _("passed")
    if days == 0:
        return _("today")
    if days <= 21:
        return ngettext_("{count} day", "{count} days", days)
    return ngettext_("{count} week", "{count} weeks", days // 7)


def due_source(due: Due) -> str:
    """Where a deadline was read, and whether its year is a guess."""
    said = _("Source: {source}, read {day}.", source=due.source, day=due.as_of) if due.source else ""
    assumed = _("Last year’s date, check it.") if due.assumed else ""
    return " ".join(part for part in (said, assumed) if part)
