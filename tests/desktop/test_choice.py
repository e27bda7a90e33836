"""Lines of answers: nothing chosen until somebody chooses, and one key for each answer."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.answers import AnswerButtons
from desktop.widgets.choice import Choice, PickBox
from desktop.widgets.scale import PainScale
from tests.desktop.books import put, room
from tests.desktop.pressing import focused, press, type_text


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A shown window."""
    with room(qtbot) as window:
        yield window


@pytest.fixture
def answers(window: QWidget) -> AnswerButtons:
    """A line of the four answers, in focus."""
    made = AnswerButtons("Fever?", window)
    put(window, made)
    made.setFocus()
    return made


def test_nothing_is_chosen_until_somebody_chooses(answers: AnswerButtons) -> None:
    assert answers.value() == ""
    assert not any(button.isChecked() for button in answers.buttons)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("y", "yes"),
        ("n", "no"),
        ("u", "unable"),
        ("d", "declined"),
        ("1", "yes"),
        ("4", "declined"),
    ],
)
def test_one_key_answers(answers: AnswerButtons, key: str, value: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(answers.answered):
        type_text(key)
    assert answers.value() == value
    assert sum(button.isChecked() for button in answers.buttons) == 1


def test_arrows_move_without_answering_and_space_takes(answers: AnswerButtons) -> None:
    press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert answers.value() == ""
    press(Qt.Key.Key_Space)
    assert answers.value() == "unable"


def test_arrows_follow_the_reading_direction(answers: AnswerButtons) -> None:
    answers.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    press(Qt.Key.Key_Left)
    assert focused() is answers.buttons[1]


def test_backspace_takes_the_answer_back(answers: AnswerButtons) -> None:
    type_text("y")
    press(Qt.Key.Key_Backspace)
    assert answers.value() == ""


def test_other_letters_do_nothing(answers: AnswerButtons) -> None:
    type_text("xq7")
    assert answers.value() == ""


def test_a_line_is_one_tab_stop(window: QWidget, answers: AnswerButtons) -> None:
    after = AnswerButtons("Rash?", window)
    put(window, after)
    press(Qt.Key.Key_Tab)
    assert focused() is after.buttons[0]


def test_a_screen_reader_hears_question_and_answer(answers: AnswerButtons) -> None:
    said = QAccessible.queryAccessibleInterface(answers.buttons[2])
    name = said.text(QAccessible.Text.Name)
    assert name == "Fever?: Cannot say: could not be asked or assessed"
    assert said.state().checkable


@pytest.mark.parametrize(("keys", "rating"), [("0", 0), ("7", 7), ("t", 10), ("10", 10), ("1", 1)])
def test_pain_takes_one_key(window: QWidget, keys: str, rating: int) -> None:
    scale = PainScale(window)
    put(window, scale)
    assert scale.rating() is None
    scale.setFocus()
    type_text(keys)
    assert scale.rating() == rating


def test_a_list_keeps_a_value_it_does_not_know(window: QWidget) -> None:
    box = PickBox("Not examined", (Choice("4", "4"),), window)
    box.set_value("4-")
    assert box.value() == "4-"
    box.set_value("")
    assert box.currentText() == "Not examined"


def test_the_wheel_never_changes_a_finding(window: QWidget) -> None:
    box = PickBox("Not examined", (Choice("4", "4"), Choice("5", "5")), window)
    put(window, box)
    box.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert box.value() == ""
