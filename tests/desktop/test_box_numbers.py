"""Numbers of paper sheets beside the questions: the same as on paper, and only when wanted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.habits import Habits
from desktop.models.sheetbooks import known_boxes, sheet_books
from desktop.pages.visit import VisitForm
from desktop.settings import SettingsFile
from desktop.widgets.boxnumber import BoxNumber
from pathway.boxes import SheetKind
from pathway.coding import Code
from pathway.facts import Region, Spot
from pathway.records import ChartView, PatientId, ProblemId
from pathway.sheets import printed_sheet
from tests.desktop import samples
from tests.desktop.books import books, put, room
from tests.desktop.pressing import press, type_text

PAPER_ONLY = {
    "206": "how far the neck turns is measured, and typed from paper only",
    "701": "the score of function is reckoned from its three ratings",
    "710": "the change is asked where there is an earlier visit",
    **{str(box): "asked of a neck once something points that way" for box in range(101, 107)},
}
KINDS: tuple[SheetKind, ...] = ("intake", "examination")


def made_in(qtbot: QtBot, region: Region, settings: Path) -> Iterator[VisitForm]:
    chart = samples.chart()
    chart = replace(chart, problem=replace(chart.problem, region=region), visits=(), care=())
    view = ChartView(PatientId("p"), ProblemId("x"), chart)
    with room(qtbot) as window:
        Habits(SettingsFile(settings), window)
        made = VisitForm(books(), view, None, samples.TODAY, window)
        put(window, made)
        made.parts.finish()
        yield made


@pytest.fixture
def form(qtbot: QtBot, tmp_path: Path) -> Iterator[VisitForm]:
    """A visit form of a back in a shown window."""
    yield from made_in(qtbot, "lumbar", tmp_path / "settings")


@pytest.fixture
def neck_form(qtbot: QtBot, tmp_path: Path) -> Iterator[VisitForm]:
    """A visit form of a neck in a shown window."""
    yield from made_in(qtbot, "cervical", tmp_path / "settings")


def whole(form: VisitForm) -> VisitForm:
    """Return the form with everything made and opened that it can ask."""
    parts = form.parts
    parts.situation.more.set_open(True)
    if parts.scores.back is not None:
        parts.scores.back.set_open(True)
    parts.interview.on_more()
    parts.examination.more.click()
    for item in ("score.phq_1", "score.phq_2"):
        parts.scores.mood.enter(item, "nearly_every_day")
    if parts.body.list is not None:
        parts.body.list.set_open(True)
    parts.finish()
    return form


def shown(form: VisitForm) -> set[str]:
    """Return the numbers that stand on a form now."""
    parts = form.parts
    found = {label.text() for label in parts.findChildren(BoxNumber) if label.text()}
    found |= {box.strip.number for box in parts.examination.boxes.values() if box.strip.number}
    assert parts.body.list is not None
    assert parts.body.list.table is not None
    cells = parts.body.list.table.cells
    for row in range(cells.rowCount()):
        for column in (1, 2):
            text = cells.data(cells.index(row, column)) or ""
            found |= {word for word in text.split() if word.isdecimal()}
    return found


def printed(region: Region) -> set[str]:
    """Return the numbers on both paper sheets for a region."""
    guidelines = books().guidelines
    sheets = [printed_sheet(kind, region, sheet_books(guidelines, "en")) for kind in KINDS]
    cards = [card for sheet in sheets for card in sheet.cards]
    return {str(cell.number) for card in cards for line in card.lines for cell in line.cells}


def test_every_number_on_paper_stands_beside_its_question(form: VisitForm) -> None:
    check_numbers(form)


def test_so_it_is_for_a_neck(neck_form: VisitForm) -> None:
    check_numbers(neck_form)


def check_numbers(form: VisitForm) -> None:
    """Check that all numbers of the sheets are shown, and that all go away again."""
    whole(form)
    assert not shown(form)
    form.parts.numbers.toggle()
    form.parts.finish()
    here, paper = shown(form), printed(form.view.chart.problem.region)
    assert sorted(paper - here - set(PAPER_ONLY)) == []
    codes = known_boxes(books().catalogue, books().guidelines.flags).numbers
    assert here <= {str(number) for number in codes.values()}
    form.parts.numbers.toggle()
    form.parts.finish()
    assert not shown(form)


def test_numbers_come_with_the_first_key_in_the_line_of_the_sheet(form: VisitForm) -> None:
    form.parts.paper.line.setFocus()
    type_text("1")
    form.parts.finish()
    question = form.parts.interview.questions["RF-C1"]
    said = question.answers.accessibleDescription()
    assert said.endswith("Box 101 on the paper sheet.")
    assert "101" not in question.answers.accessibleName()
    row = form.parts.pain.fields["pain.limb"]
    assert row.accessibleDescription().endswith("Box 202 on the paper sheet.")
    box = form.parts.examination.boxes[Code("reflex.ankle", "left")]
    assert box.accessibleDescription().endswith(f"Box {box.strip.number} on the paper sheet.")
    assert form.parts.paper.line.hasFocus()


def test_who_sent_them_away_is_not_shown_them_again(form: VisitForm) -> None:
    numbers = form.parts.numbers
    numbers.toggle()
    numbers.toggle()
    form.parts.paper.line.setFocus()
    type_text("1")
    assert not numbers.is_shown


def test_a_clinic_that_wants_them_has_them_on_the_next_form(qtbot: QtBot, tmp_path: Path) -> None:
    for expected in (False, True):
        for made in made_in(qtbot, "lumbar", tmp_path / "settings"):
            assert made.parts.numbers.is_shown is expected
            if not expected:
                made.parts.numbers.toggle()


def test_a_list_of_zones_that_is_opened_later_has_them_too(form: VisitForm) -> None:
    form.parts.numbers.toggle()
    body = form.parts.body
    assert body.list is not None
    body.list.set_open(True)
    assert body.list.table is not None
    cells = body.list.table.cells
    index = cells.index_of(Spot("left", "low_back"))
    assert cells.data(index) == "327   –"
    told = cells.data(index, Qt.ItemDataRole.AccessibleTextRole) or ""
    assert told.endswith("Box 327 on the paper sheet.")


def test_a_click_in_a_numbered_strip_takes_what_stands_there(form: VisitForm) -> None:
    form.parts.numbers.toggle()
    form.parts.finish()
    box = form.parts.examination.boxes[Code("reflex.ankle", "left")]
    face = box.strip.face("")
    choice, _, place = list(box.strip.segments(face))[-1]
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=place.center())
    assert box.value() == choice.code
    press(Qt.Key.Key_Backspace)
