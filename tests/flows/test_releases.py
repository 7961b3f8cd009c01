"""Releases from secrecy: stored only where they were explained, valid for a time, taken back in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.desk import Desk
from app.actions.releases import new_release, save_release, valid_releases, withdraw_release
from app.base.settings import RELEASE_VALID
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.release import Release, for_referral, holds_on
from tests.builders import add_person, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    yield made
    made.store.close()


def a_release(person: str, **more: str) -> Draft:
    given = {"person": person, "recipient": "share_nav", "language": "pl", "explained_by": "interpreter"}
    return Draft("release", given | more)


def one_of(desk: Desk) -> Release:
    (found,) = desk.store.find(Release, viewer=desk.viewer)
    return found


@pytest.mark.parametrize("missing", ["language", "explained_by"])
def test_where_nothing_was_explained_no_consent_is_stored(desk: Desk, missing: str) -> None:
    person = add_person(desk, "Ospar")
    with pytest.raises(Invalid) as refused:
        save_release(desk, a_release(person, **{missing: ""}))
    assert [problem.path for problem in refused.value.problems] == [(missing,)]
    assert desk.store.find(Release, viewer=desk.viewer) == []


@pytest.mark.parametrize("answer", ["explained_answer_later", "refused"])
def test_an_answer_that_shares_nothing_needs_no_explaining(desk: Desk, answer: str) -> None:
    person = add_person(desk, "Ospar")
    save_release(desk, Draft("release", {"person": person, "recipient": "share_nav", "answer": answer}))
    assert (one_of(desk).answer, one_of(desk).expires_on) == (answer, None)
    assert valid_releases(desk, person) == []


def test_a_release_ends_by_itself_after_the_schools_months(desk: Desk) -> None:
    person = add_person(desk, "Ospar")
    with desk.store.transaction("setting.changed", actor=desk.viewer) as t:
        t.set(RELEASE_VALID.name, 6)
    save_release(desk, a_release(person))
    found = one_of(desk)
    assert (found.given_on, found.expires_on) == (desk.today, dt.date(2026, 7, 19))
    assert holds_on(found, dt.date(2026, 7, 19))
    assert not holds_on(found, dt.date(2026, 7, 20))


def test_a_day_of_its_own_stays(desk: Desk) -> None:
    save_release(desk, a_release(add_person(desk, "Ospar"), expires_on="2026-02-28"))
    assert one_of(desk).expires_on == dt.date(2026, 2, 28)
    with pytest.raises(Invalid):
        save_release(
            desk, a_release(add_person(desk, "Havmod"), given_on="2026-01-19", expires_on="2026-01-02")
        )


def test_one_step_takes_it_back_and_undo_gives_it_again(desk: Desk) -> None:
    person = add_person(desk, "Ospar")
    save_release(desk, a_release(person))
    withdraw_release(desk, one_of(desk).id)
    assert valid_releases(desk, person) == []
    desk.store.undo(actor=desk.viewer)
    assert valid_releases(desk, person) == [one_of(desk)]


def test_a_new_one_begins_in_the_persons_language_and_asks_the_representative(desk: Desk) -> None:
    young = new_release(desk, add_person(desk, "Ospar", reads_best="pl", birth_year="2009"))
    grown = new_release(desk, add_person(desk, "Havmod", birth_year="1990"))
    assert (young.draft.get("language"), young.draft.get("expires_on")) == ("pl", "2027-01-19")
    assert (young.minor, grown.minor) == (True, False)


def test_each_referral_has_its_release() -> None:
    assert (for_referral("nav_local"), for_referral("head_school"), for_referral("ngo")) == (
        "share_nav",
        "",
        "other",
    )
