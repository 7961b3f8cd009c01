"""Language packs as files: what goes out comes back the same, and nothing that a file holds can do harm."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.actions.desk import Desk
from app.actions.language_packs import (
    LanguageUnsaid,
    NothingNew,
    PackNotSaved,
    PackReview,
    WrongLanguage,
    language_pack,
    pack_name,
    review_pack,
    save_pack,
)
from app.actions.line_rules import check_line
from app.actions.wording import NoSheets, correct_line, language_here, lines_taken_in, set_state
from app.base.errors import AppError
from app.base.languages import sheet_languages
from app.base.wording import Standing
from app.documents.sources import SOURCES
from app.exchange.language_pack import (
    MOST_ROWS,
    MOST_UNPACKED,
    NotAPack,
    Pack,
    PackHasMacros,
    PackLine,
    PackTooLarge,
    PackUnreadable,
    as_written,
    pack_bytes,
    read_pack,
    set_off,
)
from app.exchange.pack_help import own_help
from tests.builders import new_desk

HEADINGS = ("Nøkkel", "Norsk", "Engelsk", "polski [pl]", "Kommentar")
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40
).map(lambda text: text.strip())
ONE_OF_EACH_SCRIPT = sorted({info.script: info.code for info in sheet_languages()}.values())
LINES = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    yield made
    made.store.close()


def pack(lines: list[tuple[str, str]], **said: object) -> Pack:
    keys = list(SOURCES)
    rows = tuple(
        PackLine(keys[at], "norsk", "English", text, comment) for at, (text, comment) in enumerate(lines)
    )
    return Pack("pl", "polski", False, HEADINGS, ("Les", "polski"), (("Hjelp", False),), rows, **said)  # type: ignore[arg-type]


def written(path: Path, *rows: tuple[str, ...], heading: tuple[str, ...] = HEADINGS) -> Path:
    """A spreadsheet with these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(heading)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def row(key: str, text: str, comment: str = "") -> tuple[str, ...]:
    return key, "norsk", "English", text, comment


def review(desk: Desk, tmp_path: Path, *rows: tuple[str, ...], language: str = "pl") -> PackReview:
    return review_pack(desk, language, written(tmp_path / "inn.xlsx", *rows))


# --- the file ---


@given(text=st.text(st.sampled_from("'=+-@ a{|%\u00a0＝"), max_size=8))
def test_what_is_set_off_comes_back_exactly_and_starts_no_formula(text: str) -> None:
    assert as_written(set_off(text)) == text
    assert not set_off(text).lstrip(" \u00a0\ufeff").startswith(("=", "+", "-", "@", "＝", "|", "%"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(lines=LINES, day=st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2026, 1, 19)))
def test_a_pack_comes_back_as_it_went_out(
    tmp_path: Path, lines: list[tuple[str, str]], day: dt.date | None
) -> None:
    path = tmp_path / "pl.xlsx"
    path.write_bytes(pack_bytes(pack(lines, state="read", name="Tindre", day=day)))
    read = read_pack(path, known=SOURCES)
    assert (read.language, read.state, read.name, read.day) == ("pl", "read", "Tindre", day)
    assert [(one.text, one.comment) for one in read.rows] == lines
    assert not any(one.formula for one in read.rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(lines=LINES, between=st.sampled_from(";,\t"))
def test_separated_values_come_back_too(tmp_path: Path, lines: list[tuple[str, str]], between: str) -> None:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=between)
    keys = list(SOURCES)
    writer.writerow(HEADINGS)
    writer.writerows((keys[at], "n", "e", set_off(t), set_off(c)) for at, (t, c) in enumerate(lines))
    path = tmp_path / "pl.csv"
    path.write_text(target.getvalue() + (between * 4 + "\n") * 20, encoding="utf-8-sig", newline="")
    read = read_pack(path, known=SOURCES)
    assert read.language == "pl"
    assert [(one.text, one.comment) for one in read.rows] == lines


@pytest.mark.parametrize("language", ONE_OF_EACH_SCRIPT)
def test_a_language_of_every_script_goes_out_and_back_with_nothing_new(
    desk: Desk, tmp_path: Path, language: str
) -> None:
    path = save_pack(desk, language, tmp_path / pack_name(language))
    assert path.name == f"overgang-språk-{language}.xlsx"
    with pytest.raises(NothingNew):
        review_pack(desk, language, path)


def test_only_translation_and_comment_can_be_written_in_and_rtl_is_turned(desk: Desk) -> None:
    book = load_workbook(io.BytesIO(language_pack(desk, "ar")))
    explains, lines = book.worksheets
    assert explains.protection.sheet
    assert lines.protection.sheet
    for cells in lines.iter_rows(min_row=2):
        assert [cell.protection.locked for cell in cells] == [True, True, True, False, False]
        assert cells[3].alignment.readingOrder == 2
        assert cells[1].alignment.readingOrder != 2
    assert lines.max_row == len(SOURCES) + 1
    said = " ".join(str(cell.value) for cells in explains.iter_rows() for cell in cells if cell.value)
    assert "krøllparenteser" in said
    assert "utkast" in said
    assert own_help("ar")[0] in said


@pytest.mark.parametrize("language", [info.code for info in sheet_languages()])
def test_each_language_says_in_its_own_words_what_to_do(language: str) -> None:
    said = own_help(language)
    assert len(said) == 3
    assert "{contact}" in said[1]
    for text in said:
        assert check_line(language, "P14", f"{text} {{contact}}")  # every sign has a font


def test_a_pack_that_cannot_be_written_is_told_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(PackNotSaved):
        save_pack(desk, "pl", tmp_path / "gone" / "pl.xlsx")
    (tmp_path / "pl.xlsx").mkdir()
    with pytest.raises(PackNotSaved):
        save_pack(desk, "pl", tmp_path / "pl.xlsx")
    assert [one.name for one in tmp_path.glob("*.part")] == []


# --- hostile files ---


def _bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(5):
            packed.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * (MOST_UNPACKED // 4))
    return path


def _with_macro(path: Path) -> Path:
    written(path, row("P01", "x"))
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"macro")
    return path


def _huge(path: Path) -> Path:
    path.write_bytes(b"P01;x\n" * 800_000)
    return path


def _many(path: Path) -> Path:
    path.write_text("".join(f"P01;n;e;x{number};\n" for number in range(10_000)))
    return path


def _far(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("P01", "n", "e", "x"))
    for number in range(MOST_ROWS + 5):
        sheet.append((f"Q{number}", "n", "e", "x"))
    book.save(path)
    return path


def _text_as(path: Path) -> Path:
    path.write_text("P01;x")
    return path


def _empty_archive(path: Path) -> Path:
    with zipfile.ZipFile(path, "w"):
        pass
    return path


def _laughing(path: Path) -> Path:
    """A sheet whose entities would grow into gigabytes."""
    written(path, row("P01", "x"))
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "haha">{grown}]>'
    body = parts["xl/worksheets/sheet1.xml"].decode().replace("English", "&a11;")
    parts["xl/worksheets/sheet1.xml"] = (bomb + body).encode()
    if "xl/sharedStrings.xml" in parts:
        shared = parts["xl/sharedStrings.xml"].decode().replace("English", "&a11;")
        parts["xl/sharedStrings.xml"] = (bomb + shared).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("make", "name", "wrong"),
    [
        (_bomb, "bombe.xlsx", PackTooLarge),
        (_with_macro, "makro.xlsx", PackHasMacros),
        (_text_as, "makro.xlsm", PackHasMacros),
        (_huge, "stor.csv", PackTooLarge),
        (_many, "mange.csv", PackTooLarge),
        (_far, "lang.xlsx", PackTooLarge),
        (_text_as, "tekst.xlsx", PackUnreadable),
        (_empty_archive, "tom.xlsx", PackUnreadable),
        (_laughing, "latter.xlsx", PackUnreadable),
        (_text_as, "bilde.png", NotAPack),
    ],
)
def test_hostile_files_are_told_by_name_and_nothing_changes(
    desk: Desk, tmp_path: Path, make: object, name: str, wrong: type[AppError]
) -> None:
    path = make(tmp_path / name)  # type: ignore[operator]
    with pytest.raises(wrong) as said:
        review_pack(desk, "pl", path)
    assert name in said.value.text()
    assert said.value.todo()
    assert language_here(desk, "pl").own == 0


def test_other_tables_and_missing_files_are_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "folk.csv").write_text("Navn;Avdeling\nLyngvar;A\n")
    with pytest.raises(NotAPack):
        review_pack(desk, "pl", tmp_path / "folk.csv")
    with pytest.raises(PackUnreadable):
        review_pack(desk, "pl", tmp_path / "borte.xlsx")


# --- the rows ---


def test_each_row_says_what_is_wrong_with_it(desk: Desk, tmp_path: Path) -> None:
    found = review(
        desk,
        tmp_path,
        row("P99", "x"),
        row("P14", "Bez miejsca."),
        row("P12", "Powiedz {komu}."),
        row("P11", "☃ Sam"),
        row("P10", "=2+3"),
        row("P09", "raz"),
        row("P09", "dwa"),
        row("P08", "x" * 2500),
        row("P07", "Dobrze."),
    )
    wrong = {one.key: one.problem for one in found.rows}
    for key, says in (
        ("P99", "Rad 2"),
        ("P14", "{contact}"),
        ("P12", "{komu}"),
        ("P11", "☃"),
        ("P10", "regner"),
        ("P09", "flere rader"),
        ("P08", "2500"),
    ):
        assert says in wrong[key]
    assert wrong["P07"] == ""
    assert found.taken == ("P07",)


def test_empty_and_unchanged_rows_are_counted_and_comments_are_seen(desk: Desk, tmp_path: Path) -> None:
    said = "Potrzebujesz tłumacza? Nam powiedz."
    correct_line(desk, "pl", "P12", said)
    found = review(
        desk,
        tmp_path,
        row("P12", f" {said} "),
        row("P11", ""),
        row("P10", "", "hva betyr dette?"),
        row("P09", "Inaczej."),
    )
    assert (found.unchanged, found.empty) == (2, 2)
    assert [(one.key, one.comment, one.can_be_taken) for one in found.rows] == [
        ("P10", "hva betyr dette?", False),
        ("P09", "", True),
    ]


def test_controls_are_made_harmless(desk: Desk, tmp_path: Path) -> None:
    found = review(desk, tmp_path, row("P12", "'=Tak\u202e nie\u2066.\nI już"))
    assert found.rows[0].new == "=Tak nie. I już"


def test_a_line_too_long_for_its_papers_is_warned_of_and_can_be_taken(desk: Desk, tmp_path: Path) -> None:
    found = review(
        desk, tmp_path, row("P12", "Potrzebny tłumacz? Powiedz nam. " * 40), row("word_no", "Nie!")
    )
    assert "høyst omtrent" in found.rows[0].warning
    assert found.rows[1].warning == ""
    assert found.taken == ("P12", "word_no")


def test_the_pack_of_another_language_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = save_pack(desk, "uk", tmp_path / "uk.xlsx")
    with pytest.raises(WrongLanguage) as said:
        review_pack(desk, "pl", path)
    assert "ukrainsk" in said.value.text()
    book = load_workbook(path)
    lines = [[cell.value or "" for cell in cells] for cells in book.worksheets[1].iter_rows(min_row=2)]
    with (tmp_path / "rader.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    with pytest.raises(WrongLanguage):
        review_pack(desk, "pl", tmp_path / "rader.csv")


def test_a_pack_finds_its_language_by_itself(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "inn.xlsx", row("P12", "Tłumacz?"))
    assert review_pack(desk, "", path).language.code == "pl"
    (tmp_path / "to.csv").write_text("P12;Tłumacz? Powiedz.\nP11;Sam.\n", encoding="utf-8")
    with pytest.raises(LanguageUnsaid):
        review_pack(desk, "", tmp_path / "to.csv")
    heading = ("Nøkkel", "Norsk", "Engelsk", "klingon [tlh]", "Kommentar")
    with pytest.raises(NoSheets):
        review_pack(desk, "", written(tmp_path / "tlh.xlsx", row("P12", "x"), heading=heading))


def test_key_and_translation_alone_will_do(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "to.csv").write_text("P12;Tłumacz? Powiedz.\nP11;Sam albo w grupie.\n", encoding="utf-8")
    assert review_pack(desk, "pl", tmp_path / "to.csv").taken == ("P12", "P11")


def test_a_pack_goes_from_school_to_school_with_who_stands_behind_it(desk: Desk, tmp_path: Path) -> None:
    correct_line(desk, "pl", "P12", "Tłumacz? Powiedz.")
    set_state(desk, "pl", "approved", "Tindre", dt.date(2026, 1, 12))
    path = save_pack(desk, "pl", tmp_path / "pl.xlsx")
    (tmp_path / "other").mkdir()
    other = new_desk(tmp_path / "other")
    found = review_pack(other, "pl", path)
    assert found.offered == Standing("approved", "Tindre", dt.date(2026, 1, 12))
    assert found.language.info.state == "draft"
    lines_taken_in(
        other, "pl", {key: one.new for key, one in zip(found.taken, found.rows, strict=True)}, None
    )
    assert language_here(other, "pl").info.state == "draft"  # not imposed
    found = review_pack(other, "pl", path)
    assert found.rows == ()
    lines_taken_in(other, "pl", {}, found.offered)
    assert language_here(other, "pl").standing == found.offered
    with pytest.raises(NothingNew):
        review_pack(other, "pl", path)
    other.store.close()
