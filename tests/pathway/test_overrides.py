"""A clinic's own thresholds: used whole, checked like the pack's, named in each assessment."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway.evaluate import assess_day
from pathway.guidelines import Guidelines
from pathway.overrides import FIXED, SETTABLE, named, read_overrides, with_overrides
from pathway.packtable import PackTrouble
from pathway.thresholds import LEAST, RANGES, THRESHOLDS, ThresholdOverride, unit_of
from tests.pathway.charts import care, chart, day, guidelines, seen

WHEN = date(2026, 3, 1)
TWELVE_WEEKS: dict[str, Any] = {
    "override": {
        "window_care_days": {"value": 84, "who": "Dr Lee", "when": WHEN, "why": "region"},
        "decision_care_days": {"value": 120, "who": "Dr Lee", "when": WHEN, "why": "region"},
    }
}


def own(name: str, value: int) -> ThresholdOverride:
    return ThresholdOverride(name, value, "Dr Lee", WHEN, "as the region asks")


def put(*numbers: tuple[str, int]) -> Guidelines:
    return with_overrides(guidelines(), tuple(own(*number) for number in numbers))


def changed(name: str, key: str, value: object) -> dict[str, Any]:
    row = dict(TWELVE_WEEKS["override"]["window_care_days"])
    if value is None:
        del row[key]
    else:
        row[key] = value
    return {"override": {name: row}}


def test_a_region_that_asks_for_twelve_weeks_of_care_gets_them() -> None:
    pack = with_overrides(guidelines(), read_overrides(TWELVE_WEEKS))
    exercise = care(0, kind="home_exercise")
    persistent = chart(seen(0, 8), seen(40, 8), care=(exercise,))
    statuses = [
        assess_day(persistent, day(number), pack).surgical_evaluation.status
        for number in (42, 83, 84, 119, 120)
    ]
    assert statuses == ["not_yet", "not_yet", "window_open", "window_open", "decision_due"]
    assert assess_day(persistent, day(42), guidelines()).surgical_evaluation.status == "window_open"


def test_an_assessment_names_the_numbers_that_it_used() -> None:
    pack = with_overrides(guidelines(), read_overrides(TWELVE_WEEKS))
    used = assess_day(chart(), day(3), pack).pack.overrides
    assert [(o.name, o.value, o.pack_value, o.who, o.on, o.why) for o in used] == [
        ("window_care_days", 84, 42, "Dr Lee", WHEN, "region"),
        ("decision_care_days", 120, 84, "Dr Lee", WHEN, "region"),
    ]
    assert assess_day(chart(), day(3), guidelines()).pack.overrides == ()
    assert named(used) == ("window care days 84", "decision care days 120")


def test_an_empty_file_changes_nothing() -> None:
    assert read_overrides({}) == ()
    assert with_overrides(guidelines(), ()) == guidelines()


def test_red_flags_follow_the_clocks() -> None:
    pack = put(("subacute_from_days", 30), ("chronic_from_days", 91), ("response_percent", 50))
    assert pack.flags.rescreen.acute_last_day == 29
    assert pack.flags.rescreen.subacute_last_day == 90
    assert pack.flags.limits.better_percent == 50
    assert pack.flags.limits.adult_age_years == guidelines().flags.limits.adult_age_years


@pytest.mark.parametrize(
    ("tables", "trouble"),
    [
        ({"overrides": {}}, "overrides: expected override"),
        ({"override": 3}, "override: expected a table"),
        ({"override": {"window": {}}}, "override.window: expected one of"),
        ({"override": {"window_care_days": 84}}, "override.window_care_days: expected a table"),
        (changed("window_care_days", "value", None), "override.window_care_days.value"),
        (changed("window_care_days", "value", 5000), "override.window_care_days.value"),
        (changed("window_care_days", "value", 84.5), "override.window_care_days.value"),
        (changed("window_care_days", "value", True), "override.window_care_days.value"),
        (changed("pause_gap_days", "value", 6), "override.pause_gap_days.value"),
        (changed("window_care_days", "who", None), "override.window_care_days.who"),
        (changed("window_care_days", "who", " "), "override.window_care_days.who"),
        (changed("window_care_days", "who", "x" * 101), "override.window_care_days.who"),
        (changed("window_care_days", "why", None), "override.window_care_days.why"),
        (changed("window_care_days", "why", "two\nlines"), "override.window_care_days.why"),
        (changed("window_care_days", "when", None), "override.window_care_days.when"),
        (changed("window_care_days", "when", "2026-03-01"), "override.window_care_days.when"),
        (
            changed("window_care_days", "when", datetime(2026, 3, 1)),  # noqa: DTZ001
            "override.window_care_days.when",
        ),
        (changed("window_care_days", "note", "x"), "override.window_care_days.note"),
    ],
)
def test_what_is_wrong_is_refused_with_its_key(tables: dict[str, Any], trouble: str) -> None:
    with pytest.raises(PackTrouble) as refused:
        read_overrides(tables)
    assert str(refused.value).startswith(trouble)


@pytest.mark.parametrize("name", sorted(FIXED))
def test_what_guards_an_emergency_is_not_for_a_clinic_to_set(name: str) -> None:
    with pytest.raises(PackTrouble, match=rf"^override\.{name}: expected one of"):
        read_overrides(changed(name, "value", 1))
    with pytest.raises(PackTrouble, match=rf"^override\.{name}: expected one of"):
        put((name, 1))


def test_numbers_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(PackTrouble, match=r"^override\.window_care_days\.value: expected less"):
        put(("window_care_days", 84))
    with pytest.raises(PackTrouble, match=r"^override\.decision_care_days\.value: expected more"):
        put(("decision_care_days", 42))


def test_a_threshold_stands_once() -> None:
    with pytest.raises(PackTrouble, match=r"^override\.window_care_days: expected each"):
        put(("window_care_days", 50), ("window_care_days", 60))


@given(st.sampled_from(SETTABLE), st.integers(-10, 2000))
def test_a_number_is_used_or_refused_never_bent(name: str, value: int) -> None:
    low, high = RANGES[unit_of(name)]
    try:
        pack = put((name, value))
    except PackTrouble:
        return
    assert max(low, LEAST.get(name, low)) <= value <= high
    assert asdict(pack.thresholds) == asdict(guidelines().thresholds) | {name: value}
    assert pack.sources == guidelines().sources


def test_every_threshold_is_settable_or_fixed() -> None:
    assert set(SETTABLE) | FIXED == set(THRESHOLDS)
    assert {unit_of(name) for name in THRESHOLDS} <= set(RANGES)
