"""The sheets to work on together, and the way on before a conversation: one page each, plainly no test, and what is open."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from app.actions.applications import new_application, save_application
from app.actions.desk import Desk
from app.actions.release_checks import change_point, set_point_state
from app.documents.document import Request
from app.documents.registry import DOCUMENTS
from app.records.choices import codes, label
from app.records.choices_interest import ASKED
from tests.builders import add_person, new_desk

DAY = dt.date(2026, 1, 19)
SHEETS = ("plan_abc", "value_sheet", "strengths_sheet", "network_sheet", "lifeline_sheet", "activity_list")


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as found:
        return [page.get_textpage().get_text_bounded() for page in found]


def made(key: str, language: str, **values: str) -> list[str]:
    return pages(DOCUMENTS[key].make(None, None, Request(today=DAY, language=language, values=values)))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("key", SHEETS)
def test_each_sheet_is_one_page_in_the_windows_languages(key: str, language: str) -> None:
    assert len(made(key, language, school="Eksempelskolen voksenopplæring og oppfølging")) == 1
    assert DOCUMENTS[key].leaves == "nothing"
    assert DOCUMENTS[key].language_codes() == ("nb", "nn", "en")


def test_the_list_on_paper_has_the_numbers_of_the_screen_and_says_that_it_is_no_test() -> None:
    (text,) = made("activity_list", "nb")
    words = " ".join(text.split())
    assert "ikke en test" in words
    assert sorted(ASKED) == sorted(codes("interest.activity"))
    first = label("interest.activity", ASKED[0])
    assert f"1 {first[:1].upper()}{first[1:]}" in words
    last = label("interest.activity", ASKED[-1])
    assert f"48 {last[:1].upper()}{last[1:]}" in words


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def test_before_a_conversation_what_is_open_of_the_way_on_stands_there_too(desk: Desk) -> None:
    solmund = add_person(desk, "Solmund", expected_release="2026-Q1")
    draft = new_application(desk, solmund).draft
    draft.raw |= {"kind": "vgo", "what": "Vg2", "deadline": "2026-03-02", "papers": "certificate,eid"}
    draft.raw["papers_have"] = "eid"
    save_application(desk, draft)
    set_point_state(desk, solmund, "papers", "done")
    change_point(desk, solmund, "nav_contact", state="open", who="sosialkonsulenten", note="")
    request = Request(today=desk.today, language="nb", values={"person": solmund})
    (text,) = pages(DOCUMENTS["before_conversation"].make(desk.store, desk.viewer, request))
    words = " ".join(text.split())
    assert "Videregående: Vg2" in words
    assert "mangler: karakterer og vitnemål" in words
    assert "Før løslatelse: 1 av 9" in words
    assert "(sosialkonsulenten)" in words
    assert "Papirene er samlet" not in words


def test_somebody_of_whom_nothing_is_open_has_no_such_part(desk: Desk) -> None:
    ospar = add_person(desk, "Ospar")
    request = Request(today=desk.today, language="nb", values={"person": ospar})
    (text,) = pages(DOCUMENTS["before_conversation"].make(desk.store, desk.viewer, request))
    assert "Veien videre" not in text
