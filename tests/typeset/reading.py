"""Reading a PDF back: its text by two independent readers, its glyphs in ink, its structure."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2068\u2069\x0c"))


def plain(text: str) -> str:
    """Without line ends and the direction marks that readers add."""
    return " ".join(text.translate(_DIRECTIONS).split())


def by_pdfium(pdf: bytes, page: int = 0) -> str:
    """The text of a page as PDFium reads it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return plain(document[page].get_textpage().get_text_range())


def by_poppler(pdf: bytes, folder: Path) -> str:
    """The text as Poppler reads it, line by line."""
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return plain(done.stdout)


def ink(pdf: bytes, page: int = 0, scale: float = 1.0) -> Image.Image:
    """A page as a grey picture, `scale` pixels to the point."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=scale).to_pil().convert("L")


def inked_columns(picture: Image.Image) -> tuple[int, int]:
    """The first and last column with ink."""
    box = picture.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    return box[0], box[2]


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file's objects."""
    return pikepdf.open(io.BytesIO(pdf))


def roles(pdf: bytes) -> list[Any]:
    """The structure tree as nested lists: role, then what is below it."""

    def walk(element: Any) -> list[Any]:
        below = [walk(child) for child in element.K if isinstance(child, pikepdf.Dictionary)]
        return [str(element.S)[1:], *below]

    with opened(pdf) as document:
        return walk(document.Root.StructTreeRoot.K)


def words(text: str) -> set[str]:
    """Words of letters and marks alone, as copying and searching need them; marks in Unicode's own order."""
    letters = "".join(
        character if unicodedata.category(character)[0] in "LM" or character == "\u200c" else " "
        for character in unicodedata.normalize("NFC", text)
    )
    return set(letters.split())
