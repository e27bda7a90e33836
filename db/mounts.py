"""What disks there are and what lies on which: asked of the system, in each system's own way."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NETWORK: Final = frozenset(
    "afpfs afs autofs ceph cifs davfs fuse.davfs2 fuse.gvfsd-fuse fuse.rclone fuse.s3fs fuse.sshfs "
    "glusterfs ncpfs nfs nfs3 nfs4 remote smb2 smb3 smbfs webdav".split()
)
"""Kinds of file systems that lie on another computer."""
STICK_KINDS: Final = frozenset("exfat fat fat32 fuseblk msdos vfat".split())
"""Kinds as sticks and cards have them: without a log of their own, often without shared memory."""
_STICK_PLACES: Final = ("/media/", "/run/media/")
_MOUNTINFO: Final = Path("/proc/self/mountinfo")
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")
_OF_MACOS: Final = re.compile(r"^(?P<device>.+?) on (?P<folder>/.*) \((?P<kind>[^,)]+)")


@dataclass(frozen=True, slots=True)
class Mount:
    """One file system: where it begins, its kind in lower case, and whether it can be pulled."""

    folder: Path
    kind: str
    is_removable: bool = False

    @property
    def is_network(self) -> bool:
        """Return whether it lies on another computer."""
        return self.kind in NETWORK

    @property
    def is_stick(self) -> bool:
        """Return whether it can be pulled out, or is made like those that can."""
        return self.is_removable or self.kind in STICK_KINDS


def mounts() -> tuple[Mount, ...]:
    """Return every file system that there is; none where the system does not tell."""
    try:
        if sys.platform == "win32":
            return _of_windows()
        if sys.platform == "darwin":
            told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True)
            return of_macos(told.stdout)
        return of_linux(_MOUNTINFO.read_text("utf-8", "surrogateescape"))
    except (OSError, ValueError, subprocess.SubprocessError):
        return ()


def mount_of(folder: Path, there: tuple[Mount, ...] | None = None) -> Mount | None:
    """Return the file system that a folder lies on, None when it is not known."""
    here = folder.absolute().resolve()
    found = [one for one in (mounts() if there is None else there) if _is_in(here, one.folder)]
    return max(found, key=lambda one: len(one.folder.parts), default=None)


def is_same_disk(one: Path, other: Path) -> bool:
    """Answer whether two folders are lost together when a disk is: False when it is not known."""
    try:
        first, second = one.stat().st_dev, other.stat().st_dev
    except OSError:
        return False
    return first == second or (_disk(first) is not None and _disk(first) == _disk(second))


def of_linux(mountinfo: str) -> tuple[Mount, ...]:
    """Return what /proc/self/mountinfo tells."""
    found = []
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        parts, kinds = before.split(" "), after.split(" ")
        if len(parts) >= 5 and len(kinds) >= 2:
            folder = _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), parts[4])
            is_pulled = folder.startswith(_STICK_PLACES) or _is_removable(parts[2])
            found.append(Mount(Path(folder), kinds[0].lower(), is_pulled))
    return tuple(found)


def of_macos(told: str) -> tuple[Mount, ...]:
    """Return what ``mount`` tells on macOS, which puts what is plugged in under /Volumes."""
    found = filter(None, (_OF_MACOS.match(line) for line in told.splitlines()))
    return tuple(
        Mount(Path(one["folder"]), one["kind"].lower(), one["folder"].startswith("/Volumes/"))
        for one in found
    )


def _disk(number: int) -> Path | None:
    """Return the disk that a partition is a part of, where Linux tells."""
    part = Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}")
    try:
        place = part.resolve(strict=True)
        return place.parent if (place / "partition").exists() else place
    except OSError:
        return None


def _is_removable(number: str) -> bool:
    place = Path(f"/sys/dev/block/{number}")
    try:
        disk = place.resolve(strict=True)
        disk = disk.parent if (disk / "partition").exists() else disk
        return (disk / "removable").read_text("ascii").strip() == "1"
    except (OSError, ValueError):
        return False


def _is_in(folder: Path, other: Path) -> bool:
    return other == folder or other in folder.parents


if sys.platform == "win32":
    import ctypes
    import string

    _REMOVABLE, _REMOTE = 2, 4

    def _of_windows() -> tuple[Mount, ...]:
        kernel = ctypes.windll.kernel32
        letters = [
            f"{letter}:\\"
            for at, letter in enumerate(string.ascii_uppercase)
            if kernel.GetLogicalDrives() >> at & 1
        ]
        return tuple(_drive(letter, kernel.GetDriveTypeW(letter)) for letter in letters)

    def _drive(root: str, drive: int) -> Mount:
        kind = ctypes.create_unicode_buffer(64)
        if drive != _REMOTE:
            nothing = None, 0, None, None, None
            ctypes.windll.kernel32.GetVolumeInformationW(root, *nothing, kind, len(kind))
        name = "remote" if drive == _REMOTE else kind.value.lower()
        return Mount(Path(root), name, drive == _REMOVABLE)

else:

    def _of_windows() -> tuple[Mount, ...]:
        return ()
