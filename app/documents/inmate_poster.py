"""The inmate poster: what the guidance service says on a wall, in three designs.

pictograms (what prints where nothing is chosen: most walls have readers who hardly read) and plain say all fourteen
messages and are read from two metres; bold says four and is read from five.

How large is large enough for two metres: someone with half of normal sight (what a driving licence asks for) reads letters
of ten arc minutes, which at two metres is an x-height of 5.8 mm: 30 points of Noto Sans. The poster therefore starts above
that at A3 and takes the largest step at which all its messages fit; 20 points at A3 (6.5 arc minutes, normal sight with
room to spare) are there for every language with a place and times of usual length, and it never goes below 18 (5.9) but
raises TextTooLong. Other sizes scale with the page: A4 is read from 1.4 metres. Leaving messages out makes the rest larger.

With slips at its foot, messages that matter least (P09, P07, P10, P08) give way before letters or pictograms get small;
Urdu, which stands highest, may go down to 14, since slips bring the reader near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.languages import N_
from app.documents.document import Document, Inputs, Parameter
from app.documents.errors import TextTooLong
from app.documents.message_sheet import PARAMETERS, MessageSheet, Slips, gathered
from app.documents.poster_page import Page, page_of
from app.documents.sheet_texts import MESSAGES
from app.typeset.paper import Paper

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

NONE = "none"  # slips at the foot
PLAIN, PICTOGRAMS, BOLD = "plain", "pictograms", "bold"
SAID = {PLAIN: MESSAGES, PICTOGRAMS: MESSAGES, BOLD: ("P01", "P02", "P12", "P14")}
"""The messages that each design has room for at the distance it is read from."""
CALL = 26.0  # points at A3: "Tear off a slip"
MARGINS = {PLAIN: 58.0, PICTOGRAMS: 50.0, BOLD: 54.0}  # points at A3, where the slips begin too


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> MessageSheet:
    """The messages of the design that hold at this school, in the language asked for. Needs no store."""
    design = inputs.values["design"]
    sheet = gathered(inputs, keys=SAID[design])
    return sheet._replace(design=design, modest=inputs.values["ink"] == "modest", slips=_slips(inputs))


def _slips(inputs: Inputs) -> Slips | None:
    if inputs.values["strips"] == NONE:
        return None
    from app.documents.strips import slips

    return slips(inputs)


def draw(sheet: MessageSheet) -> Paper:
    """The poster as a PDF of one page. Raises TextTooLong."""
    page = page_of(sheet)
    drawn = _DESIGNS[sheet.design]
    if sheet.slips is None:
        return drawn(page)
    from app.documents.strips import draw_foot, set_foot

    margin = MARGINS[sheet.design] * page.scale
    foot = set_foot(page.paper, sheet, sheet.slips, margin=margin, call_size=CALL * page.scale)
    above = page._replace(
        bottom=page.bottom - foot.height + margin * 0.5
    )  # the call stands close to the rest
    try:
        drawn(above)
    except TextTooLong:  # nothing is drawn yet
        drawn(above._replace(sheet=_shorter(sheet)))
    draw_foot(page.paper, foot, margin=margin)
    return page.paper


def _shorter(sheet: MessageSheet) -> MessageSheet:
    """With slips at the foot, the scripts that stand highest leave out P02; the bold design the interpreter as well, whom
    the slip asks about by its line for the language."""
    return sheet._replace(lead=None, messages=() if sheet.design == BOLD else sheet.messages)


def _pictograms(page: Page) -> Paper:
    from app.documents.poster_pictograms import draw

    return draw(page)


def _plain(page: Page) -> Paper:
    from app.documents.poster_plain import draw

    return draw(page)


def _bold(page: Page) -> Paper:
    from app.documents.poster_bold import draw

    return draw(page)


_DESIGNS = {PICTOGRAMS: _pictograms, PLAIN: _plain, BOLD: _bold}

POSTER = Document(
    key="inmate_poster",
    title=N_("Poster"),
    about=N_("three designs, tear-off slips"),
    place="wall",
    gather=gather,
    draw=draw,
    leaves="nothing",
    sizes=("A4", "A3", "350x500"),
    languages="sheets",
    parameters=(
        Parameter(
            name="design",
            label=N_("Look of the poster"),
            kind="choice",
            default=PICTOGRAMS,
            choices=(
                (PICTOGRAMS, N_("pictograms lead")),
                (PLAIN, N_("type alone")),
                (BOLD, N_("few large words")),
            ),
        ),
        Parameter(
            name="strips",
            label=N_("At the foot"),
            kind="choice",
            default=NONE,
            choices=(
                (NONE, N_("nothing")),
                ("strips", N_("slips to tear off")),
                ("slip", N_("a slip to fill in")),
            ),
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
