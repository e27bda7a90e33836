"""Text as the search compares it: no case, no marks, letters and digits only."""

import unicodedata
from typing import Final

from pathway.birth import Birth

MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
# Letters that Unicode does not take apart, as people without them on the keyboard type them.
_SPELLED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Apostrophes belong to one word: who types OBrien means O'Brien.
_WITHIN: Final = str.maketrans("", "", "'’‘ʼ`´")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text as the search compares them."""
    plain = unicodedata.normalize("NFKD", text).translate(_WITHIN).casefold().translate(_SPELLED)
    # Case folding can bring marks of its own (İ becomes i and a dot).
    letters = (_letter(character) for character in unicodedata.normalize("NFKD", plain))
    return tuple("".join(letters).split())


def patient_words(family: str, given: str, number: str, birth: Birth) -> str:
    """Return everything by which a patient is found: names, number, birth in all its forms."""
    found = [*words(family), *words(given), *number_words(number)]
    found += _birth_words(birth)
    return " ".join(dict.fromkeys(word for word in found if word))


def number_words(number: str) -> tuple[str, ...]:
    """Return the words by which a clinic number is found: with its letters, and without."""
    found = words(number)
    return (*found, *(word.lstrip("abcdefghijklmnopqrstuvwxyz") for word in found))


def sort_words(family: str, given: str) -> str:
    """Return the text by which patients are sorted: family name, then given name."""
    return " ".join((*words(family), *words(given)))


def _birth_words(birth: Birth) -> tuple[str, ...]:
    day = birth.day
    if birth.known == "day":
        year, month = f"{day:%Y}", MONTHS[day.month - 1]
        return f"{day:%Y%m%d}", f"{day:%d}{month}{year}", f"{day:%d%m%Y}"
    if birth.known == "month":
        return f"{day:%Y%m}", f"{day:%m%Y}"
    return f"{day:%Y}", f"{birth.last:%Y}"


def _letter(character: str) -> str:
    kind = unicodedata.category(character)[0]
    if kind == "M":
        return ""
    return character if kind in "LN" else " "
