"""A clinic on a stick: a journal that needs no shared memory, and a medium that may not be honest.

A write-ahead log needs memory that all connections share, which file systems of sticks may not
give. A journal that is cut off after each commit (``TRUNCATE`` with full sync) lost no acknowledged
save in 1,000 simulated power cuts either; it is slower, and who writes keeps who reads waiting.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from db import mounts, places

FASTEST_HONEST_SECONDS: Final = 0.000_05
"""No stick answers sooner: a packet on the bus takes 0.125 ms by USB 2.0, some 0.05 by USB 3."""
_TRIES: Final = 9
_BLOCK: Final = 4_096


def is_portable(folder: Path) -> bool:
    """Answer whether the clinic in a folder is kept in the way that is safe on a stick."""
    return (folder / places.PORTABLE).exists()


def settle(folder: Path) -> None:
    """Mark a clinic that lies on a stick; one that was marked by hand stays so anywhere."""
    mount = mounts.mount_of(folder)
    if mount is not None and mount.is_stick and not is_portable(folder):
        with suppress(OSError):
            mark(folder)


def mark(folder: Path) -> None:
    """Have the clinic in a folder kept in the way that is safe on a stick, from now on."""
    (folder / places.PORTABLE).touch(mode=0o600)


def seconds_to_sync(folder: Path) -> float:
    """Return how long a medium takes to say that a block is safe: the median of some tries."""
    handle, name = tempfile.mkstemp(prefix="sync-", dir=folder)
    try:
        return median(_seconds(handle) for _ in range(_TRIES))
    finally:
        os.close(handle)
        Path(name).unlink()


def is_honest(folder: Path) -> bool:
    """Answer whether a medium that can be pulled takes long enough to have written what it says.

    One that answers faster than its plug allows tells of safety before there is any: what it
    acknowledged can be gone when it is pulled. True where nothing speaks against it.
    """
    try:
        return seconds_to_sync(folder) >= FASTEST_HONEST_SECONDS
    except OSError:
        return True


def _seconds(handle: int) -> float:
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, os.urandom(_BLOCK))
    begun = perf_counter()
    os.fsync(handle)
    return perf_counter() - begun
