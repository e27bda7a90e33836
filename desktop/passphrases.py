"""What makes a passphrase hard to guess, and how hard: the rules for each that is set here."""

from functools import cache
from typing import Final, Literal, TypeAlias, cast

from desktop.words import tr
from resources import passphrase_table

Strength: TypeAlias = Literal["", "weak", "good", "strong"]
LEAST_LETTERS: Final = 12
LEAST_WORDS: Final = 4
LEAST_DIFFERENT: Final = 6
LONG_LETTERS: Final = 20
LEAST_NAME: Final = 4
"""A name of the clinic or the user as short as this hides in other words by chance."""
_READ_AS: Final = str.maketrans("0134578@$!", "oleastbasi")


def weakness(passphrase: str, *names: str) -> str:
    """Return why a passphrase is too easy to guess, empty when it will do.

    ``names`` are of the clinic and the user: whoever wants to get in knows them.
    """
    has_length = len(passphrase) >= LEAST_LETTERS
    has_words = len(passphrase.split()) >= LEAST_WORDS
    if not has_length and not has_words:
        return tr("At least {letters} characters, or {words} words.").format(
            letters=LEAST_LETTERS, words=LEAST_WORDS
        )
    if len(set(passphrase.casefold())) < LEAST_DIFFERENT:
        return tr("Too many characters are the same.")
    if _own_letters(passphrase, names) < cast(int, passphrase_table()["least_own"]):
        return tr("Too easy to guess: names, counting and words that many people choose.")
    return ""


def strength(passphrase: str, *names: str) -> Strength:
    """Return how hard a passphrase is to guess."""
    if not passphrase:
        return ""
    if weakness(passphrase, *names):
        return "weak"
    return "strong" if len(passphrase) >= LONG_LETTERS else "good"


def advice(passphrase: str, *names: str) -> str:
    """Return a word on the passphrase while it is typed."""
    if not passphrase:
        return tr(
            "At least {letters} characters; {words} words that do not belong together are good."
        ).format(letters=LEAST_LETTERS, words=LEAST_WORDS)
    problem = weakness(passphrase, *names)
    count = len(passphrase)
    if problem and count < LEAST_LETTERS:
        return tr("{count} of {least} characters.").format(count=count, least=LEAST_LETTERS)
    if problem:
        return problem
    is_long = count >= LONG_LETTERS
    return tr("Strong.") if is_long else tr("Good. A longer one is better still.")


def _own_letters(passphrase: str, names: tuple[str, ...]) -> int:
    """Return how many characters are left when all that a guesser tries first is taken out."""
    known = (*_pieces(), *(part for name in names for part in _parts(name)))
    left = _without(passphrase.casefold(), known)
    letters = _without(left.translate(_READ_AS), known)
    return min(sum(1 for one in text if one.isalnum()) for text in (left, letters))


def _without(text: str, known: tuple[str, ...]) -> str:
    for piece in known:
        text = text.replace(piece, " ")
    return text


def _parts(name: str) -> tuple[str, ...]:
    whole = name.casefold().strip()
    return tuple(part for part in (whole, *whole.split()) if len(part) >= LEAST_NAME)


@cache
def _pieces() -> tuple[str, ...]:
    """Return the pieces, the longest first: a short one may be a part of a long one."""
    kinds = cast(dict[str, list[str]], passphrase_table()["pieces"])
    return tuple(sorted((one for kind in kinds.values() for one in kind), key=len, reverse=True))
