"""Every rule and every code of the timing part has words, and the words fit what the rules read."""

import re
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given

import resources
from pathway.evaluate import evaluate
from pathway.facts import BlockKind
from pathway.finding import ForecastWhat, ImagingAdvice, Reason, StageCode, SurgicalStatus
from tests.pathway.charts import guidelines
from tests.pathway.strategies import CHARTS, Dated

WORDS: Any = resources.words_tables("en")["timing"]
TIMING_RULES: Any = resources.pack_tables()["thresholds"]["rules"]
PATHWAY = Path(resources.__file__).parent.parent / "pathway"
RULES = Path(resources.__file__).parent.parent / "docs" / "rules.md"
CONCLUSIONS = {
    "stage", "care_clock", "red_flags", "surgical_evaluation", "imaging", "next_contact",
}  # fmt: skip


def test_every_rule_is_worded_and_no_word_is_left_over() -> None:
    assert set(WORDS["says"]) == set(TIMING_RULES)


def test_every_rule_is_explained_in_the_docs() -> None:
    text = RULES.read_text(encoding="utf-8")
    assert [rule for rule in guidelines().rules if f"`{rule}`" not in text] == []


def test_every_rule_is_used_in_code() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PATHWAY.glob("*.py"))
    assert [rule for rule in TIMING_RULES if f'"{rule}"' not in code] == []


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("stage", get_args(StageCode)),
        ("block", get_args(BlockKind)),
        ("surgical_evaluation", get_args(SurgicalStatus)),
        ("imaging", get_args(ImagingAdvice)),
        ("forecast", get_args(ForecastWhat)),
        ("conclusion", tuple(CONCLUSIONS)),
    ],
)
def test_every_code_has_words(table: str, codes: tuple[str, ...]) -> None:
    assert set(WORDS[table]) == set(codes)


def spoken(reason: Reason) -> str:
    """The sentence of a reason of the timing part; a place without an input is a KeyError."""
    says: str = WORDS["says"][reason.rule]
    numbers = {name: str(number) for name, number in asdict(guidelines().thresholds).items()}
    places = numbers | {told.what: told.value for told in reason.inputs}
    return re.sub(r"\{(\w+)\}", lambda place: places[place[1]], says)


@given(CHARTS)
def test_whatever_is_concluded_can_be_said(case: Dated) -> None:
    found = evaluate(case.chart, case.on, guidelines())
    assert found.forecast is not None
    reasons = [
        *found.in_scope.because,
        *found.stage.because,
        *found.care_clock.because,
        *found.surgical_evaluation.because,
        *found.imaging.because,
        *found.next_contact.because,
        *(reason for entry in found.forecast for reason in entry.because),
    ]
    for reason in reasons:
        assert spoken(reason)
        assert reason.source in guidelines().sources
    for gap in found.gaps:
        assert WORDS["gap"][gap.missing]
        assert set(gap.could_change) <= CONCLUSIONS
    if found.stage.note:
        assert WORDS["note"][found.stage.note]
