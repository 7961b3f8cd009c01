"""The made-up service: who does what, who was told, lessons tied to work, courses, education and slips of two years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.actions.demo.material import Chance, texts
from app.records.record import Record
from app.records.report import BaseNumber, Feedback, FeedbackAnswer
from app.records.service import CourseTaken, Duty, StaffEducation, StaffTold, SubjectLink

_FACES = (1, 2, 4, 9, 8)
"""How slips fall on the five faces, before chance moves them a little."""
_BACK = (21, 74, 160, 300, 410, 520)  # days from today


def service_logs(chance: Chance, today: dt.date) -> Iterator[Record]:
    """All logs of the service, the newest entry three weeks old."""
    told = texts()["service"]
    for what, who, months, overall in told["duties"]:
        yield Duty(id=chance.id(), what=what, who=who, months=tuple(months), overall=overall)
    for days, (audience, count, what) in zip(_BACK, told["staff_told"], strict=False):
        yield StaffTold(id=chance.id(), day=_ago(today, days), audience=audience, count=count, what=what)
    for days, (subject, class_name, link) in zip(_BACK, told["lessons"], strict=False):
        yield SubjectLink(
            id=chance.id(), day=_ago(today, days + 3), subject=subject, class_name=class_name, link=link
        )
    for days, (title, who, hours, form) in zip(_BACK, told["courses"], strict=False):
        yield CourseTaken(
            id=chance.id(), day=_ago(today, days + 6), title=title, who=who, hours=hours, form=form
        )
    for who, education, points, year in told["education"]:
        yield StaffEducation(id=chance.id(), who=who, education=education, credits=points, year=year)
    for days, language in zip((30, 200, 390), ("nb", "pl", "nb"), strict=True):
        yield _slips(chance, _ago(today, days), language)
    for year in (today.year, today.year - 1):
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        for kind, count in told["bases"]:
            yield BaseNumber(
                id=chance.id(), first=first, last=last, split="ward_kind", value=kind, count=count
            )


def _slips(chance: Chance, day: dt.date, language: str) -> Feedback:
    answers = tuple(
        FeedbackAnswer(
            id=chance.id(),
            item=f"feedback_{item}",
            answer=str(face),
            count=max(0, usual + chance.number(-1, 2)),
        )
        for item in range(1, 7)
        for face, usual in enumerate(_FACES, start=1)
    )
    return Feedback(
        id=chance.id(),
        day=day,
        language=language,
        way="box",
        slips=sum(_FACES),
        given_out=40,
        answers=answers,
    )


def _ago(today: dt.date, days: int) -> dt.date:
    """So many days back, on a weekday."""
    day = today - dt.timedelta(days=days)
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
