"""The shipped lists: whole, dated, with a source, and read into what the program uses."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base import languages
from app.base.paths import resource
from app.entry.deadlines import next_deadlines
from app.records.choices import LISTS, codes
from app.records.place import Deadline
from app.records.shipped import (
    Words,
    checklist,
    checklists,
    monday_after,
    read_checklist,
    shipped_deadlines,
    shipped_prisons,
    yearly_dates,
)
from app.records.spoken import find_languages, language_name, spoken, spoken_languages

TODAY = dt.date(2026, 1, 19)


def test_the_checklist_has_the_booklets_24_questions() -> None:
    one = checklist()
    assert {part.code: len(part.questions) for part in one.parts} == {"T": 8, "I": 7, "S": 5, "K": 4}
    assert [question.id for question in one.questions()][:9] == [*(f"T{n}" for n in range(1, 9)), "I1"]
    assert len({question.id for question in one.questions()}) == 24


def test_the_checklist_names_the_booklets_authors_in_every_language() -> None:
    for language in languages.WINDOW_LANGUAGES:
        assert "Helgerud" in checklist().source.said_in(language)
        assert "Syvertsen" in checklist().source.said_in(language)
        assert "NVL" in checklist().source.said_in(language)


def test_every_text_of_the_checklist_is_said_in_three_languages() -> None:
    one = checklist()
    texts = [one.title, *one.prompts.values(), *(question.text for question in one.questions())]
    for part in one.parts:
        texts += [part.name, part.says, *part.tips]
    assert all(text.nb and text.nn and text.en for text in texts)
    assert not [text for text in texts if "NAV" in text.nb + text.nn + text.en]
    assert all(question.text.nb != question.text.en for question in one.questions())


def test_a_question_is_found_with_its_part() -> None:
    part, question = checklist().part_of("S4"), checklist().question("S4")
    assert part is not None
    assert question is not None
    assert (part.code, question.id) == ("S", "S4")
    assert checklist().question("X1") is None
    with pytest.raises(KeyError):
        checklist("1999-none")


def test_words_follow_the_window() -> None:
    words = Words("løn", "løn (nn)", "pay")
    languages.use("en")
    assert str(words) == "pay"


def test_upper_secondary_deadlines_move_from_the_weekend() -> None:
    days = {one.code: one for one in yearly_dates()}
    assert days["upper_special"].on(2026) == dt.date(2026, 2, 2)
    assert days["upper"].on(2026) == dt.date(2026, 3, 2)
    assert days["upper"].on(2027) == dt.date(2027, 3, 1)
    assert days["so"].on(2029) == dt.date(2029, 4, 15)  # a Sunday: the rule is not known to hold here


def test_every_date_says_where_it_was_read() -> None:
    wishes = set(codes("intake.wish"))
    for one in yearly_dates():
        assert one.source
        assert one.wishes
        assert set(one.wishes) <= wishes
        assert all((one.label.nb, one.label.nn, one.label.en))
    assert len({one.code for one in yearly_dates()}) == len(yearly_dates())


@given(st.dates(dt.date(2000, 1, 1), dt.date(2190, 1, 1)))
def test_each_date_comes_within_a_year_or_so(today: dt.date) -> None:
    for row in shipped_deadlines(today):
        assert today <= row.day <= today + dt.timedelta(days=368)
        assert row.as_of


@given(st.dates(dt.date(1990, 1, 1), dt.date(2190, 1, 1)))
def test_monday_after(day: dt.date) -> None:
    moved = monday_after(day)
    assert moved.weekday() < 5
    assert (moved == day) == (day.weekday() < 5)
    assert (moved - day).days <= 2


def test_a_rough_date_says_so() -> None:
    rough = [row.name for row in shipped_deadlines(TODAY) if "Norskprøve" in row.name]
    assert len(rough) == 4
    assert all(name.endswith("omtrent denne dagen") for name in rough)
    assert any(row.source == "lanekassen.no, ikke sjekket" for row in shipped_deadlines(TODAY))


def test_the_next_deadlines() -> None:
    near = next_deadlines(TODAY, shipped_deadlines(TODAY), 14)
    assert [(one.day, one.days_left) for one in near][-1] == (dt.date(2026, 2, 2), 14)
    assert near == sorted(near, key=lambda one: one.day)
    assert not any(one.assumed for one in near)


def test_only_what_concerns_a_wish() -> None:
    every = next_deadlines(TODAY, shipped_deadlines(TODAY), 365)
    norwegian = next_deadlines(TODAY, shipped_deadlines(TODAY), 365, wishes=["norwegian"])
    assert 0 < len(norwegian) < len(every)
    assert all("norwegian" in one.deadline.wishes for one in norwegian)


def test_last_years_date_is_shown_for_this_year_and_marked() -> None:
    rows = [
        Deadline(name="VGS", day=dt.date(2025, 3, 1)),
        Deadline(name="gammel", day=dt.date(2024, 2, 29)),
        Deadline(name="skjult", day=dt.date(2026, 1, 20), hidden=True),
    ]
    near = next_deadlines(TODAY, rows, 60)
    assert [(one.deadline.name, one.day, one.assumed) for one in near] == [
        ("VGS", dt.date(2026, 3, 2), True),
        ("gammel", dt.date(2026, 3, 2), True),
    ]


def test_prisons_are_dated_and_closed_ones_hidden() -> None:
    rows = shipped_prisons()
    assert len({row.name for row in rows}) == len(rows) > 50
    assert all(row.as_of and row.county and LISTS["prison.type"].find(row.kind) for row in rows)
    assert [row.name for row in rows if row.hidden] == ["Bredtveit fengsel og forvaringsanstalt"]
    assert any("Ringerike" in row.name and "Hønefoss" in row.school for row in rows)


def test_polish_comes_first_for_po() -> None:
    assert [one.code for one in find_languages("po")][:2] == ["pl", "pt"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("norsk", "nb"),
        ("nyn", "nn"),
        ("farsi", "fa"),
        ("kurd", "ckb"),
        ("العر", "ar"),
        ("lietuviu", "lt"),
        ("turk", "tr"),
        ("arab", "ar"),
        ("sami", "se"),
        ("tagalog", "fil"),
        ("prs", "prs"),
        ("Polish", "pl"),
    ],
)
def test_a_language_is_found_by_any_of_its_names(typed: str, code: str) -> None:
    assert find_languages(typed)[0].code == code


def test_nothing_typed_shows_all_by_rank_and_nonsense_none() -> None:
    assert find_languages("") == list(spoken_languages())
    assert find_languages("qqq") == []


def test_language_names_follow_the_window() -> None:
    assert language_name("pl") == "polsk"
    languages.use("en")
    assert language_name("pl") == "Polish"
    assert language_name("") == ""
    assert language_name("tlh") == "‹tlh›"


def test_every_sheet_language_can_be_chosen() -> None:
    for info in languages.sheet_languages():
        chosen = spoken(info.code)
        assert chosen is not None, info.code
        assert (chosen.direction, chosen.script) == (info.direction, info.script)


def test_languages_are_whole() -> None:
    rows = spoken_languages()
    assert len(rows) == 56
    assert len({one.code for one in rows}) == len(rows)
    assert [one.rank for one in rows] == list(range(1, 57))
    assert all(one.nb and one.nn and one.en and one.own for one in rows)
    assert {one.code for one in rows if one.direction == "rtl"} == {
        "ar",
        "ckb",
        "fa",
        "prs",
        "ps",
        "ur",
        "ug",
    }


def test_every_questionnaire_is_whole_in_three_languages() -> None:
    """The format that resources/checklists/README.md tells, of every file."""
    for file in resource("checklists").glob("*.json"):
        one = checklist(file.stem)
        ids = [question.id for question in one.questions()]
        names = [part.code for part in one.parts]
        texts = [one.name, one.title, one.about, one.source, *one.prompts.values()]
        texts += [text for text in (one.case, one.notes) if text is not None]
        for part in one.parts:
            texts += [part.name, part.says, *part.tips, *(question.text for question in part.questions)]
        assert one.id == file.stem
        assert len({*ids, *names}) == len(ids) + len(names)
        assert all(text.nb and text.nn and text.en for text in texts)
        assert set(one.scale) <= set(codes("checklist.answer"))
        assert set(one.prompts) <= {*one.scale, ""}
        other = checklist(one.fed_by) if one.fed_by else None
        for question in one.questions():
            assert all(other is not None and other.question(id) for id in question.covers)


def test_the_questionnaires_are_as_large_as_what_they_follow() -> None:
    sizes = {one.id: (len(one.parts), len(one.questions())) for one in checklists()}
    assert sizes == {
        "2020-nvl": (4, 24),
        "2021-quality-plan": (7, 21),
        "2020-competence": (7, 21),
        "2020-ethics": (3, 12),
        "2025-gatsby": (1, 8),
    }
    assert {one.id for one in checklists() if one.own} == {"2020-competence", "2020-ethics"}
    assert not [one for one in checklists() if one.id == "2020-nvl" and not one.repeats]


def test_a_newer_version_is_the_one_that_is_begun_and_keeps_what_is_asked_in_the_same_words() -> None:
    data = json.loads(resource("checklists", "2020-nvl.json").read_text("utf-8"))
    data["parts"][0]["questions"][0]["nb"] = "Noe helt annet?"
    newer = read_checklist(data | {"id": "2030-nvl", "version": 2})
    assert newer.question("T2") == checklist().question("T2")
    assert newer.question("T1") != checklist().question("T1")
