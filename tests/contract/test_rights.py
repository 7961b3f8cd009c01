"""What is said about rights: never alone in a language that nobody has approved, and the exceptions in every language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.desk import Desk
from app.base.languages import sheet_languages
from app.base.wording import Standing, Wording
from app.documents.consent_sheet import RECIPIENTS, ConsentSheet
from app.documents.document import Request
from app.documents.person_record import HEADINGS, PersonRecord
from app.documents.registry import document
from app.documents.rights_sheet import RightsSheet
from app.documents.sheet_texts import SheetTexts
from app.documents.sources import ABOUT_RIGHTS
from app.records.choices import codes
from app.records.wording import LanguageState, SheetLine
from tests.builders import add_person, add_talk, new_desk

DAY = dt.date(2026, 1, 19)
LANGUAGES = [info.code for info in sheet_languages()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    yield made
    made.store.close()


def rights(language: str, desk: Desk | None = None) -> RightsSheet:
    store, viewer = (desk.store, desk.viewer) if desk else (None, None)
    found = document("rights_sheet").data(store, viewer, Request(today=DAY, language=language))
    assert isinstance(found, RightsSheet)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_about_rights_stands_alone_in_a_draft(language: str) -> None:
    sheet = rights(language)
    consent = document("consent_sheet").data(None, None, Request(today=DAY, language=language))
    assert isinstance(consent, ConsentSheet)
    said = [sheet.title, sheet.told, *(one for part in sheet.parts for one in part.sentences)]
    said += [consent.title, *consent.before, consent.with_whom, consent.about, consent.until, consent.after]
    said += [consent.withdraw]
    alone = SheetTexts.of(language).stands_alone
    assert all(bool(one.norwegian) != alone for one in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_exceptions_to_secrecy_cannot_be_left_out(language: str) -> None:
    texts = SheetTexts.of(language)
    for key in ("rights_sheet", "consent_sheet"):
        left_out = ",".join(RECIPIENTS) if key == "consent_sheet" else ""
        values = {"without": left_out} if left_out else {}
        data = document(key).data(None, None, Request(today=DAY, language=language, values=values))
        assert repr(texts.say("secrecy_exceptions"))[1:-1] in repr(data)


def test_a_language_stands_alone_once_approved_and_not_when_only_read(desk: Desk) -> None:
    for state, alone in (("read", False), ("approved", True)):
        with desk.store.transaction("t", actor=desk.viewer) as t:
            t.put(LanguageState(language="pl", state=state, name="Tindre", day=DAY))
        sheet = rights("pl", desk)
        assert (sheet.title.norwegian == "") == alone
        assert sheet.draft == ""


def test_the_schools_own_line_takes_the_place_of_the_shipped_one(desk: Desk) -> None:
    with desk.store.transaction("t", actor=desk.viewer) as t:
        t.put(SheetLine(language="nb", key="P14", text="Legg lapp i kassa til {contact}. {annet}"))
    request = Request(today=DAY, language="nb", values={"contact": "Steinvid"})
    poster = document("inmate_poster").data(desk.store, desk.viewer, request)
    assert poster.contact.text == "Legg lapp i kassa til \u2068Steinvid\u2069. {annet}"


def test_what_is_known_of_a_language_here_goes_before_what_is_shipped() -> None:
    here = Wording(standing={"pl": Standing("approved", "Tindre", DAY), "nb": Standing("draft")})
    assert here.info("pl").state == "approved"
    assert here.info("nb").state == "own"  # the makers' own texts are nobody's draft
    assert here.info("ar").state == "draft"


def test_what_is_about_rights_is_marked() -> None:
    assert {"P13", "notes_kept", "secrecy_exceptions", "rights_see", "consent_withdraw"} <= ABOUT_RIGHTS
    assert not {"P01", "invite_free", "intake_title"} & ABOUT_RIGHTS


def test_recipients_are_those_of_a_release() -> None:
    assert set(RECIPIENTS) <= set(codes("release.recipient"))


def test_the_own_record_speaks_to_the_person_in_their_language(desk: Desk) -> None:
    person = add_person(desk, "Havmod", reads_best="pl")
    add_talk(desk, person, "Vil ta truckbevis.")

    def record(**values: str) -> PersonRecord:
        request = Request(today=DAY, values={"person": person, **values})
        found = document("person_record").data(desk.store, desk.viewer, request)
        assert isinstance(found, PersonRecord)
        return found

    own, other, sent = record(), record(reads="nn"), record(own="no")
    assert own.reader is not None
    assert own.reader.headings.keys() >= {section.title for section in own.sections}
    assert len(own.reader.headings) == len(HEADINGS)
    assert "19 stycznia 2026" in own.reader.before[0]
    assert own.reader.draft
    assert other.reader is None  # nynorsk is read by whoever reads bokmål
    assert (sent.reader, sent.before) == (None, ())
    assert document("person_record").warning
