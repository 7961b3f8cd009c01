"""Pictograms: SVG path data read as lines and curves."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps

from app.base.paths import resource
from app.typeset.paper import Paper
from app.typeset.pictogram import Step, arc, pictogram, read_path, read_svg
from tests.typeset.reading import ink

NAMES = sorted(file.stem for file in resource("icons", "pictograms").glob("*.svg"))


def path(data: str) -> list[tuple[str, list[tuple[float, float]]]]:
    return [(step.verb, [(round(x, 3), round(y, 3)) for x, y in step.points]) for step in read_path(data)]


def test_lines_absolute_and_relative() -> None:
    corner = [("M", [(1, 2)]), ("L", [(4, 2)]), ("L", [(4, 6)]), ("Z", []), ("L", [(2, 3)])]
    assert path("M1 2H4V6ZL2,3") == corner
    assert path("m1,2 h3 v4z l1 1") == corner


def test_points_after_a_move_are_lines() -> None:
    assert path("M0 0 1 1 2-1.5.5.5") == [
        ("M", [(0, 0)]),
        ("L", [(1, 1)]),
        ("L", [(2, -1.5)]),
        ("L", [(0.5, 0.5)]),
    ]


def test_curves() -> None:
    assert path("M0 0C1 0 2 1 2 2S1 4 0 4") == [
        ("M", [(0, 0)]),
        ("C", [(1, 0), (2, 1), (2, 2)]),
        ("C", [(2, 3), (1, 4), (0, 4)]),
    ]
    assert path("M0 0q3 0 3 3") == [("M", [(0, 0)]), ("C", [(2, 0), (3, 1), (3, 3)])]


@pytest.mark.parametrize("data", ["M0 0A5 5 0 0 1 5 5", "M0 0a5 5 0 015 5", "M0,0A5,5,0,0,1,5,5"])
def test_flags_of_an_arc_may_stand_close(data: str) -> None:
    assert path(data)[-1][1][-1] == (5, 5)


@pytest.mark.parametrize("data", ["M0 0T1 1", "M0 0L1", "M0 0Z1 1"])
def test_what_is_not_read_is_refused(data: str) -> None:
    with pytest.raises(ValueError):
        list(read_path(data))


@given(angle=st.floats(0.1, 6.1), start=st.floats(0, 6.2), radius=st.floats(1, 100))
def test_an_arc_stays_on_its_circle(angle: float, start: float, radius: float) -> None:
    first = (radius * math.cos(start), radius * math.sin(start))
    last = (radius * math.cos(start + angle), radius * math.sin(start + angle))
    steps: list[Step] = list(arc(first, last, (radius, radius), 0, angle > math.pi, True))
    before = first
    for step in steps:
        one, two, end = step.points
        middle = [(before[i] + 3 * one[i] + 3 * two[i] + end[i]) / 8 for i in (0, 1)]
        assert math.hypot(*middle) == pytest.approx(radius, rel=2e-3)
        before = end
    assert before == last


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


def test_the_origin_is_the_view_boxs_corner() -> None:
    drawing = read_svg('<svg viewBox="10 20 5 6"><path d="M10 20L15 26"/></svg>')
    assert (drawing.width, drawing.height) == (5, 6)
    assert [step.points for step in drawing.steps] == [((0, 0),), ((5, 6),)]


def test_a_pictogram_that_is_not_bundled_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError):
        pictogram("unicorn")
