"""The system's own dialog: what is chosen there is what comes out of the printer.

No printer hangs on this computer: the dialog prints into a file, by the path that paper takes. How
a driver feeds its trays, staples or prints on both sides cannot be seen here.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QRadioButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.pdfpages import print_on
from desktop.printerbook import PrinterProfile
from desktop.printers import ask_for_printer
from handouts.build import build
from handouts.styles import PageStyle, Paper
from tests.handouts.made import STAMP, assessment, chart, materials

pytestmark = pytest.mark.skipif(
    sys.platform != "linux",
    reason="elsewhere the dialog is not Qt's own, and takes no keys of ours",
)


def plan(profile: PrinterProfile) -> bytes:
    """Return a print of several pages, as a printer of this profile needs it."""
    paper: Paper = "letter" if profile.paper == "letter" else "a4"
    style = PageStyle(paper, top_mm=profile.top_mm, is_grey=profile.is_grey)
    made_with = replace(materials(), page=style)
    return build("care_plan", chart(), assessment(), made_with, STAMP)


def chosen_in_dialog(
    qtbot: QtBot, profile: PrinterProfile, into: Path, choose: Callable[[QPrintDialog], None]
) -> QPrinter | None:
    """Answer the dialog as a person does: a file in place of a printer, then ``choose``."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QPrintDialog):
            QTimer.singleShot(0, answer)
            return
        printers = dialog.findChild(QComboBox, "printers")
        assert printers is not None
        printers.setCurrentIndex(printers.count() - 1)
        line = dialog.findChild(QLineEdit, "filename")
        assert line is not None
        line.setText(str(into))
        choose(dialog)

    QTimer.singleShot(0, answer)
    printer = ask_for_printer(window, "", profile)
    assert printer is None or printer.outputFormat() is QPrinter.OutputFormat.PdfFormat
    return printer


def pages_from(first: int, last: int, copies: int, dialog: QPrintDialog) -> None:
    """Choose a range of pages, and how often."""
    for name, value in (("from", first), ("to", last), ("copies", copies)):
        spin = dialog.findChild(QSpinBox, name)
        assert spin is not None
        spin.setMaximum(max(spin.maximum(), value))
        spin.setValue(value)
    button = dialog.findChild(QRadioButton, "printRange")
    assert button is not None
    button.setChecked(True)
    dialog.accept()


@pytest.mark.parametrize(
    ("profile", "size"),
    [
        (PrinterProfile("letter", 40, is_grey=True), (612, 792)),
        (PrinterProfile("a4"), (595, 842)),
    ],
    ids=["letter-grey-letterhead", "a4"],
)
def test_paper_colours_and_every_page(
    qtbot: QtBot, tmp_path: Path, profile: PrinterProfile, size: tuple[int, int]
) -> None:
    file, pdf = tmp_path / "out.pdf", plan(profile)
    printer = chosen_in_dialog(qtbot, profile, file, QPrintDialog.accept)
    assert printer is not None
    ids = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
    assert printer.pageLayout().pageSize().id() is ids[profile.paper]
    assert (printer.colorMode() is QPrinter.ColorMode.GrayScale) is profile.is_grey
    assert print_on(printer, pdf)
    printed, made = pypdfium2.PdfDocument(file), pypdfium2.PdfDocument(pdf)
    assert len(printed) == len(made) > 1
    assert all((round(page.get_width()), round(page.get_height())) == size for page in printed)
    # What a letterhead needs stays free on paper as it does in the bytes that were looked at.
    for document in (printed, made):
        top = document[0].render(scale=1).to_pil().convert("L")
        free = top.crop((0, 0, top.width, int(profile.top_mm * 72 / 25.4)))
        assert not profile.top_mm or free.getextrema() == (255, 255)


def test_a_range_of_pages_and_copies(qtbot: QtBot, tmp_path: Path) -> None:
    file, profile = tmp_path / "out.pdf", PrinterProfile("a4")
    pdf = plan(profile)
    choose = partial(pages_from, 2, 2, 3)
    printer = chosen_in_dialog(qtbot, profile, file, choose)
    assert printer is not None
    assert print_on(printer, pdf)
    printed, made = pypdfium2.PdfDocument(file), pypdfium2.PdfDocument(pdf)
    assert len(printed) == 3
    wanted = made[1].render(scale=0.3).to_pil().convert("L").resize((60, 85))
    other = made[0].render(scale=0.3).to_pil().convert("L").resize((60, 85))
    for page in printed:
        seen = page.render(scale=0.3).to_pil().convert("L").resize((60, 85))
        assert apart(seen, wanted) < apart(seen, other) / 2


def apart(one: Image.Image, other: Image.Image) -> float:
    """Return how far two small pictures differ on the whole."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def test_nothing_is_printed_when_the_dialog_is_left(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "out.pdf"
    assert chosen_in_dialog(qtbot, PrinterProfile("a4"), file, QPrintDialog.reject) is None
    assert not file.exists()
