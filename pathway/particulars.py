"""Who a person is and how to reach them: what no rule reads, and people need all the same."""

from dataclasses import dataclass
from typing import Final

from pathway.facts import Known

NHS_DIGITS: Final = 10
_NHS_MODULUS: Final = 11


@dataclass(frozen=True, slots=True)
class Particulars:
    """Particulars of one patient; an empty text is not recorded.

    ``nhs_number`` holds ten digits. ``spoken_language`` is a code or words; the language of letters
    and handouts is ``facts.Patient.language``.
    """

    preferred_name: str = ""
    nhs_number: str = ""
    phone: str = ""
    address: str = ""
    spoken_language: str = ""
    interpreter: Known = "unknown"
    contact_name: str = ""
    contact_relation: str = ""
    contact_phone: str = ""


def digits_of(text: str) -> str:
    """Return the digits of a number as it was typed, with any spaces and dashes left out."""
    return "".join(letter for letter in text if letter.isascii() and letter.isdigit())


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten digits are an NHS number: the last one checks the others, modulus 11.

    Rule: NHS Data Dictionary, "NHS Number"; a check digit of 10 is never given out.
    """
    if len(digits) != NHS_DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    weights = range(NHS_DIGITS, 1, -1)
    weighted = sum(int(digit) * weight for digit, weight in zip(digits[:-1], weights, strict=True))
    return (_NHS_MODULUS - weighted % _NHS_MODULUS) % _NHS_MODULUS == int(digits[-1])


def nhs_shown(digits: str) -> str:
    """Return an NHS number as people read it, ``943 476 5919``; anything else as it is."""
    if len(digits) != NHS_DIGITS:
        return digits
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
