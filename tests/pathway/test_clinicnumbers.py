"""A mistyped clinic number is noticed: one wrong digit, or two that changed places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.clinicnumbers import check_digit, clinic_number, is_clinic_number

SEQUENCES = st.integers(0, 10_000_000)


def test_a_number_is_a_letter_six_digits_and_the_check_digit() -> None:
    assert clinic_number(1) == "F0000018"
    assert clinic_number(1_234_567) == f"F1234567{check_digit('1234567')}"


def test_the_check_digit_is_that_of_luhn() -> None:
    assert check_digit("7992739871") == "3"
    assert check_digit("0") == "0"


@pytest.mark.parametrize("wrong", range(1, 7))
def test_each_single_wrong_digit_is_noticed(wrong: int) -> None:
    right = clinic_number(481_516)
    others = (digit for digit in "0123456789" if digit != right[wrong])
    for digit in others:
        assert not is_clinic_number(right[:wrong] + digit + right[wrong + 1 :])


def test_two_neighbours_that_changed_places_are_noticed() -> None:
    assert is_clinic_number(clinic_number(481_516))
    right = clinic_number(481_516)
    assert not is_clinic_number(right[:2] + right[3] + right[2] + right[4:])


@pytest.mark.parametrize("text", ["", "F", "0000018", "f0000018", "F00018", "F000001x", "F٠٠٠٠٠١٨"])
def test_what_is_built_otherwise_is_no_number(text: str) -> None:
    assert not is_clinic_number(text)


@given(SEQUENCES)
def test_every_number_that_is_given_out_is_known_again(sequence: int) -> None:
    assert is_clinic_number(clinic_number(sequence))
