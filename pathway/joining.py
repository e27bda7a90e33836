"""Puts two parts together by a pattern such as "{before} and {after}", as they are spoken.

In Spanish "y" and "o" give way to "e" and "u" before the same sound, or the two would be heard as
one: "hielo e insulina", "uno u otro", "7 u 8". Sounds only spelled alike stay: "agua y hielo".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Sound:
    """A word that gives way to another before what begins so."""

    word: str
    instead: str
    before: re.Pattern[str]


_LETTERS: Final = re.IGNORECASE
SOUNDS: Final[Mapping[str, tuple[Sound, ...]]] = MappingProxyType(
    {
        "es": (
            Sound("y", "e", re.compile(r"\W*h?[ií](?![aeoáéó])", _LETTERS)),
            Sound("o", "u", re.compile(r"\W*(h?[oó]|8|11(?!\d))", _LETTERS)),
        ),
    }
)
"""By language. Spanish: Real Academia Española, Nueva gramática (2009), 31.1.3 and 31.2.1."""
_PLACE: Final = re.compile(r"\{(\w+)\}")


def joined_in(language: str, pattern: str, **parts: str) -> str:
    """Return the parts put into the places of a pattern as a language speaks them."""
    places = list(_PLACE.finditer(pattern))
    for sound in SOUNDS.get(language.partition("-")[0].casefold(), ()):
        for place in reversed(places):
            if sound.before.match(parts[place[1]]):
                pattern = _given_way(pattern, place.start(), sound)
    return pattern.format(**parts)


def _given_way(pattern: str, at: int, sound: Sound) -> str:
    """Return the pattern with another word where this one stands right before a place."""
    head, tail = pattern[:at], pattern[at:]
    if head.split()[-1:] != [sound.word] or not head.endswith(" "):
        return pattern
    start = len(head.rstrip()) - len(sound.word)
    return f"{head[:start]}{sound.instead}{head[start + len(sound.word) :]}{tail}"
