"""A rule that fails: it is said in red, what was found can be kept, the emergency letter prints."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.pages.chart import ChartPage
from pathway import evaluate
from pathway.facts import Patient
from pathway.standing import Standing
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import press, type_text

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LOGGED = "no advice for problem [-0-9a-f]{36}: ZeroDivisionError$"


def _divide(standing: Standing) -> object:
    return standing, 1 // 0


@pytest.fixture
def sat(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sitting]:
    """Somebody in front of a chart, in a program with a rule that raises."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        monkeypatch.setattr(evaluate, "surgical_evaluation", _divide)
        patient = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
        (changes,) = register(sat, patient)
        assert changes.problem is not None
        assert sat.entrance.rooms is not None
        sat.entrance.rooms.show_chart(changes.problem)
        yield sat


def _chart(sat: Sitting) -> ChartPage:
    assert sat.entrance.rooms is not None
    assert sat.entrance.rooms.chart is not None
    return sat.entrance.rooms.chart


def _labels(sat: Sitting) -> list[str]:
    return [label.text() for label in _chart(sat).plan.findChildren(QLabel)]


@pytest.mark.expects_log(LOGGED)
def test_a_rule_that_fails_leaves_the_form_and_the_emergency_letter(sat: Sitting) -> None:
    type_text("y")
    press(Qt.Key.Key_S, modifier=CONTROL)
    sat.settle()
    view = _chart(sat).view
    assert view is not None
    assert [visit.visit.red_flags["RF-C1"].answer for visit in view.visits] == ["yes"]
    press(Qt.Key.Key_2, modifier=CONTROL)
    assert any("could not be worked out" in text for text in _labels(sat))
    press(Qt.Key.Key_F2, modifier=ALT)
    printing = _chart(sat).printing
    sat.see(lambda: bool(printing.preview.pages))
    text = PdfReader(BytesIO(printing.pdf)).pages[0].extract_text()
    assert "BANDA" in text
    assert "could not work out its advice" in " ".join(text.split())
    assert printing.refusal.isHidden()


@pytest.mark.expects_log(LOGGED)
def test_no_other_sheet_is_made_without_advice(sat: Sitting) -> None:
    press(Qt.Key.Key_4, modifier=CONTROL)
    printing = _chart(sat).printing
    sat.see(printing.refusal.isVisible)
    assert "Advice could not be worked out" in printing.refusal.text()
    assert "emergency letter still works" in printing.refusal.text()
    assert not printing.pdf
    assert printing.instead.isVisible()


@pytest.mark.expects_log(LOGGED)
@pytest.mark.parametrize("kind", ["danger_card", "pocket_card"])
def test_the_danger_signs_are_handed_out_whatever_the_rules_do(sat: Sitting, kind: str) -> None:
    press(Qt.Key.Key_4, modifier=CONTROL)
    printing = _chart(sat).printing
    sat.see(printing.refusal.isVisible)
    printing.choose(kind)
    sat.see(lambda: bool(printing.preview.pages))
    assert "BANDA" in PdfReader(BytesIO(printing.pdf)).pages[0].extract_text().upper()
    assert printing.refusal.isHidden()
