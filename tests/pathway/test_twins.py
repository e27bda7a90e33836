"""Records of one person are found in spite of accents, order and one slip; both ways the same."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.birth import Birth, of_age, whole
from pathway.facts import BirthKnown
from pathway.twins import Known, birth_fit, is_slip, likeness, names_fit

WORDS = st.lists(st.text("abcdé", min_size=1, max_size=6), max_size=4).map(tuple)
DAYS = st.dates(date(1950, 1, 1), date(1953, 1, 1))
KNOWN = st.sampled_from(get_args(BirthKnown))
BIRTHS = st.builds(lambda day, known: Birth(whole(day, known), known), DAYS, KNOWN)
PEOPLE = st.builds(Known, WORDS, st.none() | BIRTHS)
BORN = date(1968, 3, 14)
YEAR = Birth(date(1968, 1, 1), "year")


def known(names: str, born: Birth | date | None = BORN) -> Known:
    return Known(tuple(names.split()), Birth(born) if isinstance(born, date) else born)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (known("zulu grace"), known("zulu grace"), 4),
        (known("zulu grace"), known("grace zulu"), 4),
        (known("zulu grace"), known("zulu garce"), 4),
        (known("zulu grace"), known("zulu g"), 4),
        (known("zulu grace"), known("zulu grace mary"), 4),
        (known("van den broucke"), known("vandenbroucke"), 4),
        (known("zulu grace"), known("zulu grace", date(1968, 3, 15)), 3),
        (known("zulu grace", date(1968, 4, 3)), known("zulu grace", date(1968, 3, 4)), 3),
        (known("zulu grace", None), known("zulu grace"), 2),
        (known("sukarjo", None), known("sukarjo"), 2),
        (known("zulu", None), known("zulu grace"), 0),
        (known("zulu grace"), known("zulu grace", date(1991, 11, 2)), 0),
        (known("zulu grace"), known("banda grace"), 1),
        (known("zulu grace"), known("banda ruth"), 0),
        (known("zulu grace"), known("zullu garce"), 1),
        (known("ng wei"), known("li wei", None), 0),
        (known(""), known("zulu grace"), 0),
        (known("zulu grace", YEAR), known("zulu grace"), 3),
        (known("zulu grace", YEAR), known("zulu grace", YEAR), 3),
        (known("zulu grace", of_age(57, date(2026, 3, 30))), known("zulu grace"), 3),
        (known("zulu grace", of_age(58, date(2026, 3, 30))), known("zulu grace"), 3),
        (known("zulu grace", of_age(52, date(2026, 3, 30))), known("zulu grace"), 0),
        (known("zulu ruth", YEAR), known("zulu grace"), 0),
    ],
)
def test_known_pairs(one: Known, other: Known, expected: int) -> None:
    assert likeness(one, other) == expected


@given(PEOPLE, PEOPLE)
def test_who_comes_first_makes_no_difference(one: Known, other: Known) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert birth_fit(one.born, other.born) == birth_fit(other.born, one.born)


@given(PEOPLE.filter(lambda one: bool(one.words)))
def test_everybody_is_like_themselves_in_any_order(one: Known) -> None:
    turned = Known(one.words[::-1], one.born)
    wanted = 2 if one.born is None else 4 if one.born.known == "day" else 3
    assert likeness(one, turned) == wanted


@given(st.text("abcd", min_size=5, max_size=9), st.data())
def test_each_single_slip_is_forgiven(word: str, drawn: st.DataObject) -> None:
    at = drawn.draw(st.integers(0, len(word) - 2))
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + "x" + word[at:],
        word[:at] + "x" + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    for slip in slips:
        assert is_slip(word, slip)
        assert is_slip(slip, word)
        assert names_fit((word, "zulu"), ("zulu", slip))
    assert not is_slip(word, f"{word}xy")


def test_names_that_differ_in_many_words_are_not_tried_in_every_order() -> None:
    assert not names_fit(tuple("abcdefgh"), tuple("stuvwxyz"))
