"""Files of records piece by piece: their digest, and which pieces were proved before.

A look at all seals of large records is most of the work of a backup, and from one day to the next
few pieces of them change. So once every seal was found to fit, the SHA-256 of each piece is kept,
marked with the key of the records. A piece that is the same to the last bit needs no second look.
"""

import hashlib
import hmac
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

from db import disk, places
from db.keyslots import Key
from db.watch import UNWATCHED, Stage, Watch

_LABEL: Final = b"proved pieces"
_DIGEST: Final = 32
_HASHING: Final = 2
_WAITING: Final = 16
"""So many pieces may wait to be hashed: they stay in memory as long."""


class KnownPieces:
    """Tells which pieces of the records are those whose seals were once found to fit."""

    def __init__(self, digests: bytes = b"") -> None:
        self._digests = digests

    def has(self, start: int, digest: bytes) -> bool:
        """Answer whether a piece that begins ``start`` bytes in is one that was proved there."""
        at = start // disk.PIECE * _DIGEST
        return start % disk.PIECE == 0 and self._digests[at : at + _DIGEST] == digest


def known(folder: Path, key: Key) -> KnownPieces:
    """Return the pieces that were proved under this key, none where nobody can say."""
    try:
        content = (folder / places.PROVED).read_bytes()
    except OSError:
        return KnownPieces()
    mark, digests = content[:_DIGEST], content[_DIGEST:]
    return KnownPieces(digests if hmac.compare_digest(mark, key.mark_of(_LABEL + digests)) else b"")


def keep(folder: Path, key: Key, digests: Iterable[bytes]) -> None:
    """Keep what was proved; where that cannot be written, all of it is looked at again."""
    content = b"".join(digests)
    with suppress(OSError):
        disk.put_file(folder / places.PROVED, key.mark_of(_LABEL + content) + content)


def digest_of(digests: Iterable[bytes]) -> str:
    """Return the digest of a file from the SHA-256 of each of its pieces."""
    return hashlib.sha256(b"".join(digests)).hexdigest()


def digest_of_file(path: Path, watch: Watch = UNWATCHED, stage: Stage = "checking") -> str:
    """Return the digest of a file by its pieces; several are hashed at once."""
    found, waiting = list[bytes](), deque[Future[bytes]]()
    done, size = 0, max(path.stat().st_size, 1)
    with path.open("rb") as file, ThreadPoolExecutor(_HASHING) as hashing:
        while content := file.read(disk.PIECE):
            waiting.append(hashing.submit(sha256, content))
            done += len(content)
            watch.at(stage, done / size)
            if len(waiting) > _WAITING:
                found.append(waiting.popleft().result())
        found.extend(each.result() for each in waiting)
    return digest_of(found)


def sha256(content: bytes) -> bytes:
    """Return the SHA-256 of one piece."""
    return hashlib.sha256(content).digest()
