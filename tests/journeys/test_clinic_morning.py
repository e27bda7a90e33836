"""A clinic's morning by keys: unlock, what changed, who waits, three visits, and the papers."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import visits
from desktop.pages.chart import ChartPage
from desktop.pages.escalate import EscalatePage
from desktop.pages.moves import MovesPage
from desktop.pages.refer import ReferPage
from desktop.pages.worklist import WorklistPage
from desktop.papersroom import PapersRoom
from pathway.facts import Care, Patient, Span, Visit
from pathway.records import CareEntry, ProblemId, VisitEntry
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.test_recall_papers import PaperTray
from tests.handouts.reading import text_of
from tests.journeys.flowing import (
    answer,
    back,
    flow,
    later,
    move_to,
    rooms_of,
    save,
    view,
)
from tests.journeys.test_whole_visit import desk_of

NAMES = ("Banda", "Daka", "Moyo")


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


def seen_a_month_ago(sat: Sitting, today: date) -> tuple[ProblemId, ...]:
    """Have three people seen, who exercise since then; then the clinic is locked for a month."""
    people = [Patient(date(1970, 1, 1), family_name=name) for name in NAMES]
    problems = [changes.problem for changes in register(sat, *people)]
    found = tuple(one for one in problems if one is not None)
    care = CareEntry(Care("home_exercise", span=Span(today, None)))
    seen = Visit(today, pain_limb=6, pain_spine=4, state_acceptable="no")
    desk = desk_of(sat)
    for problem in found:
        entry = VisitEntry(problem, seen, (care,))
        saved = desk._clinic.write(visits.save, entry, desk.stamp()).visit
        assert saved is not None
        desk._clinic.write(visits.sign, saved, desk.stamp())
    sat.chord(Qt.Key.Key_L)
    sat.see(lambda: sat.entrance.desk is None)
    return found


def worklist(sat: Sitting) -> WorklistPage:
    sat.press(Qt.Key.Key_F4)
    sat.settle()
    page = sat.window.pages.currentWidget()
    assert isinstance(page, WorklistPage)
    sat.see(lambda: page.model.rowCount() > 0)
    sat.settle()
    return page


def front(sat: Sitting) -> ProblemId:
    """Return whose chart is in front."""
    chart = sat.window.pages.currentWidget()
    assert isinstance(chart, ChartPage)
    assert chart.view is not None
    return chart.view.problem_id


def visit(sat: Sitting, key: Qt.Key, said: str) -> ProblemId:
    """Open the line in hand, or go on to the next patient; answer the first question, and save."""
    sat.press(key)
    sat.settle()
    problem = front(sat)
    sat.type(said)
    save(sat)
    assert len(view(sat, problem).visits) == 2
    return problem


def acknowledge_moves(sat: Sitting) -> int:
    """See who moved, each with a key; return how many there were."""
    sat.press(Qt.Key.Key_F7)
    sat.settle()
    page = sat.window.pages.currentWidget()
    assert isinstance(page, MovesPage)
    count = page.list.count()
    for _ in range(count):
        sat.press(Qt.Key.Key_Space)
        sat.settle()
    assert desk_of(sat).moves.count == 0
    return count


def escalate(sat: Sitting) -> None:
    """Call, and have the patient set out."""
    flow(sat, Qt.Key.Key_F3, EscalatePage)
    sat.type("1")
    answer(sat, ("What happened", "s"), ("With whom", "Dr Banda"))
    save(sat)
    sat.type("t")
    answer(sat, ("How they go", "1"), ("Expected there at", "14:00"))
    save(sat)
    back(sat)


def test_a_clinic_morning(sat: Sitting, today: date, tmp_path: Path) -> None:
    people = seen_a_month_ago(sat, today)
    move_to(sat, later(today, 60), 8)
    sat.unlock()
    sat.see(lambda: desk_of(sat).moves.count > 0)
    assert acknowledge_moves(sat) >= len(people)
    page = worklist(sat)
    assert page.model.rowCount() == len(people)
    flagged = visit(sat, Qt.Key.Key_Return, "y")
    escalate(sat)
    assert front(sat) == flagged
    second = visit(sat, Qt.Key.Key_F3, "n")
    flow(sat, Qt.Key.Key_F6, ReferPage)
    sat.type("1")
    answer(sat, ("To whom", "Spine clinic"))
    save(sat)
    back(sat)
    third = visit(sat, Qt.Key.Key_F3, "n")
    assert len({flagged, second, third}) == 3
    worklist(sat)
    sat.see(lambda: page.model.problem_at(0) == flagged)  # on top until arrival or outcome
    print_the_sheet(sat, tmp_path)
    sat.chord(Qt.Key.Key_L)
    sat.see(lambda: sat.entrance.desk is None)


def print_the_sheet(sat: Sitting, folder: Path) -> None:
    """Print the recall sheet of the week."""
    sat.press(Qt.Key.Key_F8)
    room = rooms_of(sat).findChild(PapersRoom)
    assert room is not None
    papers = room.papers
    assert papers is not None
    papers.choose_printer = PaperTray(folder).choose
    sat.see(lambda: bool(papers.preview.pages))
    sat.chord(Qt.Key.Key_P)
    sat.see(lambda: "printer" in papers.news.text())
    assert papers.paper_made is not None
    assert "Recall sheet 1" in text_of(papers.paper_made.pages)
