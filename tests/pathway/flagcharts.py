"""Charts for the red-flag tests: say what was answered and found; the rest is unremarkable."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack, cast

from pathway.facts import (
    Answer,
    BodySide,
    Care,
    Chart,
    Course,
    ExamUnlisted,
    FlagAnswer,
    FlagRecord,
    Known,
    OnsetDay,
    Patient,
    Problem,
    Radiation,
    Reflex,
    Region,
    Sensation,
    Side,
    Span,
    Spot,
    Visit,
    Weakness,
)
from pathway.finding import OpenFlag, RedFlags
from pathway.flags import TimingInputs, red_flags
from tests.pathway.charts import guidelines

ON = date(2026, 2, 10)
ONSET = date(2025, 6, 1)
"""Long ago, so that nothing is new unless a test says so."""
BORN = date(1985, 6, 15)

Given = FlagAnswer | str | float


class Found(TypedDict, total=False):
    """What else a visit may hold."""

    flags: Mapping[str, FlagAnswer]
    pain_spine: int | None
    pain_limb: int | None
    pain_map: frozenset[Spot]
    sensation: Mapping[Spot, Sensation]
    power: Mapping[Spot, int]
    reflexes: Mapping[Spot, Reflex]
    weakness: Weakness | None
    temperature: float | None
    radiation: Radiation | None
    state_acceptable: Known
    exam_unlisted: ExamUnlisted
    red_flags_unlisted: Answer
    recorded_at: datetime


def ago(days: int, on: date = ON) -> date:
    """The day so many days before ``on``."""
    return on - timedelta(days=days)


def yes(days: int | None = None, course: Course | None = None, on: date = ON) -> FlagAnswer:
    """A yes that began so many days ago."""
    return FlagAnswer("yes", None if days is None else ago(days, on), course)


def given(**answers: Given) -> dict[str, FlagAnswer]:
    """Answers by item: ``given(C1="yes", C9=250)``."""
    return {f"RF-{item}": _answer(value) for item, value in answers.items()}


def _answer(value: Given) -> FlagAnswer:
    if isinstance(value, FlagAnswer):
        return value
    if isinstance(value, str):
        return FlagAnswer(cast(Answer, value))
    return FlagAnswer("yes", number=float(value))


def left(**grades: int) -> dict[Spot, int]:
    """Power on the left, by muscle."""
    return {Spot("left", muscle): grade for muscle, grade in grades.items()}


def right(**grades: int) -> dict[Spot, int]:
    """Power on the right, by muscle."""
    return {Spot("right", muscle): grade for muscle, grade in grades.items()}


def spots(side: BodySide, *places: str) -> frozenset[Spot]:
    """Zones of one side."""
    return frozenset(Spot(side, place) for place in places)


def seen(
    on: date = ON, told: Mapping[str, FlagAnswer] | None = None, **more: Unpack[Found]
) -> Visit:
    """A visit at which all else was answered no and the rest of the examination was normal."""
    plain = Visit(
        on=on,
        pain_spine=3,
        pain_limb=6,
        red_flags=more.pop("flags", told or {}),
        red_flags_unlisted="no",
        exam_unlisted="normal",
        temperature=36.7,
    )
    return replace(plain, **more)  # type: ignore[misc]


def weak_since(days: int | None, course: Course | None = None, on: date = ON) -> Weakness:
    """A weakness that began so many days ago."""
    return Weakness(None if days is None else ago(days, on), course)


def record(item: str, raised: date, state: str = "cleared", on: date | None = None) -> FlagRecord:
    """What people did about a flag."""
    return FlagRecord(item, raised, state, on, "Dr Lee", "imaging")  # type: ignore[arg-type]


@dataclass(frozen=True)
class About:
    """What is known beside the visits."""

    region: Region = "lumbar"
    onset: date = ONSET
    side: Side = "left"
    patient: Patient = field(default_factory=lambda: Patient(birth_date=BORN))
    records: tuple[FlagRecord, ...] = ()
    pain_free: tuple[Span, ...] = ()
    care: tuple[Care, ...] = ()
    care_start: date | None = None


def check(*visits: Visit, on: date | None = None, about: About | None = None) -> RedFlags:
    """The red flags after these visits, on the day of the last one unless told otherwise."""
    known = about or About()
    today = on or max((visit.on for visit in visits), default=ON)
    problem = Problem(known.region, OnsetDay(known.onset), known.side, pain_free=known.pain_free)
    chart = Chart(known.patient, problem, visits, known.care, flags=known.records)
    care_day = None if known.care_start is None else (today - known.care_start).days
    timing = TimingInputs(
        known.onset, known.onset, care_day, "chronic", ("chronic",), known.care_start
    )
    return red_flags(chart, today, guidelines(), timing)


def levels(found: RedFlags) -> dict[str, str]:
    """The open flags with their levels."""
    return {flag.id: flag.level.code for flag in found.open}


def flag(found: RedFlags, item: str) -> OpenFlag:
    """One open flag."""
    return next(each for each in found.open if each.id == item)


def rules(found: RedFlags, item: str) -> list[str]:
    """The rules that one open flag rests on."""
    return [reason.rule for reason in flag(found, item).because]


def ask(told: Mapping[str, FlagAnswer], **more: Unpack[Found]) -> dict[str, str]:
    """The open flags after these answers, all else being unremarkable."""
    return levels(check(seen(ON, told, **more)))


def at_age(years: int, onset_days: int = 30) -> About:
    """A patient of this age on the day of the tests, in pain for so many days."""
    return About(
        patient=Patient(birth_date=ON.replace(year=ON.year - years)), onset=ago(onset_days)
    )


def exam(days: int, grade: int | None, **more: Unpack[Found]) -> Visit:
    """An exam of one muscle so many days ago; None: power was not examined."""
    more["exam_unlisted"] = "not_done"
    if grade is not None:
        more["power"] = left(ankle_dorsiflexion=grade)
    return seen(ago(days), **more)


def graded(*exams: tuple[int, int | None], about: About | None = None) -> RedFlags:
    """The red flags after exams of that muscle, each with its days ago and its grade."""
    return check(*(exam(days, grade) for days, grade in exams), about=about)


def level(found: RedFlags, item: str) -> str:
    """The level of one flag, "none" when it is not open."""
    return levels(found).get(item, "none")
