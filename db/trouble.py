"""Expected trouble with the store, named by codes; the words for people belong to the window."""

import errno
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from db.owner import Owner

StoreCode: TypeAlias = Literal[
    "missing",
    "empty",
    "damaged",
    "plain",
    "foreign",
    "newer",
    "wrong_passphrase",
    "wrong_code",
    "vault_missing",
    "vault_damaged",
    "read_only",
    "no_permission",
    "in_use",
    "disk_full",
    "old_driver",
    "no_wal",
    "synced_folder",
    "network_folder",
    "exists",
    "too_soon",
    "slot_old",
    "not_empty",
    "backup_missing",
    "backup_inside",
    "backup_full",
    "backup_read_only",
    "backup_unlike",
    "backup_damaged",
    "backup_newer",
    "backup_other",
    "backup_key",
    "backup_none",
]
RefusalCode: TypeAlias = Literal[
    "signed",
    "unknown_patient",
    "unknown_problem",
    "unknown_visit",
    "unknown_care",
    "number_taken",
    "future",
    "invalid",
    "changed_elsewhere",
    "not_signed",
    "in_error",
    "no_reason",
    "nothing_to_undo",
    "unknown_print",
    "damaged_print",
    "not_allowed",
    "user_there",
    "user_alike",
    "unknown_user",
    "last_clinician",
]

_BY_ERROR_NAME: Final[dict[str, StoreCode]] = {
    "SQLITE_NOTADB": "damaged",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_READONLY": "read_only",
    "SQLITE_CANTOPEN": "no_permission",
    "SQLITE_PERM": "no_permission",
    "SQLITE_AUTH": "no_permission",
    "SQLITE_FULL": "disk_full",
    # A quota, or a disk that is full to the last byte. Flipped bits are SQLITE_CORRUPT.
    "SQLITE_IOERR": "disk_full",
    "SQLITE_BUSY": "in_use",
    "SQLITE_LOCKED": "in_use",
    "SQLITE_INTERRUPT": "in_use",  # broken off, since something newer is asked
}


class StoreTrouble(Exception):
    """The store cannot be used: ``code`` says why, ``path`` where, ``owner`` who holds it.

    ``owner`` is a program's name where that is all that is known, empty where nothing is.
    """

    def __init__(self, code: StoreCode, path: Path, owner: "Owner | str" = "") -> None:
        super().__init__(code, path, owner)
        self.code = code
        self.path = path
        self.owner = owner

    def __str__(self) -> str:
        """Return the code and the file: never what is in the records."""
        return f"{self.code}: {self.path.name}"


class RecordRefused(Exception):
    """An entry was refused and nothing of it was kept: ``code`` says why, ``what`` names fields."""

    def __init__(self, code: RefusalCode, entity: str, what: tuple[str, ...] = ()) -> None:
        super().__init__(code, entity, what)
        self.code = code
        self.entity = entity
        self.what = what

    def __str__(self) -> str:
        """Return codes and names of fields: never a value."""
        return " ".join((f"{self.code}: {self.entity}", *self.what))


def is_mistake(error: BaseException) -> bool:
    """Return whether an error of the driver speaks of a bug of ours, not of the file."""
    name = str(getattr(error, "sqlite_errorname", ""))
    return name in {"SQLITE_ERROR", "SQLITE_MISUSE", "SQLITE_RANGE", "SQLITE_MISMATCH", ""}


def code_of(error: BaseException) -> StoreCode:
    """Return what an error of the driver means for the store."""
    name = str(getattr(error, "sqlite_errorname", ""))
    for start, code in _BY_ERROR_NAME.items():
        if name.startswith(start):
            return code
    return "damaged"


def code_of_os(error: OSError) -> StoreCode:
    """Return what an error of the file system means for the store."""
    if error.errno == errno.EROFS:
        return "read_only"
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "disk_full"
    return "missing" if error.errno == errno.ENOENT else "no_permission"


def code_of_copy(error: BaseException) -> StoreCode:
    """Return what an error while copying means: the driver gives those a text and no name."""
    is_full = any(word in str(error) for word in ("full", "disk I/O"))
    return "disk_full" if is_full else code_of(error)
