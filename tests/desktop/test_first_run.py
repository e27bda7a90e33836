"""The rules for a passphrase, and the actions table: keys that do not clash."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from desktop.actions import keys_text, menu_names, rows
from desktop.firstrun import advice, weakness


@pytest.mark.parametrize("passphrase", ["", "short", "abcdefghijk", "aaaaaaaaaaaaaaaa", "a b c"])
def test_weak_passphrases_are_refused(passphrase: str) -> None:
    assert weakness(passphrase)


@pytest.mark.parametrize("passphrase", ["green window seven", "ab cde fg h1", "Ünïcödé-12345"])
def test_good_passphrases_are_taken(passphrase: str) -> None:
    assert weakness(passphrase) == ""


def test_advice_follows_what_is_typed() -> None:
    assert "12" in advice("")
    assert advice("abc") == "3 of 12 characters."
    assert advice("green window").startswith("Good")
    assert advice("green window seven rivers") == "Strong."


def test_every_action_has_words_keys_help_and_a_menu() -> None:
    for row in rows():
        assert row.text
        assert row.keys
        assert row.help
        assert row.menu in menu_names()
        assert keys_text(row)


def test_no_two_actions_share_a_key() -> None:
    keys = Counter(QKeySequence(key).toString() for row in rows() for key in row.keys)
    assert [key for key, count in keys.items() if count > 1 or not key] == []
    assert len({row.id for row in rows()}) == len(rows())
