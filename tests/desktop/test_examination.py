"""The examination: one key for each finding, last time's values beside, nothing by itself."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.habits import Habits
from desktop.pages.examination import VISIT_KIND, Examination
from desktop.pages.visit import VisitForm
from desktop.settings import SettingsFile
from desktop.widgets.sidedbox import SidedBox
from desktop.widgets.taborder import controls
from pathway.coding import Code, Coded
from pathway.facts import Chart, Spot
from tests.desktop import samples
from tests.desktop.books import books, put, room
from tests.desktop.pressing import focused, press, type_text
from tests.desktop.viewed import view_of

TODAY = samples.TODAY
ANKLE = Code("power.ankle_dorsiflexion", "left")
KNEE = Code("power.knee_extension", "right")


def _seen_before() -> Chart:
    """The sample patient with two earlier visits: MRC 4 in the left ankle on the second."""
    chart = samples.chart()
    return replace(chart, visits=chart.visits[:2], flags=())


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A shown window."""
    with room(qtbot) as window:
        yield window


@pytest.fixture
def form(window: QWidget) -> VisitForm:
    """A new visit of somebody who was examined before."""
    made = VisitForm(books(), view_of(_seen_before()), None, TODAY, window)
    put(window, made)
    made.parts.finish()
    return made


@pytest.fixture
def exam(form: VisitForm) -> Examination:
    """Its examination, at the first finding."""
    form.parts.show_part(form.parts.examination)
    return form.parts.examination


def _here() -> Code:
    box = focused()
    assert isinstance(box, SidedBox)
    return box.code


def _at(exam: Examination, code: Code) -> SidedBox:
    exam.grid.go_to(exam.boxes[code])
    return exam.boxes[code]


def test_a_whole_lumbar_examination_takes_one_key_for_each_finding(
    form: VisitForm, exam: Examination
) -> None:
    keys = 0
    while isinstance(focused(), SidedBox):
        type_text("5" if _here().item.startswith("power.") else "n")
        keys += 1
    assert keys == exam.count == exam.examined() == 40
    assert exam.weakness.isAncestorOf(focused())
    visit = form.entry().visit
    assert len(visit.power) == 18
    assert set(visit.power.values()) == {5}
    assert set(visit.reflexes.values()) == {"normal"}
    assert set(visit.tests.values()) == {"negative"}
    assert set(visit.sensation.values()) == {"normal"}


def test_nothing_is_recorded_before_somebody_records_it(form: VisitForm, exam: Examination) -> None:
    assert not form.answers
    assert all(box.value() == "" for box in exam.boxes.values())
    assert "4 on 09-Feb-2026" in exam.boxes[ANKLE].accessibleDescription()


@pytest.mark.parametrize(
    ("item", "key", "value"),
    [
        ("power.hip_flexion", "0", "0"),
        ("reflex.knee", "A", "absent"),
        ("reflex.knee", "1", "reduced"),
        ("reflex.knee", "n", "normal"),
        ("reflex.knee", "b", "brisk"),
        ("test.slr", "p", "positive"),
        ("test.slr", "+", "positive"),
        ("test.slr", "-", "negative"),
        ("sensation.top_of_foot", "r", "reduced"),
        ("sensation.top_of_foot", "i", "increased"),
    ],
)
def test_a_key_records_a_finding_and_goes_on(
    exam: Examination, item: str, key: str, value: str
) -> None:
    box = _at(exam, Code(item, "right"))
    type_text(key)
    assert box.value() == value
    assert _here() == Code(item, "left")


def test_digits_of_other_scripts_are_digits(exam: Examination) -> None:
    box = _at(exam, KNEE)
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, 0, plain, "\u0664"))
    assert box.value() == "4"


@pytest.mark.parametrize("key", ["6", "9", "x", "n", "p"])
def test_a_key_that_means_nothing_here_does_nothing(exam: Examination, key: str) -> None:
    box = _at(exam, KNEE)
    type_text(key)
    assert box.value() == ""
    assert _here() == KNEE


def test_unchanged_since_last_time_is_a_key_of_its_own(form: VisitForm, exam: Examination) -> None:
    _at(exam, ANKLE)
    type_text("=")
    assert form.answers[ANKLE] == Coded(ANKLE, "4")
    assert _here() != ANKLE
    assert len(form.answers) == 1


def test_what_was_never_examined_cannot_be_unchanged(form: VisitForm, exam: Examination) -> None:
    _at(exam, KNEE)
    type_text("=")
    assert not form.answers
    assert _here() == KNEE


def test_return_leaves_a_finding_open_and_backspace_takes_it_back(
    form: VisitForm, exam: Examination
) -> None:
    box = _at(exam, KNEE)
    press(Qt.Key.Key_Return)
    assert box.value() == ""
    exam.grid.go_to(box)
    type_text("3")
    exam.grid.go_to(box)
    press(Qt.Key.Key_Backspace)
    assert KNEE not in form.answers
    assert _here() == KNEE


def test_arrows_go_up_down_and_across_without_recording(form: VisitForm, exam: Examination) -> None:
    _at(exam, KNEE)
    press(Qt.Key.Key_Right)
    assert _here() == Code("power.knee_extension", "left")
    press(Qt.Key.Key_Down)
    assert _here() == ANKLE
    press(Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert _here() == KNEE
    press(Qt.Key.Key_Left)
    assert _here() == KNEE
    assert not form.answers


def test_a_click_on_a_value_records_it_and_a_second_one_takes_it_back(exam: Examination) -> None:
    box = _at(exam, KNEE)
    spots = {choice.code: place.center() for choice, _, place in box.strip.segments("words")}
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(box, left, Qt.KeyboardModifier.NoModifier, QPoint(spots["3"]))
    assert box.value() == "3"
    QTest.mouseClick(box, left, Qt.KeyboardModifier.NoModifier, QPoint(spots["3"]))
    assert box.value() == ""


def test_other_zones_are_there_when_they_are_wanted(exam: Examination, qtbot: QtBot) -> None:
    calf = Code("sensation.calf", "left")
    assert calf not in exam.boxes
    assert exam.more.text() == "13 more zones of the skin"
    exam.more.click()
    qtbot.waitUntil(lambda: not exam.has_more)
    assert exam.boxes[calf].isVisible()
    assert exam.count == 66
    _at(exam, calf)
    type_text("r")
    exam.more.click()
    qtbot.waitUntil(lambda: not exam.has_more)
    assert exam.boxes[calf].isVisible()
    assert not exam.boxes[Code("sensation.sole", "left")].isVisible()
    assert exam.count == 42
    order = exam.grid.in_order()
    assert [box for box in controls(exam) if isinstance(box, SidedBox)] == order


def test_a_zone_drawn_on_the_body_chart_is_examined_without_being_asked_for(
    exam: Examination,
) -> None:
    sole = Code("sensation.sole", "left")
    exam.take(sole, Coded(sole, "reduced"))
    assert exam.boxes[sole].value() == "reduced"
    assert exam.grid.in_order()[-1] is exam.boxes[sole]


def test_a_zone_that_was_found_before_is_there_to_be_compared(window: QWidget) -> None:
    chart = _seen_before()
    last = replace(chart.visits[-1], sensation={Spot("left", "calf"): "reduced"})
    chart = replace(chart, visits=(chart.visits[0], last))
    form = VisitForm(books(), view_of(chart), None, TODAY, window)
    put(window, form)
    form.parts.finish()
    box = form.parts.examination.boxes[Code("sensation.calf", "left")]
    assert box.isVisible()
    assert "Reduced on 09-Feb-2026" in box.accessibleDescription()
    assert box.value() == ""


def test_a_deficit_is_told_as_it_is_typed_and_goes_with_what_raised_it(exam: Examination) -> None:
    _at(exam, ANKLE)
    type_text("3")
    assert "MRC 4 to 3" in exam.grid.noted()[ANKLE.item]
    assert exam.sums is not None
    assert "worse: 4 on 09-Feb-2026" in exam.sums.left.text()
    assert exam.sums.right.text() == "Right: nothing examined yet"
    _at(exam, ANKLE)
    type_text("5")
    assert not exam.grid.noted()
    assert exam.sums.left.text() == "Left: 1 finding, all normal"


def test_f1_shows_how_a_finding_is_looked_for_and_goes_along(exam: Examination) -> None:
    _at(exam, Code("power.knee_extension", "left"))
    press(Qt.Key.Key_F1)
    assert exam.grid.panel is not None
    assert "one leg" in exam.grid.panel.how.text()
    type_text("5")
    assert "heels" in exam.grid.panel.how.text()
    assert "Spine 2011" in exam.grid.panel.rests.text()
    type_text("?")
    assert not exam.grid.is_asking_how()
    assert exam.tools is not None
    assert not exam.tools.how.isChecked()


def test_every_finding_says_how_it_is_looked_for(exam: Examination) -> None:
    for box in exam.boxes.values():
        exam.toggle_how(True, box)
        assert exam.grid.panel is not None
        assert exam.grid.panel.how.text()
        assert exam.grid.panel.rests.text()


def test_by_root_nothing_is_lost_and_keys_follow_the_order_on_the_screen(
    form: VisitForm, exam: Examination
) -> None:
    _at(exam, ANKLE)
    type_text("4")
    before = form.answers
    exam.on_order("root")
    assert form.answers is before
    order = exam.grid.in_order()
    assert len(order) == exam.count
    assert order[0].code == Code("power.hip_flexion", "right")
    assert [box for box in controls(exam) if isinstance(box, SidedBox)] == order
    exam.focus_first()
    type_text("55")
    assert _here() == Code("power.knee_extension", "right")
    type_text("55")
    assert _here() == Code("test.femoral_stretch", "right")
    assert exam.boxes[ANKLE].value() == "4"
    exam.on_order("test")
    assert exam.grid.in_order()[4].code.item == ANKLE.item


@pytest.mark.parametrize("order", ["test", "root"])
def test_tab_goes_through_the_findings_as_they_stand(exam: Examination, order: str) -> None:
    exam.on_order(order)
    exam.focus_first()
    for box in exam.grid.in_order()[:20]:
        assert focused() is box
        press(Qt.Key.Key_Tab)


def test_the_order_is_remembered_on_this_computer(window: QWidget, tmp_path: Path) -> None:
    kept = SettingsFile(tmp_path / "settings.txt")
    Habits(kept, window)
    form = VisitForm(books(), view_of(_seen_before()), None, TODAY, window)
    put(window, form)
    form.parts.finish()
    form.parts.examination.on_order("root")
    again = VisitForm(books(), view_of(_seen_before()), None, TODAY, window)
    put(window, again)
    again.parts.finish()
    assert again.parts.examination.grid.in_order()[2].code.item == "power.knee_extension"
    assert again.parts.examination.grid.in_order()[4].code.item == "test.femoral_stretch"
    assert SettingsFile(tmp_path / "settings.txt").now.examination == "root"


def test_by_telephone_what_cannot_be_examined_says_so_and_stays_blank(
    form: VisitForm, exam: Examination
) -> None:
    _at(exam, KNEE)
    type_text("4")
    exam.take(VISIT_KIND, Coded(VISIT_KIND, "telephone"))
    box = exam.boxes[ANKLE]
    assert not box.isEnabled()
    assert box.currentText() == "Not possible by telephone"
    assert exam.boxes[KNEE].isEnabled()
    assert exam.boxes[KNEE].value() == "4"
    assert list(form.answers) == [KNEE]
    exam.take(VISIT_KIND, Coded(VISIT_KIND, "home"))
    assert box.isEnabled()
    assert box.currentText() == "Not examined"


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.sampled_from("012345narbi=p-\r\b"), max_size=30))
def test_what_the_boxes_show_is_what_is_recorded(exam: Examination, keys: list[str]) -> None:
    exam.focus_first()
    special = {"\r": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}
    for key in keys:
        if key in special:
            press(special[key])
        else:
            type_text(key)
    form = exam.window().findChild(VisitForm)
    assert form is not None
    shown = {code: box.value() for code, box in exam.boxes.items() if box.value()}
    assert shown == {code: row.value for code, row in form.answers.items() if code.side}


def test_the_kind_of_the_visit_reaches_the_examination(form: VisitForm, exam: Examination) -> None:
    field = form.parts.situation.fields[VISIT_KIND.item]
    field.set_value("telephone")
    assert not exam.boxes[ANKLE].isEnabled()
    field.set_value("clinic")
    assert exam.boxes[ANKLE].isEnabled()


def test_f6_goes_from_part_to_part_and_back(form: VisitForm, exam: Examination) -> None:
    parts = [part for part, _ in form.parts.named()]
    form.focus_start()
    assert form.parts.interview.isAncestorOf(focused())
    for part in parts[parts.index(form.parts.interview) + 1 :]:
        press(Qt.Key.Key_F6)
        assert part.isAncestorOf(focused())
    press(Qt.Key.Key_F6)
    assert parts[-1].isAncestorOf(focused())
    while not exam.isAncestorOf(focused()):
        press(Qt.Key.Key_F6, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert _here() == Code("power.hip_flexion", "right")
    assert not form.answers
