"""Small numbers hidden in what leaves the program: 1 to 4 as "<5", and as many others as it takes that none is worked out.

What a reader knows is a set of sums (rows and their total, a row of one table that is the total of another). A hidden
number stays hidden while the sums leave it at least two values. That is asked of the sums themselves, by search, and not
of a rule of thumb: with several sums that share numbers, "at least two hidden in each sum" is not enough. Where the search
finds no second value in its time, the number counts as worked out and more is hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LEAST = 5
"""The smallest number of people that is shown (domain.md 4.5, small cells)."""
SMALL, ALSO = "small", "also"
"""Why a number is hidden: it lies between 1 and LEAST - 1, or another could be worked out from it."""
_TRIES = 4000  # steps of one search


@dataclass(frozen=True)
class Sum:
    """A total and the numbers that add up to it, by their names."""

    total: str
    parts: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything in it, the total last: parts are hidden before it."""
        return (*self.parts, self.total)


def is_small(number: int) -> bool:
    """Whether a number of people is too small to be shown."""
    return 0 < number < LEAST


def hidden(
    numbers: Mapping[str, int],
    sums: Iterable[Sum],
    *,
    unsaid: Collection[str] = (),
    public: Collection[str] = (),
) -> dict[str, str]:
    """Which numbers are hidden, and why: SMALL or ALSO.

    unsaid: numbers that are shown nowhere but follow from a sum, such as a rest; they are protected like the others and
    are not in the answer. public: numbers that are of nobody, and always shown. A sum that does not add up tells a reader
    nothing and is left out.
    """
    true = [one for one in sums if sum(numbers[part] for part in one.parts) == numbers[one.total]]
    marks = {name: SMALL for name, number in numbers.items() if is_small(number) and name not in public}
    marks |= {name: ALSO for name in unsaid if name not in marks}
    left = [name for name, mark in marks.items() if mark == SMALL]
    while left:  # to hide more only adds to what is possible: what has another value once keeps it
        name = left[-1]
        if has_another(name, numbers, true, marks):
            left.pop()
            continue
        more = _one_more(numbers, true, marks, name, public)
        if (
            not more
        ):  # everything about it is hidden, and the sums alone say what it is: that no rule can help
            left.pop()
            continue
        if more not in marks:
            left.insert(0, more)
        marks[more] = ALSO
    return {name: mark for name, mark in marks.items() if name not in unsaid}


def _one_more(
    numbers: Mapping[str, int],
    sums: Sequence[Sum],
    marks: Mapping[str, str],
    known: str,
    public: Collection[str],
) -> str:
    """What is hidden besides: the smallest number beside it that is shown; where nothing is, that it is
    small at all; "" where that is hidden too."""
    near = {name: far for name, far in _reached(sums, known).items() if name not in public}
    shown = [name for name in near if name not in marks]
    if shown:
        totals = {one.total for one in sums}
        return min(
            shown, key=lambda name: (near[name], name in totals, numbers[name] == 0, numbers[name], name)
        )
    return next((name for name in sorted(near, key=lambda one: (near[one], one)) if marks[name] == SMALL), "")


def _reached(sums: Sequence[Sum], start: str) -> dict[str, int]:
    """Everything that hangs together with a number by sums, and over how many of them."""
    far, edge, steps = {start: 0}, {start}, 0
    while edge:
        steps += 1
        beside = {name for one in sums if edge & set(one.names) for name in one.names}
        edge = beside - far.keys()
        far |= dict.fromkeys(edge, steps)
    return far


def has_another(name: str, numbers: Mapping[str, int], sums: Sequence[Sum], marks: Mapping[str, str]) -> bool:
    """Whether a hidden number could have another value, given all that is shown."""
    hung = _reached(sums, name)
    own = [one for one in sums if one.total in hung]
    return _Search(numbers, own, marks, name).finds()


@dataclass
class _Search:
    """Looks for numbers that fit every sum and differ from the true ones at one place."""

    numbers: Mapping[str, int]
    sums: Sequence[Sum]
    marks: Mapping[str, str]
    name: str
    left: int = _TRIES
    _ranges: dict[str, tuple[int, int]] = field(default_factory=dict)

    def finds(self) -> bool:
        most = 2 * max((self.numbers[one.total] for one in self.sums), default=LEAST) + LEAST
        names = {name for one in self.sums for name in one.names} | {self.name}
        ranges = {name: self._range(name, most) for name in names}
        true = self.numbers[self.name]
        low, high = ranges[self.name]
        for value in _outwards(true, low, high):
            if value != true and self._fits(ranges | {self.name: (value, value)}):
                return True
            if self.left <= 0:
                return False
        return False

    def _range(self, name: str, most: int) -> tuple[int, int]:
        number = self.numbers[name]
        if name not in self.marks:
            return number, number
        return (1, LEAST - 1) if self.marks[name] == SMALL else (0, most)

    def _fits(self, ranges: dict[str, tuple[int, int]]) -> bool:
        """Whether some choice within these ranges fits every sum."""
        self.left -= 1
        if self.left <= 0 or not _narrowed(ranges, self.sums):
            return False
        open_ones = [name for name, (low, high) in ranges.items() if low < high]
        if not open_ones:
            return True
        name = min(open_ones, key=lambda one: (ranges[one][1] - ranges[one][0], one))
        low, high = ranges[name]
        tried = _outwards(self.numbers[name], low, high)
        return any(self._fits(ranges | {name: (value, value)}) for value in tried if self.left > 0)


def _outwards(start: int, low: int, high: int) -> Iterator[int]:
    """Every value of a range, those near `start` first."""
    begin = min(max(start, low), high)
    yield begin
    for away in range(1, high - low + 1):
        if begin - away >= low:
            yield begin - away
        if begin + away <= high:
            yield begin + away


def _narrowed(ranges: dict[str, tuple[int, int]], sums: Sequence[Sum]) -> bool:
    """Take from the ranges what no sum allows; False where one is left empty."""
    changed = True
    while changed:
        changed = False
        for one in sums:
            least, most = (sum(ranges[part][end] for part in one.parts) for end in (0, 1))
            low, high = ranges[one.total]
            fits = {one.total: (max(low, least), min(high, most))}
            for part in one.parts:
                at_least, at_most = ranges[part]
                room = (max(at_least, low - (most - at_most)), min(at_most, high - (least - at_least)))
                fits[part] = room
            for name, room in fits.items():
                if room[0] > room[1]:
                    return False
                if room != ranges[name]:
                    ranges[name], changed = room, True
    return True
