"""The rules for a passphrase, and the actions table: keys that do not clash."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from desktop.actions import keys_text, menu_names, rows
from desktop.passphrases import advice, strength, weakness


@pytest.mark.parametrize("passphrase", ["", "short", "abcdefghijk", "aaaaaaaaaaaaaaaa", "a b c"])
def test_weak_passphrases_are_refused(passphrase: str) -> None:
    assert weakness(passphrase)


@pytest.mark.parametrize("passphrase", ["green window seven", "ab cde fg h1", "Ünïcödé-12345"])
def test_good_passphrases_are_taken(passphrase: str) -> None:
    assert weakness(passphrase) == ""


@pytest.mark.parametrize(
    "passphrase",
    [
        "password1234567",
        "P@ssw0rd 2026 !!",
        "qwertyuiop123",
        "let me in please",
        "Mfuwe Clinic 2026",
        "drphiri-drphiri-1",
        "correct horse battery staple",
        "summer winter spring autumn",
    ],
)
def test_what_a_guesser_tries_first_is_refused(passphrase: str) -> None:
    assert weakness(passphrase, "Mfuwe Clinic", "Dr Phiri drphiri").startswith("Too easy")
    assert strength(passphrase, "Mfuwe Clinic", "Dr Phiri drphiri") == "weak"


def test_a_name_in_a_passphrase_does_not_spoil_what_is_beside_it() -> None:
    assert weakness("phiri paints green goats", "Mfuwe Clinic", "Dr Phiri") == ""
    assert strength("phiri paints green goats", "Mfuwe Clinic", "Dr Phiri") == "strong"
    assert (strength(""), strength("green window")) == ("", "good")


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
