"""Files for a stick: all of them or none, and what is there is what was written."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from app.commands.errors import OutputFailed
from app.commands.output import write_all
from app.exchange import whole_files
from app.exchange.whole_files import ReadBackDiffers, put_in_place


def three(folder: Path) -> dict[Path, bytes]:
    return {folder / f"plakat-{code}.pdf": code.encode() * 5000 for code in ("nb", "pl", "ar")}


def full_after(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """A stick that has room for so many files."""
    honest, made = whole_files._write, []

    def write(part: Path, content: bytes) -> None:
        made.append(part)
        if len(made) > many:
            part.write_bytes(content[:100])
            raise OSError(errno.ENOSPC, "No space left on device", str(part))
        honest(part, content)

    monkeypatch.setattr(whole_files, "_write", write)


def test_all_files_are_there(tmp_path: Path) -> None:
    files = three(tmp_path)
    assert put_in_place(files) == list(files)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == files


def test_a_stick_that_fills_up_at_the_third_file_holds_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_after(monkeypatch, 2)
    with pytest.raises(OutputFailed) as raised:
        write_all(three(tmp_path))
    assert "plakat-ar.pdf" in raised.value.text()
    assert list(tmp_path.iterdir()) == []


def test_what_lay_there_before_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = three(tmp_path)
    old = next(iter(files))
    old.write_bytes(b"old")
    full_after(monkeypatch, 2)
    with pytest.raises(OSError, match="No space"):
        put_in_place(files)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {old.name: b"old"}


def test_a_rename_that_is_refused_leaves_no_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest, named = whole_files._give_name, []

    def give(part: Path, path: Path) -> None:
        named.append(path)
        if len(named) == 2:
            raise OSError(errno.EIO, "gone")
        honest(part, path)

    monkeypatch.setattr(whole_files, "_give_name", give)
    with pytest.raises(OSError, match="gone"):
        put_in_place(three(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_keeps_something_else_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_files, "from_disk", lambda path: b"\0" * path.stat().st_size)
    with pytest.raises(ReadBackDiffers):
        put_in_place(three(tmp_path))
    assert list(tmp_path.iterdir()) == []
