"""NHS numbers: the check digit finds each single wrong digit and each swap of two neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.particulars import NHS_DIGITS, digits_of, is_nhs_number, nhs_shown

NINE = st.text("0123456789", min_size=9, max_size=9)


def whole(nine: str) -> str | None:
    """Return the one number that begins with nine digits, None where there is none."""
    fits = [f"{nine}{last}" for last in range(10) if is_nhs_number(f"{nine}{last}")]
    assert len(fits) <= 1
    return fits[0] if fits else None


@pytest.mark.parametrize(
    ("number", "is_valid"),
    [
        ("9434765919", True),
        ("9434765918", False),
        ("943476591", False),
        ("94347659190", False),
        ("943476591x", False),
        ("٩٤٣٤٧٦٥٩١٩", False),
        ("", False),
    ],
)
def test_known_numbers(number: str, is_valid: bool) -> None:
    assert is_nhs_number(number) is is_valid


@given(NINE, st.integers(0, NHS_DIGITS - 1), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(nine: str, place: int, more: int) -> None:
    number = whole(nine)
    if number is not None:
        wrong = (int(number[place]) + more) % 10
        assert not is_nhs_number(f"{number[:place]}{wrong}{number[place + 1 :]}")


@given(NINE, st.integers(0, NHS_DIGITS - 2))
def test_two_swapped_neighbours_are_noticed(nine: str, place: int) -> None:
    number = whole(nine)
    if number is not None and number[place] != number[place + 1]:
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert not is_nhs_number(swapped)


def test_what_is_no_nhs_number_is_read_as_it_is() -> None:
    assert nhs_shown("F-342") == "F-342"


@given(NINE)
def test_it_is_read_in_groups_and_typed_anyhow(nine: str) -> None:
    number = whole(nine)
    if number is not None:
        assert digits_of(nhs_shown(number).replace(" ", " - ")) == number
        assert nhs_shown(number) == f"{number[:3]} {number[3:6]} {number[6:]}"


def test_ten_digits_are_shown_in_three_groups_and_others_as_they_are() -> None:
    assert nhs_shown("9434765919") == "943 476 5919"
    assert nhs_shown("94347") == "94347"
