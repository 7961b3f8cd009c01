"""PDF objects that we write ourselves: reportlab numbers and places them, but takes ten times as long to write them."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFStream, PDFZCompress


class Written(PDFObject):
    """An object whose text is written already."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, _document: object) -> bytes:
        """Its bytes."""
        return self.text.encode("ascii")


def register(document: Any, thing: PDFObject) -> str:
    """Give an object its number in the document; how others refer to it."""
    name = document.Reference(thing).name
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"


def stream(content: bytes, **entries: int) -> PDFStream:
    """A compressed stream."""
    return PDFStream(PDFDictionary(entries), content, [PDFZCompress])


def text_string(text: str) -> str:
    """A text as a PDF string in hexadecimal UTF-16."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
