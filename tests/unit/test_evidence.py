"""Evidence to the checklist's questions: every number against a count in plain Python, and who is told which."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.checklists import rounds, start_round
from app.actions.demo import DemoSize, fill_demo
from app.actions.desk import Desk
from app.actions.evidence import PERIODS, evidence, evidence_period, evidence_records
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
from app.statistics import evidence_cells
from app.statistics.evidence_cells import ALONE, PARTS, THEME, about_somebody, hidden_of
from app.statistics.small_cells import LEAST, Sum, hidden
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


def counts_by_chance(chance: random.Random) -> dict[str, int]:
    """Numbers of a small service: parts of wholes, most of them few."""
    found = {name: chance.randrange(9) for name in SOURCES} | {name: chance.randrange(9) for name in ALONE}
    found["sessions"] = chance.choice((5, 6, 9, 14, 60))
    found["groups"] = chance.randrange(min(4, found["sessions"]))
    for name in ("intakes", "arrived", "met_once"):
        found[name] = chance.randrange(14)
    for part, whole in PARTS.items():
        found[part] = chance.randrange(found[whole] + 1)
    for theme in codes("session.theme")[:8]:
        found[f"{THEME}{theme}"] = chance.randrange(1, found["sessions"] + 1)
    return found


def worked_out(counts: dict[str, int], marks: dict[str, str]) -> list[str]:
    """Small numbers, or small rests of what they are a part of, of which what is shown leaves one value. Written out, with
    every whole by itself and all of its parts beside it."""
    found = []
    parts = {**PARTS, **{name: "sessions" for name in counts if name.startswith(THEME)}}
    for whole in dict.fromkeys(parts.values()):
        mine = [part for part, of in parts.items() if of == whole]
        left: dict[str, set[tuple[int, int]]] = {part: set() for part in mine}
        for total in range(80):
            if not _fits(total, counts[whole], marks.get(whole, "")):
                continue
            able = {
                part: [value for value in range(total + 1) if _fits(value, counts[part], marks.get(part, ""))]
                for part in mine
            }
            if all(able.values()) and (whole != "sessions" or total >= counts["groups"]):
                for part, values in able.items():
                    left[part] |= {(value, total - value) for value in values}
        for part, pairs in left.items():
            for place, true in enumerate((counts[part], counts[whole] - counts[part])):
                if 0 < true < LEAST and len({pair[place] for pair in pairs}) < 2:
                    found.append(f"{part} of {whole}: {true}")
    return found


def _fits(value: int, true: int, mark: str) -> bool:
    return {"": value == true, "small": 0 < value < LEAST}.get(mark, True)


@pytest.mark.parametrize("seed", range(40))
def test_no_small_number_of_the_evidence_can_be_worked_out(seed: int) -> None:
    counts = counts_by_chance(random.Random(seed))
    marks = hidden_of(counts)
    for name, number in counts.items():
        assert not (about_somebody(name) and 0 < number < LEAST) or name in marks
    assert worked_out(counts, marks) == []
    alone = counts["sessions"] - counts["groups"]
    assert not 0 < alone < LEAST or "sessions" in marks


def test_without_the_wholes_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_cells, "Sum", lambda total, parts: Sum("nothing", ()))
    monkeypatch.setattr(
        evidence_cells, "hidden", lambda cells, sums, **more: hidden({**cells, "nothing": 1}, (), **more)
    )
    found = [counts_by_chance(random.Random(seed)) for seed in range(40)]
    assert any(worked_out(counts, hidden_of(counts)) for counts in found)


SMALL_NUMBER = re.compile(r"(?<![\d<])[1-4](?!\d)")


@pytest.fixture
def led(tmp_path: Path) -> Iterator[Desk]:
    """A lead who counts over a colleague's few people."""
    desk, other = _colleague(tmp_path)
    with desk.store.transaction("test", actor=other) as t:
        for number in range(7):
            t.put(one := Person(name=f"Havmod {number}"))
            told = ("oral",) if number < 3 else ()
            t.put(Intake(person=one.id, day=desk.today - dt.timedelta(days=9), informed=told))
            t.put(
                Session(
                    day=desk.today - dt.timedelta(days=8),
                    state="held",
                    themes=("digital", "cv") if number < 2 else (),
                    attendances=(Attendance(person=one.id),),
                )
            )
    yield desk
    desk.store.close()


def test_a_lead_is_told_no_small_number_of_colleagues_people(led: Desk) -> None:
    assert counts_for_others(led.store, viewer=led.viewer)
    found = evidence(led, period="months")
    assert next(one.text for one in found.of("T2")).count("<5") == 1
    assert any("<5" in one.text for one in found.of("T6"))
    assert any("CV <5" in one.text for one in found.of("I1"))
    assert [sign for sign, _why in found.rule] == ["<5"]
    for one in found.lines:
        if one.question in ("T2", "T4", "T6", "T7", "I2", "I3", "I7"):
            assert not SMALL_NUMBER.search(one.text), one.text


def test_ones_own_people_are_told_as_they_are(desk: Desk) -> None:
    found = evidence(desk, period="months")
    assert found.rule == ()
    assert not any("<5" in one.text or "*" in one.text for one in found.lines)


def test_evidence_is_shown_on_the_screen_alone() -> None:
    """What leaves the program is guarded for everybody; this is guarded for leads. So nothing that leaves may take it."""
    leaving = [*Path("app/documents").rglob("*.py"), *Path("app/commands").rglob("*.py")]
    leaving += [*Path("app/exchange").rglob("*.py"), *Path("ui/pages/paper").rglob("*.py")]
    assert len(leaving) > 50
    assert [str(one) for one in leaving if "actions.evidence" in one.read_text("utf-8")] == []


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
