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


class WindowNotice(Notice):
    """The window's notice: nothing newer puts away trouble that nobody has closed yet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[str, str] | None = None
        self._unread: list[tuple[str, str]] = []

    def tell(self, sentence: str, kind: str) -> None:
        """Show trouble at once; what is no trouble waits behind trouble that is still unread."""
        news = (sentence, kind)
        before, self._shown = self._shown, news
        if before is not None and before != news and before[1] == "danger":
            self._unread = [one for one in self._unread if one not in (news, before)]
            if kind == "danger":
                self._unread.append(before)
            else:
                self._shown = before
                self._unread.insert(0, news)
        super().tell(*self._shown)

    def forget(self) -> None:
        """Put everything away: the window is locked."""
        self._shown = None
        self._unread.clear()
        self.hide()

    @Slot()
    def on_close(self) -> None:
        """Put this notice away, and show what is unread behind it."""
        self._shown = None
        if self._unread:
            self.tell(*self._unread.pop())
        else:
            self.hide()
