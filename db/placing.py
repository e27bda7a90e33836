"""Where records may lie: not where another program or computer handles the file while it is open.

A program that copies a folder elsewhere takes the write-ahead log and the records one by one, and
puts an old one back beside a new one: entries are lost or the file is spoilt, without an error. A
network drive does not lock as a disk does. A clinic that knows better says so in writing.
"""

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from db import places
from db.mounts import Mount, mount_of
from db.trouble import StoreTrouble

_VARIABLES: Final = {
    "OneDrive": "OneDrive",
    "OneDriveConsumer": "OneDrive",
    "OneDriveCommercial": "OneDrive",
}
_MARKS: Final = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".SynologyWorkingDirectory": "Synology Drive",
}
"""What such a program leaves in the folder that it copies."""
_NAMES: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "iCloud",
}
_NAME_ENDS: Final = (" - ", " (", "-")
_ALLOWED: Final = ("by", "on", "reason")
_LARGEST: Final = 4_096


def check(folder: Path) -> None:
    """Refuse a folder in which records would not be safe, unless the clinic allowed it."""
    if is_allowed(folder):
        return
    here = folder.absolute()
    if program := synced_by(here):
        raise StoreTrouble("synced_folder", folder, program)
    if is_on_network(here, mount_of(folder)):
        raise StoreTrouble("network_folder", folder)


def synced_by(folder: Path) -> str:
    """Return which program copies this folder elsewhere, empty when none that is known does."""
    return next(_signs(folder), "")


def is_on_network(folder: Path, mount: Mount | None) -> bool:
    """Answer whether a folder lies on another computer, as far as the system tells."""
    return str(folder).startswith(("\\\\", "//")) or (mount is not None and mount.is_network)


def is_allowed(folder: Path) -> bool:
    """Answer whether somebody wrote down that this folder is to be used all the same."""
    try:
        content = (folder / places.ALLOWED_HERE).read_bytes()[:_LARGEST]
        said = tomllib.loads(content.decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return all(str(said.get(name, "")).strip() for name in _ALLOWED)


def _signs(folder: Path) -> Iterator[str]:
    around = (folder, *folder.parents)
    for variable, program in _VARIABLES.items():
        place = os.environ.get(variable, "")
        if place and Path(place).absolute() in around:
            yield program
    if any(place in around for place in _dropbox_folders()):
        yield "Dropbox"
    for parent in around:
        if known := _NAMES.get(_first_part(parent.name.casefold())):
            yield known
    for parent in around:
        yield from (program for mark, program in _MARKS.items() if _is_there(parent / mark))


def _first_part(name: str) -> str:
    """Return a name without what such programs add: the account, the firm, the device."""
    for end in _NAME_ENDS:
        name = name.partition(end)[0]
    return name


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _dropbox_folders() -> Iterator[Path]:
    for variable, name in (
        ("APPDATA", "Dropbox"),
        ("LOCALAPPDATA", "Dropbox"),
        ("HOME", ".dropbox"),
    ):
        root = os.environ.get(variable, "")
        try:
            known = json.loads((Path(root) / name / "info.json").read_text("utf-8")) if root else {}
            yield from (Path(account["path"]).absolute() for account in known.values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
