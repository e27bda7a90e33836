"""The table of the patients that were found: each line painted whole, its texts laid out once."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.models.patients import NAME, STANDING, Line, PatientsModel
from desktop.standing import Standing
from desktop.widgets.linetable import EDGE, Columns, Height, LinePainter, LineTable, Pill, Place
from desktop.words import tr

FIRST_TO_GO: Final = (2, 6, 3, 4)
"""Gender, last visit, number, problem; never who and where they stand today."""
COLUMNS: Final = Columns((25, 14, 9, 10, 19, 23, 15), 0.47, FIRST_TO_GO, 2.1, scrolls=True)
CHIP_HEIGHT: Final = 1.35
"""In lines of text."""
CHIP_EDGE: Final = 6
_TINTS: Final = {"info": "accent", "danger": "danger", "warn": "warn", "ok": "ok"}
_INKS: Final = (
    "text",
    "border",
    "base",
    "accent",
    "accent_soft",
    "danger",
    "danger_soft",
    "warn",
    "warn_soft",
    "ok",
    "ok_soft",
)


class PatientTable(LineTable):
    """The lines that were found; Enter opens one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(COLUMNS, parent)
        self.setAccessibleName(tr("Patients found"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def go_to(self, row: int) -> None:
        """Take a line in hand.

        Qt's own way finds no cell from right to left when the columns do not fill the table.
        """
        self.setCurrentIndex(self.model().index(row, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all lines in one go: asking and painting cell by cell held up each typed letter."""
        model = self.model()
        painter = QPainter(self.viewport())
        if isinstance(model, PatientsModel):
            lines = FoundPainter(painter, self, _INKS)
            chosen = {index.row() for index in self.selectionModel().selectedRows()}
            for row in self.lines_in(event.rect()):
                lines.paint(model.line(row), self.height_of(row), is_chosen=row in chosen)
        painter.end()


class FoundPainter(LinePainter):
    """Paints lines of one text a column, with a chip for where people stand."""

    def paint(self, line: Line, place: Height, *, is_chosen: bool) -> None:
        """Paint a line."""
        if is_chosen:
            self.paint_ground(place)
        for column in self.places:
            if column.column != STANDING:
                self._paint_text(line.texts[column.column], column, place)
            elif line.standing is not None:
                self._paint_chip(line.standing, column, place, is_chosen=is_chosen)
        self.paint_divider(place)

    def _paint_text(self, text: str, column: Place, place: Height) -> None:
        is_bold = column.column == NAME
        laid = self.lay_out(text, column.width - 2 * EDGE, is_bold=is_bold)
        top = place.top + round((place.height - laid.size().height()) / 2)
        self.paint_words(laid, column, top, "text", is_bold=is_bold)

    def _paint_chip(
        self, found: Standing, column: Place, place: Height, *, is_chosen: bool
    ) -> None:
        letter = self.texts.metrics.height()
        laid = self.lay_out(found.text, column.width - 2 * CHIP_EDGE - letter)
        height = round(letter * CHIP_HEIGHT)
        area = QRect(column.left + CHIP_EDGE, 0, round(laid.size().width()) + letter, height)
        area.moveTop(place.top + (place.height - 1) // 2 - height // 2)
        tint = _TINTS[found.kind]
        self.paint_pill(Pill(laid, "base" if is_chosen else f"{tint}_soft", tint), area, column)
