"""A poster in several languages at once: one block for each, of equal weight, and where, when and whom to ask once.

Somebody who looks for their own language finds it by its name and script; who has found it steps nearer. With six languages
at A3 all of it is read from two metres; with twelve (13 points: 6.5 arc minutes at 1.3 metres) the question is, and the rest
from nearer; on no sheet is it below 11 points. More languages than fit so are refused. Each block is read in its own
direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_, sheet_languages
from app.documents.document import Document, Inputs, Parameter
from app.documents.errors import LanguagesTooMany
from app.documents.fitting import largest
from app.documents.message_rows import Look, draw_foot, draw_pictogram, set_rows, smoothed
from app.documents.message_sheet import PARAMETERS, MessageSheet, gathered
from app.documents.poster_page import Page, page_of
from app.documents.sheet_texts import sentences
from app.typeset.evening import evened
from app.typeset.paper import Paper
from app.typeset.paragraph import Block

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

FIRST = "nb,en,pl,lt,ro,ar"  # what is met most often (domain.md 2.3)
SIGNS = ("signpost", "chats-circle", "graduation-cap", "hard-hat", "file-text", "translate")
"""What the poster is about, for everybody."""
STEPS = (
    34.0, 31.0, 28.0, 26.0, 24.0, 22.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0,
)  # at A3  # fmt: skip
LEAST = 11.0  # on any sheet
QUESTION, INVITATION, NAME, DRAFT = 1.55, 1.05, 0.8, 7.0  # of the text's size; the last in points
FOOT = 20.0  # the size of place and times at A3
COLUMNS = (1, 2, 3)
MARGIN, GUTTER, BAND, SIGN = 50.0, 34.0, 112.0, 70.0  # at A3
APART, MOST_APART = 0.8, 4.5  # between blocks, of the text's size
AIR = 0.16  # between two texts of a block, of the text's size
NAME_RULE = 2.5  # above each block, at A3
GREY = "#5a5a5a"


class Passage(NamedTuple):
    """What one language says."""

    code: str
    right_to_left: bool
    name: str
    title: str
    lines: tuple[str, ...]
    draft: str


class LanguagesPoster(NamedTuple):
    """All that stands on the poster. sheet: what is said once."""

    sheet: MessageSheet
    passages: tuple[Passage, ...]


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> LanguagesPoster:
    """The passages in the order in which the languages are named, each once."""
    codes = dict.fromkeys(code.strip() for code in inputs.values["languages"].split(",") if code.strip())
    sheet = gathered(inputs, keys=("P14",))._replace(modest=inputs.values["ink"] == "modest")
    passages = tuple(_passage(inputs, code) for code in codes or (inputs.language,))
    return LanguagesPoster(sheet._replace(draft=""), passages)


def _passage(inputs: Inputs, code: str) -> Passage:
    texts = inputs.texts(code)
    off = inputs.keys("without")
    return Passage(
        code=code,
        right_to_left=texts.right_to_left,
        name=texts.info.own_name,
        title=texts.say("P01"),
        lines=tuple(texts.say(key) for key in ("P02", "P12") if key not in off),
        draft=texts.say("draft") if texts.is_draft else "",
    )


class Written(NamedTuple):
    """A passage set for a column. blocks: with their roles and colours, one below the other, and the air between them."""

    blocks: tuple[tuple[Block, str, str], ...]
    air: float

    @property
    def height(self) -> float:
        """All its text."""
        return sum(block.height + self.air for block, _role, _colour in self.blocks) - self.air


class Columns(NamedTuple):
    """Passages in columns of about the same height. size: of the text."""

    size: float
    width: float
    columns: tuple[tuple[Written, ...], ...]

    def heights(self) -> list[float]:
        """Of each column, with the least gaps."""
        gap = APART * self.size
        return [sum(one.height + gap for one in column) - gap for column in self.columns]


def draw(data: LanguagesPoster) -> Paper:
    """The poster on one page. Raises LanguagesTooMany, which says what would help."""
    page = page_of(data.sheet)
    scale = page.scale
    look = Look(
        width=page.width,
        height=page.bottom,
        margin=MARGIN * scale,
        icon=2.0,
        icon_gap=0.7,
        small=page.small,
        tile="outlined" if data.sheet.modest else "filled",
    )
    foot = smoothed(set_rows(page.paper, data.sheet, look, FOOT * scale))
    top = (BAND + 34) * scale
    room = page.bottom - look.margin - foot.foot_height - top - 26 * scale
    found = _found(page, data.passages, look.inner, room)
    if found is None:
        raise LanguagesTooMany(count=len(data.passages), size=data.sheet.size)
    _draw_signs(page, look)
    _draw_columns(page, found, top, room)
    draw_foot(page.paper, foot, colour=page.colour)
    return page.paper


def _found(page: Page, passages: Sequence[Passage], inner: float, room: float) -> Columns | None:
    """The largest letters in one, two or three columns; the fewest columns where that is the same."""
    best: Columns | None = None
    steps = [step * page.scale for step in STEPS if step * page.scale >= LEAST]
    for count in COLUMNS[: len(passages)]:
        width = (inner - (count - 1) * GUTTER * page.scale) / count
        found = _in_columns(page, passages, steps, count, width, room)
        if found and (best is None or found.size > best.size):
            best = found
    return best


def _in_columns(
    page: Page, passages: Sequence[Passage], steps: Sequence[float], count: int, width: float, room: float
) -> Columns | None:
    def made(size: float) -> Columns:
        written = [_written(page, one, size, width) for one in passages]
        return Columns(size, width, _shared_out(written, count, APART * size))

    def fits(one: Columns) -> bool:
        words = (not block.torn for column in one.columns for text in column for block, *_r in text.blocks)
        return max(one.heights()) <= room and all(words)

    return largest(steps, made, fits)


def _shared_out(written: Sequence[Written], count: int, gap: float) -> tuple[tuple[Written, ...], ...]:
    """In this order into so many columns, the tallest as low as it can be."""
    if count == 1:
        return (tuple(written),)
    best: tuple[float, tuple[tuple[Written, ...], ...]] | None = None
    for cut in range(1, len(written) - count + 2):
        rest = _shared_out(written[cut:], count - 1, gap)
        columns = (tuple(written[:cut]), *rest)
        tallest = max(sum(one.height + gap for one in column) for column in columns)
        if best is None or tallest < best[0]:
            best = tallest, columns
    return best[1] if best else (tuple(written),)


def _written(page: Page, one: Passage, size: float, width: float) -> Written:
    def block(text: str, size: float, *, bold: bool = False, leading: float = 1.22) -> Block:
        return evened(
            page.paper.set(
                text,
                size=size,
                width=width,
                bold=bold,
                leading=leading,
                language=one.code,
                align="end" if one.right_to_left != page.paper.right_to_left else "start",
            )
        )

    question, *invitation = sentences(one.title)
    ink = page.colour
    blocks = [(block(one.name, size * NAME, bold=True, leading=1.9), "P", GREY)]
    blocks.append((block(question, size * QUESTION, bold=True, leading=1.15), "H1", ink))
    if invitation:
        blocks.append((block(" ".join(invitation), size * INVITATION, bold=True), "P", "#000000"))
    blocks += [(block(line, size), "P", "#000000") for line in one.lines]
    if one.draft:
        blocks.append((block(one.draft, max(DRAFT * page.scale, DRAFT), leading=1.5), "P", GREY))
    return Written(tuple(blocks), AIR * size)


def _draw_signs(page: Page, look: Look) -> None:
    """The pictograms in a row across the head: white on a band, or outlined above a rule."""
    scale, paper = page.scale, page.paper
    band, side = BAND * scale, SIGN * scale
    if page.sheet.modest:
        paper.rule(look.margin, band, look.inner, 4 * scale, page.colour)
    else:
        paper.rectangle(0, 0, page.width, band, fill=page.colour)
    step = (look.inner - side) / (len(SIGNS) - 1)
    plain = look._replace(tile="")
    for number, name in enumerate(SIGNS):
        ink = page.head_colours[0]
        start, top = look.margin + number * step, (band - side) / 2
        if number:
            draw_pictogram(paper, name, plain, start, top, side, colour=ink)
        else:
            paper.pictogram(name, start, top, side, ink, alt=page.sheet.service)


def _draw_columns(page: Page, found: Columns, top: float, room: float) -> None:
    """Each column from the same line down; the room left over is shared out between its blocks."""
    start = MARGIN * page.scale
    for column, height in zip(found.columns, found.heights(), strict=True):
        spare = (room - height) / max(len(column) - 1, 1)
        gap = min(APART * found.size + spare, MOST_APART * found.size)
        down = top
        for one in column:
            _draw_passage(page, one, start, down, found.width)
            down += one.height + gap
        start += found.width + GUTTER * page.scale


def _draw_passage(page: Page, one: Written, start: float, top: float, width: float) -> None:
    page.paper.rule(start, top, width, NAME_RULE * page.scale, page.colour)
    with page.paper.part("Sect"):
        for block, role, colour in one.blocks:
            page.paper.put(block, start, top, role=role, colour=colour)
            top += block.height + one.air


def _choices() -> tuple[tuple[str, str], ...]:
    """Every language of the sheets, by its Norwegian name and its own."""
    from app.records.spoken import spoken

    found = []
    for info in sheet_languages():
        known = spoken(info.code)
        name = f"{known.nb} · {info.own_name}" if known else info.own_name
        found.append((info.code, name))
    return tuple(found)


LANGUAGES_POSTER = Document(
    key="languages_poster",
    title=N_("Poster in several languages"),
    about=N_("all on one sheet"),
    place="wall",
    gather=gather,
    draw=draw,
    leaves="nothing",
    sizes=("A3", "A4", "350x500"),
    parameters=(
        Parameter(
            name="languages",
            label=N_("Languages on the sheet"),
            kind="keys",
            default=FIRST,
            choices=_choices(),
        ),
        Parameter(
            name="ink",
            label=N_("Ink"),
            kind="choice",
            default="full",
            choices=(("full", N_("full")), ("modest", N_("modest"))),
        ),
        *PARAMETERS,
    ),
)
