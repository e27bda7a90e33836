"""A copy of a file with a look at every piece, each read back once the disk says that it is safe.

Reading, looking, writing, syncing and reading back go on beside one another; the memory of a batch
of pieces is used again as soon as all of that was done with it: new memory costs more than copying.
"""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, TypeAlias

from db import disk
from db.watch import Watch

Look: TypeAlias = Callable[[int, memoryview, bytes], bool]
"""Answers whether a piece of a file is well: where it begins, its content, the SHA-256 of that.

Several threads ask. The content is another once it has answered.
"""
_PIECES: Final = 16
"""So many pieces are synced and read back at once."""
_BATCHES: Final = 5
"""So many times as many are on their way at most: they stay in memory as long."""
_LOOKING: Final = 2
_SYNC: Final = getattr(os, "fdatasync", os.fsync)


class Proved(NamedTuple):
    """A copy that is what was written: the SHA-256 of each piece, and whether all are well."""

    pieces: tuple[bytes, ...]
    are_well: bool


class NotAsWritten(Exception):
    """What was read back from a disk is not what had been written to it."""


def copy_proved(source: Path, target: Path, look: Look, watch: Watch) -> Proved:
    """Copy a file, for its owner alone and synced, and look at every piece of it.

    Raises ``NotAsWritten`` when a piece that is read back is another.
    """
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with (
        os.fdopen(handle, "wb", buffering=0) as file,
        source.open("rb", buffering=0) as given,
        target.open("rb", buffering=0) as back,
        ExitStack() as threads,
    ):
        looked = list(_passed(given, _Line((file, back), look, threads), watch))
        os.fsync(handle)
    return Proved(tuple(each.digest for each in looked), all(each.is_well for each in looked))


class _Looked(NamedTuple):
    digest: bytes
    is_well: bool


class _Batch:
    """Pieces of a file that follow each other, in memory that is used again."""

    def __init__(self) -> None:
        self._room: list[bytearray] = []
        self.start = 0
        self.pieces: list[memoryview] = []

    def fill(self, given: BinaryIO, start: int) -> int:
        """Read the next pieces; return how many bytes there were."""
        self.start, self.pieces = start, []
        for at in range(_PIECES):
            if at == len(self._room):
                self._room.append(bytearray(disk.PIECE))
            size = _read_whole(given, memoryview(self._room[at]))
            if size:
                self.pieces.append(memoryview(self._room[at])[:size])
            if size < disk.PIECE:
                break
        return sum(map(len, self.pieces))


class _Sent(NamedTuple):
    """A batch on its way."""

    looks: list[Future[_Looked]]
    proved: Future[None]

    def ended(self) -> list[_Looked]:
        """Wait until everything was done with it; return what was seen."""
        self.proved.result()
        return [look.result() for look in self.looks]


class _Line:
    """The threads that look, write, sync and read back; each of the last three in order."""

    def __init__(self, files: tuple[BinaryIO, BinaryIO], look: Look, threads: ExitStack) -> None:
        self._file, self._back = files
        self._look = look
        self._found = bytearray(disk.PIECE)
        self._lookers = threads.enter_context(ThreadPoolExecutor(_LOOKING))
        self._prover = threads.enter_context(ThreadPoolExecutor(1))
        self._syncer = threads.enter_context(ThreadPoolExecutor(1))
        self._writer = threads.enter_context(ThreadPoolExecutor(1))

    def send(self, batch: _Batch) -> _Sent:
        """Begin with all that is done with a batch."""
        looks = [
            self._lookers.submit(self._see, batch.start + at * disk.PIECE, piece)
            for at, piece in enumerate(batch.pieces)
        ]
        written = self._writer.submit(self._write, batch.pieces)
        synced = self._syncer.submit(self._sync, written)
        return _Sent(looks, self._prover.submit(self._prove, synced, batch.pieces))

    def _see(self, start: int, piece: memoryview) -> _Looked:
        digest = hashlib.sha256(piece).digest()
        return _Looked(digest, self._look(start, piece, digest))

    def _write(self, pieces: list[memoryview]) -> None:
        for piece in pieces:
            left = piece
            while left:
                left = left[self._file.write(left) :]

    def _sync(self, written: Future[None]) -> None:
        written.result()
        _SYNC(self._file.fileno())

    def _prove(self, synced: Future[None], pieces: list[memoryview]) -> None:
        synced.result()
        for piece in pieces:
            size = _read_whole(self._back, memoryview(self._found)[: len(piece)])
            if size != len(piece) or not self._found.startswith(piece):
                raise NotAsWritten


def _passed(given: BinaryIO, line: _Line, watch: Watch) -> Iterator[_Looked]:
    """Send a whole file down the line, and yield what was seen of its pieces, in order."""
    start, size = 0, max(os.fstat(given.fileno()).st_size, 1)
    sent = deque[_Sent]()
    for batch in cycle(_Batch() for _ in range(_BATCHES)):
        if len(sent) == _BATCHES:
            yield from sent.popleft().ended()  # it was this batch: its memory is free again
        filled = batch.fill(given, start)
        if not filled:
            break
        watch.at("copying", start / size)
        sent.append(line.send(batch))
        start += filled
    for each in sent:
        yield from each.ended()


def _read_whole(file: BinaryIO, room: memoryview) -> int:
    """Fill ``room`` from a file as far as there is something; return how far."""
    done = 0
    while done < len(room) and (size := file.readinto(room[done:])):  # type: ignore[attr-defined]
        done += size
    return done
