"""Prints a finished PDF of a page or two, such as the recovery sheet, on a printer that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

DPI = 300


def print_pdf(parent: QWidget, pdf: bytes, title: str) -> bool:
    """Ask for a printer and print all pages on A4; False where the user changed their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QPageLayout().margins())
    printer.setFullPage(True)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    painter = QPainter(printer)
    for number, image in enumerate(pages(pdf)):
        if number:
            printer.newPage()
        painter.drawImage(QRectF(painter.viewport()), image)
    painter.end()
    return True


def pages(pdf: bytes, *, dpi: int = DPI) -> list[QImage]:
    """Every page as an image of its own."""
    import pypdfium2

    images = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(scale=dpi / 72, rev_byteorder=False, prefer_bgrx=True)
            made = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            )
            images.append(made.copy())
            bitmap.close()
            page.close()
    finally:
        document.close()
    return images
