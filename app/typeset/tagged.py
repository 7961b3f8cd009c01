"""The structure tree of a tagged PDF: which text is a heading, a paragraph, a list; in which order, in which language."""

from __future__ import annotations

from collections.abc import Sequence

from app.typeset.objects import Objects, text_string


class Element:
    """A structure element: its role, what is below it, and (page, number) of each marked content it owns.

    spoken: its text in reading order, where the content alone does not give it. box: of a figure, in PDF coordinates.
    """

    def __init__(
        self,
        role: str,
        *,
        language: str = "",
        alt: str = "",
        spoken: str = "",
        box: tuple[float, float, float, float] | None = None,
    ) -> None:
        self.role, self.language, self.alt, self.spoken = role, language, alt, spoken
        self.box = box
        self.children: list[Element | tuple[int, int]] = []


class Structure:
    """Grows with the pages in reading order and is written when the document is saved."""

    def __init__(self, language: str) -> None:
        self.root = Element("Document", language=language)
        self._open = [self.root]
        self.owners: list[list[Element]] = [[]]  # of each page, by marked content number

    def next_page(self) -> None:
        """What follows is on a new page."""
        self.owners.append([])

    def begin(self, role: str) -> None:
        """Open an element that holds others."""
        element = Element(role)
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self) -> None:
        """Close the element opened last; one that stayed empty is forgotten."""
        element = self._open.pop()
        if not element.children:
            self._open[-1].children.remove(element)

    def mark(self, element: Element) -> int:
        """Add an element with content of its own on this page; the number its content is marked with."""
        owners = self.owners[-1]
        owners.append(element)
        element.children.append((len(self.owners) - 1, len(owners) - 1))
        self._open[-1].children.append(element)
        return len(owners) - 1


def write_tree(objects: Objects, structures: Sequence[Structure], pages: Sequence[Sequence[str]]) -> str:
    """Put the trees of one file's papers into it; pages: the references of each paper's own. How others refer to it."""
    root = objects.reserve()
    tops: list[str] = []
    rows: list[str] = []
    for structure, own in zip(structures, pages, strict=True):
        writer = _Writer(objects, own)
        tops.append(writer.write(structure.root, root))
        for owners in structure.owners:
            rows.append(f"{len(rows)} [{' '.join(writer.references[id(owner)] for owner in owners)}]")
    top = tops[0] if len(tops) == 1 else f"[{' '.join(tops)}]"
    objects.write(
        root,
        f"<</Type /StructTreeRoot /K {top} /ParentTree <</Nums [{' '.join(rows)}]>> "
        f"/ParentTreeNextKey {len(rows)}>>",
    )
    return root


class _Writer:
    def __init__(self, objects: Objects, pages: Sequence[str]) -> None:
        self._objects, self._pages = objects, pages
        self.references: dict[int, str] = {}

    def write(self, element: Element, parent: str) -> str:
        """Write an element with all below it; how others refer to it."""
        reference = self.references[id(element)] = self._objects.reserve()
        below: list[str] = []
        page = ""
        for child in element.children:
            if isinstance(child, tuple):
                page = f"/Pg {self._pages[child[0]]}"
                below.append(str(child[1]))
            else:
                below.append(self.write(child, reference))
        kind = f"/S/{element.role}/P {parent}"
        self._objects.write(reference, f"<<{kind}{page}{_about(element)}/K[{' '.join(below)}]>>")
        return reference


def _about(element: Element) -> str:
    """The entries of an element that say what its content alone does not."""
    said = (("Lang", element.language), ("Alt", element.alt), ("ActualText", element.spoken))
    about = "".join(f"/{key}{text_string(text)}" for key, text in said if text)
    if element.box:
        about += f"/A<</O/Layout/BBox[{' '.join(f'{side:.2f}' for side in element.box)}]>>"
    return about
