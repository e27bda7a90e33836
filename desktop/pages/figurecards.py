"""Cards of the clinic's own figures: each number is a button that opens the list behind it."""

from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import show
from desktop.models.figuretable import numbers
from desktop.models.figurewords import (
    figure_words,
    share_words,
    whole_words,
)
from desktop.packwords import PackWords
from desktop.widgets.form import heading, muted, plain
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.figures import Figure, FigureName, Part

EDGES: Final = (20, 14, 20, 16)


class Told(NamedTuple):
    """The words that figures need."""

    pack: PackWords
    catalogue: Catalogue


class CountButton(QPushButton):
    """A number; pressed, it asks for the list behind it."""

    wanted = Signal(object, str)
    """The Part, and what it is called."""

    def __init__(self, part: Part, words: str, whole: int, parent: QWidget) -> None:
        super().__init__(show.number(part.count), parent)
        self._part = part
        self._words = words
        self.setProperty("kind", "plain")
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setEnabled(part.count > 0)
        said = f"{words}: {show.number(part.count)} {share_words(part.count, whole)}".strip()
        self.setAccessibleName(said)
        self.setAccessibleDescription(tr("Opens the list of patients") if part.count else "")
        self.clicked.connect(self.on_clicked)

    @Slot()
    def on_clicked(self) -> None:
        self.wanted.emit(self._part, self._words)


class FigureCard(QFrame):
    """One figure: its title, what is counted, and a line for each number; made piece by piece."""

    list_wanted = Signal(object, str)

    def __init__(self, name: FigureName, told: Told, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.name = name
        self.figure: Figure | None = None
        self.buttons: list[CountButton] = []
        self._told = told
        self._rows: list[tuple[Part, str, int]] = []
        words = figure_words()[name]
        self.setAccessibleName(words.title)
        self.whole = plain(tr("Being counted …"), self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(3, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(*EDGES)
        box.setSpacing(8)
        box.addWidget(heading(words.title, self, 3))
        box.addWidget(muted(words.definition, self))
        box.addWidget(self.whole)
        box.addLayout(self._grid)

    @property
    def has_more(self) -> bool:
        """Whether a line is still to be made."""
        return bool(self._rows)

    def make_next(self) -> None:
        """Make the next line."""
        part, words, whole = self._rows.pop(0)
        row = self._grid.rowCount()
        is_reason = part.code.startswith("reason:")
        label = plain(words, self, "muted" if is_reason else "")
        label.setContentsMargins(24 if is_reason else 0, 0, 0, 0)
        button = CountButton(part, words, whole, self)
        button.wanted.connect(self.list_wanted)
        share = muted(share_words(part.count, whole), self)
        share.setWordWrap(False)
        centre = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(label, row, 0, centre)
        self._grid.addWidget(button, row, 1, centre | Qt.AlignmentFlag.AlignTrailing)
        self._grid.addWidget(share, row, 2, centre)
        self.buttons.append(button)
        button.show()

    def forget(self) -> None:
        """Show that the figure is being counted, in place of what stood there."""
        self.figure = None
        self._rows = []
        self.buttons = []
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.whole.setText(tr("Being counted …"))

    def show_figure(self, figure: Figure) -> None:
        """Show a figure; its lines are made when ``make_next`` is asked for them."""
        self.forget()
        self.figure = figure
        self.whole.setText(whole_words(figure) if figure.of else tr("Nothing is recorded."))
        if figure.of:
            self._rows = list(numbers(figure, self._told.pack, self._told.catalogue))

    def say(self, sentence: str) -> None:
        """Say why there is no figure."""
        self.forget()
        self.whole.setText(sentence)
