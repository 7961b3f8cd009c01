"""Whether changed lines still fit the papers that say them: found by drawing those papers, not by counting signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.actions.desk import Desk
from app.base.languages import _
from app.base.wording import Wording
from app.documents.document import Document, Request
from app.documents.errors import TextTooLong
from app.documents.registry import DOCUMENTS
from app.store.questions.wording import wording

Lines = Mapping[str, str]
TRIED = 5  # of many changed lines the longest, one by one: each try draws the paper
_FACES = (
    "design",
    "layout",
    "kind",
    "fold",
    "form",
    "ink",
    "sign",
)  # choices that put the text into another space


@dataclass(frozen=True)
class Trial:
    """A paper as it comes out here, in one size and shape."""

    document: str
    size: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NoRoom:
    """A line that a paper has no room for. most: about how many signs it has room for, 0 where not even a few fit.

    together: it would fit alone; with the other changed lines there is too much.
    """

    key: str
    document: str
    size: str
    most: int
    together: bool = False

    def said(self) -> str:
        """For the line's writer, in the window's language."""
        if self.together:
            return _(
                "Together with the other changed lines too long for “{document}” at {size}.",
                document=self.document,
                size=self.size,
            )
        if not self.most:
            return _("Too long for “{document}” at {size}.", document=self.document, size=self.size)
        return _(
            "Too long for “{document}” at {size}: at most about {count} signs.",
            document=self.document,
            size=self.size,
            count=self.most,
        )


def trials(desk: Desk, language: str, keys: Sequence[str]) -> tuple[Trial, ...]:
    """The papers that say one of these lines and can be drawn without naming a person; with the settings of this school."""
    return tuple(_trials(desk, language, frozenset(keys)))


def _trials(desk: Desk, language: str, keys: frozenset[str]) -> Iterator[Trial]:
    for key, one in DOCUMENTS.items():
        if one.languages != "sheets" or any(parameter.required for parameter in one.parameters):
            continue
        for size in one.sizes:
            for values in _shapes(one):
                trial = Trial(key, size, values)
                if keys & _said(desk, language, trial):
                    yield trial


def _shapes(one: Document) -> Iterator[tuple[tuple[str, str], ...]]:
    """As it comes out by default, and in each of its other shapes."""
    yield ()
    for parameter in one.parameters:
        if parameter.name in _FACES and parameter.kind == "choice":
            for code, _label in parameter.choices:
                if code != parameter.default:
                    yield ((parameter.name, code),)


def _said(desk: Desk, language: str, trial: Trial) -> frozenset[str]:
    asked: dict[tuple[str, str], None] = {}
    request = _request(desk, language, trial)
    DOCUMENTS[trial.document].data(desk.store, desk.viewer, request, asked=asked)
    return frozenset(key for code, key in asked if code == language)


def _request(desk: Desk, language: str, trial: Trial) -> Request:
    return Request(today=desk.today, language=language, size=trial.size, values=dict(trial.values))


def room_for(desk: Desk, language: str, lines: Lines, trial: Trial) -> tuple[NoRoom, ...]:
    """Which of the changed lines this paper has no room for; none where it fits, or did not fit before either."""
    paper = _Paper(desk, language, trial)
    if paper.fits(lines) or not paper.fits({}):
        return ()
    said = _said(desk, language, trial)
    changed = {key: text for key, text in lines.items() if key in said}
    longest = sorted(changed, key=lambda key: -len(changed[key]))[:TRIED]
    # those that do not fit alone; where only all together are too long, the longest of them
    guilty = [key for key in longest if not paper.fits({key: changed[key]})]
    title = _(paper.document.title)
    if not guilty:
        return tuple(NoRoom(key, title, trial.size, 0, together=True) for key in longest[:1])
    return tuple(NoRoom(key, title, trial.size, _most(paper, key, changed[key])) for key in guilty)


def _most(paper: _Paper, key: str, text: str) -> int:
    """How many signs of the text fit, to the word, rounded down to what one can count."""
    words = text.split(" ") if " " in text else list(text)
    between = " " if " " in text else ""
    low, high = 0, len(words)
    while high - low > 1:
        middle = (low + high) // 2
        if paper.fits({key: between.join(words[:middle])}):
            low = middle
        else:
            high = middle
    signs = len(between.join(words[:low]))
    return signs // 5 * 5 if signs > 20 else signs


class _Paper:
    """One paper of this school, to be drawn with lines changed."""

    def __init__(self, desk: Desk, language: str, trial: Trial) -> None:
        self.document = DOCUMENTS[trial.document]
        self._desk, self._language, self._trial = desk, language, trial
        self._known: dict[tuple[tuple[str, str], ...], bool] = {}
        self._wording = wording(desk.store, viewer=desk.viewer)

    def fits(self, lines: Lines) -> bool:
        """Whether it can be drawn so."""
        asked = tuple(sorted(lines.items()))
        if asked not in self._known:
            self._known[asked] = self._drawn(lines)
        return self._known[asked]

    def _drawn(self, lines: Lines) -> bool:
        try:
            self.document.draw(self._data(lines))
        except TextTooLong:
            return False
        return True

    def _data(self, lines: Lines) -> Any:
        own = {(self._language, key): text for key, text in lines.items()}
        said = Wording({**self._wording.lines, **own}, self._wording.standing)
        request = _request(self._desk, self._language, self._trial)
        return self.document.data(self._desk.store, self._desk.viewer, request, said=said)


def no_room(desk: Desk, language: str, lines: Lines) -> tuple[NoRoom, ...]:
    """All papers that have no room for these lines, each in the first of its sizes and shapes that has none."""
    found: dict[str, tuple[NoRoom, ...]] = {}
    for trial in trials(desk, language, tuple(lines)):
        if not found.get(trial.document):
            found[trial.document] = room_for(desk, language, lines, trial)
    return tuple(one for told in found.values() for one in told)
