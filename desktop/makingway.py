"""Work beside the window makes way for it: for the processor, and for Python's one lock.

A computer with two processors has four lanes to serve beside the window, and whoever waits for a
letter to appear looks at the window.
"""

import os
import sys
import threading
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QThread

NICE: Final = 5
"""A third of the window's share where both want the processor. Less would let other programs hold
up a lane that has Python's lock, and the window with it."""
HANDED_OVER_SECONDS: Final = 0.0005
"""After so long a lane gives Python's lock to the window that asks for it: ten times as soon as by
itself. The window asks dozens of times in a turn, each time that Qt has come to an end of a call.
"""


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
