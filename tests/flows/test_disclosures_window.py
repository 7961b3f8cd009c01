"""What leaves, as the window asks it: the ground, the release it stands on, whose names are masked; and a new release."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from app.actions.releases import save_release
from app.entry.draft import Draft
from app.records.disclosure import Disclosure
from app.records.release import Release
from tests.builders import add_talk
from tests.flows.people_at_hand import PeopleWindow
from ui.pages.people.extract import ExtractSheet
from ui.theme import Theme

GIVEN = {
    "recipient": "share_nav",
    "recipient_name": "Nav Eksempel",
    "language": "pl",
    "explained_by": "sheet",
}


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture
def window(tmp_path: Path, look: None) -> Iterator[PeopleWindow]:
    made = PeopleWindow(tmp_path)
    yield made
    made.close()


def extract(window: PeopleWindow) -> ExtractSheet:
    window.open("Lyngvar").pane.extract()
    window.settle()
    (sheet,) = window.shell.findChildren(ExtractSheet)
    return sheet


def text_of(folder: Path, password: str) -> str:
    with pypdfium2.PdfDocument(next(folder.glob("overgang-*.pdf")), password=password) as pages:
        return " ".join(page.get_textpage().get_text_range() for page in pages)


def test_the_strip_says_to_whom_and_on_which_ground(window: PeopleWindow) -> None:
    sheet = extract(window)
    assert "personens eget innsyn" in sheet._strip.text.text()
    sheet._receiver.set_value("neste skole")
    sheet._ground.row._chips["statutory"].click()
    window.settle()
    assert sheet._strip.text.text() == "Til neste skole. Grunnlag: lovpålagt plikt."
    sheet._ground.row._chips["release"].click()
    window.settle()
    assert "Ingen samtykker" in sheet._strip.text.text()


def test_without_a_release_nothing_is_written_and_the_sheet_says_so(
    window: PeopleWindow, tmp_path: Path
) -> None:
    sheet = extract(window)
    sheet._purpose.set_value("tiltak")
    sheet._receiver.set_value("Nav Eksempel")
    sheet._ground.row._chips["release"].click()
    sheet._folder.set_value(str(tmp_path))
    sheet.submit()
    window.settle()
    assert "Ingenting har gått ut" in sheet.wrong.text()
    assert list(tmp_path.glob("*.pdf")) == []


def test_an_extract_on_a_release_masks_the_names_that_are_ticked(
    window: PeopleWindow, tmp_path: Path
) -> None:
    lyngvar = window.filled.people["Lyngvar"]
    window.read(lambda desk: add_talk(desk, lyngvar, "Tindre hjelper til, og Kari Eksempelsen ringer."))
    window.read(lambda desk: save_release(desk, Draft("release", {"person": lyngvar, **GIVEN})))
    sheet = extract(window)
    masked = sheet._masked
    assert masked is not None
    names = {chip.text(): chip for chip in masked.row.chips()}
    names["Kari Eksempelsen"].click()
    sheet._purpose.set_value("tiltak")
    sheet._ground.row._chips["release"].click()
    sheet._folder.set_value(str(tmp_path))
    passphrases: list[str] = []
    sheet._written = lambda done: passphrases.append(done.passphrase)  # type: ignore[method-assign]
    sheet.submit()
    window.settle()
    said = text_of(tmp_path, passphrases[0])
    assert "Kari Eksempelsen" in said
    assert "[en annen] hjelper til" in said
    (one,) = window.read(
        lambda desk: desk.store.find(Disclosure, viewer=desk.viewer, where={"ground": "release"})
    )
    assert (one.recipient, one.purpose) == ("Nav Eksempel", "tiltak")


def test_a_release_is_written_from_the_persons_page(window: PeopleWindow) -> None:
    window.open("Lyngvar").pane.write_release()
    window.settle()
    sheet = window.sheet()
    sheet.fields["recipient"].set_value("share_nav")
    window.press("Enter")
    assert "tolk" in sheet.fields["explained_by"].problem
    sheet.fields["explained_by"].set_value("interpreter")
    window.press("Enter")
    (release,) = window.read(
        lambda desk: desk.store.find(Release, viewer=desk.viewer, where={"answer": "given"})
    )
    assert (release.recipient, release.explained_by, release.language) == ("share_nav", "interpreter", "pl")
    row = next(row for row in window.entries() if row.entry.kind == "release")
    assert "gjelder til" in row.accessibleName()
