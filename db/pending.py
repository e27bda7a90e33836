"""Finishes a restore that was cut off: the files of the clinic are all the old ones or all the new.

The new files wait under names of their own until all are there, checked and synced. From the moment
at which the mark is there they are the clinic, and whoever takes hold of the folder next puts them
in place.
"""

from pathlib import Path
from typing import Final

from db import disk, places

_NAMES: Final = (places.RECORDS, *places.VAULTS, *places.OWN_FILES)
_OF_THE_OLD: Final = (
    f"{places.RECORDS}-wal",
    f"{places.RECORDS}-shm",
    places.SEAL,
    places.PROVED,
    places.RENEWED,
    places.UNFINISHED,
)


def waiting(folder: Path, name: str) -> Path:
    """Return the file that waits to become ``name``."""
    return folder / f"{name}{places.RESTORED}"


def commit(folder: Path) -> None:
    """Make the waiting files the clinic's, from this moment on."""
    disk.sync_folder(folder)
    disk.put_file(folder / places.RESTORING, b"restoring\n")
    disk.sync_folder(folder)
    finish(folder)


def finish(folder: Path) -> None:
    """Put waiting files in place if they count, else remove them; the caller holds the folder."""
    mark = folder / places.RESTORING
    if not mark.exists():
        for name in _NAMES:
            waiting(folder, name).unlink(missing_ok=True)
        return
    # A log of the old records beside the new ones would spoil them.
    for name in _OF_THE_OLD:
        (folder / name).unlink(missing_ok=True)
    for name in _NAMES:
        if waiting(folder, name).exists():
            waiting(folder, name).replace(folder / name)
    disk.sync_folder(folder)
    mark.unlink()
    disk.sync_folder(folder)
