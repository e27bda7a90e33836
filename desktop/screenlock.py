"""Hears when the desktop locks its screen or the computer is put to sleep, where the system tells.

Linux tells by D-Bus. Elsewhere the time without use, and the clocks after a sleep, have to do.
"""

import sys
from typing import Final, cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot

SCREENS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)
LOGIN: Final = ("org.freedesktop.login1.Manager", "/org/freedesktop/login1")


class ScreenLock(QObject):
    """``locked``: the system's screen was locked, or the computer is about to sleep."""

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_heard = sys.platform.startswith("linux") and self._listen()

    @Slot(bool)
    def on_active(self, is_active: bool) -> None:
        """Tell of a lock, or of a sleep, when it begins."""
        if is_active:
            self.locked.emit()

    def _listen(self) -> bool:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return False
        slot = cast(bytes, SLOT("on_active(bool)"))  # a str, which the stub of connect denies
        heard = False
        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for interface, path in SCREENS:
                heard |= session.connect("", path, interface, "ActiveChanged", self, slot)
        system = QDBusConnection.systemBus()
        if system.isConnected():
            interface, path = LOGIN
            heard |= system.connect("", path, interface, "PrepareForSleep", self, slot)
        return heard
