"""Paper without a window: posters, documents and plain text as PDF, with and without a register."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from app.base.languages import sheet_languages
from app.commands import registers
from app.commands.errors import OutputFailed
from app.store.recovery import RecoveryCode
from tests.flows.calls import Run, added, is_one_line

MILLIMETRE = 72 / 25.4


def words_of(content: bytes | Path) -> str:
    """All text of a PDF, as a reader can copy it."""
    document = pypdfium2.PdfDocument(content)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def size_of(file: Path) -> tuple[int, int]:
    """Width and height of the first page, in millimetres."""
    document = pypdfium2.PdfDocument(file)
    try:
        width, height = document[0].get_size()
    finally:
        document.close()
    return round(width / MILLIMETRE), round(height / MILLIMETRE)


@pytest.fixture
def place(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize(
    ("size", "millimetres"), [("A4", (210, 297)), ("A3", (297, 420)), ("350x500", (350, 500))]
)
def test_a_poster_in_each_size(bare: Run, place: Path, size: str, millimetres: tuple[int, int]) -> None:
    file = place / "poster.pdf"
    found = bare("--json", "poster", "--language", "nb", "--size", size, "--output", str(file))
    assert (found.code, found.err) == (0, "")
    assert found.json == {"language": "nb", "size": size, "output": str(file), "bytes": file.stat().st_size}
    assert size_of(file) == millimetres


def test_a_poster_says_place_times_and_contact(bare: Run, place: Path) -> None:
    said = {"place": "rom 12", "times": "mandag 9–15", "contact": "rådgiver Steinvid"}
    values = [part for name, value in said.items() for part in ("--set", f"{name}={value}")]
    for language in ("nb", "ar", "th"):
        file = place / f"{language}.pdf"
        assert bare("poster", "--language", language, "--output", str(file), *values).code == 0
        assert "Steinvid" in words_of(file)


def test_posters_in_all_languages_go_into_a_folder(bare: Run, place: Path) -> None:
    codes = [info.code for info in sheet_languages()]
    found = bare("--json", "poster", "--language", "all", "--output", str(place / "posters"))
    assert [row["code"] for row in found.json] == codes
    assert sorted(file.name for file in (place / "posters").iterdir()) == sorted(
        f"poster-{code}.pdf" for code in codes
    )


def test_posters_in_all_languages_follow_a_pattern(bare: Run, place: Path) -> None:
    for output, first in (("wall-{language}.pdf", "wall-nb.pdf"), ("door.pdf", "door-nb.pdf")):
        assert bare("poster", "--language", "all", "--output", str(place / output)).code == 0
        assert (place / first).exists()


def test_a_register_gives_its_settings_to_the_poster(made: Run, folder: Path) -> None:
    made("demo", "--people", "1", "--sessions", "0")
    file = folder / "poster.pdf"
    assert made("poster", "--language", "nb", "--output", str(file)).code == 0
    assert "rom 12" in words_of(file)


@pytest.mark.parametrize(
    "arguments",
    [
        ("poster", "--language", "nb", "--set", "colour=pink"),
        ("poster", "--language", "nb", "--set", "nonsense=1"),
        ("document", "handout", "--language", "xx"),
        ("document", "handout", "--size", "A3"),
        ("typeset", "--language", "nb", "--size", "12", "--width", "300", "missing.txt"),
    ],
)
def test_what_cannot_be_made_is_told_in_one_line(bare: Run, place: Path, arguments: tuple[str, ...]) -> None:
    found = bare(*arguments, "--output", str(place / "out.pdf"))
    assert (found.code, found.out, is_one_line(found.err)) == (1, "", True)
    assert list(place.iterdir()) == []


def test_documents_are_listed_and_made(bare: Run, place: Path) -> None:
    listed = {row["key"]: row for row in bare("--json", "documents").json}
    assert {"inmate_poster", "handout", "plan_sheet", "checklist"} <= set(listed)
    assert all(row["title"] for row in listed.values())
    for key, row in listed.items():
        if not row["needs_store"]:
            file = place / f"{key}.pdf"
            assert bare("document", key, "--output", str(file)).code == 0
            assert words_of(file)


def test_a_persons_papers_need_the_register(made: Run, folder: Path) -> None:
    person = added(made, "person", name="Lyngvar")
    added(made, "session", person=person, note="Snakket om fagbrev", step="Skrive søknaden @jeg +14")
    for key in ("plan_sheet", "person_record", "before_conversation"):
        file = folder / f"{key}.pdf"
        values = ("--set", f"person={person}")
        found = made("document", key, *values, "--output", str(file))
        assert (found.err, found.code) == ("", 0)
        assert "Skrive søknaden" in words_of(file)


def test_the_recovery_sheet_is_saved_and_not_printed(run: Run, place: Path) -> None:
    sheet = place / "sheet.pdf"
    found = run("--json", "init", "--recovery", str(sheet), "--school", "Eksempelskolen").json
    assert "recovery_code" not in found
    assert found["recovery_sheet"] == str(sheet)
    words = words_of(sheet)
    assert "Eksempelskolen" in words
    groups = [
        word
        for word in words.split()
        if (len(word) == 5 and word.isupper()) or (word.isdigit() and len(word) == 5)
    ]
    assert RecoveryCode.parse("".join(groups)).text


def test_no_register_where_the_recovery_sheet_cannot_be_saved(run: Run, place: Path) -> None:
    found = run("init", "--recovery", str(place / "no" / "such" / "sheet.pdf"))
    assert (found.code, found.out, is_one_line(found.err)) == (1, "", True)
    assert list(place.iterdir()) == []


def test_the_code_is_not_lost_when_the_sheet_fails_late(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> Path:
        if content:
            raise OutputFailed(path=path, why="full")
        return path

    monkeypatch.setattr(registers, "write_whole", full)
    found = run("init", "--recovery", str(place / "sheet.pdf"))
    assert (found.code, is_one_line(found.err)) == (1, True)
    assert RecoveryCode.parse(re.search(r"(\w{5}-){7}\w{5}", found.out)[0])  # type: ignore[index]


def test_statistics_on_paper(made: Run, folder: Path) -> None:
    added(made, "session", person=added(made, "person", name="Lyngvar"))
    file = folder / "statistics.pdf"
    assert made("statistics", "--format", "pdf", "--output", str(file)).code == 0
    assert "Personer som har fått veiledning" in words_of(file)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Kjære leser, dette er søndag."),
        ("ar", "مرحبا بك هنا"),
        ("th", "ยินดีต้อนรับ"),
        ("pl", "Zażółć gęślą jaźń"),
    ],
)
def test_a_plain_text_is_set(bare: Run, place: Path, language: str, text: str) -> None:
    source, target = place / "text.txt", place / "text.pdf"
    source.write_text(f"{text}\n\n{text}\n", encoding="utf-8")
    how = ("--language", language, "--size", "14", "--width", "240", "--output", str(target))
    assert bare("typeset", *how, str(source)).code == 0
    # Readers put the letters of a right-to-left word in one order or the other; none may be missing.
    assert sorted(words_of(target).replace(" ", "")) == sorted((text + text).replace(" ", ""))


def test_a_text_that_is_not_utf8_is_told(bare: Run, place: Path) -> None:
    source = place / "text.txt"
    source.write_bytes("blåbær".encode("latin-1"))
    found = bare("typeset", "--language", "nb", "--size", "14", "--width", "240", str(source))
    assert (found.code, found.bytes, is_one_line(found.err)) == (1, b"", True)


def test_a_character_that_no_font_has_is_told_before_anything_is_written(bare: Run, place: Path) -> None:
    source, target = place / "text.txt", place / "text.pdf"
    source.write_text("Her er \U00012000 midt i.", encoding="utf-8")
    how = ("--language", "nb", "--size", "14", "--width", "240", "--output", str(target))
    found = bare("typeset", *how, str(source))
    assert (found.code, is_one_line(found.err), target.exists()) == (1, True, False)
    assert "U+12000" in found.err


def test_a_pdf_goes_down_a_pipe_and_never_to_a_screen(bare: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = bare("poster", "--language", "nb")
    assert (piped.code, piped.bytes[:5], piped.err) == (0, b"%PDF-", "")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    shown = bare("poster", "--language", "nb")
    assert (shown.code, shown.bytes, is_one_line(shown.err)) == (1, b"", True)


def test_json_and_a_pdf_do_not_share_the_output(bare: Run) -> None:
    found = bare("--json", "poster", "--language", "nb")
    assert (found.code, found.bytes, is_one_line(found.err)) == (1, b"", True)


def test_several_languages_come_out_as_one_file_with_bookmarks(bare: Run, place: Path) -> None:
    file = place / "pakke.pdf"
    found = bare("document", "handout", "--language", "nb,ar,pl", "--output", str(file))
    assert (found.code, found.err) == (0, "")
    with pikepdf.open(file) as pdf:
        assert [str(mark.title) for mark in pdf.open_outline().root] == ["Bokmål", "العربية", "polski"]
        assert len(pdf.pages) == 3


def test_a_language_among_several_that_is_none_is_named_and_nothing_is_made(bare: Run, place: Path) -> None:
    file = place / "pakke.pdf"
    found = bare("document", "handout", "--language", "nb,qx", "--output", str(file))
    assert found.code == 1
    assert is_one_line(found.err)
    assert "qx" in found.err
    assert not file.exists()


def test_a_ready_text_is_also_plain_text(bare: Run, place: Path) -> None:
    file = place / "nettside.txt"
    found = bare("document", "web_text", "--set", "school=Eksempelskolen", "--output", str(file))
    assert found.code == 0
    assert file.read_text("utf-8").startswith("Karriereveiledning i fengsel, Eksempelskolen\n")
