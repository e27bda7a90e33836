"""What was copied here does not stay: it is cleared after a while, and when the screen locks.

Programs that keep or pass on what was copied are asked not to. Of macOS none can be asked: Qt gives
its own names to formats there, so there the clearing alone protects.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

STAYS_SECONDS: Final = 30
_WINDOWS: Final = 'application/x-qt-windows-mime;value="{name}"'
_NO: Final = bytes(4)
MARKS: Final[Mapping[str, bytes]] = MappingProxyType(
    {
        "x-kde-passwordManagerHint": b"secret",
        _WINDOWS.format(name="ExcludeClipboardContentFromMonitorProcessing"): b"1",
        _WINDOWS.format(name="CanIncludeInClipboardHistory"): _NO,
        _WINDOWS.format(name="CanUploadToCloudClipboard"): _NO,
    }
)
"""Formats that ask not to be kept: KDE's clipboard, and Windows' history, monitors and cloud."""


def marked(copied: QMimeData) -> QMimeData:
    """Return the same with the marks that ask not to keep it."""
    fresh = QMimeData()
    for name in copied.formats():
        fresh.setData(name, copied.data(name))
    for name, value in MARKS.items():
        fresh.setData(name, value)
    return fresh


def is_marked(copied: QMimeData) -> bool:
    """Tell whether all marks are there."""
    return all(copied.hasFormat(name) for name in MARKS)


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
            copied = self._clipboard.mimeData()
            if not is_marked(copied):
                self._clipboard.setMimeData(marked(copied))
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
