"""Boxes of a paper sheet, typed by their numbers: understood aloud, put in by Enter, or refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.boxentry import BoxReader
from desktop.models.sheetbooks import known_boxes
from desktop.pages.visit import VisitForm
from pathway.coding import Code, Coded
from pathway.facts import Visit
from pathway.intake import Answers, problems
from pathway.records import ChartView, PatientId, ProblemId
from tests.desktop import samples
from tests.desktop.books import books, put, room
from tests.desktop.pressing import focused, press, type_text

TODAY = samples.TODAY


def reader() -> BoxReader:
    made = books()
    boxes = known_boxes(made.catalogue, made.guidelines.flags)
    return BoxReader(boxes, made.catalogue, made.words, TODAY)


@pytest.mark.parametrize(
    ("text", "coded"),
    [
        ("101 y", Coded(Code("flag.RF-C1"), "yes")),
        ("101 Y -3d", Coded(Code("flag.RF-C1"), "yes", date(2026, 3, 27))),
        ("101 n", Coded(Code("flag.RF-C1"), "no")),
        ("101 u", Coded(Code("flag.RF-C1"), "unable")),
        ("101 d", Coded(Code("flag.RF-C1"), "declined")),
        ("133 250", Coded(Code("flag.RF-C9"), "250")),
        ("202 7", Coded(Code("pain.limb"), "7")),
        ("205 38,5", Coded(Code("temperature"), "38.5")),
        ("203 4", Coded(Code("radiation"), "hand_or_foot")),
        ("427 4", Coded(Code("power.ankle_dorsiflexion", "left"), "4")),
        ("428 5", Coded(Code("power.ankle_dorsiflexion", "right"), "5")),
        ("511 2", Coded(Code("reflex.ankle", "left"), "reduced")),
        ("511 br", Coded(Code("reflex.ankle", "left"), "brisk")),
        ("531 p", Coded(Code("test.slr", "left"), "positive")),
        ("212 -2w", Coded(Code("weakness"), "yes", date(2026, 3, 16))),
        ("211 Sleeps badly", Coded(Code("note"), "Sleeps badly")),
    ],
)
def test_what_is_understood(text: str, coded: Coded) -> None:
    assert reader().read(text).coded == coded


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("y", "Begin with the number of the box, such as 112 y."),
        ("999 y", "No box has the number 999."),
        ("101 x", "y, n, u or d is needed here."),
        ("101 n -3d", "only a day since when may follow a y."),
        ("101 y tomorrow", "this day has not come yet."),
        ("202 11", "Between 0 and 10"),
        ("427 strong", "A number is needed here."),
        ("511 x", "one of these is needed: 1 Absent"),
    ],
)
def test_what_is_not_understood_is_said_in_one_sentence(text: str, problem: str) -> None:
    typed = reader().read(text)
    assert typed.coded is None
    assert problem in typed.problem


def test_scores_of_mood_are_typed_as_they_are_counted() -> None:
    made = books()
    boxes = known_boxes(made.catalogue, made.guidelines.flags)
    number = boxes.number("score.phq_1")
    typed = reader().read(f"{number} 0")
    assert typed.coded == Coded(Code("score.phq_1"), "not_at_all")


@given(st.text(max_size=30) | st.from_regex(r"[1-7][0-9]{2} [a-z0-9. +-]{0,8}", fullmatch=True))
def test_nothing_that_is_typed_breaks_it_and_what_is_put_in_can_be_saved(text: str) -> None:
    made, chart = books(), samples.chart()
    typed = reader().read(text)
    assert typed.coded is None or not typed.problem
    if typed.coded is not None:
        row = typed.coded
        blank = replace(chart, visits=())
        found = problems(Answers((row,)), made.catalogue, blank, TODAY)
        assert {one.says for one in found} <= {"since_before_birth"}


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[VisitForm]:
    """A visit form in a shown window."""
    chart = replace(samples.chart(), visits=(), care=())
    view = ChartView(PatientId("p"), ProblemId("x"), chart)
    with room(qtbot) as window:
        made = VisitForm(books(), view, None, TODAY, _here(window))
        put(window, made)
        made.parts.finish()
        yield made


def _here(window: QWidget) -> QWidget:
    return window


def test_a_sheet_is_typed_by_keys(form: VisitForm) -> None:
    form.parts.paper.line.setFocus()
    type_text("427 4")
    assert form.parts.paper.said.text().endswith("left: 4")
    press(Qt.Key.Key_Return)
    type_text("101 y -3d")
    press(Qt.Key.Key_Return)
    assert "Put in: 101" in form.parts.paper.said.text()
    visit: Visit = form.entry().visit
    assert dict(visit.power) == {("left", "ankle_dorsiflexion"): 4}
    assert visit.red_flags["RF-C1"].since == date(2026, 3, 27)
    question = form.parts.interview.questions["RF-C1"]
    assert question.answer == "yes"
    assert focused() is form.parts.paper.line


def test_a_wrong_number_puts_nothing_in_and_stops_the_save(form: VisitForm, qtbot: QtBot) -> None:
    form.parts.paper.line.setFocus()
    type_text("9 y")
    press(Qt.Key.Key_Return)
    assert form.parts.paper.said.text() == "No box has the number 9."
    assert not form.answers
    with qtbot.waitSignal(form.refused) as refused:
        assert not form.save()
    assert "paper sheet" in refused.args[0]


def test_what_is_half_typed_elsewhere_stays(form: VisitForm) -> None:
    form.parts.pain.fields["temperature"].setFocus()
    type_text("388")
    form.parts.care.kind.setFocus()
    type_text("napr")
    form.parts.paper.line.setFocus()
    type_text("202 7")
    press(Qt.Key.Key_Return)
    assert form.parts.pain.fields["temperature"].value() == "388"
    assert form.parts.care.kind.text() == "napr"
    assert form.parts.pain.fields["pain.limb"].value() == "7"
