"""Files that a list of people comes in: spreadsheets and separated values as they are written by different programs."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.base.errors import AppError
from app.entry.arrival_list import ListRow, read_cells
from app.exchange.arrival_lists import ListTooLong, ListUnreadable, NotAListFile, read_file

TODAY = dt.date(2026, 1, 19)
ROWS = (
    ListRow(name="Åse Havmod", ward="Blokk 3", day="2026-01-17", language="pl"),
    ListRow(name="Rognulf", ward="Avdeling A", day="2026-01-16"),
)


def read(path: Path) -> tuple[ListRow, ...]:
    return read_cells(read_file(path), today=TODAY).rows


def test_a_spreadsheet_with_a_title_an_empty_sheet_and_real_dates(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("Nye")
    sheet.append(["Nye innsatte uke 3"])
    sheet.append([])
    sheet.append(["Nr", "Navn", "Avdeling", "Innkomst", "Språk", "Født"])
    sheet.append([1, "Havmod, Åse", "Blokk 3", dt.datetime(2026, 1, 17), "polsk", dt.date(1990, 2, 3)])
    sheet.append([2.0, "Rognulf", "Avdeling A", "16.1.", None, 900203])
    book.save(tmp_path / "nye.xlsx")
    assert read(tmp_path / "nye.xlsx") == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_separated_values_in_every_encoding(tmp_path: Path, encoding: str, between: str) -> None:
    lines = [
        ("Navn", "Avdeling", "Dato", "Språk"),
        ('"Havmod, Åse"', "Blokk 3", "17.1.2026", "polsk"),
        ("Rognulf", "Avdeling A", "16.01.2026", ""),
    ]
    text = "\r\n".join(between.join(line) for line in lines)
    (tmp_path / "nye.csv").write_bytes(text.encode(encoding))
    assert read(tmp_path / "nye.csv") == ROWS


def test_what_cannot_be_read_is_said_with_the_name_of_the_file(tmp_path: Path) -> None:
    Path(tmp_path / "tekst.xlsx").write_text("Navn;Avdeling")
    with zipfile.ZipFile(tmp_path / "tom.xlsx", "w"):
        pass
    Path(tmp_path / "liste.pdf").write_bytes(b"%PDF-1.7")
    Path(tmp_path / "stor.csv").write_text("Lyngvar\n" * 2500)
    expected: dict[str, type[AppError]] = {
        "tekst.xlsx": ListUnreadable,
        "tom.xlsx": ListUnreadable,
        "borte.csv": ListUnreadable,
        "liste.pdf": NotAListFile,
        "stor.csv": ListTooLong,
    }
    for name, kind in expected.items():
        with pytest.raises(kind) as wrong:
            read_file(tmp_path / name)
        assert name in wrong.value.text()


def test_a_sheet_that_would_unpack_to_far_more_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bombe.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 120_000_000)
    with pytest.raises(ListTooLong):
        read_file(tmp_path / "bombe.xlsx")


def test_entities_in_a_sheet_are_not_unfolded(tmp_path: Path) -> None:
    """What is read with defusedxml refuses declared entities."""
    book = Workbook()
    book.active.append(["Lyngvar"])  # type: ignore[union-attr]
    book.save(tmp_path / "hel.xlsx")
    with zipfile.ZipFile(tmp_path / "hel.xlsx") as whole, zipfile.ZipFile(tmp_path / "ond.xlsx", "w") as bad:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + data[data.index(b"<worksheet") :]
            bad.writestr(name, data)
    assert read(tmp_path / "hel.xlsx") == (ListRow(name="Lyngvar"),)
    with pytest.raises(ListUnreadable):
        read_file(tmp_path / "ond.xlsx")
