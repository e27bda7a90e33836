"""Whether two records may be of one person: names in any order, one slip of the fingers, the birth.

It suggests and decides nothing; who is first and who second makes no difference. Words come as the
search compares them: no case, no accents.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from typing import Final, Literal, TypeAlias

from pathway.birth import Birth

Fit: TypeAlias = Literal["same", "near", "unknown", "other"]
A_YEAR: Final = timedelta(366)
SHORTEST_SLIP: Final = 4
"""Letters of a word in which a slip is looked for: "Ng" and "Li" are two names."""
MOST_UNLIKE: Final = 3
"""Words that are not the same in two names of one person: one slip, the others initials."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person: the words of all names, and the birth if anybody told it."""

    words: tuple[str, ...]
    born: Birth | None = None


def likeness(one: Known, other: Known) -> int:
    """Return how likely two records are of one person, 0 for not at all and 4 at most."""
    if not one.words or not other.words:
        return 0
    birth = birth_fit(one.born, other.born)
    if names_fit(one.words, other.words):
        is_whole = min(len(one.words), len(other.words)) > 1 or len(one.words) == len(other.words)
        scores: dict[Fit, int] = {"same": 4, "near": 3, "unknown": 2 if is_whole else 0, "other": 0}
        return scores[birth]
    return 1 if birth == "same" and _share_a_word(one.words, other.words) else 0


def names_fit(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether all names of one are among the other's, with one slip in all of them."""
    if is_slip("".join(one), "".join(other)):
        return True
    unlike = (Counter(one) - Counter(other)).elements(), (Counter(other) - Counter(one)).elements()
    short, long = sorted((tuple(words) for words in unlike), key=len)
    if len(short) > MOST_UNLIKE or len(long) > 2 * MOST_UNLIKE:
        return False
    return any(_slips(short, chosen) <= 1 for chosen in permutations(long, len(short)))


def is_slip(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for one letter: more, less, another, or swapped."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_SLIP or len(long) - len(short) > 1:
        return False
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    is_swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return is_swapped or short[at + 1 :] == long[at + 1 :]


def birth_fit(one: Birth | None, other: Birth | None) -> Fit:
    """Tell how two births fit: near is one digit, a swap of day and month, or days that overlap.

    Who does not know the birthday is often wrong by a year as well.
    """
    if one is None or other is None:
        return "unknown"
    if one.known == other.known == "day":
        return _days_fit(one.day, other.day)
    is_close = one.day - A_YEAR <= other.last and other.day - A_YEAR <= one.last
    return "near" if is_close else "other"


def _days_fit(one: date, other: date) -> Fit:
    if one == other:
        return "same"
    is_turned = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    return "near" if is_turned or _digits_apart(one, other) == 1 else "other"


def _digits_apart(one: date, other: date) -> int:
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))


def _slips(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words of two rows are not the same; two or more where one is another word."""
    slips = 0
    for a, b in zip(one, other, strict=True):
        if a != b and not _is_initial(a, b):
            slips += 1 if is_slip(a, b) else 2
    return slips


def _is_initial(a: str, b: str) -> bool:
    return 1 in {len(a), len(b)} and a[:1] == b[:1]


def _share_a_word(one: Sequence[str], other: Sequence[str]) -> bool:
    return any(is_slip(a, b) and len(a) > 1 for a in one for b in other)
