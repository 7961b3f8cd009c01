"""Option lists: stable codes, a label in every language, and old codes that still open."""

from __future__ import annotations

import json

import pytest

from app.base import languages
from app.base.languages import catalogue
from app.records import choices
from app.records.choices import LISTS, codes, label, labels


@pytest.mark.parametrize("name", LISTS)
def test_every_label_is_translated(name: str) -> None:
    for language in ("nb", "nn"):
        entries = catalogue(language).texts._catalog  # type: ignore[attr-defined]
        missing = [one.label for one in LISTS[name].choices if not entries.get(f"{name}\x04{one.label}")]
        assert not missing, f"{language}: {missing}"


@pytest.mark.parametrize("name", LISTS)
def test_codes_and_labels_of_a_list_are_distinct(name: str) -> None:
    one = LISTS[name]
    assert len(set(one.codes())) == len(one.choices)
    assert len({choice.label for choice in one.choices}) == len(one.choices)


def test_the_booklets_eight_themes_come_first() -> None:
    first = [choice.code for choice in LISTS["session.theme"].choices if choice.first]
    assert first == [
        "cv",
        "labour_market",
        "pay",
        "admission",
        "occupations",
        "paid_unpaid",
        "recruitment",
        "sectors",
    ]
    assert codes("session.theme")[:8] == tuple(first)


@pytest.mark.parametrize(
    ("language", "name", "code", "expected"),
    [
        ("nb", "session.theme", "pay", "lønn"),
        ("nn", "session.theme", "pay", "løn"),
        ("en", "session.theme", "pay", "pay"),
        ("nb", "group.recruitment", "open", "åpen"),
        ("nb", "person.release", "open", "ubestemt"),
        ("nn", "leaving.kind", "released", "lauslaten"),
        ("nb", "person.education", "not_asked", "ikke spurt"),
        ("nn", "session.theme", "other", "anna"),
    ],
)
def test_the_same_english_word_may_differ_by_list(language: str, name: str, code: str, expected: str) -> None:
    before = languages.current()
    languages.use(language)
    try:
        assert label(name, code) == expected
    finally:
        languages.use(before)


def test_a_code_nobody_knows_is_shown_and_marked() -> None:
    assert label("session.theme", "from_a_newer_version") == "‹from_a_newer_version›"
    assert label("no.such.list", "x") == "‹x›"
    assert label("session.theme", "") == ""


def test_other_unknown_and_not_asked_come_last() -> None:
    for one in LISTS.values():
        tail = [code for code in one.codes() if code in (choices.OTHER, choices.UNKNOWN, choices.NOT_ASKED)]
        assert list(one.codes()[len(one.codes()) - len(tail) :]) == tail
        assert one.other == (choices.OTHER in tail)


def test_what_is_asked_of_a_person_can_be_left_unasked() -> None:
    for name in ("person.education", "person.interpreter", "person.eid", "person.training_right", "level"):
        assert choices.NOT_ASKED in codes(name)


def test_nothing_that_must_not_be_recorded_is_a_choice() -> None:
    everything = json.dumps([[name, one.codes()] for name, one in LISTS.items()])
    for word in ("offence", "diagnosis", "sentence", "drug_test", "religion"):
        assert word not in everything


def test_nav_is_written_as_it_writes_itself() -> None:
    assert not [one.label for known in LISTS.values() for one in known.choices if "NAV" in one.label]
    assert labels("step.who")["nav"] == "Nav"
