"""The file of a table for a spreadsheet: it is there whole, or as it was before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from desktop.trouble import Expected, Trouble


@contextmanager
def whole_table(path: Path) -> Iterator[TextIO]:
    """Give a file to write a table into, which gets its name once it is whole and on the disk.

    On a full disk a half one would stay, with names of patients and without a word that it is half.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        try:
            with part.open("w", encoding="utf-8-sig", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError:
        raise Expected(Trouble("table_refused", {"path": str(path)})) from None
