"""The numbers of the red-flag rules in a guideline pack: limits, and how long a screen lasts."""

from dataclasses import dataclass, fields
from typing import cast

from pathway.packtable import PackTable
from pathway.thresholds import RANGES, unit_of


@dataclass(frozen=True, slots=True)
class FlagLimits:
    """Every number of the red-flag rules; the last word of a name is its unit."""

    cauda_new_days: int
    bilateral_stable_days: int
    bilateral_longstanding_days: int
    bladder_volume_ml: float
    weakness_new_days: int
    recheck_hours: int
    steady_exam_days: int
    no_gain_days: int
    no_gain_care_days: int
    new_weakness_grade: int
    severe_weakness_grade: int
    large_drop_grades: int
    grip_count: int
    acute_sign_days: int
    tumour_age_years: int
    new_pain_days: int
    care_month_days: int
    better_percent: float
    better_points: float
    better_from_points: float
    fever_celsius: float
    fever_new_days: int
    old_weakness_days: int
    fracture_age_years: int
    adult_age_years: int
    thinner_washout_days: int


@dataclass(frozen=True, slots=True)
class Rescreen:
    """How long a screen lasts, in days; the first two stages end with the named day."""

    open_flag_days: int
    acute_days: int
    subacute_days: int
    chronic_days: int
    acute_last_day: int
    subacute_last_day: int


def read_limits(table: PackTable) -> FlagLimits:
    """Return the numbers of the red-flag rules, each within what its unit allows."""
    table.only(*(field.name for field in fields(FlagLimits)))
    numbers = {
        field.name: _in_range(table, field.name, is_whole=field.type is not float)
        for field in fields(FlagLimits)
    }
    return FlagLimits(**cast(dict[str, int], numbers))


def _in_range(table: PackTable, name: str, *, is_whole: bool) -> float:
    value = table.whole(name) if is_whole else table.number(name)
    low, high = RANGES[unit_of(name)]
    if not low <= value <= high:
        table.trouble(name, f"a number from {low} to {high}")
    return value


def read_rescreen(table: PackTable) -> Rescreen:
    """Return how long a screen lasts in each stage."""
    names = tuple(field.name for field in fields(Rescreen))
    table.only(*names)
    numbers = {name: _in_range(table, name, is_whole=True) for name in names}
    found = Rescreen(**cast(dict[str, int], numbers))
    if not found.acute_last_day < found.subacute_last_day:
        table.trouble("subacute_last_day", "a day after acute_last_day")
    return found
