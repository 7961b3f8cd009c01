"""From name=value to a draft: whatever is written, the outcome is a record, or a problem with a name."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.drafting import FieldUnknown, drafted, naming_codes
from app.entry.problems import Invalid, Problem
from app.entry.validate import judge
from app.records.record import Record
from app.records.registry import TYPES, collections, scalars

TODAY = dt.date(2026, 1, 19)
LYNGVAR = "1" * 32


def names(kind: str) -> list[str]:
    nested = [
        f"{name}.{place}.{field}"
        for name, spec in collections(kind).items()
        for place in range(2)
        for field in scalars(spec.of)
    ]
    return [
        *scalars(kind),
        *nested,
        "person",
        "step",
        "referral",
        "release",
        "next",
        "T1",
        "person.name",
        "x.y",
        "",
    ]


any_entry = st.sampled_from(sorted(TYPES)).flatmap(
    lambda kind: st.tuples(
        st.just(kind),
        st.lists(
            st.tuples(
                st.sampled_from(names(kind)),
                st.one_of(
                    st.text(max_size=30),
                    st.sampled_from(["yes", "2026-01-19", LYNGVAR, "m", "45", "+14", "cv,pay"]),
                ),
            ),
            max_size=6,
        ),
    )
)


@given(any_entry)
def test_whatever_is_written_is_a_record_or_a_problem(entry: tuple[str, list[tuple[str, str]]]) -> None:
    kind, values = entry
    try:
        draft = drafted(kind, values, today=TODAY)
    except FieldUnknown:
        return  # a name that the type does not have: told, nothing drafted
    draft.children.pop("person", None)
    outcome = judge(draft, today=TODAY)
    assert isinstance(outcome, Record) or all(problem.text() for problem in outcome)


def test_several_codes_may_be_given_one_by_one() -> None:
    draft = drafted("session", [("themes", "cv"), ("themes", "pay,cv")], today=TODAY)
    assert draft.codes("themes") == ("cv", "pay")


def test_a_step_is_read_as_in_the_form() -> None:
    (step,) = drafted("session", [("step", "Ringe Nav @jeg +14")], today=TODAY).children["steps"]
    assert step.raw == {"text": "Ringe Nav", "who": "counsellor", "due": "2026-02-02", "phase": ""}
    (later,) = drafted("session", [("step", "Søke kurs før løslatelse")], today=TODAY).children["steps"]
    assert (later.raw["text"], later.raw["phase"], "due" in later.raw) == ("Søke kurs", "release", False)


@pytest.mark.parametrize(
    ("written", "answer"), [("yes: slik", "yes"), ("ja", "yes"), ("nei: fordi", "no"), ("open", "open")]
)
def test_answers_of_a_round(written: str, answer: str) -> None:
    (row,) = drafted("checklist_round", [("T1", written)], today=TODAY).children["answers"]
    assert (row.raw["question"], row.raw["answer"]) == ("T1", answer)


def test_what_is_about_a_day_is_of_today() -> None:
    assert drafted("intake", [], today=TODAY).raw["day"] == "2026-01-19"
    assert drafted("session", [("day", "2026-01-05")], today=TODAY).raw["day"] == "2026-01-05"
    assert "day" not in drafted("deadline", [], today=TODAY).raw


@pytest.mark.parametrize("written", ["ja", "true", "1", "yes"])
def test_yes_is_understood(written: str) -> None:
    assert drafted("ward", [("hidden", written)], today=TODAY).raw["hidden"] == "yes"


def test_codes_are_named_where_one_was_wrong() -> None:
    with pytest.raises(Invalid) as refused, naming_codes("session"):
        raise Invalid(
            [
                Problem(("steps", 0, "state"), "Choose one from the list."),
                Problem(("day",), "This is needed."),
            ]
        )
    assert [problem.text() for problem in refused.value.problems] == [
        "Det kan være: open, doing, waiting, done, dropped.",
        "Dette må fylles ut.",
    ]


def test_an_intake_always_has_the_part_about_the_person() -> None:
    (part,) = drafted("intake", [], today=TODAY).children["person"]
    assert (part.type, part.is_blank()) == ("person", True)
