"""A proved copy: the same to the last byte, each piece looked at once, at its own place."""

import hashlib
import os
import random
import threading
from pathlib import Path
from typing import BinaryIO

import pytest

from db import disk, provedcopy
from db.provedcopy import NotAsWritten, copy_proved
from db.watch import UNWATCHED, Cancelled, Watch

PIECE = 512
ROOM = PIECE * provedcopy._PIECES * provedcopy._BATCHES
SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, ROOM - 1, ROOM, ROOM + 1, 3 * ROOM + 77)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "PIECE", PIECE)


def source_of(tmp_path: Path, size: int) -> Path:
    path = tmp_path / "source"
    path.write_bytes(random.Random(size).randbytes(size))
    return path


@pytest.mark.parametrize("size", SIZES)
def test_a_copy_is_the_same_and_every_piece_is_looked_at_once(tmp_path: Path, size: int) -> None:
    source, target = source_of(tmp_path, size), tmp_path / "target"
    content = source.read_bytes()
    seen: dict[int, bytes] = {}
    never = threading.Event()

    def look(start: int, piece: memoryview, digest: bytes) -> bool:
        assert start not in seen
        never.wait(random.random() / 1000)  # others go on meanwhile
        seen[start] = bytes(piece)
        assert hashlib.sha256(seen[start]).digest() == digest
        return True

    proved = copy_proved(source, target, look, UNWATCHED)
    assert target.read_bytes() == content
    assert target.stat().st_mode & 0o077 == 0 or os.name == "nt"
    wanted = {at: content[at : at + PIECE] for at in range(0, size, PIECE)}
    assert seen == wanted
    assert proved.are_well
    assert proved.pieces == tuple(hashlib.sha256(one).digest() for one in wanted.values())


def test_one_piece_that_is_not_well_is_told_and_the_rest_is_copied(tmp_path: Path) -> None:
    source, target = source_of(tmp_path, ROOM + 9), tmp_path / "target"
    proved = copy_proved(source, target, lambda start, *_: start != 3 * PIECE, UNWATCHED)
    assert not proved.are_well
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("at", [0, ROOM // 2, ROOM + PIECE])
def test_a_disk_that_holds_something_else_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    source, target = source_of(tmp_path, 2 * ROOM), tmp_path / "target"
    plain = provedcopy._read_whole

    def turned(file: BinaryIO, room: memoryview) -> int:
        start = file.tell()
        size = plain(file, room)
        if file.name == str(target) and start <= at < start + size:
            room[at - start] ^= 1
        return size

    monkeypatch.setattr(provedcopy, "_read_whole", turned)
    with pytest.raises(NotAsWritten):
        copy_proved(source, target, lambda *_: True, UNWATCHED)


def test_who_gives_up_does_not_wait_for_the_rest(tmp_path: Path) -> None:
    source, target = source_of(tmp_path, 4 * ROOM), tmp_path / "target"
    told: list[float] = []
    watch = Watch(lambda _stage, part: told.append(part), lambda: len(told) > 2)
    with pytest.raises(Cancelled):
        copy_proved(source, target, lambda *_: True, watch)
    assert target.stat().st_size < source.stat().st_size
