"""A new key at the desk: given beside the window to a clinic that is closed, which then opens."""

import logging
from pathlib import Path
from typing import Final

from db import rekey, users
from db.rekey import RekeyOrder
from db.trouble import RecordRefused, StoreTrouble
from db.vault import Key
from db.watch import Watch
from desktop.desk.calls import program_version
from desktop.desk.opened import open_records
from desktop.desk.restoring import Reopened
from desktop.trouble import store_trouble
from pathway.records import Stamp

LOG: Final = logging.getLogger("foramen.store")


def rekey_and_open(folder: Path, key: Key, stamp: Stamp, watch: Watch) -> Reopened:
    """Give the records a new key and open them with it, or with the one from before."""
    try:
        new = rekey.rekey(RekeyOrder(folder, stamp.at, program_version()), key, watch)
    except StoreTrouble as error:
        trouble = store_trouble(error.code, error.path, error.owner)
        return Reopened(open_records(folder, key), trouble=trouble)
    key.wipe()
    opened = open_records(folder, new)
    try:
        opened.clinic.write(users.note_new_key, None, stamp)
    except (StoreTrouble, RecordRefused) as error:
        LOG.info("a new key was not noted: %s", error.code)  # due still, and may be done again
    return Reopened(opened)
