"""How many keys a whole intake takes beside the text itself, from the list to the signature.

A text that somebody has to type anyway (a name, a date, a number, a note) is not counted; every
Tab, Enter, shortcut and answer by its key is. The parts are printed: run with ``-s`` to see them.
"""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pathway.facts import OnsetDay, Spot
from pathway.records import ChartView, ProblemId
from tests.desktop.clinics import USER, Sitting, found_clinic, sitting
from tests.journeys.test_whole_visit import chart_of, has_chart, spoken, stored

ALT: Final = Qt.KeyboardModifier.AltModifier
CONTROL: Final = Qt.KeyboardModifier.ControlModifier
MOST_NEW: Final = 220
MOST_REVIEW: Final = 80
MOST_TABS: Final = 60
MUSCLES: Final = 9
REFLEXES: Final = 3
TESTS: Final = 5
ZONES: Final = 3
"""Of the leg, as the examination asks for them on each side."""
FULL: Final = "5"


class Hands:
    """Somebody at the keyboard, with a count of each key for the part of the work it is for."""

    def __init__(self, sat: Sitting) -> None:
        self.sat = sat
        self.part = ""
        self.count: Counter[str] = Counter()

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier | None = None) -> None:
        """Press a key that is no text."""
        self.sat.press(key, keys)
        self.count[self.part] += 1

    def answer(self, *letters: str) -> None:
        """Answer by keys, one for each question."""
        for letter in letters:
            self.sat.type(letter)
            self.count[self.part] += 1

    def write(self, where: str, text: str) -> None:
        """Go to a field and type a text into it, which is not counted."""
        self.go(where)
        self.sat.type(text)

    def go(self, name: str) -> None:
        """Press Tab until the control in focus has this in its name."""
        passed = []
        for _ in range(MOST_TABS):
            if name in spoken(self.sat):
                return
            passed.append(spoken(self.sat))
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"no control named {name!r} among {passed}")

    def told(self) -> str:
        """Say how many keys each part took."""
        parts = ", ".join(f"{part} {count}" for part, count in self.count.items())
        return f"{sum(self.count.values())} keys: {parts}"


def register(hands: Hands) -> None:
    """Register a patient with her background, and open her chart."""
    hands.part = "registration"
    hands.press(Qt.Key.Key_N, CONTROL)
    hands.sat.see(lambda: spoken(hands.sat) == "Family name")
    hands.write("Family name", "Zulu")
    hands.write("Given name", "Grace")
    hands.write("Born on", "14-Mar-1968")
    hands.go("Gender")
    hands.answer("f")
    hands.part = "problem"
    hands.go("Where")
    hands.answer("l")
    hands.go("Side")
    hands.answer("l")
    hands.go("Start known")
    hands.answer("d")
    hands.write("Started on", "-6w")
    hands.go("Earlier episodes")
    hands.answer("n")
    hands.go("Spine surgery")
    hands.answer("n")
    hands.part = "background"
    for name in ("Allergic to: No", "Illnesses: None"):
        hands.go(name)
        hands.answer("n")
    hands.write("Medicines", "ibuprofen")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_S, CONTROL)
    hands.sat.see(lambda: has_chart(hands.sat))
    hands.sat.settle()


def interview(hands: Hands) -> None:
    """Answer every red-flag question."""
    hands.part = "red flags"
    form = chart_of(hands.sat).visit.form
    assert form is not None
    while not form.progress.is_complete:
        hands.answer("n")


def pain(hands: Hands, limb: str) -> None:
    """Rate the pain and tell the state."""
    hands.part = "pain"
    hands.go("Pain in the neck or back")
    hands.answer("3")
    hands.go("Pain in the arm or leg")
    hands.answer(limb)
    hands.go("How far the pain travels")
    hands.answer("4")
    hands.go("Could you live")
    hands.answer("n")


def scores(hands: Hands) -> None:
    """Name three activities and rate them, and ask the two questions on mood."""
    hands.part = "scores"
    for place, activity in (("First", "walking"), ("Second", "lifting"), ("Third", "sleeping")):
        hands.write(f"{place} activity", activity)
        hands.go(f"{place} activity: how well")
        hands.answer("4")
    hands.go("Work at present")
    hands.answer("1")
    hands.go("Little interest")
    hands.answer("0", "0")


def body_chart(hands: Hands) -> None:
    """Draw pain and numbness down the left leg."""
    hands.part = "body chart"
    hands.go("Body chart")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)


def examination(hands: Hands) -> None:
    """Grade all muscles of both legs, the reflexes, two tests; the left big toe is weak."""
    hands.part = "examination"
    hands.go("Hip flexion (lift the knee), right")
    for name in ("right", "left"):
        assert name in spoken(hands.sat)
        hands.answer(FULL)
    hands.answer(*(FULL,) * 2 * (MUSCLES - 1))
    assert "Knee reflex, right" in spoken(hands.sat)
    hands.answer(*("n",) * (2 * REFLEXES - 1), "r")
    assert "Straight leg raise, right" in spoken(hands.sat)
    hands.answer("n", "p", *("n",) * 2 * (TESTS - 1))
    assert "Inner side of the ankle, right" in spoken(hands.sat)
    hands.answer(*("n",) * 2 * ZONES)


def care(hands: Hands) -> None:
    """Tell two courses of care."""
    hands.part = "care"
    for what, days in (("Exercise at", "5"), ("ibuprofen", "7")):
        hands.write("What", what)
        hands.write("From", "-4w")
        hands.go("Days a week")
        hands.answer(days)
        hands.go("Add to the list")
        hands.press(Qt.Key.Key_Space)


def sign(hands: Hands) -> None:
    """Sign the visit off."""
    hands.part = "sign-off"
    hands.press(Qt.Key.Key_F9, ALT)
    hands.sat.see(lambda: "Sign now" in spoken(hands.sat))
    hands.press(Qt.Key.Key_Space)
    chart = chart_of(hands.sat)
    hands.sat.see(lambda: chart.tabs.currentIndex() == 1)
    hands.sat.settle()


def review_scores(hands: Hands) -> None:
    """Rate the activities of last time again, and the change since then."""
    hands.part = "scores"
    for place in ("First", "Second", "Third"):
        hands.go(f"{place} activity: how well")
        hands.answer("6")
    hands.go("Work at present")
    hands.answer("1")


def review_power(hands: Hands) -> None:
    """Grade all muscles again, and raise the left leg."""
    hands.part = "examination"
    while "Hip flexion" not in spoken(hands.sat):
        key = Qt.Key.Key_Tab if "How" in spoken(hands.sat) else Qt.Key.Key_F6
        hands.press(key)
    hands.answer(*(FULL,) * 2 * MUSCLES)


def problem_of(sat: Sitting) -> ProblemId:
    """Return the problem whose chart is in front."""
    view = chart_of(sat).view
    assert isinstance(view, ChartView)
    return view.problem_id


@pytest.mark.long(20)
def test_a_new_patient_takes_few_keys(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date
) -> None:
    places = found_clinic(home, today)
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        hands = Hands(sat)
        register(hands)
        interview(hands)
        pain(hands, "7")
        scores(hands)
        body_chart(hands)
        examination(hands)
        care(hands)
        sign(hands)
        problem = problem_of(sat)
    print(hands.told())  # noqa: T201 - what the test is for
    view = stored(places.clinic, problem)
    (recorded,) = view.visits
    visit, chart = recorded.visit, view.chart
    assert recorded.signed_by == USER
    assert chart.problem.onset == OnsetDay(today - timedelta(weeks=6))
    assert (chart.patient.allergy_state, chart.patient.sex) == ("none_known", "female")
    assert (visit.pain_spine, visit.pain_limb, visit.psfs) == (3, 7, 4.0)
    assert len(visit.power) == 2 * MUSCLES
    assert (len(visit.reflexes), len(visit.tests)) == (2 * REFLEXES, 2 * TESTS)
    assert len(visit.sensation) >= 2 * ZONES
    assert visit.tests[Spot("left", "slr")] == "positive"
    assert visit.reflexes[Spot("left", "ankle")] == "reduced"
    assert visit.pain_map
    assert [care.kind for care in chart.care] == ["home_exercise", "medicine"]
    assert sum(hands.count.values()) <= MOST_NEW, hands.told()


@pytest.mark.long(25)
def test_a_review_takes_few_keys(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> None:
    places = found_clinic(home, today)
    with sitting(qtbot, qapp, places, today - timedelta(weeks=3)) as sat:
        sat.unlock()
        first = Hands(sat)
        register(first)
        interview(first)
        pain(first, "7")
        scores(first)
        examination(first)
        sign(first)
    with sitting(qtbot, qapp, places, today) as sat:
        sat.unlock()
        hands = Hands(sat)
        hands.part = "finding"
        sat.type("zulu")
        sat.settle()
        hands.press(Qt.Key.Key_Return)
        sat.see(lambda: has_chart(sat))
        sat.settle()
        interview(hands)
        pain(hands, "3")
        review_scores(hands)
        review_power(hands)
        sign(hands)
        problem = problem_of(sat)
    print(hands.told())  # noqa: T201 - what the test is for
    _, second = stored(places.clinic, problem).visits
    assert second.signed_by == USER
    assert len(second.visit.red_flags) >= 20
    assert (second.visit.pain_spine, second.visit.pain_limb, second.visit.psfs) == (3, 3, 6.0)
    assert len(second.visit.power) == 2 * MUSCLES
    assert sum(hands.count.values()) <= MOST_REVIEW, hands.told()
