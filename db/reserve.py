"""A file that holds space back, so that one more save succeeds when the disk is full."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from db import places

BYTES: Final = 32 << 20
ENOUGH: Final = 2
"""The reserve is made where the disk has this many times its size left."""
_CHUNK: Final = 1 << 20


def ensure(folder: Path, size: int = BYTES) -> bool:
    """Make the reserve if there is none and space allows; return whether it is there."""
    path = folder / places.RESERVE
    try:
        if path.exists() and path.stat().st_size >= size:
            return True
        if size == 0 or shutil.disk_usage(folder).free < ENOUGH * size:
            return False
        _fill(path, size)
    except OSError:
        drop(folder)
        return False
    return True


def drop(folder: Path) -> bool:
    """Give the reserve's space back; return whether there was any."""
    with suppress(OSError):
        (folder / places.RESERVE).unlink()
        return True
    return False


def is_there(folder: Path) -> bool:
    """Return whether space is held back."""
    return (folder / places.RESERVE).exists()


def _fill(path: Path, size: int) -> None:
    # Random bytes: a disk that packs or shares what is alike would hold back nothing.
    chunk = os.urandom(min(_CHUNK, size))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        for _ in range(size // len(chunk)):
            file.write(chunk)
        file.write(chunk[: size % len(chunk)])
        file.flush()
        os.fsync(file.fileno())
