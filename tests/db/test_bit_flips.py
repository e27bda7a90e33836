"""A bit that turns over is noticed wherever it is; without encryption, many are not."""

import lzma
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.db.schemas.stored import KEY, numbers, path_of, put
from tests.endurance import bitflips

FLIPS = 200
FLIPS_PLAIN = 100


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory, where there is such a place: files are written hundreds of times."""
    shared = Path("/dev/shm")
    with TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        yield Path(folder)


@pytest.mark.long(15)
def test_every_bit_that_turns_over_is_noticed(memory: Path) -> None:
    records = memory / "whole.db"
    put(numbers()[-1], records)
    look = bitflips.encrypted(memory, records, KEY)
    assert look(records.read_bytes()) == "harmless"
    assert bitflips.flip(records.read_bytes(), FLIPS, 12, look) == {"noticed": FLIPS}


def test_without_encryption_values_change_in_silence(memory: Path) -> None:
    content = lzma.decompress(path_of(numbers()[-1]).read_bytes())
    look = bitflips.plain(memory, content)
    assert look(content) == "harmless"
    found = bitflips.flip(content, FLIPS_PLAIN, 12, look)
    assert found["silent"] > FLIPS_PLAIN // 10
