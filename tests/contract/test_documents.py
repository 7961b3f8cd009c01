"""Every document in the registry, in every language and size it is made in, keeps the same promises."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from app.actions.desk import Desk
from app.actions.gate import recovery_sheet
from app.actions.settings import change_setting
from app.base.errors import AppError
from app.base.languages import _, language_info, use
from app.base.paths import program_folder
from app.base.settings import SCHOOL_NAME
from app.documents import poster_page
from app.documents.document import SIZES, Document, Request
from app.documents.errors import (
    DocumentUnknown,
    LanguageMissing,
    SizeMissing,
    StoreNeeded,
    TextTooLong,
    ValueMissing,
    ValueUnknown,
    ValueWrong,
)
from app.documents.registry import DOCUMENTS, document
from app.records.attendance import Attendance
from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.records.session import Session
from app.store.recovery import RecoveryCode
from app.typeset.embedded import subset_of
from app.typeset.paragraph import Setter
from tests.builders import add_person, add_talk, new_desk

DAY = dt.date(2026, 1, 19)
CODE = RecoveryCode(bytes(range(20))).text
EVERY = [
    (one.key, language, size)
    for one in DOCUMENTS.values()
    for language in one.language_codes()
    for size in one.sizes
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A register with one person, two talks and steps, and nobody who exists."""
    made = new_desk(tmp_path_factory.mktemp("paper"))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def person(desk: Desk) -> str:
    one = add_person(desk, "Havmod Lyngvar", reads_best="ar", strengths="Sveiser <b>godt</b> & rolig")
    add_talk(desk, one, "Vil ta kranførerbevis.\nSpør om <i>pris</i> & tid.")
    return one


def values(one: Document, person: str, **more: str) -> dict[str, str]:
    """What the document cannot do without."""
    needed = {"person": person, "code": CODE}
    return {p.name: needed[p.name] for p in one.parameters if p.required} | more


def make(desk: Desk, key: str, person: str, *, language: str = "nb", size: str = "", **more: str) -> bytes:
    one = DOCUMENTS[key]
    request = Request(
        today=DAY, language=language, size=size or one.sizes[0], values=values(one, person, **more)
    )
    return one.make(desk.store, desk.viewer, request)


def text_of(content: bytes) -> str:
    """All text of a PDF as a reader program copies it, blanks and line ends made one."""
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    return " ".join(" ".join(pages).split())


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    """Every font object of the file."""
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
    ]


@pytest.mark.parametrize(("key", "language", "size"), EVERY)
def test_every_document_is_whole(desk: Desk, person: str, key: str, language: str, size: str) -> None:
    content = make(desk, key, person, language=language, size=size)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo["/Title"]).strip()
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K
        sheet = sorted(round(side * 72 / 25.4, 1) for side in SIZES[size])
        for page in pdf.pages:  # upright or across
            assert sorted(round(float(side), 1) for side in page.mediabox[2:]) == sheet
        assert fonts(pdf)
        for font in fonts(pdf):
            if font.Subtype == "/Type0":
                assert "/ToUnicode" in font
                continue
            described = font.get("/FontDescriptor")
            assert described is not None, f"{font.get('/BaseFont')} is not embedded"
            assert {"/FontFile2", "/FontFile3"} & set(described.keys())


@pytest.mark.parametrize("key", DOCUMENTS)
def test_the_same_data_gives_the_same_bytes(desk: Desk, person: str, key: str) -> None:
    one = DOCUMENTS[key]
    request = Request(today=DAY, values=values(one, person))
    data = one.data(desk.store, desk.viewer, request)
    assert one.render(data) == one.render(data)
    assert one.make(desk.store, desk.viewer, request) == one.render(data)


@pytest.mark.parametrize("key", [one.key for one in DOCUMENTS.values() if one.languages == "sheets"])
def test_a_draft_says_so_and_nothing_else_does(desk: Desk, person: str, key: str) -> None:
    for language in DOCUMENTS[key].language_codes():
        data = DOCUMENTS[key].data(
            desk.store,
            desk.viewer,
            Request(today=DAY, language=language, values=values(DOCUMENTS[key], person)),
        )
        assert bool(data.draft) == (language_info(language).state == "draft")


def test_keys_are_those_of_the_registry() -> None:
    assert all(key == one.key for key, one in DOCUMENTS.items())
    with pytest.raises(DocumentUnknown):
        document("timetable")


# --- what may be asked ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "wrong"),
    [
        (Request(today=DAY, language="tlh"), LanguageMissing),
        (Request(today=DAY, language="nn/../nb"), LanguageMissing),
        (Request(today=DAY, size="A5"), SizeMissing),
        (Request(today=DAY, values={"rom": "12"}), ValueUnknown),
        (Request(today=DAY, values={"without": "P03,P77"}), ValueWrong),
        (Request(today=DAY, values={"colour": "pink"}), ValueWrong),
    ],
)
def test_what_cannot_be_made_is_said(request_: Request, wrong: type[AppError]) -> None:
    with pytest.raises(wrong) as raised:
        DOCUMENTS["inmate_poster"].make(None, None, request_)
    for language in ("nb", "nn", "en"):
        use(language)
        assert "{" not in str(raised.value)


def test_a_document_of_records_asks_for_the_register() -> None:
    with pytest.raises(StoreNeeded):
        DOCUMENTS["plan_sheet"].make(None, None, Request(today=DAY))


def test_a_document_about_a_person_asks_for_one(desk: Desk) -> None:
    with pytest.raises(ValueMissing):
        DOCUMENTS["plan_sheet"].make(desk.store, desk.viewer, Request(today=DAY))


# --- poster and handout --------------------------------------------------------------------------------

PLACE = {"place": "Skolen, rom 12", "times": "mandag–torsdag 9–15", "contact": "Steinvid"}


@pytest.mark.parametrize("key", ["inmate_poster", "handout"])
@pytest.mark.parametrize("language", DOCUMENTS["handout"].language_codes())
def test_place_times_and_contact_stand_on_it_without_a_register(key: str, language: str) -> None:
    request = Request(today=DAY, language=language, values=PLACE)
    text = text_of(DOCUMENTS[key].make(None, None, request))
    for value in PLACE.values():
        for word in re.findall(r"\w+", value):  # a reader program may order a foreign line its own way
            assert word in text


@pytest.mark.parametrize("key", ["inmate_poster", "handout"])
def test_what_is_not_given_is_left_out(key: str) -> None:
    text = text_of(DOCUMENTS[key].make(None, None, Request(today=DAY)))
    assert "Hvor" not in text.replace("hvor", "")
    assert "karriereveilederen" in text
    assert "{" not in text


def test_settings_of_the_register_are_the_defaults(desk: Desk, person: str) -> None:
    with desk.store.transaction("settings.saved", actor=desk.viewer) as t:
        t.set("guidance.place", "Bygg B, rom 7")
        t.set("poster.off", ["P10", "P11"])
    data = DOCUMENTS["inmate_poster"].data(desk.store, desk.viewer, Request(today=DAY))
    assert data.facts[0].text == "Bygg B, rom 7"
    assert {"P10", "P11"}.isdisjoint(one.key for one in data.messages)
    said = Request(today=DAY, values={"place": "Rom 3", "without": ""})
    data = DOCUMENTS["inmate_poster"].data(desk.store, desk.viewer, said)
    assert data.facts[0].text == "Rom 3"
    assert {"P10", "P11"} <= {one.key for one in data.messages}


@pytest.mark.parametrize("key", ["inmate_poster", "handout"])
def test_each_message_can_be_left_out(key: str) -> None:
    for off in [f"P{number:02}" for number in range(1, 15)]:
        one = DOCUMENTS[key]
        data = one.data(None, None, Request(today=DAY, values={"without": off}))
        shown = {message.key for message in (*data.messages, data.lead, data.contact) if message}
        assert off not in shown
        assert one.render(data).startswith(b"%PDF")
    everything = ",".join(f"P{number:02}" for number in range(1, 15))
    assert "Karriereveiledning" in text_of(
        DOCUMENTS[key].make(None, None, Request(today=DAY, values={"without": everything}))
    )


def test_a_draft_says_secrecy_in_norwegian_too() -> None:
    """A draft mark does not cure a wrong sentence about rights."""
    for language, draft in (("ar", True), ("pl", True), ("th", True), ("nb", False), ("en", False)):
        data = DOCUMENTS["inmate_poster"].data(None, None, Request(today=DAY, language=language))
        trust = next(one for one in data.messages if one.key == "P13")
        assert ("taushetsplikt" in trust.norwegian) == draft
        assert not any(one.norwegian for one in data.messages if one.key != "P13")


@pytest.mark.parametrize("key", ["inmate_poster", "handout"])
def test_markup_and_controls_in_a_value_are_text(key: str) -> None:
    value = "<b>R&D</b> {contact} %s \\(rom)"
    text = text_of(DOCUMENTS[key].make(None, None, Request(today=DAY, values={"place": value})))
    assert value.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("key", ["inmate_poster", "handout"])
@pytest.mark.parametrize("language", DOCUMENTS["handout"].language_codes())
def test_long_values_make_the_text_smaller_and_too_long_ones_are_refused(key: str, language: str) -> None:
    long = "Skolebygningen ved den gamle verkstedhallen, andre etasje til venstre, rom 212 B"
    one = DOCUMENTS[key]
    values_ = {
        "place": long,
        "times": "mandag, tirsdag og torsdag 9–11.30 og 12.15–15",
        "contact": "Steinvid på skolen",
    }
    assert "212" in text_of(one.make(None, None, Request(today=DAY, language=language, values=values_)))
    with pytest.raises(TextTooLong) as raised:
        one.make(None, None, Request(today=DAY, language=language, values={"place": long * 40}))
    assert _(one.title) in str(raised.value)


def text_sizes(content: bytes) -> Counter[float]:
    """How often each text size is set on the first page, in points."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        steps = pikepdf.parse_content_stream(pdf.pages[0])
        return Counter(round(float(step.operands[1]), 1) for step in steps if str(step.operator) == "Tf")


@pytest.mark.parametrize("language", DOCUMENTS["handout"].language_codes())
def test_letters_are_large_enough_to_read(language: str) -> None:
    """At A3 from two metres (at least 18 points, 24 where four messages are left out); the handout at arm's length."""
    few = PLACE | {"without": "P07,P09,P10,P13"}
    for size, scale in (("A4", 210 / 297), ("A3", 1.0), ("350x500", 350 / 297)):
        for values_, least in ((PLACE, 18.0), (few, 24.0)):
            request = Request(today=DAY, language=language, size=size, values=values_)
            usual, _count = text_sizes(DOCUMENTS["inmate_poster"].make(None, None, request)).most_common(1)[0]
            assert usual >= round(least * scale, 1) - 0.1
    request = Request(today=DAY, language=language, values=PLACE)
    usual, _count = text_sizes(DOCUMENTS["handout"].make(None, None, request)).most_common(1)[0]
    assert usual >= 13


def test_nearly_every_language_is_larger_than_the_least() -> None:
    languages = DOCUMENTS["handout"].language_codes()
    sizes = [
        text_sizes(
            DOCUMENTS["inmate_poster"].make(
                None, None, Request(today=DAY, language=language, size="A3", values=PLACE)
            )
        ).most_common(1)[0][0]
        for language in languages
    ]
    assert sum(size >= 20 for size in sizes) >= 0.9 * len(languages)


def ink(content: bytes) -> Any:
    """The first page in grey, small."""
    with pypdfium2.PdfDocument(content) as pdf:
        return pdf[0].render(scale=0.5).to_pil().convert("L")


@pytest.mark.parametrize("key", ["inmate_poster", "handout", "plan_sheet"])
def test_right_to_left_pages_are_mirrored(desk: Desk, person: str, key: str) -> None:
    """Where reading starts, there is more ink: the pictograms or boxes, and every line's beginning."""
    sides = {}
    for language in ("nb", "ar"):
        page = ink(make(desk, key, person, language=language))
        wide, tall = page.size
        column = wide // 5
        area = (0, tall // 3, column, tall * 3 // 4), (wide - column, tall // 3, wide, tall * 3 // 4)
        sides[language] = [sum(255 - value for value in page.crop(box).tobytes()) for box in area]
    assert sides["nb"][0] > sides["nb"][1]
    assert sides["ar"][0] < sides["ar"][1]


def test_the_poster_is_black_and_white_unless_asked() -> None:
    with pypdfium2.PdfDocument(DOCUMENTS["inmate_poster"].make(None, None, Request(today=DAY))) as pdf:
        page = pdf[0].render(scale=0.3).to_pil().convert("RGB")
    assert all(red == green == blue for red, green, blue in zip(*[iter(page.tobytes())] * 3, strict=True))


# --- the papers about a person ---------------------------------------------------------------------------


def test_papers_that_may_lie_about_carry_no_name(desk: Desk, person: str) -> None:
    for key in ("plan_sheet", "before_conversation"):
        text = text_of(make(desk, key, person))
        assert "Havmod" not in text
        assert "H. L." in text


def test_a_whole_record_has_all_that_was_written_and_keeps_markup_as_text(desk: Desk, person: str) -> None:
    text = text_of(make(desk, "person_record", person, receiver="Havmod selv"))
    for written in (
        "Havmod Lyngvar",
        "kranførerbevis",
        "<i>pris</i> & tid",
        "<b>godt</b> & rolig",
        "Havmod selv",
        "arabisk",
    ):
        assert written in text


def test_a_very_long_note_goes_on_to_further_pages(desk: Desk) -> None:
    one = add_person(desk, "Ospar Tindre")
    add_talk(desk, one, "\n".join(f"Linje {number} om veien videre." for number in range(400)))
    with pypdfium2.PdfDocument(make(desk, "person_record", one)) as pdf:
        assert len(pdf) > 4
    text = text_of(make(desk, "person_record", one))
    assert "Linje 0 " in text
    assert "Linje 399 " in text
    with pytest.raises(TextTooLong):
        make(desk, "before_conversation", one)


def test_the_recovery_sheet_shows_every_group(desk: Desk, person: str) -> None:
    text = text_of(make(desk, "recovery_sheet", person))
    for group in CODE.split("-"):
        assert group in text


def test_the_recovery_sheet_names_the_school_of_the_settings(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    change_setting(desk, SCHOOL_NAME, "Skolen ved fjorden")
    text = text_of(recovery_sheet(desk, RecoveryCode.parse(CODE), "nb"))
    desk.store.close()
    assert "Skolen ved fjorden" in text
    assert "Steinvid" in text


@pytest.mark.parametrize("language", ["nb", "ar", "th"])
def test_a_poster_made_again_is_as_if_made_for_the_first_time(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that were set for an earlier poster change nothing in the next."""

    def made(place: str) -> bytes:
        request = Request(today=DAY, language=language, values={"place": place})
        return DOCUMENTS["inmate_poster"].make(None, None, request)

    made("Rom 1")
    made("Bygg B, rom 7")
    again = made("Rom 1")
    monkeypatch.setattr(poster_page, "WORDS", Setter())
    subset_of.cache_clear()
    assert made("Rom 1") == again


def test_one_document_loads_no_other() -> None:
    script = (
        "import sys; from app.documents.registry import DOCUMENTS; DOCUMENTS['inmate_poster']; "
        "print('app.documents.inmate_poster' in sys.modules, 'app.documents.plan_sheet' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=program_folder(), capture_output=True, check=True
    )
    assert done.stdout.split() == [b"True", b"False"]


def test_an_empty_checklist_has_all_questions(desk: Desk, person: str, tmp_path: Path) -> None:
    for language, word in (("nb", "Helgerud"), ("nn", "Helgerud"), ("en", "Helgerud")):
        text = text_of(make(desk, "checklist", person, language=language))
        assert word in text
        for part, count in (("T", 8), ("I", 7), ("S", 5), ("K", 4)):
            assert all(f"{part}{number}" in text for number in range(1, count + 1))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_round_is_printed_as_it_was_answered(desk: Desk, person: str, language: str) -> None:
    answers = (
        ChecklistAnswer(question="T1", answer="yes", how="Vi går innom vaktmøtet."),
        ChecklistAnswer(question="K4", answer="no", how="Ett kurs mangler <ennå>."),
    )
    found = ChecklistRound(started_on=DAY, took_part="Rognulf", notes_k="Spør på samling.", answers=answers)
    with desk.store.transaction("round.saved", actor=desk.viewer) as t:
        t.put(found, owner="")
    text = text_of(make(desk, "checklist", person, language=language, round=found.id))
    for written in ("Vi går innom vaktmøtet.", "Ett kurs mangler <ennå>.", "Rognulf", "Spør på samling."):
        assert written in text
    data = DOCUMENTS["checklist"].data(
        desk.store, desk.viewer, Request(today=DAY, language=language, values={"round": found.id})
    )
    ticked = {
        one.id: [number for number, (_label, on) in enumerate(one.boxes) if on]
        for part in data.parts
        for one in part.questions
    }
    assert {id: boxes for id, boxes in ticked.items() if boxes} == {"T1": [0], "K4": [1]}


def test_nobody_else_stands_in_a_whole_record(desk: Desk) -> None:
    one, other = add_person(desk, "Solmund"), add_person(desk, "Rognulf Vide")
    group = Session(
        day=DAY,
        form="group",
        topic="Jobbsøking",
        note="Rognulf spurte mest.",
        attendances=(
            Attendance(person=one, line="Ville øve mer."),
            Attendance(person=other, line="Snakket om Nav."),
        ),
    )
    with desk.store.transaction("session.saved", actor=desk.viewer) as t:
        t.put(group)
    text = text_of(make(desk, "person_record", one))
    assert "Jobbsøking" in text
    assert "Ville øve mer." in text
    assert "Rognulf" not in text
    assert "Snakket om Nav" not in text
