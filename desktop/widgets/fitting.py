"""What stands above the pages gives way where the window is low for the size of its letters."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.texts import em

LOW_EMS: Final = 26
_OWN: Final = frozenset({QEvent.Type.Resize, QEvent.Type.StyleChange, QEvent.Type.Show})


def is_low(widget: QWidget) -> bool:
    """Say whether the window is low for the size of the text, so that each line counts."""
    return widget.window().height() < LOW_EMS * em(widget)


class Fitting(QObject):
    """Tells when a widget has to be fitted anew: it, its letters or its window changed in size.

    Of a window that becomes lower, a widget on top of it hears nothing by itself.
    """

    due = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._window: QWidget | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        widget = self.parent()
        if watched is widget and isinstance(widget, QWidget):
            if event.type() is QEvent.Type.Show:
                self._watch(widget.window())
            if event.type() in _OWN:
                self.due.emit()
        elif event.type() is QEvent.Type.Resize:
            self.due.emit()
        return False

    def _watch(self, window: QWidget) -> None:
        if window is self._window or window is self.parent():
            return
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = window
        window.installEventFilter(self)
