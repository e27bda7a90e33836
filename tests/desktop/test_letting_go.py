"""Pages that go are held until they do: a collection of garbage in between takes none in pieces."""

import gc
import weakref
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.rooms import Rooms
from pathway.facts import Patient
from tests.desktop.clinics import Sitting, found_clinic, register, sitting


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of the chart of the only patient."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        made = register(sat, Patient(date(1970, 1, 1), family_name="Banda"))
        assert made[0].problem is not None
        rooms_of(sat).show_chart(made[0].problem)
        yield sat


def rooms_of(sat: Sitting) -> Rooms:
    assert sat.entrance.rooms is not None
    return sat.entrance.rooms


def watched(page: QWidget, gone: list[str]) -> "weakref.ref[QWidget]":
    """Have it noted when a page is gone, and hold nothing of it."""
    page.destroyed.connect(lambda: gone.append("gone"))
    return weakref.ref(page)


def check_it_is_held_until_it_goes(
    sat: Sitting, page: "weakref.ref[QWidget]", gone: list[str]
) -> None:
    gc.collect()
    held = page()
    assert held is not None
    assert gone == []
    assert held.children(), "it is whole"
    del held
    sat.see(lambda: gone == ["gone"])
    gc.collect()
    assert page() is None


def test_a_page_is_whole_until_it_goes(sat: Sitting) -> None:
    gone: list[str] = []
    rooms_of(sat).show_medical()
    front = sat.window.pages.currentWidget()
    assert front is not None
    page = watched(front, gone)
    del front
    rooms_of(sat).show_finder()
    check_it_is_held_until_it_goes(sat, page, gone)


def test_a_form_is_whole_until_it_goes(sat: Sitting) -> None:
    gone: list[str] = []
    chart = rooms_of(sat).chart
    assert chart is not None
    assert chart.visit.form is not None
    form = watched(chart.visit.form, gone)
    chart.visit.discard()
    check_it_is_held_until_it_goes(sat, form, gone)


def test_what_waits_to_go_goes_with_a_lock(sat: Sitting) -> None:
    gone: list[str] = []
    rooms_of(sat).show_registration()  # most of the page is still to be made
    front = sat.window.pages.currentWidget()
    assert front is not None
    page = watched(front, gone)
    del front
    rooms_of(sat).show_finder()
    sat.entrance.lock()
    sat.see(lambda: sat.entrance.desk is None and gone == ["gone"])
    gc.collect()
    assert page() is None
