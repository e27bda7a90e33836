"""Clinic numbers: a prefix, a count and a check digit, so that a mistyped number is noticed."""

from typing import Final

PREFIX: Final = "F"
_DIGITS: Final = 6


def clinic_number(sequence: int) -> str:
    """Return the number of the patient who came as number ``sequence``."""
    digits = f"{sequence:0{_DIGITS}d}"
    return f"{PREFIX}{digits}{check_digit(digits)}"


def is_clinic_number(text: str) -> bool:
    """Return whether a text is a clinic number whose check digit fits."""
    digits = text.removeprefix(PREFIX)
    is_number = text.startswith(PREFIX) and digits.isascii() and digits.isdigit()
    return is_number and len(digits) > _DIGITS and check_digit(digits[:-1]) == digits[-1]


def check_digit(digits: str) -> str:
    """Return the Luhn check digit of some digits."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
