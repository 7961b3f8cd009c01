"""What a form starts with, so that the usual case needs no typing: taken from the last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from app.actions.desk import Desk
from app.actions.school_week import open_day
from app.base.settings import USUAL_INTERVAL_DAYS, USUAL_MINUTES
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.person import Person
from app.records.session import Session
from app.store.questions.sessions import held_with, planned_with

_AS_LAST_TIME = ("minutes", "language", "language_handling", "place")


def usual_session(desk: Desk, person_id: str) -> Draft:
    """A new individual session with this person: today, now, and the rest as last time."""
    person = desk.get(Person, person_id)
    draft = blank_session(desk, form="individual")
    draft.raw |= {"language": spoken_with(person), "language_handling": _handled(person)}
    last = held_with(desk.store, viewer=desk.viewer, person=person_id, limit=1)
    if last:
        draft.raw |= {name: str(getattr(last[0], name)) for name in _AS_LAST_TIME}
    draft.rows("attendances").append(Draft("attendance", {"person": person_id}))
    return draft


def blank_session(desk: Desk, *, form: str) -> Draft:
    """A session that has only today, the clock and the usual length."""
    raw = {
        "day": desk.today.isoformat(),
        "clock": _five_minutes(desk.clock.now()),
        "minutes": str(desk.setting(USUAL_MINUTES)),
        "form": form,
        "state": "held",
        "language": "nb",
    }
    return Draft("session", raw)


def planned_today(desk: Desk, person_id: str) -> Session | None:
    """The session planned with this person today, if there is one: the new session is that one."""
    planned = planned_with(desk.store, viewer=desk.viewer, person=person_id, since=desk.today)
    return next((one for one in planned if one.day == desk.today), None)


def hold_draft(session: Session) -> Draft:
    """A planned session as the form that writes it down: the same record, now held."""
    draft = to_draft(session)
    draft.raw["state"] = "held"
    return draft


def suggested_next(desk: Desk, person_id: str, *, after: dt.date) -> dt.date:
    """The day of the next session: as long after this one as this one is after the last, in whole weeks
    where the rhythm is weekly; the usual interval where there is no rhythm yet; never on a day that is closed."""
    last = held_with(desk.store, viewer=desk.viewer, person=person_id, limit=2)
    days = desk.setting(USUAL_INTERVAL_DAYS)
    earlier = [one.day for one in last if one.day < after]
    if earlier and 4 <= (after - earlier[0]).days <= 90:
        gap = (after - earlier[0]).days
        days = max(7, round(gap / 7) * 7)
    return open_day(desk, max(after, desk.today) + dt.timedelta(days=days))


def spoken_with(person: Person) -> str:
    """The language a talk with this person is likely held in: Norwegian if it is spoken, else their own."""
    if person.norwegian_spoken in {"b1", "b2", "c1", "native"}:
        return "nb"
    return person.mother_tongue or person.reads_best or "nb"


def _handled(person: Person) -> str:
    """How a first talk with this person is likely held; the form shows it, and it can be said otherwise."""
    language = spoken_with(person)
    if language in {"nb", "nn"}:
        return "norwegian"
    if person.interpreter == "yes_language":
        return "interpreter_phone"
    return "english" if language == "en" else "shared_language"


def sheet_language(person: Person, offered: Collection[str]) -> str:
    """The language a person's sheets come out in: what they read best, then their mother tongue, then English
    where they have some, else bokmål."""
    return read_language(person.reads_best, person.mother_tongue, person.english, offered)


def read_language(reads_best: str, mother_tongue: str, english: str, offered: Collection[str]) -> str:
    """The same, for what stands in a form so far."""
    wanted = (reads_best, mother_tongue, "" if english in {"", "none", "not_asked"} else "en")
    return next((code for code in wanted if code in offered), "nb")


def _five_minutes(now: dt.datetime) -> str:
    return f"{now.hour:02}:{now.minute // 5 * 5:02}"
