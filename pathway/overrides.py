"""A clinic's own thresholds: read, checked like the pack's, and put in place of the pack's.

Some regions ask for 12 weeks of care before a referral. Who decided so, when and why is told with
each number, and every assessment names the numbers that it used.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Final

from pathway.flagbook import FlagBook
from pathway.guidelines import Guidelines
from pathway.packtable import PackTable, PackTrouble
from pathway.thresholds import (
    THRESHOLDS,
    ThresholdOverride,
    Thresholds,
    check_order,
    checked_value,
)

FIXED: Final = frozenset(
    {
        "adult_years",
        "block_days",
        "contact_emergency_days",
        "contact_same_day_days",
        "contact_confirm_drop_days",
        "forecast_days",
    }
)
"""What no clinic sets: who is an adult, how long a week is, and how long an emergency may wait."""
SETTABLE: Final = tuple(name for name in THRESHOLDS if name not in FIXED)
LONGEST_NAME: Final = 100
LONGEST_REASON: Final = 500


def read_overrides(tables: Mapping[str, object]) -> tuple[ThresholdOverride, ...]:
    """Return the overrides that a clinic's file states; PackTrouble names the first wrong key."""
    root = PackTable(tables, "")
    for key in root:
        if key != "override":
            raise PackTrouble(key, "override")
    rows = PackTable(tables.get("override", {}), "override")
    rows.only(*SETTABLE)
    return tuple(_override(name, rows.table(name)) for name in rows)


def with_overrides(guidelines: Guidelines, overrides: tuple[ThresholdOverride, ...]) -> Guidelines:
    """Return the pack with a clinic's own numbers; PackTrouble when one cannot be used.

    The numbers of the red flags that say the same as a threshold follow it.
    """
    rows = _rows(overrides)
    numbers: dict[str, int] = asdict(guidelines.thresholds)
    used = []
    for own in overrides:
        used.append(replace(own, pack_value=numbers[own.name]))
        numbers[own.name] = checked_value(own.name, rows[own.name])
    check_order(numbers, rows)
    thresholds = Thresholds(**numbers)
    return replace(
        guidelines,
        thresholds=thresholds,
        flags=following(guidelines.flags, thresholds),
        overrides=tuple(used),
    )


def named(overrides: tuple[ThresholdOverride, ...]) -> tuple[str, ...]:
    """Return each number in few words, for the line of a print that names the pack."""
    return tuple(f"{own.name.replace('_', ' ')} {own.value}" for own in overrides)


def following(flags: FlagBook, thresholds: Thresholds) -> FlagBook:
    """Return the red-flag book with the numbers that it shares with the clocks."""
    return replace(
        flags,
        rescreen=replace(
            flags.rescreen,
            acute_last_day=thresholds.subacute_from_days - 1,
            subacute_last_day=thresholds.chronic_from_days - 1,
        ),
        limits=replace(
            flags.limits,
            better_percent=thresholds.response_percent,
            better_points=thresholds.response_drop_points,
            better_from_points=thresholds.response_drop_from_points,
            adult_age_years=thresholds.adult_years,
        ),
    )


def _override(name: str, row: PackTable) -> ThresholdOverride:
    row.only("value", "who", "when", "why")
    return ThresholdOverride(
        name=name,
        value=checked_value(name, row),
        who=_told(row, "who", LONGEST_NAME),
        on=row.day("when"),
        why=_told(row, "why", LONGEST_REASON),
    )


def _told(row: PackTable, key: str, longest: int) -> str:
    text = row.text(key).strip()
    if not text or len(text) > longest or not text.isprintable():
        row.trouble(key, f"one line of text of 1 to {longest} characters")
    return text


def _rows(overrides: tuple[ThresholdOverride, ...]) -> dict[str, PackTable]:
    rows: dict[str, PackTable] = {}
    for own in overrides:
        if own.name not in SETTABLE:
            raise PackTrouble(f"override.{own.name}", f"one of {', '.join(SETTABLE)}")
        if own.name in rows:
            raise PackTrouble(f"override.{own.name}", "each threshold once")
        rows[own.name] = PackTable({"value": own.value}, f"override.{own.name}")
    return rows
