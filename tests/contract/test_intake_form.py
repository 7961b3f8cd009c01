"""The intake form on paper is the twin of the form in the window: the same questions, the same numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from app.documents.document import Request
from app.documents.intake_form import NOT_ON_PAPER, QUESTIONS, IntakeForm, key_of
from app.documents.registry import document
from app.documents.sources import SOURCES
from app.records.choices import codes
from app.records.field import Kind
from app.records.registry import scalars

REQUEST = Request(today=dt.date(2026, 1, 19))


@pytest.mark.parametrize("one", QUESTIONS, ids=lambda one: one.field)
def test_each_question_is_a_field_of_the_form(one: object) -> None:
    field = getattr(one, "field", "")
    record, _dot, name = field.rpartition(".")
    spec = scalars(record or "intake")[name][1]
    assert getattr(one, "options", "") == (spec.choices if spec.kind in (Kind.CODE, Kind.CODES) else "")
    assert getattr(one, "many", False) == (spec.kind is Kind.CODES)


@pytest.mark.parametrize("one", [one for one in QUESTIONS if one.options], ids=lambda one: one.field)
def test_each_option_of_the_list_has_a_box_with_its_number(one: object) -> None:
    form = document("intake_form").data(None, None, REQUEST)
    assert isinstance(form, IntakeForm)
    options = form.questions[QUESTIONS.index(one)].options  # type: ignore[arg-type]
    listed = list(enumerate(codes(getattr(one, "options", "")), 1))
    assert [option.number for option in options] == [
        number for number, code in listed if code not in NOT_ON_PAPER
    ]
    for _number, code in listed:
        assert code in NOT_ON_PAPER or key_of(getattr(one, "options", ""), code) in SOURCES


def test_the_norwegian_stands_beside_every_question_and_box() -> None:
    form = document("intake_form").data(None, None, REQUEST._replace(language="ar"))
    assert isinstance(form, IntakeForm)
    said = [form.title, form.before, *form.head]
    for question in form.questions:
        said += [question.said, *(option.said for option in question.options)]
    assert all(one.text and one.norwegian for one in said)
    assert not any(
        question.said.norwegian for question in document("intake_form").data(None, None, REQUEST).questions
    )


def test_what_a_school_does_not_ask_is_left_out() -> None:
    form = document("intake_form").data(
        None, None, REQUEST._replace(values={"without": "person.english,wish_industries"})
    )
    assert isinstance(form, IntakeForm)
    assert len(form.questions) == len(QUESTIONS) - 2
