"""The numbers of the timing rules: their names, units, ranges and order.

A pack gives every one of them; a clinic may replace some, as its own region asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from pathway.packtable import PackTable


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every number of the timing rules; the last word of a name is its unit."""

    subacute_from_days: int
    chronic_from_days: int
    twelve_weeks_note_days: int
    imaging_caution_days: int
    imaging_care_days: int
    window_care_days: int
    window_active_weeks: int
    decision_care_days: int
    epidural_months: int
    surgery_note_months: int
    response_percent: int
    response_drop_points: int
    response_drop_from_points: int
    response_psfs_points: int
    block_days: int
    active_exercise_days: int
    pause_gap_days: int
    restart_gap_days: int
    pain_free_days: int
    about_low_percent: int
    about_high_percent: int
    adult_years: int
    contact_emergency_days: int
    contact_same_day_days: int
    contact_confirm_drop_days: int
    contact_urgent_days: int
    contact_acute_days: int
    contact_acute_until_days: int
    contact_subacute_days: int
    contact_chronic_days: int
    contact_window_days: int
    contact_decision_days: int
    contact_cleared_days: int
    forecast_days: int


@dataclass(frozen=True, slots=True)
class ThresholdOverride:
    """A number that a clinic uses in place of the pack's: who decided it, on which day, and why.

    ``pack_value`` is what the pack says; None until the override is used.
    """

    name: str
    value: int
    who: str
    on: date
    why: str
    pack_value: int | None = None


THRESHOLDS: Final = tuple(field.name for field in fields(Thresholds))
RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "days": (0, 1000),
    "weeks": (1, 52),
    "months": (1, 24),
    "years": (1, 120),
    "percent": (1, 300),
    "points": (1, 10),
    "day": (0, 1000),
    "hours": (1, 336),
    "ml": (1, 2000),
    "celsius": (35, 42),
    "grade": (0, 5),
    "grades": (1, 5),
    "count": (1, 100),
}
"""The least and the greatest value of each unit."""
ORDERED: Final = (
    ("subacute_from_days", "chronic_from_days"),
    ("window_care_days", "decision_care_days"),
    ("pause_gap_days", "restart_gap_days"),
    ("about_low_percent", "about_high_percent"),
)
# Care on one day a week leaves gaps of six days: shorter pauses would stop care that runs.
LEAST: Final = {"pause_gap_days": 7, "block_days": 1}


def unit_of(name: str) -> str:
    """Return the unit of a threshold: the last word of its name."""
    return name.rpartition("_")[2]


def checked_value(name: str, row: PackTable) -> int:
    """Return the "value" of a row; PackTrouble when it is no whole number in the unit's range."""
    low, high = RANGES[unit_of(name)]
    low = max(low, LEAST.get(name, low))
    value = row.number("value")
    if value != int(value) or not low <= value <= high:
        row.trouble("value", f"a whole number from {low} to {high}")
    return int(value)


def check_order(numbers: Mapping[str, int], rows: Mapping[str, PackTable]) -> None:
    """Refuse numbers that contradict each other, at the row of the first that is given in rows."""
    for smaller, larger in ORDERED:
        if numbers[smaller] < numbers[larger]:
            continue
        if smaller in rows:
            rows[smaller].trouble("value", f"less than {larger} ({numbers[larger]})")
        rows[larger].trouble("value", f"more than {smaller} ({numbers[smaller]})")
