"""Every design of the poster, with and without slips: nothing leaves the page, letters are as large as said."""

from __future__ import annotations

import datetime as dt

import pytest

from app.base.languages import language_info
from app.documents.document import Request
from app.documents.errors import LanguagesTooMany, ValueWrong
from app.documents.handout import HANDOUT
from app.documents.inmate_poster import POSTER
from app.documents.languages_poster import LANGUAGES_POSTER, LanguagesPoster
from app.documents.message_sheet import MessageSheet
from app.typeset.paper import Paper
from tests.contract.layout import Watched, collisions, outside

DAY = dt.date(2026, 1, 19)
FACTS = {
    "place": "Skolen, rom 12 ved verkstedet",
    "times": "mandag til torsdag 9–15",
    "contact": "Steinvid",
    "school": "Eksempelskolen",
}
DESIGNS = ("pictograms", "plain", "bold")
FEET = ("none", "strips", "slip")
LANGUAGES = POSTER.language_codes()
EVERY_FIFTH = [(design, foot) for design in DESIGNS for foot in FEET]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


def sheet(language: str, size: str = "A4", **more: str) -> MessageSheet:
    request = Request(today=DAY, language=language, size=size, values=FACTS | more)
    found: MessageSheet = POSTER.data(None, None, request)
    return found


def combinations(language: str) -> list[tuple[str, str, str, str]]:
    """Design, foot, size and ink: all at A4; of the larger sizes, where the geometry is the same, two of the nine."""
    found = [(design, foot, "A4", "full") for design in DESIGNS for foot in FEET]
    turn = LANGUAGES.index(language)
    for number, size in enumerate(("A3", "350x500")):
        design, foot = EVERY_FIFTH[(turn + 4 * number) % len(EVERY_FIFTH)]
        found.append((design, foot, size, "modest"))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_its_own_place_in_every_design(watched: Watched, language: str) -> None:
    for design, foot, size, ink in combinations(language):
        paper = POSTER.draw(sheet(language, size, design=design, strips=foot, ink=ink))
        found = watched.on(paper)
        assert found
        assert outside(paper, found) == [], (design, foot, size)
        assert collisions(found) == [], (design, foot, size)


def test_the_bold_design_is_read_from_five_metres(watched: Watched) -> None:
    """Its question has 77 points at A3 (half of normal sight); 60 in the few languages with the longest words."""
    questions = []
    for language in LANGUAGES:
        paper = POSTER.draw(sheet(language, "A3", design="bold"))
        sizes = sorted({one.size for one in watched.on(paper)}, reverse=True)
        questions.append(sizes[0])
        assert sizes[1] >= 40
    assert min(questions) >= 60
    assert sum(size >= 77 for size in questions) >= 0.9 * len(questions)


@pytest.mark.parametrize("design", ["pictograms", "plain"])
def test_all_messages_that_hold_are_said(design: str) -> None:
    found = sheet("nb", design=design, without="P05")
    said = [one.key for one in found.messages]
    assert said == ["P03", "P04", "P06", "P07", "P08", "P09", "P10", "P11", "P12", "P13"]


def test_the_bold_design_says_little_and_leaves_out_what_it_shall(watched: Watched) -> None:
    found = sheet("nb", design="bold")
    assert [one.key for one in found.messages] == ["P12"]
    assert sheet("nb", design="bold", without="P12,P02").messages == ()
    assert sheet("nb", design="bold", without="P12,P02").lead is None


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("design", DESIGNS)
def test_rights_stand_beside_the_norwegian_and_a_draft_says_so(
    watched: Watched, design: str, foot: str
) -> None:
    data = sheet("pl", design=design, strips=foot)
    assert (language_info("pl").state == "draft") == bool(data.draft)
    drawn = " ".join(one.text for one in watched.on(POSTER.draw(data)))
    assert data.draft.split()[0] in drawn
    assert ("taushetsplikt" in drawn) == (design != "bold")
    assert any(one.key == "P13" for one in data.messages) == (design != "bold")


@pytest.mark.parametrize("foot", ["strips", "slip"])
def test_slips_say_to_whom_in_both_languages_and_are_heard_once(watched: Watched, foot: str) -> None:
    content = POSTER.draw(sheet("pl", "A3", strips=foot))
    texts = [one.text for one in watched.on(content)]
    drawn = " ".join(texts)
    data = sheet("pl", strips=foot).slips
    assert data is not None
    for said in (data.request, *data.fields):
        assert said.norwegian
        assert said.norwegian.split()[0] in drawn
    assert drawn.count("Navn") == (6 if foot == "strips" else 2)


@pytest.mark.parametrize("design", DESIGNS)
def test_a_long_place_has_room_in_every_language(watched: Watched, design: str) -> None:
    long = {
        "place": "Skolebygningen ved den gamle verkstedhallen, andre etasje til venstre, rom 212 B",
        "times": "mandag, tirsdag og torsdag 9–11.30 og 12.15–15",
        "contact": "Steinvid på skolen",
    }
    for language in LANGUAGES:
        paper = POSTER.draw(sheet(language, design=design, **long))
        found = watched.on(paper)
        assert outside(paper, found) == []
        assert collisions(found) == []


def test_slips_take_room_from_what_matters_least(watched: Watched) -> None:
    """Without slips every message is said; with them some give way, but never how, trust, interpreter or place."""
    first = {one.key: one.text.split()[0] for one in sheet("ta").messages}
    drawn = {
        foot: {
            one.text.split()[0]
            for one in watched.on(POSTER.draw(sheet("ta", strips=foot)))
            if one.text.strip()
        }
        for foot in FEET
    }
    assert set(first.values()) <= drawn["none"]
    for foot in ("strips", "slip"):
        assert {first[key] for key in ("P03", "P04", "P05", "P06", "P11", "P12", "P13")} <= drawn[foot]


def paper_of(**more: str) -> Paper:
    return POSTER.draw(sheet("nb", **more))


@pytest.mark.parametrize("design", DESIGNS)
def test_little_ink_fills_no_band(design: str) -> None:
    """At most a twelfth of the page is black; a filled head alone is a fifth."""
    import pypdfium2

    with pypdfium2.PdfDocument(paper_of(design=design, ink="modest").finish()) as pdf:
        page = pdf[0].render(scale=0.4).to_pil().convert("L")
    dark = sum(255 - value for value in page.tobytes()) / 255
    assert dark < page.width * page.height / (7 if design == "bold" else 10)


# --- several languages on one sheet ----------------------------------------------------------------------


def several(languages: str = "", size: str = "A3", **more: str) -> LanguagesPoster:
    values = FACTS | ({"languages": languages} if languages else {}) | more
    found: LanguagesPoster = LANGUAGES_POSTER.data(None, None, Request(today=DAY, size=size, values=values))
    return found


def groups(size: int) -> list[str]:
    """All languages, so many at a time."""
    return [",".join(LANGUAGES[at : at + size]) for at in range(0, len(LANGUAGES), size)]


@pytest.mark.parametrize(
    ("languages", "size"),
    [("", size) for size in LANGUAGES_POSTER.sizes]
    + [(group, "A4") for group in groups(4)]
    + [(group, "A3") for group in groups(8)]
    + [("nb,en,pl,lt,ro,ar,ru,so,ti,ckb,fa,th", "A3")],
)
def test_every_language_has_its_own_place_on_one_sheet(watched: Watched, languages: str, size: str) -> None:
    paper = LANGUAGES_POSTER.draw(several(languages, size))
    found = watched.on(paper)
    assert outside(paper, found) == []
    assert collisions(found) == []


def test_blocks_that_are_read_from_the_right_stand_at_the_right(watched: Watched) -> None:
    paper = LANGUAGES_POSTER.draw(several("nb,ar"))
    right = dict.fromkeys(("nb", "ar"), 0.0)
    question = {one.code: one.title.split()[0] for one in several("nb,ar").passages}
    left = dict(right)
    for one in watched.on(paper):
        for code, word in question.items():
            if one.text.startswith(word):
                left[code], right[code] = one.left, one.right
    assert left["nb"] == pytest.approx(50, abs=8)
    assert right["ar"] == pytest.approx(paper.width - 50, abs=8)


def test_each_passage_has_its_language_and_its_draft_line() -> None:
    import io

    import pikepdf

    content = LANGUAGES_POSTER.render(several("nb,en,pl,ar"))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tagged = {
            str(one.Lang)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/Lang" in one
        }
    assert {"en", "pl", "ar"} <= tagged
    for one in several("nb,en,pl,ar").passages:
        assert bool(one.draft) == (language_info(one.code).state == "draft")


def test_more_languages_than_fit_are_refused_with_what_helps() -> None:
    with pytest.raises(LanguagesTooMany) as raised:
        LANGUAGES_POSTER.draw(several(",".join(LANGUAGES), "A4"))
    assert str(len(LANGUAGES)) in str(raised.value)
    with pytest.raises(ValueWrong):
        several("nb,tlh")


def test_what_is_left_out_is_left_out_in_every_language() -> None:
    assert all(len(one.lines) == 1 for one in several("nb,ar", without="P12").passages)
    assert len(several("nb,nb,ar").passages) == 2


# --- the folded handout ------------------------------------------------------------------------------------


def booklet(language: str, **more: str) -> MessageSheet:
    request = Request(today=DAY, language=language, size="A5", values=FACTS | more)
    found: MessageSheet = HANDOUT.data(None, None, request)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_booklet_lie_where_the_fold_wants_them(watched: Watched, language: str) -> None:
    """The cover is in front of the fold where reading ends, the back where it begins; nothing stands on the fold."""
    data = booklet(language)
    paper = HANDOUT.draw(data)
    found = watched.on(paper)
    assert outside(paper, found, margin=20) == []
    assert collisions(found) == []
    middle = paper.width / 2
    assert all(one.right < middle - 20 or one.left > middle + 20 for one in found)
    question = max((one for one in found if one.page == found[0].page), key=lambda one: one.size)
    assert (question.left > middle) != data.right_to_left
    assert len({one.page for one in found}) == 2
    assert min(one.size for one in found if one.text[:3] == data.messages[0].text[:3]) >= 11


def test_a_booklet_with_few_messages_and_no_facts_is_whole() -> None:
    without = ",".join(f"P{number:02}" for number in range(2, 15))
    request = Request(today=DAY, size="A5", values={"without": without})
    assert HANDOUT.make(None, None, request).startswith(b"%PDF")
