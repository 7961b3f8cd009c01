"""Lines: where they may end, how full they are, how they are cut."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.typeset.breaks import break_places, letter_places
from app.typeset.paragraph import Setter

THAI = "คุณพูดคุยเรื่องการเรียน"


def parts(text: str, language: str = "nb") -> list[str]:
    ends = break_places(text, language=language)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def lines(text: str, width: float, language: str = "nb", **options: object) -> list[str]:
    block = Setter().set(text, size=10, width=width, language=language, **options)  # type: ignore[arg-type]
    return [line.text for line in block.lines]


@pytest.mark.parametrize(
    "unit",
    [
        "A1–B2",
        "A1 – B2",
        "22 33 44 55",
        "+47 22 33 44 55",
        "(+47) 223 34 455",
        "9–15",
        "09.00–15.30",
        "09:00 – 15:00",
        "kl. 9–15",
        "kl. 09.30",
        "nr. 12",
        "2026-11-22",
        "ospar-tindre@skolen.example",
        "۰۹:۰۰ – ۱۵:۰۰",
        "50 %",
        "100 kr",
        "№ 12",
        "\u2068B 12\u2069",
        "kl. \u20689\u2069–\u206815\u2069",
        "\u206822 33 44 55\u2069",
    ],
)
def test_what_belongs_together_stays_together(unit: str) -> None:
    assert [part.strip() for part in parts(f"rom {unit} på skolen")] == ["rom", unit, "på", "skolen"]


def test_a_unit_wider_than_the_line_is_broken_all_the_same() -> None:
    assert "".join(lines("22 33 44 55 66 77", width=30)) == "22 33 44 55 66 77"
    assert len(lines("22 33 44 55 66 77", width=30)) > 1


def test_thai_breaks_between_words() -> None:
    assert parts(THAI, "th") == ["คุณ", "พูด", "คุย", "เรื่อง", "การ", "เรียน"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("my", "အလုပ်အကိုင်အတွက်လမ်းညွှန်ပေးသည်။", "အလုပ်အကိုင်|အတွက်|လမ်းညွှန်|ပေးသည်။"),
        ("zh-Hans", "你好，“引号”（测试）……《书》！", "你|好，|“引|号”|（测|试）……|《书》！"),
        ("zh-Hans", "电话22 33 44 55，A1–B2课程。", "电|话|22 33 44 55，|A1–B2|课|程。"),
        ("am", "ሰላም፡ለሁሉም።ደህና፣ነው", "ሰላም፡|ለሁሉም።|ደህና፣|ነው"),
        ("fr", "Que faire ? Oui : « bonjour » ; non !", "Que |faire ? |Oui : |« bonjour » ; |non !"),
        ("ur", "کمرہ ⁨12⁩ میں (تعلیم) 50 %", "کمرہ |⁨12⁩ |میں |(تعلیم) |50 %"),
        ("hi", "कक्षा 12 में। क्या", "कक्षा |12 |में। |क्या"),
    ],
)
def test_lines_end_as_the_script_wants_it(language: str, text: str, wanted: str) -> None:
    assert parts(text, language) == wanted.split("|")


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("nb", "karriereveiledning", "karriere|veiledning"),
        ("nn", "karriererettleiing", "karriere|rettleiing"),
        ("de", "Berufsberatungsgespräch", "Berufsbera|tungsgespräch"),
        ("fi", "ammatinvalinnanohjaus", "ammatinva|linnanohjaus"),
        ("sv", "utbildningsmöjligheter", "utbildnings|möjligheter"),
    ],
)
def test_a_long_word_is_parted_by_the_rules_of_its_language(language: str, text: str, wanted: str) -> None:
    setter = Setter()
    parts = [setter.set(part, size=10, width=500, language=language).ink_width for part in wanted.split("|")]
    width = max(parts) + 5
    assert lines(text, width, language) == wanted.split("|")


def test_a_word_is_parted_only_where_the_line_would_stay_half_empty() -> None:
    text = "Karriereveiledning, karriereveiledning og karriereveiledning"
    wide, narrow = (Setter().set(text, size=10, width=width, language="nb") for width in (300, 150))
    assert not wide.torn
    assert narrow.torn
    assert narrow.lines[0].text == "Karriereveiledning, karriere"
    assert all(line.width <= 150 for line in narrow.lines)
    assert not Setter().set("Solmund Steinvid", size=10, width=60, language="nb").torn


def test_without_rules_for_the_language_a_word_is_cut_only_where_it_has_no_room() -> None:
    assert lines("karjäär karjäärinõustamine", width=95, language="se") == ["karjäär ", "karjäärinõustamine"]


def test_places_count_characters_and_not_utf_16() -> None:
    text = "𐐷𐐷 𐐷 ab"
    assert parts(text) == ["𐐷𐐷 ", "𐐷 ", "ab"]
    assert letter_places(text, language="nb") == [1, 2, 3, 4, 5, 6, 7]


def test_no_line_is_wider_than_asked_and_none_is_emptier_than_it_need_be() -> None:
    text = "Veilederen hjelper deg å finne ut hva du kan, hva du liker og hva som er viktig for deg."
    block = Setter().set(text, size=12, width=140, language="nb")
    assert max(line.width for line in block.lines) <= 140
    for line, after in zip(block.lines, block.lines[1:], strict=False):
        word = Setter().set(after.text.split()[0], size=12, width=1000, language="nb").ink_width
        blank = Setter().set("a a", size=12, width=1000, language="nb").ink_width
        blank -= Setter().set("aa", size=12, width=1000, language="nb").ink_width
        assert line.width + blank + word > 140


def test_white_space_at_the_end_of_a_line_has_no_width() -> None:
    setter = Setter()
    assert setter.set("skole ", size=12, width=99, language="nb").ink_width == pytest.approx(
        setter.set("skole", size=12, width=99, language="nb").ink_width
    )


def test_a_soft_hyphen_shows_only_where_the_line_ends() -> None:
    whole, broken = "arbeids\u00admarked", lines("arbeids\u00admarked", width=50)
    block = Setter().set(whole, size=10, width=50, language="nb")
    hyphens = [[piece.run.advance for piece in line.pieces if piece.text == "\u00ad"] for line in block.lines]
    assert broken == ["arbeids\u00ad", "marked"]
    assert hyphens == [[pytest.approx(0.322)], []]
    assert block.lines[0].width <= 50


def test_line_ends_make_paragraphs_and_empty_ones_take_their_room() -> None:
    assert lines("en\r\nto\n\nfire\u2028fem", width=100) == ["en", "to", "", "fire", "fem"]


def test_the_first_line_may_be_indented() -> None:
    block = Setter().set("en to tre fire fem seks sju", size=10, width=60, language="nb", first_line=20)
    assert [line.indent for line in block.lines][:2] == [20, 0]
    assert block.lines[0].width <= 40


def test_cutting_a_block_keeps_every_line() -> None:
    block = Setter().set("en to tre fire fem seks sju åtte ni ti", size=10, width=40, language="nb")
    head, rest = block.cut(block.leading * 2.5)
    assert head is not None
    assert rest is not None
    assert (head.line_count, head.lines + rest.lines) == (2, block.lines)
    assert block.cut(block.leading * 0.9) == (None, block)
    assert block.cut(block.height) == (block, None)


def test_scripts_with_tall_marks_get_more_leading_than_asked() -> None:
    latin, arabic = (
        Setter().set(text, size=10, width=99, language=code, leading=1.1)
        for text, code in (("skole", "nb"), ("مدرسة", "ar"))
    )
    assert (latin.leading, arabic.leading > 14) == (pytest.approx(11), True)


LETTERS = st.text(st.sampled_from("abå ,.-1 9–()\u00adñ مدرسةكَ۴ที่นี่คุณ ж тамில்"), max_size=60)


@given(text=LETTERS, width=st.floats(8, 200), language=st.sampled_from(["nb", "ar", "th", "fa"]))
def test_every_character_stands_on_exactly_one_line(text: str, width: float, language: str) -> None:
    assert "".join(lines(text, width, language)) == text


@given(text=LETTERS, width=st.floats(8, 200))
def test_an_element_of_a_line_never_overlaps_the_next(text: str, width: float) -> None:
    for line in Setter().set(text, size=10, width=width, language="ar").lines:
        edges = sorted((piece.x, piece.x + piece.run.advance * 10) for piece in line.pieces)
        for (_start, end), (start, _end) in itertools.pairwise(edges):
            assert start == pytest.approx(end, abs=1e-6)
