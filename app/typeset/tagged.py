"""The structure tree of a tagged PDF: which text is a heading, a paragraph, a list; in which order, in which language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFArrayCompact,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)


@dataclass
class Element:
    """A structure element: its role, what is below it, and (page, number) of each marked content it owns.

    spoken: its text in reading order, where the content alone does not give it.
    """

    role: str
    language: str = ""
    alt: str = ""
    spoken: str = ""
    box: tuple[float, float, float, float] | None = None  # of a figure, in PDF coordinates
    children: list[Element | tuple[int, int]] = field(default_factory=list)


class Structure:
    """Grows with the pages in reading order and is written when the document is saved."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._open = [self.root]
        self._owners: list[list[Element]] = [[]]  # of each page, by marked content number

    def next_page(self) -> None:
        """What follows is on a new page."""
        self._owners.append([])

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
        owners = self._owners[-1]
        owners.append(element)
        element.children.append((len(self._owners) - 1, len(owners) - 1))
        self._open[-1].children.append(element)
        return len(owners) - 1

    def write(self, document: Any) -> PDFObjectReference:
        """Put the tree into the document, after the pages are there."""
        writer = _Writer(document)
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        reference = document.Reference(root)
        root["K"] = writer.write(self.root, reference)
        numbers: list[object] = []
        for page, owners in enumerate(self._owners):
            numbers += [page, PDFArray([writer.references[id(owner)] for owner in owners])]
        root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root["ParentTreeNextKey"] = len(self._owners)
        return reference  # type: ignore[no-any-return]


class _Writer:
    def __init__(self, document: Any) -> None:
        self._document = document
        self.references: dict[int, PDFObjectReference] = {}

    def write(self, element: Element, parent: PDFObjectReference) -> PDFObjectReference:
        """Register an element with all below it."""
        entries = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.role), "P": parent})
        reference = self._document.Reference(entries)
        self.references[id(element)] = reference
        if element.language:
            entries["Lang"] = PDFString(element.language)
        if element.alt:
            entries["Alt"] = PDFString(element.alt)
        if element.spoken:
            entries["ActualText"] = PDFString(element.spoken)
        if element.box:
            box = PDFArrayCompact([f"{side:.2f}" for side in element.box])
            entries["A"] = PDFDictionary({"O": PDFName("Layout"), "BBox": box})
        pages = [child[0] for child in element.children if isinstance(child, tuple)]
        if pages:
            entries["Pg"] = self._page(pages[0])
        entries["K"] = PDFArray(
            [
                child[1] if isinstance(child, tuple) else self.write(child, reference)
                for child in element.children
            ]
        )
        return reference  # type: ignore[no-any-return]

    def _page(self, number: int) -> PDFObjectReference:
        return self._document.Reference(self._document.Pages[number])  # type: ignore[no-any-return]
