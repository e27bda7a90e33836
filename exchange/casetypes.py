"""The values of a case file: days, codes and numbers, each checked where it stands.

What the catalogue knows (places, ranges, conditions) is looked up in the reader's ``Known``, so
that it has one home.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Final, NamedTuple, TypeAlias, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from pathway.catalogue import Catalogue

FIRST_YEAR: Final = 1880
LAST_YEAR: Final = 2200
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)


class Known(NamedTuple):
    """What a case file may name: the catalogue's codes and the pack's red flags."""

    catalogue: Catalogue
    flags: Collection[str]
    """Every red flag of the pack, the computed ones included."""
    asked: Collection[str]
    """The red flags that people answer."""


def expects(what: str) -> PydanticCustomError:
    """Return the error of a value that is not what the format asks for."""
    return PydanticCustomError("expected", "{what}", {"what": what})


def refuse_strange_keys(given: object, keys: Sequence[str]) -> object:
    """Return what was given, unless it is an object with a key that is none of ``keys``."""
    strange = isinstance(given, dict) and next((key for key in given if key not in keys), None)
    if strange:
        what = f"one of the keys {', '.join(keys)}"
        raise PydanticCustomError("unknown_key", "{what}", {"what": what, "key": strange})
    return given


def known(info: ValidationInfo) -> Known:
    """Return what the reader of this file knows."""
    return cast(Known, info.context)


class Part(BaseModel):
    """An object of the file: its keys are known, its values are taken as they are or not at all."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _only_known_keys(cls, given: object) -> object:
        keys = [field.alias or name for name, field in cls.model_fields.items()]
        return refuse_strange_keys(given, keys)


def day_of(text: str) -> date:
    """Return the day that a text gives; ValueError says what was expected."""
    if not _DAY.fullmatch(text):
        raise ValueError("a date as YYYY-MM-DD")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("a day that exists, as YYYY-MM-DD") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _day(given: object) -> date:
    try:
        return day_of(given if isinstance(given, str) else "")
    except ValueError as trouble:
        raise expects(str(trouble)) from None


def _month(given: object) -> date:
    if not isinstance(given, str) or not _MONTH.fullmatch(given):
        raise expects("a month as YYYY-MM")
    return _day(f"{given}-01")


def _moment(given: object) -> datetime:
    if not isinstance(given, str) or not _MOMENT.fullmatch(given):
        raise expects("a date and time as YYYY-MM-DDTHH:MM:SS")
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise expects("a date and time that exist, as YYYY-MM-DDTHH:MM:SS") from None
    _day(given[:10])
    # Only the order counts: one kind of moment can be put in order.
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def in_range(code: str) -> AfterValidator:
    """Return the check of a number against the catalogue's limits for a code."""

    def check(number: float, info: ValidationInfo) -> float:
        item = known(info).catalogue.item(code)
        if not item.is_in_range(number):
            unit = f" {item.unit}" if item.unit else ""
            raise expects(f"a number from {item.low:g} to {item.high:g}{unit}")
        return number

    return AfterValidator(check)


def within(code: str) -> AfterValidator:
    """Return the check of a text against the catalogue's longest length for a code."""

    def check(text: str, info: ValidationInfo) -> str:
        most = known(info).catalogue.item(code).most
        if most is not None and len(text) > most:
            raise expects(f"at most {most} characters")
        return text

    return AfterValidator(check)


def _place(group: str) -> AfterValidator:
    return _one_of(f"{group} code of the catalogue", lambda its: its.catalogue.places[group])


def _one_of(what: str, choices: Callable[[Known], Collection[str]]) -> AfterValidator:
    def check(code: str, info: ValidationInfo) -> str:
        if code not in choices(known(info)):
            raise expects(f"a {what}")
        return code

    return AfterValidator(check)


def _whole_schema(code: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "integer", "x-range": code})


def _decimal_schema(code: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "number", "x-range": code})


def _code_schema(source: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "x-codes": source})


Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
Month: TypeAlias = Annotated[
    date, BeforeValidator(_month), WithJsonSchema({"type": "string", "pattern": _MONTH.pattern})
]
Moment: TypeAlias = Annotated[datetime, BeforeValidator(_moment)]

Text: TypeAlias = Annotated[str, StringConstraints(max_length=200)]
Named: TypeAlias = Annotated[str, StringConstraints(max_length=200, pattern=r"\S")]
LongText: TypeAlias = Annotated[str, StringConstraints(max_length=2000)]
Note: TypeAlias = Annotated[str, within("note")]
Reason: TypeAlias = Annotated[str, within("intractable_pain")]
FunctionGoal: TypeAlias = Annotated[str, within("goal.function")]

Pain: TypeAlias = Annotated[int, in_range("pain.limb"), _whole_schema("pain.limb")]
PainGoal: TypeAlias = Annotated[int, in_range("goal.pain"), _whole_schema("goal.pain")]
Degrees: TypeAlias = Annotated[
    float, in_range("rotation_degrees"), _decimal_schema("rotation_degrees")
]
Celsius: TypeAlias = Annotated[float, in_range("temperature"), _decimal_schema("temperature")]
Kilograms: TypeAlias = Annotated[
    float, in_range("patient.weight_kg"), _decimal_schema("patient.weight_kg")
]
Filtration: TypeAlias = Annotated[float, in_range("patient.egfr"), _decimal_schema("patient.egfr")]
Weeks: TypeAlias = Annotated[
    int, in_range("patient.pregnancy_weeks"), _whole_schema("patient.pregnancy_weeks")
]
DaysAgo: TypeAlias = Annotated[
    int, in_range("problem.about_days"), _whole_schema("problem.about_days")
]
DaysPerWeek: TypeAlias = Annotated[
    int, in_range("care.days_per_week"), _whole_schema("care.days_per_week")
]
BlockNumber: TypeAlias = Annotated[int, in_range("override.block"), _whole_schema("override.block")]
Grade: TypeAlias = Annotated[int, in_range("power.hip_flexion"), _whole_schema("power.hip_flexion")]

Zone: TypeAlias = Annotated[str, _place("pain_map"), _code_schema("pain_map")]
FeltZone: TypeAlias = Annotated[str, _place("sensation"), _code_schema("sensation")]
Muscle: TypeAlias = Annotated[str, _place("power"), _code_schema("power")]
ReflexName: TypeAlias = Annotated[str, _place("reflex"), _code_schema("reflex")]
TestName: TypeAlias = Annotated[str, _place("test"), _code_schema("test")]
Condition: TypeAlias = Annotated[
    str,
    _one_of(
        "condition code of the catalogue",
        lambda its: {item.place for item in its.catalogue.conditions},
    ),
    _code_schema("condition"),
]
OptionId: TypeAlias = Annotated[
    str,
    _one_of(
        "treatment option code of the catalogue",
        lambda its: its.catalogue.item("override.option").values,
    ),
    _code_schema("override.option"),
]
PlannedCare: TypeAlias = Annotated[
    str,
    _one_of(
        "care or treatment option code of the catalogue",
        lambda its: {
            *its.catalogue.item("care.kind").values,
            *its.catalogue.item("override.option").values,
        },
    ),
    _code_schema("plan.care"),
]
FlagId: TypeAlias = Annotated[
    str,
    _one_of("red-flag id of the guideline pack", lambda its: its.flags),
    _code_schema("flags"),
]
