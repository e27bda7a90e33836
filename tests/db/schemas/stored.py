"""The stored fixtures: how they are laid open when they are made, and encrypted when they are used.

The key protects nobody: everything in a fixture is made up.
"""

import lzma
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlcipher3 import dbapi2 as driver

from db import engine
from db.vault import KEY_BYTES, Key

HERE: Final = Path(__file__).parent
KEY: Final = Key(bytes(range(KEY_BYTES)), "Lee")


def path_of(number: int) -> Path:
    """Return where the fixture of a schema lies."""
    return HERE / f"{number:04d}.db.xz"


def numbers() -> list[int]:
    """Return the schemas of which there is a fixture."""
    return sorted(int(path.name[:4]) for path in HERE.glob("*.db.xz"))


def put(number: int, records: Path) -> None:
    """Lay a fixture down as encrypted records under ``KEY``."""
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.db"
        plain.write_bytes(lzma.decompress(path_of(number).read_bytes()))
        source = driver.connect(str(plain), isolation_level=None)
        key = bytes(KEY.as_pragma()).decode()
        source.execute("ATTACH ? AS other KEY ?", (str(records), key))
        _export(source)


def first_clinic(folder: Path) -> Path:
    """Lay down the whole clinic of the first schema, encrypted as it was; return its folder."""
    with tarfile.open(HERE / "0001.tar") as archive:
        # The first releases of Python 3.11 know no filter; the attribute means nothing to them.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder)
    return folder


def plain_image(records: Path, key: Key) -> bytes:
    """Return records as a file that is not encrypted."""
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.db"
        source = engine.connect(records, key, "migrate")
        source.execute("ATTACH ? AS other KEY ''", (str(plain),))
        _export(source)
        return plain.read_bytes()


def _export(source: driver.Connection) -> None:
    source.execute("SELECT sqlcipher_export('other')").fetchall()
    for pragma in ("user_version", "application_id"):
        (number,) = source.execute(f"PRAGMA {pragma}").fetchone()
        source.execute(f"PRAGMA other.{pragma} = {number:d}")
    source.execute("DETACH other")
    source.close()
