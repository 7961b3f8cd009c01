"""The file itself: a strict reader finds every object where the table says it stands."""

from __future__ import annotations

from collections import Counter

import pikepdf
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
    with opened(made) as pdf:
        tables = [thing for thing in pdf.objects if is_a(thing, "/XRef")]
        together = [int(thing.N) for thing in pdf.objects if is_a(thing, "/ObjStm")]
        number, wide, deep = (int(each) for each in tables[0].W)
        entries, count = tables[0].read_bytes(), int(tables[0].Size)
    row = number + wide + deep
    assert len(entries) == row * count
    kinds = Counter(entries[::row])
    assert (kinds[0], kinds[2]) == (1, *together)
    for index in range(1, count):
        kind, *place = entries[index * row : index * row + number + wide]
        if kind == 1:
            assert made[int.from_bytes(place, "big") :].startswith(b"%d 0 obj\n" % index)
    assert made[start:].startswith(b"%d 0 obj\n" % index)  # the table stands last, and in itself


def is_a(thing: object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Type") == kind


def test_what_is_no_stream_is_packed() -> None:
    made = two_pages()
    assert b"/StructParents" not in made
    assert b"/Font " not in made


@pytest.mark.parametrize("count", [1, 300])
def test_a_file_of_few_or_many_objects_is_whole(count: int) -> None:
    objects = Objects()
    root = objects.add("<</Type/Catalog/Pages 2 0 R>>")
    pages = objects.reserve()
    own = [
        objects.add(f"<</Type/Page/Parent {pages}/MediaBox[0 0 9 9]/Resources<<>>>>")
        for _page in range(count)
    ]
    objects.write(pages, f"<</Type/Pages/Count {count}/Kids[{' '.join(own)}]>>")
    with opened(objects.file(root=root, info=objects.add("<<>>"))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == count


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
