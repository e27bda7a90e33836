"""Visits as coded findings: the one vocabulary that forms, tables, files and timelines share.

A code is ``group.place`` (``power.ankle_dorsiflexion``, ``flag.RF-C1``, ``pain.limb``) or a
single word (``temperature``). Every value is text, as it was given; what a code means, its range
and its unit stand in the catalogue.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple, cast

from pathway.facts import (
    Answer,
    BodySide,
    Course,
    ExamUnlisted,
    FlagAnswer,
    Known,
    Radiation,
    Reflex,
    Sensation,
    Spot,
    TestResult,
    Visit,
    Weakness,
)


class Code(NamedTuple):
    """What was looked at, and on which side of the patient (None where sides make no sense)."""

    item: str
    side: BodySide | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """One finding as text, with its start and course where the patient told them."""

    code: Code
    value: str
    since: date | None = None
    course: Course | None = None


COUNTED: Final = frozenset({"RF-C9", "RF-M10"})
"""Red-flag items answered with a number: bladder volume in mL, grips in 10 s."""

BESIDE: Final = ("score.", "situation.", "plan.")
"""How the codes begin that stand in ``Visit.beside``, unless they have a field of their own."""
BESIDE_NUMBERS: Final = frozenset(
    {
        "score.pain_spine_worst",
        "score.pain_limb_worst",
        "score.psfs_1",
        "score.psfs_2",
        "score.psfs_3",
    }
)
"""Those of them that are whole numbers; all others are choices or words."""

_PLAIN: Final = {
    "pain.spine": "pain_spine",
    "pain.limb": "pain_limb",
    "goal.pain": "goal_pain",
    "score.psfs": "psfs",
    "rotation_degrees": "rotation_degrees",
    "temperature": "temperature",
    "goal.function": "goal_function",
    "intractable_pain": "intractable_pain",
    "note": "note",
    "state_acceptable": "state_acceptable",
    "surgery_candidate": "surgery_candidate",
    "radiation": "radiation",
    "flags_unlisted": "red_flags_unlisted",
    "exam_unlisted": "exam_unlisted",
}
_SIDED: Final = {
    "sensation": "sensation",
    "power": "power",
    "reflex": "reflexes",
    "test": "tests",
}
_BLANKS: Final = {
    "state_acceptable": "unknown",
    "surgery_candidate": "unknown",
    "red_flags_unlisted": "not_asked",
    "exam_unlisted": "not_done",
}
"""What a blank is called in the facts; of a text it is "", of a number None."""


def coded(visit: Visit) -> tuple[Coded, ...]:
    """Return every finding of a visit, in a fixed order; blanks give no row."""
    return (*_plain(visit), *_beside(visit), *_flags(visit), *_sided(visit), *_spans(visit))


def visit_of(rows: Iterable[Coded], on: date, recorded_at: datetime | None, signed: bool) -> Visit:
    """Return the visit that ``rows`` describe; the inverse of ``coded``."""
    by_code = {row.code: row for row in rows}
    plain = {code.item: row for code, row in by_code.items() if code.side is None}
    return Visit(
        on=on,
        recorded_at=recorded_at,
        signed=signed,
        pain_spine=_whole(plain, "pain.spine"),
        pain_limb=_whole(plain, "pain.limb"),
        goal_pain=_whole(plain, "goal.pain"),
        psfs=_decimal(plain, "score.psfs"),
        rotation_degrees=_decimal(plain, "rotation_degrees"),
        temperature=_decimal(plain, "temperature"),
        goal_function=_text(plain, "goal.function"),
        intractable_pain=_text(plain, "intractable_pain"),
        note=_text(plain, "note"),
        state_acceptable=cast(Known, _text(plain, "state_acceptable") or "unknown"),
        surgery_candidate=cast(Known, _text(plain, "surgery_candidate") or "unknown"),
        radiation=cast(Radiation | None, _text(plain, "radiation") or None),
        red_flags_unlisted=cast(Answer, _text(plain, "flags_unlisted") or "not_asked"),
        exam_unlisted=cast(ExamUnlisted, _text(plain, "exam_unlisted") or "not_done"),
        red_flags={
            item[5:]: _answer(row) for item, row in plain.items() if item.startswith("flag.")
        },
        pain_map=frozenset(_places(by_code, "pain_map")),
        sensation=cast(Mapping[Spot, Sensation], _places(by_code, "sensation")),
        power={spot: int(value) for spot, value in _places(by_code, "power").items()},
        reflexes=cast(Mapping[Spot, Reflex], _places(by_code, "reflex")),
        tests=cast(Mapping[Spot, TestResult], _places(by_code, "test")),
        weakness=_weakness(plain),
        numbness_since=plain["numbness"].since if "numbness" in plain else None,
        beside={item: row.value for item, row in plain.items() if is_beside(item)},
    )


def is_beside(item: str) -> bool:
    """Tell whether a code has no field of its own and stands in ``Visit.beside``."""
    return item.startswith(BESIDE) and item not in _PLAIN


def _plain(visit: Visit) -> Iterator[Coded]:
    for item, name in _PLAIN.items():
        value = getattr(visit, name)
        if value not in (None, _BLANKS.get(name, "")):
            yield Coded(Code(item), _said(value))


def _said(value: object) -> str:
    """Return a value as it is typed: 37, where Python writes 37.0."""
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _beside(visit: Visit) -> Iterator[Coded]:
    for item, value in visit.beside.items():
        if value:
            yield Coded(Code(item), value)


def _flags(visit: Visit) -> Iterator[Coded]:
    for item, given in visit.red_flags.items():
        value = given.answer if given.number is None else format(given.number, ".15g")
        yield Coded(Code(f"flag.{item}"), value, given.since, given.course)


def _sided(visit: Visit) -> Iterator[Coded]:
    for spot in sorted(visit.pain_map):
        yield Coded(Code(f"pain_map.{spot.place}", spot.side), "yes")
    for group, name in _SIDED.items():
        for spot, value in getattr(visit, name).items():
            yield Coded(Code(f"{group}.{spot.place}", spot.side), str(value))


def _spans(visit: Visit) -> Iterator[Coded]:
    if visit.weakness:
        yield Coded(Code("weakness"), "yes", visit.weakness.since, visit.weakness.course)
    if visit.numbness_since:
        yield Coded(Code("numbness"), "yes", visit.numbness_since)


def _whole(rows: Mapping[str, Coded], item: str) -> int | None:
    return int(rows[item].value) if item in rows else None


def _decimal(rows: Mapping[str, Coded], item: str) -> float | None:
    return float(rows[item].value) if item in rows else None


def _text(rows: Mapping[str, Coded], item: str) -> str:
    return rows[item].value if item in rows else ""


def _answer(row: Coded) -> FlagAnswer:
    if row.code.item.removeprefix("flag.") in COUNTED and row.value not in {"unable", "declined"}:
        return FlagAnswer("yes", row.since, row.course, float(row.value))
    return FlagAnswer(cast(Answer, row.value), row.since, row.course)


def _places(rows: Mapping[Code, Coded], group: str) -> dict[Spot, str]:
    start = f"{group}."
    return {
        Spot(code.side, code.item.removeprefix(start)): row.value
        for code, row in rows.items()
        if code.side is not None and code.item.startswith(start)
    }


def _weakness(rows: Mapping[str, Coded]) -> Weakness | None:
    row = rows.get("weakness")
    return Weakness(row.since, row.course) if row else None
