"""My network: rings round a person, in four parts, for those who can help on the way; first names or signs are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.languages import N_
from app.documents.document import Document, Inputs
from app.documents.flow import LINE, MARGIN, Flow
from app.documents.paper import Paper
from app.documents.work_sheet import (
    SCHOOL,
    WorkSheet,
    begun,
    circle,
    end,
    prompt,
    upright,
    word_at,
    work_sheet,
)

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

_RINGS = (34.0, 84.0, 134.0, 184.0)  # radii, in points


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> WorkSheet:
    """The sheet in one language. Needs no store."""
    return work_sheet(
        inputs,
        title=N_("My network"),
        intro=N_(
            "Put people into the rings: the nearer to the middle, the closer to you. "
            "A first name, a letter or a sign is enough. Write nobody who would not want it."
        ),
        words=(
            N_("Me"),
            N_("Family"),
            N_("Friends"),
            N_("Work and school"),
            N_("Nav, school, prison and others"),
        ),
        parts=(
            (N_("Who can help me with work, school or a place to live?"), ""),
            (N_("Whom do I want to be more in touch with? Whom less?"), ""),
            (N_("Who is missing? Where could I meet them?"), ""),
        ),
    )


def draw(data: WorkSheet) -> Paper:
    """The sheet on one page."""
    flow = begun(data, size=11)
    middle, down = flow.width / 2, flow.top + _RINGS[-1] + 6
    for radius in _RINGS:
        circle(flow, middle, down, radius)
    _cross(flow, middle, down)
    me, *sides = data.words
    block = flow.paper.set(me, size=13, bold=True, width=2 * _RINGS[0], align="centre")
    flow.paper.rectangle(
        MARGIN + middle - _RINGS[0], down - _RINGS[0], 2 * _RINGS[0], 2 * _RINGS[0],
        fill="#ffffff", stroke=LINE, radius=_RINGS[0],
    )  # fmt: skip
    flow.paper.put(block, MARGIN + middle - _RINGS[0], down - block.height / 2)
    corner = flow.width / 2 - _RINGS[-1]
    for place, text in enumerate(sides):
        at = corner / 2 + 34 if place % 2 == 0 else flow.width - corner / 2 - 34
        word_at(flow, text, at, flow.top if place < 2 else down + _RINGS[-1] - 26, 118, bold=True)
    flow.top = down + _RINGS[-1] + 6
    for heading, below in data.parts:
        prompt(flow, heading, below, 2)
    end(flow, data)
    return flow.paper


def _cross(flow: Flow, middle: float, down: float) -> None:
    """The lines between the four parts."""
    outer = _RINGS[-1]
    flow.paper.rule(MARGIN + middle - outer, down, 2 * outer, 0.8, LINE)
    upright(flow, middle, down - outer, 2 * outer)


NETWORK = Document(
    key="network_sheet",
    title=N_("My network"),
    about=N_("rings for those who can help"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    parameters=(SCHOOL,),
)
