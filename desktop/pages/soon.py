"""When what is typed has to be kept: within a second, and at once when a text or a page is left."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

SOON_MILLISECONDS: Final = 500


class Soon(QObject):
    """Tells when a page has something to keep."""

    due = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON_MILLISECONDS)
        self._timer.timeout.connect(self.due)
        page.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus)

    def stop(self) -> None:
        """Forget that there was something to keep."""
        self._timer.stop()

    @Slot()
    def touch(self) -> None:
        """Note a change: the first sets the time, those that follow do not delay it."""
        if not self._timer.isActive():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide:
            self._hurry()
        return super().eventFilter(watched, event)

    @Slot(QWidget, QWidget)
    def on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None or isinstance(before, QLineEdit | QPlainTextEdit):
            self._hurry()

    def _hurry(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.due.emit()
