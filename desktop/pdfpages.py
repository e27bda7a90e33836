"""Pages of a PDF as pictures, for the preview and for the printer: both from the same bytes."""

import threading
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

POINTS_PER_INCH: Final = 72.0
PRINTER_DOTS_PER_INCH: Final = 300
# PDFium is not safe to use from two threads at once.
_ONE_AT_A_TIME: Final = threading.Lock()


class PagePicture(NamedTuple):
    """One page as rows of red, green and blue bytes, and what it says."""

    width: int
    height: int
    stride: int
    pixels: bytes
    text: str

    def image(self) -> QImage:
        """Return the page as an image of its own."""
        rgb, quick = QImage.Format.Format_RGB888, QImage.Format.Format_RGB32
        read = QImage(self.pixels, self.width, self.height, self.stride, rgb)
        return read.convertToFormat(quick)  # as Qt scales and paints it


class Drawn(NamedTuple):
    """One page for the screen, and what it says."""

    image: QImage
    text: str


def draw(pdf: bytes, dots_per_inch: float) -> tuple[PagePicture, ...]:
    """Return every page of a PDF as a picture of this density."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_drawn(page, dots_per_inch) for page in document)
        finally:
            document.close()


def draw_for_screen(pdf: bytes, dots_per_inch: float) -> tuple[Drawn, ...]:
    """Return every page of a PDF as the preview shows it."""
    return tuple(Drawn(page.image(), page.text) for page in draw(pdf, dots_per_inch))


def print_on(printer: QPrinter, pdf: bytes) -> bool:
    """Print the pages of a PDF that were asked for; False when the printer could not be reached."""
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    density = min(printer.resolution(), PRINTER_DOTS_PER_INCH)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for place, page in enumerate(_asked_for(printer, draw(pdf, density))):
        if place and not printer.newPage():
            return False
        _put(painter, page.image())
    return painter.end()


def _asked_for(printer: QPrinter, pages: tuple[PagePicture, ...]) -> tuple[PagePicture, ...]:
    """Return the pages that the dialog was asked for, as often as the printer itself does not.

    A range that the printing system cuts out by itself is none of the printer's.
    """
    ranges = printer.pageRanges()
    chosen = tuple(
        page for number, page in enumerate(pages, 1) if ranges.isEmpty() or ranges.contains(number)
    )
    return chosen * (1 if printer.supportsMultipleCopies() else printer.copyCount())


def _drawn(page: "PdfPage", dots_per_inch: float) -> PagePicture:
    bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH, rev_byteorder=True)
    words = page.get_textpage()
    picture = PagePicture(
        bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), words.get_text_range()
    )
    words.close()
    bitmap.close()
    page.close()
    return picture


def _put(painter: QPainter, image: QImage) -> None:
    """Put a page on paper as large as it goes, in the middle."""
    paper = painter.viewport()
    size = QSizeF(image.size()).scaled(QSizeF(paper.size()), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
    painter.drawImage(QRectF(left, top, size.width(), size.height()), image)
