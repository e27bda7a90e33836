"""Files that must outlive a power cut: written, synced, and only then given their name."""

import contextlib
import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, TypeAlias

from db.watch import UNWATCHED, Stage, Watch

Look: TypeAlias = Callable[[int, bytes, bytes], bool]
"""Answers whether a piece of a file is well: where it begins, its content, the SHA-256 of that.

Several threads ask.
"""
PIECE: Final = 1 << 20
"""Bytes that are copied, looked at and hashed as one; a manifest says so, too."""
_PIECES: Final = 16
"""So many pieces are synced and read back at once."""
_LOOKING: Final = 2
_WAITING: Final = 2
"""So many times as many may wait for that: they stay in memory as long."""


class Proved(NamedTuple):
    """A copy that is what was written: the SHA-256 of each piece, and whether all are well."""

    pieces: tuple[bytes, ...]
    are_well: bool


class NotAsWritten(Exception):
    """What was read back from a disk is not what had been written to it."""


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


def copy_proved(source: Path, target: Path, look: Look, watch: Watch = UNWATCHED) -> Proved:
    """Copy a file, for its owner alone and synced, and look at every piece of it.

    Each piece is read back and compared after the disk had said that it is safe. Raises
    ``NotAsWritten`` when it is another.
    """
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with (
        os.fdopen(handle, "wb") as file,
        ThreadPoolExecutor(_LOOKING) as lookers,
        ThreadPoolExecutor(1) as writer,
    ):
        proof, looked = _Proof(file, target), list[_Looked]()
        waiting = deque[tuple[Future[None], list[Future[_Looked]]]]()
        for start, pieces in _in_pieces(source, watch):
            starts = (start + at * PIECE for at in range(len(pieces)))
            looks = [
                lookers.submit(_looked_at, look, *each)
                for each in zip(starts, pieces, strict=False)
            ]
            waiting.append((writer.submit(proof.write, pieces), looks))
            if len(waiting) > _WAITING:
                looked += _ended(*waiting.popleft())
        while waiting:
            looked += _ended(*waiting.popleft())
        os.fsync(handle)
    return Proved(tuple(each.digest for each in looked), all(each.is_well for each in looked))


class _Looked(NamedTuple):
    digest: bytes
    is_well: bool


def _looked_at(look: Look, start: int, content: bytes) -> _Looked:
    digest = hashlib.sha256(content).digest()
    return _Looked(digest, look(start, content, digest))


def _ended(written: Future[None], looks: list[Future[_Looked]]) -> list[_Looked]:
    written.result()
    return [look.result() for look in looks]


def _in_pieces(source: Path, watch: Watch) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the content of a file, some pieces at a time, with the place where they begin."""
    start, size = 0, max(source.stat().st_size, 1)
    with source.open("rb") as given:
        while pieces := list(takewhile(bool, (given.read(PIECE) for _ in range(_PIECES)))):
            watch.at("copying", start / size)
            yield start, pieces
            start += sum(map(len, pieces))


class _Proof:
    """Writes a file and reads back each piece of it once it is synced."""

    def __init__(self, file: BinaryIO, target: Path) -> None:
        self._file = file
        self._target = target
        self._done = 0
        self._found = bytearray(PIECE)

    def write(self, pieces: list[bytes]) -> None:
        self._file.writelines(pieces)
        self._file.flush()
        _SYNC(self._file.fileno())
        with self._target.open("rb", buffering=0) as back:
            back.seek(self._done)
            for piece in pieces:
                size = back.readinto(memoryview(self._found)[: len(piece)])
                if size != len(piece) or not self._found.startswith(piece):
                    raise NotAsWritten
                self._done += size


_SYNC: Final = getattr(os, "fdatasync", os.fsync)


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
