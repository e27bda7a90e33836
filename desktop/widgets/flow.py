"""A layout that sets its items in lines and starts a new line where the width ends."""

from typing import Final

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

_UNKNOWN: Final = QSize()
_NOWHERE: Final = Qt.Orientation(0)


class FlowLayout(QLayout):
    """Sets widgets like words of a text, in the reading direction of its parent.

    ``line_gap`` is the room between lines, as much as between widgets unless said otherwise; with
    ``is_trailing`` the lines end at the edge where reading ends.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        gap: int = 8,
        line_gap: int | None = None,
        *,
        is_trailing: bool = False,
    ) -> None:
        super().__init__(parent)
        self._gap = gap
        self._line_gap = gap if line_gap is None else line_gap
        self._is_trailing = is_trailing
        self._kept: list[QLayoutItem] = []
        self._sized: list[tuple[QLayoutItem, QSize]] | None = None
        self._heights: dict[int, int] = {}
        self._hint = self._least = _UNKNOWN
        self._lies: tuple[QRect, bool] | None = None
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._kept.append(item)

    def count(self) -> int:
        return len(self._kept)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._kept[index] if 0 <= index < len(self._kept) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._kept.pop(index) if 0 <= index < len(self._kept) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return _NOWHERE

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        # Qt asks again and again: until something changes, everything is measured once.
        self._sized = self._lies = None
        self._heights.clear()
        self._hint = self._least = _UNKNOWN
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:  # noqa: N802
        super().setGeometry(area)
        lies = area, self._is_mirrored()
        if lies != self._lies:
            self._place(area, move=True)
            self._lies = lies

    def sizeHint(self) -> QSize:
        if not self._hint.isValid():
            shown = [size for _, size in self._shown()]
            width = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
            size = QSize(width, max((size.height() for size in shown), default=0))
            self._hint = size.grownBy(self.contentsMargins())
        return self._hint

    def minimumSize(self) -> QSize:  # noqa: N802
        if not self._least.isValid():
            size = QSize(0, 0)
            for item, wanted in self._shown():
                # What does not wrap is never cut: a style sheet's least width says less than that.
                size = size.expandedTo(item.minimumSize() if item.hasHeightForWidth() else wanted)
            self._least = size.grownBy(self.contentsMargins())
        return self._least

    def _shown(self) -> list[tuple[QLayoutItem, QSize]]:
        """Return the items that take room, each with the size it would like."""
        if self._sized is None:
            self._sized = [(one, one.sizeHint()) for one in self._kept if not one.isEmpty()]
        return self._sized

    def _place(self, area: QRect, *, move: bool) -> int:
        """Put the items into lines (only measure unless ``move``) and return the height needed."""
        margins = self.contentsMargins()
        area = area.marginsRemoved(margins)
        lines = self._lines(area.width())
        top = area.top()
        for line in lines:
            height = max(size.height() for _, size in line)
            if move:
                self._place_line(line, area, top, height)
            top += height + self._line_gap
        used = max(top - self._line_gap - area.top(), 0) if lines else 0
        return used + margins.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item, wanted in self._shown():
            size = wanted if wanted.width() <= width else _squeezed(item, wanted, width)
            if not lines or used + self._gap + size.width() > width:
                lines.append([])
                used = -self._gap
            lines[-1].append((item, size))
            used += self._gap + size.width()
        return lines

    def _place_line(
        self, line: list[tuple[QLayoutItem, QSize]], area: QRect, top: int, height: int
    ) -> None:
        right_to_left = self._is_mirrored()
        used = sum(size.width() for _, size in line) + self._gap * (len(line) - 1)
        left = area.left() + (area.width() - used if self._is_trailing else 0)
        for item, size in line:
            x = area.right() - (left - area.left()) - size.width() + 1 if right_to_left else left
            item.setGeometry(QRect(QPoint(x, top + (height - size.height()) // 2), size))
            left += size.width() + self._gap

    def _is_mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.isRightToLeft()


def _squeezed(item: QLayoutItem, wanted: QSize, width: int) -> QSize:
    """Return the size of an item that has less room than it would like."""
    height = item.heightForWidth(width) if item.hasHeightForWidth() else wanted.height()
    return QSize(width, height)


def flow(parent: QWidget, *widgets: QWidget, gap: int = 8, line_gap: int | None = None) -> QWidget:
    """Return a widget that sets ``widgets`` in lines."""
    box = QWidget(parent)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    layout = FlowLayout(box, gap, line_gap)
    for widget in widgets:
        layout.addWidget(widget)
    return box
