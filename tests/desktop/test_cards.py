"""The unlock page is light until its letters are large: then it can scroll."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.door import Greeting
from desktop.splash import Splash


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> Iterator[QWidget]:
    holder = QWidget()
    qtbot.addWidget(holder)
    yield holder
    theme.apply(qapp, "light", 1.0)


def unlocking(holder: QWidget) -> Splash:
    return Splash(Greeting("Mfuwe Clinic", ("Dr Phiri",)), "Dr Phiri", holder)


def test_normal_letters_need_no_scroll_bars(page: QWidget, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)
    splash = unlocking(page)
    assert splash.findChild(QScrollArea) is None
    assert splash.card.parentWidget() is not None


def test_large_letters_can_be_scrolled(page: QWidget, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 2.0)
    splash = unlocking(page)
    area = splash.findChild(QScrollArea)
    assert area is not None
    assert area.isAncestorOf(splash.card)


def test_letters_that_grow_on_the_page_make_it_scroll(page: QWidget, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)
    splash = unlocking(page)
    page.show()
    theme.apply(qapp, "light", 2.0)
    area = splash.findChild(QScrollArea)
    assert area is not None
    assert area.isAncestorOf(splash.card)
    theme.apply(qapp, "dark", 1.75)
    assert len(splash.findChildren(QScrollArea)) == 1
