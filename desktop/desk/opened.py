"""An unlocked clinic with everything that it is read with."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.clinic import Clinic
from db.trouble import StoreCode, StoreTrouble
from db.vault import Key
from desktop.faultwords import Fault, override_refused
from desktop.overridefile import OverrideTrouble, clinic_file, with_file
from desktop.reasons import RuleWords
from pathway.catalogue import Catalogue, read_catalogue
from pathway.guidelines import Guidelines, read_guidelines
from resources import catalogue_tables, pack_tables, words_tables

LANGUAGE = "en"
STILL_READABLE: Final[frozenset[StoreCode]] = frozenset({"damaged", "disk_full", "read_only"})


@dataclass(frozen=True, slots=True)
class Opened:
    """An unlocked clinic and the contents of ``resources`` that it is read with."""

    clinic: Clinic
    guidelines: Guidelines
    catalogue: Catalogue
    words: RuleWords
    user: str
    key: Key
    folder: Path
    faults: tuple[Fault, ...] = ()

    def close(self) -> None:
        """Close the records and forget their key."""
        self.clinic.close()
        self.key.wipe()


def open_records(folder: Path, key: Key) -> Opened:
    """Return the clinic that ``key`` opens; takes some time, so not on the window's thread.

    What cannot be written any more is opened for reading only, as far as it can be read.
    """
    guidelines, faults = _own(read_guidelines(pack_tables()), folder)
    return Opened(
        clinic=_open_clinic(folder, key, guidelines),
        guidelines=guidelines,
        catalogue=read_catalogue(catalogue_tables(LANGUAGE)),
        words=RuleWords(words_tables(LANGUAGE), guidelines),
        user=key.user,
        key=key,
        folder=folder,
        faults=faults,
    )


def _own(pack: Guidelines, folder: Path) -> tuple[Guidelines, tuple[Fault, ...]]:
    """Return the pack with the clinic's own thresholds, or without them and why."""
    path = clinic_file(folder)
    if not path.exists():
        return pack, ()
    try:
        return with_file(pack, path), ()
    except OverrideTrouble as trouble:
        return pack, (override_refused(str(trouble)),)


def _open_clinic(folder: Path, key: Key, guidelines: Guidelines) -> Clinic:
    try:
        return Clinic.open(folder, key, guidelines)
    except StoreTrouble as trouble:
        if trouble.code not in STILL_READABLE:
            raise
        with contextlib.suppress(StoreTrouble):
            return Clinic.open_read_only(folder, key, guidelines, trouble.code)
        raise
