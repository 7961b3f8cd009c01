"""The picture of a list of interests, and the map of the career buttons: pure, from what was said."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter

from app.actions.career_map import career_map
from app.actions.interests import most, picture
from app.base import languages
from app.records.choices import codes, label
from app.records.choices_interest import ASKED
from app.records.interest import InterestList
from app.records.session import Session
from app.store.questions.person_page import Entry

DAY = dt.date(2026, 1, 19)


def answered(liked: str = "", perhaps: str = "") -> InterestList:
    return InterestList(person="x", day=DAY, liked=tuple(liked.split()), perhaps=tuple(perhaps.split()))


def test_forty_eight_activities_eight_of_each_type_and_no_two_alike_together() -> None:
    asked = ASKED
    assert sorted(asked) == sorted(codes("interest.activity"))
    assert set(Counter(code[0] for code in asked).values()) == {8}
    assert all(one[0] != after[0] for one, after in itertools.pairwise(asked))


def test_every_activity_has_words_of_its_own_in_the_three_languages() -> None:
    for language in ("nb", "nn", "en"):
        languages.use(language)
        assert len({label("interest.activity", code) for code in ASKED}) == 48
    languages.use("nb")


def test_six_bars_in_the_order_of_the_list() -> None:
    bars = picture(answered("r1 r2 s1", "s2 c8"))
    assert [(bar.type, bar.liked, bar.perhaps) for bar in bars] == [
        ("r", 2, 0), ("i", 0, 0), ("a", 0, 0), ("s", 1, 1), ("e", 0, 0), ("c", 0, 1),
    ]  # fmt: skip


def test_what_there_is_most_of_is_said_and_nothing_where_all_are_alike() -> None:
    assert most(answered("r1 r2 s1", "s2 c8")) == ("r", "s")
    assert most(answered("r1 i1 a1 s1 e1 c1")) == ()
    assert most(answered("", "r1")) == ()


def talk(day: int, buttons: str = "", themes: str = "", **more: object) -> Entry:
    when = dt.date(2026, 1, day)
    found = Session(
        day=when,
        buttons=tuple(buttons.split()),
        themes=tuple(themes.split()),
        **{"state": "held", **{key: value for key, value in more.items() if key not in ("came", "theirs")}},  # type: ignore[arg-type]
    )
    return Entry("session", when, found, came=bool(more.get("came", True)), theirs=bool(more.get("theirs")))


def test_the_map_counts_held_talks_that_the_person_came_to() -> None:
    found = career_map(
        [
            talk(12, "me_context choice_chance", "self apprenticeship", transitions=("visible",)),
            talk(5, "me_context", "apprenticeship", transitions=("visible", "long")),
            talk(7),
            talk(8, "adapt_resist", state="planned"),
            talk(9, "adapt_resist", came=False),
            talk(10, "adapt_resist", theirs=True),
        ]
    )
    assert [one.day.day for one in found.talks] == [5, 7, 12]
    assert found.tagged == 2
    lines = {one.button: one for one in found.lines}
    assert list(lines) == list(codes("session.button"))
    assert (lines["me_context"].count, lines["me_context"].last) == (2, dt.date(2026, 1, 12))
    assert lines["me_context"].themes == ("apprenticeship", "self")
    assert (lines["adapt_resist"].count, lines["adapt_resist"].last) == (0, None)
    assert found.transitions == (("visible", 2), ("long", 1))
