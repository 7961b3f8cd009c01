"""Lines of about equal length: the same text, the same number of lines, sentences whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.typeset.evening import evened
from app.typeset.paragraph import Block, Setter

WORDS = st.lists(st.text("abcdefgåø", min_size=1, max_size=9), min_size=1, max_size=30).map(" ".join)


def said(block: Block) -> list[str]:
    return [line.text.strip() for line in block.lines]


@given(text=WORDS, width=st.floats(40, 300))
def test_nothing_is_lost_and_no_line_is_added(text: str, width: float) -> None:
    block = Setter().set(text, size=10, width=width, language="nb")
    even = evened(block)
    assert even.line_count == block.line_count
    assert even.ink_width <= (width if block.torn else block.ink_width) + 0.01
    assert "".join("".join(said(even)).split()) == "".join(text.split())


def test_no_word_is_left_alone_where_there_is_room_beside_it() -> None:
    block = Setter().set("Du kan møte skoler og andre som hjelper.", size=10, width=190, language="nb")
    assert said(block)[1:] == ["hjelper."]
    assert len(said(evened(block))[1].split()) > 1


@pytest.mark.parametrize(
    ("text", "language", "width", "lines"),
    [
        (
            "Har du utdanning? Vi kan vise deg hva den er.",
            "nb",
            150,
            ["Har du utdanning?", "Vi kan vise deg hva den er."],
        ),
        ("ประวัติย่อ (CV) ใบสมัครจากโรงเรียน", "th", 120, ["ประวัติย่อ (CV)", "ใบสมัครจากโรงเรียน"]),
        (
            "法律有少数例外。请向我们询问这些例外。",
            "zh-Hans",
            150,
            ["法律有少数例外。", "请向我们询问这些例外。"],
        ),
        ("እቲ ሕጊ ፍሉያት ኣለውዎ። ሕተቱና።", "ti", 100, ["እቲ ሕጊ ፍሉያት ኣለውዎ።", "ሕተቱና።"]),
    ],
)
def test_two_lines_part_where_a_sentence_or_phrase_ends(
    text: str, language: str, width: float, lines: list[str]
) -> None:
    block = Setter().set(text, size=10, width=width, language=language)
    assert block.line_count == 2
    assert said(evened(block)) == lines


def test_one_line_and_several_paragraphs_stay_as_they_are() -> None:
    setter = Setter()
    for text in ("kort", "første avsnitt\nandre avsnitt som er lengre", ""):
        block = setter.set(text, size=10, width=90, language="nb")
        assert evened(block) is block
