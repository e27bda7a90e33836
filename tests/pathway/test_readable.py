"""Texts from outside are made readable: nothing that hides or turns what stands beside it."""

import pytest

from pathway.readable import is_blank, readable, words_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Grace Zulu", "Grace Zulu"),
        ("Đurđica\u202eadnaB", "ĐurđicaadnaB"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("bell\a", "bell"),
        ("half a letter\ud800", "half a letter"),
        ("\u0641\u200c\u0627", "\u0641\u200c\u0627"),
    ],
)
def test_what_cannot_be_read_goes_and_all_else_stays(text: str, shown: str) -> None:
    assert readable(text) == shown


def test_a_text_of_which_nothing_can_be_seen_is_blank() -> None:
    assert is_blank(" \u200b\u2003")
    assert words_of("\u200b ") == ""
    assert words_of("  Saint   Orla\n") == "Saint Orla"
