"""The stick that takes a second copy: known by a mark on it, wherever it is plugged in."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from db import disk, mounts, portable
from db.backup import place_code
from db.trouble import StoreTrouble

MARK: Final = "foramen-stick.json"
Doubt: TypeAlias = Literal["same_disk", "not_honest"]
_LONGEST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Stick:
    """A folder on a medium that somebody chose: its mark, and where it was seen last."""

    mark: str
    folder: Path


def choose(folder: Path) -> Stick:
    """Mark a folder as the one for second copies; a mark that is there stays."""
    known = _mark_in(folder)
    if known is None:
        known = secrets.token_hex(8)
        try:
            disk.put_file(folder / MARK, json.dumps({"stick": known}).encode())
        except OSError as error:
            raise StoreTrouble(place_code(error), folder) from None
    return Stick(known, folder)


def find(stick: Stick) -> Path | None:
    """Return where the stick is plugged in now, None when it is not."""
    if _mark_in(stick.folder) == stick.mark:
        return stick.folder
    around = (place for root in plugged_in() for place in (root, *_folders_in(root)))
    return next((folder for folder in around if _mark_in(folder) == stick.mark), None)


def plugged_in() -> tuple[Path, ...]:
    """Return what is plugged in and can be pulled out: what is offered first."""
    return tuple(mount.folder for mount in mounts.mounts() if mount.is_removable)


def doubts(clinic: Path, folder: Path) -> tuple[Doubt, ...]:
    """Return what speaks against a second copy in this folder."""
    found: list[Doubt] = []
    if mounts.is_same_disk(clinic, folder):
        found.append("same_disk")
    mount = mounts.mount_of(folder)
    if mount is not None and mount.is_stick and not portable.is_honest(folder):
        found.append("not_honest")
    return tuple(found)


def _mark_in(folder: Path) -> str | None:
    try:
        with (folder / MARK).open("rb") as file:
            return str(json.loads(file.read(_LONGEST))["stick"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folders_in(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return ()
