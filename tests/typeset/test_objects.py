"""The file itself: a strict reader finds every object where the table says it stands."""

from __future__ import annotations

import re

import pytest

from app.typeset.objects import Objects, pack
from app.typeset.paper import Paper
from tests.typeset.reading import opened


def two_pages(name: str = "Ospar") -> bytes:
    paper = Paper(title="Prøve ☂", language="nb", width=300, height=200)
    for page in range(2):
        if page:
            paper.next_page()
        paper.put(paper.set(f"Side {page} til {name}", size=12, width=200), 20, 20, role="H1")
        paper.pictogram("star", 20, 60, 40, alt="En stjerne")
    return paper.finish()


def test_a_strict_reader_finds_nothing_to_mend() -> None:
    with opened(two_pages()) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [int(page.StructParents) for page in pdf.pages] == [0, 1]
        assert str(pdf.docinfo.Title) == "Prøve ☂"
        assert str(pdf.Root.Lang) == "nb"


def test_the_table_says_where_each_object_stands() -> None:
    made = two_pages()
    start = int(made.rsplit(b"startxref\n", 1)[1].split()[0])
    assert made[start:].startswith(b"xref\n")
    places = [int(place) for place in re.findall(rb"^(\d{10}) 00000 n $", made[start:], re.MULTILINE)]
    assert len(places) >= 20
    for number, place in enumerate(places, 1):
        assert made[place:].startswith(b"%d 0 obj\n" % number)


def test_a_file_is_known_by_what_it_says() -> None:
    def mark(made: bytes) -> str:
        with opened(made) as pdf:
            return bytes(pdf.trailer.ID[0]).hex()

    assert two_pages() == two_pages()
    assert mark(two_pages()) != mark(two_pages("Tindre"))


def test_an_object_that_was_promised_is_not_forgotten() -> None:
    objects = Objects()
    root = objects.reserve()
    objects.stream(pack(b"0 0 m"))
    with pytest.raises(ValueError, match="object 1 was reserved"):
        objects.file(root=root, info=root)
