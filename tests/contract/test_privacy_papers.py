"""The privacy notice says everything it must in every language; the annex says every field that is declared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.actions.desk import Desk
from app.base.languages import sheet_languages
from app.documents.document import Request
from app.documents.house_texts import HouseTexts
from app.documents.impact_annex import GROUPS, KINDS, OUTCOMES, READERS, ImpactAnnex
from app.documents.privacy_notice import BY_PEN, PARTS, PrivacyNotice
from app.documents.registry import document
from app.documents.sheet_texts import SheetTexts
from app.documents.sources.privacy import PRIVACY
from app.records.field import Kind, Secrecy
from app.records.registry import TYPES, scalars
from app.records.type_names import TYPE_NAMES
from app.store.questions import retention
from tests.builders import new_desk

DAY = dt.date(2026, 1, 19)
LANGUAGES = [info.code for info in sheet_languages()]
SCHOOL = {"controller": "Eksempel fylke", "officer": "ombudet", "months": "12", "contact": "Steinvid"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    yield made
    made.store.close()


def notice(language: str, desk: Desk | None = None, **values: str) -> PrivacyNotice:
    store, viewer = (desk.store, desk.viewer) if desk else (None, None)
    found = document("privacy_notice").data(
        store, viewer, Request(today=DAY, language=language, values=values)
    )
    assert isinstance(found, PrivacyNotice)
    return found


def said(found: PrivacyNotice) -> str:
    return " ".join(one.text for part in found.parts for one in part.sentences)


def annex(language: str = "en", desk: Desk | None = None) -> ImpactAnnex:
    store, viewer = (desk.store, desk.viewer) if desk else (None, None)
    found: Any = document("impact_annex").data(store, viewer, Request(today=DAY, language=language))
    assert isinstance(found, ImpactAnnex)
    return found


def test_the_notice_says_every_text_that_was_written_for_it() -> None:
    keys = {key for _icon, keys in PARTS for key in keys}
    assert keys >= PRIVACY.keys() - {"privacy_title"}
    assert {"rights_see", "rights_correct", "rights_delete", "rights_complain", "secrecy_exceptions"} <= keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_notice_stands_alone_in_a_draft(language: str) -> None:
    found = notice(language, **SCHOOL)
    alone = SheetTexts.of(language).stands_alone
    sentences = [found.title, *(one for part in found.parts[:-1] for one in part.sentences)]
    assert all(bool(one.norwegian) != alone for one in sentences)
    for value in SCHOOL.values():
        assert value in said(found)


def test_what_the_school_has_not_given_is_a_line_for_a_pen_or_left_out() -> None:
    empty = said(notice("nb"))
    assert empty.count(BY_PEN) == 2
    assert "{" not in empty
    assert "12" not in empty


def test_the_months_are_those_of_the_schools_rule(desk: Desk) -> None:
    assert "måneder" not in said(notice("nb", desk)).casefold()
    with desk.store.transaction("retention.rule_set", actor=desk.viewer) as t:
        t.set("retention.rules", {"person": [9, "may_be_deleted"]})
    assert "9" in said(notice("nb", desk))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_declared_field_stands_in_the_annex(language: str) -> None:
    found, texts = annex(language), HouseTexts(language)
    assert [part.title for part in found.types] == [texts.say(TYPE_NAMES[name]) for name in TYPES]
    for part, name in zip(found.types, TYPES, strict=True):
        labels = [line.label for line in part.fields]
        declared = [texts.say(spec.label) for _item, spec in scalars(name).values()]
        assert labels[: len(declared)] == declared
        assert all(line.holds for line in part.fields)


def test_the_annex_has_words_for_everything_that_a_field_may_be() -> None:
    assert set(TYPE_NAMES) == set(TYPES)
    assert set(KINDS) == set(Kind)
    assert set(READERS) == set(Secrecy)
    assert set(GROUPS) == {*retention.KINDS, retention.PERSON}
    assert set(OUTCOMES) == set(retention.OUTCOMES)


def test_the_annex_says_who_reads_what_and_how_long(desk: Desk) -> None:
    person = annex().types[0]
    readers = {line.label: line.readers for line in person.fields}
    assert readers["Name or alias"] == "everyone in the service"
    assert readers["Strengths and skills"] == "the case"
    with desk.store.transaction("retention.rule_set", actor=desk.viewer) as t:
        t.set("retention.rules", {"notes": [24, "archive_first"]})
    kept = {part.title: part.kept for part in annex(desk=desk).types}
    assert "24 months" in kept["Session"]
    assert "archive first" in kept["Session"]
    assert "no rule" in kept["Intake conversation"]
