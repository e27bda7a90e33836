"""Slows down who guesses: after failed attempts to unlock, each further one has to wait.

The count lies in a small file beside the records, so that closing the program forgets nothing. Time
is counted by the clock of the machine's uptime, which nobody can set; after a restart of the
machine the wait begins anew. It is never longer than a minute, and nobody is locked out for good:
a thief with a copy of the files is stopped by the work of each try, not by this.
"""

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from db import places
from db.keyslots import Key
from db.trouble import StoreTrouble

DELAYS_SECONDS: Final = (0, 0, 0, 2, 4, 8, 16, 32, 60)
"""The wait after so many failed attempts; after more of them the last one."""
_MOST: Final = 1_000_000
_FAILED: Final = frozenset({"wrong_passphrase", "wrong_code"})
Uptime = Callable[[], float]


class Failed(NamedTuple):
    """How many attempts failed in a row, and when the last one did, in seconds of uptime."""

    times: int = 0
    at_seconds: float = 0.0


def wait_seconds(folder: Path, uptime: Uptime = time.monotonic) -> float:
    """Return how long the next attempt has to wait; 0 when it may be made now."""
    failed, now = _read(folder), uptime()
    if failed.at_seconds > now:
        # The machine was started anew: nobody knows how long ago that was.
        failed = failed._replace(at_seconds=now)
        _write(folder, failed)
    delay = DELAYS_SECONDS[min(failed.times, len(DELAYS_SECONDS) - 1)]
    return max(0.0, failed.at_seconds + delay - now)


def failed_count(folder: Path) -> int:
    """Return how many attempts failed since the last one that did not."""
    return _read(folder).times


def attempt(folder: Path, opening: Callable[[], Key], uptime: Uptime = time.monotonic) -> Key:
    """Try a secret, unless that has to wait: trouble "too_soon" has the seconds as its owner.

    The try is counted before it is made: who ends the program in the middle of it gains nothing.
    """
    wait = wait_seconds(folder, uptime)
    if wait > 0:
        raise StoreTrouble("too_soon", folder, str(int(wait) + 1))
    before = _read(folder)
    _write(folder, Failed(before.times + 1, uptime()))
    try:
        key = opening()
    except StoreTrouble as trouble:
        if trouble.code not in _FAILED:
            _write(folder, before)
        else:
            _write(folder, Failed(before.times + 1, uptime()))
        raise
    _write(folder, Failed())
    return key


def _read(folder: Path) -> Failed:
    try:
        count, at = json.loads((folder / places.ATTEMPTS).read_bytes())
        return Failed(min(max(int(count), 0), _MOST), float(at))
    except (OSError, ValueError, TypeError, OverflowError, RecursionError):
        return Failed()


def _write(folder: Path, failed: Failed) -> None:
    """Keep the count; a disk that refuses must not keep those out who know their passphrase."""
    path = folder / places.ATTEMPTS
    with suppress(OSError):
        if not failed.times:
            path.unlink(missing_ok=True)
            return
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(handle, json.dumps(list(failed)).encode())
        finally:
            os.close(handle)
