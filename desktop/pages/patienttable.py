"""The table of the patients that were found: each line painted whole, its texts laid out once."""

from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStaticText,
    QTextOption,
)
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from desktop import theme
from desktop.lettering import is_all_from_right, reads_from_right
from desktop.models.patients import NAME, STANDING, Line, PatientsModel
from desktop.standing import Standing
from desktop.widgets.form import em
from desktop.words import tr

ROW_EMS: Final = 2.1
SHARES: Final = (26, 14, 9, 10, 16, 25, 15)
LEAST_EMS: Final = 0.47
"""Width of one share: with less, texts would be cut."""
FIRST_TO_GO: Final = (2, 6, 3, 4)
"""What a narrow window does without: gender, last visit, number, problem; never who and today."""
MARK: Final = 3
CHIP_HEIGHT: Final = 1.35
"""In lines of text."""
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
EDGE: Final = 9
"""From the edge of a column to its text."""
CHIP_EDGE: Final = 6
MOST_TEXTS: Final = 2_000


class Place(NamedTuple):
    """Where a column begins in sight, and how wide it is."""

    column: int
    left: int
    width: int


class PatientTable(QTableView):
    """The lines that were found; Enter opens one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Patients found"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._texts = TextShelf(self.font())
        self._fit()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all lines in one go: asking and painting cell by cell held up each typed letter."""
        model = self.model()
        painter = QPainter(self.viewport())
        if isinstance(model, PatientsModel):
            lines = LinePainter(painter, self._places(), self._texts, self.layoutDirection())
            chosen = {index.row() for index in self.selectionModel().selectedRows()}
            for row in self._rows(event.rect()):
                place = self.rowViewportPosition(row), self.rowHeight(row)
                lines.paint(model.line(row), place, is_chosen=row in chosen)
        painter.end()

    def _rows(self, area: QRect) -> range:
        """Return the rows that lie in an area."""
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1)

    def _places(self) -> tuple[Place, ...]:
        """Return where the columns in sight begin, and how wide they are."""
        shown = (one for one in range(len(SHARES)) if not self.isColumnHidden(one))
        return tuple(
            Place(one, self.columnViewportPosition(one), self.columnWidth(one)) for one in shown
        )

    def _fit(self) -> None:
        """Share the width among as many columns as have room for their texts."""
        if self.font() != self._texts.fonts[0]:
            self._texts = TextShelf(self.font())
        self.verticalHeader().setDefaultSectionSize(round(ROW_EMS * em(self)))
        if self.model() is None:
            return
        room = self.viewport().width()
        shown = dict(enumerate(SHARES))
        for column in FIRST_TO_GO:
            is_short = room < LEAST_EMS * em(self) * sum(shown.values())
            self.setColumnHidden(column, is_short)
            if is_short:
                del shown[column]
        room = max(room, round(LEAST_EMS * em(self) * sum(shown.values())))
        for column, share in shown.items():
            self.setColumnWidth(column, room * share // sum(shown.values()))


class TextShelf:
    """Texts as they were laid out, for a width: names come again with each letter that is typed."""

    def __init__(self, font: QFont) -> None:
        self._laid_out: dict[tuple[str, int, bool, bool], QStaticText] = {}
        bold = QFont(font)
        bold.setBold(True)
        self.fonts = QFont(font), bold
        self.metrics = QFontMetrics(font)

    def of(self, text: str, width: int, *, is_bold: bool, is_mirrored: bool) -> QStaticText:
        """Return a text as far as there is room, with dots for the rest."""
        key = text, width, is_bold, is_mirrored
        known = self._laid_out.get(key)
        if known is None:
            if len(self._laid_out) >= MOST_TEXTS:
                self._laid_out.clear()
            known = self._laid_out[key] = self._lay_out(*key)
        return known

    def _lay_out(self, text: str, width: int, is_bold: bool, is_mirrored: bool) -> QStaticText:
        font = self.fonts[is_bold]
        metrics = QFontMetrics(font) if is_bold else self.metrics
        made = QStaticText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
        made.setTextFormat(Qt.TextFormat.PlainText)
        reads = QTextOption()
        reads.setWrapMode(QTextOption.WrapMode.NoWrap)
        # Each text ends in its dots at its own end, whichever way the screen reads.
        turns = is_all_from_right(text) or (is_mirrored and reads_from_right(text))
        reads.setTextDirection(
            Qt.LayoutDirection.RightToLeft if turns else Qt.LayoutDirection.LeftToRight
        )
        made.setTextOption(reads)
        made.prepare(font=font)
        return made


class LinePainter:
    """Paints lines with a divider beneath each, and a chip for where people stand."""

    def __init__(
        self,
        painter: QPainter,
        places: tuple[Place, ...],
        texts: TextShelf,
        reading: Qt.LayoutDirection,
    ) -> None:
        self._painter = painter
        self._places = places
        self._texts = texts
        self._is_mirrored = reading is Qt.LayoutDirection.RightToLeft
        self._left = min(place.left for place in places)
        self._right = max(place.left + place.width for place in places)
        self._inks = {token: theme.colour(token) for token in _INKS}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, line: Line, place: tuple[int, int], *, is_chosen: bool) -> None:
        """Paint a line that begins at a height and is so high."""
        top, height = place
        if is_chosen:
            self._paint_ground(top, height)
        self._painter.setPen(self._inks["text"])
        for column in self._places:
            if column.column != STANDING:
                self._paint_text(line.texts[column.column], column, place)
            elif line.standing is not None:
                self._paint_chip(line.standing, column, place, is_chosen=is_chosen)
                self._painter.setPen(self._inks["text"])
        edge = QRect(self._left, top + height - 1, self._right - self._left, 1)
        self._painter.fillRect(edge, self._inks["border"])

    def _paint_ground(self, top: int, height: int) -> None:
        """Mark the line in hand where reading begins, too: a tint alone is faint on black."""
        whole = QRect(self._left, top, self._right - self._left, height - 1)
        self._painter.fillRect(whole, self._inks["accent_soft"])
        start = self._right - MARK if self._is_mirrored else self._left
        self._painter.fillRect(QRect(start, top, MARK, height - 1), self._inks["accent"])

    def _paint_text(self, text: str, column: Place, place: tuple[int, int]) -> None:
        room, is_bold = column.width - 2 * EDGE, column.column == NAME
        laid = self._texts.of(text, room, is_bold=is_bold, is_mirrored=self._is_mirrored)
        size = laid.size()
        left = column.left + EDGE
        if self._is_mirrored:
            left = column.left + column.width - EDGE - round(size.width())
        self._painter.setFont(self._texts.fonts[is_bold])
        self._painter.drawStaticText(left, place[0] + round((place[1] - size.height()) / 2), laid)

    def _paint_chip(
        self, found: Standing, column: Place, place: tuple[int, int], *, is_chosen: bool
    ) -> None:
        letter = self._texts.metrics.height()
        room = column.width - 2 * CHIP_EDGE - 2 * letter
        laid = self._texts.of(found.text, room, is_bold=False, is_mirrored=self._is_mirrored)
        words = round(laid.size().width())
        height = round(letter * CHIP_HEIGHT)
        chip = QRect(column.left + CHIP_EDGE, place[0], words + letter, height)
        chip.moveTop(place[0] + (place[1] - 1) // 2 - height // 2)
        if self._is_mirrored:
            chip.moveRight(column.left + column.width - CHIP_EDGE - 1)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._inks["base" if is_chosen else f"{_TINTS[found.kind]}_soft"])
        self._painter.drawRoundedRect(chip, height / 2, height / 2)
        self._painter.setPen(self._inks[_TINTS[found.kind]])
        self._painter.setFont(self._texts.fonts[0])
        top = chip.top() + round((height - laid.size().height()) / 2)
        self._painter.drawStaticText(QPoint(chip.left() + letter // 2, top), laid)
