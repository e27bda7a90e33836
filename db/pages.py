"""The seal on each page of the records, looked at in bytes that are read anyway.

This is what SQLCipher 4 writes: after the words of a page stand 16 bytes that begin its cipher, the
64 bytes of an HMAC-SHA512 over both and the page's number, and nothing else. Asking the cipher for
all pages takes more than twice as long, reads them once more and cannot be stopped. A seal that
fits proves that whoever has the key wrote this very page; of one that does not fit, the cipher has
to say itself what it means.
"""

import hashlib
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO, Final

from db.keyslots import Key
from db.watch import UNWATCHED, Watch

SIZE: Final = 4096
_SEALED: Final = SIZE - 64
_SALT: Final = 16
"""The file begins with the salt of its key, which is no part of the first page."""
_UNUSED: Final = 0x4000_0000 // SIZE + 1
"""SQLite never writes to the page that holds this byte: it locks by it."""
_PIECE: Final = 64 * SIZE
_MORE_TRIES: Final = 2
_INNER: Final = bytes(each ^ 0x36 for each in range(256))
_OUTER: Final = bytes(each ^ 0x5C for each in range(256))


class PageSeals:
    """Tells whether pages are as somebody with the key wrote them."""

    def __init__(self, key: Key) -> None:
        sealing = key.for_pages()
        own = bytearray(sealing.ljust(hashlib.sha512().block_size, b"\0"))
        # The beginning of an HMAC is the same for each page: it is worked out once.
        self._inner = hashlib.sha512(own.translate(_INNER))
        self._outer = hashlib.sha512(own.translate(_OUTER))
        own[:] = bytes(len(own))

    def are_whole(self, start: int, content: bytes | memoryview) -> bool:
        """Answer whether every page in a piece of the file is; it begins ``start`` bytes in."""
        if start % SIZE or len(content) % SIZE:
            return False
        number, pages = start // SIZE, memoryview(content)
        begin, end = self._inner.copy, self._outer.copy
        for at in range(0, len(content), SIZE):
            number += 1
            inner, outer = begin(), end()
            inner.update(pages[at + (0 if at or start else _SALT) : at + _SEALED])
            inner.update(number.to_bytes(4, "little"))
            outer.update(inner.digest())
            if outer.digest() != bytes(pages[at + _SEALED : at + SIZE]) and number != _UNUSED:
                return False
        return True


def are_all_whole(path: Path, key: Key, watch: Watch = UNWATCHED, share: float = 1.0) -> bool:
    """Answer whether every page of the records is; this program may write to them meanwhile.

    A page that is being written is whole the next time. ``share`` is how much of what is watched
    this is. Another program must be kept out by the lock of the folder: on POSIX systems whoever
    closes a file gives up the locks that SQLite holds on it.
    """
    seals = PageSeals(key)
    try:
        with path.open("rb") as file:
            return _are_whole(file, seals, watch, share)
    except OSError:
        return False


def _are_whole(file: BinaryIO, seals: PageSeals, watch: Watch, share: float) -> bool:
    start, size = 0, max(file.seek(0, SEEK_END), 1)
    file.seek(0)
    while content := file.read(_PIECE):
        watch.at("checking", share * min(start / size, 1.0))
        if not seals.are_whole(start, content) and not _is_whole_now(file, seals, start):
            return False
        start += len(content)
        file.seek(start)
    return True


def _is_whole_now(file: BinaryIO, seals: PageSeals, start: int) -> bool:
    for _ in range(_MORE_TRIES):
        file.seek(start)
        if seals.are_whole(start, file.read(_PIECE)):
            return True
    return False
