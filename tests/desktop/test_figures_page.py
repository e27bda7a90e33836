"""The clinic's own figures by keys: counted beside the window, each number with its list, a CSV."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import audit, decisions, visits
from db.decisions import Decision
from desktop.desk import Desk
from desktop.pages.figures import FiguresPage
from desktop.papersroom import PapersRoom
from pathway.facts import Override, Patient, Referral, Visit
from pathway.figures import FIGURES
from pathway.records import ProblemId, VisitEntry
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.handouts.reading import pages_of

BANDA = Patient(date(1970, 1, 1), family_name="Banda", given_name="Mary")
PHIRI = Patient(date(1975, 1, 1), family_name="Phiri", given_name="John")


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of a clinic in which two were seen, one of them sent for imaging."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        first, second = (changes.problem for changes in register(sat, BANDA, PHIRI))
        assert first is not None
        assert second is not None
        fill(sat, first, second)
        yield sat


def fill(sat: Sitting, first: ProblemId, second: ProblemId) -> None:
    desk = desk_of(sat)
    write, stamp = desk._clinic.write, desk.stamp()
    for problem in (first, second):
        write(visits.save, VisitEntry(problem, Visit(desk.today)), stamp)
    sent = Referral("imaging", desk.today, "sent")
    write(decisions.record, Decision(first, sent), stamp)
    opened = Override("surgical_window", desk.today, "", "lives far away", "open")
    write(decisions.record, Decision(first, opened), stamp)
    sat.settle()


def desk_of(sat: Sitting) -> Desk:
    assert sat.entrance.desk is not None
    return sat.entrance.desk


def room_of(sat: Sitting) -> PapersRoom:
    assert sat.entrance.rooms is not None
    room = sat.entrance.rooms.findChild(PapersRoom)
    assert room is not None
    return room


def figures_of(sat: Sitting) -> FiguresPage:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    sat.press(Qt.Key.Key_F, both)
    page = room_of(sat).figures
    assert page is not None
    sat.see(lambda: page.is_whole and not page._making.is_busy)
    return page


def told(page: FiguresPage) -> dict[str, str]:
    """Return each number as a screen reader says it."""
    return {
        button.accessibleName(): button.text()
        for card in page.cards.values()
        for button in card.buttons
    }


def test_each_figure_is_counted_and_names_what_is_not_recorded(sat: Sitting) -> None:
    page = figures_of(sat)
    said = told(page)
    assert said["Subacute: 2 of 2 (100 %)"] == "2"
    assert said["Not recorded: no care before it, and no red flag: 1 of 1 (100 %)"] == "1"
    assert page.cards["opioids"].whole.text() == "Nothing is recorded."
    opened = "Window for surgical evaluation opened by a clinician"
    assert said[f"{opened}: fired: 1 of 1 (100 %)"] == "1"
    assert said[f"{opened}: overridden: 1 of 1 (100 %)"] == "1"
    assert page.state.text() == ""


def test_a_number_opens_its_list_and_enter_a_chart(sat: Sitting) -> None:
    page = figures_of(sat)
    stages = page.cards["stages"].buttons
    button = next(one for one in stages if one.isEnabled())
    button.setFocus()
    sat.press(Qt.Key.Key_Space)
    listed = room_of(sat).list
    assert listed is not None
    sat.see(lambda: listed.model.rowCount() == 2)
    sat.settle()
    sat.press(Qt.Key.Key_Escape)
    assert page.isVisible()
    button.setFocus()
    sat.press(Qt.Key.Key_Return)
    sat.see(lambda: listed.model.rowCount() == 2)
    sat.press(Qt.Key.Key_Return)
    rooms = sat.entrance.rooms
    assert rooms is not None
    sat.see(lambda: rooms.chart is not None and rooms.chart.isVisible())
    assert rooms.chart is not None
    assert rooms.chart.view is not None
    assert rooms.chart.view.problem_id == listed.model.problem_at(0)


@pytest.mark.parametrize("with_names", [False, True])
def test_the_table_names_nobody_unless_asked_and_is_noted(
    sat: Sitting, tmp_path: Path, with_names: bool
) -> None:
    page = figures_of(sat)
    page.choose_file = lambda _parent: tmp_path / "figures.csv"
    page.names.setChecked(with_names)
    page.save.setFocus()
    sat.press(Qt.Key.Key_Space)
    sat.see(page.news.isVisible)
    sat.settle()
    text = (tmp_path / "figures.csv").read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert ("BANDA, Mary" in text) is with_names
    assert ["Subacute", "subacute", "2", "2"] in [row[1:5] for row in rows]
    assert len({len(row) for row in rows}) == 1
    noted = desk_of(sat).reader.read(audit.latest_of, "export")
    assert noted is not None
    assert noted.what == ("figures with names" if with_names else "figures")


def test_the_period_is_chosen_and_counted_anew(sat: Sitting) -> None:
    page = figures_of(sat)
    assert "From" in page.days.text()
    page.period.setFocus()
    page.period.set_value("all")
    assert all(card.figure is None for card in page.cards.values())
    page.period.set_value("weeks_4")
    page.period.set_value("all")
    sat.see(lambda: page.is_whole)
    assert page.days.text().startswith("All days")
    assert tuple(figure.name for figure in page.table().figures) == FIGURES


def test_the_figures_are_one_page_without_names(sat: Sitting) -> None:
    page = figures_of(sat)
    page.print.setFocus()
    sat.press(Qt.Key.Key_Space)
    papers = room_of(sat).papers
    assert papers is not None
    sat.see(lambda: bool(papers.preview.pages))
    assert papers.paper_made is not None
    (text,) = pages_of(papers.paper_made.pages)
    assert "Patients by stage today: 2 patients" in text
    assert "BANDA" not in text.upper()
    sat.press(Qt.Key.Key_Escape)
    assert page.isVisible()
