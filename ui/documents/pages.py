"""The pages of a PDF as pictures, drawn by PDFium on the worker's thread alone (PDFium is not made for two)."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QImage

POINTS_AN_INCH = 72


class Picture(NamedTuple):
    """A page's picture, packed while it is not in view: white paper takes a fiftieth of its 2.6 MB, and a few
    milliseconds to unpack. small: the same as a thumbnail."""

    size: QSize
    packed: bytes
    small: QImage

    @classmethod
    def of(cls, image: QImage, *, thumbnail: QSize) -> Picture:
        """Pack an image of 32 bits a pixel; `thumbnail` is the box that the small one fits in."""
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        return cls(image.size(), zlib.compress(image.constBits(), 1), image.scaled(thumbnail, keep, smooth))

    def image(self) -> QImage:
        """The picture as it was."""
        pixels = zlib.decompress(self.packed)
        width, height = self.size.width(), self.size.height()
        return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()


class opened:  # noqa: N801 - read as "with opened(pdf)"
    """A PDF while it is being drawn."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf

    def __enter__(self) -> opened:
        import pypdfium2

        self._document = pypdfium2.PdfDocument(self._pdf)
        return self

    def __exit__(self, *_error: object) -> None:
        self._document.close()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._document)

    @property
    def starts(self) -> frozenset[int]:
        """The pages that something new begins on: those with a bookmark, and the first."""
        marks = (mark.get_dest() for mark in self._document.get_toc(max_depth=1))
        return frozenset({0, *(mark.get_index() for mark in marks if mark is not None)})

    def size(self, number: int) -> QSizeF:
        """A page's width and height in points."""
        page = self._document[number]
        width, height = page.get_size()
        page.close()
        return QSizeF(width, height)

    def picture(self, number: int, scale: float, *, top: float = 0, bottom: float = 0) -> QImage:
        """A page drawn at `scale` pixels a point; `top` and `bottom` cut away points there."""
        from pypdfium2.raw import FPDFBitmap_BGRx

        page = self._document[number]
        bitmap = page.render(scale=scale, crop=(0, bottom, 0, top), force_bitmap_format=FPDFBitmap_BGRx)
        pixels = memoryview(bitmap.buffer).cast("B")
        lent = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        picture = lent.copy()  # the only one: a page is four megabytes
        bitmap.close()
        page.close()
        return picture

    def rows(self, number: int, scale: float) -> int:
        """How many rows of pixels a page has at `scale` pixels a point."""
        return round(self.size(number).height() * scale)

    def band(self, number: int, scale: float, *, start: int, rows: int) -> QImage:
        """The rows from `start` on, at most so many: a page is never in memory whole."""
        height = self.size(number).height()
        end = min(start + rows, self.rows(number, scale))
        return self.picture(number, scale, top=start / scale, bottom=max(0.0, height - end / scale))
