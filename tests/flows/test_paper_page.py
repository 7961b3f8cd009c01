"""Paper in the real window: chosen by a few keys, seen at once, printed, saved as one file, a folder or two A4 sheets."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QApplication, QFileDialog

from app.actions.desk import Desk
from app.actions.papers import Job, make_paper, paper_facts
from app.actions.two_sheets import LEAST, ROOM, as_two_sheets, cut_of
from app.base.languages import sheet_languages
from app.records.person import Person
from app.store.questions.wording import wording
from tests.builders import add_person, new_desk
from tests.flows.desk_window import DeskWindow
from tests.flows.test_day_pages import texts, to_file
from ui.documents.pages import opened
from ui.documents.printing import PrintFailed, Printing, PrintRun
from ui.pages.paper import printer as how
from ui.pages.paper.languages import SHOWN, LanguagesField
from ui.pages.paper.naming import file_names, pack_name
from ui.pages.paper.page import PaperPage
from ui.pages.paper.printer import PrinterSheet
from ui.pages.paper.warned import WarnedSheet
from ui.theme import Theme

A4_ONLY = Printing("Kontoret", ((595.0, 842.0),), both_sides=True)
ANY_SIZE = Printing("Storskriveren", ((595.0, 842.0), (842.0, 1191.0)))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that a test does not answer is a failure, not an hour of waiting."""

    def asked(*_what: object) -> tuple[str, str]:
        raise AssertionError("a dialog was opened")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", asked)


def fill(desk: Desk) -> None:
    add_person(desk, "Lyngvar", mother_tongue="pl", reads_best="pl")
    add_person(desk, "Ospar", mother_tongue="pl", reads_best="pl")
    add_person(desk, "Havmod", mother_tongue="ar", reads_best="ar")
    add_person(desk, "Tindre", mother_tongue="zu", reads_best="zu")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, fill, stood_for=("people",))
    yield made
    made.close()


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer that keeps what it prints as a file."""
    target = tmp_path / "printed.pdf"
    monkeypatch.setattr(PrintRun, "start", to_file(target))
    return target


def paper(window: DeskWindow) -> PaperPage:
    page = window.page()
    assert isinstance(page, PaperPage)
    return page


def languages(window: DeskWindow) -> LanguagesField:
    field = paper(window).choices._language
    assert isinstance(field, LanguagesField)
    return field


def at_printer(monkeypatch: pytest.MonkeyPatch, *able: Printing) -> None:
    """These printers are there, the first of them the usual one."""
    by_name = {one.name: one for one in able}
    monkeypatch.setattr(how, "printers", lambda: list(by_name))
    monkeypatch.setattr("ui.pages.paper.page.printers", lambda: list(by_name))
    monkeypatch.setattr(how, "abilities", lambda name: by_name[name])


def saves_as(monkeypatch: pytest.MonkeyPatch, target: Path) -> list[str]:
    """Whoever asks where to save is told this place; what was suggested comes back."""
    suggested: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kind: str) -> tuple[str, str]:
        suggested.append(Path(name).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return suggested


def is_done(window: DeskWindow) -> None:
    window.until(lambda: not paper(window).output.busy)
    window.settle()


# --- choosing ----------------------------------------------------------------------------------------------------------


def test_three_languages_in_a3_are_printed_with_nine_keys_from_today(
    window: DeskWindow, printed: Path
) -> None:
    window.press("Ctrl+5", "Tab", "Ctrl+Backspace")
    for letters in ("pol", "ara", "som"):
        window.write(letters)
        window.press("Enter")
    window.press("Tab", "2", "Ctrl+P")
    is_done(window)
    assert window.pressed == 9
    assert [(job.language, job.size) for job in paper(window)._wanted] == [
        ("pl", "A3"),
        ("ar", "A3"),
        ("so", "A3"),
    ]
    with pypdfium2.PdfDocument(printed) as pdf:
        assert len(pdf) == 3
    assert "Skrevet ut kl. 09.17" in texts(window)
    assert "noterer hvor det henger" in texts(window)


def test_what_is_read_here_is_printed_with_two_keys(window: DeskWindow, printed: Path) -> None:
    window.press("Ctrl+5", "Ctrl+P")
    is_done(window)
    assert languages(window).codes() == ["nb", "pl", "ar"]
    assert printed.stat().st_size > 10_000


def test_those_read_here_come_first_with_how_many_read_each(window: DeskWindow) -> None:
    found = window.read(paper_facts)
    assert [(one.code, one.reads) for one in found.languages[:2]] == [("pl", 2), ("ar", 1)]
    assert len(found.languages) == len(sheet_languages())
    assert found.missing == (("zu", 1),)
    window.press("Ctrl+5")
    assert "polsk · 2" in languages(window)._options.values()
    assert "Leses her, men har ingen ark ennå:" in texts(window)


def test_all_languages_by_one_key_and_a_few_chips(window: DeskWindow) -> None:
    window.press("Ctrl+5", "Tab", "Ctrl+A")
    field = languages(window)
    assert len(field.codes()) == len(sheet_languages()) == len(paper(window)._wanted)
    assert len(field._tokens) <= SHOWN + 2
    window.press("Ctrl+A")
    assert field.codes() == ["nb", "pl", "ar"]
    window.press("Ctrl+Backspace")
    assert field.codes() == []
    assert "Velg et språk" in texts(window)
    window.press("Enter")
    assert field.codes() == ["nb", "pl", "ar"]


def test_a_language_is_found_by_its_own_name_and_says_its_state(window: DeskWindow) -> None:
    window.press("Ctrl+5", "Tab")
    window.write("soom")
    field = languages(window)
    (one, *_rest) = field.popup._lines.lines
    assert one.data == "so"
    assert "utkast" in one.detail


def test_the_shelf_is_found_by_typing(window: DeskWindow) -> None:
    window.press("Ctrl+5")
    window.write("plan")
    shelf = paper(window).shelf
    shown = {key for key, row in shelf.rows.items() if not row.isHidden()}
    assert "plan_sheet" in shown
    assert "inmate_poster" not in shown
    window.write("xyz")
    assert all(row.isHidden() for row in shelf.rows.values())
    assert "Ingen dokumenter heter det" in texts(window)
    window.press("Esc")
    window.write("om tilb")
    window.press("Enter")
    assert paper(window)._document == "handout"
    assert paper(window)._wanted[0].document == "handout"


def test_the_languages_chosen_stay_for_the_next_document(window: DeskWindow) -> None:
    window.press("Ctrl+5", "Tab", "Ctrl+Backspace")
    window.write("som")
    window.press("Enter")
    paper(window).open_document("handout")
    window.settle()
    assert languages(window).codes() == ["so"]


def test_the_size_and_the_document_are_remembered(window: DeskWindow) -> None:
    window.press("Ctrl+5", "Tab", "Tab", "2")
    kept = window.shell.keeper.now.paper
    assert kept["size.inmate_poster"] == "A3"
    paper(window).open_document("handout")
    assert window.shell.keeper.now.paper["document"] == "handout"


# --- seeing ------------------------------------------------------------------------------------------------------------


def test_the_page_in_view_is_made_before_the_others(window: DeskWindow) -> None:
    window.press("Ctrl+5", "Tab", "Ctrl+A")
    page = paper(window)
    window.until(lambda: page.preview.shown is not None and page.preview.shown.picture is not None)
    made = [job for job in page._wanted if page.sight.making.found(job.key) is not None]
    assert len(made) <= 5  # those read here were there before
    last = len(page.sight.places) - 1
    page.preview.turn_to(last)
    window.until(lambda: page.preview.shown is not None and page.preview.shown.picture is not None)
    assert len([job for job in page._wanted if page.sight.making.found(job.key) is not None]) <= 6


def test_the_sheet_before_is_seen_until_the_new_one_is_there(window: DeskWindow) -> None:
    window.press("Ctrl+5")
    page = paper(window)
    window.until(lambda: page.preview.shown is not None and page.preview.shown.picture is not None)
    seen = page.preview.shown
    page.choices.field("place").take_focus()
    window.at_once("R")
    page.sight.show()
    assert page.preview.shown is not None
    assert seen is not None
    assert page.preview.shown.picture is seen.picture
    window.settle()
    window.until(lambda: page.preview.shown is not None and page.preview.shown.picture is not seen.picture)


def test_letters_and_page_keys_turn_to_a_language(window: DeskWindow) -> None:
    window.press("Ctrl+5", "Tab", "Ctrl+A")
    page = paper(window)
    page.preview.setFocus()
    window.press("T")
    assert page.preview.shown is not None
    assert page.preview.shown.title.startswith("t")
    window.press("Home", "PageDown")
    assert page.preview.at == 10
    window.press("End")
    assert page.preview.at == len(page.sight.places) - 1


# --- saving ------------------------------------------------------------------------------------------------------------


def test_all_languages_are_one_file_with_bookmarks(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plakater.pdf"
    suggested = saves_as(monkeypatch, target)
    window.press("Ctrl+5", "Ctrl+S")
    is_done(window)
    assert suggested == ["Plakat 3 språk A4.pdf"]
    with pikepdf.open(target) as pdf, pdf.open_outline() as outline:
        assert [str(mark.title) for mark in outline.root] == [
            "norsk bokmål",
            "polsk · polski",
            "arabisk · العربية",
        ]
    assert "3 ark er lagret i" in texts(window)


def test_a_folder_has_a_file_for_each_in_order(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ark"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(folder))
    window.press("Ctrl+5", "Ctrl+Shift+F")
    is_done(window)
    assert sorted(one.name for one in folder.iterdir()) == [
        "1 Plakat norsk bokmål A4.pdf",
        "2 Plakat polsk A4.pdf",
        "3 Plakat arabisk A4.pdf",
    ]
    assert "3 ark er lagret i" in texts(window)


def test_a_ready_text_is_saved_as_plain_text_to_paste(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "nettside.txt"
    suggested = saves_as(monkeypatch, target)
    window.press("Ctrl+5")
    paper(window).open_document("web_text")
    window.settle()
    window.press("Ctrl+Shift+S")
    is_done(window)
    assert suggested[0].endswith(".txt")
    assert target.read_text("utf-8").startswith("Karriereveiledning i fengsel")


def test_a_folded_sheet_needs_no_larger_paper_and_is_turned_over_its_short_side(
    window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_printer(monkeypatch, A4_ONLY)
    way = how.way_of(window.shell, "A5")
    assert (way.sides, way.large, way.asks) == ("short", "", False)
    assert how.way_of(window.shell, "A4").sides == "one"


def test_a_disk_that_is_full_is_told_with_what_was_saved(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.documents import saving

    whole, written = saving.put_in_place, []

    def once(files: Mapping[Path, bytes]) -> list[Path]:
        if written:
            raise OSError(errno.ENOSPC, "full")
        written.extend(files)
        return whole(files)

    monkeypatch.setattr(saving, "put_in_place", once)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(tmp_path))
    window.press("Ctrl+5", "Ctrl+Shift+F")
    is_done(window)
    assert "kunne ikke lagres" in window.notices[-1].text
    assert "1 ark er lagret i" in texts(window)


def test_nothing_is_saved_where_nobody_says_where(
    window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: "")
    window.press("Ctrl+5", "Ctrl+S", "Ctrl+Shift+F")
    assert not paper(window).output.busy
    assert paper(window)._progress.isHidden()


def test_esc_stops_and_nothing_is_left(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plakater.pdf"
    saves_as(monkeypatch, target)
    window.press("Ctrl+5", "Ctrl+S")
    window.until(lambda: paper(window).output._binding is not None)
    window.press("Esc")
    assert not paper(window).output.busy
    assert "Stoppet. Ingenting er skrevet ut eller lagret" in texts(window)
    assert not target.exists()
    window.press("Ctrl+S")
    is_done(window)
    assert target.exists()


def test_a_sheet_that_does_not_fit_is_named_and_nothing_is_saved(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plakater.pdf"
    saves_as(monkeypatch, target)
    window.press("Ctrl+5")
    field = paper(window).choices._fields["times"]
    field.set_value("mandag til torsdag " * 200)
    field.touched()
    window.settle()
    assert "mer tekst enn det er plass til" in texts(window)
    window.press("Ctrl+S")
    is_done(window)
    assert "norsk bokmål" in window.notices[-1].text
    assert not target.exists()


# --- printing ----------------------------------------------------------------------------------------------------------


def test_a_large_page_on_a_small_printer_asks_once(
    window: DeskWindow, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_printer(monkeypatch, A4_ONLY)
    window.press("Ctrl+5", "Tab", "Tab", "2", "Ctrl+P")
    assert window.shell.findChildren(PrinterSheet)
    assert not printed.exists()
    window.press("Enter")
    is_done(window)
    with opened(printed.read_bytes()) as pages:
        assert pages.count == 6
    assert window.shell.keeper.now.paper["large"] == "halves"
    window.press("Ctrl+P")
    assert not [one for one in window.shell.findChildren(PrinterSheet) if one.isVisible()]
    is_done(window)


def test_a_printer_that_takes_it_is_not_asked_about(
    window: DeskWindow, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_printer(monkeypatch, ANY_SIZE, A4_ONLY)
    window.press("Ctrl+5", "Tab", "Tab", "2", "Ctrl+P")
    is_done(window)
    with opened(printed.read_bytes()) as pages:
        assert pages.count == 3


def test_made_smaller_it_lies_on_a4(
    window: DeskWindow, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_printer(monkeypatch, A4_ONLY)
    window.press("Ctrl+5", "Tab", "Tab", "2", "Ctrl+P", "2", "Enter")
    is_done(window)
    assert window.shell.keeper.now.paper["large"] == "scaled"
    with opened(printed.read_bytes()) as pages:
        assert pages.count == 3
        assert round(pages.size(0).width()) == 595


def test_both_sides_never_print_two_languages_on_one_sheet(
    window: DeskWindow, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_printer(monkeypatch, A4_ONLY)
    how.keep(window.shell, sides="long")
    window.press("Ctrl+5", "Ctrl+P")
    is_done(window)
    with opened(printed.read_bytes()) as pages:
        assert pages.count == 5  # the backs of the first two stay empty


def test_what_a_printer_takes() -> None:
    assert A4_ONLY.takes(QSizeF(595, 842))
    assert A4_ONLY.takes(QSizeF(842, 595))
    assert not A4_ONLY.takes(QSizeF(842, 1191))
    assert ANY_SIZE.takes(QSizeF(842, 1191))
    assert Printing("says nothing").takes(QSizeF(2000, 3000))


def test_a_printer_that_fails_is_told(window: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    at_printer(monkeypatch, A4_ONLY)
    monkeypatch.setattr(PrintRun, "start", lambda run: run._finished(PrintFailed(printer="Kontoret")))
    window.press("Ctrl+5", "Ctrl+P")
    assert "tok ikke imot arket" in window.notices[-1].text
    assert not paper(window).output.busy


# --- two sheets ----------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.mark.parametrize("language", ["nb", "pl", "ar", "th", "ti"])
def test_the_cut_goes_through_no_line_of_text(desk: Desk, language: str) -> None:
    job = Job("inmate_poster", language, "A3", {"place": "Skolen, rom 12", "times": "mandag 9–15"})
    pdf = make_paper(desk, job).pdf
    with pypdfium2.PdfDocument(pdf) as pages:
        (page,) = list(pages)
        width, height = page.get_size()
        bitmap = page.render(scale=1, grayscale=True)
        pixels = bytes(bitmap.buffer)
        rows = [pixels[at * bitmap.stride :][: bitmap.width] for at in range(bitmap.height)]
        cut = cut_of(rows, width=width, height=height)
        bitmap.close()
        page.close()
    row = rows[int(cut.at)]
    assert row.count(row[0]) == len(row)
    assert cut.scale * max(cut.at, height - cut.at) <= ROOM + 0.1
    assert cut.scale > LEAST * ROOM / (height / 2)


def test_the_halves_are_a4_with_all_the_text_and_the_bookmarks(desk: Desk) -> None:
    pdf = make_paper(desk, Job("inmate_poster", "pl", "A3")).pdf
    with pypdfium2.PdfDocument(as_two_sheets(pdf)) as pages:
        assert [tuple(round(side) for side in page.get_size()) for page in pages] == [(842, 595), (842, 595)]
        said = [page.get_textpage().get_text_bounded() for page in pages]
    assert "Zapraszamy" in said[0]
    assert "Lim den nedre halvdelen på her" in said[0]
    assert "Klipp av" in said[1]


def test_a_page_full_of_ink_is_cut_in_the_middle() -> None:
    rows = [bytes((at + x) % 251 for x in range(100)) for at in range(1190)]
    assert cut_of(rows, width=842, height=1190).at == 595


def test_a_wide_gap_is_preferred_to_the_nearest() -> None:
    inked, blank = bytes([0, 255]) * 50, bytes([255]) * 100
    rows = [inked] * 1190
    rows[594:597] = [blank] * 3  # between two lines
    rows[560:580] = [blank] * 20  # between two blocks
    assert cut_of(rows, width=842, height=1190).at == 570


# --- names -------------------------------------------------------------------------------------------------------------


def test_files_are_named_in_the_windows_language_and_order() -> None:
    jobs = [Job("inmate_poster", code, "A3") for code in ("nb", "zh", "ar")]
    assert pack_name(jobs) == "Plakat 3 språk A3.pdf"
    assert file_names(jobs)[2] == "3 Plakat arabisk A3.pdf"
    assert pack_name([Job("handout", "pl", "A4", {}, "somebody")]) == "Ark om tilbudet polsk A4.pdf"


# --- texts in place ------------------------------------------------------------------------------------------------


def test_a_line_is_changed_beside_the_sheet_that_follows(window: DeskWindow) -> None:
    window.press("Ctrl+5")
    page = paper(window)
    page.preview.turn_to(1)
    window.settle()
    window.press("F2")
    window.until(lambda: page._words._editor is not None and bool(page._words._editor.rows))
    editor = page._words._editor
    assert editor is not None
    window.until(lambda: len(editor.rows) > 10)
    window.settle()
    assert editor.language == "pl"
    row = editor.rows[0]
    row.edit.setFocus()
    window.press("Ctrl+A")
    window.write("Co potem?")
    window.until(lambda: bool(page._wanted[1].tried))
    assert page._wanted[1].tried == (("P01", "Co potem?"),)
    assert not page._wanted[0].tried
    window.until(lambda: page.sight.making.found(page._wanted[1].key) is not None)
    window.press("Ctrl+Enter")
    window.until(lambda: not page._wanted[1].tried)
    kept = window.read(lambda desk: wording(desk.store, viewer=desk.viewer))
    assert kept.lines == {("pl", "P01"): "Co potem?"}
    page.preview.turn_to(2)
    window.settle()
    window.until(lambda: editor.language == "ar")
    window.press("F2")
    assert page._words.isHidden()
    assert not page.choices.isHidden()


def test_what_was_chosen_stays_when_something_else_is_kept(window: DeskWindow) -> None:
    window.press("Ctrl+5")
    page = paper(window)
    page.choices._fields["colour"].set_value("blue")
    page.choices.field("place").take_focus()
    window.write("Skolen, rom 12")
    window.press("Tab")
    assert {job.values["colour"] for job in page._wanted} == {"blue"}
    assert {job.values["place"] for job in page._wanted} == {"Skolen, rom 12"}
    focus = QApplication.focusWidget()
    assert focus is page.choices._fields["times"].target()


def test_a_poster_in_several_languages_begins_with_those_read_here(window: DeskWindow) -> None:
    window.press("Ctrl+5")
    paper(window).open_document("languages_poster")
    window.settle()
    (job,) = paper(window)._wanted
    assert job.values["languages"] == "nb,pl,ar"
    field = paper(window).choices.field_of_languages()
    assert field is not None
    field.take_focus()
    window.write("soma")
    window.press("Enter")
    (job,) = paper(window)._wanted
    assert job.values["languages"] == "nb,pl,ar,so"


def test_every_document_of_the_shelf_is_seen(window: DeskWindow) -> None:
    window.press("Ctrl+5")
    page = paper(window)
    for key in page.shelf.rows:
        page.open_document(key)
        window.settle()
        if page._wanted:
            first = page._wanted[0].key
            window.until(
                lambda first=first: (  # type: ignore[misc]
                    page.sight.making.found(first) is not None or page.sight.making.error(first) is not None
                )
            )
            assert page.sight.making.error(first) is None, key
        else:
            assert "Velg en person" in texts(window)


def test_a_half_written_line_is_printed_as_it_stands(window: DeskWindow, printed: Path) -> None:
    window.press("Ctrl+5", "F2")
    page = paper(window)
    window.until(lambda: page._words._editor is not None and len(page._words._editor.rows) > 10)
    editor = page._words._editor
    assert editor is not None
    editor.rows[0].edit.setFocus()
    window.press("Ctrl+A")
    window.write("Hva så?")
    window.press("Ctrl+P")
    is_done(window)
    kept = window.read(lambda desk: wording(desk.store, viewer=desk.viewer))
    assert kept.lines == {("nb", "P01"): "Hva så?"}
    assert printed.stat().st_size > 10_000


def test_a_name_without_its_end_takes_the_place_of_no_file(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plakat.pdf").write_bytes(b"old")
    saves_as(monkeypatch, tmp_path / "plakat")
    window.press("Ctrl+5", "Ctrl+S")
    is_done(window)
    assert (tmp_path / "plakat.pdf").read_bytes() == b"old"
    assert (tmp_path / "plakat 2.pdf").read_bytes().startswith(b"%PDF")


def test_what_has_a_warning_is_printed_only_after_it(window: DeskWindow, printed: Path) -> None:
    people = window.read(lambda desk: desk.store.find(Person, viewer=desk.viewer, where={"name": "Lyngvar"}))
    window.go("paper", document="person_record", person=people[0].id)
    page = paper(window)
    window.until(lambda: page.sight.making.found(page._wanted[0].key) is not None)
    window.press("Ctrl+P")
    assert window.shell.findChildren(WarnedSheet)
    assert not printed.exists()
    window.press("Enter")
    is_done(window)
    assert printed.stat().st_size > 1000
