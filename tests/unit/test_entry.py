"""From keystroke to record: every record survives the way through a form, and every problem stands at its field."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.entry.reading import read, write
from app.entry.validate import judge, to_draft, validated
from app.records.choices import LISTS
from app.records.field import Field, Kind
from app.records.person import Person
from app.records.record import Record, new_id
from app.records.registry import TYPES, Declared, may_be_empty, scalars
from app.records.session import Session

TODAY = dt.date(2026, 1, 19)
_TURNING = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))  # no text is made of them
WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), exclude_characters=_TURNING
    ),
    min_size=1,
    max_size=40,
)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))


def values(item: Declared, spec: Field) -> st.SearchStrategy[Any]:
    """Any value that the field may hold."""
    known: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.LINE: WORDS,
        Kind.NOTE: WORDS,
        Kind.NUMBER: st.integers(0, 999_999),
        Kind.YEAR: st.integers(1930, 2010),
        Kind.MINUTES: st.integers(1, 600),
        Kind.DAY_HELD: DAYS,
        Kind.DAY_PLANNED: DAYS,
        Kind.CLOCK: st.times().map(lambda t: f"{t:%H:%M}"),
        Kind.QUARTER: st.sampled_from(["2027-Q2", "open", "not_recorded"]),
        Kind.YES: st.booleans(),
        Kind.LANGUAGE: st.sampled_from(["nb", "ar", "zh-Hans"]),
        Kind.REF: st.builds(new_id),
    }
    if spec.kind is Kind.CODE:
        return st.sampled_from(LISTS[spec.choices].codes())
    if spec.kind is Kind.CODES:
        return st.lists(st.sampled_from(LISTS[spec.choices].codes()), unique=True).map(tuple)
    found = known[spec.kind]
    return st.one_of(st.none(), found) if may_be_empty(item) else found


@pytest.mark.parametrize("name", TYPES)
@settings(max_examples=25)
@given(data=st.data())
def test_every_value_is_read_back_as_it_was_written(name: str, data: st.DataObject) -> None:
    for item, spec in scalars(name).values():
        value = data.draw(values(item, spec))
        text = write(spec, value)
        assert (read(spec, text, today=TODAY) if text else item.default or value) == value or value in (
            None,
            (),
            False,
        )


@pytest.mark.parametrize("name", TYPES)
def test_every_default_is_a_value_that_the_field_takes(name: str) -> None:
    for item, spec in scalars(name).values():
        if not item.required and (text := write(spec, item.default)):
            assert read(spec, text, today=TODAY) == item.default


def a_session(**changes: object) -> Draft:
    raw = {"day": "i dag", "minutes": "1t30", "note": "Vil ta kranførerbevis", **changes}
    rows = [Draft("attendance", {"person": "a" * 32})]
    return Draft("session", {k: str(v) for k, v in raw.items()}, {"attendances": rows})


def test_a_typed_session_becomes_a_record() -> None:
    session = validated(a_session(), Session, today=TODAY)
    assert (session.day, session.minutes, session.note) == (TODAY, 90, "Vil ta kranførerbevis")


def test_a_record_becomes_a_draft_and_the_same_record_again() -> None:
    session = validated(a_session(themes="cv,pay", own_view="bra"), Session, today=TODAY)
    assert validated(to_draft(session), Session, today=TODAY) == session


def problems_of(draft: Draft) -> set[str]:
    outcome = judge(draft, today=TODAY)
    assert not isinstance(outcome, Record)
    return {".".join(map(str, problem.path)) for problem in outcome}


def test_each_problem_stands_at_its_own_field() -> None:
    draft = a_session(day="snart", minutes="9999")
    draft.children["steps"] = [Draft("step", {"person": "a" * 32, "text": "Ringe Nav", "due": "en gang"})]
    assert problems_of(draft) == {"day", "minutes", "steps.0.due"}


def test_an_individual_session_has_one_person_and_a_held_one_is_not_to_come() -> None:
    draft = a_session(day="+3")
    draft.children["attendances"] = []
    assert problems_of(draft) == {"attendances", "day"}


def test_a_hidden_field_stores_its_default_and_the_draft_keeps_the_answer() -> None:
    draft = a_session(topic="CV og søknad")
    assert validated(draft, Session, today=TODAY).topic == ""
    assert draft.get("topic") == "CV og søknad"


def test_a_name_is_enough_for_a_person_and_nothing_less() -> None:
    assert validated(Draft("person", {"name": "Lyngvar"}), Person, today=TODAY).name == "Lyngvar"
    with pytest.raises(Invalid) as wrong:
        validated(Draft("person", {"name": "  "}), Person, today=TODAY)
    assert wrong.value.problems[0].text() == "Dette må fylles ut."


@given(text=st.text(max_size=60))
def test_no_text_in_any_field_is_more_than_a_problem(text: str) -> None:
    for name in TYPES:
        draft = Draft(name, dict.fromkeys(scalars(name), text))
        judge(draft, today=TODAY)


@given(st.dictionaries(WORDS, st.text(max_size=30), max_size=5))
def test_a_draft_comes_back_from_json_as_it_was(raw: dict[str, str]) -> None:
    draft = Draft("session", raw, {"steps": [Draft("step", raw)]}, record_id=new_id(), place="note:17")
    assert Draft.from_json(draft.to_json()) == draft


def test_there_is_no_field_for_what_must_not_be_written() -> None:
    forbidden = (
        "offence",
        "sentence",
        "legal",
        "diagnos",
        "birth_number",
        "release_date",
        "health",
        "religion",
    )
    names = [field for name in TYPES for field in scalars(name)]
    assert not [field for field in names if any(word in field for word in forbidden)]
