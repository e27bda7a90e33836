"""A long form is made in slices, in its order, and at once where somebody goes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.pages.interview import AT_ONCE
from desktop.pages.visit import VisitForm
from desktop.widgets.slices import Slices
from desktop.widgets.taborder import controls, next_stop
from pathway.records import ChartView, PatientId, ProblemId
from tests.desktop import samples
from tests.desktop.books import books, put, room
from tests.desktop.pressing import focused
from tests.desktop.samples import TODAY


class Pile:
    """So many pieces of which each is noted."""

    def __init__(self, name: str, count: int, made: list[str]) -> None:
        self._left = [f"{name}{number}" for number in range(count)]
        self._made = made

    @property
    def has_more(self) -> bool:
        return bool(self._left)

    def make_next(self) -> None:
        self._made.append(self._left.pop(0))


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[VisitForm]:
    """A new visit, just opened: nothing but its beginning is there."""
    chart = replace(samples.chart(), visits=(), flags=())
    view = ChartView(PatientId("p"), ProblemId("x"), chart, (), ())
    with room(qtbot) as window:
        made = VisitForm(books(), view, None, TODAY, window)
        put(window, made)
        made.focus_start()
        yield made


def test_parts_are_made_one_after_the_other(qtbot: QtBot) -> None:
    made: list[str] = []
    owner = QObject()
    slices = Slices((Pile("a", 2, made), Pile("b", 2, made)), owner)
    with qtbot.waitSignal(slices.done):
        slices.start()
    assert made == ["a0", "a1", "b0", "b1"]
    assert not slices.is_busy


def test_what_is_left_is_made_at_once_when_wanted(qtbot: QtBot) -> None:
    made: list[str] = []
    owner = QObject()
    slices = Slices((Pile("a", 3, made),), owner)
    slices.start()
    with qtbot.waitSignal(slices.done):
        slices.finish()
    assert made == ["a0", "a1", "a2"]


def test_a_visit_begins_with_its_first_questions(form: VisitForm) -> None:
    parts = form.parts
    assert AT_ONCE <= len(parts.interview.questions) < form.progress.needed
    assert parts.interview.has_more
    assert not parts.examination.boxes
    first = next(iter(parts.interview.questions.values()))
    assert first.isAncestorOf(focused())


def test_tab_goes_to_questions_that_were_not_made_yet(form: VisitForm) -> None:
    questions = form.parts.interview.questions
    for count in range(1, AT_ONCE + 3):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert list(questions.values())[count].isAncestorOf(focused())
    assert form.parts.interview.has_more


def test_an_answer_moves_on_to_a_question_that_was_not_made_yet(form: VisitForm) -> None:
    questions = form.parts.interview.questions
    for count in range(1, AT_ONCE + 3):
        QTest.keyClicks(focused(), "n")
        assert list(questions.values())[count].isAncestorOf(focused())


def test_after_the_last_question_tab_goes_on_through_what_was_not_made_yet(
    form: VisitForm,
) -> None:
    parts = form.parts
    for _ in range(form.progress.needed):
        QTest.keyClicks(focused(), "n")
    assert parts.pain.fields["pain.spine"].isAncestorOf(focused())
    assert parts.examination.has_more
    passed = [focused()]
    while not parts.examination.boxes or len(passed) < 30:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        passed.append(focused())
    first = passed.index(next(iter(parts.examination.boxes.values())))
    assert parts.examination.tools is not None
    order = [part for part, _ in parts.named()]
    before = (*order[1 : order.index(parts.examination)], parts.examination.tools)
    assert all(any(part.isAncestorOf(one) for part in before) for one in passed[:first])
    boxes = passed[first:]
    assert boxes == list(parts.examination.boxes.values())[: len(boxes)]


def test_tab_goes_from_the_examination_to_care_that_was_not_made_yet(form: VisitForm) -> None:
    parts = form.parts
    for _ in range(form.progress.needed):
        QTest.keyClicks(focused(), "n")
    passed = [focused()]
    while not parts.examination.isAncestorOf(passed[-1]) and len(passed) < 300:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        passed.append(focused())
    while parts.examination.isAncestorOf(focused()):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert parts.decisions.has_more
    assert focused() is parts.care.kind


def test_tab_elsewhere_finds_everything_made_in_the_order_of_reading(form: VisitForm) -> None:
    form.parts.date.line.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    parts = form.parts
    assert not parts.interview.has_more
    assert not parts.examination.has_more
    while not parts.interview.isAncestorOf(focused()):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert parts.interview.top.isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert next(iter(parts.interview.questions.values())).isAncestorOf(focused())
    boxes = [part for part in controls(form) if part in parts.examination.boxes.values()]
    assert boxes == list(parts.examination.boxes.values())


def test_what_is_made_in_slices_stands_where_it_is_read(form: VisitForm, qtbot: QtBot) -> None:
    QTest.keyClicks(focused(), "n")
    qtbot.waitUntil(lambda: not form.parts.decisions.has_more)
    window = form.window()
    read = [part for part in controls(form) if _is_stop(part, window)]
    form.parts.date.line.setFocus()
    passed = [focused()]
    while passed[-1] is not read[-1] and len(passed) < 2 * len(read):
        stop = next_stop(window, forward=True)
        assert stop is not None
        stop.setFocus()
        passed.append(stop)
    assert passed == read[read.index(form.parts.date.line) :]


def _is_stop(part: QWidget, window: QWidget) -> bool:
    takes_tab = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and part.focusProxy() is None and part.isVisibleTo(window) and part.isEnabled()
