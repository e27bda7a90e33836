"""Who has a clinic's folder open: said beside the lock, for whoever finds it taken."""

import getpass
import json
import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db import places


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a folder: a person (empty: not unlocked yet), a computer, since when.

    ``process`` is the number under which that computer's system knows the program.
    """

    person: str
    account: str
    computer: str
    process: int
    since: datetime | None = None


def write(folder: Path, person: str = "") -> None:
    """Say that it is us, and who unlocked the clinic."""
    # Beside the lock, not in it: on Windows nobody else can read a locked file.
    path = folder / places.OWNER
    since = read(folder)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump([person, _account(), socket.gethostname(), os.getpid()], file)
    if person and since is not None and since.since is not None:
        begun = since.since.timestamp()
        os.utime(path, (begun, begun))  # unlocking is not the beginning of having it open


def read(folder: Path) -> Owner | None:
    """Return who has the folder, None when that cannot be read."""
    path = folder / places.OWNER
    try:
        person, account, computer, process = json.loads(path.read_text("utf-8"))
        since = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return Owner(str(person), str(account), str(computer), int(process), since)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
