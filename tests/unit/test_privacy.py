"""The privacy guard: what it points at, what it leaves in peace, and that it never fails or blocks."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base import languages
from app.base.paths import resource
from app.entry.names import names_in
from app.entry.privacy import check_note, is_national_id


def topics(text: str) -> list[str]:
    return [concern.topic for concern in check_note(text)]


def cut(text: str) -> list[str]:
    return [text[concern.start : concern.end] for concern in check_note(text)]


def with_control_digits(nine: str) -> str:
    """Nine digits made an identity number by trying all endings: another way than the program's own."""
    for ending in range(100):
        digits = [int(digit) for digit in f"{nine}{ending:02d}"]
        first = sum(a * b for a, b in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits, strict=False))
        second = sum(a * b for a, b in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True))
        if first % 11 == 0 and second % 11 == 0:
            return f"{nine}{ending:02d}"
    return ""


BIRTHS = st.tuples(
    st.integers(1, 31),
    st.sampled_from([0, 40]),
    st.integers(1, 12),
    st.sampled_from([0, 40, 80]),
    st.integers(0, 99999),
)


@given(BIRTHS)
def test_identity_numbers_are_known_in_all_their_kinds(birth: tuple[int, int, int, int, int]) -> None:
    day, d_number, month, made_up, rest = birth
    number = with_control_digits(f"{day + d_number:02d}{month + made_up:02d}{rest:05d}")
    if number:  # one in ten has no control digits
        assert is_national_id(number)
        for written in (
            number,
            f"{number[:6]} {number[6:]}",
            f"{number[:2]}.{number[2:4]}.{number[4:6]} {number[6:]}",
        ):
            assert topics(f"fnr {written}, ring") == ["national_id"]
        changed = number[:-1] + str((int(number[-1]) + 1) % 10)
        assert not is_national_id(changed)
        assert topics(changed) == []
        assert topics(f"1{number}") == []


@pytest.mark.parametrize(
    "text",
    ["12345678901", "00000000000", "ordre 32139912345", "99999999999", "20221234 22"],
)
def test_other_numbers_are_left_in_peace(text: str) -> None:
    assert topics(text) == []
    assert not is_national_id(text)


@pytest.mark.parametrize(
    ("text", "topic", "found"),
    [
        ("Han fikk dom i mai.", "case", "dom"),
        ("Er dømt to ganger", "case", "dømt"),
        ("Ho er dømd", "case", "dømd"),
        ("Ble siktet for noe", "case", "Ble siktet"),
        ("Straffesaken er ikke ferdig", "case", "Straffesaken"),
        ("He was convicted", "case", "convicted"),
        ("Har diagnosen fra før", "health", "diagnosen"),
        ("Fått ADHD-utredning", "health", "ADHD"),
        ("Var deprimert i vår", "health", "deprimert"),
        ("Rus har vært et tema", "drugs", "Rus"),
        ("Rusproblemer før", "drugs", "Rusproblemer"),
        ("Er i LAR nå", "drugs", "LAR"),
        ("Passed the drug test", "drugs", "drug test"),
        ("Er muslim", "belief", "muslim"),
        ("Trade union member", "belief", "Trade union member"),
        ("Ble innrapportert sist uke", "security", "innrapportert"),
        ("Fikk\ndisiplinærreaksjon", "security", "disiplinærreaksjon"),
        ("Tror han lyver", "judging", "lyver"),
        ("Seems lazy", "judging", "lazy"),
        ("Fangenummeret står på lappen", "identity", "Fangenummeret"),
        ("Løslates 12.5.2027", "release_date", "Løslates 12.5.2027"),
        ("blir lauslaten den 12. mai", "release_date", "lauslaten den 12. mai"),
        ("slipper ut 3/3", "release_date", "slipper ut 3/3"),
        ("released on 12 May", "release_date", "released on 12 May"),
    ],
)
def test_what_is_pointed_at(text: str, topic: str, found: str) -> None:
    assert topics(text) == [topic]
    assert [piece.casefold() for piece in cut(text)] == [found.casefold()]


@pytest.mark.parametrize(
    "text",
    [
        "Vil bli dommer i fotball, eller dommerfullmektig",
        "Ønsker å bo på rusfri avdeling og jobbe i et rusfritt miljø",
        "Snakket med ruskonsulenten om kurs i psykisk helsearbeid og rusarbeid",
        "Har siktet seg inn på fagbrev",
        "Har vald kurs i lov og rett",
        "For tredje gang: dette lar seg gjøre",
        "Kurs i farlig gods (ADR) og stillas",
        "Har jobbet som isolatør, med isolasjon og rømningsvei",
        "Voldsomt interessert, og godt rustet for studier",
        "Vil studere medisin, ergoterapi eller sykdomslære",
        "Religion og etikk er et fag han liker",
        "Lat oss sjå på CV-en, sa ho",
        "Randi sin tur. Domkirken. Ransel. Russisk. Rustikk. Terapeut",
        "Lese kapittel 3.3 før løslatelse, søknadsfrist 1.3",
        "Forventet løslatelse 2. kvartal 2027",
        "Truckførerbevis, HMS-kort og varmt arbeid",
        "Wants to become a doctor or a union secretary; on a gangway",
        "",
    ],
)
def test_what_is_left_in_peace(text: str) -> None:
    assert cut(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "22 22 22 22",
        "912 34 567",
        "91234567",
        "+47 912 34 567",
        "0047 22222222",
        "+4722222222",
        "+47 22 22 22 22",
        "+48 512 345 678",
        "+370 612 34567",
        "0046 70 123 45 67",
        "+1 (202) 555-0143",
        "+44 20 7946 0958",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "tlf. {}, ring", "Søster ({}) svarer.", "Han har {}.", "ring {} i morgen"]
)
def test_telephone_numbers_are_pointed_at(number: str, around: str) -> None:
    text = around.format(number)
    assert topics(text) == ["phone"]
    assert cut(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "24122026",
        "20261224",
        "2024 2025",
        "2024–2025",
        "2025-2026",
        "kl. 09.15–10.00",
        "09 15 10 00",
        "0150 Oslo",
        "saksnr. 20261234",
        "sak 2026/12345",
        "Sak: 41234567",
        "ordre 91234567",
        "ref. 912 34 567",
        "kurs 41234567",
        "VG2 2024, 45 minutter, 30 poeng",
        "1 234 567 kr",
        "90 000 000 kr",
        "A1–B2, 10. 12. 2026",
        "3/3 2027 4/4 2028",
        "20 21 22 23 24 25",
        "org.nr. 912345678",
        "12.05.2026 14.06.2026",
        "22.22.22.22",
        "2026-01-19",
        "1+1=2",
        "+ 2 nye",
        "0047",
        "00 12",
        "konto 1234.56.78901",
        "4.5.2026 kl. 12",
        "uke 20 21 22",
        "2 x 45 min + 3 x 30 min",
    ],
)
def test_years_days_hours_postcodes_and_case_numbers_are_not(text: str) -> None:
    assert cut(text) == []


def test_the_schools_own_words_are_pointed_at() -> None:
    listed = ["Nordfløyen", "rusmestr*", "=TIL", "", " * "]
    found = check_note("Bor på nordfløyen. Rusmestringen til TIL.", listed=listed)
    assert [one.topic for one in found] == ["listed", "listed", "listed"]
    assert "Skolen" in str(found[0].why)
    assert check_note("Bor på sørfløyen, til i dag.", listed=listed) == []


def test_another_persons_name() -> None:
    text = "Delte celle med LYNGVAR  Tindré før. Havmod er onkel. Lyngvar ringte."
    found = check_note(text, others=["Lyngvar Tindre", "Havmod", "Ospar Solmund"])
    assert [(one.topic, text[one.start : one.end]) for one in found] == [("other_person", "LYNGVAR  Tindré")]
    assert names_in("Lyngvars Tindre", ["Lyngvar Tindre"]) == []
    assert names_in("", ["Lyngvar Tindre"]) == []


def test_the_longer_finding_stands() -> None:
    text = "Det var domfelt, og dommen: sexual assault."
    assert cut(text) == ["domfelt", "dommen", "sexual assault"]


def test_advice_follows_the_window() -> None:
    concern = check_note("Fikk diagnose")[0]
    assert str(concern.why).startswith("Helse og diagnoser")
    assert "korte økter" in str(concern.instead)
    languages.use("en")
    assert str(concern.why).startswith("Health")


@given(st.text(), st.lists(st.text(max_size=8), max_size=3))
def test_any_text_can_be_looked_at(text: str, others: list[str]) -> None:
    concerns = check_note(text, others=others)
    ends = [0, *(concern.end for concern in concerns)]
    for concern, before in zip(concerns, ends, strict=False):
        assert before <= concern.start < concern.end <= len(text)


LIST = json.loads(resource("lists", "risky_words.json").read_text("utf-8"))


@pytest.mark.parametrize("topic", LIST["topics"], ids=lambda one: one["code"])
def test_every_word_of_the_list_is_found_and_explained(topic: dict[str, object]) -> None:
    words = topic["words"]
    assert isinstance(words, dict)
    for one in (word for language in words.values() for word in language):
        plain = one.lstrip("=").rstrip("*")
        assert topic["code"] in topics(f"x {plain} y"), one
    for text in (topic["why"], topic["instead"]):
        assert isinstance(text, dict)
        assert set(text) == {"nb", "nn", "en"}
