"""Quiet pages with one card in the middle: unlocking, and the steps of a first run."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.theme import ICON_PIXELS, pixels, put_icon
from desktop.widgets.texts import spoken, wrapped
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.widgets.form import Row

CARD_PIXELS = 480
ROOM = "Room"
NO_FOCUS = 0  # Qt.FocusPolicy, written as a property: QtCore.Qt takes long to make


class Card(QFrame):
    """A card with the program's mark, a title, and rows beneath each other."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.box = QVBoxLayout(self)
        self.box.setSpacing(14)
        self.mark = QLabel(self)
        self.title = wrapped(title, self, "h1")
        self.box.addLayout(self._mark())
        self.box.addWidget(self.title)
        self.box.addSpacing(4)
        self._fit()
        put_icon(self.mark, "activity", "accent")

    def ask(self, label: str, control: QWidget) -> "Asked":
        """Add a control beneath its label, and nothing more."""
        asked = Asked(label, control, self)
        self.box.addWidget(asked)
        return asked

    def row(self, label: str, control: QWidget, help: str = "") -> "Row":  # noqa: A002
        """Add a control beneath its label, with its help and a place for trouble."""
        from desktop.widgets.form import Row

        row = Row(label, control, help, self, stacked=True)
        self.box.addWidget(row)
        return row

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """Follow the text size and the scheme."""
        self.setFixedWidth(pixels(CARD_PIXELS))
        side, edge = pixels(ICON_PIXELS), pixels(36)
        self.mark.setFixedSize(side, side)
        self.box.setContentsMargins(edge, pixels(28), edge, pixels(32))

    def _mark(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.mark)
        line.addWidget(wrapped(tr("Foramen"), self, "muted"), 1)
        return line


class Asked(QWidget):
    """A control beneath its label: all that the first page needs, and quicker made than a row."""

    def __init__(self, label: str, control: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.control = control
        self.label = QLabel(label, self)
        self.label.setBuddy(control)
        control.setAccessibleName(spoken(label))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.label)
        box.addWidget(control)


def centred(card: QWidget, page: QWidget) -> None:
    """Put a card into the middle of a page; a small window scrolls instead of squeezing it."""
    centred_for_now(card, page)
    let_scroll(page)


def centred_for_now(card: QWidget, page: QWidget) -> None:
    """Put a card that surely fits into the middle of a page: what scrolls takes longer to make."""
    room = QWidget(page)
    room.setObjectName(ROOM)
    # Aligned in a layout, a card would get the height of its hint, not of its wrapped texts.
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(card)
    line.addStretch(1)
    around = QVBoxLayout(room)
    around.setContentsMargins(24, 16, 24, 16)
    around.addStretch(2)
    around.addLayout(line)
    around.addStretch(3)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(room)


def let_scroll(page: QWidget) -> None:
    """Let a page with a centred card scroll from now on."""
    from PySide6.QtWidgets import QScrollArea

    room, outer = page.findChild(QWidget, ROOM), page.layout()
    if room is None or outer is None or page.findChild(QScrollArea):
        return
    scroll = QScrollArea(page)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setProperty("focusPolicy", NO_FOCUS)
    outer.removeWidget(room)
    room.setMinimumHeight(1)  # its texts are as high as their width makes them, not as Qt fears
    scroll.setWidget(room)
    outer.addWidget(scroll)
    if page.isVisible():
        scroll.show()  # now, so that the keyboard can go back into it
