"""The questionnaires and their progress on paper: empty and filled, in three languages; progress always on one page."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from app.actions.checklists import name_part, open_round, start_round
from app.actions.desk import Desk
from app.actions.service_actions import add_action
from app.documents.document import Request
from app.documents.registry import document
from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.records.progress import progress_of
from app.records.shipped import checklist, checklists
from tests.builders import new_desk

LANGUAGES = ("nb", "nn", "en")
ROUNDS = 6


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def pages(desk: Desk, key: str, language: str, **values: str) -> list[str]:
    request = Request(today=desk.today, language=language, values=values)
    content = document(key).make(desk.store, desk.viewer, request)
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def many_rounds(desk: Desk, id: str) -> list[ChecklistRound]:
    """As many rounds as are shown, the newest first, each with one more answer that is as it should be."""
    asked = checklist(id)
    good = "yes" if "yes" in asked.scale else "competent"
    bad = "no" if "no" in asked.scale else "not_yet"
    made = []
    for at in range(ROUNDS):
        day = desk.today - dt.timedelta(days=200 * (ROUNDS - at))
        answers = tuple(
            ChecklistAnswer(question=one.id, answer=good if number <= at else bad, how="Slik")
            for number, one in enumerate(asked.questions())
        )
        made.append(ChecklistRound(started_on=day, finished_on=day, checklist=id, answers=answers))
    with desk.store.transaction("checklist.started", actor=desk.viewer) as t:
        for one in made:
            t.put(one, owner=desk.viewer.counsellor if asked.own else "")
    return made[::-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", [one.id for one in checklists()])
def test_every_questionnaire_is_printed_empty_with_all_its_questions(
    desk: Desk, id: str, language: str
) -> None:
    text = " ".join(pages(desk, "checklist", language, questionnaire=id))
    asked = checklist(id)
    assert asked.title.said_in(language) in text
    for question in asked.questions():
        assert question.id in text
        assert question.text.said_in(language).split()[0] in text


def test_what_was_answered_last_is_printed_with_the_names_that_were_given(desk: Desk) -> None:
    start_round(desk, "2021-quality-plan")
    current = open_round(desk, "2021-quality-plan")
    assert current is not None
    name_part(desk, current.id, "Q2", "Samarbeid i huset")
    text = " ".join(pages(desk, "checklist", "nb", questionnaire="2021-quality-plan", filled="yes"))
    assert "Samarbeid i huset" in text
    assert "Område 2" not in text


def test_the_benchmarks_are_printed_with_the_answers_of_the_24_questions(desk: Desk) -> None:
    many_rounds(desk, "2020-nvl")
    text = " ".join(pages(desk, "checklist", "nb", questionnaire="2025-gatsby", filled="yes"))
    assert "S1 Har én person fått det samlede ansvaret for programmet her? – nei" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", [one.id for one in checklists() if one.repeats])
def test_progress_stands_on_one_page(desk: Desk, id: str, language: str) -> None:
    assert len(pages(desk, "progress_page", language, questionnaire=id, school="Eksempelskolen")) == 1
    many_rounds(desk, id)
    for number, question in enumerate(checklist(id).questions()[:9]):
        add_action(desk, question=question.id, text=f"Tiltak nummer {number}", who="Gloa", due="+30")
    (text,) = pages(desk, "progress_page", language, questionnaire=id, school="Eksempelskolen")
    assert all(question.id in text for question in checklist(id).questions())
    assert "Tiltak nummer 0" in text
    first = checklist(id).parts[0]
    assert f"{min(ROUNDS, len(first.questions))}/{len(first.questions)}" in text


def test_progress_counts_what_was_answered_and_nothing_that_was_only_copied(desk: Desk) -> None:
    newest_first = many_rounds(desk, "2020-nvl")
    start_round(desk)
    current = open_round(desk)
    assert current is not None
    found = progress_of(checklist(), [current, *newest_first])
    assert len(found.rounds) == ROUNDS
    assert [found.whole(at).reached for at in range(ROUNDS)] == [2, 3, 4, 5, 6, 0]
    assert found.told == ROUNDS - 2
    assert found.whole(ROUNDS - 1).answered == 0
