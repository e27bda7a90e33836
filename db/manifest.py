"""What a backup says of itself: whose it is, when it was checked, what must be found in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from db import pieces, places
from db.contents import Contents
from db.disk import PIECE, put_file, sha256_of
from db.watch import UNWATCHED, Watch

NAME: Final = "backup.json"
FORMAT: Final = "foramen-backup/2"
_FORMATS: Final = (FORMAT, "foramen-backup/1")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. Nothing in it says anything of a patient.

    ``clinic_id`` is the same for all backups of a clinic; ``files`` has the SHA-256 of each file,
    of the records that of their pieces of so many bytes (0: of all at once); ``counts`` the rows of
    each table that was counted; ``seq`` and ``chain`` the newest entry of the log of changes,
    ``access_seq`` and ``access_chain`` that of the log of access, None where nobody noted it.
    """

    clinic_id: str
    clinic: str
    is_demo: bool
    made_at: datetime
    made_by: str
    app: str
    schema: int
    size: int
    files: Mapping[str, str] = field(repr=False)
    counts: Mapping[str, int]
    seq: int
    chain: str
    access_seq: int | None = None
    access_chain: str = ""
    pieces: int = 0

    def digest_of(self, name: str, path: Path, watch: Watch = UNWATCHED) -> str:
        """Return the digest of what lies at ``path``, as it was taken of the file ``name``."""
        is_by_pieces = self.pieces and name == places.RECORDS
        return pieces.digest_of_file(path, watch) if is_by_pieces else sha256_of(path, watch)

    def fits(self, found: Contents) -> bool:
        """Answer whether this is what was found in the records."""
        are_counts_same = self.counts.items() <= found.counts.items()
        is_same_log = (self.access_seq, self.access_chain) == (found.access_seq, found.access_chain)
        held = (self.schema, self.seq, self.chain)
        is_same = are_counts_same and held == (found.schema, found.seq, found.chain)
        return is_same and (self.access_seq is None or is_same_log)


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into the folder of its backup: only a checked backup has one."""
    body = asdict(manifest) | {"format": FORMAT, "made_at": manifest.made_at.isoformat()}
    text = json.dumps({"sha256": _seal(body), "backup": body}, ensure_ascii=False, indent=1)
    put_file(folder / NAME, text.encode())


def read(folder: Path) -> Manifest | None:
    """Return what a backup says of itself, None when it does not or not wholly."""
    try:
        content = json.loads((folder / NAME).read_bytes())
        body = content["backup"]
        if content["sha256"] != _seal(body) or body.pop("format") not in _FORMATS:
            return None
        if body.get("pieces", 0) not in {0, PIECE}:
            return None
        return Manifest(**body | {"made_at": datetime.fromisoformat(body["made_at"])})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _seal(body: object) -> str:
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
