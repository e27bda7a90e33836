"""The assessment as JSON for programs and as text for people."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from exchange.report import assessment_json, assessment_text
from exchange.schema import assessment_schema
from pathway.advice import Warned
from pathway.assessment import Assessment, PackUsed
from pathway.finding import (
    CareClock,
    Escalation,
    ForecastEntry,
    Gap,
    Imaging,
    Input,
    Level,
    NextContact,
    OpenFlag,
    PastFlag,
    Reason,
    RedFlags,
    Scope,
    Stage,
    SurgicalEvaluation,
)
from tests.exchange.schemas import objections

ON = date(2026, 2, 16)
WHY = Reason("S45", (Input("care_day", "42", ON),), "NASS-L", ("surgery_candidate",))
MADE = Assessment(
    assessed_on=ON,
    pack=PackUsed("foramen-2026", "2026.1"),
    in_scope=Scope(True),
    stage=Stage("subacute", ("subacute",), 42, 42, 42, date(2026, 3, 31)),
    care_clock=CareClock(date(2026, 1, 5), 42, 6, 0, ("active",) * 6),
    red_flags=RedFlags(
        level=Level.SAME_DAY,
        escalation=(Escalation("spine_emergency", Level.SAME_DAY, (WHY,)),),
        screen_complete=False,
        missing=("RF-C2",),
        open=(OpenFlag("RF-C1", Level.SAME_DAY, ON, because=(WHY,)),),
        history=(PastFlag("RF-T1", date(2026, 1, 5), "cleared", ON, "Dr Lee", "imaging"),),
        screened_on=ON,
        rescreen_by=date(2026, 2, 23),
    ),
    surgical_evaluation=SurgicalEvaluation("window_open", ON, date(2026, 3, 30), (WHY,)),
    imaging=Imaging("consider_if_candidate", (WHY,)),
    next_contact=NextContact(date(2026, 3, 2)),
    gaps=(Gap("score.psfs", ("surgical_evaluation",)),),
    forecast=(ForecastEntry(date(2026, 3, 30), "surgical_decision_due", (WHY,)),),
)
KEYS = [
    "format", "assessed_on", "pack", "in_scope", "stage", "care_clock", "red_flags",
    "surgical_evaluation", "imaging", "roots", "options", "medicine_warnings", "medicine_check",
    "care_warnings", "next_contact", "gaps", "forecast",
]  # fmt: skip


class PlainWording:
    """Words that show what they were made from."""

    def day(self, value: date | None) -> str:
        return f"<{value}>"

    def week_and_day(self, day_number: int) -> str:
        return f"week {day_number // 7 + 1}, day {day_number}"

    def sentence(self, reason: Reason) -> str:
        return f"because of {reason.rule}."

    def message(self, warned: Warned) -> str:
        return f"message {warned.message}"

    def finding(self, read: Input) -> str:
        return f"{read.what} is {read.value}"

    def option(self, code: str) -> str:
        return f"option {code}"

    def short(self, flag: str) -> str:
        return f"short {flag}"

    def gap(self, missing: str) -> str:
        return f"gap {missing}"

    def conclusion(self, code: str) -> str:
        return f"conclusion {code}"


def as_json(assessment: Assessment) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(assessment_json(assessment))
    return answer


def test_the_fields_stand_in_their_order() -> None:
    answer = as_json(MADE)
    assert list(answer) == KEYS
    assert list(answer["stage"]) == [
        "code", "possible", "day", "day_earliest", "day_latest", "next_change_on", "note",
    ]  # fmt: skip
    assert list(answer["care_clock"]) == [
        "start", "care_day", "active_weeks", "paused_days", "blocks",
    ]  # fmt: skip
    assert list(answer["red_flags"]) == [
        "level", "escalation", "screen_complete", "missing", "open", "history", "rescreen_by",
    ]  # fmt: skip
    assert list(answer["red_flags"]["open"][0]) == ["id", "level", "because"]


def test_what_is_not_built_is_null_never_empty() -> None:
    answer = as_json(MADE)
    unbuilt = ["roots", "options", "medicine_warnings", "medicine_check", "care_warnings"]
    assert [answer[name] for name in unbuilt] == [None] * 5
    assert as_json(replace(MADE, forecast=None))["forecast"] is None


def test_levels_are_codes_and_days_are_iso() -> None:
    answer = as_json(MADE)
    assert answer["red_flags"]["level"] == "same_day"
    assert answer["red_flags"]["escalation"][0]["level"] == "same_day"
    assert answer["surgical_evaluation"]["window_opens_on"] == "2026-02-16"
    assert answer["forecast"][0]["on"] == "2026-03-30"


def test_a_reason_names_rule_inputs_source_and_what_was_missing() -> None:
    assert as_json(MADE)["imaging"]["because"] == [
        {
            "rule": "S45",
            "inputs": [{"what": "care_day", "value": "42", "on": "2026-02-16"}],
            "source": "NASS-L",
            "missing": ["surgery_candidate"],
        }
    ]


def test_the_schema_describes_what_is_written() -> None:
    schema = json.loads(assessment_schema())
    assert list(schema["properties"]) == KEYS
    assert not objections(as_json(MADE), schema)
    assert not objections(as_json(replace(MADE, forecast=None)), schema)
    wrong = as_json(MADE) | {"roots": []}
    assert objections(wrong, schema)


def test_the_text_starts_with_the_red_flags() -> None:
    text = assessment_text(MADE, PlainWording())
    lines = text.splitlines()
    assert lines[0] == "Assessed on <2026-02-16> by foramen-2026, version 2026.1"
    assert lines[3] == "Red flags: same day"
    assert "  SAME DAY: spine emergency" in lines
    assert "  short RF-C1 (RF-C1; same day, raised <2026-02-16>)" in lines
    assert "    short RF-C2 (RF-C2)" in lines


def test_the_text_has_both_clocks_with_week_and_day() -> None:
    text = assessment_text(MADE, PlainWording())
    assert "Stage: subacute, week 7, day 42" in text
    assert "Care clock: week 7, day 42, from <2026-01-05>" in text
    assert "  Window opens <2026-02-16>" in text
    assert "    - because of S45. [S45; NASS-L]" in text
    assert "  gap score.psfs: conclusion surgical_evaluation" in text
    assert "  <2026-03-30>  surgical decision due" in text


def test_the_text_of_an_onset_that_is_not_exact() -> None:
    stage = Stage("unknown", ("acute", "subacute"), None, 40, 20, None)
    text = assessment_text(replace(MADE, stage=stage), PlainWording())
    assert "Stage: acute or subacute, day 20 to 40" in text
    only_latest = replace(stage, day_earliest=None)
    text = assessment_text(replace(MADE, stage=only_latest), PlainWording())
    assert "Stage: acute or subacute, at least day 20" in text


def test_the_text_before_any_care_and_out_of_scope() -> None:
    made = replace(
        MADE,
        care_clock=CareClock(None),
        in_scope=Scope(False, (WHY,)),
        red_flags=replace(MADE.red_flags, screen_complete=True, missing=(), rescreen_by=None),
        gaps=(),
        forecast=(),
    )
    text = assessment_text(made, PlainWording())
    assert "Care clock: no care recorded yet" in text
    assert "Outside this pathway" in text
    assert "not asked" not in text
    assert "If nothing else changes" not in text
