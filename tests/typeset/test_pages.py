"""Pages: what a reader, a search and an eye find in the file."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.typeset.errors import CharacterMissing
from app.typeset.paper import Paper
from app.typeset.plain import MARGIN, typeset_text
from tests.typeset.reading import by_pdfium, by_poppler, ink, inked_columns, opened, roles, words

TEXTS = {
    "nb": "Hei på deg, kl. 9–15. Kurs A1–B2 i rom 12, telefon 22 33 44 55. Æ, ø og å. fi ffi – «så bra».",
    "pl": "Doradca zawodowy pomoże ci: życie, łąka, źdźbło, święto.",
    "uk": "Професійна орієнтація: співбесіда, їжак, ґанок. Є запитання?",
    "ta": "தமிழ் மொழி கொண்டு வேலைக்கு கௌ ஸ்ரீ",
    "am": "የሙያ ምክር እና ትምህርት፣ ክፍል 12።",
    "hi": "मार्गदर्शन और शिक्षा कक्ष १२ क्षत्रिय",
    "th": "ที่ปรึกษาด้านอาชีพ น้ำ ปู่ ญี่ปุ่น (ห้อง 12)",
    "my": "ကျွန်ုပ်တို့သည် နော်ဝေဘာသာစကား (အခန်း 12) ကမ္ဘာ",
    "bn": "পেশা পরামর্শক: শিক্ষা ও কাজ, স্ত্রী, লক্ষ্মী।",
    "pa": "ਕਿੱਤਾ ਸਲਾਹਕਾਰ: ਸਿੱਖਿਆ ਅਤੇ ਕੰਮ।",
    "ka": "კარიერული კონსულტაცია, ოთახი 12.",
    "zh-Hans": "职业指导：“你好”，《书》（测试）……周一 9:00–15:00，与 Rognulf 谈。",
    "vi": "Tư vấn nghề nghiệp: ẾỘẪỖẬ Ữỵ, gọi Đường 12.",
}
RIGHT_TO_LEFT = {
    "ar": "السيرة الذاتية وطلب العمل. دروس النرويجية A1–B2 (المدرسة، الغرفة 12). اتصل بـ Rognulf على 22 33 44 55.",
    "ar-vowelled": "كَتَبَ الطَّالِبُ رِسَالَةً إِلَى المُرْشِدِ",
    "fa": "راهنمایی شغلی و تحصیلی، می‌خواهم ۴۵ نفر (اتاق ۱۲)",
    "ckb": "ڕێنمایی پیشەیی و خوێندن",
    "ps": "د کار او زده‌کړې لارښوونه",
}


def one_line(text: str, language: str) -> bytes:
    return typeset_text(text, language=language, size=12, width=700)


def paper(language: str = "nb", *, right_to_left: bool = False) -> Paper:
    return Paper(title="Prøve", language=language, width=300, height=200, right_to_left=right_to_left)


@pytest.mark.parametrize("language", TEXTS)
def test_what_was_written_can_be_read(language: str, tmp_path: Path) -> None:
    pdf = one_line(TEXTS[language], language)
    assert by_pdfium(pdf) == TEXTS[language]
    assert by_poppler(pdf, tmp_path) == TEXTS[language]


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_right_to_left_words_can_be_copied_and_searched(language: str, tmp_path: Path) -> None:
    text = RIGHT_TO_LEFT[language]
    pdf = one_line(text, language.partition("-")[0])
    assert words(text) <= words(by_pdfium(pdf))
    assert words(text) <= words(by_poppler(pdf, tmp_path).replace("على", " على "))


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_right_to_left_text_is_spoken_in_reading_order(language: str) -> None:
    text = RIGHT_TO_LEFT[language]
    with opened(one_line(text, language.partition("-")[0])) as document:
        paragraph = document.Root.StructTreeRoot.K.K[0]
        assert str(paragraph.ActualText) == text


@pytest.mark.parametrize("text", ["karriereveiledning", "karriere\u00adveiledning"])
def test_a_parted_word_can_be_found_whole(text: str, tmp_path: Path) -> None:
    sheet = paper()
    block = sheet.set(text, size=20, width=130)
    assert block.line_count == 2
    sheet.put(block, 10, 10)
    pdf = sheet.finish()
    whole = "karriere\u00adveiledning"
    assert by_poppler(pdf, tmp_path).replace("\u00ad ", "\u00ad") == whole
    assert by_pdfium(pdf).replace(" ", "") in (whole, whole.replace("\u00ad", "\ufffe"))


def test_pure_right_to_left_sentences_read_back_in_order(tmp_path: Path) -> None:
    text = "السيرة الذاتية وطلب العمل والتعليم"
    assert by_pdfium(one_line(text, "ar")) == text
    assert by_poppler(one_line(text, "ar"), tmp_path) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "هنا (مدرسة)، ثم «عمل» حتى 9:00–15:00. اتصل بـ (Rognulf) على 22 33 44 55."),
        ("ckb", "ڕێنمایی پیشەیی (ژوور 12)، خوێندن؟"),
        ("fa", "می‌خواهم ۴۵ نفر (اتاق ۱۲) باشند، ۵۰٪."),
        ("ps", "د کار او زده‌کړې لارښوونه (خونه 7)."),
        ("ug", "ئۇيغۇرچە خىزمەت ۋە مائارىپ: 12-ئۆي."),
        ("ur", "پیشہ ورانہ رہنمائی (کمرہ 12) میں ۵۰٪ لوگ، Rognulf سے بات کریں۔"),
    ],
)
def test_right_to_left_lines_read_back_as_they_were_written(language: str, text: str, tmp_path: Path) -> None:
    """Brackets too, by PDFium, which mirrors them back; Poppler leaves them as they look."""
    pdf = one_line(text, language)
    assert by_pdfium(pdf) == text
    shapes = text.translate(dict(zip(map(ord, "()«»"), ")(»«", strict=True)))
    assert by_poppler(pdf, tmp_path) == shapes


def test_all_fonts_are_embedded_subsets_of_ours() -> None:
    pdf = one_line("Hei مدرسة ที่", "nb")
    with opened(pdf) as document:
        fonts = document.pages[0].Resources.Font
        names = sorted(str(font.BaseFont) for font in fonts.values())
        files = [font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes() for font in fonts.values()]
    assert [re.sub(r"^/[A-Z]{6}\+", "", name) for name in names] != names
    assert {name.partition("+")[2] for name in names} == {
        "NotoSans-Regular",
        "NotoSansArabic-Regular",
        "NotoSansThai-Regular",
    }
    assert max(map(len, files)) < 20_000
    assert b"Helvetica" not in pdf


def test_the_same_document_has_the_same_bytes() -> None:
    assert one_line(TEXTS["nb"], "nb") == one_line(TEXTS["nb"], "nb")
    assert one_line(RIGHT_TO_LEFT["ar"], "ar") == one_line(RIGHT_TO_LEFT["ar"], "ar")


def test_structure_says_what_is_what() -> None:
    sheet = paper()
    sheet.put(sheet.set("Overskrift", size=20, width=280, bold=True), 10, 10, role="H1")
    with sheet.list():
        for text in ("en", "to"):
            with sheet.item():
                sheet.put(sheet.set(text, size=12, width=280), 10, 50)
    with sheet.list():
        sheet.rectangle(0, 0, 10, 10, fill="#000000")
    sheet.pictogram("star", 10, 90, 20, alt="En stjerne")
    sheet.pictogram("star", 40, 90, 20)
    sheet.put(sheet.set("side 1", size=8, width=280), 10, 180, role="Artifact")
    sheet.next_page()
    sheet.put(sheet.set("Skole", size=12, width=280, language="en"), 10, 10)
    pdf = sheet.finish()
    items = [["LI", ["LBody", ["P"]]], ["LI", ["LBody", ["P"]]]]
    assert roles(pdf) == ["Document", ["H1"], ["L", *items], ["Figure"], ["P"]]
    with opened(pdf) as document:
        root = document.Root
        assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("nb", True)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo["/Title"]) == "Prøve"
        figure, passage = root.StructTreeRoot.K.K[2], root.StructTreeRoot.K.K[3]
        assert (str(figure.Alt), str(passage.Lang)) == ("En stjerne", "en")
        assert passage.Pg.objgen == document.pages[1].objgen
        owners = {
            int(number): owner
            for number, owner in zip(*[iter(root.StructTreeRoot.ParentTree.Nums)] * 2, strict=False)
        }
        assert [page.StructParents for page in document.pages] == sorted(owners)
        assert owners[1][0].objgen == passage.objgen
        for page in document.pages:
            marks = [str(ops) for _operands, ops in pikepdf.parse_content_stream(page)]
            assert marks.count("BDC") + marks.count("BMC") == marks.count("EMC")


def test_right_to_left_paper_is_the_mirror_image() -> None:
    def drawn(right_to_left: bool) -> tuple[int, int]:
        sheet = paper(right_to_left=right_to_left)
        sheet.rectangle(20, 20, 60, 30, fill="#000000")
        return inked_columns(ink(sheet.finish()))

    assert drawn(right_to_left=False) == (20, 80)
    assert drawn(right_to_left=True) == (220, 280)


@pytest.mark.parametrize(("language", "text"), [("nb", "skolen"), ("ar", "المدرسة"), ("th", "โรงเรียน")])
def test_ink_begins_where_reading_starts(language: str, text: str) -> None:
    right_to_left = language == "ar"
    sheet = paper(language, right_to_left=right_to_left)
    block = sheet.set(text, size=20, width=200)
    sheet.put(block, 30, 20)
    first, last = inked_columns(ink(sheet.finish(), scale=4))
    start = 300 - last / 4 if right_to_left else first / 4
    assert start == pytest.approx(30, abs=3)
    assert (last - first) / 4 == pytest.approx(block.ink_width, abs=4)


def test_alignment() -> None:
    def left_edge(align: str) -> float:
        sheet = paper()
        sheet.put(sheet.set("IIII", size=20, width=200, align=align), 50, 20)  # type: ignore[arg-type]
        return inked_columns(ink(sheet.finish(), scale=4))[0] / 4

    width = paper().set("IIII", size=20, width=200).ink_width
    start, centre, end = map(left_edge, ("start", "centre", "end"))
    assert centre - start == pytest.approx((200 - width) / 2, abs=0.5)
    assert end - start == pytest.approx(200 - width, abs=0.5)


def test_no_glyph_is_an_empty_box() -> None:
    """Glyph 0 is the box that stands for a missing character; no text of ours draws it."""
    for text in [*TEXTS.values(), *RIGHT_TO_LEFT.values()]:
        block = paper().set(text, size=10, width=280)
        assert all(
            glyph.number for line in block.lines for piece in line.pieces for glyph in piece.run.glyphs
        )


@pytest.mark.parametrize(
    ("character", "name"),
    [("😀", "U+1F600 GRINNING FACE"), ("漢", "U+6F22"), ("\x07", "U+0007")],
)
def test_a_character_without_a_font_is_named_before_anything_is_written(character: str, name: str) -> None:
    with pytest.raises(CharacterMissing) as caught:
        typeset_text(f"Hei {character}!", language="nb", size=12, width=200)
    assert name in str(caught.value)
    assert "laget" in str(caught.value)  # the bokmål sentence: no file was made


def test_a_long_text_goes_on_on_the_next_page() -> None:
    text = "\n\n".join(f"Avsnitt nummer {number} om skole og arbeid." for number in range(120))
    pdf = typeset_text(text, language="nb", size=14, width=200)
    with opened(pdf) as document:
        count = len(document.pages)
    assert count > 2
    read = " ".join(by_pdfium(pdf, page) for page in range(count))
    assert read == " ".join(text.split())


def test_a_plain_text_joins_single_line_ends() -> None:
    assert by_pdfium(one_line("\ufeffen\r\nto\r\n\r\n \r\ntre", "nb")) == "en to tre"
    assert roles(one_line("en\nto\n\n \ntre", "nb")) == ["Document", ["P"], ["P"]]


def test_the_page_is_as_wide_as_the_column_and_its_margins() -> None:
    with opened(typeset_text("", language="nb", size=12, width=200)) as document:
        assert float(document.pages[0].MediaBox[2]) == pytest.approx(200 + 2 * MARGIN)


@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=12),
    language=st.sampled_from(["nb", "ar"]),
)
def test_any_text_is_set_or_refused_by_name(text: str, language: str) -> None:
    try:
        outcome = typeset_text(text, language=language, size=12, width=100)
    except CharacterMissing as missing:
        outcome = str(missing).encode()
    assert re.search(rb"^%PDF-1.7|U\+[0-9A-F]{4,6}", outcome)


@given(
    text=st.text(
        st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=["Cc", "Cf", "Zs"]),
        max_size=30,
    )
)
def test_any_latin_text_reads_back_as_it_was_written(text: str) -> None:
    assert by_pdfium(one_line(f"x{text}x", "nb")) == f"x{text}x"


def test_a_chinese_glyph_that_means_two_things_is_drawn_and_read_as_both(tmp_path: Path) -> None:
    """Its second meaning has a code of its own, which the font's CMap leads to the same glyph."""
    text = "书书\ufe00书"
    pdf = one_line(text, "zh-Hans")
    assert b"/CMapName /Overgang-H" in pdf or b"/CMapName/Overgang-H" in pdf
    assert by_pdfium(pdf).replace("\ufe00", "") == "书书书"
    assert by_poppler(pdf, tmp_path) == text
    first, last = inked_columns(ink(pdf, scale=4))
    alike = one_line("书书书", "zh-Hans")
    assert inked_columns(ink(alike, scale=4)) == (first, last)
