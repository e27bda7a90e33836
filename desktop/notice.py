"""One line of news above the page: it stops nobody, and stays until it is read."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.theme import icon, pixels
from desktop.widgets.form import plain, restyled
from desktop.words import tr


class Notice(QWidget):
    """A notice that can be closed; a newer one takes the place of the older."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frame = QFrame(self)
        self.mark = QLabel(self.frame)
        self.text = plain("", self.frame)
        self.ok = QPushButton(tr("Close this notice"), self.frame)
        self.ok.setProperty("kind", "plain")
        self.ok.setAutoDefault(True)
        self.ok.clicked.connect(self.on_close)
        line = QHBoxLayout(self.frame)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(12)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        line.addWidget(self.ok)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 4)
        outer.addWidget(self.frame)
        self.hide()

    def tell(self, sentence: str, kind: str) -> None:
        """Show a sentence; ``kind`` is "danger", "warn" or "info"."""
        restyled(self.frame, "notice", kind)
        name = {"danger": "octagon-alert", "warn": "triangle-alert"}.get(kind, "info")
        token = kind if kind in {"danger", "warn"} else "accent"
        side = pixels(20)
        self.mark.setPixmap(icon(name, token).pixmap(side, side))
        self.text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    @Slot()
    def on_close(self) -> None:
        """Put the notice away."""
        self.hide()
