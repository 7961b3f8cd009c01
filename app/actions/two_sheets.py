"""A large page for a printer that has only A4: two sheets to glue together, cut where nothing is written.

Each half lies on an A4 sheet on its side, as large as it fits. The cut is looked for in the page as it looks: a band without
ink near the middle, and of those a wide one, since the gap between two blocks is wider than that between two lines.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from app.base.languages import _, current
from app.typeset.paper import MM, Paper

if TYPE_CHECKING:
    import pikepdf

WIDTH, HEIGHT = 297 * MM, 210 * MM  # A4 on its side
EDGE = 6 * MM  # what a printer does not print on, with room to spare
STRIP = 12 * MM  # below the upper half: what the lower one is glued onto
ROOM = HEIGHT - EDGE - STRIP  # the height of a half at most
LEAST = 0.8  # of the largest scale there could be: how much smaller a better cut may make it
WIDE = 0.6  # of the widest gap: what counts as a gap between blocks
GREY = "#5a5a5a"


class Cut(NamedTuple):
    """Where a page is cut, in points from its top, and how large both halves are printed."""

    at: float
    scale: float


def as_two_sheets(pdf: bytes) -> bytes:
    """Every page of a PDF as two A4 pages, with a line to cut along and a strip for the glue."""
    import pikepdf
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as pages:
        cuts = [_cut_of(page) for page in pages]
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.open(io.BytesIO(_marks(source, cuts))) as target:
        for number, (page, cut) in enumerate(zip(source.pages, cuts, strict=True)):
            for half in (0, 1):
                _put_half(target, target.pages[2 * number + half], page, cut, lower=bool(half))
        _keep_bookmarks(source, target)
        made = io.BytesIO()
        target.save(made)
    return made.getvalue()


def cut_of(rows: Sequence[bytes], *, width: float, height: float) -> Cut:
    """The best cut of a page of this size in points, given its rows of pixels from the top, a byte each."""
    unit = height / len(rows)
    gaps = list(_gaps([row.count(row[0]) == len(row) for row in rows]))
    if not any(_scale((start + end) / 2 * unit, width, height) for start, end in gaps):
        gaps = list(_gaps([row == before for row, before in zip(rows, [b"", *rows[:-1]], strict=True)]))
    best = _scale(height / 2, width, height)
    near = [(end - start, Cut((start + end) / 2 * unit, 0.0)) for start, end in gaps]
    near = [(wide, cut._replace(scale=_scale(cut.at, width, height))) for wide, cut in near]
    near = [(wide, cut) for wide, cut in near if cut.scale >= LEAST * best]
    if not near:
        return Cut(height / 2, best)
    widest = max(wide for wide, _cut in near)
    return max((cut for wide, cut in near if wide >= WIDE * widest), key=lambda cut: cut.scale)


def _scale(at: float, width: float, height: float) -> float:
    return min(1.0, (WIDTH - 2 * EDGE) / width, ROOM / max(at, height - at))


def _gaps(blank: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where rows without ink begin and end."""
    start: int | None = None
    for at, empty in enumerate([*blank, False]):
        if empty and start is None:
            start = at
        elif not empty and start is not None:
            yield start, at
            start = None


def _cut_of(page: object) -> Cut:
    width, height = page.get_size()  # type: ignore[attr-defined]
    bitmap = page.render(scale=1, grayscale=True)  # type: ignore[attr-defined]
    pixels, stride = bytes(bitmap.buffer), bitmap.stride
    rows = [pixels[at * stride : at * stride + bitmap.width] for at in range(bitmap.height)]
    bitmap.close()
    return cut_of(rows, width=width, height=height)


def _marks(source: pikepdf.Pdf, cuts: Sequence[Cut]) -> bytes:
    """The sheets with what helps to put them together, and nothing else yet."""
    paper = Paper(title=_title(source), language=current(), width=WIDTH, height=HEIGHT)
    for number, (page, cut) in enumerate(zip(source.pages, cuts, strict=True)):
        if number:
            paper.next_page()
        _width, height = _size(page)
        seam = EDGE + cut.at * cut.scale
        paper.rule(0, seam, WIDTH, 0.5, GREY, dashed=True)
        glue = _("Glue the lower half on here, up to the dashed line.")
        paper.put(paper.set(glue, size=8, width=WIDTH - 4 * EDGE), 2 * EDGE, seam + 4, colour=GREY)
        paper.next_page()
        seam = HEIGHT - EDGE - (height - cut.at) * cut.scale
        paper.rule(0, seam, WIDTH, 0.5, GREY, dashed=True)
        said = _("Cut off what is above the dashed line.")
        block = paper.set(said, size=8, width=WIDTH - 4 * EDGE)
        paper.put(block, 2 * EDGE, seam - block.height - 3, colour=GREY)
    return paper.finish()


def _put_half(target: pikepdf.Pdf, sheet: pikepdf.Page, page: pikepdf.Page, cut: Cut, *, lower: bool) -> None:
    width, height = _size(page)
    left = (WIDTH - width * cut.scale) / 2
    # the upper half hangs from the sheet's upper edge, the lower one stands on its lower edge
    bottom = EDGE if lower else HEIGHT - EDGE - height * cut.scale
    clip_bottom = EDGE if lower else HEIGHT - EDGE - cut.at * cut.scale
    clip_height = (height - cut.at if lower else cut.at) * cut.scale
    import pikepdf

    name = sheet.add_resource(target.copy_foreign(page.as_form_xobject()), pikepdf.Name.XObject)
    clip = f"{left:.3f} {clip_bottom:.3f} {width * cut.scale:.3f} {clip_height:.3f} re W n"
    place = f"{cut.scale:.5f} 0 0 {cut.scale:.5f} {left:.3f} {bottom:.3f} cm"
    code = f"/Artifact BMC q {clip} {place} {name} Do Q EMC\n"
    sheet.contents_add(target.make_stream(code.encode()), prepend=True)


def _keep_bookmarks(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    import pikepdf

    place = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    with source.open_outline() as old, target.open_outline() as new:
        for mark in old.root:
            # a bookmark of ours is a page and how it is shown there
            to: Any = mark.destination
            number = place.get(to[0].objgen, 0) if to is not None else 0
            new.root.append(pikepdf.OutlineItem(mark.title, 2 * number))


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    return right - left, top - bottom


def _title(source: pikepdf.Pdf) -> str:
    return str(source.docinfo.get("/Title", ""))
