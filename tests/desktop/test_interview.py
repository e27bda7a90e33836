"""Red-flag questions as a list and one at a time: one key each, a way back, nothing ticked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.habits import Habits
from desktop.models.interview import left_open
from desktop.pages.interview import Interview
from desktop.pages.visit import VisitForm
from desktop.pages.visittab import VisitTab
from desktop.settings import SettingsFile
from desktop.widgets.answers import Question
from pathway.coding import Code
from pathway.facts import Chart, FlagAnswer
from pathway.records import VisitId, VisitVersion
from tests.desktop import samples
from tests.desktop.books import books, put, room
from tests.desktop.pressing import focused, press, type_text
from tests.desktop.viewed import view_of

TODAY = samples.TODAY
GUIDELINES = books().guidelines
NO = FlagAnswer("no")
LOW = 338
"""What head and foot leave to the questions at 1280 × 720 in letters of twice the size."""


def _chart() -> Chart:
    """Somebody who was asked about the bladder before, and takes nothing."""
    chart = samples.chart()
    visits = tuple(
        replace(visit, red_flags={"RF-C1": FlagAnswer("no")}, power={})
        for visit in chart.visits[:2]
    )
    return replace(chart, patient=replace(samples.patient(), medicines=()), visits=visits, flags=())


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A shown window."""
    with room(qtbot) as window:
        yield window


def _begin(window: QWidget) -> VisitForm:
    made = VisitForm(books(), view_of(_chart()), None, TODAY, window)
    put(window, made)
    made.focus_start()
    return made


@pytest.fixture
def form(window: QWidget) -> VisitForm:
    """A new visit with its questions one at a time."""
    made = _begin(window)
    made.parts.interview.on_way("single")
    made.focus_start()
    return made


def _here(form: VisitForm) -> str:
    questions = form.parts.interview.questions
    return next((id_ for id_, one in questions.items() if one.isAncestorOf(focused())), "")


def _seen(asked: Interview) -> list[str]:
    shown = {**asked.questions, **asked.counted}
    return [id_ for id_, part in shown.items() if part.isVisible()]


def test_one_question_is_in_sight_at_a_time_until_the_last(form: VisitForm) -> None:
    needed = form.progress.needed
    for count in range(needed):
        assert _seen(form.parts.interview) == [_here(form)]
        assert f"Question {count + 1} of {needed}" in form.parts.interview.steps.place.text()
        type_text("n")
    assert form.progress.is_complete
    assert form.parts.pain.fields["pain.spine"].isAncestorOf(focused())


def test_the_whole_lumbar_screen_takes_one_key_for_each_question(form: VisitForm) -> None:
    type_text("n" * form.progress.needed)
    assert form.progress.answered == form.progress.needed == len(form.answers) == 25


def test_back_shows_the_answer_that_was_given_and_lets_it_be_changed(form: VisitForm) -> None:
    first = _here(form)
    type_text("n")
    second = _here(form)
    form.parts.interview.steps.back.click()
    assert _here(form) == first
    assert form.parts.interview.questions[first].answer == "no"
    type_text("u")
    assert form.answers[Code(f"flag.{first}")].value == "unable"
    assert _here(form) == second


def test_going_on_leaves_a_question_open_and_it_comes_again_at_the_end(form: VisitForm) -> None:
    first = _here(form)
    form.parts.interview.steps.forward.click()
    assert _here(form) not in {"", first}
    assert not form.answers
    type_text("n" * (form.progress.needed - 1))
    assert _here(form) == first
    assert not form.progress.is_complete


def test_since_and_course_follow_a_yes_and_can_be_skipped(form: VisitForm) -> None:
    first = _here(form)
    type_text("y-2d")
    press(Qt.Key.Key_Return)
    type_text("w")
    told = form.answers[Code(f"flag.{first}")]
    assert (told.since, told.course) == (TODAY - timedelta(days=2), "progressing")
    second = _here(form)
    type_text("y")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    told = form.answers[Code(f"flag.{second}")]
    assert (told.value, told.since, told.course) == ("yes", None, None)
    assert _here(form) not in {"", first, second}
    assert form.bar.emergency.isEnabled()


def test_the_earlier_answer_is_shown_with_its_day_and_never_chosen(form: VisitForm) -> None:
    question = form.parts.interview.questions["RF-C1"]
    assert question.answer == "not_asked"
    assert "Last answered “No” on 09-Feb-2026" in question.answers.accessibleDescription()


def test_the_way_of_asking_changes_no_answer_and_stays_at_the_question(form: VisitForm) -> None:
    type_text("nny")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    here, before = _here(form), form.answers
    form.parts.interview.on_way("list")
    assert form.answers is before
    form.parts.finish()
    assert len(_seen(form.parts.interview)) == form.progress.needed
    form.parts.interview.questions[here].answers.setFocus()
    form.parts.interview.on_way("single")
    assert _seen(form.parts.interview) == [here]


def test_what_is_optional_is_gone_through_when_it_is_asked_for(form: VisitForm) -> None:
    asked = form.parts.interview
    asked.more.click()
    order = asked.sequence()
    assert len(order) > form.progress.needed
    assert _seen(asked) == ["RF-C1"]
    assert {"RF-C9", "RF-P2", "RF-P6"} <= set(order)
    asked._go_to("RF-C9")
    type_text("240")
    press(Qt.Key.Key_Return)
    assert form.answers[Code("flag.RF-C9")].value == "240"
    assert _seen(asked) == [order[order.index("RF-C9") + 1]]


def test_how_questions_are_asked_is_remembered_on_this_computer(
    window: QWidget, tmp_path: Path
) -> None:
    Habits(SettingsFile(tmp_path / "settings.txt"), window)
    first = _begin(window)
    assert not first.parts.interview.is_single
    first.parts.interview.top.ways.buttons[1].click()
    assert SettingsFile(tmp_path / "settings.txt").now.questions == "single"
    first.hide()
    second = _begin(window)
    assert second.parts.interview.is_single
    assert _seen(second.parts.interview) == [_here(second)]


@pytest.mark.parametrize("action", ["Press", "Toggle"])
def test_whatever_a_screen_reader_does_to_a_button_counts_as_an_answer(
    form: VisitForm, action: str
) -> None:
    first = _here(form)
    no = form.parts.interview.questions[first].answers.buttons[1]
    actions = QAccessible.queryAccessibleInterface(no).actionInterface()
    assert action in actions.actionNames()
    if action == "Toggle":
        actions.doAction(action)
    else:
        no.click()
    assert form.answers[Code(f"flag.{first}")].value == "no"
    assert _here(form) != first


def test_no_button_answers_more_than_one_question(form: VisitForm) -> None:
    buttons = form.parts.interview.findChildren(QPushButton)
    assert not [one.text() for one in buttons if one.text().lower() in {"all no", "no to all"}]


def test_a_signed_visit_says_what_its_screen_left_open(window: QWidget) -> None:
    tab = VisitTab(books(), _no_versions, window)
    tab.make_sheet()
    put(window, tab)
    view = view_of(_chart())
    tab.start(view, TODAY)
    assert tab.read(view.visits[0].id)
    said = [one.accessibleName() for one in tab.sheet.findChildren(QFrame)]
    gaps = [words for words in said if words.startswith("Red-flag screen not complete")]
    assert len(gaps) == 1
    assert "24 red-flag questions have no answer" in gaps[0]
    answered = dict.fromkeys(left_open(view.chart, view.chart.visits[0], GUIDELINES), NO)
    whole = replace(view.chart.visits[0], red_flags={"RF-C1": NO, **answered})
    assert left_open(view.chart, whole, GUIDELINES) == ()


def _no_versions(visit: VisitId) -> tuple[VisitVersion, ...]:
    return ()


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.sampled_from("nudy\r\b<>l1"), max_size=25))
def test_whatever_is_pressed_each_question_shows_what_is_recorded(
    form: VisitForm, keys: list[str]
) -> None:
    asked = form.parts.interview
    ways = {"l": "list", "1": "single"}
    form.focus_start()
    for key in keys:
        if key in ways:
            asked.on_way(ways[key])
        elif key in "<>":
            (asked.steps.back if key == "<" else asked.steps.forward).click()
        elif key in "\r\b":
            press(Qt.Key.Key_Return if key == "\r" else Qt.Key.Key_Backspace)
        elif _here(form):
            type_text(key)
    form.parts.finish()
    shown = {id_: one.answer for id_, one in asked.questions.items() if one.answer != "not_asked"}
    given_ = {code.item.removeprefix("flag."): row.value for code, row in form.answers.items()}
    assert shown == given_
    asked.on_way("single")


def test_a_question_alone_has_its_words_and_answers_in_sight_in_a_low_window(
    qtbot: QtBot, qapp: QApplication, window: QWidget
) -> None:
    theme.apply(qapp, "light", 2.0)
    try:
        form = _begin(window)
        form.parts.setFixedHeight(LOW)
        form.parts.interview.on_way("single")
        form.focus_start()
        for _ in range(6):
            question = form.parts.interview.questions[_here(form)]
            qtbot.waitUntil(partial(_is_in_sight, form, question))
            type_text("n")
    finally:
        theme.apply(qapp, "light", 1.0)


def _is_in_sight(form: VisitForm, question: Question) -> bool:
    around = form.parts.viewport().rect()
    places = (
        one.rect().translated(one.mapTo(form.parts.viewport(), QPoint(0, 0)))
        for one in (question.words, question.answers)
    )
    return all(around.contains(place) for place in places)
