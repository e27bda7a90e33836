"""What a new guideline pack would change for a patient, old and new side by side."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

import resources
from pathway.assessment import Assessment
from pathway.evaluate import assess_day
from pathway.facts import MedicineTaken
from pathway.guidelines import Guidelines, read_guidelines
from pathway.packdiff import PARTS, PackChange, differences, pack_changes
from tests.pathway.charts import care, chart, day, guidelines, seen
from tests.pathway.strategies import CHARTS, Dated


def pack_with(number: str, value: int) -> Guidelines:
    tables: Any = copy.deepcopy(resources.pack_tables())
    tables["thresholds"]["number"][number]["value"] = value
    return read_guidelines(tables)


def test_a_window_that_opens_later_is_shown_side_by_side() -> None:
    persistent = chart(seen(0, 8), seen(40, 8), care=(care(0, kind="home_exercise"),))
    later = pack_with("window_care_days", 70)
    found = pack_changes(persistent, day(44), guidelines(), later)
    change = next(change for change in found if change.part == "surgical_evaluation")
    assert change == PackChange("surgical_evaluation", ("window_open",), ("not_yet",))


def test_a_stage_that_begins_later() -> None:
    found = pack_changes(chart(), day(29), guidelines(), pack_with("subacute_from_days", 35))
    assert found[0] == PackChange("stage", ("subacute",), ("acute",))


def test_the_same_pack_changes_nothing() -> None:
    assert pack_changes(chart(), day(29), guidelines(), guidelines()) == ()


@given(CHARTS)
def test_no_pack_differs_from_itself(case: Dated) -> None:
    assert pack_changes(case.chart, case.on, guidelines(), guidelines()) == ()


def test_a_day_before_the_birth_has_no_answer_by_any_pack() -> None:
    early = date(1900, 1, 1)
    assert pack_changes(chart(), early, guidelines(), guidelines()) == ()


def test_an_answer_that_is_gone_is_said() -> None:
    answer = assess_day(chart(), day(3), guidelines())
    assert differences(answer, None) == (PackChange("advice", ("there",), ("none",)),)
    assert differences(None, answer) == (PackChange("advice", ("none",), ("there",)),)
    assert differences(None, None) == ()


def test_of_lists_only_what_differs_is_told() -> None:
    taken = (MedicineTaken("ibuprofen"), MedicineTaken("apixaban"))
    answer = assess_day(chart(seen(0, 8), medicines=taken), day(3), guidelines())
    assert answer.medicine_warnings
    gone = replace(answer, medicine_warnings=answer.medicine_warnings[1:], options=None, roots=None)
    found = {change.part: change for change in differences(answer, gone)}
    first = answer.medicine_warnings[0]
    warned = found["medicine_warnings"]
    assert warned.before == (f"{first.id} {first.severity} {', '.join(first.medicines)}",)
    assert warned.after == ()
    assert found["options"].after == ()
    assert "roots" in found


@pytest.mark.parametrize(("part", "said"), PARTS)
def test_every_part_can_be_told(part: str, said: Callable[[Assessment], tuple[str, ...]]) -> None:
    answer = assess_day(chart(seen(0, 8)), day(3), guidelines())
    assert all(isinstance(line, str) for line in said(answer)), part
