"""How many keys a new patient with a problem costs beyond the typed text: counted part by part."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.registration import RegistrationPage
from tests.desktop.clinics import Sitting, found_clinic, sitting

MOST = {"who": 5, "problem": 9, "story": 11, "background": 26, "reach": 10, "end": 1}
"""The most key presses that each part may cost; what is typed as text is not counted."""
LETTERS_OF_ANSWERS = 1


class Counted:
    """Presses keys and counts them: Tab, an answer by its letter, Enter and shortcuts."""

    def __init__(self, sat: Sitting) -> None:
        self._sat = sat
        self.presses = 0

    def tab_to(self, name: str) -> None:
        for _ in range(40):
            if name in self._sat.focus.accessibleName():
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"no control named {name}")

    def press(self, key: Qt.Key) -> None:
        self.presses += 1
        self._sat.press(key)

    def answer(self, name: str, letter: str) -> None:
        self.tab_to(name)
        self.presses += LETTERS_OF_ANSWERS
        self._sat.type(letter)

    def write(self, name: str, text: str) -> None:
        self.tab_to(name)
        self._sat.type(text)

    def enter(self, name: str, text: str) -> None:
        self.write(name, text)
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def who(keys: Counted, sat: Sitting) -> None:
    sat.chord(Qt.Key.Key_N)
    sat.settle()
    keys.presses += 1
    sat.type("Okafor")
    keys.write("Given name", "Ruth")
    keys.write("Born", "14-Mar-1968")
    keys.answer("Gender", "f")


def problem(keys: Counted, sat: Sitting) -> None:
    keys.answer("Where", "l")
    keys.answer("Side", "r")
    keys.answer("Start known", "d")
    keys.write("Started on", "-6w")


def story(keys: Counted, sat: Sitting) -> None:
    keys.write("In the patient's words", "lifting a bag of maize")
    keys.answer("Spine pain before that", "n")
    keys.answer("Suspected cause", "d")
    keys.answer("Earlier episodes", "n")
    keys.answer("Spine surgery", "n")


def background(keys: Counted, sat: Sitting) -> None:
    keys.answer("Allergic to: No known", "n")
    keys.enter("Illnesses", "hypert")
    keys.enter("Medicines", "lisin")
    keys.write("Kidney function", "58")
    keys.write("Measured on", "-2w")
    keys.write("Weight", "71")
    keys.answer("Pregnant", "n")
    keys.answer("Breastfeeding", "n")
    keys.answer("Smokes", "n")


def reach(keys: Counted, sat: Sitting) -> None:
    keys.write("Speaks", "Nyanja")
    keys.answer("Interpreter", "n")
    keys.write("Telephone", "0977 123")
    keys.write("Address", "Mfuwe")


def end(keys: Counted, sat: Sitting) -> None:
    keys.presses += 1
    sat.chord(Qt.Key.Key_S)
    sat.see(lambda: not isinstance(sat.window.pages.currentWidget(), RegistrationPage))


def test_a_new_patient_costs_few_keys_beyond_the_text(
    sat: Sitting, capsys: pytest.CaptureFixture[str]
) -> None:
    cost: dict[str, int] = {}
    for part in (who, problem, story, background, reach, end):
        keys = Counted(sat)
        part(keys, sat)
        cost[part.__name__] = keys.presses
    with capsys.disabled():
        sys.stdout.write(f"\nkeys beyond the text: {sum(cost.values())} ({cost})\n")
    assert {part: count for part, count in cost.items() if count > MOST[part]} == {}
