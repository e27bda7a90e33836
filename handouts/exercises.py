"""Which exercises suit this patient at this stage: a short list, each behind its gates.

The list is data (resources: exercises); here is only how it is read and how the gates close.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from handouts.tailored import OwnExercise, Tailored
from handouts.trouble import WordsTrouble
from pathway.assessment import Assessment
from pathway.facts import Chart

Place: TypeAlias = Literal["lumbar", "cervical", "both"]

PLACES: Final[tuple[Place, ...]] = ("lumbar", "cervical", "both")
LEVEL_OF_STAGE: Final = MappingProxyType({"acute": 1, "subacute": 2, "chronic": 3})
MOST_PRINTED: Final = 4
ASKED_FIRST: Final = ("RF-M", "RF-V")
"""Families that hold neck exercises back while they are still to be asked: blank is not "no"."""


@dataclass(frozen=True, slots=True)
class ExerciseRule:
    """The gates of one exercise; an empty gate is open."""

    level: int
    causes: tuple[str, ...] = ()
    zones: frozenset[str] = frozenset()
    unmapped: bool = False
    held_by: tuple[str, ...] = ()
    conditions: frozenset[str] = frozenset()
    last_week: int | None = None


@dataclass(frozen=True, slots=True)
class ExerciseBook:
    """For each place three ordered sets, one a level, and the gates of each exercise."""

    sets: Mapping[str, tuple[tuple[str, ...], ...]]
    rules: Mapping[str, ExerciseRule]


def place_of(chart: Chart) -> Place:
    """Return where the problem is, "both" when the level is not sure."""
    region = chart.problem.region
    return region if region in ("lumbar", "cervical") else "both"


def level_of(assessment: Assessment) -> int:
    """Return the exercise level of the stage; of several possible stages the earliest counts."""
    stage = assessment.stage
    codes = (stage.code,) if stage.code in LEVEL_OF_STAGE else stage.possible
    return min((LEVEL_OF_STAGE[code] for code in codes if code in LEVEL_OF_STAGE), default=1)


def choose(book: ExerciseBook, chart: Chart, assessment: Assessment) -> tuple[str, ...]:
    """Return the ids of the exercises to print, at most four, in order."""
    level = level_of(assessment)
    chosen = _fitting(book.sets[place_of(chart)][level - 1], book, chart, assessment)
    return tuple(chosen)[:MOST_PRINTED]


def offered(book: ExerciseBook, chart: Chart, assessment: Assessment) -> tuple[str, ...]:
    """Return what may be chosen by hand: first what the rules choose, then what else may be done.

    A gate that is closed stays closed for everybody.
    """
    levels = book.sets[place_of(chart)][: level_of(assessment)]
    others = (exercise for level in reversed(levels) for exercise in level)
    first = choose(book, chart, assessment)
    return tuple(dict.fromkeys((*first, *_fitting(others, book, chart, assessment))))


def printed(
    book: ExerciseBook, chart: Chart, assessment: Assessment, own: Tailored
) -> tuple[OwnExercise, ...]:
    """Return the exercises of a print: those chosen by hand as far as they may be done."""
    if own.exercises is None:
        return tuple(OwnExercise(exercise) for exercise in choose(book, chart, assessment))
    may_be = offered(book, chart, assessment)
    return tuple(one for one in own.exercises if one.id in may_be)


def _fitting(
    exercises: Iterable[str], book: ExerciseBook, chart: Chart, assessment: Assessment
) -> Iterator[str]:
    level, flags = level_of(assessment), holding_flags(assessment)
    for exercise in exercises:
        rule = book.rules[exercise]
        is_open = rule.level <= level and not _is_held(rule, flags)
        if is_open and _suits(rule, chart, assessment):
            yield exercise


def holding_flags(assessment: Assessment) -> frozenset[str]:
    """Return the flags that hold exercises back: open, confirmed, or (cord, vessels) not asked."""
    screen = assessment.red_flags
    known = {flag.id for flag in screen.open}
    known |= {flag.id for flag in screen.history if flag.state == "confirmed"}
    return frozenset(known | {item for item in screen.missing if item.startswith(ASKED_FIRST)})


def _is_held(rule: ExerciseRule, flags: Iterable[str]) -> bool:
    """A gate names a whole family ("M") or one item ("M2")."""
    names = [flag.removeprefix("RF-") for flag in flags]
    return any(gate in (name, name.rstrip("0123456789")) for gate in rule.held_by for name in names)


def _suits(rule: ExerciseRule, chart: Chart, assessment: Assessment) -> bool:
    if rule.causes and chart.problem.cause not in rule.causes:
        return False
    if rule.conditions & chart.patient.conditions:
        return False
    return _suits_zones(rule, chart) and _suits_pregnancy(rule, chart, assessment)


def _suits_zones(rule: ExerciseRule, chart: Chart) -> bool:
    if not rule.zones:
        return True
    mapped = {spot.place for visit in chart.visits for spot in visit.pain_map}
    mapped -= {"low_back", "neck", "saddle"}
    return bool(rule.zones & mapped) if mapped else rule.unmapped


def _suits_pregnancy(rule: ExerciseRule, chart: Chart, assessment: Assessment) -> bool:
    pregnancy = chart.patient.pregnancy
    if rule.last_week is None or pregnancy.status != "yes":
        return True
    weeks = weeks_pregnant(chart, assessment.assessed_on)
    return weeks is not None and weeks <= rule.last_week


def weeks_pregnant(chart: Chart, on: date) -> int | None:
    """Return the completed weeks of pregnancy on a day, None when not known."""
    pregnancy = chart.patient.pregnancy
    counted_on = pregnancy.on or max((visit.on for visit in chart.visits), default=None)
    if pregnancy.weeks is None or counted_on is None:
        return pregnancy.weeks
    return pregnancy.weeks + (on - counted_on) // timedelta(weeks=1)


def read_exercises(table: Mapping[str, object]) -> ExerciseBook:
    """Return the exercises of this table; raises ``WordsTrouble`` naming the key."""
    rules = {name: _rule(name, raw) for name, raw in _table("exercises.rules", table).items()}
    sets: dict[str, tuple[tuple[str, ...], ...]] = {
        place: _levels(place, _table("exercises.sets", table), rules) for place in PLACES
    }
    return ExerciseBook(MappingProxyType(sets), MappingProxyType(rules))


def _table(path: str, table: Mapping[str, object]) -> Mapping[str, object]:
    inner = table.get(path.rpartition(".")[2])
    if not isinstance(inner, Mapping):
        raise WordsTrouble(path, "a table")
    return inner


def _levels(
    place: Place, sets: Mapping[str, object], rules: Mapping[str, ExerciseRule]
) -> tuple[tuple[str, ...], ...]:
    path = f"exercises.sets.{place}"
    levels = sets.get(place)
    if not isinstance(levels, list) or len(levels) != len(LEVEL_OF_STAGE):
        raise WordsTrouble(path, "three lists of exercises, one for each level")
    for name in (name for level in levels for name in level):
        if name not in rules:
            raise WordsTrouble(path, f"exercises that have rules, not {name}")
    return tuple(tuple(level) for level in levels)


def _rule(name: str, raw: object) -> ExerciseRule:
    path = f"exercises.rules.{name}"
    if not isinstance(raw, Mapping):
        raise WordsTrouble(path, "a table")
    known = {part.name for part in fields(ExerciseRule)}
    for key in raw:
        if key not in known:
            raise WordsTrouble(f"{path}.{key}", f"one of {', '.join(sorted(known))}")
    level, last_week = raw.get("level"), raw.get("last_week")
    if not isinstance(level, int) or level not in LEVEL_OF_STAGE.values():
        raise WordsTrouble(f"{path}.level", "1, 2 or 3")
    return ExerciseRule(
        level=level,
        causes=tuple(raw.get("causes", ())),
        zones=frozenset(raw.get("zones", ())),
        unmapped=raw.get("unmapped") is True,
        held_by=tuple(raw.get("held_by", ())),
        conditions=frozenset(raw.get("conditions", ())),
        last_week=last_week if isinstance(last_week, int) else None,
    )
