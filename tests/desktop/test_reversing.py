"""Undo and redo: named in the menu and after a save, by keys, and never against a text field."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.chart import ChartPage
from desktop.pages.visit import VisitForm
from pathway.facts import Patient
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody who answered one question of a visit and saved it."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        patient = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
        (changes,) = register(sat, patient)
        assert changes.problem is not None
        assert sat.entrance.rooms is not None
        sat.entrance.rooms.show_chart(changes.problem)
        type_text("n")
        press(Qt.Key.Key_S, modifier=CONTROL)
        sat.see(lambda: form(sat).bar.saved.text() == "All saved")
        sat.settle()
        yield sat


def chart(sat: Sitting) -> ChartPage:
    assert sat.entrance.rooms is not None
    found = sat.entrance.rooms.chart
    assert found is not None
    return found


def form(sat: Sitting) -> VisitForm:
    found = chart(sat).visit.form
    assert found is not None
    return found


def visits(sat: Sitting) -> int:
    view = chart(sat).view
    assert view is not None
    return len(view.visits)


def test_what_undo_would_do_is_named_in_the_menu_and_after_a_save(
    sat: Sitting, today: date
) -> None:
    undo, redo = sat.window.bar.by_id["undo"], sat.window.bar.by_id["redo"]
    sat.see(undo.isEnabled)
    assert undo.text() == "Undo: saving the visit of 30-Mar-2026 · BANDA"
    assert not redo.isEnabled()
    assert sat.window.state.saved.text().startswith("Saved ")
    assert sat.window.state.undo.isVisible()
    assert sat.window.state.undo.accessibleName() == undo.text()


def test_undo_takes_the_visit_back_and_redo_brings_it_again(sat: Sitting) -> None:
    undo, redo = sat.window.bar.by_id["undo"], sat.window.bar.by_id["redo"]
    sat.see(undo.isEnabled)
    press(Qt.Key.Key_Z, modifier=CONTROL)
    sat.see(redo.isEnabled)
    assert visits(sat) == 0
    assert not form(sat).answers
    assert form(sat).visit_id is None
    assert sat.window.state.saved.text().startswith("Undone ")
    assert redo.text() == "Redo: saving the visit of 30-Mar-2026 · BANDA"
    press(Qt.Key.Key_Y, modifier=CONTROL)
    sat.see(lambda: visits(sat) == 1)
    sat.settle()
    assert form(sat).progress.answered == 1
    assert sat.window.state.saved.text().startswith("Done again ")


def test_undo_in_a_text_field_takes_back_the_typing_only(sat: Sitting) -> None:
    sat.see(sat.window.bar.by_id["undo"].isEnabled)
    note = form(sat).parts.decisions.fields["note"]
    note.setFocus()
    type_text("Sleeps")
    press(Qt.Key.Key_Z, modifier=CONTROL)
    sat.settle()
    assert note.value() == ""
    assert visits(sat) == 1


def test_undo_leaves_what_was_typed_meanwhile(sat: Sitting) -> None:
    sat.see(sat.window.bar.by_id["undo"].isEnabled)
    type_text("n")
    sat.window.state.undo.click()
    sat.see(lambda: visits(sat) == 0)
    sat.settle()
    assert form(sat).progress.answered == 2
    assert form(sat).has_unsaved()
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.see(lambda: visits(sat) == 1)


def test_locking_names_nothing(sat: Sitting) -> None:
    sat.see(sat.window.bar.by_id["undo"].isEnabled)
    press(Qt.Key.Key_L, modifier=CONTROL)
    sat.see(lambda: sat.entrance.rooms is None)
    assert sat.window.bar.by_id["undo"].text() == "Undo"
    assert not sat.window.state.undo.isVisible()
