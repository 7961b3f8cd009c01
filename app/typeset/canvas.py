"""reportlab's canvas for tagged pages: our fonts alone, the structure tree, the same bytes for the same document."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from app.typeset.embedded import EmbeddedFace
from app.typeset.faces import Face
from app.typeset.tagged import Structure

PRODUCER = "Overgang"


class TaggedCanvas(Canvas):
    """A canvas whose operators go straight to `code`; the origin is reportlab's, the lower left corner."""

    # reportlab's own attributes, which its type stubs leave out.
    _code: list[str]
    _doc: Any

    def __init__(
        self, *, width: float, height: float, title: str, language: str, right_to_left: bool
    ) -> None:
        self._file = BytesIO()
        super().__init__(
            self._file,
            pagesize=(width, height),
            pageCompression=0,  # by the filter below, without the text armour that reportlab wraps it in
            invariant=1,
            pdfVersion=(1, 7),
            lang=language,
        )
        self._doc.defaultStreamFilters = [PDFZCompress]
        self.setTitle(title)
        self.setCreator(PRODUCER)
        self.setAuthor("")
        self.setSubject("")
        self.structure = Structure()
        self._right_to_left = right_to_left
        self._embedded: dict[Face, EmbeddedFace] = {}

    @property
    def code(self) -> list[str]:
        """The operators of the page being drawn."""
        return self._code

    def _make_preamble(self) -> None:
        # reportlab starts each page in Helvetica, which no reader would find in the file.
        self._preamble = ""

    def embedded(self, face: Face) -> EmbeddedFace:
        """The face as this document carries it."""
        if face not in self._embedded:
            fresh = EmbeddedFace(face, key=f"T{len(self._embedded) + 1}")
            self._embedded[face] = fresh
            self._doc.delayedFonts.append(fresh)
        return self._embedded[face]

    def next_page(self) -> None:
        """End the page and start another."""
        self._end_page()
        self.structure.next_page()

    def finish(self) -> bytes:
        """End the last page; the PDF."""
        self._end_page()
        document = self._doc
        catalog = document.Catalog
        catalog.StructTreeRoot = self.structure.write(document)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary(
            {"DisplayDocTitle": "true", "Direction": PDFName("R2L" if self._right_to_left else "L2R")}
        )
        document.SaveToFile(self._file, self)
        return self._file.getvalue()

    def _end_page(self) -> None:
        self.showPage()
        pages = self._doc.Pages.pages
        page = pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(pages) - 1, PDFName("S")
