"""The schema of a case file says what the reader takes."""

import json
from typing import Any

import pytest
from hypothesis import given

from exchange.casefile import write_case
from exchange.schema import case_schema
from pathway.facts import Chart
from tests.exchange.charts import charts
from tests.exchange.samples import KNOWN, least_case, whole_case, with_value
from tests.exchange.schemas import objections

SCHEMA: dict[str, Any] = json.loads(case_schema(KNOWN))


def test_both_samples_fit() -> None:
    assert not objections(whole_case(), SCHEMA)
    assert not objections(least_case(), SCHEMA)


@given(charts)
def test_any_chart_that_is_written_fits(chart: Chart) -> None:
    assert not objections(json.loads(write_case(chart)), SCHEMA)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("patients", {}),
        ("patient.sex", "f"),
        ("patient.conditions.0", "feeling_low"),
        ("patient.weight_kg", 0),
        ("patient.medicines.0", 3),
        ("problem.onset", {}),
        ("problem.onset", {"about_days": 60}),
        ("visits.0.pain.limb", 11),
        ("visits.0.pain.limb", "7"),
        ("visits.0.scores.odi", 40),
        ("visits.0.scores.phq_9", 3),
        ("visits.0.scores.rmdq_24", "perhaps"),
        ("visits.0.situation.kind", "video"),
        ("visits.0.situation.mood", "good"),
        ("visits.0.red_flags.RF-Z9", "no"),
        ("visits.0.red_flags.RF-N1", "no"),
        ("visits.0.red_flags.RF-C1", "maybe"),
        ("visits.0.red_flags.RF-C3.course", "worse"),
        ("visits.0.red_flags.RF-C9", "no"),
        ("visits.0.power.right.great_toe_extension", 6),
        ("visits.0.power.right.wing", 3),
        ("visits.0.pain_map.middle", []),
        ("visits.0.pain_map.right.0", "shin"),
        ("care.0.kind", "surgery"),
        ("plan.care.0", "crystals"),
        ("flags.0.id", "RF-Z9"),
        ("overrides.0.value", "open"),
    ],
)
def test_what_the_reader_refuses_does_not_fit(path: str, value: object) -> None:
    assert objections(json.loads(with_value(path, value)), SCHEMA)


def test_the_closed_lists_are_printed() -> None:
    text = json.dumps(SCHEMA)
    assert '"x-codes"' not in text
    assert '"x-range"' not in text
    for code in ("peptic_ulcer_active", "ckd", "outer_shin", "ulnt1", "nerve_block_opinion"):
        assert f'"{code}"' in text
