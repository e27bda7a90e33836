"""What was entered in error leaves rules and forms for a reason, and stays to be read."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.careline import CareLine
from pathway.finding import Level
from tests.desktop import corrected
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.corrected import ALT, CONTROL, chart, desk, said, struck, view
from tests.desktop.pressing import focused, press, type_text

REASON = "belongs to another patient"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody who reads a signed visit that says yes to a red flag."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        corrected.open_signed(sat)
        yield sat


def level(sat: Sitting) -> Level:
    found = desk(sat).assessment(view(sat).problem_id)
    assert found is not None
    return found.red_flags.level


def mark(sat: Sitting) -> None:
    """Say why, and confirm."""
    type_text(REASON)
    press(Qt.Key.Key_Tab)
    assert focused() is chart(sat).visit.ask.confirm
    press(Qt.Key.Key_Space)
    sat.settle()


def mark_visit(sat: Sitting) -> None:
    press(Qt.Key.Key_F12, modifier=ALT)
    mark(sat)


def care_lines(sat: Sitting) -> list[CareLine]:
    return [line for line in chart(sat).visit.findChildren(CareLine) if line.isVisible()]


def mark_care(sat: Sitting) -> None:
    (line,) = care_lines(sat)
    line.wrong.setFocus()
    press(Qt.Key.Key_Space)
    assert "Exercise at home" in chart(sat).visit.ask.title.text()
    mark(sat)


def test_what_is_meant_stays_in_sight_where_there_is_room(sat: Sitting) -> None:
    sat.window.resize(1440, 1000)
    press(Qt.Key.Key_F12, modifier=ALT)
    tab = chart(sat).visit
    sat.see(tab.sheet.isVisible)
    assert tab.ask.height() < tab.height() / 2
    assert focused() is tab.ask.reason
    sat.window.resize(1440, 640)
    sat.see(lambda: not tab.sheet.isVisible())
    assert tab.ask.isVisible()
    press(Qt.Key.Key_Escape)
    assert tab.sheet.isVisible()


def test_the_page_itself_asks_and_wants_a_reason(sat: Sitting) -> None:
    press(Qt.Key.Key_F12, modifier=ALT)
    ask = chart(sat).visit.ask
    assert ask.isVisible()
    assert focused() is ask.reason
    assert "Visit of Mon 16-Mar-2026" in ask.title.text()
    assert QApplication.activeModalWidget() is None
    press(Qt.Key.Key_Return)
    missing = "Say in a few words why this was entered in error."
    assert focused() is ask.reason
    assert missing in said(ask)
    assert missing in ask.reason.accessibleDescription()
    sat.settle()
    assert len(view(sat).visits) == 1


def test_escape_leaves_the_visit_as_it_is(sat: Sitting) -> None:
    press(Qt.Key.Key_F12, modifier=ALT)
    type_text("wro")
    press(Qt.Key.Key_Escape)
    tab = chart(sat).visit
    assert not tab.ask.isVisible()
    assert tab.sheet.isVisible()
    assert focused() is tab.sheet.amend
    sat.settle()
    assert len(view(sat).visits) == 1


def test_an_emergency_goes_with_the_visit_that_said_so(sat: Sitting) -> None:
    assert level(sat) is Level.EMERGENCY
    mark_visit(sat)
    assert view(sat).visits == ()
    (wrong,) = view(sat).visits_in_error
    assert wrong.in_error is not None
    assert wrong.in_error.reason == REASON
    assert level(sat) is Level.NONE
    assert not any("Emergency" in words for words in said(chart(sat).banner))
    press(Qt.Key.Key_2, modifier=CONTROL)
    sat.settle()
    assert "Emergency: act now" not in said(chart(sat).plan)
    press(Qt.Key.Key_3, modifier=CONTROL)
    model = chart(sat).timeline.model
    lanes = [str(model.index(row, 1).data()) for row in range(model.rowCount())]
    assert "Visits" not in lanes


def test_marking_a_visit_says_so_and_goes_on_with_the_visit_in_hand(sat: Sitting) -> None:
    mark_visit(sat)
    tab = chart(sat).visit
    assert "Marked as entered in error" in chart(sat).bar.words.text()
    assert tab.reading is None
    assert tab.form is not None
    assert not tab.top.isVisible()
    earlier = tab.form.parts.interview.questions["RF-C1"]
    assert not any("16-Mar-2026" in words for words in said(earlier))


def test_marking_a_visit_is_undone_and_done_again(sat: Sitting) -> None:
    mark_visit(sat)
    undo, redo = sat.window.bar.by_id["undo"], sat.window.bar.by_id["redo"]
    sat.see(undo.isEnabled)
    assert undo.text() == "Undo: marking the visit of 16-Mar-2026 as an error · BANDA"
    press(Qt.Key.Key_Z, modifier=CONTROL)
    sat.see(lambda: len(view(sat).visits) == 1)
    sat.settle()
    assert level(sat) is Level.EMERGENCY
    assert chart(sat).visit.choice.count() == 2
    sat.see(redo.isEnabled)
    press(Qt.Key.Key_Y, modifier=CONTROL)
    sat.see(lambda: not view(sat).visits)
    sat.settle()
    assert level(sat) is Level.NONE


def test_care_is_marked_where_the_visit_is_read(sat: Sitting) -> None:
    mark_care(sat)
    assert view(sat).care == ()
    assert [one.in_error.reason for one in view(sat).care_in_error if one.in_error] == [REASON]
    assert not care_lines(sat)
    assert chart(sat).visit.reading is not None


def test_care_is_marked_on_the_form_and_undo_brings_it_back(sat: Sitting) -> None:
    tab = chart(sat).visit
    tab.choice.setCurrentIndex(0)
    assert tab.form is not None
    tab.focus_start()
    type_text("n")
    tab.form.parts.finish()
    mark_care(sat)
    assert view(sat).care == ()
    assert tab.form.parts.care.count() == 0
    assert tab.form.progress.answered == 1
    undo = sat.window.bar.by_id["undo"]
    sat.see(undo.isEnabled)
    assert undo.text() == "Undo: marking care as an error · BANDA"
    press(Qt.Key.Key_Z, modifier=CONTROL)
    sat.see(lambda: len(view(sat).care) == 1)
    sat.settle()
    assert tab.form.parts.care.count() == 1
    assert tab.form.progress.answered == 1


def test_a_visit_that_is_saved_and_not_signed_can_be_marked_too(sat: Sitting) -> None:
    tab = chart(sat).visit
    tab.choice.setCurrentIndex(0)
    tab.focus_start()
    type_text("n")
    press(Qt.Key.Key_F12, modifier=ALT)
    assert tab.reading is not None, "nothing saved is in front: the latest signed visit comes"
    tab.choice.setCurrentIndex(0)
    tab.focus_start()
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.settle()
    type_text("n")
    press(Qt.Key.Key_F12, modifier=ALT)
    assert "Save or discard first" in chart(sat).bar.words.text()
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.settle()
    mark_visit(sat)
    assert len(view(sat).visits) == 1
    assert len(view(sat).visits_in_error) == 1
    assert tab.form is not None
    assert tab.form.visit_id is None
    assert not tab.form.answers


def test_what_was_marked_is_shown_struck_through_on_request(sat: Sitting) -> None:
    mark_care(sat)
    mark_visit(sat)
    press(Qt.Key.Key_K, modifier=CONTROL | SHIFT)
    known = chart(sat).known
    sat.see(lambda: any("marked as an error is not shown" in words for words in said(known)))
    assert not struck(known)
    known.wrong.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(lambda: bool(struck(known)))
    assert "was Visit of Mon 16-Mar-2026" in struck(known)
    assert any("Exercise at home" in words for words in struck(known))
    told = f"Entered in error, said Dr Phiri on 30-Mar-2026 10:00: {REASON}"
    assert said(known).count(told) == 2
