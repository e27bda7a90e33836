"""Handouts for the people of the worklist: by keys, recorded, refused with reasons, called off."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.workprints import MOST_PEOPLE, WorkPrintsPage
from desktop.printerbook import PrinterProfile
from pathway.facts import FlagAnswer, Visit
from pathway.prints import PrintRow
from pathway.records import ProblemId, VisitEntry
from tests.desktop.clinics import Sitting, Waiting, found_clinic, register, sitting
from tests.desktop.pressing import focused, press
from tests.desktop.test_several_prints import Ear, Tray
from tests.desktop.test_worklist import PEOPLE, desk_of, page_of, rooms_of, stand

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody before the list of three people, of whom Banda has an emergency."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        banda, daka, moyo = (changes.problem for changes in register(sat, *PEOPLE[:3]))
        assert banda is not None
        assert daka is not None
        assert moyo is not None
        waiting = Waiting()
        visit = Visit(today, red_flags={"RF-C1": FlagAnswer("yes")})
        desk_of(sat).save_visit(VisitEntry(banda, visit), waiting.take)
        sat.see(lambda: bool(waiting.answers))
        for problem, days in ((daka, 9), (moyo, 2)):
            stand(sat, problem, days, is_flagged=False)
        yield sat


def _opened(sat: Sitting, tray: Tray) -> WorkPrintsPage:
    """Go from the list to the handouts by its key."""
    listed = page_of(sat)
    assert listed.model.rowCount() == 3
    press(Qt.Key.Key_P, modifier=CTRL)
    page = rooms_of(sat).work.prints
    assert page is not None
    assert sat.window.pages.currentWidget() is page
    page.choose_printer = tray.choose
    sat.see(lambda: page.people.count() == 3)
    sat.settle()
    return page


def _tick(page: WorkPrintsPage, *kinds: str) -> None:
    for kind, box in page.several.kinds.items():
        if kind in kinds:
            box.setFocus()
            press(Qt.Key.Key_Space)


def _prints(sat: Sitting) -> dict[ProblemId, tuple[PrintRow, ...]]:
    listed = rooms_of(sat).work.page
    assert listed is not None
    return {one: desk_of(sat).prints.of_problem(one) for one in listed.model.problems}


def test_everybody_gets_what_is_ticked_and_who_must_not_is_named(
    sat: Sitting, tmp_path: Path
) -> None:
    page = _opened(sat, Tray(tmp_path))
    assert page.several.kinds["care_plan"] is focused()
    assert page.who.text() == "All: 3 people"
    assert page.people.item(0).text().startswith("BANDA")
    page.printer.book.keep(PrinterProfile("letter", 20, is_grey=True))
    page.printer.load()
    _tick(page, "care_plan", "danger_card")
    page.several.print.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(lambda: not page.several.batch.is_running)
    sat.settle()
    assert "5 papers went to the printer." in page.several.news.text()
    (refused,) = (
        page.several.refusals.item(row).text() for row in range(page.several.refusals.count())
    )
    assert refused.startswith("Not printed: Care plan, BANDA.")
    assert len(refused) > len("Not printed: Care plan, BANDA. ")
    kinds = [sorted(row.kind for row in rows) for rows in _prints(sat).values()]
    assert kinds == [["danger_card"], *[["care_plan", "danger_card"]] * 2]
    assert {row.paper for rows in _prints(sat).values() for row in rows} == {"letter"}


def test_leaving_the_page_begins_no_other_paper_and_keeps_what_is_printed(
    sat: Sitting, tmp_path: Path
) -> None:
    page = _opened(sat, Tray(tmp_path))
    ear = Ear(page.several.batch)
    _tick(page, "danger_card", "pocket_card", "heat_and_cold")
    page.several.print.setFocus()
    press(Qt.Key.Key_Space)
    sat.see(lambda: len(ear.steps) > 1)
    press(Qt.Key.Key_Escape)
    assert sat.window.pages.currentWidget() is rooms_of(sat).work.page
    sat.see(lambda: bool(ear.heard))
    (end,) = ear.heard
    assert end.left > 0
    assert end.printed == sum(len(rows) for rows in _prints(sat).values())
    assert end.printed + len(end.refused) + end.left == 9


def test_while_papers_are_printed_the_page_stays_with_its_people(
    sat: Sitting, tmp_path: Path
) -> None:
    page = _opened(sat, Tray(tmp_path))
    _tick(page, "danger_card")
    page.several.print.setFocus()
    press(Qt.Key.Key_Space)
    page.open((), "Nobody")
    assert page.who.text() == "All: 3 people"
    sat.see(lambda: not page.several.batch.is_running)
    page.open((), "Nobody")
    assert page.who.text() == "Nobody: 0 people"
    assert not page.several.print.isEnabled()


def test_a_crowd_is_taken_from_its_beginning(sat: Sitting, tmp_path: Path) -> None:
    page = _opened(sat, Tray(tmp_path))
    listed = rooms_of(sat).work.page
    assert listed is not None
    crowd = (*listed.model.problems, *(ProblemId(f"nobody-{one}") for one in range(MOST_PEOPLE)))
    page.open(crowd, "All")
    assert page.who.text() == "All: 103 people: the first 100, by danger and date"
    sat.settle()
    assert page.people.count() == 3


def test_who_was_set_aside_gets_no_handouts(sat: Sitting) -> None:
    listed = page_of(sat)
    assert listed.can("print")
    listed.groups.setCurrentRow(listed.groups.count() - 1)
    assert not listed.can("print")
    press(Qt.Key.Key_P, modifier=CTRL)
    assert sat.window.pages.currentWidget() is listed
