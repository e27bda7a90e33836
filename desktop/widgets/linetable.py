"""Tables whose lines are painted whole: how columns share the width, and what each line has."""

from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QStaticText
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from desktop import theme
from desktop.widgets.form import em
from desktop.widgets.textshelf import TextShelf

EDGE: Final = 9
"""From the edge of a column to its text."""
MARK: Final = 3
"""Width of what marks the line in hand, where reading begins."""


class Columns(NamedTuple):
    """How a table shares its width among its columns."""

    shares: tuple[int, ...]
    least_ems: float
    """Width of one share: with less, texts would be cut."""
    first_to_go: tuple[int, ...]
    """What a narrow window does without, in this order."""
    row_ems: float
    scrolls: bool = False
    """Whether what then still has no room keeps its least width, and the table scrolls."""


class Place(NamedTuple):
    """Where a column begins in sight, and how wide it is."""

    column: int
    left: int
    width: int


class Height(NamedTuple):
    """Where a line begins, and how high it is."""

    top: int
    height: int


class Pill(NamedTuple):
    """Words in a rounded field."""

    words: QStaticText
    ground: str
    ink: str
    is_bold: bool = False


def show_lines(table: QTableView) -> None:
    """Let a table show lines of which one is in hand, not a grid of cells."""
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


class LineTable(QTableView):
    """A table that fits its columns to its width and to the size of its letters."""

    def __init__(self, columns: Columns, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.texts = TextShelf(self.font())
        show_lines(self)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit()

    def lines_in(self, area: QRect) -> range:
        """Return the lines that lie in an area."""
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1)

    def height_of(self, line: int) -> Height:
        """Return where a line stands."""
        return Height(self.rowViewportPosition(line), self.rowHeight(line))

    def places(self) -> tuple[Place, ...]:
        """Return where the columns in sight begin, and how wide they are."""
        every = range(len(self._columns.shares))
        shown = (one for one in every if not self.isColumnHidden(one))
        return tuple(
            Place(one, self.columnViewportPosition(one), self.columnWidth(one)) for one in shown
        )

    def fit(self) -> None:
        """Share the width among as many columns as have room for their texts."""
        if self.font() != self.texts.fonts[0]:
            self.texts = TextShelf(self.font())
        self.verticalHeader().setDefaultSectionSize(round(self._columns.row_ems * em(self)))
        if self.model() is None:
            return
        room, share_width = self.viewport().width(), self._columns.least_ems * em(self)
        shown = dict(enumerate(self._columns.shares))
        for column in self._columns.first_to_go:
            is_short = room < share_width * sum(shown.values())
            self.setColumnHidden(column, is_short)
            if is_short:
                del shown[column]
        if self._columns.scrolls:
            room = max(room, round(share_width * sum(shown.values())))
        for column, share in shown.items():
            self.setColumnWidth(column, room * share // sum(shown.values()))


class LinePainter:
    """Paints what lines have in common: texts, pills, the ground of the one in hand, dividers."""

    def __init__(self, painter: QPainter, table: LineTable, inks: tuple[str, ...]) -> None:
        self.places = table.places()
        self.texts = table.texts
        self._painter = painter
        self._is_mirrored = table.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._left = min((place.left for place in self.places), default=0)
        self._right = max((place.left + place.width for place in self.places), default=0)
        self._inks = {token: theme.colour(token) for token in inks}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_ground(self, line: Height) -> None:
        """Mark the line in hand where reading begins, too: a tint alone is faint on black."""
        whole = QRect(self._left, line.top, self._right - self._left, line.height - 1)
        self._painter.fillRect(whole, self._inks["accent_soft"])
        start = self._right - MARK if self._is_mirrored else self._left
        self._painter.fillRect(QRect(start, line.top, MARK, line.height - 1), self._inks["accent"])

    def paint_divider(self, line: Height) -> None:
        """Draw the edge beneath a line."""
        edge = QRect(self._left, line.top + line.height - 1, self._right - self._left, 1)
        self._painter.fillRect(edge, self._inks["border"])

    def lay_out(self, text: str, room: int, *, is_bold: bool = False) -> QStaticText:
        """Return a text as far as there is room."""
        return self.texts.of(text, room, is_bold=is_bold, is_mirrored=self._is_mirrored)

    def paint_words(
        self, words: QStaticText, column: Place, top: int, ink: str, *, is_bold: bool = False
    ) -> None:
        """Paint what was laid out where reading begins in a column."""
        left = column.left + EDGE
        if self._is_mirrored:
            left = column.left + column.width - EDGE - round(words.size().width())
        self._painter.setPen(self._inks[ink])
        self._painter.setFont(self.texts.fonts[is_bold])
        self._painter.drawStaticText(left, top, words)

    def paint_pill(self, pill: Pill, area: QRect, column: Place) -> None:
        """Paint a pill into an area that is given as if read from left to right."""
        if self._is_mirrored:
            edge = area.left() - column.left
            area.moveRight(column.left + column.width - edge - 1)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._inks[pill.ground])
        self._painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        self._painter.setPen(self._inks[pill.ink])
        self._painter.setFont(self.texts.fonts[pill.is_bold])
        top = area.top() + round((area.height() - pill.words.size().height()) / 2)
        left = area.left() + self.texts.metrics.height() // 2
        self._painter.drawStaticText(QPoint(left, top), pill.words)
