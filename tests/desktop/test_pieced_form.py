"""A form that is still being made: Tab goes on in what is there, and the order of reading holds."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.pages.registration import RegistrationPage
from desktop.widgets.taborder import controls
from tests.desktop.clinics import Sitting, found_clinic, sitting


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        sat.chord(Qt.Key.Key_N)
        yield sat


def test_tab_goes_on_within_a_section_while_the_others_are_still_to_be_made(sat: Sitting) -> None:
    form = page(sat).form
    assert sat.focus is form.who.family
    sat.press(Qt.Key.Key_Tab)
    assert sat.focus is form.who.given
    assert not form.is_made


def test_tab_out_of_what_is_there_finds_the_form_whole(sat: Sitting) -> None:
    form = page(sat).form
    for _ in range(len(list(controls(form.content)))):
        if form.is_made:
            break
        sat.press(Qt.Key.Key_Tab)
    assert not form.has_more
    assert form.problem.region.isAncestorOf(sat.focus)


def test_back_from_the_first_field_finds_the_form_whole(sat: Sitting) -> None:
    form = page(sat).form
    sat.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert not form.has_more


@pytest.mark.parametrize("is_hurried", [False, True])
def test_a_form_is_gone_through_in_the_order_of_reading(sat: Sitting, is_hurried: bool) -> None:
    form = page(sat).form
    if is_hurried:
        sat.press(Qt.Key.Key_Tab)
        form.finish()
    sat.see(lambda: not form.has_more)
    order = list(controls(form.content))
    assert len(order) > 50
    wrong = [before for before, after in pairwise(order) if following(before, order) is not after]
    assert not [before.accessibleName() for before in wrong]


def following(control: QWidget, among: list[QWidget]) -> QWidget:
    """Return which of these controls the keyboard comes to after one of them."""
    there = control.nextInFocusChain()
    while there is not None and there not in among:
        there = there.nextInFocusChain()
    assert there is not None
    return there


def page(sat: Sitting) -> RegistrationPage:
    found = sat.window.pages.currentWidget()
    assert isinstance(found, RegistrationPage)
    return found
