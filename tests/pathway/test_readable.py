"""Texts from outside are made readable: nothing that hides or turns what stands beside it."""

import pytest

from pathway.readable import is_blank, look_of, name_of, readable, words_of


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Dr   Phiri ", "Dr Phiri"),
        ("Dr\u200b Phi\u00adri\ufeff", "Dr Phiri"),
        ("\u202eDr\u2066 Phiri", "Dr Phiri"),
        ("\u200dDr Phi\u200cri\u200d", "Dr Phiri"),
        ("Angstro\u0308m", "Angstr\u00f6m"),
        (
            "\u0646\u06cc\u06a9\u200c\u067e\u0648\u0631",
            "\u0646\u06cc\u06a9\u200c\u067e\u0648\u0631",
        ),
        ("a\0b", "ab"),
        ("\u200b \u2060", ""),
    ],
)
def test_a_name_is_one_row_of_letters_however_it_was_typed(typed: str, kept: str) -> None:
    assert name_of(typed) == kept
    assert name_of(kept) == kept


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Dr Phiri", "dr phiri"),
        ("Dr Phiri", "Dr \u0420hiri"),
        ("Dr Phiri", "\uff24r Phiri"),
        ("Nikpur", "Nik\u200cpur"),
        ("Angstr\u00f6m", "Angstro\u0308m"),
    ],
)
def test_names_that_nobody_can_tell_apart_look_the_same(name: str, other: str) -> None:
    assert look_of(name) == look_of(other)


def test_other_names_look_otherwise() -> None:
    assert len({look_of(one) for one in ("Ama", "Amina", "Am\u00e1", "Ama B")}) == 4
