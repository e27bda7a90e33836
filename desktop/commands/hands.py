"""Hands on the keyboard: keys go to whatever has the focus, as a person's would."""

from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

MOST_TABS: Final = 300
NONE: Final = Qt.KeyboardModifier.NoModifier


class TourStopped(Exception):
    """The tour came to a screen that was not as expected; the text says which."""


class Hands:
    """Presses keys in one window."""

    def __init__(self, app: QApplication, window: QWidget) -> None:
        self._app = app
        self._window = window

    def tab_to(self, name: str) -> None:
        """Press Tab until the focused control has this in its name."""
        for _ in range(MOST_TABS):
            if self.named(name):
                return
            self.press(Qt.Key.Key_Tab)
        raise TourStopped(f"no control named {name!r}")

    def named(self, name: str) -> bool:
        """Say whether the focused control has this in its name, whichever letter is underlined."""
        return name.replace("&", "") in self.spoken().replace("&", "")

    def spoken(self) -> str:
        """Return what a screen reader says of the focused control."""
        widget = self._app.focusWidget()
        if widget is None:
            return ""
        text = getattr(widget, "text", None)
        return widget.accessibleName() or (str(text()) if text else "")

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        for letter in text:
            self._send(QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter))
            self._send(QKeyEvent(QEvent.Type.KeyRelease, 0, NONE, letter))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press one key; a shortcut of the window comes first."""
        # A key that is sent passes by the shortcuts of the window: they are asked first.
        wanted = QKeySequence(QKeyCombination(modifier, key))
        for action in self._window.actions():
            if wanted in action.shortcuts() and action.isEnabled():
                asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
                QApplication.sendEvent(self._window.windowHandle(), asked)
                action.trigger()
                return
        self._send(QKeyEvent(QEvent.Type.KeyPress, key, modifier))
        self._send(QKeyEvent(QEvent.Type.KeyRelease, key, modifier))

    def _send(self, event: QKeyEvent) -> None:
        widget = self._app.focusWidget()
        if widget is not None:
            # Keys come by the window, as those of a keyboard do: what watches it sees them.
            QApplication.sendEvent(widget.window().windowHandle(), event)
        elif event.type() is QEvent.Type.KeyPress:
            raise TourStopped("nothing has the keyboard")
