"""No text of any document leaves its page or stands on another, in any language, at any size."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from app.actions.desk import Desk
from app.documents.document import Request
from app.documents.registry import DOCUMENTS
from app.typeset.paper import Paper
from tests.builders import add_person, add_talk, new_desk
from tests.contract.layout import Watched, collisions, outside

DAY = dt.date(2026, 1, 19)
SHEETS = [
    (one.key, language)
    for one in DOCUMENTS.values()
    if one.languages == "sheets"
    for language in one.language_codes()
]
FILLED = {
    "place": "Skolen, rom 12 ved verkstedet",
    "times": "mandag til torsdag 9–15",
    "contact": "Steinvid",
    "school": "Eksempelskolen",
    "prison": "Eksempel fengsel",
    "topic": "Bygg og anlegg",
    "day": "2026-01-29",
    "clock": "13:15",
    "by": "2026-01-27",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = new_desk(tmp_path_factory.mktemp("layout"))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def person(desk: Desk) -> str:
    one = add_person(desk, "Havmod Lyngvar", reads_best="ar", strengths="Sveiser godt og rolig")
    add_talk(desk, one, "Vil ta kranførerbevis.")
    return one


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


@pytest.mark.parametrize(("key", "language"), SHEETS)
def test_every_text_has_its_own_place_on_the_page(
    desk: Desk, person: str, watched: Watched, key: str, language: str
) -> None:
    one = DOCUMENTS[key]
    names = {parameter.name for parameter in one.parameters}
    filled = {name: value for name, value in FILLED.items() if name in names}
    filled |= {"person": person} if "person" in names else {}
    for size in one.sizes:
        request = Request(today=DAY, language=language, size=size, values=filled)
        paper = one.draw(one.data(desk.store, desk.viewer, request))
        ink = watched.on(paper)
        assert ink
        assert outside(paper, ink) == []
        assert collisions(ink) == []


def test_a_text_on_another_and_one_beyond_the_edge_are_found(watched: Watched) -> None:
    paper = Paper(title="t", language="nb", width=300, height=300)
    paper.put(paper.set("Hvor er det?", size=20, width=250), 20, 20)
    assert collisions(watched.on(paper)) == []
    paper.put(paper.set("Hvor er det?", size=20, width=250), 20, 20)
    paper.put(paper.set("Når er det?", size=20, width=250), 30, 26)
    assert collisions(watched.on(paper)) == [("Hvor er det?", "Når er det?")]
    paper.put(paper.set("Når er det?", size=20, width=250), 240, 20)
    assert outside(paper, watched.on(paper)) == ["Når er det?"]
