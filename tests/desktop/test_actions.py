"""The table of actions: whole rows, no key twice on any system, and F1 lists every one."""

import sys
from typing import get_args

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import ActionId, Row, keys_text, make_actions, menu_names, rows
from desktop.pages.keys import KeysPage
from resources import icon

SYSTEMS = ("darwin", "win32", "linux")


@pytest.fixture(params=SYSTEMS)
def table(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Row, ...]:
    monkeypatch.setattr(sys, "platform", request.param)
    return rows()


def test_every_action_has_one_whole_row(table: tuple[Row, ...]) -> None:
    assert sorted(row.id for row in table) == sorted(get_args(ActionId))
    for row in table:
        assert row.text.strip(), row.id
        assert row.help.strip(), row.id
        assert row.keys, row.id
        assert row.menu in menu_names()
        assert icon(row.icon).is_file()


def test_no_key_and_no_text_stands_for_two_things(table: tuple[Row, ...]) -> None:
    keys = [QKeySequence(key).toString() for row in table for key in row.keys]
    assert all(keys)
    assert len(keys) == len(set(keys))
    texts = [row.text for row in table]
    assert len(texts) == len(set(texts))


def test_closing_has_the_key_of_each_system(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {}
    for system in SYSTEMS:
        monkeypatch.setattr(sys, "platform", system)
        found[system] = next(row.keys for row in rows() if row.id == "close")
    assert "Ctrl+Q" in found["darwin"]
    assert "Alt+F4" in found["win32"]
    assert "Ctrl+Q" in found["linux"]


def test_every_row_becomes_an_action_with_its_keys(qtbot: QtBot, table: tuple[Row, ...]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = make_actions(window)
    for row in table:
        action = made[row.id]
        assert action.text() == row.text
        assert [key.toString() for key in action.shortcuts()] == [
            QKeySequence(key).toString() for key in row.keys
        ]
        assert row.help in action.toolTip()


def test_f1_lists_every_action_with_its_keys(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = KeysPage(window)
    told = {label.text() for label in page.findChildren(QLabel)}
    for row in rows():
        assert any(row.help in text or row.text in text for text in told), row.id
        assert any(keys_text(row) in text for text in told), row.id
