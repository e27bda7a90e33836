"""What a clinic of very many patients costs beside one a tenth as large: ratios of the same run.

``FORAMEN_BENCH_PATIENTS`` says how large the large one is; with 100000 it has a million visits.
"""

import os
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import update
from sqlmodel import Session, col, select

import resources
from db import advance, demo_bulk, moves, patients, search, tables, visits, worklist
from db.advance import Batch
from db.clinic import Clinic, Reader, clinic_card
from pathway.facts import Visit
from pathway.guidelines import read_guidelines
from pathway.records import Changes, ProblemId, Stamp, VisitEntry
from tests.db.given import STAMP, TODAY, Place, make

LARGE: Final = int(os.environ.get("FORAMEN_BENCH_PATIENTS", "20000"))
SMALL: Final = LARGE // 10
VISITS: Final = 10
MOVES: Final = 300
WITHIN_DAYS: Final = 40
LISTED: Final = 500
SHOWN: Final = 64
TRIES: Final = 40
MOST_OF_A_SMALL_ONE: Final = 2.0
MOST_FLOORS_A_KEY: Final = 60
"""A floor is one row read by a session of its own: 16 ms where that takes a quarter of one."""
MOST_FLOORS_A_WORKLIST: Final = 600


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Place]:
    """A small and a large clinic of the same courses."""
    guidelines = read_guidelines(resources.pack_tables())
    found = {}
    for size in (SMALL, LARGE):
        found[size] = make(tmp_path_factory.mktemp(f"crowd{size}") / "clinic", guidelines)
        clinic = found[size].open()
        batch = demo_bulk.Batch(TODAY, 7, 0, size, 0, STAMP, guidelines, VISITS)
        demo_bulk.fill(clinic, batch)
        clinic.close()
    return found


@pytest.fixture(scope="module")
def clinics(places: Mapping[int, Place]) -> Iterator[Mapping[int, Clinic]]:
    """Both of them, open."""
    opened = {size: place.open() for size, place in places.items()}
    yield opened
    for clinic in opened.values():
        clinic.close()


def seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def floor_of(reader: Reader) -> float:
    """Return how long one row takes."""
    return sorted(seconds(lambda: reader.read(clinic_card)) for _ in range(TRIES))[TRIES // 2]


def note(benchmark: BenchmarkFixture, **found: float) -> None:
    benchmark.extra_info.update({name: round(value, 3) for name, value in found.items()})


@pytest.mark.timeout(3600)
@pytest.mark.benchmark(group="crowd")
def test_each_key_of_a_search(benchmark: BenchmarkFixture, clinics: Mapping[int, Clinic]) -> None:
    reader = clinics[LARGE].reader()
    typed = typed_by_people(clinics[LARGE])
    ask(reader, "a")
    floor = floor_of(reader)
    keys = [partial(ask, reader, one) for one in typed]
    took = benchmark.pedantic(lambda: [seconds(key) for key in keys])
    reader.close()
    slowest = sorted(took)[int(0.95 * len(took))]
    note(benchmark, floor_ms=floor * 1e3, p95_ms=slowest * 1e3, floors=slowest / floor)
    assert slowest / floor < MOST_FLOORS_A_KEY


@pytest.mark.benchmark(group="crowd")
def test_the_counts_of_a_worklist(
    benchmark: BenchmarkFixture, clinics: Mapping[int, Clinic]
) -> None:
    reader = clinics[LARGE].reader()
    floor = floor_of(reader)
    took = benchmark.pedantic(
        lambda: min(seconds(lambda: reader.read(worklist.counts, TODAY)) for _ in range(5))
    )
    reader.close()
    note(benchmark, ms=took * 1e3, floors=took / floor)
    assert took / floor < MOST_FLOORS_A_WORKLIST


@pytest.mark.benchmark(group="crowd")
def test_opening_to_the_first_list(
    benchmark: BenchmarkFixture, places: Mapping[int, Place]
) -> None:
    def open_one(place: Place) -> None:
        clinic = place.open()
        ids = clinic.read(search.found, "", LISTED)
        clinic.read(search.rows, ids[:SHOWN])
        clinic.close()

    compare(benchmark, {size: partial(open_one, place) for size, place in places.items()})


@pytest.mark.benchmark(group="crowd")
def test_opening_a_chart(benchmark: BenchmarkFixture, clinics: Mapping[int, Clinic]) -> None:
    def open_some(clinic: Clinic) -> None:
        for problem in chosen(clinic, TRIES):
            clinic.read(patients.chart_view, problem)

    compare(benchmark, {size: partial(open_some, clinic) for size, clinic in clinics.items()})


@pytest.mark.benchmark(group="crowd")
def test_saving_a_visit(benchmark: BenchmarkFixture, clinics: Mapping[int, Clinic]) -> None:
    def save_some(clinic: Clinic) -> None:
        for problem in chosen(clinic, 5):
            clinic.write(visits.save, VisitEntry(problem, Visit(TODAY, pain_limb=4)), STAMP)

    compare(benchmark, {size: partial(save_some, clinic) for size, clinic in clinics.items()})


@pytest.mark.benchmark(group="crowd")
def test_a_day_on_which_three_hundred_move(
    benchmark: BenchmarkFixture, places: Mapping[int, Place], tmp_path: Path
) -> None:
    took = {}
    for size, place in places.items():
        folder = Path(shutil.copytree(place.folder, tmp_path / str(size)))
        clinic = replace(place, folder=folder).open()
        stamp = replace(STAMP, today=TODAY + timedelta(WITHIN_DAYS))
        clinic.keep(only_so_many, MOVES, stamp)
        assert clinic.read(advance.count_due, stamp.today) == MOVES
        took[size] = seconds(partial(move_all, clinic, place, stamp))
        note(benchmark, **{f"moves_{size}": clinic.read(moves.count_unseen, stamp.today)})
        clinic.close()
        shutil.rmtree(folder)
    ratio = took[LARGE] / took[SMALL]
    note(benchmark, small_s=took[SMALL], large_s=took[LARGE], ratio=ratio)
    benchmark.pedantic(lambda: ratio)
    assert ratio < MOST_OF_A_SMALL_ONE


@pytest.mark.benchmark(group="crowd")
def test_the_size_of_a_patient(benchmark: BenchmarkFixture, places: Mapping[int, Place]) -> None:
    sizes = {size: place.records.stat().st_size / size / 1000 for size, place in places.items()}
    note(benchmark, small_kB=sizes[SMALL], large_kB=sizes[LARGE])
    ratio = benchmark.pedantic(lambda: sizes[LARGE] / sizes[SMALL])
    assert ratio < MOST_OF_A_SMALL_ONE


def compare(benchmark: BenchmarkFixture, works: Mapping[int, Callable[[], object]]) -> None:
    """Measure the same in both clinics in turn; the large one may take little longer."""
    turns = [{size: seconds(work) for size, work in works.items()} for _ in range(5)]
    best = {size: min(turn[size] for turn in turns) for size in works}
    note(benchmark, small_ms=best[SMALL] * 1e3, large_ms=best[LARGE] * 1e3)
    ratio = benchmark.pedantic(lambda: best[LARGE] / best[SMALL])
    assert ratio < MOST_OF_A_SMALL_ONE


def ask(reader: Reader, text: str) -> int:
    """Do what each key does: all ids, and the rows in sight."""
    ids = reader.read(search.found, text, LISTED)
    return len(reader.read(search.rows, ids[:SHOWN]))


def typed_by_people(clinic: Clinic) -> list[str]:
    """Return what stands in the field after each key, for people looked for in many ways."""
    rows = clinic.read(search.rows, chosen(clinic, TRIES))
    found: list[str] = []
    for row in rows:
        day = row.birth_date
        ways = [row.family_name, row.number, f"{day:%d-%b-%Y}", f"{day:%d/%m/%Y}"]
        ways += (f"{row.given_name} {row.family_name[:3]}", row.family_name[1:5])
        found += [way[:end] for way in ways for end in range(1, len(way) + 1)]
    return found


def chosen(clinic: Clinic, count: int) -> tuple[ProblemId, ...]:
    """Return some problems, always the same ones of a clinic."""
    everybody = clinic.read(_problems)
    return tuple(random.Random(7).sample(everybody, count))


def move_all(clinic: Clinic, place: Place, stamp: Stamp) -> None:
    """Move everybody, batch by batch, as the desk does."""
    while clinic.keep(advance.advance, Batch(place.guidelines), stamp).patients:
        pass


def only_so_many(session: Session, count: int, stamp: Stamp) -> Changes:
    """Leave so many of those who will change before a day; the others never do."""
    change = col(tables.Problem.next_change_on)
    due = sorted(session.exec(select(tables.Problem.id).where(change <= stamp.today)))
    others = set(due) - set(random.Random(7).sample(due, count))
    for problem in others:
        session.execute(
            update(tables.Problem)
            .where(col(tables.Problem.id) == problem)
            .values(next_change_on=None),
            execution_options={"derived": True, "synchronize_session": False},
        )
    return Changes(frozenset())


def _problems(session: Session) -> list[ProblemId]:
    return [ProblemId(one) for one in session.exec(select(tables.Problem.id))]
