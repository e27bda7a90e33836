"""Reads what ``disklog.c`` wrote down, and rebuilds the disk as a cut of power could leave it.

What was synced is there. Of what was written since, each sector of 512 bytes is there or not, as
chance has it; of names that were made, changed or taken away since their folder was synced, the
first so many are. A disk that lies about syncing is not what this is about.
"""

import shutil
import struct
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

SOURCE: Final = Path(__file__).with_suffix(".c")
SECTOR: Final = 512
_HEAD: Final = struct.Struct("<cHHQI")
_NAMES: Final = frozenset("ORU")
_CONTENT: Final = frozenset("WT")


class Entry(NamedTuple):
    """One thing that was done; ``disklog.c`` tells the kinds."""

    kind: str
    name: str
    second: str
    offset: int
    content: bytes


class Change(NamedTuple):
    """A name that was given to a file, taken from it, or both at once."""

    old: str
    new: str
    inode: int


@dataclass(slots=True)
class Inode:
    """What was written into one file, and how much of it is safe."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[Entry] = field(default_factory=list)

    def sync(self) -> None:
        """Have everything that waits become safe."""
        for entry in self.waiting:
            _put(self.safe, entry)
        self.waiting.clear()

    def after_cut(self, chance: Random, share: float) -> bytes:
        """Return the content that is left, with this share of what was not safe."""
        left = bytearray(self.safe)
        for entry in self.waiting:
            if entry.kind == "T":
                if chance.random() < share:
                    _put(left, entry)
                continue
            for start in range(0, len(entry.content), SECTOR):
                if chance.random() < share:
                    part = entry.content[start : start + SECTOR]
                    _put(left, entry._replace(offset=entry.offset + start, content=part))
        return bytes(left)


class Disk:
    """A folder on a disk, followed entry by entry."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._inodes: list[Inode] = [Inode(bytearray(content)) for content in files.values()]
        self._safe_names = {name: number for number, name in enumerate(files)}
        self._waiting_names: list[Change] = []
        self._names = dict(self._safe_names)

    def follow(self, entry: Entry) -> None:
        """Do what was done."""
        if entry.kind in _NAMES:
            self._name(entry)
        elif entry.kind == "D":
            self._safe_names = dict(self._names)
            self._waiting_names.clear()
        elif entry.kind == "S":
            self._inodes[self._names[entry.name]].sync()
        elif entry.kind in _CONTENT:
            self._inodes[self._names[entry.name]].waiting.append(entry)

    def after_cut(self, chance: Random, share: float) -> dict[str, bytes]:
        """Return the files that are left, with this share of what was not safe."""
        names = dict(self._safe_names)
        for change in self._waiting_names[: round(chance.random() * len(self._waiting_names))]:
            _rename(names, change)
        return {name: self._inodes[n].after_cut(chance, share) for name, n in names.items()}

    def _name(self, entry: Entry) -> None:
        if entry.kind == "O" and entry.name in self._names:
            return
        if entry.kind == "O":
            self._inodes.append(Inode())
            change = Change("", entry.name, len(self._inodes) - 1)
        elif entry.kind == "R":
            change = Change(entry.name, entry.second, self._names[entry.name])
        else:
            change = Change(entry.name, "", 0)
        self._waiting_names.append(change)
        _rename(self._names, change)


def build(folder: Path) -> Path | None:
    """Make the library that writes everything down; None where there is no compiler for it."""
    compiler = shutil.which("cc")
    library = folder / "disklog.so"
    if compiler is None:
        return None
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    return library if subprocess.run(command, capture_output=True).returncode == 0 else None


def read(path: Path) -> list[Entry]:
    """Return everything that was written down, without what only lives in memory."""
    return [entry for entry in _entries(path.read_bytes()) if not entry.name.endswith("-shm")]


def lay_down(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into an empty folder."""
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _entries(log: bytes) -> Iterator[Entry]:
    at = 0
    while at < len(log):
        kind, first, second, offset, length = _HEAD.unpack_from(log, at)
        at += _HEAD.size
        name = log[at : at + first].decode()
        other = log[at + first : at + first + second].decode()
        at += first + second
        yield Entry(kind.decode(), name, other, offset, log[at : at + length])
        at += length


def told(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the words that were said on standard output."""
    return frozenset(b"".join(e.content for e in entries if e.kind == "A").decode().split())


def _put(content: bytearray, entry: Entry) -> None:
    end = entry.offset + len(entry.content)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if entry.kind == "T":
        del content[entry.offset :]
    else:
        content[entry.offset : end] = entry.content


def _rename(names: dict[str, int], change: Change) -> None:
    names.pop(change.old, None)
    if change.new:
        names[change.new] = change.inode
