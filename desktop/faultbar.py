"""Lines above the pages: what is wrong with the records, for as long as it is."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.faultwords import Fault, answer_words
from desktop.widgets.fitting import Fitting, is_low
from desktop.widgets.form import Scroll, Sheet, em
from desktop.widgets.news import News
from desktop.words import tr

MOST_OF_WINDOW = 0.25
LEAST_LINES = 3.2
"""Shown in a low window as long as nobody asks for more: one fault, and that there is another."""


class FaultBar(Scroll):
    """Says each fault in words and red or amber; hides when there is none.

    Where they would take more than a quarter of the window, they scroll: no sentence is lost, and
    the page keeps its room. In a low window each is one line, until somebody asks for more.
    """

    answered = Signal(str, str)  # the code of the fault, what its button stands for

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What is wrong with the records"))
        self.lines: list[FaultLine] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._room = Sheet(self)
        self._box = QVBoxLayout(self._room)
        self._box.setContentsMargins(16, 8, 16, 4)
        self._box.setSpacing(6)
        self.setWidget(self._room)
        # Letters have their size only once they were seen.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fit)
        Fitting(self).due.connect(self._fit)
        self.hide()

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Show these faults in place of those before."""
        for line in self.lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [FaultLine(fault, self._room) for fault in faults]
        for line in self.lines:
            line.answered.connect(self.answered)
            line.more.toggled.connect(self.on_more)
            line.show()
            self._box.addWidget(line)
        self.setVisible(bool(faults))
        self._fit()
        self._soon.start()

    def text(self) -> str:
        """Return everything that is said."""
        return "\n".join(line.words.text() for line in self.lines)

    @Slot(bool)
    def on_more(self, whole: bool) -> None:
        """Give a sentence that is shown whole the room for it."""
        self._soon.start()

    @Slot()
    def _fit(self) -> None:
        """Be as high as the lines need at this width; arrow keys scroll what does not fit."""
        if not self.lines:
            return
        is_tight = is_low(self)
        self._box.setContentsMargins(16, 4 if is_tight else 8, 16, 2 if is_tight else 4)
        edges = self._box.contentsMargins()
        width = self.width() - edges.left() - edges.right() - self.verticalScrollBar().width()
        for line in self.lines:
            line.setFixedHeight(line.height_at(width))
        gaps = self._box.spacing() * (len(self.lines) - 1) + edges.top() + edges.bottom()
        needed = sum(line.height() for line in self.lines) + gaps
        self._room.setMinimumHeight(needed)
        room = round(self.window().height() * MOST_OF_WINDOW)
        if is_tight and not any(line.more.isChecked() for line in self.lines):
            room = min(room, round(LEAST_LINES * em(self)))
        self.setFixedHeight(min(needed, room))
        focus = Qt.FocusPolicy.StrongFocus if needed > room else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)


class FaultLine(News):
    """One fault with its button, if anything can be done about it here."""

    answered = Signal(str, str)

    def __init__(self, fault: Fault, parent: QWidget) -> None:
        button = QPushButton(answer_words(fault.answer), parent)
        button.setAutoDefault(True)
        super().__init__(button, parent)
        self._fault = fault
        button.setVisible(bool(fault.answer))
        self.say(fault.sentence, fault.kind)
        button.clicked.connect(self.on_clicked)

    @Slot()
    def on_clicked(self) -> None:
        """Pass on what the button stands for."""
        self.answered.emit(self._fault.code, self._fault.answer)
