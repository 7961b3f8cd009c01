"""Nobody is told what is not theirs: every verb, question, document and command, asked by everybody about everything.

The register is made of needles (tests/contract/planted.py): each text of each record type of a colleague's cases is a word
that stands nowhere else. What is asked and how is found by itself (tests/contract/asking.py), so a new public function is
asked too, or fails here until it says with what it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.commands.program import main
from app.documents.document import Request
from app.documents.registry import DOCUMENTS
from app.records.registry import TYPES
from app.statistics.period import Period
from app.store import access, granting, keys, rights, search
from app.store.access import Condition, Viewer
from app.store.case_guard import DELIVERED
from app.store.errors import OthersCase, RecordGone
from tests.builders import CHEAP, MONDAY
from tests.contract.asking import NOT_ASKED, Asker, Unknown, Verb, said, verbs
from tests.contract.planted import (
    CASES,
    DAY,
    HOUR,
    NEEDLE,
    Planted,
    filled,
    of_a_case,
    passphrase_of,
    planted,
    words_in,
)

READING = [verb for verb in verbs() if not verb.writes and verb.name not in NOT_ASKED]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    found = planted(tmp_path_factory.mktemp("access"))
    restrict(found, "c")
    long_over(found)
    yield found
    found.store.close()


def long_over(made: Planted) -> None:
    """The colleague stood in once, and the head opened a case once: both are past."""
    both = {"absent": made.owner.counsellor, "substitute": made.colleague.counsellor}
    yesterday = made.clock.today() - DAY
    granting.stand_in(made.store, actor=made.owner, **both, first=yesterday, last=yesterday)
    made.clock.at -= 2 * HOUR
    granting.open_in_emergency(made.store, made.people["a"], actor=made.head, reason="Fare", hours=1)
    made.clock.at += 2 * HOUR


def restrict(made: Planted, case: str) -> None:
    row = {
        "case_id": made.people[case],
        "since": MONDAY.isoformat(),
        "reason": "x",
        "given_by": made.owner.counsellor,
    }
    with made.store.transaction("case.restricted", actor=made.owner) as t:
        t.write_row("restriction", made.people[case], row)


def found_by(made: Planted, viewer: Viewer) -> dict[str, set[str]]:
    """What each verb, document and kind of search tells this viewer, by its name: the planted needles alone."""
    everything = made.needles(*made.planted)
    found: dict[str, set[str]] = {}
    asker = Asker(made, viewer)
    with made.seat(viewer) as desk:
        for verb in READING:
            for call in asker.calls(verb, desk):
                found.setdefault(verb.name, set()).update(said(call) & everything)
        for key in DOCUMENTS:
            for person in made.people.values():
                found.setdefault(f"document {key}", set()).update(
                    said(lambda key=key, person=person: _data(made, viewer, key, person)) & everything
                )
        for word in (NEEDLE, *(f"{NEEDLE}{case}" for case in CASES)):
            hits = made.store.search(word, viewer=viewer, limit=10_000)
            found.setdefault("search", set()).update(_in_hits(hits) & everything)
        for person in made.people.values():
            hits = made.store.search(NEEDLE, viewer=viewer, person=person, limit=10_000)
            found["search"].update(_in_hits(hits) & everything)
    return found


def _in_hits(hits: list[search.Hit]) -> set[str]:
    return said(lambda: [(hit.title, hit.excerpt) for hit in hits])


def _data(made: Planted, viewer: Viewer, key: str, person: str) -> object:
    one = DOCUMENTS[key]
    values = {"person": person, "code": "x"}
    given = {p.name: values[p.name] for p in one.parameters if p.name in values}
    return one.data(made.store, viewer, Request(made.clock.today(), "nb", one.sizes[0], given))


def told(made: Planted, viewer: Viewer) -> set[str]:
    return {word for words in found_by(made, viewer).values() for word in words}


def only(made: Planted, viewer: Viewer, *cases: str) -> None:
    """The viewer is told of these cases, whole, and of nothing else."""
    found = found_by(made, viewer)
    allowed = made.needles(*cases)
    leaks = {name: sorted(words - allowed) for name, words in found.items() if words - allowed}
    assert not leaks
    assert allowed - {word for words in found.values() for word in words} == set()


def test_the_owner_finds_everything_but_what_is_restricted(made: Planted) -> None:
    only(made, made.owner, "a", "b", "group", "own", "draft")


@pytest.mark.parametrize("who", ["colleague", "lead", "head"])
def test_others_are_told_nothing(made: Planted, who: str) -> None:
    only(made, getattr(made, who))


@contextmanager
def shared(made: Planted, case: str, viewer: Viewer) -> Iterator[None]:
    person = made.people[case]
    granting.share(made.store, person, actor=made.owner, counsellor=viewer.counsellor)
    try:
        yield
    finally:
        for one in rights.openings(made.store, person=person, counsellor=viewer.counsellor):
            granting.end_sharing(made.store, one.id, actor=made.owner)


def test_a_shared_case_is_told_whole_and_alone(made: Planted) -> None:
    with shared(made, "a", made.colleague):
        only(made, made.colleague, "a")
    assert told(made, made.colleague) == set()


def test_a_restricted_case_is_not_told_though_it_is_shared(made: Planted) -> None:
    with shared(made, "c", made.colleague):
        only(made, made.colleague)


def test_a_substitute_is_told_of_everything_in_the_days_agreed(made: Planted) -> None:
    first = made.clock.today() + DAY
    both = {"absent": made.owner.counsellor, "substitute": made.colleague.counsellor}
    granting.stand_in(made.store, actor=made.owner, **both, first=first, last=first)
    seen = []
    for _day in range(3):
        seen.append(told(made, made.colleague))
        made.clock.at += DAY
    made.clock.at -= 3 * DAY
    assert seen == [set(), made.needles("a", "b", "group"), set()]


def test_the_head_is_told_of_one_case_for_as_long_as_the_emergency_lasts(made: Planted) -> None:
    granting.open_in_emergency(made.store, made.people["b"], actor=made.head, reason="Fare for liv", hours=1)
    only(made, made.head, "b")
    only(made, made.lead)
    made.clock.at += HOUR
    only(made, made.head)


def test_numbers_over_all_cases_are_the_leads_and_the_heads_to_see(made: Planted) -> None:
    from app.statistics.counts import tables

    period = Period(made.clock.today() - 9 * DAY, made.clock.today() + 9 * DAY)
    numbers = {}
    for who in ("owner", "colleague", "lead", "head"):
        found = tables(made.store, viewer=getattr(made, who), period=period, earlier=None)
        numbers[who] = sum(row.number for table in found if table.measure != "ST11" for row in table.rows)
    assert numbers["owner"] == numbers["lead"] == numbers["head"] > 0
    assert numbers["colleague"] == 0


def test_a_lead_is_shown_no_small_number_of_others_cases(made: Planted) -> None:
    from app.actions.statistics import count_period

    period = Period(made.clock.today() - 9 * DAY, made.clock.today() + 9 * DAY)
    with made.seat(made.lead) as desk:
        found = count_period(desk, period)
    shown = [
        row.number
        for table in found.tables
        if table.people
        for row in table.rows
        if row.backed is None and row.code not in ("groups", "group")
    ]
    assert found.guarded
    assert not [number for number in shown if 0 < number < 5]


# --- what is written -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in TYPES if not access.everyone_sees(kind)])
def test_nobody_changes_what_they_do_not_see(made: Planted, kind: str) -> None:
    store, ids = made.store, next(found[kind] for found in made.ids.values() if found.get(kind))
    assert ids
    before = store.connection.rows(f"SELECT * FROM {kind} ORDER BY number")
    for one in ids:
        record = store.get(TYPES[kind], one, viewer=made.owner)
        for write in (
            lambda t, record=record: t.put(record),
            lambda t, one=one: t.void(TYPES[kind], one, reason="x"),
            lambda t, one=one: t.unvoid(TYPES[kind], one),
            lambda t, one=one: t.move(TYPES[kind], one, case=made.people["b"]),
        ):
            with pytest.raises(RecordGone), store.transaction("x.tried", actor=made.colleague) as t:
                write(t)
    assert store.connection.rows(f"SELECT * FROM {kind} ORDER BY number") == before


@pytest.mark.parametrize("kind", [kind for kind in of_a_case() if kind not in (*DELIVERED, "attendance")])
def test_nobody_adds_to_a_case_that_is_not_open(made: Planted, kind: str) -> None:
    new = filled(kind, "z", person=made.people["a"])
    with pytest.raises(OthersCase), made.store.transaction("x.tried", actor=made.colleague) as t:
        t.put(new)


def test_a_file_of_a_case_is_written_for_nobody_else(made: Planted, tmp_path: Path) -> None:
    from app.actions.extracts import extract_person

    given = {"purpose": "x", "receiver": "x", "ground": "own_access"}
    for viewer in (made.colleague, made.lead, made.head):
        with made.seat(viewer) as desk, pytest.raises(RecordGone):
            extract_person(desk, made.people["a"], tmp_path, **given)
    assert list(tmp_path.iterdir()) == []


# --- the command line ----------------------------------------------------------------------------


def test_the_command_line_tells_each_what_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = planted(tmp_path)
    made.store.close()
    monkeypatch.setattr(keys, "FLOOR", CHEAP)
    asked = [["list", kind] for kind in TYPES] + [["search", NEEDLE], ["search", "Lyngvar"], ["log"]]
    asked += [["show", kind, one] for kind in TYPES for one in made.all_ids(kind)[:2]]
    found = {}
    for name in ("Steinvid", "Tindre"):
        monkeypatch.setenv("OVERGANG_PASSPHRASE", passphrase_of(name))
        for arguments in asked:
            main(["--store", str(made.store.path), "--json", *arguments], clock=made.clock)
        both = capsys.readouterr()
        found[name] = words_in(both.out + both.err) & made.needles(*made.planted)
    assert found["Tindre"] == set()
    assert made.needles("a", "b", "c") <= found["Steinvid"]


# --- a new verb is asked too ---------------------------------------------------------------------


def test_every_public_verb_is_asked_or_says_why_not() -> None:
    names = {verb.name for verb in verbs()}
    assert set(NOT_ASKED) <= names
    assert len(READING) > 150


def test_a_verb_that_nobody_can_ask_fails(made: Planted) -> None:
    def new_verb(desk: object, nobody_knows: complex) -> str:
        raise AssertionError

    with pytest.raises(Unknown), made.seat(made.owner) as desk:
        list(Asker(made, made.owner).calls(Verb("new.new_verb", new_verb, writes=False), desk))


# --- and a broken build is found -----------------------------------------------------------------


def everything(*_args: object, **_keywords: object) -> Condition:
    return Condition("1")


def test_with_the_condition_off_it_is_found(made: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_reached", everything)
    assert told(made, made.colleague) >= made.needles("a", "b")


@pytest.mark.parametrize("kind", ["session", "attendance", "step", "disclosure"])
def test_with_the_condition_off_for_one_type_it_is_found(
    made: Planted, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    reached = access._reached
    monkeypatch.setattr(
        access, "_reached", lambda asked, *rest: everything() if asked == kind else reached(asked, *rest)
    )
    leaked = told(made, made.colleague)
    assert {word for word in leaked if f"x{kind}x" in word}


def test_with_excerpts_made_without_it_it_is_found(made: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "may_find", everything)
    monkeypatch.setattr(search, "_within_reach", lambda *_args: "")
    leaked = found_by(made, made.colleague)["search"]
    assert {f"{NEEDLE}{case}xsessionxnote" for case in ("a", "b", "group")} <= leaked


@pytest.mark.parametrize("part", ["_RESTRICTED", "_OPEN_CASES", "_ABSENT"])
def test_with_a_part_of_it_broken_it_is_found(
    made: Planted, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    never_ends = {
        "_RESTRICTED": "SELECT ''",
        "_OPEN_CASES": "SELECT o.case_id FROM case_access o WHERE o.counsellor = ?",
        "_ABSENT": "SELECT u.absent FROM substitution u WHERE u.substitute = ?",
    }
    monkeypatch.setattr(access, part, never_ends[part])
    viewer = {"_RESTRICTED": made.owner, "_OPEN_CASES": made.head, "_ABSENT": made.colleague}[part]
    with pytest.raises(AssertionError):
        only(made, viewer, *(("a", "b", "group", "own", "draft") if viewer == made.owner else ()))
