"""What can be said of a whole clinic in numbers, nothing of a patient."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db import engine, places, portable, rehearsal, vault
from db.contents import contents_of
from db.vault import Key

_BYTES_IN_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Facts:
    """How much a clinic holds. Days and moments are ISO, empty where there is none yet."""

    clinic: str
    is_demo: bool
    schema: int
    megabytes: float
    is_portable: bool
    newest_visit: str
    rehearsed_at: str
    changes: int
    accesses: int
    counts: Mapping[str, int]


def facts_of(folder: Path, key: Key) -> Facts:
    """Return what a clinic holds; the caller holds the folder."""
    known = vault.read_vault(folder)
    path = places.records(folder)
    connection = engine.connect(path, key, "read")
    try:
        found = contents_of(connection)
    finally:
        connection.close()
    rehearsed = rehearsal.last(folder)
    return Facts(
        clinic=known.clinic,
        is_demo=known.demo,
        schema=found.schema,
        megabytes=round(path.stat().st_size / _BYTES_IN_MEGABYTE, 1),
        is_portable=portable.is_portable(folder),
        newest_visit=found.newest_visit,
        rehearsed_at=rehearsed.at.isoformat() if rehearsed else "",
        changes=found.seq,
        accesses=found.access_seq,
        counts=dict(found.counts),
    )
