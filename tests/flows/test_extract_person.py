"""A person's whole record on a stick, as the counsellor makes it: complete, locked, and nobody else in it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from app.actions.extracts import extract_person
from tests.builders import add_person, add_talk, new_desk

NOTE = "Snakket om kranførerbeviset"


def test_the_record_on_a_stick(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "register")
    person, other = add_person(desk, "Lyngvar"), add_person(desk, "Havmod")
    add_talk(desk, person, NOTE)
    add_talk(desk, other, "Noe helt annet")
    found = extract_person(
        desk, person, tmp_path, purpose="flytting", receiver="neste skole", ground="statutory"
    )
    desk.store.close()
    assert b"Lyngvar" not in found.path.read_bytes()
    document = pypdfium2.PdfDocument(found.path, password=found.passphrase)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert all(said in words for said in ("Lyngvar", NOTE, "neste skole"))
    assert not any(said in words for said in ("Havmod", "Noe helt annet"))
