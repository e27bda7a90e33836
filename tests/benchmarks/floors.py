"""What Qt and the store cost by themselves: a ratio to it means the same on a slower machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, thread_time
from typing import Final

from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db import search, vault, visits
from db.clinic import Clinic, clinic_card
from desktop.today import now, today
from pathway.facts import Visit
from pathway.guidelines import read_guidelines
from pathway.records import Stamp, VisitEntry
from resources import pack_tables
from tests.benchmarks.names import USER

LINES: Final = 40
BUTTONS: Final = 4
ROWS, COLUMNS = 24, 7
TRIES: Final = 5


def bare_form_seconds() -> float:
    """Return how long this thread works on a bare window of forty labels with four buttons each."""
    return min(_seconds(lambda: _paint(_form()), thread_time) for _ in range(TRIES))


def bare_table_seconds() -> float:
    """Return how long a bare window with a table as long as the screen takes."""
    return min(_seconds(lambda: _paint(_table())) for _ in range(TRIES))


def bare_repaint_seconds() -> float:
    """Return how long painting the bare form anew takes."""
    form = _form()
    form.resize(1280, 760)
    form.show()
    form.repaint()
    took = min(_seconds(form.repaint) for _ in range(TRIES))
    form.deleteLater()
    return took


def bare_opening_seconds(folder: Path, passphrase: str) -> float:
    """Return how long the key, the encrypted file and one row of it take."""

    def open_it() -> None:
        with opened(folder, passphrase) as clinic:
            clinic.read(clinic_card)

    return min(_seconds(open_it) for _ in range(TRIES))


def bare_saving_seconds(folder: Path, passphrase: str) -> float:
    """Return how long the transactions of a visit take, without a window."""
    day = today()
    stamp = Stamp(USER, now(), day)
    with opened(folder, passphrase) as clinic:
        problem = clinic.read(search.find, "", 1)[0].problem_id
        entry = VisitEntry(problem, Visit(day, pain_limb=4))
        return min(_seconds(lambda: clinic.write(visits.save, entry, stamp)) for _ in range(TRIES))


@contextmanager
def opened(folder: Path, passphrase: str) -> Iterator[Clinic]:
    """Open a clinic without the program around it."""
    with vault.unlock(folder, USER, passphrase) as key:
        clinic = Clinic.open(folder, key, read_guidelines(pack_tables()))
        try:
            yield clinic
        finally:
            clinic.close()


def _seconds(work: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    begun = clock()
    work()
    return clock() - begun


def _form() -> QWidget:
    window = QWidget()
    grid = QGridLayout(window)
    for line in range(LINES):
        grid.addWidget(QLabel(f"A question, number {line}"), line, 0)
        for column in range(1, BUTTONS + 1):
            grid.addWidget(QPushButton(f"Answer {column}"), line, column)
    return window


def _table() -> QWidget:
    window = QWidget()
    table = QTableWidget(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            table.setItem(row, column, QTableWidgetItem(f"Row {row}, {column}"))
    QVBoxLayout(window).addWidget(table)
    return window


def _paint(window: QWidget) -> None:
    window.resize(1280, 760)
    window.show()
    window.repaint()
    window.hide()
    window.deleteLater()
