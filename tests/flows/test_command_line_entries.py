"""Entries without a window: added, listed, shown and found, each problem at its field."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.actions.corrections import void_entry
from app.records.registry import TYPES
from tests.builders import add_person, new_desk
from tests.flows.calls import Run, added, assigned, is_one_line


def _least(run: Run) -> dict[str, dict[str, str]]:
    """The least that each type of entry needs."""
    person = added(run, "person", name="Lyngvar")
    session = added(run, "session", form="group", topic="CV", headcount="9")
    checklist_round = added(run, "checklist_round")
    timetable = added(run, "timetable", valid_from="2026-01-05")
    bundle = added(run, "feedback", slips="7")
    return {
        "person": {"name": "Havmod"},
        "intake": {"person.name": "Ospar"},
        "session": {"person": person},
        "attendance": {"session": session, "person": person},
        "step": {"person": person, "text": "Skrive CV"},
        "referral": {"person": person, "to": "nav_prison"},
        "release": {
            "person": person,
            "recipient": "share_nav",
            "language": "pl",
            "explained_by": "sheet",
        },
        "disclosure": {"person": person, "day": "2026-01-19", "ground": "own_access"},
        "sheet": {"person": person, "document": "handout"},
        "checklist_round": {"T1": "yes: plakaten henger på alle avdelinger", "T2": "no"},
        "checklist_answer": {"round": checklist_round, "question": "T1", "answer": "yes"},
        "ward": {"name": "Avdeling Furu"},
        "prison": {"name": "Eksempel fengsel"},
        "deadline": {"name": "Privatist", "day": "2026-02-01"},
        "interpreter": {"session": session, "language": "pl"},
        "series": {"day": "2026-02-03", "weeks": "2"},
        "request": {"name": "Ospar", "ward": "Avdeling Furu", "about": "skole"},
        "arrival": {"person": person, "day": "2026-01-17", "told": "spoken", "told_language": "pl"},
        "reminder": {"rule": "unseen", "about": person, "person": person},
        "movement_print": {"day": "2026-01-19", "until": "2026-01-19"},
        "sheet_line": {"language": "pl", "key": "P14", "text": "Pytaj w szkole."},
        "language_state": {"language": "pl", "state": "read", "name": "Tindre"},
        "hanging": {
            "document": "inmate_poster",
            "language": "pl",
            "place": "biblioteket",
            "day": "2026-01-19",
        },
        "timetable": {"valid_from": "2026-01-05"},
        "timetable_slot": {"timetable": timetable, "weekday": "mon", "start": "9", "end": "11.30"},
        "closed_day": {"day": "2026-02-20", "name": "planleggingsdag"},
        "room": {"name": "rom 12", "seats": "4"},
        "officer": {"name": "vakt på Furu"},
        "partner": {"name": "Nav Eksempel"},
        "contact": {"name": "Tindre", "partner": "Nav Eksempel"},
        "activity": {"session": session, "aim": "Vite hva de som ansetter, ser etter", "guests": "employer"},
        "application": {"person": person, "kind": "vgo"},
        "release_check": {"person": person, "item": "nav_contact"},
        "review": {"person": person, "own_view": "Det går framover"},
        "interest_list": {"person": person, "liked": "r1,s8"},
        "action": {"text": "Henge opp plakaten i biblioteket", "question": "T3", "due": "2026-02-01"},
        "own_tip": {"text": "Spør i morgenmøtet", "part": "T1"},
        "duty": {"what": "Sjekkliste", "who": "Tindre", "months": "m01,m08"},
        "staff_told": {"audience": "dagskiftet", "count": "12"},
        "subject_link": {"subject": "matematikk", "link": "brøk i tømrerfaget"},
        "staff_education": {"who": "Tindre", "education": "karriereveiledning", "credits": "30"},
        "course_taken": {"title": "Nettverksmøte", "hours": "6"},
        "time_use": {"week": "2026-01-19", "administration": "90"},
        "feedback": {"slips": "9"},
        "feedback_answer": {"feedback": bundle, "item": "feedback_1", "answer": "5", "count": "4"},
        "base_number": {"first": "2026-01-01", "last": "2026-12-31", "split": "all", "count": "120"},
        "report_text": {"first": "2026-01-01", "last": "2026-12-31", "language": "nb", "block": "intro"},
        "column_map": {"name": "Skjema"},
        "review_rule": {"band": "m3_6", "working_days": "20"},
    }


def test_every_type_can_be_added_listed_and_shown(made: Run) -> None:
    least = _least(made)
    assert set(least) == set(TYPES)
    for kind, values in least.items():
        id = added(made, kind, **values)
        assert id in [row["id"] for row in made("--json", "list", kind).json]
        assert made("--json", "show", kind, id).json["id"] == id
        assert id in made("show", kind, id).out
        assert id in made("list", kind).out


def test_a_session_with_a_step_and_the_next_time(made: Run) -> None:
    person = added(made, "person", name="Lyngvar")
    session = added(
        made,
        "session",
        person=person,
        note="Snakket om fagbrev",
        step="Ringe Nav @jeg +14",
        referral="nav_prison",
        themes="cv,pay",
        next="+14 9",
    )
    found = made("--json", "show", "session", session).json
    assert (found["themes"], found["people"], found["state"]) == (["cv", "pay"], [person], "held")
    (step,) = made("--json", "list", "step").json
    assert (step["text"], step["who"], step["due"]) == ("Ringe Nav", "counsellor", "2026-02-02")
    assert (step["session"], step["overdue"]) == (session, False)
    assert made("--json", "list", "referral").json[0]["to"] == "nav_prison"
    planned = made("--json", "list", "session", "--person", person).json[0]
    assert (planned["state"], planned["day"], planned["clock"]) == ("planned", "2026-02-02", "09:00")


def test_an_intake_changes_what_is_known_and_keeps_the_rest(made: Run) -> None:
    person = added(made, "person", name="Lyngvar", birth_year="1990", ward="Avdeling Furu")
    values = {
        "person": person,
        "person.education": "upper",
        "offer": "accepted",
        "release": "share_nav: sheet pl",
    }
    added(made, "intake", **values)
    found = made("--json", "show", "person", person).json
    assert (found["birth_year"], found["education"], found["name"]) == (1990, "upper", "Lyngvar")
    assert made("--json", "list", "release").json[0]["recipient"] == "share_nav"


def test_a_ward_is_made_once_and_never_for_an_entry_that_fails(made: Run) -> None:
    refused = made("add", "person", "--set", "ward=Avdeling Furu", "--set", "name=Ospar", "--set", "sex=?")
    assert refused.code == 1
    assert made("--json", "list", "ward").json == []
    added(made, "person", name="Lyngvar", ward="Avdeling Furu")
    added(made, "person", name="Havmod", ward="avdeling furu")
    assert [ward["name"] for ward in made("--json", "list", "ward").json] == ["Avdeling Furu"]


@pytest.mark.parametrize(
    ("kind", "values", "says"),
    [
        ("person", {}, "name:"),
        ("person", {"name": "Lyngvar", "sex": "man"}, "m, f, x, not_asked"),
        ("person", {"name": "Lyngvar", "shoe_size": "43"}, "shoe_size"),
        ("session", {}, "attendances:"),
        ("session", {"person": "0" * 32}, "attendances.0.person:"),
        ("session", {"minutes": "long"}, "minutes:"),
        ("session", {"steps.3.text": "far away"}, "steps.0.text"),
        ("step", {"text": "Skrive CV"}, "person:"),
        ("intake", {}, "person.0.name:"),
        ("intake", {"person": "0" * 32}, "person:"),
        ("attendance", {"person": "0" * 32}, "person:"),
        ("attendance", {}, "session:"),
        ("checklist_answer", {"round": "0" * 32, "question": "T1"}, "round:"),
        ("checklist_round", {"checklist": "ukjent"}, "checklist:"),
        ("checklist_round", {"checklist": "../prisons"}, "checklist:"),
        ("deadline", {"name": "Privatist", "day": "some day"}, "day:"),
    ],
)
def test_a_problem_names_its_field_and_keeps_nothing(
    made: Run, kind: str, values: dict[str, str], says: str
) -> None:
    found = made("add", kind, *assigned(values))
    assert (found.code, found.out) == (1, "")
    assert is_one_line(found.err)
    assert says in found.err
    assert kind == "deadline" or made("--json", "list", kind).json == []


def test_a_finished_round_takes_no_answer(made: Run) -> None:
    closed = added(made, "checklist_round", finished_on="2026-01-19")
    found = made("add", "checklist_answer", "--set", f"round={closed}", "--set", "question=T1")
    assert (found.code, is_one_line(found.err)) == (1, True)


def test_an_answer_takes_the_place_of_the_one_before(made: Run) -> None:
    checklist_round = added(made, "checklist_round", T1="no")
    first = added(made, "checklist_answer", round=checklist_round, question="T1", answer="yes", how="Plakat")
    (answer,) = made("--json", "show", "checklist_round", checklist_round).json["answers"]
    assert (answer["id"], answer["answer"], answer["how"]) == (first, "yes", "Plakat")


def test_what_is_not_there_is_not_shown(made: Run) -> None:
    found = made("show", "person", "0" * 32)
    assert (found.code, found.out, is_one_line(found.err)) == (1, "", True)


def test_voided_entries_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    desk = new_desk(tmp_path)
    kept, wrong = add_person(desk, "Lyngvar"), add_person(desk, "Havmod")
    void_entry(desk, "person", wrong, reason="mistake")
    desk.store.close()
    listed = run("--store", str(tmp_path / "overgang.db"), "--json", "list", "person").json
    assert [row["id"] for row in listed] == [kept]
    shown = run("--store", str(tmp_path / "overgang.db"), "--json", "show", "person", wrong).json
    assert shown["voided"] is True


def test_people_are_listed_in_norwegian_order(made: Run) -> None:
    for name in ("Åsgrim", "Ospar", "Ærvald", "Ødmund", "Tindre"):
        added(made, "person", name=name)
    names = [row["name"] for row in made("--json", "list", "person").json]
    assert names == ["Ospar", "Tindre", "Ærvald", "Ødmund", "Åsgrim"]
    assert len(made("--json", "list", "person", "--limit", "2").json) == 2


def test_search_finds_inside_words_people_first(made: Run) -> None:
    person = added(made, "person", name="Førerik")
    added(made, "session", person=person, note="Har kranførerbevis fra før")
    hits = made("--json", "search", "førerb").json
    assert [(hit["type"], hit["title"]) for hit in hits] == [("session", "Førerik")]
    assert "kranførerbevis" in hits[0]["excerpt"]
    assert made("--json", "search", "føre").json[0]["type"] == "person"
    assert len(made("--json", "search", "føre", "--limit", "1").json) == 1
    assert made("search", "' OR 1=1").code == 0
    assert len(made("--json", "search", "har", "førerb").json) == 1


def test_a_name_stands_in_a_list_only_once(made: Run) -> None:
    added(made, "room", name="rom 14")
    found = made("add", "room", *assigned({"name": "Rom 14"}))
    assert (found.code, is_one_line(found.err)) == (1, True)
