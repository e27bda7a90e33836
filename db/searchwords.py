"""What was typed into a search, read as the words that the index knows.

Dates are known by their digits, numbers may be typed in groups, and what can be read in two ways is
looked for in both.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from db import norm
from db.fulltext import SHORTEST_INSIDE, Wanted, Words

_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
# 1968-03-14, also while it is being typed: 1968-03
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_MONTH_YEAR: Final = re.compile(r"(?<!\d)(?<![/.])(\d{1,2})[/.](\d{4})(?!\d)")
# 14-Mar-1968, also while it is being typed: 14-M; with spaces also without a year
_NAMED_MONTH: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:[-/.]([a-z]{1,9})(?:[-/.](\d{0,4}))?|\s*([a-z]{3,9})\.?(?:\s*(\d{4}))?)"
    r"(?![\da-z])",
    re.IGNORECASE,
)
_MONTH_OF_YEAR: Final = re.compile(
    r"(?<![\d\w])([a-z]{3,9})[-\s/.]+(\d{4})(?![\da-z])", re.IGNORECASE
)
_MONTHS_LONG: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MOST_MONTHS: Final = 12
LONGEST_TRUNK: Final = 9
"""So many last digits of a telephone number are the same in and out of the country."""
_SHORTEST_PHONE: Final = 9


class Typed(NamedTuple):
    """What was typed: what must occur, what may be the whole of a number, how a name begins."""

    wanted: tuple[Wanted, ...]
    numbers: Words
    begins: str

    @property
    def pieces(self) -> Words:
        """Return the words that may stand inside others."""
        return tuple(
            words[0] for words in self._plain if _can_be_inside(words[0], len(self.wanted))
        )

    @property
    def others(self) -> tuple[Wanted, ...]:
        """Return what cannot stand inside a word."""
        pieces = set(self.pieces)
        return tuple(
            ways for ways in self.wanted if not (len(ways[0]) == 1 and ways[0][0] in pieces)
        )

    @property
    def _plain(self) -> Iterator[Words]:
        return (ways[0] for ways in self.wanted if len(ways[0]) == 1)


def read(text: str) -> Typed:
    """Return what was typed, read in every way that it can be meant."""
    rest, dates = _dates(text)
    words = norm.words(rest)
    wanted = [*_groups(words), *dates]
    joined = "".join(words)
    has_digits = any(character.isdigit() for character in joined)
    numbers = tuple(dict.fromkeys(_ways_of_number(joined))) if has_digits and joined else ()
    return Typed(tuple(wanted), numbers, " ".join(norm.words(text)))


def _can_be_inside(word: str, count: int) -> bool:
    """Answer whether a word may be a piece of another: of many words a number is no piece."""
    return len(word) >= SHORTEST_INSIDE and (count == 1 or not any(map(str.isdigit, word)))


def _groups(words: Words) -> Iterator[Wanted]:
    """Yield words one by one, and digits that follow each other as one number too."""
    place = 0
    while place < len(words):
        end = place
        while end < len(words) and _is_part_of_number(words, end, place):
            end += 1
        run = words[place:end]
        if len(run) > 1:
            yield (run, *((way,) for way in _ways_of_number("".join(run))))
        else:
            yield tuple((way,) for way in _ways_of_number(words[place]))
        place = max(end, place + 1)


def _is_part_of_number(words: Words, place: int, start: int) -> bool:
    """Answer whether a number goes on here; a single letter may begin it."""
    word = words[place]
    follows = place + 1 < len(words) and words[place + 1].isdecimal()
    begins = place == start and len(word) == 1 and word.isalpha() and follows
    return word.isdecimal() or begins or (place == start and _is_number(word))


def _is_number(word: str) -> bool:
    return bool(re.fullmatch(r"[a-z]?\d+", word))


def _ways_of_number(word: str) -> Iterator[str]:
    """Yield a number as typed, and a telephone number as from within and without the country."""
    yield word
    if not word.isdecimal() or len(word) < _SHORTEST_PHONE:
        return
    if word.startswith("0"):
        yield word.lstrip("0") or word
    if len(word) > LONGEST_TRUNK + 1:
        yield word[-LONGEST_TRUNK:]


def _dates(text: str) -> tuple[str, list[Wanted]]:
    """Return the text without its dates, and the ways to write each of those."""
    found: list[Wanted] = []
    for pattern, ways in (
        (_YEAR_FIRST, _year_first),
        (_DAY_FIRST, _day_first),
        (_NAMED_MONTH, _named_month),
        (_MONTH_YEAR, _month_year),
        (_MONTH_OF_YEAR, _month_of_year),
    ):
        for match in pattern.finditer(text):
            if read_so := ways(match):
                found.append(read_so)
                text = text.replace(match[0], " ", 1)
    return text, found


def _year_first(match: re.Match[str]) -> Wanted:
    year, month, day = match[1], match[2].zfill(2), match[3]
    return ((f"{year}{month}{day.zfill(2)}",),) if day else ((f"{year}{month}",), (year, month))


def _day_first(match: re.Match[str]) -> Wanted:
    """Return the day before the month, and where both can be meant also after it."""
    first, second, year = match[1].zfill(2), match[2].zfill(2), match[3]
    ways = [(f"{first}{second}{year}",)]
    if int(first) <= _MOST_MONTHS and first != second:
        ways.append((f"{second}{first}{year}",))
    return tuple(ways)


def _month_year(match: re.Match[str]) -> Wanted:
    month = int(match[1])
    return ((f"{match[2]}{month:02}",),) if 1 <= month <= _MOST_MONTHS else ()


def _month_of_year(match: re.Match[str]) -> Wanted:
    month = _month(match[1])
    if not month:
        return ()
    return ((f"{match[2]}{month:02}",), (norm.words(match[1])[0], match[2]))


def _named_month(match: re.Match[str]) -> Wanted:
    """Return a day of a named month; typed with a space it may be a number and a name as well."""
    day, name, year = match[1], (match[2] or match[4]).casefold(), match[3] or match[5] or ""
    if not (_begins_month(name) if match[2] else _month(name)):
        return ()
    ways: list[Words] = [(f"{day.zfill(2)}{name[:3]}{year}",)]
    if match[4] and not year:
        ways.append((day, name))
    return tuple(ways)


def _begins_month(name: str) -> bool:
    return any(month.startswith(name[:3]) for month in norm.MONTHS)


def _month(name: str) -> int:
    """Return which month a name or its beginning means; 0: none."""
    name = name.casefold()
    for number, month in enumerate(_MONTHS_LONG, 1):
        if len(name) >= len(norm.MONTHS[0]) and month.startswith(name):
            return number
    return 0
