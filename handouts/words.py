"""The words of prints in one language, read from tables and checked before anything is printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from string import Formatter
from types import MappingProxyType
from typing import Final

from handouts.drawings.poses import PoseBook, poses_of
from handouts.exercises import ExerciseBook, read_exercises
from handouts.tongues import MASTER, Tongue
from handouts.trouble import Refused, WordsTrouble
from pathway.joining import joined_in

PLACES: Final = frozenset(
    (
        "after age before by date day days grade id kind limb medicine month muscle name number "
        "page pages place places spine time value version volume weeks year zones"
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
    "letters",
)


@dataclass(frozen=True, slots=True)
class HandoutWords:
    """All sentences by key (``care_plan.main.acute``), which exercise suits whom, the drawings.

    ``tongue`` says which language it is, and how far its words may be trusted.
    """

    sentences: Mapping[str, tuple[str, ...]]
    exercises: ExerciseBook
    poses: PoseBook
    tongue: Tongue = MASTER

    def of_paper(self, kind: str) -> "HandoutWords":
        """Return the same with the review that holds for one kind of paper."""
        return replace(self, tongue=self.tongue.of_paper(kind))

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
        """Return the sentences of a list; raises ``WordsTrouble`` when there are none.

        What the master has and this language has not is ``Refused``: no paper mixes languages.
        """
        found = self.maybe(key)
        if not found:
            raise WordsTrouble(key, "a sentence or a list of sentences")
        return found

    def maybe(self, key: str) -> tuple[str, ...]:
        """Return the sentences of a list that may be absent."""
        if key in self.tongue.missing:
            raise Refused("not_translated", self.tongue.instead, self.tongue.name)
        return self.sentences.get(key, ())

    def day(self, value: date) -> str:
        """Return a date as patients read it: 12 March 2026."""
        return self._dated("long", value, self.lines("common.months.long"))

    def short_day(self, value: date) -> str:
        """Return a date as clinicians read it: 12-Mar-2026."""
        return self._dated("short", value, self.lines("common.months.short"))

    def long_month(self, value: date) -> str:
        """Return a month as patients read it: March 2026."""
        return self._dated("long_month", value, self.lines("common.months.long"))

    def short_month(self, value: date) -> str:
        """Return a month as clinicians read it: Mar-2026."""
        return self._dated("short_month", value, self.lines("common.months.short"))

    def _dated(self, writing: str, value: date, months: tuple[str, ...]) -> str:
        sentence = self.lines(f"common.dates.{writing}")[0]
        return sentence.format(day=value.day, month=months[value.month - 1], year=value.year)

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
            pattern = self.lines(f"common.joined.{key}")[0]
            text = joined_in(self.language, pattern, before=text, after=part)
        return text


def read_words(tables: Mapping[str, Mapping[str, object]]) -> HandoutWords:
    """Return the words that these tables hold; raises ``WordsTrouble`` naming the key."""
    for name in (*TABLES, "exercises", "poses"):
        if name not in tables:
            raise WordsTrouble(name, "a table of this name")
    sentences = dict(pair for name in TABLES for pair in leaves(name, tables[name]))
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


def leaves(path: str, value: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each key of a table with its sentences; raises ``WordsTrouble`` naming the key."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(f"{path}.{key}", inner)
        return
    lines = tuple(value) if isinstance(value, list) else (value,)
    texts = tuple(line for line in lines if isinstance(line, str) and line.strip())
    if not texts or len(texts) != len(lines):
        raise WordsTrouble(path, "text, or a list of texts")
    for text in texts:
        _check_places(path, text)
    yield path, texts


def places_of(path: str, text: str) -> frozenset[str]:
    """Return the places of a sentence; raises ``WordsTrouble`` where braces are not in pairs."""
    try:
        parsed = tuple(Formatter().parse(text))
    except ValueError as slip:
        raise WordsTrouble(path, "braces in pairs") from slip
    return frozenset(name for _, name, _, _ in parsed if name is not None)


def _check_places(path: str, text: str) -> None:
    if not places_of(path, text) <= PLACES:
        raise WordsTrouble(path, f"no other places than {', '.join(sorted(PLACES))}")
