"""A clinic with one signed visit, for the tests of corrections: real records, keys on a window."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.desk import Desk
from desktop.pages.amending import AmendForm
from desktop.pages.chart import ChartPage
from pathway.facts import Care, FlagAnswer, Patient, Span, Visit
from pathway.records import CareEntry, ChartView, ProblemId, VisitEntry, VisitId
from tests.desktop.clinics import Sitting, Waiting, register
from tests.desktop.pressing import press

ALT: Final = Qt.KeyboardModifier.AltModifier
CONTROL: Final = Qt.KeyboardModifier.ControlModifier
ON: Final = date(2026, 3, 16)
VISIT: Final = Visit(
    ON,
    datetime(2026, 3, 16, 9, tzinfo=UTC),
    pain_limb=7,
    red_flags={"RF-C1": FlagAnswer("yes", ON)},
    note="Sleeps badly",
)
CARE: Final = Care("home_exercise", span=Span(ON, None), days_per_week=4)


def desk(sat: Sitting) -> Desk:
    """Return the desk of the open clinic."""
    assert sat.entrance.desk is not None
    return sat.entrance.desk


def chart(sat: Sitting) -> ChartPage:
    """Return the chart page."""
    assert sat.entrance.rooms is not None
    found = sat.entrance.rooms.chart
    assert found is not None
    return found


def view(sat: Sitting) -> ChartView:
    """Return what the chart shows."""
    found = chart(sat).view
    assert found is not None
    return found


def do(sat: Sitting, call: Callable[..., None], *given: object) -> object:
    """Have the desk do something, and return what came of it."""
    waiting = Waiting()
    call(*given, waiting.take, waiting.take)
    sat.see(lambda: bool(waiting.answers))
    sat.settle()
    return waiting.answers[0]


def sign_visit(sat: Sitting, problem: ProblemId, visit: Visit = VISIT) -> VisitId:
    """Keep a visit with one care, and sign it off."""
    entry = VisitEntry(problem, visit, (CareEntry(CARE),))
    changes = do(sat, desk(sat).save_visit, entry)
    visit_id = getattr(changes, "visit", None)
    assert visit_id is not None
    do(sat, desk(sat).sign_visit, visit_id)
    return VisitId(visit_id)


def open_signed(sat: Sitting) -> VisitId:
    """Register somebody with a signed visit and read that visit."""
    sat.unlock()
    patient = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
    (changes,) = register(sat, patient)
    assert changes.problem is not None
    visit_id = sign_visit(sat, changes.problem)
    assert sat.entrance.rooms is not None
    sat.entrance.rooms.show_chart(changes.problem)
    sat.settle()
    assert chart(sat).visit.read(visit_id)
    chart(sat).setFocus()
    return visit_id


def amend_form(sat: Sitting) -> AmendForm:
    """Return the form of the amendment that is in front."""
    tab = chart(sat).visit
    assert isinstance(tab.form, AmendForm)
    assert tab.stack.currentWidget() is tab.form
    return tab.form


def begin_amending(sat: Sitting) -> AmendForm:
    """Press the key that amends the visit in front."""
    press(Qt.Key.Key_F11, modifier=ALT)
    return amend_form(sat)


def said(page: QWidget) -> list[str]:
    """Return the words on a page that somebody sees, struck through or not."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def struck(page: QWidget) -> list[str]:
    """Return what a screen reader says of the words that are struck through on a page."""
    labels = [label for label in page.findChildren(QLabel) if label.font().strikeOut()]
    return [label.accessibleName() for label in labels if label.isVisible()]
