"""Files that must outlive a power cut: written, synced, and only then given their name."""

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Final

from db.watch import UNWATCHED, Stage, Watch

PIECE: Final = 1 << 20
"""Bytes that are copied, looked at and hashed as one; a manifest says so, too."""


def sync_file(path: Path) -> None:
    """Make the content of a file survive a power cut."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the names of files survive a power cut, where a folder can be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def put_file(path: Path, content: bytes) -> None:
    """Write a file for its owner alone: whole and synced, or not at all."""
    part = path.with_name(f"{path.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def copy_file(source: Path, target: Path, watch: Watch = UNWATCHED) -> None:
    """Copy a file, for its owner alone and synced."""
    done, size = 0, max(source.stat().st_size, 1)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with source.open("rb") as given, os.fdopen(handle, "wb") as file:
        while chunk := given.read(PIECE):
            file.write(chunk)
            done += len(chunk)
            watch.at("copying", done / size)
        file.flush()
        os.fsync(file.fileno())


def forget_cached(path: Path) -> None:
    """Have the next reading of a synced file come from the disk itself, where that can be asked."""
    if hasattr(os, "posix_fadvise"):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def sha256_of(path: Path, watch: Watch = UNWATCHED, stage: Stage = "checking") -> str:
    """Return the SHA-256 of a file's content."""
    digest, done, size = hashlib.sha256(), 0, max(path.stat().st_size, 1)
    with path.open("rb") as file:
        while chunk := file.read(PIECE):
            digest.update(chunk)
            done += len(chunk)
            watch.at(stage, done / size)
    return digest.hexdigest()
