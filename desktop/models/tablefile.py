"""A file that is there whole or as it was before, and the one of a table for a spreadsheet."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from desktop.trouble import Expected, Trouble


@contextmanager
def whole_file(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Give a file to write into, which gets its name once it is whole and on the disk.

    Raises ``OSError`` where it cannot be written; nothing of it stays then.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding=encoding, newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def whole_table(path: Path) -> Iterator[TextIO]:
    """Give a file to write a table into, which gets its name once it is whole and on the disk.

    On a full disk a half one would stay, with names of patients and without a word that it is half.
    """
    try:
        with whole_file(path, "utf-8-sig") as file:
            yield file
    except OSError:
        raise Expected(Trouble("table_refused", {"path": str(path)})) from None
