"""The list of patients as it is painted: whole lines, texts in their own direction, one in hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.languages import start_speaking
from desktop.models.patients import NAME, PROBLEM, Line, PatientsModel
from desktop.pages.patienttable import PatientTable
from desktop.standing import Standing
from desktop.widgets.linetable import MARK
from desktop.widgets.textshelf import MOST_TEXTS, TextShelf
from desktop.words import ENGLISH, tr
from pathway.facts import Region, Side
from pathway.records import ProblemId
from tests.desktop.books import room
from tests.desktop.test_finder import found_whole, row

LONG = "Nakagawa-Bertolucci-Featherstonehaugh, Maximiliana Theodora Wilhelmina Ann"
ARABIC = "الشريف, عبد الرحمن"
MIXED = "AL-SHARIF, عبد الرحمن"
PLACES: Final[tuple[Region, ...]] = ("cervical", "lumbar", "thoracic")
SIDES: Final[tuple[Side, ...]] = ("left", "right", "both", "midline")
IN_THE_WINDOW: Final = 1232
"""How wide the list is in a window of 1280 pixels."""


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    with room(qtbot) as held:
        yield held


@pytest.fixture
def table(window: QWidget, qapp: QApplication, today: date) -> PatientTable:
    theme.apply(qapp, "light")
    made = PatientTable(window)
    model = PatientsModel(today, made)
    made.setModel(model)
    made.resize(1200, 300)
    model.show_found(found_whole([row(number) for number in range(5)]), today)
    model.take_standings({ProblemId("q0"): Standing("danger", "Red flag: same day")})
    made.go_to(1)
    return made


def painted(table: PatientTable) -> QImage:
    return table.viewport().grab().toImage()


def middle(table: PatientTable, line: int) -> int:
    return table.rowViewportPosition(line) + table.rowHeight(line) // 2


def colours(seen: QImage, y: int) -> set[str]:
    return {seen.pixelColor(x, y).name() for x in range(seen.width())}


def test_the_line_in_hand_is_tinted_and_marked_where_reading_begins(table: PatientTable) -> None:
    seen, tokens = painted(table), theme.current()
    for line, is_chosen in ((0, False), (1, True), (2, False)):
        y = middle(table, line)
        assert (tokens.accent_soft in colours(seen, y)) is is_chosen
        marked = all(seen.pixelColor(x, y) == QColor(tokens.accent) for x in range(MARK))
        assert marked is is_chosen


def test_from_right_to_left_it_is_marked_on_the_right(mirrored: None, table: PatientTable) -> None:
    seen, y = painted(table), middle(table, 1)
    right = table.columnViewportPosition(0) + table.columnWidth(0)
    assert seen.pixelColor(right - 1, y) == QColor(theme.current().accent)
    assert seen.pixelColor(0, y) != QColor(theme.current().accent)


def test_where_somebody_stands_is_a_chip_in_its_colour(table: PatientTable) -> None:
    seen, soft = painted(table), theme.current().danger_soft
    assert soft in colours(seen, middle(table, 0))
    assert soft not in colours(seen, middle(table, 2))


@pytest.mark.parametrize("language", [ENGLISH, "es"])
def test_a_window_of_1280_cuts_no_problem_and_no_standing(
    qapp: QApplication, window: QWidget, today: date, language: str
) -> None:
    start_speaking(qapp, language)
    try:
        theme.apply(qapp, "light")
        table = PatientTable(window)
        model = PatientsModel(today, table)
        table.setModel(model)
        table.resize(IN_THE_WINDOW, 300)
        where = list(product(PLACES, SIDES))
        found = [replace(row(at), region=one, side=two) for at, (one, two) in enumerate(where)]
        model.show_found(found_whole(found), today)
        longest = tr("No advice: use judgement"), tr("Red flag: emergency")
        chips = [Standing("danger", longest[at % 2]) for at in range(len(found))]
        model.take_standings({one.problem_id: chip for one, chip in zip(found, chips, strict=True)})
        for at in range(len(found)):
            table.scrollTo(model.index(at, NAME))
            painted(table)
        laid = [text.text() for text in table.texts._laid_out.values()]
        assert set(longest) <= set(laid)
        assert {model.data(model.index(at, PROBLEM)) for at in range(len(found))} <= set(laid)
    finally:
        start_speaking(qapp, ENGLISH)


def test_a_line_is_asked_for_once_to_paint_all_of_it(
    table: PatientTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    plain = PatientsModel.line

    def told(model: PatientsModel, at: int) -> Line:
        asked.append(at)
        return plain(model, at)

    monkeypatch.setattr(PatientsModel, "line", told)
    painted(table)
    assert asked == list(range(5))


def test_an_empty_list_paints_nothing_else(table: PatientTable, today: date) -> None:
    model = table.model()
    assert isinstance(model, PatientsModel)
    model.show_found(found_whole([]), today)
    assert colours(painted(table), 100) == {theme.current().base}


@pytest.mark.parametrize(
    ("text", "is_mirrored", "direction"),
    [
        (LONG, False, Qt.LayoutDirection.LeftToRight),
        (LONG, True, Qt.LayoutDirection.LeftToRight),
        ("01-Jan-1970 (56y)", True, Qt.LayoutDirection.LeftToRight),
        (ARABIC, True, Qt.LayoutDirection.RightToLeft),
        (ARABIC, False, Qt.LayoutDirection.RightToLeft),
        (MIXED, True, Qt.LayoutDirection.RightToLeft),
        (MIXED, False, Qt.LayoutDirection.LeftToRight),
    ],
)
def test_each_text_keeps_its_direction(
    qapp: QApplication, text: str, is_mirrored: bool, direction: Qt.LayoutDirection
) -> None:
    laid = TextShelf(qapp.font()).of(text, 2000, is_bold=True, is_mirrored=is_mirrored)
    assert laid.text() == text
    assert laid.textOption().textDirection() is direction


def test_what_does_not_fit_ends_in_dots(qapp: QApplication) -> None:
    shelf = TextShelf(qapp.font())
    laid = shelf.of(LONG, 120, is_bold=True, is_mirrored=True)
    assert laid.text().endswith("…")
    assert laid.size().width() <= 121
    assert shelf.of(LONG, 120, is_bold=True, is_mirrored=True) is laid
    assert shelf.of(LONG, 120, is_bold=False, is_mirrored=True) is not laid


def test_old_texts_are_let_go(qapp: QApplication) -> None:
    shelf = TextShelf(qapp.font())
    for number in range(MOST_TEXTS + 1):
        shelf.of(str(number), 50, is_bold=False, is_mirrored=False)
    assert len(shelf._laid_out) == 1


def test_larger_letters_are_laid_out_anew(qapp: QApplication, table: PatientTable) -> None:
    before = table.texts
    painted(table)
    theme.apply(qapp, "light", 1.5)
    painted(table)
    assert table.texts is not before
    theme.apply(qapp, "light", 1.0)
