"""A record that leaves the register: locked, read back, logged; and nothing that looks whole after a fault."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.actions import extracts
from app.actions.desk import Desk
from app.actions.extracts import extract_person
from app.entry.problems import Invalid
from app.exchange import locked_pdf
from app.exchange.locked_pdf import (
    FileThere,
    PlaceFull,
    PlaceMissing,
    PlaceRefuses,
    ReadBackFailed,
    locked,
    write_read_back,
)
from app.exchange.passphrases import bits, new_passphrase
from app.store import events
from app.store.errors import RecordGone
from tests.builders import add_person, new_desk

NEEDLE = "Lyngvar snakket om kranen"
WORD = "lamo-rine-sova-beru"
SAID = {"purpose": "flytting", "receiver": "neste skole", "ground": "statutory"}


def a_pdf() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=0)
    canvas.drawString(100, 700, NEEDLE)
    canvas.save()
    return target.getvalue()


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    made = new_desk(tmp_path / "register")
    yield made
    made.store.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture(autouse=True)
def plain_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """The paper itself is tried elsewhere; here it is one page with a sentence on it."""
    monkeypatch.setattr(extracts, "document_pdf", lambda *_args, **_values: a_pdf())


def test_a_locked_pdf_opens_with_its_passphrase_alone() -> None:
    content = locked(a_pdf(), WORD)
    assert NEEDLE.encode() not in content
    with pikepdf.open(io.BytesIO(content), password=WORD) as document:
        assert document.encryption.R == 6
        assert document.encryption.bits == 256
        assert document.encryption.stream_method.name == "aesv3"
    for wrong in ("", WORD + "x"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(content), password=wrong)


def test_passphrases_are_many_and_readable() -> None:
    made = {new_passphrase() for _ in range(200)}
    assert len(made) == 200
    assert bits() > 65
    assert all(word.isascii() and word.replace("-", "").isalpha() and word.islower() for word in made)


def test_an_extract_is_written_read_back_and_logged(desk: Desk, stick: Path) -> None:
    person = add_person(desk, "Lyngvar")
    found = extract_person(desk, person, stick, **SAID)
    with pikepdf.open(found.path, password=found.passphrase) as document:
        assert len(document.pages) == 1
    assert [file.name for file in stick.iterdir()] == ["overgang-20260119-01.pdf"]
    logged = events.payload(desk.store.connection, found.changes.event)["text"]
    assert all(said in logged for said in ("flytting", "neste skole", person))
    assert found.changes.verb == "person.extracted"
    assert not found.changes.text  # nothing to undo, and no id on the screen
    assert found.passphrase not in logged
    assert found.passphrase not in repr(found)
    assert desk.store.check() == []


def test_a_second_extract_lies_beside_the_first(desk: Desk, stick: Path) -> None:
    person = add_person(desk, "Lyngvar")
    first = extract_person(desk, person, stick, **SAID)
    second = extract_person(desk, person, stick, passphrase="et eget langt ord", **SAID)
    assert (first.path.name, second.path.name) == ("overgang-20260119-01.pdf", "overgang-20260119-02.pdf")
    assert second.passphrase == "et eget langt ord"


@pytest.mark.parametrize("field", ["purpose", "receiver", "ground", "passphrase"])
def test_without_purpose_receiver_and_ground_nothing_leaves(desk: Desk, stick: Path, field: str) -> None:
    wrong = {**SAID, field: "kort" if field == "passphrase" else " "}
    with pytest.raises(Invalid) as refused:
        extract_person(desk, add_person(desk, "Lyngvar"), stick, **wrong)
    assert [problem.path for problem in refused.value.problems] == [(field,)]
    assert list(stick.iterdir()) == []


def test_nobody_is_extracted_who_is_not_there(desk: Desk, stick: Path) -> None:
    with pytest.raises(RecordGone):
        extract_person(desk, "0" * 32, stick, **SAID)


def test_a_missing_folder_is_told_before_anything_is_made(desk: Desk, stick: Path) -> None:
    with pytest.raises(PlaceMissing):
        extract_person(desk, add_person(desk, "Lyngvar"), stick / "gone", **SAID)


# --- faults ----------------------------------------------------------------------------------------------------------


class FailingFile(io.RawIOBase):
    """A file on a stick that is pulled out, or full, after so many bytes."""

    def __init__(self, path: Path, room: int, code: int) -> None:
        self._file, self._room, self._code = path.open("wb", buffering=0), room, code

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def write(self, data: Any) -> int:
        kept = bytes(data)[: self._room]
        self._file.write(kept)
        self._room -= len(kept)
        if not self._room:
            raise OSError(self._code, os.strerror(self._code))
        return len(kept)

    def close(self) -> None:
        self._file.close()
        super().close()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, PlaceFull),
        (errno.EIO, PlaceMissing),
        (errno.ENODEV, PlaceMissing),
        (errno.EROFS, PlaceRefuses),
    ],
)
@pytest.mark.parametrize("part", [0, 1, 2, 5, 9])
def test_a_fault_at_any_byte_leaves_nothing_that_looks_whole(
    stick: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: type[Exception], part: int
) -> None:
    content = locked(a_pdf(), WORD)
    room = len(content) * part // 10
    opened = Path.open

    def failing(self: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if self.suffix == ".part" and mode == "wb":
            monkeypatch.setattr(Path, "open", opened)
            return FailingFile(self, room, code)
        return opened(self, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", failing)
    with pytest.raises(told):
        write_read_back(stick / "extract.pdf", content, passphrase=WORD)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_fault_at_the_end_leaves_nothing_that_looks_whole(
    stick: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(*((locked_pdf.os, "fsync") if call == "fsync" else (Path, "replace")), refuse)
    with pytest.raises(PlaceMissing):
        write_read_back(stick / "extract.pdf", locked(a_pdf(), WORD), passphrase=WORD)
    assert list(stick.iterdir()) == []


def test_a_stick_that_lies_is_found_out(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = locked(a_pdf(), WORD)
    monkeypatch.setattr(locked_pdf, "from_disk", lambda path: content[:-1] + b"\0")
    with pytest.raises(ReadBackFailed):
        write_read_back(stick / "extract.pdf", content, passphrase=WORD)
    assert list(stick.iterdir()) == []


def test_what_lies_there_is_left(stick: Path) -> None:
    (stick / "extract.pdf").write_bytes(b"somebody's")
    with pytest.raises(FileThere):
        write_read_back(stick / "extract.pdf", locked(a_pdf(), WORD), passphrase=WORD)
    assert (stick / "extract.pdf").read_bytes() == b"somebody's"
