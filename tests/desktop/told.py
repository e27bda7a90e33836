"""What tests of the medical background start from: a chart, its page, and what is recorded."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt

from desktop.pages.medical import MedicalPage
from desktop.rooms import Rooms
from pathway.facts import Patient
from pathway.medical import Medical
from tests.desktop.clinics import Sitting, register

WOMAN: Final = Patient(date(1988, 3, 14), family_name="Zulu", given_name="Grace", sex="female")


def rooms(sat: Sitting) -> Rooms:
    assert sat.entrance.rooms is not None
    return sat.entrance.rooms


def open_chart(sat: Sitting, patient: Patient = WOMAN) -> None:
    (changes,) = register(sat, patient)
    assert changes.problem is not None
    rooms(sat).show_chart(changes.problem)
    sat.settle()


def page(sat: Sitting) -> MedicalPage:
    """Press the key of the page, and wait for its fields and the names that they offer."""
    sat.chord(Qt.Key.Key_5)
    sat.see(lambda: not front(sat).form.has_more)
    sat.settle()
    return front(sat)


def front(sat: Sitting) -> MedicalPage:
    found = sat.window.pages.currentWidget()
    assert isinstance(found, MedicalPage)
    return found


def tab_to(sat: Sitting, name: str) -> None:
    for _ in range(100):
        if name in (sat.focus.accessibleName() or getattr(sat.focus, "text", str)()):
            return
        sat.press(Qt.Key.Key_Tab)
    raise AssertionError(f"no control named {name}")


def recorded(sat: Sitting) -> Medical:
    desk, chart = sat.entrance.desk, rooms(sat).chart
    assert desk is not None
    assert chart is not None
    assert chart.view is not None
    found = desk.people.person(chart.view.patient_id)
    assert found is not None
    return found.medical


def save(sat: Sitting) -> None:
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: sat.window.pages.currentWidget() is rooms(sat).chart)
    sat.settle()
