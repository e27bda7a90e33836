"""What was known and what was shown: two questions about a past day, and the advice of then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.shownadvice import AdviceOfThen
from pathway.facts import FlagAnswer
from pathway.records import Amendment, VisitEntry
from tests.desktop import corrected
from tests.desktop.clinics import Clock, Sitting, found_clinic, sitting
from tests.desktop.corrected import CONTROL, VISIT, chart, desk, do, said, view
from tests.desktop.pressing import press

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody who reads a visit that was signed with a red flag."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        corrected.open_signed(sat)
        yield sat


def show_advice(sat: Sitting) -> list[str]:
    button = chart(sat).visit.sheet.advice
    button.setFocus()
    press(Qt.Key.Key_Space)
    sat.settle()
    (sheet,) = [one for one in chart(sat).findChildren(AdviceOfThen) if one.isVisible()]
    return said(sheet)


def clear_the_flag(sat: Sitting) -> None:
    """Say that the red flag was written down by mistake."""
    clock = sat.entrance.clock._clock
    assert isinstance(clock, Clock)
    clock.moment += timedelta(hours=1)
    visit = view(sat).visits[0]
    cleared = replace(VISIT, red_flags={"RF-C1": FlagAnswer("no")})
    entry = VisitEntry(view(sat).problem_id, cleared, id=visit.id)
    do(sat, desk(sat).corrections.amend, Amendment(entry, "Wrong patient's answer."))


def test_the_advice_of_the_signature_is_shown_as_it_was_kept(sat: Sitting) -> None:
    words = show_advice(sat)
    assert "Past" in words
    assert any(line.startswith("Red flags: Emergency") for line in words)
    assert any("pack foramen" in line and "version" in line for line in words)
    assert "With what is known today, the rules say the same for that day." in words
    press(Qt.Key.Key_Space)
    assert not [one for one in chart(sat).findChildren(AdviceOfThen) if one.isVisible()]


def test_a_correction_changes_todays_answer_and_never_that_of_then(sat: Sitting) -> None:
    clear_the_flag(sat)
    words = show_advice(sat)
    assert any(line.startswith("Red flags: Emergency") for line in words)
    assert "What the rules say today for that day" in words
    assert any(line.startswith("Other than then: Red flags: ") for line in words)
    assert not any("the same for that day" in line for line in words)


def test_one_day_answers_two_questions(sat: Sitting) -> None:
    clear_the_flag(sat)
    press(Qt.Key.Key_K, modifier=CONTROL | SHIFT)
    sat.settle()
    page = chart(sat).known
    page.day.set_text("29-Mar-2026")
    sat.settle()
    nothing = "Nothing of this problem was recorded on or before 29-Mar-2026."
    sat.see(lambda: nothing in said(page))
    page.by.setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    sat.settle()
    assert page.by.value() == "today"
    assert page.line.text() == "29-Mar-2026 as we know it today – read only"
    sat.see(lambda: "Visit of Mon 16-Mar-2026" in said(page))
    words = said(page)
    assert "What the rules say today for that day" in words
    assert not any(line.startswith("Red flags: Emergency") for line in words)
    page.day.set_text("15-Mar-2026")
    sat.settle()
    sat.see(lambda: "0 visits" in said(page))


def test_both_kinds_of_looking_back_are_noted(sat: Sitting) -> None:
    from tests.desktop.test_accesslog import noted

    show_advice(sat)
    press(Qt.Key.Key_K, modifier=CONTROL | SHIFT)
    sat.settle()
    lines = noted(sat)
    assert ("view", "advice 2026-03-16") in lines
    assert ("view", "as_known 2026-03-30") in lines
