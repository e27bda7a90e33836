"""One line of news above the page: it stops nobody, and stays until it is read."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.widgets.fitting import Fitting, is_low
from desktop.widgets.news import News
from desktop.words import tr


class Notice(QWidget):
    """A notice that can be closed; a newer one takes the place of the older."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ok = QPushButton(tr("Close this notice"), self)
        self.ok.setProperty("kind", "plain")
        self.ok.setAutoDefault(True)
        self.ok.clicked.connect(self.on_close)
        self.frame = News(self.ok, self)
        self.text = self.frame.words
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.frame)
        self._fit()
        Fitting(self).due.connect(self._fit)
        self.hide()

    def tell(self, sentence: str, kind: str) -> None:
        """Show a sentence; ``kind`` is "danger", "warn" or "info"."""
        self.frame.say(sentence, kind)
        self.setAccessibleName(sentence)
        self.show()

    @Slot()
    def on_close(self) -> None:
        """Put the notice away."""
        self.hide()

    @Slot()
    def _fit(self) -> None:
        above, below = (4, 2) if is_low(self) else (12, 4)
        self._outer.setContentsMargins(16, above, 16, below)
