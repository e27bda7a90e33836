"""The names of the store's files inside a clinic's folder."""

from pathlib import Path
from typing import Final

RECORDS: Final = "foramen.db"
VAULTS: Final = ("vault.a.json", "vault.b.json")
LOCK: Final = "foramen.lock"
OWNER: Final = "foramen.owner"
UNFINISHED: Final = "creating"
RESTORING: Final = "restoring"
RESTORED: Final = ".restored"
BEFORE_RESTORE: Final = "before-restore"
BEFORE_REKEY: Final = "before-new-key"
ATTEMPTS: Final = "attempts"
SEAL: Final = "last.seal"
RESERVE: Final = "reserve"
PORTABLE: Final = "portable"
ALLOWED_HERE: Final = "allowed-here.toml"
REHEARSAL: Final = "rehearsal.json"
REHEARSED: Final = "rehearsal"
PROVED: Final = "proved.pieces"
RENEWED: Final = "search.json"
OWN_FILES: Final = ("overrides.toml", "clinic.toml")
"""What a clinic wrote itself: its thresholds, and its name and numbers for prints."""


def records(folder: Path) -> Path:
    """Return the file that holds the encrypted records."""
    return folder / RECORDS


def is_unfinished(folder: Path) -> bool:
    """Return whether the making of this clinic was cut off before anyone was given its code."""
    return (folder / UNFINISHED).exists()


def has_clinic(folder: Path) -> bool:
    """Return whether a clinic was ever made here, be its files whole or not."""
    names = (RECORDS, *VAULTS)
    return not is_unfinished(folder) and any((folder / name).exists() for name in names)
