"""Pictograms: SVG path data as a page's operators."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageOps

from app.base.paths import resource
from app.typeset.paper import Paper
from app.typeset.pictogram import pictogram, read_path, read_svg
from tests.typeset.reading import ink

NAMES = sorted(file.stem for file in resource("icons", "pictograms").glob("*.svg"))


def test_a_path_becomes_operators() -> None:
    corner = "1 2 m\n4 2 l\n4.5 -6 l\n1 0 2 1 2 2 c\nh\n2 3 m\n.5 0 l"
    assert read_path("M1,2 L4,2 L4.5,-6C1,0 2,1 2,2 ZM2 3L.5 0") == corner


@pytest.mark.parametrize(
    "data",
    ["M0 0T1 1", "M0 0L1", "M0 0 1 1", "M0 0Z1 1", "m1 1", "M0 0A5 5 0 0 1 5 5", "1 1M0 0", "M0 0L1 1e3"],
)
def test_what_is_not_read_is_refused(data: str) -> None:
    with pytest.raises(ValueError):
        read_path(data)


@pytest.mark.parametrize("name", NAMES)
def test_each_bundled_pictogram_leaves_ink_inside_its_square(name: str) -> None:
    paper = Paper(title=name, language="nb", width=120, height=120)
    paper.pictogram(name, 30, 30, 60)
    picture = ink(paper.finish())
    box = picture.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    assert box[0] >= 30
    assert box[1] >= 30
    assert box[2] <= 90
    assert box[3] <= 90
    assert (box[2] - box[0]) * (box[3] - box[1]) > 60 * 60 / 4


def picture_of(name: str, *, right_to_left: bool) -> Image.Image:
    paper = Paper(title=name, language="nb", width=120, height=120, right_to_left=right_to_left)
    paper.pictogram(name, 30, 30, 60)
    return ink(paper.finish())


@pytest.mark.parametrize(("name", "turned"), [("signpost", True), ("clock", False)])
def test_what_points_the_way_is_turned_where_one_reads_from_the_right(name: str, turned: bool) -> None:
    left, right = (picture_of(name, right_to_left=right_to_left) for right_to_left in (False, True))
    mirrored = ImageChops.difference(ImageOps.mirror(left), right).getextrema()[1]
    same = ImageChops.difference(left, right).getextrema()[1]
    assert (mirrored < 8, same < 8) == (turned, not turned)


def test_the_box_gives_the_size() -> None:
    drawing = read_svg('<svg viewBox="0 0 5 6"><path d="M1 2L5 6"/><path d="M0 0Z"/></svg>')
    assert drawing == (5, 6, "1 2 m\n5 6 l\n0 0 m\nh")


@pytest.mark.parametrize("source", ['<svg viewBox="10 20 5 6"></svg>', "<svg></svg>"])
def test_a_box_that_begins_elsewhere_is_refused(source: str) -> None:
    with pytest.raises(ValueError):
        read_svg(source)


def test_a_pictogram_that_is_not_bundled_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError):
        pictogram("unicorn")


def test_what_is_drawn_on_several_pages_stands_in_the_file_once() -> None:
    def paper(pages: int) -> bytes:
        made = Paper(title="star", language="nb", width=120, height=120)
        for page in range(pages):
            if page:
                made.next_page()
            made.pictogram("star", 30, 30, 60)
        return made.finish()

    one, two = paper(1), paper(2)
    assert b"/Subtype/Form" not in one
    assert two.count(b"/Subtype/Form") == 1
    assert ImageChops.difference(ink(one), ink(two, page=1)).getextrema()[1] == 0
