"""Hands memory that nobody uses any more back to the system.

While libraries are imported and pages made, much is asked for and let go again; the C library of
Linux keeps it in case it is wanted once more, some 16 MB.
"""

import contextlib
import ctypes
import sys


def give_back() -> None:
    """Give back what was let go, where the C library can; takes a few milliseconds."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):  # another C library has no such call
            ctypes.CDLL(None).malloc_trim(0)
