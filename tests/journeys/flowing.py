"""What the journeys through the flows share: a sitting whose clock can be moved, and its pages."""

from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeVar

from PySide6.QtCore import Qt

from desktop.pages.flowpage import FlowPage
from desktop.rooms import Rooms
from desktop.today import Today
from pathway.facts import Patient, Visit
from pathway.records import CareEntry, ChartView, ProblemId, VisitEntry
from tests.desktop.clinics import Clock, Sitting, Waiting, register
from tests.journeys.test_whole_visit import desk_of, tab_to

ALT: Final = Qt.KeyboardModifier.AltModifier
GRACE: Final = Patient(date(1968, 3, 14), family_name="Zulu", given_name="Grace", sex="female")
P = TypeVar("P", bound=FlowPage)


def rooms_of(sat: Sitting) -> Rooms:
    assert sat.entrance.rooms is not None
    return sat.entrance.rooms


def open_chart(sat: Sitting, patient: Patient = GRACE, *, began: date | None = None) -> ProblemId:
    """Register somebody whose pain began on a day, 30 days ago if none, and open the chart."""
    problem = register(sat, patient, began=began)[0].problem
    assert problem is not None
    rooms_of(sat).show_chart(problem)
    sat.settle()
    return problem


def saw(sat: Sitting, problem: ProblemId, visit: Visit, *care: CareEntry) -> None:
    """Keep a visit as if somebody had filled the form, and show the chart as it is then."""
    waiting = Waiting()
    desk_of(sat).save_visit(VisitEntry(problem, visit, care), waiting.take)
    sat.see(lambda: bool(waiting.answers))
    sat.settle()
    rooms_of(sat).show_chart(problem)
    sat.settle()


def flow(sat: Sitting, key: Qt.Key, kind: type[P]) -> P:
    """Open the page of a flow by its key, whole."""
    sat.press(key, ALT)
    sat.settle()
    found = sat.window.pages.currentWidget()
    assert isinstance(found, kind)
    found.form.finish()
    return found


def answer(sat: Sitting, *answers: tuple[str, str]) -> None:
    """Go to each field by Tab and type."""
    for name, text in answers:
        tab_to(sat, name)
        sat.type(text)


def save(sat: Sitting) -> None:
    sat.chord(Qt.Key.Key_S)
    sat.settle()


def back(sat: Sitting) -> None:
    sat.press(Qt.Key.Key_Left, ALT)
    sat.settle()


def view(sat: Sitting, problem: ProblemId) -> ChartView:
    found = desk_of(sat).view(problem)
    assert found is not None
    return found


def move_to(sat: Sitting, day: date, hour: int = 10, minute: int = 0) -> None:
    """Have the clock stand at a moment, and the window look at it."""
    today = sat.window.findChild(Today)
    assert today is not None
    clock = today._clock
    assert isinstance(clock, Clock)
    clock.moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    today.look_again()
    sat.settle()


def later(day: date, days: int) -> date:
    return day + timedelta(days)
