"""One program at a time on a clinic's folder: a lock that the system itself drops when we die."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from db import owner, pending, places, placing, portable
from db.trouble import StoreTrouble, code_of_os

_RETRIES: Final = 3


class Held:
    """The folder is ours until ``release`` is called or the process ends, however it ends."""

    def __init__(self, folder: Path, handle: int) -> None:
        self.folder = folder
        self._handle: int | None = handle

    def name_person(self, person: str) -> None:
        """Say who unlocked the clinic, for whoever finds the folder taken."""
        with contextlib.suppress(OSError):
            owner.write(self.folder, person)

    def release(self) -> None:
        """Let others have the folder."""
        if self._handle is None:
            return
        with contextlib.suppress(OSError):
            (self.folder / places.OWNER).unlink()
        os.close(self._handle)
        self._handle = None

    def __enter__(self) -> Self:
        """Return the hold itself, to be released at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let others have the folder."""
        self.release()


def hold(folder: Path) -> Held:
    """Return the hold on a folder, made if need be; trouble "in_use" names who has it.

    A restore that was cut off is finished here: from now on the folder is one clinic again.
    Trouble "synced_folder" or "network_folder": records would not be safe there.
    """
    placing.check(folder)
    path = folder / places.LOCK
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = Held(folder, _locked(path))
        _settle(held)
    except BlockingIOError:
        raise StoreTrouble("in_use", folder, owner.read(folder) or "") from None
    except OSError as error:
        code = code_of_os(error)
        is_readable = code == "no_permission" and os.access(folder, os.R_OK | os.X_OK)
        raise StoreTrouble("read_only" if is_readable else code, folder) from None
    return held


def _settle(held: Held) -> None:
    try:
        # On a full disk nobody learns who we are, but the records can still be looked at.
        with _unless_full():
            owner.write(held.folder)
        portable.settle(held.folder)
        pending.finish(held.folder)
    except OSError:
        held.release()
        raise


def _locked(path: Path) -> int:
    for _ in range(_RETRIES):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
            # A cleaner may have removed the file in between: then this lock guards nothing.
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except FileNotFoundError:
            pass
        except OSError:
            os.close(handle)
            raise
        os.close(handle)
    raise BlockingIOError


@contextlib.contextmanager
def _unless_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if code_of_os(error) != "disk_full":
            raise


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise BlockingIOError from None

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
