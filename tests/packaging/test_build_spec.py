"""What the bundle leaves out is nothing that the programs ask for."""

from __future__ import annotations

import ast
import datetime as dt
import types
from pathlib import Path
from typing import Any

import pytest
from babel import Locale, localedata

from app.documents.calendar_words import _locale, day_in_words, weekday_in_words

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The names of build.spec after it has run with nothing to collect."""
    empty = {"binaries": [], "datas": [], "pure": [], "scripts": []}
    names: dict[str, Any] = {"SPECPATH": str(ROOT), "workpath": str(tmp_path_factory.mktemp("work"))}
    names["Analysis"] = lambda files, **options: types.SimpleNamespace(**empty, asked=options)
    names |= dict.fromkeys(("PYZ", "EXE", "COLLECT"), lambda *parts, **options: (parts, options))
    exec(compile((ROOT / "build.spec").read_text(encoding="utf-8"), "build.spec", "exec"), names)
    return names


def imported(package: str) -> set[str]:
    """Every module that a file of the package imports by name."""
    found: set[str] = set()
    for file in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("package", ["app", "ui"])
def test_nothing_that_is_imported_is_left_out(spec: dict[str, Any], package: str) -> None:
    left_out = tuple(spec["UNUSED"])
    dotted = tuple(f"{name}." for name in left_out)
    assert {name for name in imported(package) if name in left_out or name.startswith(dotted)} == set()


def test_every_module_is_brought_along(spec: dict[str, Any]) -> None:
    wanted = set(spec["analysis"].asked["hiddenimports"])
    assert {"app.__main__", "ui.__main__", "app.base.languages"} <= wanted
    assert not any(name.startswith("tests") for name in wanted)


def test_data_is_resources_and_compiled_catalogues_only(spec: dict[str, Any]) -> None:
    for source, target in spec["analysis"].asked["datas"]:
        assert target.startswith(("resources", "locales"))
        assert not source.endswith((".po", ".py", ".pyc"))


def test_every_library_brings_its_licence(spec: dict[str, Any]) -> None:
    folders = {Path(target).name for _source, target in spec["licences"]()}
    assert {"Overgang", "babel", "cryptography", "pikepdf", "lxml", "sqlcipher3", "zxcvbn"} <= folders
    assert "pip" not in folders
    assert (ROOT / "resources" / "licences" / "LGPL-3.0.txt").exists(), "of Qt and PySide6, which bring none"


def test_dates_and_numbers_of_every_sheet_language_are_kept(spec: dict[str, Any]) -> None:
    for folder in (ROOT / "locales").iterdir():
        locale: Locale | None = _locale(folder.name)
        assert locale is not None, folder.name
        parts = str(locale).split("_")
        for count in range(1, len(parts) + 1):
            table = f"babel/locale-data/{'_'.join(parts[:count])}.dat"
            assert spec["is_used"]((table, table, "DATA")), folder.name


def test_of_babel_the_days_are_kept(
    spec: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    codes = [folder.name for folder in (ROOT / "locales").iterdir()]
    days = [dt.date(2031, month, month) for month in range(1, 13)]

    def written() -> list[str]:
        _locale.cache_clear()
        return [say(day, code) for code in codes for day in days for say in (day_in_words, weekday_in_words)]

    before = written()
    for file in Path(localedata._dirname).glob("*.dat"):
        _place, lighter, _kind = spec["dates_alone"]((f"babel/locale-data/{file.name}", str(file), "DATA"))
        if spec["is_used"]((f"babel/locale-data/{file.name}", "", "DATA")):
            (tmp_path / file.name).write_bytes(Path(lighter).read_bytes())
    monkeypatch.setattr(localedata, "_dirname", str(tmp_path))
    monkeypatch.setattr(localedata, "_cache", {})
    monkeypatch.setattr(Locale, "_cache", {}, raising=False)
    assert written() == before
    _locale.cache_clear()


@pytest.mark.parametrize(
    ("place", "used"),
    [
        ("babel/locale-data/root.dat", True),
        ("babel/locale-data/nb_NO.dat", True),
        ("babel/locale-data/zh_Hans.dat", True),
        ("babel/locale-data/yo_BJ.dat", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qoffscreen.dll", True),
        ("PySide6\\plugins\\styles\\qmodernwindowsstyle.dll", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", False),
        ("PySide6\\plugins\\tls\\qschannelbackend.dll", False),
        ("PySide6\\plugins\\imageformats\\qsvg.dll", True),
        ("PySide6\\plugins\\imageformats\\qtiff.dll", False),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt/lib/libQt6Network.so.6", False),
        ("PySide6/Qt/lib/libQt6Gui.so.6", True),
        ("resources/fonts/sheets/NotoSans-Regular.ttf", True),
        ("pillow.libs/libtiff-20b7e810.so.6.3.0", True),
    ],
)
def test_files_are_kept_or_left_out_by_their_place(spec: dict[str, Any], place: str, used: bool) -> None:
    assert spec["is_used"]((place, place, "BINARY")) == used
