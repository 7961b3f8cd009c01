"""What the service keeps about itself: who does what, who was told, lessons tied to work, education, courses, slips, time.

Everything but a counsellor's own weeks is the service's: everyone in it sees and changes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from app.actions.desk import Desk
from app.base.days import DAY_WORDS
from app.base.languages import N_, _, current, ngettext_
from app.entry.draft import Draft
from app.entry.validate import validated
from app.records.choices import codes, label
from app.records.record import Record, new_id
from app.records.registry import TYPES
from app.records.report import Feedback, FeedbackAnswer
from app.records.service import CourseTaken, Duty, StaffEducation, StaffTold, SubjectLink, TimeUse
from app.records.spoken import language_name
from app.store.access import everyone_sees
from app.store.questions.service import guided_minutes
from app.store.store import Changes

KINDS = (
    "duty",
    "staff_told",
    "subject_link",
    "staff_education",
    "course_taken",
    "feedback",
    "time_use",
)
ITEMS = tuple(f"feedback_{number}" for number in range(1, 7))
SCALE = ("1", "2", "3", "4", "5")
HEARD = ("contact_officer", "intake", "teacher", "poster", "others_here", "nav", "other")
"""How somebody heard of the guidance: the ticks of the feedback slip (domain.md 4.2)."""


@dataclass(frozen=True)
class Noted:
    """A record as a line: what it is about, what is said of it, the day that counts (None for what is now)."""

    record: Record
    title: str
    facts: str
    day: dt.date | None = None
    marked: str = ""


@dataclass(frozen=True)
class NotedOf:
    """All records of a kind, the newest first. summary: what they come to this year, in a sentence, "" for nothing."""

    kind: str
    rows: tuple[Noted, ...]
    summary: str
    blank: Draft


def noted(desk: Desk, kind: str) -> NotedOf:
    """The records of one of KINDS, with an empty form in which what is usual stands already."""
    records = desk.store.find(TYPES[kind], viewer=desk.viewer)
    guided = guided_minutes(desk.store, viewer=desk.viewer) if kind == "time_use" else {}
    rows = [_LINES[type(one)](one, guided) for one in records]
    rows.sort(key=lambda row: (row.day or dt.date.max, row.title), reverse=True)
    if kind in ("duty", "staff_education"):
        rows.sort(key=lambda row: (not row.marked, row.title.casefold()))
    return NotedOf(kind, tuple(rows), _summary(desk, kind, records, guided), _blank(desk, kind))


def save_noted(desk: Desk, draft: Draft) -> Changes:
    """Keep a new or changed record. Raises Invalid, each problem at its field."""
    record = validated(draft, TYPES[draft.type], today=desk.today)
    text = _("Kept: {what}", what=_LINES[type(record)](record, {}).title)
    with desk.store.transaction("entry.saved", actor=desk.viewer, text=text) as t:
        t.put(record, owner="" if everyone_sees(draft.type) else None)
    return t.changes()


def drop_noted(desk: Desk, kind: str, id: str) -> Changes:
    """Take a record out; it can be undone."""
    title = _LINES[TYPES[kind]](desk.get(TYPES[kind], id), {}).title
    with desk.store.transaction(
        "entry.voided", actor=desk.viewer, text=_("Taken out: {what}", what=title)
    ) as t:
        t.void(TYPES[kind], id, reason="dropped")
    return t.changes()


def save_feedback(desk: Desk, draft: Draft, counts: Mapping[str, Mapping[str, int]]) -> Changes:
    """Keep what slips said, counted by hand: item → answer → how many. Raises Invalid at a field of the draft."""
    draft.record_id = draft.record_id or new_id()
    record = validated(replace(draft, children={}), Feedback, today=desk.today)
    answers = tuple(
        FeedbackAnswer(item=item, answer=answer, count=count)
        for item, of_item in counts.items()
        for answer, count in of_item.items()
        if count
    )
    text = _("Kept: {what}", what=_LINES[Feedback](record, {}).title)
    with desk.store.transaction("feedback.saved", actor=desk.viewer, text=text) as t:
        t.put(replace(record, answers=answers), owner="")
    return t.changes()


def heard_from(code: str) -> str:
    """How somebody heard of the guidance, in the window's language."""
    return _(_HEARD[code])


_HEARD = {
    "contact_officer": N_("Contact officer"),
    "intake": N_("Intake conversation"),
    "teacher": N_("Teacher"),
    "poster": N_("Poster"),
    "others_here": N_("Others in prison"),
    "nav": N_("Nav"),
    "other": N_("Something else"),
}


def _blank(desk: Desk, kind: str) -> Draft:
    """An empty form with today, this week and the counsellor's own name where they are usual."""
    raw: dict[str, str] = {}
    if kind in ("staff_told", "subject_link", "course_taken", "feedback"):
        raw["day"] = desk.today.isoformat()
    if kind in ("course_taken", "staff_education"):
        raw["who"] = desk.store.counsellor_name(desk.viewer.counsellor)
    if kind == "time_use":
        raw["week"] = (desk.today - dt.timedelta(days=desk.today.weekday())).isoformat()
    return Draft(kind, raw)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _people(count: int | None) -> str:
    return ngettext_("{count} person", "{count} people", count) if count else ""


def _duty(one: Duty, _guided: Mapping[str, int]) -> Noted:
    names = DAY_WORDS[current()].months_short
    months = ", ".join(names[codes("month").index(code)] for code in one.months) or _("all year")
    marked = _("overall responsibility") if one.overall else ""
    return Noted(one, one.what, _joined(one.who or _("nobody yet"), months), None, marked)


def _told(one: StaffTold, _guided: Mapping[str, int]) -> Noted:
    return Noted(one, one.audience, _joined(_people(one.count), one.what), one.day)


def _link(one: SubjectLink, _guided: Mapping[str, int]) -> Noted:
    return Noted(one, _joined(one.subject, one.class_name), one.link, one.day)


def _education(one: StaffEducation, _guided: Mapping[str, int]) -> Noted:
    points = _("{count} credits in guidance", count=one.credits) if one.credits else ""
    return Noted(one, one.who, _joined(one.education, points, str(one.year or "")))


def _course(one: CourseTaken, _guided: Mapping[str, int]) -> Noted:
    hours = ngettext_("{count} hour", "{count} hours", one.hours) if one.hours else ""
    return Noted(one, one.title, _joined(one.who, label("course.form", one.form), hours), one.day)


def _slips(one: Feedback, _guided: Mapping[str, int]) -> Noted:
    title = ngettext_("{count} slip", "{count} slips", one.slips or 0)
    given = _("of {count} given out", count=one.given_out) if one.given_out else ""
    return Noted(
        one, title, _joined(language_name(one.language), label("feedback.way", one.way), given), one.day
    )


def _week(one: TimeUse, guided: Mapping[str, int]) -> Noted:
    title = _("Week {number}, {year}", number=one.week.isocalendar().week, year=one.week.isocalendar().year)
    parts = (
        (N_("guidance {count} min"), guided.get(one.week.isoformat(), 0)),
        (N_("preparation {count} min"), one.preparation or 0),
        (N_("administration {count} min"), one.administration or 0),
    )
    return Noted(one, title, _joined(*(_(said, count=count) for said, count in parts if count)), one.week)


_LINES: dict[type[Record], Callable[[Any, Mapping[str, int]], Noted]] = {
    Duty: _duty,
    StaffTold: _told,
    SubjectLink: _link,
    StaffEducation: _education,
    CourseTaken: _course,
    Feedback: _slips,
    TimeUse: _week,
}


def _summary(desk: Desk, kind: str, records: list[Any], guided: Mapping[str, int]) -> str:
    """What the year's records come to."""
    this_year = [one for one in records if getattr(one, "day", desk.today).year == desk.today.year]
    if not records:
        return ""
    if kind == "staff_told":
        return _(
            "Times this year: {times}. People in all: {people}.",
            times=len(this_year),
            people=_sum(this_year, "count"),
        )
    if kind == "course_taken":
        return _(
            "Courses and meetings this year: {times}. Hours: {hours}.",
            times=len(this_year),
            hours=_sum(this_year, "hours"),
        )
    if kind == "feedback":
        return _("Slips this year: {slips}.", slips=_sum(this_year, "slips"))
    if kind == "time_use":
        weeks = [cast(TimeUse, one) for one in records if cast(TimeUse, one).week.year == desk.today.year]
        mine = sum(minutes for week, minutes in guided.items() if week[:4] == str(desk.today.year))
        office = _sum(weeks, "preparation") + _sum(weeks, "administration")
        return _("Hours this year: guidance {guidance}, preparation and administration {office}.",
                 guidance=round(mine / 60), office=round(office / 60))  # fmt: skip
    return ""


def _sum(records: list[Any], name: str) -> int:
    return sum(getattr(one, name) or 0 for one in records)
