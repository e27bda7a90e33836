"""Faults of file, disk and clock, caused for real and said above the pages; work goes on."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import places as names
from db import reserve, vault, visits
from db.clinic import Clinic
from desktop.faultbar import FaultBar
from desktop.places import Places
from pathway.facts import Patient, Visit
from pathway.records import ProblemId, Stamp, VisitEntry
from tests.desktop.books import books
from tests.desktop.clinics import PASSPHRASE, USER, Clock, Sitting, found_clinic, register, sitting
from tests.desktop.pressing import press, type_text

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
BANDA = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
PAGE = 4096


@pytest.fixture
def places(home: Path, today: date) -> Places:
    """A home with a clinic."""
    return found_clinic(home, today)


def _bar(sat: Sitting) -> FaultBar:
    assert sat.entrance.upkeep is not None
    return sat.entrance.upkeep.bar


def _registered(sat: Sitting) -> ProblemId:
    sat.unlock()
    (changes,) = register(sat, BANDA)
    assert changes.problem is not None
    return changes.problem


def _open_chart(sat: Sitting, problem: ProblemId) -> None:
    assert sat.entrance.rooms is not None
    sat.entrance.rooms.show_chart(problem)
    sat.settle()


def _fill(places: Places, problem: ProblemId, today: date) -> None:
    """Record a long history, so that the file has many pages."""
    with vault.unlock(places.clinic, USER, PASSPHRASE) as key:
        clinic = Clinic.open(places.clinic, key, books().guidelines)
        for number in range(30):
            visit = Visit(today, pain_limb=4, note=f"{number}" + "x" * 9_000)
            clinic.write(
                visits.save, VisitEntry(problem, visit), Stamp(USER, Clock(today)(), today)
            )
        clinic.close()


@contextmanager
def _no_room(places: Places) -> Iterator[None]:
    """Let no file grow beyond what the log of the records has now."""
    import resource  # Windows has none

    size = names.records(places.clinic).with_name("foramen.db-wal").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> Iterator[Sitting]:
    """Somebody in front of a clinic that is locked."""
    with sitting(qtbot, qapp, places, today) as sat:
        yield sat


def test_nothing_wrong_is_nothing_to_say(sat: Sitting) -> None:
    sat.unlock()
    assert _bar(sat).isHidden()


def test_a_wrong_clock_is_said_and_work_goes_on(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, date(2019, 3, 1)) as sat:
        problem = _registered(sat)
        sat.see(_bar(sat).isVisible)
        assert "clock says 01-Mar-2019" in _bar(sat).text()
        assert "of 30-Mar-2026" in _bar(sat).text()
        _open_chart(sat, problem)
        assert "BANDA" in sat.window.windowTitle()
    with sitting(qtbot, qapp, places, date(2031, 1, 1)) as sat:
        sat.unlock()
        sat.see(_bar(sat).isVisible)
        assert "clock says 01-Jan-2031" in _bar(sat).text()


def test_entries_that_a_cleaner_took_are_counted(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date, tmp_path: Path
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        _registered(sat)
        crashed = Places(tmp_path / "crashed")
        shutil.copytree(places.home, crashed.home)
    (crashed.clinic / "foramen.db-wal").unlink()
    with sitting(qtbot, qapp, crashed, today) as sat:
        sat.unlock()
        sat.see(_bar(sat).isVisible)
        assert "not in the records any more" in _bar(sat).text()
        assert len(_bar(sat).lines) == 2  # of changes, and of who unlocked the clinic
        for _ in range(2):
            _bar(sat).lines[0].button.setFocus()
            press(Qt.Key.Key_Space)
        assert _bar(sat).isHidden()


def test_damaged_records_are_read_and_printed_but_not_written(
    qtbot: QtBot, qapp: QApplication, places: Places, today: date
) -> None:
    with sitting(qtbot, qapp, places, today) as sat:
        problem = _registered(sat)
        (other,) = register(sat, replace(BANDA, family_name="Phiri"))
    assert other.problem is not None
    _fill(places, other.problem, today)
    records = names.records(places.clinic)
    os.truncate(records, records.stat().st_size - 5 * PAGE)
    before = records.read_bytes()
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        sat.see(_bar(sat).isVisible)
        assert "is damaged, so it is open for reading only" in _bar(sat).text()
        _open_chart(sat, problem)
        assert "BANDA" in sat.window.windowTitle()
        type_text("n")
        press(Qt.Key.Key_S, modifier=CONTROL)
        sat.settle()
        assert sat.entrance.rooms is not None
        chart = sat.entrance.rooms.chart
        assert chart is not None
        assert chart.visit.has_unsaved()
        assert "nothing is written to it" in chart.bar.words.text()
        press(Qt.Key.Key_F2, modifier=ALT)
        sat.see(lambda: bool(chart.printing.preview.pages))
        chart.visit.discard()
    assert records.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits there")
def test_a_full_disk_keeps_what_is_typed_and_saves_once_there_is_room(
    sat: Sitting, places: Places
) -> None:
    problem = _registered(sat)
    _open_chart(sat, problem)
    assert sat.entrance.rooms is not None
    chart = sat.entrance.rooms.chart
    assert chart is not None
    assert reserve.is_there(places.clinic)
    type_text("n")
    with _no_room(places):
        press(Qt.Key.Key_S, modifier=CONTROL)
        sat.settle()
        assert "is full" in chart.bar.words.text()
        assert chart.visit.has_unsaved()
        assert "took the space that is held back" in _bar(sat).text()
        assert not reserve.is_there(places.clinic)
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.settle()
    assert not chart.visit.has_unsaved()
    assert chart.view is not None
    assert len(chart.view.visits) == 1
    _bar(sat).lines[0].button.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(_bar(sat).isHidden)
    assert reserve.is_there(places.clinic)
