"""The step line: what is read from its tail, what stays text, and that nothing typed is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.entry.steps import ReadStep, read_step, who_code
from app.records.choices import codes

TODAY = dt.date(2026, 1, 19)  # a Monday
NEXT = dt.date(2026, 2, 2)


def step(line: str) -> ReadStep:
    return read_step(line, person_name="Lyngvar Tindre", today=TODAY, next_time=NEXT)


@pytest.mark.parametrize(
    ("line", "text", "who", "due"),
    [
        ("CV-kurs @nav 14d", "CV-kurs", "nav", "2026-02-02"),
        ("CV-kurs @n2u", "CV-kurs", "nav", "2026-02-02"),
        ("CV-kurs @n 2u", "CV-kurs", "nav", "2026-02-02"),
        ("CV-kurs, nav 14d", "CV-kurs", "nav", "2026-02-02"),
        ("Ringe Nav, n 14d", "Ringe Nav", "nav", "2026-02-02"),
        ("Ringe Nav, 14d n", "Ringe Nav", "nav", "2026-02-02"),
        ("Ringe Nav @meg fre", "Ringe Nav", "counsellor", "2026-01-23"),
        ("Ringe Nav @eg i morgon", "Ringe Nav", "counsellor", "2026-01-20"),
        (
            "Hente papirer, søknad, attest @kb 3.3",
            "Hente papirer, søknad, attest",
            "contact_officer",
            "2026-03-03",
        ),
        ("Hente papirer, søknad, kb 3.3", "Hente papirer, søknad", "contact_officer", "2026-03-03"),
        ("Øve til prøven @lærer uke 9", "Øve til prøven", "teacher", "2026-02-23"),
        ("Øve til prøven @lærar+7", "Øve til prøven", "teacher", "2026-01-26"),
        ("Call the school @both in 2 weeks", "Call the school", "both", "2026-02-02"),
        ("Ringe hjem @lyn 3. mars", "Ringe hjem", "inmate", "2026-03-03"),
        ("Snakke med onkel 2u @annen", "Snakke med onkel", "other_with_consent", "2026-02-02"),
        ("Planlegge @tbk", "Planlegge", "reentry", "2026-02-02"),
    ],
)
def test_who_and_when(line: str, text: str, who: str, due: str) -> None:
    read = step(line)
    assert (read.text, read.who_code, read.who_said, read.due) == (
        text,
        who,
        True,
        dt.date.fromisoformat(due),
    )


@pytest.mark.parametrize(
    ("line", "text", "due"),
    [
        ("Skrive CV 14d", "Skrive CV", "2026-02-02"),
        ("Skrive CV +7", "Skrive CV", "2026-01-26"),
        ("Skrive CV, fredag", "Skrive CV", "2026-01-23"),
        ("Levere søknad innen 1.3", "Levere søknad", "2026-03-01"),
        ("Levere søknad 1. mars", "Levere søknad", "2026-03-01"),
        ("Levere søknad innen 1. mars 2027", "Levere søknad", "2027-03-01"),
        ("Ring skolen i morgen", "Ring skolen", "2026-01-20"),
        ("Ring skolen tor", "Ring skolen", "2026-01-22"),
        ("Ring skolen på torsdag", "Ring skolen", "2026-01-22"),
        ("Call Nav by Friday", "Call Nav", "2026-01-23"),
        ("Lese uke 9", "Lese", "2026-02-23"),
    ],
)
def test_a_clear_day_needs_no_sign(line: str, text: str, due: str) -> None:
    read = step(line)
    assert (read.text, read.who_code, read.who_said) == (text, "inmate", False)
    assert (read.due, read.due_said) == (dt.date.fromisoformat(due), True)


@pytest.mark.parametrize(
    ("line", "text", "phase"),
    [
        ("Kontakt skole før løslatelse", "Kontakt skole", "release"),
        ("Kontakt skule før lauslating", "Kontakt skule", "release"),
        ("Søke praksis @nav før frigang", "Søke praksis", "day_release"),
        ("Find a place before release", "Find a place", "release"),
        ("Find a place, before day release", "Find a place", "day_release"),
    ],
)
def test_before_a_phase(line: str, text: str, phase: str) -> None:
    read = step(line)
    assert (read.text, read.phase, read.due, read.due_said) == (text, phase, None, True)


@pytest.mark.parametrize(
    "line",
    [
        "Ringe Nav",
        "Skrive CV",
        "Lese om kran, ellers ingenting",
        "Lese, skrive, lære",
        "Prøve a, b",
        "Ring Tor",
        "Ring Tor, han vet mer",
        "Lese kapittel 3.3",
        "Åpent 24/7",
        "Skrive til post@nav 3",
        "@nav 14d",
        "@nav",
        "14d",
        "Betale 1,5",
        "Møte @x 14 ting",
        "Kurs @t",  # teacher or re-entry: not unique
        "",
    ],
)
def test_what_stays_text(line: str) -> None:
    read = step(line)
    assert read == ReadStep(line, "", "inmate", False, NEXT, False, "")


def test_no_deadline_can_be_said() -> None:
    read = step("Tenke over fagbrev, uten frist")
    assert (read.text, read.due, read.due_said, read.phase) == ("Tenke over fagbrev", None, True, "")


def test_without_a_next_time_there_is_no_day() -> None:
    assert read_step("Skrive CV", today=TODAY).due is None


def test_everyone_who_can_do_a_step_can_be_named() -> None:
    said = {who_code(word) for word in "innsatt meg begge lærer nav kb tbk annen".split()}
    assert said == set(codes("step.who"))
    assert who_code("lyn", person_name="Lyngvar") == "inmate"
    assert who_code("") == who_code("@") == who_code("zz") == ""
    assert who_code("nav", person_name="Navid") == "nav"
    assert who_code("navi", person_name="Navid") == "inmate"


PIECES = st.sampled_from(
    [
        "Ringe",
        "Nav",
        ",",
        ", ",
        " ",
        "@nav",
        "@n2u",
        "@",
        "@@",
        "14d",
        "3.3",
        "før",
        "frigang",
        "i",
        "morgen",
        "tor",
        "\t",
    ]
)


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map(" ".join)))
def test_nothing_typed_is_lost(line: str) -> None:
    read = step(line)
    assert read.text + read.tail == line.strip()
    assert read.who_code in codes("step.who")
    assert read.phase in ("", *codes("step.phase"))
    assert bool(read.text) == bool(line.strip())
    assert bool(read.tail) == (read.who_said or read.due_said)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)), st.text(max_size=20))
def test_any_day_and_name(today: dt.date, name: str) -> None:
    read = read_step("Skrive CV @kb 2u", today=today, person_name=name)
    assert (read.text, read.who_code, read.due) == ("Skrive CV", "contact_officer", today + dt.timedelta(14))
