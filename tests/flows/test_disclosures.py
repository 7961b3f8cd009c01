"""What leaves about a person: to whom, on which ground, kept as a record; and nothing to others without a ground."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from app.actions.desk import Desk
from app.actions.disclosures import GroundMissing, ReleaseMissing, leaves_in_words
from app.actions.entries import add_entry
from app.actions.extracts import extract_person, names_of_others
from app.actions.outgoing import let_out, stayed
from app.actions.papers import Job, make_paper, sheet_given
from app.actions.referrals import entry_draft, save_entry
from app.actions.releases import save_release, withdraw_release
from app.actions.sessions import save_session
from app.actions.usual import usual_session
from app.documents.document import Request
from app.documents.errors import OnlyAsWritten
from app.documents.registry import DOCUMENTS
from app.entry.draft import Draft
from app.entry.others import Known, others_in
from app.entry.problems import Invalid
from app.records.disclosure import Disclosure
from app.records.referral import Referral
from app.records.release import Release
from app.store import events
from app.store.questions.person_page import Entry, person_page
from tests.builders import add_person, add_talk, new_desk
from ui.pages.people.entries import told

NOTE = "Snakket om verftet. Ospar Tindre hjelper til, og Kari Eksempelsen ringer Nav Eksempel."
TO_OTHERS = {"own": "no", "receiver": "neste skole", "purpose": "flytting", "ground": "statutory"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "register")
    yield made
    made.store.close()


@pytest.fixture
def person(desk: Desk) -> str:
    one = add_person(desk, "Havmod Lyngvar")
    add_person(desk, "Ospar Tindre")
    add_talk(desk, one, NOTE, step_lines="Spørre Ospar om søknaden @jeg 30.1")
    return one


def given(desk: Desk, person: str, **more: str) -> Release:
    explained = {"language": "nb", "explained_by": "common_language", "recipient_name": "Nav Eksempel"}
    save_release(desk, Draft("release", {"person": person, "recipient": "share_nav", **explained, **more}))
    return desk.store.find(Release, viewer=desk.viewer)[0]


def disclosed(desk: Desk) -> list[Disclosure]:
    return desk.store.find(Disclosure, viewer=desk.viewer)


def text_of(pdf: bytes | Path, password: str | None = None) -> str:
    with pypdfium2.PdfDocument(pdf, password=password) as pages:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


# --- what each document lets out ---


@pytest.mark.parametrize("key", DOCUMENTS)
def test_every_document_says_what_leaves_with_it(key: str) -> None:
    one = DOCUMENTS[key]
    leaves = one.what_leaves({})
    assert leaves_in_words(key, {})
    about_somebody = any(asked.kind == "record" and asked.of == "person" for asked in one.parameters)
    assert not (about_somebody and leaves == "nothing")
    assert not (leaves != "nothing" and not one.needs_store)


def test_a_paper_for_the_person_is_their_own_access(desk: Desk, person: str) -> None:
    let_out(desk, [Job("plan_sheet", "nb", person=person)], how="printed", to="A")
    (one,) = disclosed(desk)
    assert (one.person, one.ground, one.document, one.day) == (person, "own_access", "plan_sheet", desk.today)


@pytest.mark.parametrize("key", ["inmate_poster", "privacy_notice", "before_conversation", "week_plan"])
def test_what_stays_in_the_service_or_says_nothing_is_no_disclosure(
    desk: Desk, person: str, key: str
) -> None:
    job = Job(key, "nb", person=person if key == "before_conversation" else "")
    let_out(desk, [job], how="printed", to="A")
    assert disclosed(desk) == []


@pytest.mark.parametrize("missing", ["ground", "receiver", "purpose"])
def test_nothing_goes_to_others_without_ground_receiver_and_purpose(
    desk: Desk, person: str, missing: str
) -> None:
    job = Job("person_record", "nb", values=TO_OTHERS | {missing: ""}, person=person)
    with pytest.raises(GroundMissing):
        let_out(desk, [job], how="printed", to="A")
    assert disclosed(desk) == []


def test_what_goes_to_others_is_kept_with_its_ground_and_says_it(desk: Desk, person: str) -> None:
    job = Job("person_record", "nb", values=TO_OTHERS, person=person)
    let_out(desk, [job], how="printed", to="A")
    (one,) = disclosed(desk)
    assert (one.ground, one.recipient, one.purpose) == ("statutory", "neste skole", "flytting")
    assert "Grunnlag lovpålagt plikt" in text_of(make_paper(desk, job).pdf)


def test_a_paper_that_did_not_get_out_was_not_disclosed(desk: Desk, person: str) -> None:
    changes = let_out(desk, [Job("plan_sheet", "nb", person=person)], how="printed", to="A")
    stayed(desk, changes)
    assert disclosed(desk) == []
    assert desk.store.check() == []


# --- on the ground of a release ---


def test_a_release_is_a_ground_only_for_its_recipient_and_while_it_holds(desk: Desk, person: str) -> None:
    release = given(desk, person)
    job = Job("person_record", "nb", values=TO_OTHERS | {"ground": "release"}, person=person)
    with pytest.raises(ReleaseMissing):
        let_out(desk, [job], how="printed", to="A")
    to_nav = Job("person_record", "nb", values={**job.values, "receiver": "nav eksempel"}, person=person)
    let_out(desk, [to_nav], how="printed", to="A")
    assert [one.release for one in disclosed(desk)] == [release.id]
    withdraw_release(desk, release.id)
    with pytest.raises(ReleaseMissing):
        let_out(desk, [to_nav], how="printed", to="A")


def test_the_page_for_a_meeting_stands_on_the_releases_of_those_present(desk: Desk, person: str) -> None:
    release = given(desk, person, purpose="tiltak")
    job = Job("meeting_page", "nb", values={"present": "nav,teacher"}, person=person)
    let_out(desk, [job], how="printed", to="A")
    (one,) = disclosed(desk)
    assert (one.ground, one.release, one.recipient, one.purpose) == (
        "release",
        release.id,
        "Nav Eksempel",
        "tiltak",
    )
    let_out(desk, [Job("meeting_page", "nb", values={"present": "employer"}, person=person)], how="printed")
    assert len(disclosed(desk)) == 1  # it held everything back


# --- the whole record ---


def test_the_names_of_others_are_masked_and_each_can_be_left(desk: Desk, person: str) -> None:
    assert set(names_of_others(desk, person)) == {"Ospar Tindre", "Kari Eksempelsen", "Ospar"}
    masked = text_of(make_paper(desk, Job("person_record", "nb", person=person)).pdf)
    assert not any(name in masked for name in ("Ospar", "Tindre", "Kari"))
    assert all(said in masked for said in ("Havmod Lyngvar", "[en annen]", "Navn på andre er skjult"))
    left = Job(
        "person_record", "nb", values={"left": "Kari Eksempelsen", "mask": "verftet; Verftet"}, person=person
    )
    said = text_of(make_paper(desk, left).pdf)
    assert "Kari Eksempelsen ringer" in said
    assert "Ospar" not in said


def test_who_was_given_something_is_never_masked(desk: Desk, person: str) -> None:
    given(desk, person, recipient_name="Solmund Eksempelsen")
    values = TO_OTHERS | {"ground": "release", "receiver": "Solmund Eksempelsen"}
    let_out(desk, [Job("person_record", "nb", values=values, person=person)], how="printed", to="A")
    said = text_of(make_paper(desk, Job("person_record", "nb", person=person)).pdf)
    assert said.count("Solmund Eksempelsen") == 2


def test_the_archive_gets_the_record_as_it_is(desk: Desk, person: str, tmp_path: Path) -> None:
    done = extract_person(
        desk, person, tmp_path, purpose="avlevering", receiver="fylkesarkivet", ground="archive"
    )
    assert "Ospar Tindre" in text_of(done.path, done.passphrase)
    assert [one.ground for one in disclosed(desk)] == ["archive"]


def test_the_record_says_who_opened_it_by_role_and_who_was_given_what(desk: Desk, person: str) -> None:
    desk.store.saw("person.opened", actor=desk.viewer, people=[person])
    let_out(desk, [Job("person_record", "nb", values=TO_OTHERS, person=person)], how="printed", to="A")
    said = text_of(make_paper(desk, Job("person_record", "nb", person=person)).pdf)
    assert "Hvem som har åpnet dette, og til hva" in said
    assert "Veilederen i saken åpnet saken" in said
    assert "Hvem som har fått noe" in said
    assert "neste skole" in said
    assert "Steinvid" not in said  # no names of staff


def test_an_extract_on_a_release_needs_one_that_holds(desk: Desk, person: str, tmp_path: Path) -> None:
    with pytest.raises(ReleaseMissing):
        extract_person(desk, person, tmp_path, purpose="x", receiver="Nav", ground="release")
    assert list(tmp_path.glob("*.pdf")) == []
    release = given(desk, person)
    extract_person(desk, person, tmp_path, purpose="x", receiver="Nav", ground="release", release=release.id)
    assert [one.release for one in disclosed(desk)] == [release.id]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Snakket med Ospar om jobb.", ["Ospar"]),
        ("Tindres bror kommer. Skriver CV på A1.", ["Tindres"]),
        ("Havmod Lyngvar vil bli sveiser. Vil Lyngvar?", []),
        ("Kari Eksempelsen i Nav Eksempel ringer.", ["Kari Eksempelsen"]),
        ("Hjelper Ole Eksempelsen på verkstedet.", ["Ole Eksempelsen"]),
        ("stein og ospar skrives smått", []),
    ],
)
def test_names_are_known_by_the_register_or_by_two_capitals(text: str, found: list[str]) -> None:
    known = Known.of(others=["Ospar Tindre"], own=["Havmod Lyngvar"], plain=["Nav Eksempel"])
    assert [text[span.start : span.end] for span in others_in(text, known)] == found


# --- referrals ---


def referral(person: str, **more: str) -> Draft:
    return Draft("referral", {"person": person, "to": "nav_local", "question": "tiltak", **more})


def test_a_referral_on_a_release_needs_one_that_held_that_day(desk: Desk, person: str) -> None:
    with pytest.raises(Invalid) as refused:
        add_entry(desk, referral(person, ground="release"))
    assert [problem.path for problem in refused.value.problems] == [("ground",)]
    release = given(desk, person)
    add_entry(desk, referral(person, ground="release"))
    (one,) = disclosed(desk)
    assert (one.ground, one.release, one.purpose) == ("release", release.id, "tiltak")


def test_a_referral_in_a_session_is_refused_at_its_place(desk: Desk, person: str) -> None:
    draft = usual_session(desk, person)
    draft.rows("referrals").append(Draft("referral", {"to": "career_centre", "ground": "release"}))
    with pytest.raises(Invalid) as refused:
        save_session(desk, draft)
    assert [problem.path for problem in refused.value.problems] == [("referrals", 0, "ground")]
    draft.rows("referrals")[0].raw["ground"] = "with_person"
    save_session(desk, draft)
    assert disclosed(desk) == []  # the person was there


def test_a_referral_that_was_made_together_after_all_is_no_disclosure(desk: Desk, person: str) -> None:
    add_entry(desk, referral(person, ground="statutory"))
    assert len(disclosed(desk)) == 1
    made = desk.store.find(Referral, viewer=desk.viewer)[0]
    draft = entry_draft(desk, "referral", made.id)
    draft.raw["ground"] = "with_person"
    save_entry(desk, draft)
    assert disclosed(desk) == []


def test_the_refusal_of_a_language_says_what_is_not_translated(desk: Desk, person: str) -> None:
    request = Request(today=desk.today, language="ar", values={"person": person})
    with pytest.raises(OnlyAsWritten) as refused:
        DOCUMENTS["person_record"].make(desk.store, desk.viewer, request)
    assert "reads=ar" in refused.value.todo()
    assert "ikke oversatt" in refused.value.text()


def test_the_log_says_who_got_it_and_on_which_ground(desk: Desk, person: str) -> None:
    job = Job("person_record", "nb", values=TO_OTHERS, person=person)
    changes = let_out(desk, [job], how="printed", to="A")
    what = events.payload(desk.store.connection, changes.event)["what"]
    assert (what["ground"], what["recipient"], what["purpose"]) == ("statutory", "neste skole", "flytting")


def test_the_timeline_says_what_left_to_whom_and_on_which_ground(desk: Desk, person: str) -> None:
    job = Job("person_record", "nb", person=person, values={"person": person, **TO_OTHERS})
    let_out(desk, [job], how="printed")
    (entry,) = [one for one in timeline(desk, person) if one.kind == "disclosure"]
    said = told(entry, today=desk.today, alone=False)
    assert said.head == "Gitt til neste skole"
    assert "lovpålagt plikt" in said.extra.lower()
    assert "flytting" in said.text


def test_a_sheet_handed_out_stands_on_the_timeline_once(desk: Desk, person: str) -> None:
    job = Job("plan_sheet", "nb", person=person, values={"person": person})
    let_out(desk, [job], how="printed")
    assert [one.kind for one in timeline(desk, person)].count("disclosure") == 1
    sheet_given(desk, person, document="plan_sheet", language="nb")
    kinds = [one.kind for one in timeline(desk, person)]
    assert (kinds.count("disclosure"), kinds.count("sheet")) == (0, 1)


def timeline(desk: Desk, person: str) -> tuple[Entry, ...]:
    return person_page(desk.store, person, viewer=desk.viewer).timeline
