"""Clinics of very many patients with ten visits each, made once: ``FORAMEN_CROWDS`` says where.

``python -m tests.benchmarks.crowds FOLDER PATIENTS …`` makes them there beforehand, each in a
folder of the number of its patients. What is measured is a copy.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

import resources
from db import demo_bulk
from pathway.guidelines import read_guidelines
from tests.db.given import STAMP, TODAY, Place, make

HOME: Final = "FORAMEN_CROWDS"
VISITS: Final = 10
SEED: Final = 7


def crowd(size: int, room: Path) -> Place:
    """Return a clinic of so many patients in ``room``, which is thrown away afterwards."""
    kept = os.environ.get(HOME)
    folder = room / "clinic"
    if not kept:
        return made(size, folder)
    there = made(size, Path(kept, str(size)))
    shutil.copytree(there.folder, folder)
    return Place(folder, there.guidelines)


def made(size: int, folder: Path) -> Place:
    """Return a clinic of so many patients, made now unless it was before."""
    guidelines = read_guidelines(resources.pack_tables())
    if not folder.exists():
        part = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        clinic = make(part, guidelines).open()
        batch = demo_bulk.Batch(TODAY, SEED, 0, size, 0, STAMP, guidelines, VISITS)
        demo_bulk.fill(clinic, batch)
        clinic.close()
        part.rename(folder)
    return Place(folder, guidelines)


if __name__ == "__main__":
    for wanted in sys.argv[2:]:
        made(int(wanted), Path(sys.argv[1], wanted))
