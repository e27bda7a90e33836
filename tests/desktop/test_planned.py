"""The plan of a visit by keys, on real encrypted records: checked live, a STOP answered once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.plannedlist import PlannedList
from desktop.pages.visit import VisitForm
from desktop.places import Places
from pathway import plans
from pathway.coding import Code
from pathway.facts import MedicineTaken, Patient, Plan
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import focused, press, type_text
from tests.desktop.test_drafts import chart, form, kept, open_chart

CONTROL = Qt.KeyboardModifier.ControlModifier
WARFARIN = Patient(
    date(1950, 1, 1),
    family_name="Banda",
    allergy_state="none_known",
    medicines=(MedicineTaken("warfarin"),),
)


@pytest.fixture
def places(home: Path, today: date) -> Places:
    """A clinic on the disk."""
    return found_clinic(home, today)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> Iterator[Sitting]:
    """Somebody with the chart of a patient open who takes warfarin."""
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        register(sat, WARFARIN)
        open_chart(sat, "Banda")
        sat.settle()
        yield sat


def card(sat: Sitting) -> PlannedList:
    form(sat).parts.finish()
    made = form(sat).parts.planned.card
    made.finish()
    return made


def plan_naproxen(sat: Sitting) -> None:
    card(sat).line.setFocus()
    type_text("napr")
    press(Qt.Key.Key_Return)
    assert focused() is card(sat).asks[0].reason


def answer_stop(sat: Sitting, words: str = "Two days only") -> None:
    """Answer every STOP by keys."""
    while card(sat).asks:
        before = len(card(sat).asks)
        card(sat).asks[0].reason.setFocus()
        press(Qt.Key.Key_Down, Qt.Key.Key_Tab)
        type_text(words)
        press(Qt.Key.Key_Return)
        sat.see(lambda known=before: len(card(sat).asks) < known)  # type: ignore[misc]


def saved_plan(sat: Sitting) -> Plan:
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.see(lambda: not form(sat).has_unsaved())
    sat.settle()
    view = chart(sat).view
    assert view is not None
    return view.chart.plan


def test_names_are_offered_and_planned_by_keys(sat: Sitting) -> None:
    card(sat).line.setFocus()
    type_text("hea")
    assert card(sat).line.offered()[0] == "Heat"
    press(Qt.Key.Key_Return)
    type_text("parac")
    press(Qt.Key.Key_Return)
    assert saved_plan(sat) == Plan(("paracetamol",), ("heat",))
    assert form(sat).answers[Code(plans.CARE)].value == "heat"


def test_what_the_rules_say_is_shown_while_the_name_is_typed(sat: Sitting) -> None:
    card(sat).line.setFocus()
    type_text("napro")
    sat.see(lambda: card(sat).preview.text().startswith("naproxen: Stop and think"))
    press(Qt.Key.Key_Down)
    sat.see(lambda: not card(sat).preview.text().startswith("naproxen:"))
    assert form(sat).parts.planned.count() == 0
    for _ in "napro":
        press(Qt.Key.Key_Backspace)
    type_text("warblinol")
    sat.see(lambda: "not in the list" in card(sat).preview.text())
    sat.settle()


def test_a_stop_has_to_be_answered_before_anything_is_saved(sat: Sitting) -> None:
    plan_naproxen(sat)
    press(Qt.Key.Key_S, modifier=CONTROL)
    said = chart(sat).bar.words.text()
    assert "A STOP is not answered" in said
    assert focused() is card(sat).asks[0].reason
    press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert card(sat).asks[0].reason_row.problem == "Choose a reason."
    answer_stop(sat)
    assert saved_plan(sat) == Plan(("naproxen",))
    view = chart(sat).view
    assert view is not None
    said_so = view.acknowledged[0]
    assert (said_so.by, said_so.reason, said_so.words) == ("Dr Phiri", "benefit", "Two days only")
    assert "naproxen" in said_so.things


def test_a_stop_that_was_answered_is_not_asked_again_until_a_fact_changes(sat: Sitting) -> None:
    plan_naproxen(sat)
    answer_stop(sat)
    saved_plan(sat)
    open_chart(sat, "Banda")
    form(sat).parts.check.look()
    assert not card(sat).asks
    told = str([one.conclusion.lines for one in card(sat).cards])
    assert "Planned all the same by Dr Phiri" in told
    view = form(sat).view
    other = replace(view.chart.patient, medicines=(MedicineTaken("apixaban"),))
    form(sat).view = replace(view, chart=replace(view.chart, patient=other))
    form(sat).parts.check.look()
    assert card(sat).asks


def test_what_is_taken_off_the_plan_needs_no_answer(sat: Sitting) -> None:
    plan_naproxen(sat)
    card(sat).lines[0].remove.setFocus()
    press(Qt.Key.Key_Return)
    assert Code(plans.MEDICINES) not in form(sat).answers
    sat.see(lambda: not card(sat).cards)
    assert saved_plan(sat) == Plan()


def test_nothing_planned_is_an_answer_of_its_own(sat: Sitting) -> None:
    card(sat).nothing.setFocus()
    type_text("n")
    assert form(sat).answers[Code(plans.NOTHING)].value == "yes"
    press(Qt.Key.Key_Backspace)
    assert Code(plans.NOTHING) not in form(sat).answers


def test_a_plan_and_half_an_answer_outlast_leaving_the_page(sat: Sitting) -> None:
    plan_naproxen(sat)
    card(sat).asks[0].words.setFocus()
    type_text("Half an ans")
    card(sat).line.setFocus()
    type_text("ibup")
    press(Qt.Key.Key_F2)
    assert kept(sat)
    open_chart(sat, "Banda")
    sat.see(lambda: bool(card(sat).asks))
    assert card(sat).asks[0].words.value() == "Half an ans"
    assert card(sat).line.text() == "ibup"
    assert form(sat).parts.planned.count() == 1


def test_a_plan_is_undone_and_done_again_with_its_visit(sat: Sitting) -> None:
    card(sat).line.setFocus()
    type_text("heat")
    press(Qt.Key.Key_Return)
    assert saved_plan(sat) == Plan((), ("heat",))
    card(sat).line.setFocus()
    type_text("yoga")
    press(Qt.Key.Key_Return)
    assert saved_plan(sat) == Plan((), ("heat", "yoga"))
    form(sat).setFocus()
    press(Qt.Key.Key_Z, modifier=CONTROL)
    sat.see(lambda: stands(sat) == Plan((), ("heat",)))
    sat.see(sat.window.bar.by_id["redo"].isEnabled)
    press(Qt.Key.Key_Y, modifier=CONTROL)
    sat.see(lambda: stands(sat) == Plan((), ("heat", "yoga")))


def stands(sat: Sitting) -> Plan:
    view = chart(sat).view
    assert view is not None
    return view.chart.plan


def test_an_earlier_plan_is_told_and_never_taken_over_by_itself(sat: Sitting) -> None:
    card(sat).line.setFocus()
    type_text("heat")
    press(Qt.Key.Key_Return)
    saved_plan(sat)
    made: VisitForm = form(sat)
    part = made.parts.planned
    part.show_before(tuple(one.visit for one in made.view.visits), ())
    part.show_answers(made.answers.__class__())
    assert "standing until another plan is told: Heat." in part.card.earlier.text()
    assert part.count() == 0
    part.card.same.setFocus()
    press(Qt.Key.Key_Return)
    assert part.count() == 1
    assert focused() is part.card.line


def test_what_is_offered_stays_beneath_its_line_when_the_form_moves(sat: Sitting) -> None:
    card(sat).line.setFocus()
    type_text("yoga")
    press(Qt.Key.Key_Return)
    type_text("ibup")
    line = card(sat).line
    sat.see(lambda: card(sat).preview.text().startswith("ibuprofen"))

    def gap() -> int:
        offers = line._offers
        assert offers is not None
        room = offers.parentWidget()
        assert room is not None
        return offers.y() - line.mapTo(room, line.rect().bottomLeft()).y()

    sat.see(lambda: 0 <= gap() <= 8)
    for _ in "ibup":
        press(Qt.Key.Key_Backspace)
    sat.settle()
