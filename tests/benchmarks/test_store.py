"""What the store costs: a save with its seal, a backup, a restore, a large made-up clinic."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import resources
from db import backup, check, demo_bulk, disk, restore, revisions, seal, search, visits
from db.backup import BackupOrder
from db.demo_bulk import Batch
from db.lock import hold
from db.restore import RestoreOrder
from db.seal import Seal
from pathway.facts import Visit
from pathway.guidelines import read_guidelines
from pathway.records import VisitEntry
from tests.db.given import STAMP, TODAY, Place, make

PATIENTS = 1_000
SLOWEST_PATIENTS_A_SECOND = 10
MOST_COPIES_A_BACKUP = 6
MOST_COPIES_A_THOROUGH_BACKUP = 12
MOST_OF_A_SAVE_FOR_THE_SEAL = 0.10


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A clinic of a thousand patients with a course each."""
    guidelines = read_guidelines(resources.pack_tables())
    made = make(tmp_path_factory.mktemp("large") / "clinic", guidelines)
    clinic = made.open()
    batch = Batch(TODAY, 7, 0, PATIENTS, 0, STAMP, guidelines)
    took = seconds(lambda: demo_bulk.fill(clinic, batch))
    clinic.close()
    assert PATIENTS / took > SLOWEST_PATIENTS_A_SECOND
    (made.folder / "took").write_text(f"{took:.1f}", "utf-8")
    return made


@pytest.mark.benchmark(group="store")
def test_making_patients(benchmark: BenchmarkFixture, place: Place) -> None:
    took = float((place.folder / "took").read_text("utf-8"))
    size = place.records.stat().st_size
    benchmark.extra_info["own courses, patients a second"] = round(PATIENTS / took)
    benchmark.extra_info["kB a patient"] = round(size / PATIENTS / 1000)
    batch = Batch(TODAY, 7, 5_000, demo_bulk.BATCH, 5_000, STAMP, place.guidelines, 10)
    rows = benchmark.pedantic(demo_bulk.made, (batch,), rounds=3)
    assert len(rows["patient"]) == demo_bulk.BATCH


@pytest.mark.benchmark(group="store")
@pytest.mark.parametrize(
    ("is_thorough", "most"), [(False, MOST_COPIES_A_BACKUP), (True, MOST_COPIES_A_THOROUGH_BACKUP)]
)
def test_a_backup_against_a_plain_copy(
    benchmark: BenchmarkFixture, place: Place, tmp_path: Path, is_thorough: bool, most: int
) -> None:
    order = BackupOrder(place.folder, tmp_path, STAMP.at, "1", is_thorough)
    taken: list[float] = []

    def run() -> None:
        copied.append(seconds(lambda: disk.copy_file(place.records, tmp_path / "copy")))
        taken.append(seconds(lambda: backup.make(order, key)))

    copied: list[float] = []
    key = place.key()
    benchmark.pedantic(run, rounds=5)
    ratio = min(taken) / min(copied)
    benchmark.extra_info["MB"] = round(place.records.stat().st_size / 1e6)
    benchmark.extra_info["seconds"] = round(min(taken), 2)
    benchmark.extra_info["backup / copy"] = round(ratio, 1)
    assert ratio < most


@pytest.mark.benchmark(group="store")
def test_a_restore(benchmark: BenchmarkFixture, place: Place, tmp_path: Path) -> None:
    made = backup.make(BackupOrder(place.folder, tmp_path, STAMP.at, "1"), place.key())
    order = RestoreOrder(made.path, tmp_path, STAMP.at, "1")
    turns = iter(range(1_000))

    def run() -> bool:
        folder = tmp_path / f"restored{next(turns)}"
        with hold(folder):
            done = restore.restore(replace(order, folder=folder), place.key())
        shutil.rmtree(folder)
        return done.is_alike

    assert benchmark.pedantic(run, rounds=3)


@pytest.mark.benchmark(group="store")
def test_a_save_and_its_seal(benchmark: BenchmarkFixture, place: Place, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(place.folder, tmp_path / "clinic"))
    clinic = replace(place, folder=folder).open()
    problem = clinic.read(search.find, "", 1)[0].problem_id
    entry = VisitEntry(problem, Visit(TODAY, pain_limb=4))
    save = benchmark(lambda: seconds(lambda: clinic.write(visits.save, entry, STAMP)))
    newest = clinic.read(revisions.head)
    kept = Seal(newest.seq, newest.chain, STAMP.at)
    sealed = min(seconds(lambda: seal.write(folder, kept)) for _ in range(100))
    clinic.close()
    benchmark.extra_info["seal / save"] = round(sealed / save, 3)
    assert sealed / save < MOST_OF_A_SAVE_FOR_THE_SEAL


@pytest.mark.benchmark(group="store")
def test_looking_for_faults(benchmark: BenchmarkFixture, place: Place) -> None:
    assert benchmark.pedantic(check.faults, (place.records, place.key()), rounds=3) == (0, 0, 0)
