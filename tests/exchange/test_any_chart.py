"""Whatever a case file may hold is assessed or refused, and what is said of it fits the schema."""

import json
from datetime import date
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

import resources
from exchange.report import assessment_json
from exchange.schema import assessment_schema
from pathway.days import ImpossibleDate
from pathway.evaluate import evaluate
from pathway.facts import Chart
from pathway.guidelines import read_guidelines
from tests.exchange.charts import ONSET, charts
from tests.exchange.schemas import objections

GUIDELINES: Final = read_guidelines(resources.pack_tables())
SCHEMA: Final[dict[str, Any]] = json.loads(assessment_schema())
REFUSED_FOR: Final = {"problem.onset", "patient.birth_date"}


@given(charts, st.dates(ONSET, date(2027, 6, 1)))
def test_any_chart_is_assessed_or_refused_by_name(chart: Chart, on: date) -> None:
    refused, text = "", ""
    try:
        text = assessment_json(evaluate(chart, on, GUIDELINES))
    except ImpossibleDate as trouble:
        refused = trouble.path
    assert bool(text) != (refused in REFUSED_FOR)
    assert not text or not objections(json.loads(text), SCHEMA)
