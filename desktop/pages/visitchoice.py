"""Which visit is in front: the one in hand, or a signed one to read."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from desktop import show, theme
from desktop.widgets.choice import PickBox
from desktop.words import tr
from pathway.records import DraftForm, RecordedVisit

IN_HAND: Final = "in hand"
LEAST_LETTERS: Final = 6
"""What the list shows at least, where the tabs leave it little room."""


class VisitBox(PickBox):
    """The list itself; what is too long for it ends in the sign for that, and never in mid-word."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        kind = QStyle.ComplexControl.CC_ComboBox
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(kind, option, part, self)
        right = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(option.currentText, right, field.width())
        option.currentText = shown
        self.setToolTip("" if shown == self.currentText() else self.currentText())
        painter.drawComplexControl(kind, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class VisitChoice(QWidget):
    """The list of visits beside the tabs, and the way to a new one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = VisitBox("", (), self)
        self.box.setAccessibleName(tr("Which visit"))
        self.box.setMinimumContentsLength(LEAST_LETTERS)
        self.new = QPushButton(tr("New visit"), self)
        self.new.setProperty("kind", "primary")
        theme.put_icon(self.new, "plus", "on_accent")
        line = QHBoxLayout(self)
        before, after = (24, 8) if self.isRightToLeft() else (8, 24)
        line.setContentsMargins(before, 2, after, 2)
        line.addWidget(self.box)
        line.addWidget(self.new)

    def fill(self, visits: tuple[RecordedVisit, ...], in_hand: DraftForm | None) -> None:
        """List the form in hand, if there is one, and the signed visits, the latest first."""
        kept = self.box.value()
        with QSignalBlocker(self.box):
            self.box.clear()
            if in_hand:
                is_amendment = in_hand == "amendment"
                words = tr("Amendment in hand") if is_amendment else tr("Visit in hand")
                self.box.addItem(words, IN_HAND)
            for one in reversed(visits):
                if one.signed_by:
                    self.box.addItem(show.upright(_words(one), self.isRightToLeft()), one.id)
            self.box.setCurrentIndex(max(self.box.findData(kept), 0))
        self.new.setVisible(in_hand is None)

    def mark(self, code: str) -> None:
        """Show which one is in front, without choosing it anew."""
        with QSignalBlocker(self.box):
            self.box.set_value(code)

    def has_several(self) -> bool:
        """Say whether there is anything to choose."""
        return self.box.count() > 1 or not self.new.isHidden()


def _words(one: RecordedVisit) -> str:
    day = show.day(one.visit.on)
    if one.amended:
        return tr("{day}, {who}, amended").format(day=day, who=one.signed_by)
    return tr("{day}, {who}").format(day=day, who=one.signed_by)
