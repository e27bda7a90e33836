"""The worklist of a clinic of very many patients: opening, another group, a frame while scrolling.

Ratios to floors of the same run: reading one row, and making a bare window with a table. What the
very first opening takes is noted and not held: it is the time of a disk that nobody read before.
"""

import shutil
from collections.abc import Iterator
from functools import partial
from time import thread_time

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from db import worklist, workrows
from db.clinic import Clinic, Reader
from db.workrows import Asked
from desktop import theme
from desktop.desk.opened import FIRST
from desktop.models.worklist import WorkModel
from desktop.pages.worktable import WorkTable
from pathway.worklist import KINDS, WorkKind
from tests.benchmarks.crowds import crowd
from tests.benchmarks.floors import bare_table_seconds
from tests.benchmarks.test_crowd import LARGE, floor_of, note, seconds
from tests.db.given import TODAY

MOST_FLOORS_TO_OPEN = 300
MOST_FLOORS_A_GROUP = 200
MOST_FLOORS_A_FRAME = 4
TRIES = 5
FRAMES = 60
pytestmark = pytest.mark.timeout(7200)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A large clinic, open."""
    room = tmp_path_factory.mktemp("worklist")
    opened = crowd(LARGE, room).open()
    yield opened
    opened.close()
    shutil.rmtree(room)


def first_lines(reader: Reader) -> None:
    problems = reader.read(worklist.opening, TODAY, FIRST)
    assert len(reader.read(workrows.rows, Asked(problems, TODAY))) == FIRST


@pytest.mark.benchmark(group="worklist")
def test_the_first_lines_and_everybody(benchmark: BenchmarkFixture, clinic: Clinic) -> None:
    reader = clinic.reader()
    floor = floor_of(reader)
    cold = seconds(lambda: first_lines(reader))
    warm = benchmark.pedantic(
        lambda: min(seconds(lambda: first_lines(reader)) for _ in range(TRIES))
    )
    everybody = min(seconds(lambda: reader.read(worklist.board, TODAY)) for _ in range(TRIES))
    reader.close()
    note(benchmark, floor_ms=floor * 1e3, cold_ms=cold * 1e3, warm_ms=warm * 1e3)
    note(benchmark, everybody_ms=everybody * 1e3)
    assert warm / floor < MOST_FLOORS_TO_OPEN


@pytest.mark.benchmark(group="worklist")
def test_another_group(benchmark: BenchmarkFixture, clinic: Clinic) -> None:
    reader = clinic.reader()
    floor = floor_of(reader)
    board = reader.read(worklist.board, TODAY)
    reader.close()
    model = WorkModel(TODAY)

    def show(kind: WorkKind) -> None:
        model.show_people(board.waiting_for(kind))

    def slowest() -> float:
        return max(seconds(partial(show, kind)) for kind in KINDS)

    took = benchmark.pedantic(lambda: min(slowest() for _ in range(TRIES)))
    note(benchmark, floor_ms=floor * 1e3, group_ms=took * 1e3, people=len(board.problems))
    assert took / floor < MOST_FLOORS_A_GROUP


@pytest.mark.benchmark(group="worklist")
def test_a_frame_while_scrolling(
    benchmark: BenchmarkFixture, clinic: Clinic, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, "light", 1.0)
    floor = bare_table_seconds()
    reader = clinic.reader()
    board = reader.read(worklist.board, TODAY)
    model = WorkModel(TODAY)
    table = WorkTable(None)  # type: ignore[arg-type]
    table.setModel(model)
    model.rows_wanted.connect(
        lambda wanted: model.take_rows(reader.read(workrows.rows, Asked(wanted, TODAY)))
    )
    model.show_people(board.problems)
    table.resize(980, 460)
    table.show()
    bar = table.verticalScrollBar()
    took: list[float] = []

    def is_there(line: int) -> bool:
        return model.row_at(line) is not None

    def scroll() -> None:
        for frame in range(FRAMES):
            bar.setValue(frame * bar.maximum() // FRAMES)
            begun = thread_time()
            table.repaint()  # asks for lines that are not there yet
            took.append(thread_time() - begun)
            line = table.rowAt(0)
            qtbot.waitUntil(partial(is_there, line))
            begun = thread_time()
            table.repaint()
            took.append(thread_time() - begun)

    benchmark.pedantic(scroll)
    table.deleteLater()
    reader.close()
    worst = sorted(took)[-2]
    note(benchmark, floor_ms=floor * 1e3, frame_ms=worst * 1e3, median_ms=sorted(took)[30] * 1e3)
    assert worst / floor < MOST_FLOORS_A_FRAME
