"""How a problem came about: what needs a reason, and whether a corrected onset moves the stage."""

from dataclasses import replace

import pytest

from pathway.facts import Closed, OnsetDay, OnsetUnknown, Problem
from pathway.finding import Stage, StageCode
from pathway.story import goes_back, needs_reason, stage_of
from tests.pathway.charts import ONSET, chart, day, guidelines

PROBLEM = Problem("lumbar", OnsetDay(ONSET))


def stage(code: StageCode, *possible: StageCode) -> Stage:
    return Stage(code, possible, None, None, None, None)


def test_only_a_change_of_what_was_told_needs_a_reason_and_only_after_a_signature() -> None:
    moved = replace(PROBLEM, side="left")
    assert needs_reason(PROBLEM, moved, has_signed=True)
    assert not needs_reason(PROBLEM, moved, has_signed=False)
    assert not needs_reason(PROBLEM, PROBLEM, has_signed=True)


def test_closing_and_reopening_need_no_reason() -> None:
    closed = replace(PROBLEM, closed=Closed(day(90), "recovered"))
    assert not needs_reason(PROBLEM, closed, has_signed=True)
    assert not needs_reason(closed, PROBLEM, has_signed=True)
    assert needs_reason(closed, replace(PROBLEM, region="cervical"), has_signed=True)


def test_a_chart_shows_the_stage_that_another_onset_would_give() -> None:
    earlier = replace(PROBLEM, onset=OnsetDay(day(-60)))
    now, then = (stage_of(chart(), one, day(30), guidelines()) for one in (PROBLEM, earlier))
    assert now is not None
    assert then is not None
    assert (now.code, then.code) == ("subacute", "chronic")


def test_an_onset_that_cannot_be_has_no_stage() -> None:
    to_come = replace(PROBLEM, onset=OnsetDay(day(31)))
    assert stage_of(chart(), to_come, day(30), guidelines()) is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (stage("subacute", "subacute"), stage("acute", "acute"), True),
        (stage("chronic", "chronic"), stage("subacute", "subacute"), True),
        (stage("acute", "acute"), stage("subacute", "subacute"), False),
        (stage("acute", "acute"), stage("acute", "acute"), False),
        (stage("unknown", "subacute", "chronic"), stage("unknown", "acute", "chronic"), True),
        (stage("unknown", "acute", "chronic"), stage("subacute", "subacute"), True),
        (stage("subacute", "subacute"), stage("unknown", "acute", "chronic"), False),
        (stage("closed", "chronic"), stage("acute", "acute"), False),
        (stage("chronic", "chronic"), stage("closed", "acute"), False),
        (stage("unknown"), stage("acute", "acute"), False),
        (stage("chronic", "chronic"), stage("unknown"), False),
    ],
)
def test_a_stage_goes_back_when_it_may_be_an_earlier_one(
    before: Stage, after: Stage, expected: bool
) -> None:
    assert goes_back(before, after) is expected


def test_moving_the_onset_later_goes_back_and_moving_it_earlier_never_does() -> None:
    onsets = [day(-60), day(0), day(20)]
    found = [
        stage_of(chart(), replace(PROBLEM, onset=OnsetDay(on)), day(40), guidelines())
        for on in onsets
    ]
    stages = [one for one in found if one is not None]
    assert [one.code for one in stages] == ["chronic", "subacute", "acute"]
    for place, earlier in enumerate(stages):
        for later in stages[place:]:
            assert goes_back(earlier, later) == (earlier.code != later.code)
            assert not goes_back(later, earlier)


def test_an_onset_that_nobody_knows_is_judged_by_what_is_possible() -> None:
    unknown = replace(PROBLEM, onset=OnsetUnknown(day(0)))
    found = stage_of(chart(), unknown, day(30), guidelines())
    assert found is not None
    assert found.possible == ("subacute", "chronic")
