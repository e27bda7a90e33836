"""What was copied here does not stay: it is cleared after a while, and when the screen locks."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

STAYS_SECONDS: Final = 30


class ClearedClipboard(QObject):
    """Watches the clipboard; what others put there is theirs, and is left alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(1000 * STAYS_SECONDS)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self.on_changed)

    @property
    def is_waiting(self) -> bool:
        """Whether something of ours is on the clipboard still, to be cleared soon."""
        return self._timer.isActive()

    @Slot()
    def on_changed(self) -> None:
        """Clear later what was copied here; forget about it when somebody else copied something."""
        if self._clipboard.ownsClipboard() and self._clipboard.text():
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def clear(self) -> None:
        """Clear the clipboard, and the selection where there is one, if they still hold ours."""
        self._timer.stop()
        if self._clipboard.ownsClipboard() and self._clipboard.text():
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
