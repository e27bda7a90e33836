"""Keeps what is in memory out of files: no core dump, and no other program that looks in.

Windows has no such switch; there the records are as safe as the user's own account.
"""

import contextlib
import sys
from typing import Final

_PR_SET_DUMPABLE: Final = 4  # <sys/prctl.h>


def refuse_dumps() -> None:
    """Have the system keep no picture of this program's memory, where it can be asked to."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
