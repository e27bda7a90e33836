"""Exercises are chosen, moved and dosed beside the page, and the page changes at once."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.printing import PrintingPage
from pathway.facts import Patient
from tests.desktop.clinics import found_clinic, register, sitting
from tests.desktop.pressing import press, type_text
from tests.handouts.reading import text_of


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[PrintingPage]:
    """The prints of somebody whose exercises are on the page."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        patient = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
        (changes,) = register(sat, patient)
        assert changes.problem is not None
        assert sat.entrance.rooms is not None
        sat.entrance.rooms.show_chart(changes.problem)
        chart = sat.entrance.rooms.chart
        assert chart is not None
        chart.act("tab_4")
        chart.printing.choose("exercises")
        sat.see(lambda: chart.printing.exercises.list.count() > 0)
        sat.see(lambda: bool(chart.printing.pdf))
        yield chart.printing


def _printed_names(page: PrintingPage) -> list[str]:
    text = text_of(page.pdf)
    rows = [page.exercises.list.item(row).text() for row in range(page.exercises.list.count())]
    return sorted(
        (name for name in rows if f". {name}" in text), key=lambda n: text.index(f". {n}")
    )


def test_choice_order_dose_and_note_change_the_page(page: PrintingPage, qtbot: QtBot) -> None:
    form = page.exercises
    before = _printed_names(page)
    assert len(before) >= 2
    form.list.setFocus()
    form.list.setCurrentRow(0)
    form.down.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(page.pdf) and _printed_names(page) != before)
    assert _printed_names(page)[:2] == [before[1], before[0]]
    form.dose.setFocus()
    type_text("2 sets of 3")
    form.note.setFocus()
    type_text("Rest on Sunday.")
    form.list.setFocus()
    qtbot.waitUntil(lambda: "Rest on Sunday." in _text(page))
    assert "2 sets of 3" in _text(page)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(page.pdf) and before[0] not in _printed_names(page))
    form.usual.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(page.pdf) and _printed_names(page) == before)
    qtbot.waitUntil(lambda: page.pages.count() == len(PdfReader(BytesIO(page.pdf)).pages))


def _text(page: PrintingPage) -> str:
    return text_of(page.pdf) if page.pdf else ""
