"""The lines of the worklist, painted whole: who, how to reach them, what waits, the stage."""

from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QStaticText
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from desktop import theme
from desktop.models.worklist import REACH, STAGE, WAITS, WHO, Cell, WorkCells, WorkModel
from desktop.models.workwords import SIGNS, Reason
from desktop.pages.patienttable import EDGE, MARK, Place, TextShelf
from desktop.widgets.form import ChipKind, em
from desktop.words import tr
from pathway.recalls import RecallKind

ROW_EMS: Final = 3.2
SHARES: Final = (23, 15, 47, 15)
LEAST_EMS: Final = 0.44
"""Width of one share: with less, texts would be cut."""
FIRST_TO_GO: Final = (STAGE, REACH)
"""What a narrow window does without; never who and what waits."""
OUTCOME_KEYS: Final[dict[Qt.Key, RecallKind]] = {
    Qt.Key.Key_R: "reached",
    Qt.Key.Key_W: "will_come",
    Qt.Key.Key_L: "remind_on",
    Qt.Key.Key_D: "declined",
    Qt.Key.Key_M: "moved",
    Qt.Key.Key_X: "died",
}
_INKS: Final = (
    "text",
    "muted",
    "border",
    "accent",
    "accent_soft",
    "base",
    "danger",
    "danger_soft",
    "warn",
    "warn_soft",
)
SEPARATOR: Final = " · "
_TINTS: Final = {"danger": "danger", "warn": "warn", "info": "accent", "ok": "accent"}
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Height(NamedTuple):
    """Where a line begins, and how high it is."""

    top: int
    height: int


class WorkTable(QTableView):
    """Who waits: Enter opens a chart, a letter says what came of a call, Space has seen a move."""

    opened = Signal()
    seen = Signal()
    called = Signal(str)
    """A RecallKind."""
    stepped = Signal(int)
    """To the next group of the list, or the one before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Who waits"))
        self.setAccessibleDescription(
            tr(
                "Enter opens the chart. R reached, W will come, L remind later, D declined, "
                "M moved away, X died. Space: move seen. Left and Right change the group."
            )
        )
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
        self.doubleClicked.connect(self.opened)
        self._fit()

    def go_to(self, line: int) -> None:
        """Take a line in hand, and show it."""
        index = self.model().index(line, WHO)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = event.modifiers() in _PLAIN
        if is_plain and self._takes(Qt.Key(event.key())):
            return
        if is_plain and event.text().isprintable() and event.text():
            event.ignore()  # no letter looks for somebody: that would read every line
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all lines in sight in one go."""
        model = self.model()
        painter = QPainter(self.viewport())
        places = self._places()
        if isinstance(model, WorkModel) and places:
            lines = LinePainter(painter, places, self._texts, self.layoutDirection())
            chosen = self.currentIndex().row()
            for line in self._lines(event.rect()):
                place = Height(self.rowViewportPosition(line), self.rowHeight(line))
                lines.paint(model.cells(line), place, is_chosen=line == chosen)
        painter.end()

    def _takes(self, key: Qt.Key) -> bool:
        """Do what a key stands for."""
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.stepped.emit(1 if (key == Qt.Key.Key_Right) != is_mirrored else -1)
        elif not self.currentIndex().isValid():
            return False
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            self.seen.emit()
        elif key in OUTCOME_KEYS:
            self.called.emit(OUTCOME_KEYS[key])
        else:
            return False
        return True

    def _lines(self, area: QRect) -> range:
        """Return the lines that lie in an area."""
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
        for column, share in shown.items():
            self.setColumnWidth(column, room * share // sum(shown.values()))


class LinePainter:
    """Paints lines of two texts each, with a chip for what waits and a divider beneath."""

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

    def paint(self, told: WorkCells, place: Height, *, is_chosen: bool) -> None:
        """Paint a line."""
        if is_chosen:
            self._paint_ground(place)
        shown = {column.column for column in self._places}
        for column in self._places:
            cell = told.cells[column.column]
            if column.column == WHO and REACH not in shown:
                reach = told.cells[REACH]
                cell = Cell(cell.first, f"{cell.second} · {reach.first}")
            if column.column == WAITS and told.reason is not None:
                said, rest = self._shared(told.reason, column)
                self._paint_chip(said, told.reason.kind, (column, place), is_chosen=is_chosen)
                below = SEPARATOR.join(part for part in (rest, cell.second) if part)
                self._paint_text(below, column, place, part=1)
                continue
            self._paint_text(cell.first, column, place, part=0)
            self._paint_text(cell.second, column, place, part=1)
        edge = QRect(self._left, place.top + place.height - 1, self._right - self._left, 1)
        self._painter.fillRect(edge, self._inks["border"])

    def _paint_ground(self, place: Height) -> None:
        """Mark the line in hand where reading begins, too: a tint alone is faint on black."""
        whole = QRect(self._left, place.top, self._right - self._left, place.height - 1)
        self._painter.fillRect(whole, self._inks["accent_soft"])
        start = self._right - MARK if self._is_mirrored else self._left
        self._painter.fillRect(
            QRect(start, place.top, MARK, place.height - 1), self._inks["accent"]
        )

    def _paint_text(self, text: str, column: Place, place: Height, *, part: int) -> None:
        """Paint a text in the upper (0) or the lower (1) half of a line."""
        if not text:
            return
        is_bold = part == 0 and column.column == WHO
        room = column.width - 2 * EDGE
        laid = self._texts.of(text, room, is_bold=is_bold, is_mirrored=self._is_mirrored)
        size = laid.size()
        left = column.left + EDGE
        if self._is_mirrored:
            left = column.left + column.width - EDGE - round(size.width())
        self._painter.setPen(self._inks["muted" if part else "text"])
        self._painter.setFont(self._texts.fonts[is_bold])
        self._painter.drawStaticText(
            left, self._middle(place, part) - round(size.height() / 2), laid
        )

    def _shared(self, reason: Reason, column: Place) -> tuple[str, str]:
        """Return what the chip has room for, and what begins the lower half in its place."""
        parts = reason.whole.split(SEPARATOR)
        for count in range(len(parts), 1, -1):
            said = SEPARATOR.join(parts[:count])
            if self._laid(said, reason.kind, column).text().endswith(said):
                return said, SEPARATOR.join(parts[count:])
        return parts[0], SEPARATOR.join(parts[1:])

    def _laid(self, said: str, kind: ChipKind, column: Place) -> QStaticText:
        """Return the words of a chip with its sign, as far as the chip has room for them."""
        room = column.width - 2 * EDGE - self._texts.metrics.height()
        text, is_bold = f"{SIGNS[kind]} {said}", kind == "danger"
        return self._texts.of(text, room, is_bold=is_bold, is_mirrored=self._is_mirrored)

    def _paint_chip(
        self, said: str, kind: ChipKind, where: tuple[Place, Height], *, is_chosen: bool
    ) -> None:
        """Paint the first reason with its sign before it: danger is told by more than a colour."""
        column, place = where
        letter, tint = self._texts.metrics.height(), _TINTS[kind]
        laid = self._laid(said, kind, column)
        height = round(letter * 1.25)
        chip = QRect(column.left + EDGE, 0, round(laid.size().width()) + letter, height)
        chip.moveTop(self._middle(place, 0) - height // 2)
        if self._is_mirrored:
            chip.moveRight(column.left + column.width - EDGE - 1)
        soft = {"danger": "danger_soft", "warn": "warn_soft"}.get(tint, "accent_soft")
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._inks["base" if is_chosen else soft])
        self._painter.drawRoundedRect(chip, height / 2, height / 2)
        self._painter.setPen(self._inks[tint])
        self._painter.setFont(self._texts.fonts[kind == "danger"])
        top = chip.top() + round((height - laid.size().height()) / 2)
        self._painter.drawStaticText(chip.left() + letter // 2, top, laid)

    def _middle(self, place: Height, part: int) -> int:
        return place.top + round(place.height * (0.31 if part == 0 else 0.74))
