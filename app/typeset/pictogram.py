"""Pictograms: the path of a small SVG file as lines and curves."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from xml.etree import ElementTree

from app.base.paths import resource

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
Point = tuple[float, float]
# Those that point the way one reads: turned round on paper that is read from right to left.
POINTING = frozenset({"signpost"})


@dataclass(frozen=True)
class Step:
    """One step of a path: M and L take one point, C three, Z none."""

    verb: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Pictogram:
    """A path in a box whose origin is its upper left corner."""

    width: float
    height: float
    steps: tuple[Step, ...]

    @cached_property
    def operators(self) -> str:
        """The path as a page's operators, y running down."""
        return "\n".join(
            f"{' '.join(f'{x:.2f} {y:.2f}' for x, y in step.points)} {'h' if step.verb == 'Z' else step.verb.lower()}"
            for step in self.steps
        )


@cache
def pictogram(name: str) -> Pictogram:
    """A bundled pictogram by its file's name. Raises FileNotFoundError for one that is not bundled."""
    return read_svg(resource("icons", "pictograms", f"{name}.svg").read_text("utf-8"))


def read_svg(source: str) -> Pictogram:
    """The filled paths of an SVG file that has nothing else."""
    root = ElementTree.fromstring(source)
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    steps = [
        Step(step.verb, tuple((x - left, y - top) for x, y in step.points))
        for element in root.iter()
        if element.tag.endswith("path")
        for step in read_path(element.attrib["d"])
    ]
    return Pictogram(width, height, tuple(steps))


def read_path(data: str) -> Iterator[Step]:
    """The steps of SVG path data (M L H V C S Q A Z, absolute and relative). Raises ValueError for any other verb."""
    return _PathReader(data).steps()


class _PathReader:
    """Reads path data step by step, keeping where the pen is."""

    def __init__(self, data: str) -> None:
        self._data = data
        self._pen: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._control: Point | None = None  # of the curve before, for S

    def steps(self) -> Iterator[Step]:
        """Each step, made absolute."""
        verb = ""
        tokens = _tokens(self._data)
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.isalpha():
                verb, index = token, index + 1
            elif verb in "Zz":
                raise ValueError(f"a number without a verb in a path: {token}")
            if verb.upper() not in _TAKES:
                raise ValueError(f"a path verb that is not read: {verb}")
            count = _TAKES[verb.upper()]
            numbers = [float(part) for part in tokens[index : index + count]]
            if len(numbers) < count:
                raise ValueError(f"a path that ends within {verb}")
            index += count
            yield from self._step(verb, numbers)
            verb = {"M": "L", "m": "l"}.get(verb, verb)

    def _step(self, verb: str, numbers: list[float]) -> Iterator[Step]:
        upper = verb.upper()
        if upper == "Z":
            self._pen, self._control = self._start, None
            yield Step("Z", ())
        elif upper == "A":
            yield from self._arc(numbers, self._points(numbers[5:], verb)[0])
        elif upper in "HV":
            across = upper == "H"
            base = (self._pen[0] if across else self._pen[1]) if verb.islower() else 0.0
            yield self._line(
                "L", (base + numbers[0], self._pen[1]) if across else (self._pen[0], base + numbers[0])
            )
        elif upper in "ML":
            yield self._line(upper, self._points(numbers, verb)[0])
        else:
            yield self._curve(upper, self._points(numbers, verb))

    def _points(self, numbers: list[float], verb: str) -> list[Point]:
        x, y = self._pen if verb.islower() else (0.0, 0.0)
        return [(x + numbers[i], y + numbers[i + 1]) for i in range(0, len(numbers), 2)]

    def _line(self, verb: str, point: Point) -> Step:
        self._pen, self._control = point, None
        if verb == "M":
            self._start = point
        return Step(verb, (point,))

    def _curve(self, verb: str, points: list[Point]) -> Step:
        if verb == "S":
            before = self._control or self._pen
            points = [(2 * self._pen[0] - before[0], 2 * self._pen[1] - before[1]), *points]
        elif verb == "Q":
            middle, end = points
            points = [_two_thirds(self._pen, middle), _two_thirds(end, middle), end]
        self._control, self._pen = (points[1] if verb != "Q" else None), points[2]
        return Step("C", tuple(points))

    def _arc(self, numbers: list[float], end: Point) -> Iterator[Step]:
        start = self._pen
        self._pen, self._control = end, None
        if start == end:
            return
        if not numbers[0] or not numbers[1]:
            yield Step("L", (end,))
            return
        yield from arc(
            start, end, (abs(numbers[0]), abs(numbers[1])), numbers[2], bool(numbers[3]), bool(numbers[4])
        )


def _tokens(data: str) -> list[str]:
    """Verbs and numbers; the two flags of an arc may stand without a blank between them and what follows."""
    tokens: list[str] = []
    for part in re.findall(r"[A-Za-z][^A-DF-Za-df-z]*", data):
        if part[0] in "Aa":
            flagged = re.sub(
                r"((?:[\s,]*[-+]?(?:\d+\.?\d*|\.\d+)){3}[\s,]*)([01])[\s,]*([01])", r"\1 \2 \3 ", part[1:]
            )
            tokens += [part[0], *_TOKEN.findall(flagged)]
        else:
            tokens += _TOKEN.findall(part)
    return tokens


def _two_thirds(end: Point, middle: Point) -> Point:
    return end[0] + (middle[0] - end[0]) * 2 / 3, end[1] + (middle[1] - end[1]) * 2 / 3


def arc(start: Point, end: Point, radii: Point, turned: float, large: bool, sweep: bool) -> Iterator[Step]:
    """An elliptical arc as curves of at most a quarter turn (SVG 1.1, appendix F.6). turned: degrees."""
    angle = math.radians(turned)
    cos, sin = math.cos(angle), math.sin(angle)
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    x, y = cos * half[0] + sin * half[1], -sin * half[0] + cos * half[1]
    grow = max(math.hypot(x / radii[0], y / radii[1]), 1.0)
    wide, tall = radii[0] * grow, radii[1] * grow
    share = (wide * y) ** 2 + (tall * x) ** 2
    far = math.sqrt(max((wide * tall) ** 2 / share - 1, 0.0)) * (-1 if large == sweep else 1)
    centre_x, centre_y = far * wide * y / tall, -far * tall * x / wide
    first = math.atan2((y - centre_y) / tall, (x - centre_x) / wide)
    turn = math.atan2((-y - centre_y) / tall, (-x - centre_x) / wide) - first
    turn += (2 * math.pi if sweep and turn < 0 else 0) - (2 * math.pi if not sweep and turn > 0 else 0)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)

    def place(across: float, down: float) -> Point:
        u, v = across * wide + centre_x, down * tall + centre_y
        return cos * u - sin * v + middle[0], sin * u + cos * v + middle[1]

    count = max(math.ceil(abs(turn) / (math.pi / 2) - 1e-9), 1)
    reach = 4 / 3 * math.tan(turn / count / 4)
    for number in range(count):
        a, b = first + turn * number / count, first + turn * (number + 1) / count
        yield Step(
            "C",
            (
                place(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
                place(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
                end if number == count - 1 else place(math.cos(b), math.sin(b)),
            ),
        )
