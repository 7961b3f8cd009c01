"""Pages of operators made into a tagged PDF: our fonts alone, the structure tree, the same bytes for the same document.

Several papers may be bound into one file: each keeps its language, its direction and the size of its pages, and is a
bookmark; a font that several use stands in the file once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from app.typeset.embedded import EmbeddedFace, Subset, subset_of
from app.typeset.faces import Face
from app.typeset.objects import Objects, pack, text_string
from app.typeset.tagged import Structure, write_tree

PRODUCER = "Overgang"


class TaggedCanvas:
    """Pages of one size. `code` takes the operators of the page being drawn; the origin is its lower left corner."""

    def __init__(
        self, *, width: float, height: float, title: str, language: str, right_to_left: bool
    ) -> None:
        self.code: list[str] = []
        self.structure = Structure(language)
        self.box = f"[0 0 {width:.4f} {height:.4f}]"
        self.title, self.language, self.right_to_left = title, language, right_to_left
        self.pages: list[list[str]] = []  # their operators
        self.drawings: dict[str, str] = {}  # each with the box it stands in
        self.faces: dict[Face, EmbeddedFace] = {}

    def embedded(self, face: Face) -> EmbeddedFace:
        """The face as this document carries it."""
        if face not in self.faces:
            self.faces[face] = EmbeddedFace(face, key=f"T{len(self.faces) + 1}")
        return self.faces[face]

    def draw(self, operators: str, *, box: str) -> None:
        """Draw what may stand in the file once and be drawn on many pages. box: what it does not reach out of."""
        self.drawings[operators] = box
        self.code.append(operators)

    def next_page(self) -> None:
        """End the page and start another."""
        self.end_page()
        self.structure.next_page()

    def end_page(self) -> None:
        """Nothing more is drawn on this page."""
        self.pages.append(self.code)
        self.code = []

    def finish(self) -> bytes:
        """End the last page; the PDF."""
        return bound([self], names=[self.title])


def bound(canvases: Sequence[TaggedCanvas], *, names: Sequence[str], title: str = "") -> bytes:
    """One file of all their pages, in their order; more than one have their names as bookmarks. They end here."""
    for canvas in canvases:
        canvas.end_page()
    objects = Objects()
    shared = _Shared(objects.reserve(), _subsets(canvases), *_forms(objects, canvases))
    tree = shared.tree
    pages = [_pages(objects, shared, canvas, before) for canvas, before in _numbered(canvases)]
    every = [page for own in pages for page in own]
    objects.write(tree, f"<</Type /Pages /Count {len(every)} /Kids [{' '.join(every)}]>>")
    structure = write_tree(objects, [canvas.structure for canvas in canvases], pages)
    outline = _outline(objects, names, [own[0] for own in pages]) if len(canvases) > 1 else ""
    info = objects.add(
        f"<</Title {text_string(title or canvases[0].title)} /Creator ({PRODUCER}) /Producer ({PRODUCER})>>"
    )
    return objects.file(root=_catalog(objects, canvases[0], tree, structure, outline), info=info)


class _Shared(NamedTuple):
    """What all pages of a file have in common: the tree they stand in, fonts, and drawings that come on several."""

    tree: str
    subsets: Mapping[Face, Subset]
    calls: Mapping[str, str]
    forms: str

    def page(self, code: Sequence[str]) -> bytes:
        """The operators of a page, packed."""
        if self.calls:
            code = [self.calls.get(entry, entry) for entry in code]
        return pack("\n".join(code).encode("ascii"))


def _catalog(objects: Objects, first: TaggedCanvas, tree: str, structure: str, outline: str) -> str:
    direction = "R2L" if first.right_to_left else "L2R"
    mode = f"/Outlines {outline} /PageMode /UseOutlines" if outline else "/PageMode /UseNone"
    return objects.add(
        f"<</Type /Catalog /Pages {tree} /Lang {text_string(first.language)} {mode} "
        f"/StructTreeRoot {structure} /MarkInfo <</Marked true>> "
        f"/ViewerPreferences <</DisplayDocTitle true /Direction /{direction}>>>>"
    )


def _numbered(canvases: Sequence[TaggedCanvas]) -> list[tuple[TaggedCanvas, int]]:
    """Each with the number of pages before its own."""
    counts = accumulate((len(canvas.pages) for canvas in canvases), initial=0)
    return list(zip(canvases, counts, strict=False))


def _subsets(canvases: Sequence[TaggedCanvas]) -> dict[Face, Subset]:
    """Each face with the glyphs that all of them use."""
    used: dict[Face, set[int]] = {}
    for canvas in canvases:
        for face, embedded in canvas.faces.items():
            used.setdefault(face, set()).update(embedded.glyphs)
    return {face: subset_of(face, frozenset(glyphs)) for face, glyphs in used.items()}


def _forms(objects: Objects, canvases: Sequence[TaggedCanvas]) -> tuple[dict[str, str], str]:
    """What is drawn on several pages, put into the file once: the operator that draws it there, and their names."""
    boxes = {operators: box for canvas in canvases for operators, box in canvas.drawings.items()}
    pages = [page for canvas in canvases for page in canvas.pages]
    counts = Counter(entry for page in pages for entry in set(page) & boxes.keys())
    often = [operators for operators in boxes if counts[operators] > 1]
    names: list[str] = []
    for number, operators in enumerate(often, 1):
        about = f"/Type/XObject/Subtype/Form/BBox[{boxes[operators]}]"
        names.append(f"/X{number} {objects.stream(_packed(operators), about=about)}")
    calls = {operators: f"/X{number} Do" for number, operators in enumerate(often, 1)}
    return calls, f"/XObject<<{''.join(names)}>>" if names else ""


@lru_cache(maxsize=64)
def _packed(operators: str) -> bytes:
    return pack(operators.encode("ascii"), level=9)


def _pages(objects: Objects, shared: _Shared, canvas: TaggedCanvas, before: int) -> list[str]:
    """The pages of one, with its fonts; how others refer to them."""
    resources = objects.reserve()
    found = [
        objects.add(
            f"<</Type/Page/Parent {shared.tree}/MediaBox{canvas.box}/Contents {objects.stream(shared.page(page))}"
            f"/Resources {resources}/StructParents {before + number}/Tabs/S>>"
        )
        for number, page in enumerate(canvas.pages)
    ]
    fonts = (f"/{one.key} {one.write(objects, shared.subsets[face])}" for face, one in canvas.faces.items())
    objects.write(resources, f"<</Font<<{''.join(fonts)}>>{shared.forms}>>")
    return found


def _outline(objects: Objects, names: Sequence[str], pages: Sequence[str]) -> str:
    """A bookmark for each name, leading to its page."""
    root, marks = objects.reserve(), [objects.reserve() for _name in names]
    for number, (name, page) in enumerate(zip(names, pages, strict=True)):
        before = f"/Prev {marks[number - 1]} " if number else ""
        after = f"/Next {marks[number + 1]} " if number + 1 < len(marks) else ""
        title = text_string(name)
        objects.write(marks[number], f"<</Title {title} /Parent {root} {before}{after}/Dest [{page} /Fit]>>")
    objects.write(root, f"<</Type /Outlines /First {marks[0]} /Last {marks[-1]} /Count {len(marks)}>>")
    return root
