"""Amending a signed visit by keys: with a reason, kept while it is typed, undone, told after."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.pages.amending import AmendForm
from desktop.pages.chart import PLAN, VISIT
from desktop.places import Places
from pathway.drafts import Draft
from pathway.finding import Level
from pathway.records import EnteredInError, VisitId
from tests.desktop import corrected
from tests.desktop.clinics import Sitting, found_clinic, sitting
from tests.desktop.corrected import (
    ALT,
    CONTROL,
    amend_form,
    begin_amending,
    chart,
    desk,
    said,
    struck,
    view,
)
from tests.desktop.pressing import focused, press, type_text

REASON = "misheard on the phone"


@pytest.fixture
def places(home: Path, today: date) -> Places:
    """A clinic on the disk."""
    return found_clinic(home, today)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, places: Places, today: date) -> Iterator[Sitting]:
    """Somebody who reads a signed visit that says yes to a red flag."""
    with sitting(qtbot, qapp, places, today) as sat:
        corrected.open_signed(sat)
        yield sat


def visit_id(sat: Sitting) -> VisitId:
    (one,) = view(sat).visits
    return one.id


def level(sat: Sitting) -> Level:
    found = desk(sat).assessment(view(sat).problem_id)
    assert found is not None
    return found.red_flags.level


def change_pain(sat: Sitting, rating: str) -> None:
    form = amend_form(sat)
    form.parts.pain.fields["pain.limb"].setFocus()
    type_text(rating)


def answer_no(sat: Sitting) -> None:
    form = amend_form(sat)
    form.parts.finish()
    form.parts.interview.questions["RF-C1"].setFocus()
    type_text("n")


def amend(sat: Sitting) -> None:
    """Say why, change the pain and the red flag, and save."""
    begin_amending(sat)
    type_text(REASON)
    change_pain(sat, "2")
    answer_no(sat)
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.see(lambda: chart(sat).visit.reading is not None)
    sat.settle()


def kept(sat: Sitting) -> tuple[Draft, ...]:
    sat.settle()
    return tuple(one.draft for one in desk(sat).drafts.of_problem(view(sat).problem_id))


def test_the_form_opens_with_what_stands_at_the_reason(sat: Sitting) -> None:
    form = begin_amending(sat)
    assert focused() is form.reason
    assert form.reason.accessibleName() == "Why it is amended"
    assert form.answers.flag("RF-C1") is not None
    assert form.parts.date.day() == corrected.ON
    assert "Amending the visit of 16-Mar-2026" in said(form)
    assert form.bar.save.text() == "Save the amendment"
    assert not form.bar.sign.isVisible()
    assert chart(sat).visit.choice.currentText() == "Amendment in hand"


def test_without_a_reason_nothing_is_saved_and_the_cursor_goes_there(sat: Sitting) -> None:
    form = begin_amending(sat)
    change_pain(sat, "2")
    press(Qt.Key.Key_S, modifier=CONTROL)
    assert focused() is form.reason
    missing = "Say in a few words why the visit is amended."
    assert missing in said(form)
    assert missing in form.reason.accessibleDescription()
    assert missing in chart(sat).bar.words.text()
    sat.settle()
    assert view(sat).visits[0].amended is None
    type_text("x")
    assert missing not in said(form)


def test_a_reason_alone_amends_nothing(sat: Sitting) -> None:
    form = begin_amending(sat)
    type_text(REASON)
    press(Qt.Key.Key_S, modifier=CONTROL)
    assert "Nothing was changed at this visit" in chart(sat).bar.words.text()
    assert chart(sat).visit.form is form
    assert view(sat).visits[0].amended is None


def test_an_amendment_is_read_with_who_when_and_why(sat: Sitting) -> None:
    amend(sat)
    (one,) = view(sat).visits
    assert one.visit.pain_limb == 2
    assert one.signed_by == "Dr Phiri"
    sheet = chart(sat).visit.sheet
    assert sheet.isVisible()
    assert f"Amended by Dr Phiri on 30-Mar-2026 10:00: {REASON}" in said(sheet)
    assert chart(sat).visit.choice.currentText().endswith("amended")
    assert focused() is sheet.amend
    assert not kept(sat)


def test_plan_and_timeline_follow_the_amendment(sat: Sitting) -> None:
    assert level(sat) is Level.EMERGENCY
    amend(sat)
    assert level(sat) is Level.NONE
    press(Qt.Key.Key_2, modifier=CONTROL)
    assert chart(sat).tabs.currentIndex() == PLAN
    assert "Emergency: act now" not in said(chart(sat).plan)
    press(Qt.Key.Key_3, modifier=CONTROL)
    model = chart(sat).timeline.model
    rows = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    (told,) = [row for row in rows if "amended" in row[2]]
    assert told[0] == "16-Mar-2026"
    assert f"Amended by Dr Phiri on 30-Mar-2026 10:00: {REASON}" in told[3]


def test_an_amendment_is_undone_and_done_again(sat: Sitting) -> None:
    amend(sat)
    undo, redo = sat.window.bar.by_id["undo"], sat.window.bar.by_id["redo"]
    sat.see(undo.isEnabled)
    assert undo.text() == "Undo: amending the visit of 16-Mar-2026 · BANDA"
    press(Qt.Key.Key_Z, modifier=CONTROL)
    sat.see(redo.isEnabled)
    assert view(sat).visits[0].visit.pain_limb == 7
    assert level(sat) is Level.EMERGENCY
    sheet = chart(sat).visit.sheet
    assert chart(sat).visit.reading is not None
    assert any("an earlier change was undone" in words for words in said(sheet))
    press(Qt.Key.Key_Y, modifier=CONTROL)
    sat.see(lambda: view(sat).visits[0].visit.pain_limb == 2)
    sat.settle()
    assert level(sat) is Level.NONE


def test_old_values_stand_struck_through_beside_the_new_and_are_read_aloud(sat: Sitting) -> None:
    amend(sat)
    sheet = chart(sat).visit.sheet
    assert not struck(sheet)
    press(Qt.Key.Key_O, modifier=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert sheet.old.isChecked()
    assert focused() is sheet.old
    sat.see(lambda: bool(struck(sheet)))
    assert set(struck(sheet)) == {"was 7", "was Yes · since 16-Mar-2026"}
    told = f"changed by Dr Phiri, 30-Mar-2026 10:00: {REASON}"
    assert said(sheet).count(told) == 2
    names = [part.accessibleName() for part in sheet.findChildren(QWidget)]
    assert any(f"was 7 until {told}; now 2" in name for name in names)
    press(Qt.Key.Key_Space)
    assert not struck(sheet)


def test_what_is_typed_is_kept_and_comes_back_after_a_restart(
    qtbot: QtBot, qapp: QApplication, sat: Sitting, places: Places, today: date
) -> None:
    begin_amending(sat)
    type_text(REASON)
    change_pain(sat, "2")
    assert sat.window.close()
    sat.entrance.close()
    with sitting(qtbot, qapp, places, today) as again:
        again.unlock()
        assert again.entrance.rooms is not None
        finder = again.entrance.rooms.finder
        again.see(finder.unfinished.isVisible)
        (button,) = finder.unfinished.buttons
        assert button.text().startswith("BANDA · unfinished amendment, ")
        button.setFocus()
        press(Qt.Key.Key_Space)
        form = amend_form(again)
        assert form.reason.value() == REASON
        assert form.parts.pain.fields["pain.limb"].value() == "2"
        assert "Restored what was typed at" in chart(again).bar.words.text()
        press(Qt.Key.Key_S, modifier=CONTROL)
        again.see(lambda: chart(again).visit.reading is not None)
        assert view(again).visits[0].visit.pain_limb == 2
        assert not kept(again)


def test_escape_goes_back_and_loses_nothing(sat: Sitting) -> None:
    begin_amending(sat)
    type_text(REASON)
    press(Qt.Key.Key_Escape)
    tab = chart(sat).visit
    assert tab.reading is not None
    assert focused() is tab.sheet.amend
    assert [one.form for one in kept(sat)] == ["amendment"]
    press(Qt.Key.Key_Space)
    assert amend_form(sat).reason.value() == REASON


def test_an_amendment_is_discarded_and_brought_back(sat: Sitting) -> None:
    form = begin_amending(sat)
    type_text(REASON)
    form.bar.discard.setFocus()
    press(Qt.Key.Key_Space)
    assert chart(sat).visit.reading is not None
    assert not kept(sat)
    chart(sat).bar.bring.setFocus()
    press(Qt.Key.Key_Space)
    assert amend_form(sat).reason.value() == REASON
    assert [one.form for one in kept(sat)] == ["amendment"]


def test_the_visit_in_hand_waits_while_another_is_amended(sat: Sitting) -> None:
    tab = chart(sat).visit
    tab.choice.setCurrentIndex(0)
    tab.focus_start()
    type_text("nn")
    tab.read(visit_id(sat))
    tab.focus_start()
    amend(sat)
    assert [one.form for one in kept(sat)] == ["visit"]
    tab.choice.setCurrentIndex(0)
    assert tab.form is not None
    assert not isinstance(tab.form, AmendForm)
    assert tab.form.progress.answered == 2


def test_a_second_amendment_waits_for_the_first(sat: Sitting) -> None:
    other = corrected.sign_visit(sat, view(sat).problem_id)
    sat.settle()
    begin_amending(sat)
    type_text(REASON)
    press(Qt.Key.Key_Escape)
    chart(sat).visit.read(other)
    chart(sat).visit.focus_start()
    form = begin_amending(sat)
    assert form.recorded.id != other
    assert form.reason.value() == REASON
    assert "This amendment is not finished" in chart(sat).bar.words.text()


def test_the_key_leads_to_the_latest_signed_visit_from_anywhere(sat: Sitting) -> None:
    press(Qt.Key.Key_2, modifier=CONTROL)
    chart(sat).visit.choice.setCurrentIndex(0)
    press(Qt.Key.Key_F11, modifier=ALT)
    assert chart(sat).tabs.currentIndex() == VISIT
    assert chart(sat).visit.reading is not None
    assert focused() is chart(sat).visit.sheet.amend


def test_what_the_store_refuses_is_said_and_stays_on_the_form(sat: Sitting) -> None:
    form = begin_amending(sat)
    type_text(REASON)
    change_pain(sat, "2")
    far: Desk = desk(sat)
    corrected.do(sat, far.corrections.visit_in_error, EnteredInError(visit_id(sat), "elsewhere"))
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.settle()
    assert "cannot be changed" in chart(sat).bar.words.text()
    assert chart(sat).visit.form is form
    assert form.reason.value() == REASON
