"""What a backup says of itself: whose it is, when it was checked, what must be found in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from db.contents import Contents
from db.disk import put_file

NAME: Final = "backup.json"
FORMAT: Final = "foramen-backup/1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. Nothing in it says anything of a patient.

    ``clinic_id`` is the same for all backups of a clinic; ``files`` has the SHA-256 of each file;
    ``counts`` the rows of each table; ``seq`` and ``chain`` the newest entry of the log of changes,
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

    def fits(self, found: Contents) -> bool:
        """Answer whether this is what was found in the records."""
        held = (self.schema, self.counts, self.seq, self.chain)
        is_same_log = (self.access_seq, self.access_chain) == (found.access_seq, found.access_chain)
        is_same = held == (found.schema, found.counts, found.seq, found.chain)
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
        if content["sha256"] != _seal(body) or body.pop("format") != FORMAT:
            return None
        return Manifest(**body | {"made_at": datetime.fromisoformat(body["made_at"])})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _seal(body: object) -> str:
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
