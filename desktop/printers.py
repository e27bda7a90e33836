"""Printers: the one modal question, and the sheet with the recovery code."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop import show
from desktop.printerbook import PrinterProfile
from desktop.words import tr

ChoosePrinter: TypeAlias = Callable[[QWidget], QPrinter | None]
DOTS_PER_INCH = 300
MARGIN_MILLIMETRES = 20.0
SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


class CodeSheet(NamedTuple):
    """What stands on the sheet with the recovery code."""

    clinic: str
    groups: tuple[str, ...]
    printed_on: date
    is_envelope: bool = False


def ask_for_printer(
    parent: QWidget, name: str = "", profile: PrinterProfile | None = None
) -> QPrinter | None:
    """Return the printer that the user chose in the system's own dialog, None when none.

    The dialog begins with the printer of this name, and with what it needs.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    if name:
        printer.setPrinterName(name)
    if profile is not None:
        dress(printer, profile)
    dialog = QPrintDialog(printer, parent)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def dress(printer: QPrinter, profile: PrinterProfile) -> None:
    """Set a printer to the paper and the colours of its profile."""
    printer.setPageSize(QPageSize(SIZES[profile.paper]))
    grey, colour = QPrinter.ColorMode.GrayScale, QPrinter.ColorMode.Color
    printer.setColorMode(grey if profile.is_grey else colour)


def print_code_sheet(printer: QPrinter, sheet: CodeSheet) -> bool:
    """Print the recovery code on one page; False when the printer could not be reached."""
    margins = QMarginsF(*[MARGIN_MILLIMETRES] * 4)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    _paint(painter, QRectF(0, 0, painter.viewport().width(), painter.viewport().height()), sheet)
    return painter.end()


def _paint(painter: QPainter, page: QRectF, sheet: CodeSheet) -> None:
    top = page.top()
    for text, points, is_bold in _lines(sheet):
        painter.setFont(_font(points, is_bold))
        wrap = Qt.TextFlag.TextWordWrap
        room = QRectF(page.left(), top, page.width(), page.height())
        used = painter.boundingRect(room, wrap, text)
        painter.drawText(room, wrap, text)
        top = used.bottom() + painter.fontMetrics().height() * 0.6


def _lines(sheet: CodeSheet) -> list[tuple[str, float, bool]]:
    rows = ["   ".join(sheet.groups[at : at + 3]) for at in (0, 3)]
    return [
        (_sheet_title(sheet), 20, True),
        (sheet.clinic, 14, True),
        (tr("Made on {day}").format(day=show.day(sheet.printed_on)), 12, False),
        ("\n".join(rows), 26, True),
        (
            tr(
                "Whoever has this sheet and the clinic's computer can open the records. Keep it "
                "locked away, not near the computer."
            ),
            12,
            False,
        ),
        (
            tr(
                "If the passphrase is forgotten: start Foramen, choose “Use the recovery code” and "
                "type the six groups. Capitals and spaces do not matter."
            )
            if not sheet.is_envelope
            else tr(
                "Only for an emergency in which nobody with a passphrase can be reached: start "
                "Foramen, choose “Use the recovery code”, type the six groups, and give your name "
                "and the reason. Every clinician is told."
            ),
            12,
            False,
        ),
    ]


def _sheet_title(sheet: CodeSheet) -> str:
    if sheet.is_envelope:
        return tr("Foramen: emergency envelope")
    return tr("Foramen: recovery code")


def _font(points: float, is_bold: bool) -> QFont:
    font = QFont("Noto Sans")
    font.setPointSizeF(points)
    font.setBold(is_bold)
    return font
