"""Evidence to the checklist's questions: every number against a count in plain Python, and who is told which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.checklists import rounds, start_round
from app.actions.demo import DemoSize, fill_demo
from app.actions.desk import Desk
from app.actions.evidence import PERIODS, _Told, evidence, evidence_period, evidence_records
from app.actions.settings import change_setting
from app.base.settings import FRAMEWORK_ADOPTED
from app.records.activity import Activity
from app.records.attendance import Attendance
from app.records.checklist import ChecklistRound
from app.records.choices import codes
from app.records.hanging import Hanging
from app.records.intake import Intake
from app.records.person import Person
from app.records.record import Record
from app.records.service import CourseTaken, Duty, StaffTold, SubjectLink
from app.records.session import Session
from app.records.shipped import checklist
from app.store.questions.evidence import EMPLOYERS, SOURCES, counts_for_others, record_count, record_ids
from app.store.questions.evidence_numbers import Numbers, numbers
from app.store.store import Store, Viewer
from tests.builders import PASSPHRASE, new_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = new_desk(tmp_path_factory.mktemp("evidence"))
    fill_demo(desk, DemoSize(people=60, sessions=400, seed=11))
    _more(desk)
    yield desk
    desk.store.close()


def _more(desk: Desk) -> None:
    """What the service writes down: meetings, logs, duties."""
    people = desk.store.find(Person, viewer=desk.viewer, limit=12)
    first, second = (
        Session(
            day=desk.today - dt.timedelta(days=days),
            form="group",
            attendances=tuple(Attendance(person=one.id) for one in people[:count]),
            activities=(Activity(guests=guests),),
        )
        for days, count, guests in ((30, 9, ("employer", "nav")), (60, 4, ("employee",)))
    )
    rows: list[Record] = [
        StaffTold(day=desk.today - dt.timedelta(days=9), audience="vaktlag A", count=14),
        StaffTold(day=desk.today - dt.timedelta(days=900), audience="vaktlag B", count=3),
        SubjectLink(day=desk.today - dt.timedelta(days=5), subject="matematikk"),
        Duty(what="Leder", who="Gloa", overall=True),
        Duty(what="Plakater"),
        CourseTaken(day=desk.today - dt.timedelta(days=40), title="Kurs", who="Gloa", hours=6),
    ]
    with desk.store.transaction("demo.filled", actor=desk.viewer) as t:
        for one in (first, second):
            t.put(one)
        for row in rows:
            t.put(row, owner="")


def _period(desk: Desk) -> tuple[dt.date, dt.date]:
    return evidence_period(desk, "months")


def _in_period(desk: Desk, kind: type[Record]) -> list[Record]:
    first, last = _period(desk)
    return [
        one
        for one in desk.store.find(kind, viewer=desk.viewer)
        if first <= getattr(one, "day") <= last  # noqa: B009
    ]


def _held(desk: Desk) -> list[Session]:
    return [one for one in _in_period(desk, Session) if isinstance(one, Session) and one.state == "held"]


def _counted(desk: Desk) -> dict[str, int]:
    """Counts of sets in plain Python over what the store finds."""
    held = _held(desk)
    intakes = [one for one in _in_period(desk, Intake) if isinstance(one, Intake)]

    def met(one: Session) -> bool:
        return any(set(row.guests) & set(EMPLOYERS) for row in one.activities)

    return {
        "sessions": len(held),
        "groups": sum(one.form == "group" for one in held),
        "interpreted": sum(one.language_handling.startswith("interpreter") for one in held),
        "digital": sum("digital" in one.themes for one in held),
        "information": sum("information" in one.purpose for one in held),
        "employers": sum(met(one) for one in held),
        "intakes": len(intakes),
        "intakes_told": sum(bool(set(one.informed) - {"not_yet"}) for one in intakes),
        "intakes_offered": sum(one.offer != "not_yet" for one in intakes),
        "hanging": sum(one.taken_down is None for one in desk.store.find(Hanging, viewer=desk.viewer)),
        "staff_told": len(_in_period(desk, StaffTold)),
        "duties": desk.store.count(Duty, viewer=desk.viewer),
    }


def _numbers(desk: Desk) -> Numbers:
    first, last = _period(desk)
    return numbers(desk.store, viewer=desk.viewer, first=first, last=last)


@pytest.mark.parametrize(
    "source",
    [
        "sessions",
        "groups",
        "interpreted",
        "digital",
        "information",
        "employers",
        "intakes",
        "intakes_told",
        "intakes_offered",
        "hanging",
        "staff_told",
        "duties",
    ],
)
def test_a_set_is_counted_as_plain_python_counts_it(desk: Desk, source: str) -> None:
    first, last = _period(desk)
    said = record_count(desk.store, viewer=desk.viewer, source=source, first=first, last=last)
    assert said == _counted(desk)[source]
    assert source in {"digital", "information", "hanging"} or said > 0
    listed = record_ids(desk.store, viewer=desk.viewer, source=source, first=first, last=last)
    assert len(listed) == min(said, 60)


def test_themes_by_month_and_those_who_met_employers_more_than_once(desk: Desk) -> None:
    held, said = _held(desk), _numbers(desk)
    for theme in codes("session.theme")[:8]:
        months = {one.day.strftime("%Y-%m") for one in held if theme in one.themes}
        assert said.themes.get(theme, 0) == len(months)
    times: dict[str, int] = {}
    for one in held:
        if any(set(row.guests) & set(EMPLOYERS) for row in one.activities):
            for person in {row.person for row in one.attendances if row.came}:
                times[person] = times.get(person, 0) + 1
    assert said.met_once == len(times)
    assert said.met_again == sum(count > 1 for count in times.values())
    came = [
        max(one.headcount or 0, sum(row.came for row in one.attendances))
        for one in held
        if one.form == "group"
    ]
    assert said.came_to_groups == sum(came)


def test_talks_soon_after_the_arrival(desk: Desk) -> None:
    people = {one.id: one for one in desk.store.find(Person, viewer=desk.viewer)}
    early = 0
    for one in _held(desk):
        alone = [row.person for row in one.attendances] if one.form != "group" else []
        arrived = people[alone[0]].arrived if alone and alone[0] in people else None
        early += arrived is not None and 0 <= (one.day - arrived).days <= 28
    assert _numbers(desk).early == early


def test_every_question_has_a_line_in_every_period_and_its_records_can_be_listed(desk: Desk) -> None:
    for period in PERIODS:
        found = evidence(desk, period=period)
        assert {one.question for one in found.lines} == {one.id for one in checklist().questions()}
        assert all(one.source in SOURCES or one.place for one in found.lines)
        for one in found.lines:
            assert "{" not in one.text
            if one.source:
                evidence_records(desk, one.source, period=period)


def test_evidence_answers_nothing(desk: Desk) -> None:
    before = rounds(desk)
    evidence(desk)
    assert rounds(desk) == before


def test_the_framework_is_told_from_the_settings(desk: Desk) -> None:
    change_setting(desk, FRAMEWORK_ADOPTED, "høsten 2025")
    (line,) = evidence(desk).of("K1")
    assert "høsten 2025" in line.text


def test_a_lead_is_told_no_small_number_of_colleagues_people(desk: Desk) -> None:
    first, last = _period(desk)
    told = _Told(desk, first, last, _numbers(desk), guarded=True)
    assert [told.few(count) for count in (0, 1, 4, 5)] == ["0", "<5", "<5", "5"]
    shown: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for whole in range(40):
        for part in range(whole + 1):
            said = told.share(part, whole)
            shown.setdefault((said["part"], said["whole"]), set()).add((part, whole))
    for could_be in shown.values():
        small = {pair for pair in could_be if 0 < pair[0] < 5 or 0 < pair[1] - pair[0] < 5}
        assert not small or len(could_be) > 1


def _colleague(folder: Path) -> tuple[Desk, Viewer]:
    desk = new_desk(folder)
    other = desk.store.add_counsellor(name="Solrun", passphrase=PASSPHRASE + " to")
    return desk, Viewer(other)


def test_nobody_sees_a_colleagues_self_evaluation(tmp_path: Path) -> None:
    desk, other = _colleague(tmp_path)
    for one in ("2020-competence", "2020-ethics", "2021-quality-plan"):
        start_round(desk, one)

    def seen(store: Store, viewer: Viewer) -> set[str]:
        return {one.checklist for one in store.find(ChecklistRound, viewer=viewer)}

    assert seen(desk.store, desk.viewer) == {"2020-competence", "2020-ethics", "2021-quality-plan"}
    assert seen(desk.store, other) == {"2021-quality-plan"}
    assert not counts_for_others(desk.store, viewer=desk.viewer)
    desk.store.close()
