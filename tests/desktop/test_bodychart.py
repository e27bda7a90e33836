"""The body chart: drawn on by keys, mouse and finger, undone, listed, read aloud."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QHelpEvent, QImage, QKeySequence, QPointingDevice
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.models.bodymarks import KINDS, Kind, kinds_at
from desktop.models.bodypencil import Pencil
from desktop.pages.bodypart import BodyPart
from desktop.tokens import PAIRS, SCHEMES, contrast
from desktop.widgets.bodychart import BodyChart
from desktop.widgets.bodypaint import INKS, pattern
from desktop.widgets.taborder import controls
from pathway.coding import Code
from pathway.facts import Spot
from pathway.intake import Answers
from tests.desktop import samples
from tests.desktop.books import books, put, room
from tests.desktop.pressing import focused, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIN, CALF = Spot("left", "outer_shin"), Spot("left", "calf")
GREY_LEVELS = 255
WARN = QAbstractItemModelTester.FailureReportingMode.Warning


@dataclass(frozen=True)
class Drawn:
    """A chart in a shown window, and what it told."""

    part: BodyPart
    chart: BodyChart

    @property
    def pencil(self) -> Pencil:
        return self.part.pencil

    def point(self, spot: Spot, panel: str = "") -> QPoint:
        """Return a point of the widget within a place."""
        lies = self.chart.placing
        found = [area for area in lies.sheet.areas if area.spot == spot]
        area = next((one for one in found if one.panel == panel), found[0])
        return lies.transform.map(area.middle).toPoint()

    def kinds(self, spot: Spot) -> tuple[Kind, ...]:
        return kinds_at(self.pencil.drawing, spot)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A shown window."""
    with room(qtbot) as window:
        yield window


@pytest.fixture
def drawn(window: QWidget) -> Drawn:
    """An empty chart with the keyboard."""
    part = BodyPart(books().catalogue, samples.chart().problem, window)
    put(window, part)
    part.finish()
    assert part.chart is not None
    part.chart.setFocus()
    return Drawn(part, part.chart)


def says(state: QAccessible.State, name: str) -> bool:
    """Tell whether a state is so; Qt's names for them are missing in its own stubs."""
    return bool(getattr(state, name))


def go_to(drawn: Drawn, spot: Spot) -> None:
    drawn.chart.set_current(drawn.chart.placing.sheet.first_of(spot))


def test_keys_mark_and_wipe_the_zone_in_focus(drawn: Drawn) -> None:
    start = drawn.chart.spot()
    assert start == Spot("left", "low_back"), "the region and side of the problem"
    press(Qt.Key.Key_Space)
    assert drawn.kinds(start) == ("pain",)
    assert drawn.part.told.text() == "Low back, left: pain"
    press(Qt.Key.Key_2, Qt.Key.Key_Space)
    assert drawn.kinds(start) == ("pain", "numb")
    press(Qt.Key.Key_3, Qt.Key.Key_Space)
    assert drawn.kinds(start) == ("pain", "tingling"), "feeling has one value for a place"
    press(Qt.Key.Key_Space)
    assert drawn.kinds(start) == ("pain",)
    press(Qt.Key.Key_Backspace)
    assert drawn.kinds(start) == ()
    assert not drawn.pencil.drawing


def test_arrows_home_end_and_page_keys_move_without_drawing(drawn: Drawn) -> None:
    press(Qt.Key.Key_Down)
    assert drawn.chart.spot() == Spot("left", "buttock")
    press(Qt.Key.Key_Right)
    assert drawn.chart.spot() == Spot("right", "buttock"), "from behind, right is on the right"
    press(Qt.Key.Key_Home)
    assert drawn.chart.spot() in {Spot("left", "neck"), Spot("right", "neck")}
    press(Qt.Key.Key_End)
    assert drawn.chart.spot() in {Spot("left", "sole"), Spot("right", "sole")}
    press(Qt.Key.Key_PageUp)
    areas = drawn.chart.placing.sheet.areas
    assert areas[drawn.chart.current].panel == "front"
    press(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert areas[drawn.chart.current].panel == "palms"
    assert not drawn.pencil.drawing


def test_tab_leaves_the_chart_and_comes_back(drawn: Drawn) -> None:
    press(Qt.Key.Key_Tab)
    assert drawn.part.list is not None
    assert focused() is drawn.part.list.button
    press(Qt.Key.Key_Backtab)
    assert focused() is drawn.chart
    assert list(controls(drawn.part))[-2:] == [drawn.chart, drawn.part.list.button]


def test_a_click_marks_and_a_drag_paints_as_one_stroke(drawn: Drawn) -> None:
    chart = drawn.chart
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=drawn.point(SHIN))
    assert drawn.kinds(SHIN) == ("pain",)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=drawn.point(SHIN))
    assert drawn.kinds(SHIN) == ()
    path = [Spot("left", place) for place in ("low_back", "buttock", "back_of_thigh", "calf")]
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=drawn.point(path[0], "back"))
    for spot in path[1:]:
        QTest.mouseMove(chart, drawn.point(spot, "back"))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=drawn.point(path[-1], "back"))
    assert [drawn.kinds(spot) for spot in path] == [("pain",)] * 4
    press(Qt.Key.Key_Z, modifier=CONTROL)
    assert not drawn.pencil.drawing, "one stroke is undone as one"
    press(Qt.Key.Key_Y, modifier=CONTROL)
    assert [drawn.kinds(spot) for spot in path] == [("pain",)] * 4


def test_a_finger_draws_as_the_mouse_does(drawn: Drawn) -> None:
    finger: QPointingDevice = QTest.createTouchDevice()
    place = drawn.point(CALF, "back")
    QTest.touchEvent(drawn.chart.window(), finger).press(
        0, drawn.chart.mapTo(drawn.chart.window(), place), drawn.chart.window()
    ).commit()
    QTest.touchEvent(drawn.chart.window(), finger).release(
        0, drawn.chart.mapTo(drawn.chart.window(), place), drawn.chart.window()
    ).commit()
    assert drawn.kinds(CALF) == ("pain",)


def test_beside_the_figure_and_on_a_silent_place_nothing_is_marked(drawn: Drawn) -> None:
    lies = drawn.chart.placing
    beside, head = QPoint(2, 2), QPoint(112, 60)
    for point in (beside, lies.transform.map(head)):
        QTest.mouseMove(drawn.chart, point)
        QTest.mouseClick(drawn.chart, Qt.MouseButton.LeftButton, pos=point)
    assert not drawn.pencil.drawing
    assert drawn.part.told.text() == "Head: not a zone of this chart; write it in the note"


def test_a_tooltip_names_the_zone_and_its_marks(drawn: Drawn) -> None:
    drawn.pencil.toggle(SHIN)
    point = drawn.point(SHIN, "front")
    asked = QHelpEvent(QEvent.Type.ToolTip, point, drawn.chart.mapToGlobal(point))
    QApplication.sendEvent(drawn.chart, asked)
    assert QToolTip.text() == "Outer shin, left: pain"
    QToolTip.hideText()


def test_undo_stays_within_the_chart(drawn: Drawn, window: QWidget) -> None:
    undone: list[bool] = []
    action = QAction("Undo", window)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: undone.append(True))
    window.addAction(action)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Z, modifier=CONTROL)
    assert not drawn.pencil.drawing
    press(Qt.Key.Key_Z, modifier=CONTROL)
    assert drawn.part.told.text() == "Nothing left to undo or do again on the body chart"
    assert not undone, "what was saved is not undone by a key too many on the chart"
    assert drawn.part.tools is not None
    drawn.part.tools.kinds.buttons[0].setFocus()
    press(Qt.Key.Key_Z, modifier=CONTROL)
    assert undone, "elsewhere the key is the window's"


def test_what_was_undone_is_gone_once_something_else_is_drawn(drawn: Drawn) -> None:
    assert drawn.part.tools is not None
    again = drawn.part.tools.redo
    drawn.pencil.toggle(SHIN)
    drawn.pencil.undo()
    assert again.isEnabled()
    drawn.pencil.toggle(CALF)
    assert not again.isEnabled()
    drawn.pencil.clear(CALF)
    drawn.pencil.undo()
    assert drawn.kinds(CALF) == ("pain",)
    assert drawn.kinds(SHIN) == ()


def test_what_was_entered_elsewhere_is_not_undone_here(drawn: Drawn) -> None:
    drawn.pencil.choose("numb")
    drawn.pencil.toggle(SHIN)
    drawn.pencil.toggle(CALF)
    told = Code("sensation.outer_shin", "left")
    drawn.pencil.take(told, "absent")
    while drawn.pencil.can_undo:
        drawn.pencil.undo()
    assert drawn.pencil.drawing == {told: "absent"}


def test_buttons_say_which_kind_is_drawn_and_lead_on(drawn: Drawn) -> None:
    tools = drawn.part.tools
    assert tools is not None
    assert [button.text().split()[0] for button in tools.kinds.buttons] == ["1", "2", "3"]
    assert tools.kinds.value() == "pain"
    tools.kinds.setFocus()
    tools.kinds.buttons[0].setFocus()
    press(Qt.Key.Key_3)
    assert drawn.pencil.kind == "tingling"
    assert focused() is drawn.chart
    tools.kinds.buttons[2].setFocus()
    press(Qt.Key.Key_Backspace)
    assert tools.kinds.value() == "tingling", "something is always drawn"
    assert not tools.undo.isEnabled()
    drawn.pencil.toggle(SHIN)
    assert tools.undo.isEnabled()


def test_the_list_and_the_chart_are_one(drawn: Drawn) -> None:
    assert drawn.part.list is not None
    drawn.part.list.set_open(True)
    table = drawn.part.list.table
    assert table is not None
    QAbstractItemModelTester(table.cells, WARN)
    where = table.cells.index_of(SHIN)
    assert where.data() == "–"
    drawn.pencil.toggle(SHIN)
    assert where.data() == "pain"
    assert where.data(Qt.ItemDataRole.AccessibleTextRole) == "Outer shin, left: pain"
    table.setFocus()
    assert table.currentIndex().siblingAtColumn(0).data() == "Low back"
    press(Qt.Key.Key_2, Qt.Key.Key_Space)
    assert drawn.kinds(Spot("right", "low_back")) == ("numb",)
    press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert drawn.kinds(Spot("left", "low_back")) == ("numb",)
    press(Qt.Key.Key_Z, modifier=CONTROL)
    assert drawn.kinds(Spot("left", "low_back")) == ()
    press(Qt.Key.Key_Tab)
    assert focused() is not table
    labels = {table.cells.index(row, 0).data() for row in range(table.cells.rowCount())}
    assert labels == {zone.label for zone in books().catalogue.zones()}


def test_screen_readers_find_each_zone_with_name_and_state(drawn: Drawn) -> None:
    drawn.pencil.toggle(SHIN)
    chart = QAccessible.queryAccessibleInterface(drawn.chart)
    assert chart.text(QAccessible.Text.Name) == "Body chart"
    spots = drawn.chart.placing.sheet.spots
    assert chart.childCount() == len(spots) == 2 * len(books().catalogue.zones())
    zone = chart.child(spots.index(SHIN))
    assert zone is not None
    assert zone.role() == QAccessible.Role.CheckBox
    assert zone.text(QAccessible.Text.Name) == "Outer shin, left: pain"
    state = zone.state()
    assert says(state, "checkable")
    assert says(state, "checked")
    other = chart.child(spots.index(CALF))
    assert other is not None
    assert not says(other.state(), "checked")
    middle = zone.rect().center()
    at = chart.childAt(middle.x(), middle.y())
    assert at is not None
    assert at.text(QAccessible.Text.Name).endswith("left: pain")
    go_to(drawn, CALF)
    here = chart.focusChild()
    assert here is not None
    assert here.text(QAccessible.Text.Name) == "Calf, left"
    assert says(here.state(), "focused")


def test_right_to_left_does_not_turn_the_figure(drawn: Drawn, qapp: QApplication) -> None:
    drawn.pencil.toggle(SHIN)
    drawn.chart.clearFocus()
    before, point = drawn.chart.grab().toImage(), drawn.point(SHIN, "front")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert drawn.part.isRightToLeft()
        assert drawn.chart.grab().toImage() == before
        assert drawn.point(SHIN, "front") == point
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_patterns_tell_the_kinds_apart_without_colour(scheme: str, qapp: QApplication) -> None:
    theme.apply(qapp, scheme, 1.0)
    colours = SCHEMES[scheme]
    for ink, tint in INKS.values():
        assert contrast(getattr(colours, ink), getattr(colours, tint)) >= 4.5
        assert contrast(getattr(colours, ink), colours.base) >= 4.5
        assert {(ink, tint), (ink, "base")} <= {pair[:2] for pair in PAIRS}
    # Black and white: what is inked and what is not, whatever the ink.
    seen = {_inked(pattern(kind).texture().toImage()) for kind in KINDS}
    assert len(seen) == len(KINDS)
    theme.apply(qapp, "light", 1.0)


def test_the_larger_chart_keeps_the_place_in_focus(drawn: Drawn) -> None:
    go_to(drawn, SHIN)
    tall = drawn.chart.height()
    assert drawn.part.tools is not None
    QTest.mouseClick(drawn.part.tools.larger, Qt.MouseButton.LeftButton)
    assert drawn.chart.spot() == SHIN
    assert drawn.chart.height() > 2 * tall
    assert drawn.part.tools.larger.text() == "Smaller"


def test_nothing_is_marked_before_somebody_marks_it(drawn: Drawn) -> None:
    drawn.part.show_answers(Answers())
    assert drawn.part.count() == 0
    assert not drawn.pencil.can_undo


def _inked(image: QImage) -> bytes:
    return bytes(
        image.pixelColor(x, y).alpha() > GREY_LEVELS // 2
        for x in range(image.width())
        for y in range(image.height())
    )
