"""The words of prints in one language, read from tables and checked before anything is printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter
from types import MappingProxyType
from typing import Final

from handouts.drawings.poses import PoseBook, poses_of
from handouts.exercises import ExerciseBook, read_exercises
from handouts.trouble import WordsTrouble

PLACES: Final = frozenset(
    (
        "after age before by date days grade id kind limb medicine month muscle name number page "
        "pages place places spine time value version volume weeks zones"
    ).split()
)
"""Every place that a sentence may have; anything else in braces is a slip of the pen."""

MONTHS: Final = 12
EXERCISE_PARTS: Final = ("name", "steps", "count", "hold", "often")
TABLES: Final = (
    "common",
    "danger_signs",
    "care_plan",
    "emergency",
    "exercise_words",
    "exercise_sheet",
    "leaflets",
    "drawings",
    "sheets",
    "timeline",
    "recall",
    "locum",
    "figures",
)


@dataclass(frozen=True, slots=True)
class HandoutWords:
    """All sentences by key (``care_plan.main.acute``), which exercise suits whom, the drawings."""

    sentences: Mapping[str, tuple[str, ...]]
    exercises: ExerciseBook
    poses: PoseBook

    @property
    def version(self) -> str:
        """Return the version of these words."""
        return self.say("common.version")

    @property
    def language(self) -> str:
        """Return the language tag that a screen reader needs, such as en-GB."""
        return self.say("common.language")

    def say(self, key: str, **places: str) -> str:
        """Return one sentence with its places filled."""
        return self.lines(key)[0].format(**places)

    def lines(self, key: str) -> tuple[str, ...]:
        """Return the sentences of a list; raises ``WordsTrouble`` when there are none."""
        if key not in self.sentences:
            raise WordsTrouble(key, "a sentence or a list of sentences")
        return self.sentences[key]

    def maybe(self, key: str) -> tuple[str, ...]:
        """Return the sentences of a list that may be absent."""
        return self.sentences.get(key, ())

    def day(self, value: date) -> str:
        """Return a date as patients read it: 12 March 2026."""
        return f"{value.day:02} {self.lines('common.months.long')[value.month - 1]} {value.year:04}"

    def short_day(self, value: date) -> str:
        """Return a date as clinicians read it: 12-Mar-2026."""
        return f"{value.day:02}-{self.short_month(value)}"

    def long_month(self, value: date) -> str:
        """Return a month as patients read it: March 2026."""
        return f"{self.lines('common.months.long')[value.month - 1]} {value.year:04}"

    def short_month(self, value: date) -> str:
        """Return a month as clinicians read it: Mar-2026."""
        return f"{self.lines('common.months.short')[value.month - 1]}-{value.year:04}"

    def clock(self, moment: datetime) -> str:
        """Return the time of day on the 24-hour clock."""
        return f"{moment.hour:02}:{moment.minute:02}"

    def joined(self, parts: tuple[str, ...]) -> str:
        """Return the parts as one list in words: a, b and c."""
        if not parts:
            return ""
        text = parts[0]
        for number, part in enumerate(parts[1:], start=2):
            key = "and" if number == len(parts) else "comma"
            text = self.say(f"common.joined.{key}", before=text, after=part)
        return text


def read_words(tables: Mapping[str, Mapping[str, object]]) -> HandoutWords:
    """Return the words that these tables hold; raises ``WordsTrouble`` naming the key."""
    for name in (*TABLES, "exercises", "poses"):
        if name not in tables:
            raise WordsTrouble(name, "a table of this name")
    sentences = dict(pair for name in TABLES for pair in _leaves(name, tables[name]))
    for key in ("common.months.long", "common.months.short"):
        if len(sentences.get(key, ())) != MONTHS:
            raise WordsTrouble(key, "twelve names of months")
    book, poses = read_exercises(tables["exercises"]), poses_of(tables["poses"])
    for exercise in book.rules:
        for part in EXERCISE_PARTS:
            if f"exercise_words.{exercise}.{part}" not in sentences:
                raise WordsTrouble(f"exercise_words.{exercise}.{part}", "the words of an exercise")
        poses.check_steps(exercise)
    for name in poses.scenes:
        if f"drawings.{name}" not in sentences:
            raise WordsTrouble(f"drawings.{name}", "what a drawing shows")
    return HandoutWords(MappingProxyType(sentences), book, poses)


def _leaves(path: str, value: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}", inner)
        return
    lines = tuple(value) if isinstance(value, list) else (value,)
    texts = tuple(line for line in lines if isinstance(line, str) and line.strip())
    if not texts or len(texts) != len(lines):
        raise WordsTrouble(path, "text, or a list of texts")
    for text in texts:
        _check_places(path, text)
    yield path, texts


def _check_places(path: str, text: str) -> None:
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as slip:
        raise WordsTrouble(path, "braces in pairs") from slip
    if not names <= PLACES:
        raise WordsTrouble(path, f"no other places than {', '.join(sorted(PLACES))}")
