"""Printing: page by page and band by band, so that a weak PC never holds a whole A3 page in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.actions.desk import Desk
from app.base.errors import AppError
from app.base.languages import N_
from ui.documents.pages import POINTS_AN_INCH, opened
from ui.work import Work

DOTS_AN_INCH = 300
BAND_ROWS = 600
A4 = QSizeF(595.28, 841.89)  # points
SLACK = 6.0  # points that a paper may be smaller than the page and still count as its size
_SIDES = {
    "one": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}


class NoPrinter(AppError):
    """There is nothing to print on."""

    says = N_("No printer is set up on this PC. The paper is not printed.")
    do = N_("Save it as PDF instead (Ctrl+S), and print it where there is a printer.")


class PrintFailed(AppError):
    """The printer took nothing."""

    says = N_("The printer “{printer}” did not take the paper.")
    do = N_("See that it is on and has paper, then print again; or save as PDF (Ctrl+S).")


def printers() -> list[str]:
    """The printers of this PC by name, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return sorted(names, key=lambda name: name != usual)


class Printing(NamedTuple):
    """What a printer can: sizes of paper in points (short side first), none where it does not say; both sides."""

    name: str
    sizes: tuple[tuple[float, float], ...] = ()
    both_sides: bool = False

    def takes(self, size: QSizeF) -> bool:
        """Whether it has paper for a page of this size in points."""
        short, long = sorted((size.width(), size.height()))
        return not self.sizes or any(
            w + SLACK >= short and h + SLACK >= long for w, h in self.sizes if w and h
        )


def abilities(name: str) -> Printing:
    """What the printer with this name says of itself."""
    info = QPrinterInfo.printerInfo(name)
    points = [one.size(QPageSize.Unit.Point) for one in info.supportedPageSizes()]
    sizes = tuple((min(one.width(), one.height()), max(one.width(), one.height())) for one in points)
    both = {QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexAuto}
    return Printing(name, sizes, bool(both & set(info.supportedDuplexModes())))


@dataclass(frozen=True)
class _Page:
    """begins: something new begins here, which never lies on the back of something else."""

    pdf: bytes
    number: int
    size: QSizeF
    begins: bool


class PrintRun:
    """Sends PDFs to a printer. `progress(done, of)` after each page; `finished(error or None)` once at the end.

    source: makes the PDFs once it is known that there is a printer, and hands them on. sides: one, long or short, the
    side that a sheet is turned over at. scaled: large pages are made smaller, to lie on A4.
    """

    def __init__(
        self,
        work: Work,
        pdfs: Sequence[bytes] = (),
        *,
        source: Callable[[Callable[[Sequence[bytes]], None]], None] | None = None,
        printer: str = "",
        sides: str = "one",
        scaled: bool = False,
        file: str = "",
        progress: Callable[[int, int], None],
        finished: Callable[[BaseException | None], None],
    ) -> None:
        self._work, self._pdfs = work, list(pdfs)
        self._progress, self._finished = progress, finished
        self._source, self._sides, self._scaled = source, sides, scaled
        self._printer_name, self._file = printer, file
        self._pages: list[_Page] = []
        self._painter: QPainter | None = None
        self._printer: QPrinter | None = None
        self._at = self._front = 0  # _front: pages since the last one that lies in front for certain
        self._cancelled = False

    def start(self) -> None:
        """Begin; nothing is printed if there is no printer."""
        if not self._file and not self._printer_name:
            self._finished(NoPrinter())
        elif self._source is not None:
            self._source(self._have)
        else:
            self._have(self._pdfs)

    def cancel(self) -> None:
        """Stop after the band that is being drawn; what went out before stays out."""
        self._cancelled = True

    def _have(self, pdfs: Sequence[bytes]) -> None:
        self._pdfs = list(pdfs)
        self._work.ask(_listed, self._pdfs, then=self._begin, failed=self._finished)

    def _begin(self, pages: list[_Page]) -> None:
        self._pages = pages
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self._file:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(self._file)
        else:
            printer.setPrinterName(self._printer_name)
        printer.setResolution(DOTS_AN_INCH)
        printer.setFullPage(True)
        printer.setDuplex(_SIDES.get(self._sides, QPrinter.DuplexMode.DuplexNone))
        _set_paper(printer, self._paper_for(pages[0]))
        self._printer, self._painter = printer, QPainter()
        if not self._painter.begin(printer):
            self._end(PrintFailed(printer=self._printer_name))
            return
        self._next_page()

    def _paper_for(self, page: _Page) -> QSizeF:
        if not self._scaled or page.size.width() * page.size.height() <= A4.width() * A4.height() + SLACK:
            return page.size
        return A4.transposed() if page.size.width() > page.size.height() else A4

    def _next_page(self) -> None:
        if self._at >= len(self._pages) or self._cancelled:
            self._end(None)
            return
        self._next_band(0)

    def _next_band(self, start: int) -> None:
        page = self._pages[self._at]
        self._work.ask(_band, page, start, then=self._draw, failed=self._end)

    def _draw(self, band: tuple[int, QImage, int]) -> None:
        start, picture, whole = band
        assert self._painter is not None
        assert self._printer is not None
        paper = self._printer.pageLayout().fullRectPixels(DOTS_AN_INCH)
        drawn = self._pages[self._at].size * DOTS_AN_INCH / POINTS_AN_INCH
        fits = min(paper.width() / drawn.width(), paper.height() / drawn.height(), 1.0)
        self._painter.save()
        self._painter.translate((paper.width() - drawn.width() * fits) / 2, 0)
        self._painter.scale(fits, fits)
        self._painter.drawImage(QRectF(QPointF(0, start), QSizeF(picture.size())), picture)
        self._painter.restore()
        if start + picture.height() < whole and not self._cancelled:
            self._next_band(start + picture.height())
        else:
            self._page_done()

    def _page_done(self) -> None:
        assert self._printer is not None
        self._at += 1
        self._front += 1
        self._progress(self._at, len(self._pages))
        if self._at < len(self._pages) and not self._cancelled:
            if self._sides != "one" and self._front % 2 and self._pages[self._at].begins:
                self._printer.newPage()  # the back stays empty
                self._front = 0
            _set_paper(self._printer, self._paper_for(self._pages[self._at]))
            self._printer.newPage()
        self._next_page()

    def _end(self, error: BaseException | None) -> None:
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self._painter = None
        self._finished(error)


def _set_paper(printer: QPrinter, size: QSizeF) -> None:
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    lies = size.width() > size.height()
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    )
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def _listed(_desk: Desk, pdfs: Sequence[bytes]) -> list[_Page]:
    found = []
    for pdf in pdfs:
        with opened(pdf) as pages:
            starts = pages.starts
            found += [
                _Page(pdf, number, pages.size(number), number in starts) for number in range(pages.count)
            ]
    return found


def _band(_desk: Desk, page: _Page, start: int) -> tuple[int, QImage, int]:
    """The band that starts at this row, and how many rows the page has."""
    with opened(page.pdf) as pages:
        whole = pages.rows(page.number, DOTS_AN_INCH / POINTS_AN_INCH)
        return (
            start,
            pages.band(page.number, DOTS_AN_INCH / POINTS_AN_INCH, start=start, rows=BAND_ROWS),
            whole,
        )
