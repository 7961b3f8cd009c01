"""Every measure against a count of another kind: plain Python over the records of registers made up by chance."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.actions.statistics import count_period
from app.records.activity import Activity
from app.records.application import Application
from app.records.attendance import Attendance
from app.records.choices import codes
from app.records.intake import Intake
from app.records.person import Person
from app.records.place import Ward
from app.records.referral import Referral
from app.records.report import BaseNumber, Feedback, FeedbackAnswer
from app.records.service import TimeUse
from app.records.session import Session
from app.records.step import OPEN_STATES, Step
from app.statistics.counts import age_band
from app.statistics.period import Period, a_year_earlier
from app.statistics.tables import Statistics
from tests.builders import new_desk

LAST = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
TODAY = dt.date(2026, 1, 19)
Numbers = dict[str, int]


class Register:
    """People, talks and all that is counted, by chance; and everything that is asked of it, record by record."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.desk, self.chance = new_desk(folder), random.Random(seed)
        self.wards = [Ward(name=f"Avdeling {kind}", kind=kind) for kind in ("ordinary", "remand", "women")]
        self.people = [self._person(number) for number in range(24)]
        records = [*self.wards, *self.people, *(self._intake(one) for one in self.people[:18])]
        records += [self._talk() for _number in range(90)]
        records += [made for one in self.people[:14] for made in self._way_on(one.id)]
        with self.desk.store.transaction("session.saved", actor=self.desk.viewer) as t:
            for record in records:
                t.put(record)
            for shared in self._service():
                t.put(shared, owner="")
            t.put(TimeUse(week=dt.date(2025, 3, 3), preparation=90, administration=40))
            t.put(TimeUse(week=dt.date(2024, 3, 4), preparation=10))

    def of(self, kind: str) -> str:
        return self.chance.choice(codes(kind))

    def day(self) -> dt.date:
        return TODAY - dt.timedelta(days=self.chance.randrange(1, 800))

    def _person(self, number: int) -> Person:
        return Person(
            name=f"Ospar {number}",
            ward=self.chance.choice([*(ward.id for ward in self.wards), ""]),
            birth_year=self.chance.choice([None, 1955, 1980, 1999, 2003, 2006]),
            sex=self.of("person.sex"),
            education=self.of("person.education"),
            country_group=self.of("person.country_group"),
            work_before=self.of("person.work_before"),
            activity=tuple(
                self.chance.sample(("school", "workshop", "none", "not_asked"), self.chance.randrange(3))
            ),
        )

    def _intake(self, person: Person) -> Intake:
        told = tuple(self.chance.sample(codes("intake.informed"), self.chance.randrange(3)))
        return Intake(
            person=person.id,
            day=self.day(),
            informed=told,
            offer=self.of("intake.offer"),
            stay_at_intake=self.of("person.release_band"),
        )

    def _talk(self) -> Session:
        group = self.chance.random() < 0.3
        state = "held" if self.chance.random() < 0.7 else self.of("session.state")
        who = self.chance.sample(self.people, self.chance.randrange(1, 7) if group else 1)
        rows = tuple(Attendance(person=one.id, came=self.chance.random() < 0.9) for one in who)
        guests = tuple(self.chance.sample(codes("meeting.guest"), self.chance.randrange(3))) if group else ()
        about = Activity(guests=guests, guest_count=self.chance.randrange(4) or None)
        return Session(
            day=self.day(),
            minutes=self.chance.choice([15, 30, 45, 50, 60, 120]),
            form="group" if group else self.chance.choice(["individual", "phone", "three_party"]),
            state=state,
            group_type=self.of("group.type") if group else "",
            headcount=self.chance.randrange(12) if group else None,
            language=self.chance.choice(["nb", "ar", "pl"]),
            language_handling=self.of("session.language_handling"),
            themes=tuple(self.chance.sample(codes("session.theme"), self.chance.randrange(4))),
            purpose=tuple(self.chance.sample(codes("session.purpose"), self.chance.randrange(3))),
            cancel_reason=self.of("cancel.reason") if state.startswith("cancelled") else "",
            attendances=rows,
            activities=(about,) if group and self.chance.random() < 0.6 else (),
        )

    def _way_on(self, person: str) -> Iterator[Referral | Application | Step]:
        made = self.day()
        answered = made + dt.timedelta(days=9) if self.chance.random() < 0.5 else None
        yield Referral(person=person, to=self.of("referral.to"), made_on=made, answered_on=answered)
        state = self.of("application.state")
        sent = self.day() if state in ("sent", "answered") else None
        yield Application(
            person=person,
            kind=self.of("application.kind"),
            state=state,
            sent_on=sent,
            outcome=self.chance.choice(["", "offer", "refused"]),
        )
        for _number in range(2):
            state = self.of("step.state")
            ended = self.day() if state in ("done", "dropped") else None
            yield Step(
                person=person,
                text="skrive CV",
                state=state,
                state_on=ended,
                category=self.of("step.category"),
                due=self.day(),
            )

    def _service(self) -> Iterator[Feedback | BaseNumber]:
        for _number in range(4):
            answers = tuple(
                FeedbackAnswer(
                    item="feedback_1", answer=str(self.chance.randrange(1, 6)), count=self.chance.randrange(9)
                )
                for _place in range(3)
            )
            language, way = self.chance.choice(("nb", "pl")), self.chance.choice(("box", "handed"))
            slips = self.chance.randrange(3, 30)
            yield Feedback(day=self.day(), language=language, way=way, slips=slips, answers=answers)
        yield BaseNumber(
            first=dt.date(2024, 1, 1), last=dt.date(2025, 12, 31), split="sex", value="m", count=999
        )
        yield BaseNumber(first=LAST.first, last=LAST.last, split="sex", value="m", count=50)
        yield BaseNumber(first=LAST.first, last=LAST.last, split="all", value="", count=80)

    # --- counted with a pencil ---

    def talks(self, period: Period, *states: str) -> list[Session]:
        every = self.desk.store.find(Session, viewer=self.desk.viewer)
        wanted = states or ("held",)
        return [one for one in every if period.first <= one.day <= period.last and one.state in wanted]

    def guided(self, period: Period) -> list[Person]:
        came = {row.person for one in self.talks(period) for row in one.attendances if row.came}
        return [one for one in self.people if one.id in came]


def heads(talk: Session) -> int:
    came = sum(row.came for row in talk.attendances)
    return max(came, talk.headcount or 0) if talk.form == "group" else came


def length(talk: Session) -> str:
    return next(
        (code for below, code in ((30, "lt30"), (45, "m30_44"), (60, "m45_59")) if talk.minutes < below),
        "m60_plus",
    )


def doing(person: Person) -> str:
    if set(person.activity) <= {"not_asked"}:
        return "not_asked"
    return next((code for code in ("school", "workshop") if code in person.activity), "none")


def stay(made: Register, person: Person, until: dt.date) -> str:
    every = made.desk.store.find(Intake, viewer=made.desk.viewer, where={"person": person.id})
    then = [one for one in every if one.day <= until]
    return max(then, key=lambda one: one.day).stay_at_intake if then else "not_recorded"


def kind_of_ward(made: Register, person: Person) -> str:
    return next((ward.kind for ward in made.wards if ward.id == person.ward), "unknown")


def often(made: Register, period: Period) -> Numbers:
    times = Counter(
        row.person for one in made.talks(period) if one.form != "group" for row in one.attendances if row.came
    )
    return Counter("4_plus" if count >= 4 else str(count) for count in times.values())


def overview(made: Register, period: Period) -> Numbers:
    held, intakes = made.talks(period), made.desk.store.find(Intake, viewer=made.desk.viewer)
    groups, alone = [one for one in held if one.form == "group"], [one for one in held if one.form != "group"]
    off = [state for state in codes("session.state") if state not in ("planned", "held")]
    then = [one for one in intakes if period.first <= one.day <= period.last]
    return {
        "unique_people": len(made.guided(period)),
        "individual_sessions": len(alone),
        "groups": len(groups),
        "group_attendances": sum(map(heads, groups)),
        "group_people": len({row.person for one in groups for row in one.attendances if row.came}),
        "attendances": sum(map(heads, held)),
        "cancelled": len(made.talks(period, *off)),
        "with_interpreter": sum(one.language_handling.startswith("interpreter") for one in held),
        "individual_minutes": sum(one.minutes for one in alone),
        "group_minutes": sum(one.minutes for one in groups),
        "intakes": len(then),
        "told": sum(bool(set(one.informed) - {"not_yet"}) for one in then),
    }


def meetings(made: Register, period: Period) -> Numbers:
    met = [(one, row) for one in made.talks(period) for row in one.activities if row.guests]
    return {
        "meetings": len(met),
        "guests": sum(row.guest_count or 0 for _one, row in met),
        "participants": sum(heads(one) for one, _row in met),
    }


def steps(made: Register, period: Period) -> Numbers:
    every = made.desk.store.find(Step, viewer=made.desk.viewer)
    ended = [one for one in every if one.state_on and period.first <= one.state_on <= period.last]
    then = period.last >= TODAY
    left = [
        one
        for one in every
        if then and (one.state in OPEN_STATES or (one.state_on and one.state_on > period.last))
    ]
    return {
        "done": sum(one.state == "done" for one in ended),
        "dropped": sum(one.state == "dropped" for one in ended),
        "open": len(left),
        "overdue": sum(bool(one.due and one.due <= period.last) for one in left),
    }


def helped(made: Register, period: Period) -> list[Application]:
    every = made.desk.store.find(Application, viewer=made.desk.viewer)
    return [
        one
        for one in every
        if one.state != "dropped" and period.first <= (one.sent_on or TODAY) <= period.last
    ]


def referred(made: Register, period: Period) -> list[Referral]:
    every = made.desk.store.find(Referral, viewer=made.desk.viewer)
    return [one for one in every if period.first <= one.made_on <= period.last]


def told_slips(made: Register, period: Period) -> Numbers:
    every = made.desk.store.find(Feedback, viewer=made.desk.viewer)
    found: Counter[str] = Counter()
    for one in every:
        if period.first <= one.day <= period.last:
            for row in one.answers:
                found[row.answer] += row.count or 0
    return found


def slips_by(name: str) -> Callable[[Register, Period], Numbers]:
    def count(made: Register, period: Period) -> Numbers:
        found: Counter[str] = Counter()
        for one in made.desk.store.find(Feedback, viewer=made.desk.viewer):
            if period.first <= one.day <= period.last:
                found[getattr(one, name)] += one.slips or 0
        return found

    return count


PENCIL: dict[str, Callable[[Register, Period], Numbers]] = {
    "overview": overview,
    "month": lambda made, period: Counter(f"{one.day:%Y-%m}" for one in made.talks(period)),
    "form": lambda made, period: Counter(one.form for one in made.talks(period)),
    "length": lambda made, period: Counter(length(one) for one in made.talks(period) if one.form != "group"),
    "purpose": lambda made, period: Counter(code for one in made.talks(period) for code in one.purpose),
    "theme": lambda made, period: Counter(code for one in made.talks(period) for code in one.themes),
    "cancelled": lambda made, period: Counter(
        one.state
        for one in made.talks(period, *codes("session.state"))
        if one.state not in ("planned", "held")
    ),
    "cancelled_why": lambda made, period: Counter(
        f"{one.state}.{one.cancel_reason}"
        for one in made.talks(period, "cancelled_inmate", "cancelled_school", "cancelled_prison")
    ),
    "per_person": often,
    "group_type": lambda made, period: Counter(
        one.group_type for one in made.talks(period) if one.form == "group"
    ),
    "group_heads": lambda made, period: {
        kind: sum(heads(one) for one in made.talks(period) if one.form == "group" and one.group_type == kind)
        for kind in codes("group.type")
    },
    "meetings": meetings,
    "guests": lambda made, period: Counter(
        code for one in made.talks(period) for row in one.activities for code in row.guests
    ),
    "age_band": lambda made, period: Counter(
        age_band(one.birth_year, period.last.year) for one in made.guided(period)
    ),
    "sex": lambda made, period: Counter(one.sex for one in made.guided(period)),
    "education": lambda made, period: Counter(one.education for one in made.guided(period)),
    "country_group": lambda made, period: Counter(one.country_group for one in made.guided(period)),
    "work_before": lambda made, period: Counter(one.work_before for one in made.guided(period)),
    "ward_kind": lambda made, period: Counter(kind_of_ward(made, one) for one in made.guided(period)),
    "stay": lambda made, period: Counter(stay(made, one, period.last) for one in made.guided(period)),
    "activity": lambda made, period: Counter(doing(one) for one in made.guided(period)),
    "offer": lambda made, period: Counter(
        one.offer
        for one in made.desk.store.find(Intake, viewer=made.desk.viewer)
        if period.first <= one.day <= period.last
    ),
    "referrals": lambda made, period: Counter(one.to for one in referred(made, period)),
    "referrals_answered": lambda made, period: Counter(
        one.to for one in referred(made, period) if one.answered_on
    ),
    "applications": lambda made, period: Counter(one.kind for one in helped(made, period)),
    "outcomes": lambda made, period: Counter(one.outcome or "unknown" for one in helped(made, period)),
    "step_category": lambda made, period: Counter(
        one.category or "other"
        for one in made.desk.store.find(Step, viewer=made.desk.viewer)
        if one.state == "done" and one.state_on and period.first <= one.state_on <= period.last
    ),
    "steps": steps,
    "interpreted": lambda made, period: Counter(
        one.language for one in made.talks(period) if one.language_handling.startswith("interpreter")
    ),
    "languages": lambda made, period: Counter(
        one.language for one in made.talks(period) if one.form != "group"
    ),
    "feedback_feedback_1": told_slips,
    "slips_language": slips_by("language"),
    "slips_way": slips_by("way"),
    "minutes": lambda made, period: {
        "individual": sum(one.minutes for one in made.talks(period) if one.form != "group"),
        "group": sum(one.minutes for one in made.talks(period) if one.form == "group"),
        "preparation": {2025: 90, 2024: 10}.get(period.last.year, 0),
        "administration": 40 if period.last.year == 2025 else 0,
    },
    "reach_sex": lambda made, period: {"m": sum(one.sex == "m" for one in made.guided(period))},
    "reach": lambda made, period: {"all": len(made.guided(period))},
}
# Counted in tests of their own.
OTHERWISE = {
    "waiting",
    "waiting_ward",
    "arrivals",
    "arrivals_language",
    "moved_why",
    "checklist",
}


@pytest.fixture(scope="module", params=range(4))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    found = Register(tmp_path_factory.mktemp("register"), request.param)
    yield found
    found.desk.store.close()


@pytest.fixture(scope="module")
def counted(made: Register) -> Statistics:
    return count_period(made.desk, LAST)


@pytest.mark.parametrize("key", sorted(PENCIL))
def test_a_table_is_what_a_pencil_counts(made: Register, counted: Statistics, key: str) -> None:
    earlier = a_year_earlier(LAST)
    assert earlier is not None
    rows = counted.table(key).rows
    now, before = PENCIL[key](made, LAST), PENCIL[key](made, earlier)
    assert {row.code: row.number for row in rows if row.number} == {code: n for code, n in now.items() if n}
    if key.startswith("reach"):
        assert all(row.before is None for row in rows)
    elif key == "month":
        assert sum(row.before or 0 for row in rows) == sum(before.values())
    else:
        assert {row.code: row.before for row in rows if row.before} == {
            code: n for code, n in before.items() if n
        }


def test_every_table_is_counted_so(counted: Statistics) -> None:
    keys = {table.key for table in counted.tables}
    assert keys - PENCIL.keys() - OTHERWISE == set()
    assert {"ST1", "ST2", "ST3", "ST4", "ST5", "ST6", "ST7", "ST8", "ST9", "ST10", "ST12", "ST13"} <= {
        table.measure for table in counted.tables
    }
    assert all(table.definition for table in counted.tables)


def test_what_there_is_was_typed_in_for_this_period(counted: Statistics) -> None:
    assert [(row.code, row.of) for row in counted.table("reach_sex").rows] == [("m", 50)]
    assert [(row.code, row.of) for row in counted.table("reach").rows] == [("all", 80)]


def test_nothing_is_left_of_what_was_laid_ready(made: Register, counted: Statistics) -> None:
    assert counted.tables
    assert made.desk.store.connection.rows("SELECT name FROM temp.sqlite_master") == []


def test_steps_that_are_open_count_today(made: Register) -> None:
    this_year = Period(dt.date(2026, 1, 1), TODAY)
    found = {row.code: row.number for row in count_period(made.desk, this_year).table("steps").rows}
    assert found == steps(made, this_year)
    assert found["open"]


def test_a_code_that_no_list_has_any_more_is_still_counted(made: Register) -> None:
    person = next(one for one in made.guided(LAST) if one.sex == "m")
    made.desk.store.connection.run("UPDATE person SET education = 'folk_school' WHERE id = ?", (person.id,))
    found = {row.code: row.number for row in count_period(made.desk, LAST).table("education").rows}
    assert found["folk_school"] == 1
