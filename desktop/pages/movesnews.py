"""What stands in place of moves, where the day is doubted, and the line that leads to them."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.widgets.form import card, muted, plain
from desktop.words import ntr, tr


class NobodyMoved(QWidget):
    """Says that there is nothing to acknowledge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.addStretch(1)
        told = plain(tr("Nobody has moved since you last looked"), self, "h2")
        said = muted(
            tr("Patients move by the calendar: into another stage, or into the window."), self
        )
        for part in (told, said):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(part)
        box.addStretch(2)


class DoubtedDay(QWidget):
    """Asks whether the day is right, and has nobody moved before somebody said so."""

    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        held = card(self)
        self.words = plain("", held)
        self.right = QPushButton(tr("The &date is right: move patients"), held)
        self.right.setAutoDefault(True)
        self.right.clicked.connect(self.confirmed)
        inner = QVBoxLayout(held)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(8)
        inner.addWidget(self.words)
        inner.addWidget(self.right, 0, Qt.AlignmentFlag.AlignLeading)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(held)
        self.hide()

    def show_days(self, today: date, newest: date | None) -> None:
        """Ask about a day; ``newest``: the newest entry's day, None where nothing is doubted."""
        self.setVisible(newest is not None)
        if newest is not None:
            said = tr(
                "This computer says that it is {today}; the newest entry is of {newest}. "
                "Nobody is moved until you say that the date is right."
            )
            self.words.setText(said.format(today=show.day(today), newest=show.day(newest)))


class MovedLine(QWidget):
    """A line on the first page: how many moved; hidden while there is nothing to see."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QPushButton(self)
        self.button.setAutoDefault(True)
        self.button.setToolTip(tr("Show who moved, why, and acknowledge it (F7)"))
        self.button.clicked.connect(self.wanted)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.button)
        box.addStretch(1)
        self.hide()

    @Slot()
    def show_moves(self, count: int, is_doubtful: bool) -> None:
        """Say how many moves nobody has acknowledged, or that the day is doubted."""
        words = ntr(
            "{count} move since you last looked", "{count} moves since you last looked", count
        )
        if is_doubtful:
            words = tr("The date of this computer is doubtful: nobody was moved")
        theme.put_icon(self.button, "triangle-alert" if is_doubtful else "activity")
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.setVisible(bool(count) or is_doubtful)
