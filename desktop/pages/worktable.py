"""The lines of the worklist, painted whole: who, how to reach them, what waits, the stage."""

from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QStaticText
from PySide6.QtWidgets import QWidget

from desktop.models.worklist import REACH, STAGE, WAITS, WHO, Cell, WorkCells, WorkModel
from desktop.models.workwords import SIGNS, Reason
from desktop.widgets.form import ChipKind
from desktop.widgets.linetable import EDGE, Columns, Height, LinePainter, LineTable, Pill, Place
from desktop.words import tr
from pathway.recalls import RecallKind

COLUMNS: Final = Columns((23, 15, 47, 15), 0.44, (STAGE, REACH), 3.2)
"""A narrow window does without the stage and the telephone; never who and what waits."""
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


class WorkTable(LineTable):
    """Who waits: Enter opens a chart, a letter says what came of a call, Space has seen a move."""

    opened = Signal()
    seen = Signal()
    called = Signal(str)
    """A RecallKind."""
    stepped = Signal(int)
    """To the next group of the list, or the one before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(COLUMNS, parent)
        self.setAccessibleName(tr("Who waits"))
        self.setAccessibleDescription(
            tr(
                "Enter opens the chart. R reached, W will come, L remind later, D declined, "
                "M moved away, X died. Space: move seen. Left and Right change the group."
            )
        )
        self.doubleClicked.connect(self.opened)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all lines in sight in one go."""
        model = self.model()
        painter = QPainter(self.viewport())
        if isinstance(model, WorkModel):
            lines = WorkPainter(painter, self, _INKS)
            chosen = self.currentIndex().row()
            for line in self.lines_in(event.rect()):
                lines.paint(model.cells(line), self.height_of(line), is_chosen=line == chosen)
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


class WorkPainter(LinePainter):
    """Paints lines of two texts each, with a chip for what waits."""

    def paint(self, told: WorkCells, place: Height, *, is_chosen: bool) -> None:
        """Paint a line."""
        if is_chosen:
            self.paint_ground(place)
        shown = {column.column for column in self.places}
        for column in self.places:
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
        self.paint_divider(place)

    def _paint_text(self, text: str, column: Place, place: Height, *, part: int) -> None:
        """Paint a text in the upper (0) or the lower (1) half of a line."""
        if not text:
            return
        is_bold = part == 0 and column.column == WHO
        laid = self.lay_out(text, column.width - 2 * EDGE, is_bold=is_bold)
        top = _middle(place, part) - round(laid.size().height() / 2)
        self.paint_words(laid, column, top, "muted" if part else "text", is_bold=is_bold)

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
        room = column.width - 2 * EDGE - self.texts.metrics.height()
        return self.lay_out(f"{SIGNS[kind]} {said}", room, is_bold=kind == "danger")

    def _paint_chip(
        self, said: str, kind: ChipKind, where: tuple[Place, Height], *, is_chosen: bool
    ) -> None:
        """Paint the first reason with its sign before it: danger is told by more than a colour."""
        column, place = where
        letter, tint = self.texts.metrics.height(), _TINTS[kind]
        laid = self._laid(said, kind, column)
        height = round(letter * 1.25)
        area = QRect(column.left + EDGE, 0, round(laid.size().width()) + letter, height)
        area.moveTop(_middle(place, 0) - height // 2)
        ground = "base" if is_chosen else f"{tint}_soft"
        self.paint_pill(Pill(laid, ground, tint, kind == "danger"), area, column)


def _middle(place: Height, part: int) -> int:
    """Return where the middle of the upper (0) or lower (1) half of a line lies."""
    return place.top + round(place.height * (0.31 if part == 0 else 0.74))
