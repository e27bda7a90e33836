"""Work beside the window makes way for it: for the processor, and for Python's one lock.

A computer with two processors has five lanes to serve beside the window, and whoever waits for a
letter to appear looks at the window.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QThread

NICE: Final = 5
"""A third of the window's share where both want the processor. With a smaller share, other programs
would hold up a lane that has Python's lock, and the window with it."""
HANDED_OVER_SECONDS: Final = 0.0005
"""After so long a lane gives Python's lock to the window that asks for it: ten times as soon as by
itself. The window asks dozens of times in a turn, each time that Qt has come to an end of a call.
"""
QUIET_SECONDS: Final = 2.0
"""Nobody uses the window who has not touched a key for so long."""
PAUSE_SECONDS: Final = 0.1
"""What long work rests before each of its pieces, a few milliseconds of work, while it is used."""


class Presence:
    """Knows whether somebody uses the window just now; asked and told by different threads."""

    def __init__(self, uptime: Callable[[], float] = time.monotonic) -> None:
        self._uptime = uptime
        self._used = uptime()
        self._over = threading.Event()

    def note_use(self) -> None:
        """Note that somebody pressed a key or moved the mouse."""
        self._used = self._uptime()

    def give_way(self) -> None:
        """Rest a moment on a lane if the window is in use."""
        if self._uptime() - self._used < QUIET_SECONDS:
            self._over.wait(PAUSE_SECONDS)

    def end(self) -> None:
        """Have nobody rest any more: the window itself waits for the lanes."""
        self._over.set()


def make_way() -> None:
    """Have the thread that calls this come after the window's, for as long as it lives."""
    if sys.platform == "linux":
        with suppress(OSError):  # a container may forbid even this; it is a courtesy
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
    else:
        QThread.currentThread().setPriority(QThread.Priority.LowPriority)


def hand_over_soon() -> None:
    """Have every thread give Python's lock soon to another that asks for it."""
    sys.setswitchinterval(HANDED_OVER_SECONDS)
