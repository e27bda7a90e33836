"""The seal beside the records: the newest entry that was acknowledged, to notice when it is gone.

A write-ahead log that is deleted, cut off or swapped by a cleaner or a sync program takes entries
with it, and the records still pass every check of their own. The seal is written after each commit
and not synced: after a power cut it may be older than the records, which does no harm.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from db import places

_PART: Final = f"{places.SEAL}.part"


@dataclass(frozen=True, slots=True)
class Seal:
    """The newest entry of the log of changes, when it was written, and that of the log of access.

    A seal of an older program knows nothing of the log of access: ``access_seq`` is None then.
    """

    seq: int
    chain: str
    at: datetime
    access_seq: int | None = None
    access_chain: str = ""


def write(folder: Path, seal: Seal) -> None:
    """Keep the seal; a disk that refuses must not spoil a save that succeeded."""
    body: list[object] = [seal.seq, seal.chain, seal.at.isoformat()]
    if seal.access_seq is not None:
        body += [seal.access_seq, seal.access_chain]
    content = json.dumps({"seal": body, "sha256": _checksum(body)})
    with suppress(OSError):
        handle = os.open(folder / _PART, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(handle, content.encode())
        finally:
            os.close(handle)
        (folder / _PART).replace(folder / places.SEAL)


def read(folder: Path) -> Seal | None:
    """Return the seal, None when there is none or it cannot be read: then nothing can be said."""
    try:
        content = json.loads((folder / places.SEAL).read_bytes())
        if content["sha256"] != _checksum(content["seal"]):
            return None
        seq, chain, at, *access = content["seal"]
        access_seq, access_chain = access or (None, "")
        return Seal(int(seq), str(chain), datetime.fromisoformat(at), access_seq, access_chain)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _checksum(body: list[object]) -> str:
    return hashlib.sha256(json.dumps(body).encode()).hexdigest()
