"""Lines above the pages: what is wrong with the records, for as long as it is."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.faultwords import Fault, answer_words
from desktop.theme import icon, pixels
from desktop.widgets.form import Scroll, Sheet, em, plain
from desktop.words import tr

MOST_OF_WINDOW = 0.25


class FaultBar(Scroll):
    """Says each fault in words and red or amber; hides when there is none.

    Where they would take more than a quarter of the window, they scroll: no sentence is cut off,
    and the page keeps its room.
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
            line.show()
            self._box.addWidget(line)
        self.setVisible(bool(faults))
        self._fit()
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def text(self) -> str:
        """Return everything that is said."""
        return "\n".join(line.words.text() for line in self.lines)

    @Slot()
    def _fit(self) -> None:
        """Be as high as the lines need at this width; arrow keys scroll what does not fit."""
        if not self.lines:
            return
        edges = self._box.contentsMargins()
        width = self.width() - edges.left() - edges.right() - self.verticalScrollBar().width()
        for line in self.lines:
            line.setFixedHeight(max(line.heightForWidth(width), em(line)))
        gaps = self._box.spacing() * (len(self.lines) - 1) + edges.top() + edges.bottom()
        needed = sum(line.height() for line in self.lines) + gaps
        room = round(self.window().height() * MOST_OF_WINDOW)
        self.setFixedHeight(min(needed, room))
        focus = Qt.FocusPolicy.StrongFocus if needed > room else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)


class FaultLine(QFrame):
    """One fault with its button, if anything can be done about it here."""

    answered = Signal(str, str)

    def __init__(self, fault: Fault, parent: QWidget) -> None:
        super().__init__(parent)
        self._fault = fault
        self.setProperty("notice", fault.kind)
        self.setAccessibleName(fault.sentence)
        mark = QLabel(self)
        side = pixels(20)
        name = "octagon-alert" if fault.kind == "danger" else "triangle-alert"
        mark.setPixmap(icon(name, fault.kind).pixmap(side, side))
        self.words = plain(fault.sentence, self)
        self.button = QPushButton(answer_words(fault.answer), self)
        self.button.setAutoDefault(True)
        self.button.setVisible(bool(fault.answer))
        self.button.clicked.connect(self.on_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(12)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)

    @Slot()
    def on_clicked(self) -> None:
        """Pass on what the button stands for."""
        self.answered.emit(self._fault.code, self._fault.answer)
