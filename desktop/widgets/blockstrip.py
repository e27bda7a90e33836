"""The weeks of care in one line: the same patterns as on the timeline."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.form import em
from desktop.widgets.timesigns import block
from desktop.wording import block_words
from desktop.words import tr
from pathway.facts import BlockKind

MOST = 26


class BlockStrip(QWidget):
    """One box for each week of care, the latest ones where there are many."""

    def __init__(self, blocks: Sequence[BlockKind], parent: QWidget) -> None:
        super().__init__(parent)
        self._blocks: tuple[BlockKind, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(em(self))
        self.set_blocks(blocks)

    def set_blocks(self, blocks: Sequence[BlockKind]) -> None:
        """Show these weeks."""
        self._blocks = tuple(blocks)[-MOST:]
        said = ", ".join(block_words(kind) for kind in self._blocks)
        self.setAccessibleName(tr("Weeks of care: {weeks}").format(weeks=said))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(len(self._blocks) * em(self) * 2, em(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = min(self.width() / max(len(self._blocks), 1), em(self) * 2.0)
        for place, kind in enumerate(self._blocks):
            left = self.width() - (place + 1) * step if self.isRightToLeft() else place * step
            block(painter, QRectF(left + 1, 1, step - 3, self.height() - 2), kind)
        painter.end()
