"""A handout speaks the language that the patient reads, and says so where it cannot."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.printing import PrintingPage
from desktop.printwords import Spoken, own_names, spoken_to
from pathway.facts import Patient
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.pressing import press
from tests.handouts.reading import text_of


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of an unlocked clinic."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def printing_of(sat: Sitting, qtbot: QtBot, language: str) -> PrintingPage:
    patient = Patient(date(1970, 1, 1), family_name="Güemes", language=language)
    (changes,) = register(sat, patient)
    assert changes.problem is not None
    assert sat.entrance.rooms is not None
    sat.entrance.rooms.show_chart(changes.problem)
    chart = sat.entrance.rooms.chart
    assert chart is not None
    page = chart.printing
    page.choose("exercises")
    chart.act("tab_4")
    sat.settle()
    qtbot.waitUntil(lambda: bool(page.pdf))
    return page


def test_the_window_prints_what_the_patient_reads_until_another_is_chosen(
    sat: Sitting, qtbot: QtBot
) -> None:
    page = printing_of(sat, qtbot, "es")
    assert "Sus ejercicios" in text_of(page.pdf)
    qtbot.waitUntil(lambda: "No person has reviewed the Español" in page.language.notice.text())
    english = page.language.choice.buttons[1]
    english.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: b"(en-GB)" in page.pdf)
    assert "Your exercises" in text_of(page.pdf)
    assert not page.language.notice.text() or page.language.notice.isHidden()
    page.choose("danger_card")
    assert page.language.choice.value() == "en"
    page.choose("timeline")
    assert page.language.isHidden()
    assert page.wanted().language == ""


def test_a_letter_speaks_the_language_of_the_clinic_until_that_of_its_receiver_is_chosen(
    sat: Sitting, qtbot: QtBot
) -> None:
    page = printing_of(sat, qtbot, "es")
    page.choose("urgent")
    qtbot.waitUntil(lambda: b"(en-GB)" in page.pdf)
    assert "Urgent referral" in text_of(page.pdf)
    assert page.language.choice.isHidden() or not page.language.choice.isVisible()
    spanish = page.language.receiver.buttons[2]
    spanish.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: b"(es-419)" in page.pdf)
    assert "Derivación urgente" in text_of(page.pdf)
    qtbot.waitUntil(lambda: "Español words of letters" in page.language.notice.text())
    page.choose("emergency")
    qtbot.waitUntil(lambda: bool(page.pdf) and "Envío urgente" in text_of(page.pdf))
    page.choose("exercises")
    assert page.wanted().language == ""


def test_a_language_that_is_not_there_is_said(sat: Sitting, qtbot: QtBot) -> None:
    page = printing_of(sat, qtbot, "ar")
    assert "Your exercises" in text_of(page.pdf)
    qtbot.waitUntil(lambda: "Arabic is not verified" in page.language.notice.text())


@pytest.mark.parametrize(
    ("kind", "wished", "spoken"),
    [
        ("care_plan", "es", Spoken("es", "not_reviewed", "Spanish")),
        ("care_plan", "es-MX", Spoken("es", "not_reviewed", "Spanish")),
        ("danger_card", "es", Spoken("en", "card_not_reviewed", "Spanish")),
        ("pocket_card", "es", Spoken("en", "card_not_reviewed", "Spanish")),
        ("care_plan", "sw", Spoken("en", "not_there", "sw")),
        ("care_plan", "ar", Spoken("en", "unsure_script", "Arabic")),
        ("care_plan", "en", Spoken("en")),
        ("care_plan", "", Spoken("en")),
        ("emergency", "es", Spoken("es", "letter_not_reviewed", "Spanish")),
        ("surgical_evaluation", "es-MX", Spoken("es", "letter_not_reviewed", "Spanish")),
        ("imaging", "en", Spoken("en")),
        ("urgent", "sw", Spoken("en", "letter_not_there", "sw")),
        ("work_note", "ar", Spoken("en", "unsure_script", "Arabic")),
        ("timeline", "es", Spoken("en")),
    ],
)
def test_what_cannot_be_said_is_said_in_english(kind: str, wished: str, spoken: Spoken) -> None:
    assert spoken_to(kind, wished) == spoken


def test_languages_have_their_own_names() -> None:
    assert own_names()["es"] == "Español"
