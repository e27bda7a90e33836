"""Homes with a made-up clinic, for the processes that are measured."""

from pathlib import Path

import resources
from db import demo_bulk, kdf
from db.clinic import Clinic
from db.create import NewClinic, create_clinic
from db.demo_bulk import Batch
from db.vault import unlock
from desktop.places import Places, prepare
from desktop.today import now
from pathway.guidelines import read_guidelines
from pathway.records import Stamp
from tests.benchmarks.names import PASSPHRASE, USER

SEED = 7


def furnish(home: Path, patients: int) -> Places:
    """Make a home with a locked clinic of so many made-up patients, whose last day is today."""
    places = Places(home)
    prepare(places)
    moment = now()
    stamp = Stamp(USER, moment, moment.astimezone().date())
    wanted = NewClinic("Demo Clinic", USER, PASSPHRASE, demo=True, kdf=kdf.THROWAWAY, reserve=0)
    create_clinic(places.clinic, wanted, stamp)
    guidelines = read_guidelines(resources.pack_tables())
    with unlock(places.clinic, USER, PASSPHRASE) as key:
        clinic = Clinic.open(places.clinic, key, guidelines)
        try:
            demo_bulk.fill(clinic, Batch(stamp.today, SEED, 0, patients, 0, stamp, guidelines))
        finally:
            clinic.close()
    return places
