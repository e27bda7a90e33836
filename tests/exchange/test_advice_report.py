"""Roots, options and warnings as JSON for programs and as text for people."""

import json
from dataclasses import replace
from typing import Any

import pytest

from exchange.report import assessment_json, assessment_text
from exchange.schema import assessment_schema
from pathway.advice import MedicineCheck, Option, Roots, Warned
from pathway.assessment import Assessment
from pathway.finding import Input, Reason
from tests.exchange.schemas import objections
from tests.exchange.test_report import KEYS, MADE, ON, WHY, PlainWording

SHIN = Input("right pain_map.outer_shin", "yes", ON)
KNEE = Input("right reflex.knee", "normal", ON)
ROOTS = Roots(
    "likely",
    ("L5", "S1", "L4", "L3", "L2", "S2"),
    {"L5": (SHIN,), "S1": ()},
    {"L4": (KNEE,)},
    {"L5": 0.47949, "S1": 0.4, "L4": 0.1, "L3": 0.02, "L2": 0.0004, "S2": 0.0},
    (WHY,),
    named=("L5", "S1"),
)
NSAID = Option(
    "nsaid", 2, "locked", "strong", "moderate", "small", "sciatica", ("ACP17",), (WHY,), (WHY,),
    ("nsaid_sciatica",),
)  # fmt: skip
HEAT = Option("superficial_heat", None, "offered")
STOP = Warned("M01", "STOP", ("apixaban", "ibuprofen"), "M01.bleeding", WHY, "BCP25")
COLD = Warned("H2", "WARN", ("cold",), "H2", Reason("H2"), "PROJECT")
FULL = replace(
    MADE,
    roots=ROOTS,
    options=(NSAID, HEAT),
    medicine_warnings=(STOP,),
    medicine_check=MedicineCheck(49, 1, 2, ("patient.egfr",)),
    care_warnings=(COLD,),
)
SCHEMA: dict[str, Any] = json.loads(assessment_schema())


def as_json(made: Assessment, *, has_weights: bool = False) -> dict[str, Any]:
    text = assessment_json(made, has_weights=has_weights)
    answer: dict[str, Any] = json.loads(text)
    assert not objections(answer, SCHEMA)
    return answer


def as_lines(made: Assessment) -> list[str]:
    return assessment_text(made, PlainWording()).splitlines()


def test_the_keys_keep_their_order() -> None:
    answer = as_json(FULL)
    assert list(answer) == KEYS
    assert list(answer["roots"]) == ["class", "ranked", "for", "against", "because"]
    assert list(answer["options"][0]) == [
        "id", "line", "state", "strength", "quality", "effect", "population", "sources",
        "locked_because", "cautions", "conflicts",
    ]  # fmt: skip
    assert list(answer["medicine_warnings"][0]) == [
        "id", "severity", "medicines", "message", "because", "source",
    ]  # fmt: skip


def test_roots_list_their_findings_with_value_and_day() -> None:
    roots = as_json(FULL)["roots"]
    assert roots["class"] == "likely"
    assert roots["ranked"] == ["L5", "S1", "L4", "L3", "L2", "S2"]
    shin = {"what": "right pain_map.outer_shin", "value": "yes", "on": "2026-02-16"}
    assert roots["for"] == {"L5": [shin], "S1": []}
    assert roots["against"] == {
        "L4": [{"what": "right reflex.knee", "value": "normal", "on": "2026-02-16"}]
    }
    assert roots["because"][0]["rule"] == "S45"


def test_weights_are_written_only_when_asked_for_and_with_three_digits() -> None:
    assert "weights" not in as_json(FULL)["roots"]
    weights = as_json(FULL, has_weights=True)["roots"]["weights"]
    assert weights == {"L5": 0.479, "S1": 0.4, "L4": 0.1, "L3": 0.02, "L2": 0.0, "S2": 0.0}
    unweighed = replace(FULL, roots=Roots("none"))
    assert as_json(unweighed, has_weights=True)["roots"] == {
        "class": "none", "ranked": [], "for": {}, "against": {}, "because": [], "weights": {},
    }  # fmt: skip
    assert as_json(MADE, has_weights=True)["roots"] is None


def test_an_option_says_why_it_is_locked_and_what_to_mind() -> None:
    locked, offered = as_json(FULL)["options"]
    assert (locked["id"], locked["line"], locked["state"]) == ("nsaid", 2, "locked")
    assert [reason["rule"] for reason in locked["locked_because"]] == ["S45"]
    assert [reason["rule"] for reason in locked["cautions"]] == ["S45"]
    assert (locked["sources"], locked["conflicts"]) == (["ACP17"], ["nsaid_sciatica"])
    assert (offered["line"], offered["locked_because"]) == (None, [])


def test_a_warning_has_a_sentence_where_there_are_words_for_it() -> None:
    said = json.loads(assessment_json(FULL, PlainWording().message))
    assert said["medicine_warnings"][0]["message"] == "message M01.bleeding"
    assert as_json(FULL)["medicine_warnings"][0]["message"] == "M01.bleeding"
    assert said["care_warnings"][0]["medicines"] == ["cold"]
    assert said["care_warnings"][0]["because"] == [
        {"rule": "H2", "inputs": [], "source": "", "missing": []}
    ]


def test_what_was_checked_is_counted() -> None:
    assert as_json(FULL)["medicine_check"] == {
        "rules_checked": 49,
        "fired": 1,
        "no_rule": 2,
        "inputs_missing": ["patient.egfr"],
    }


def test_empty_is_not_null() -> None:
    empty = replace(MADE, options=(), medicine_warnings=(), care_warnings=())
    answer = as_json(empty)
    assert [answer[key] for key in ("options", "medicine_warnings", "care_warnings")] == [[]] * 3


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("roots", {"class": "clear"}),
        ("roots", []),
        ("options", [{"id": "nsaid"}]),
        ("medicine_check", {}),
        ("care_warnings", [3]),
    ],
)
def test_the_schema_refuses_halves(place: str, value: object) -> None:
    assert objections(as_json(FULL) | {place: value}, SCHEMA)


def test_the_text_has_no_weight_and_no_percentage() -> None:
    text = assessment_text(FULL, PlainWording())
    assert "0.4" not in text
    assert "%" not in text


def test_the_text_lists_findings_for_and_against() -> None:
    lines = as_lines(FULL)
    start = lines.index("Suspected nerve root: perhaps L5 or S1")
    assert lines[start + 1 : start + 4] == [
        "  for L5: right pain_map.outer_shin is yes",
        "  against L4: right reflex.knee is normal",
        "    - because of S45. [S45; NASS-L]",
    ]


@pytest.mark.parametrize(
    ("roots", "said"),
    [
        (
            replace(ROOTS, rank_class="clear", named=("L5",)),
            "Suspected nerve root: findings point to L5",
        ),
        (replace(ROOTS, rank_class="none"), "Suspected nerve root: no localising finding"),
        (Roots("not_ranked"), "Suspected nerve root: not ranked"),
    ],
)
def test_the_text_says_how_sure_the_ranking_is(roots: Roots, said: str) -> None:
    assert said in as_lines(replace(FULL, roots=roots))


def test_the_text_has_options_warnings_and_what_was_checked() -> None:
    lines = as_lines(FULL)
    start = lines.index("Options")
    assert lines[start + 1] == "  offered: option superficial_heat"
    assert lines[start + 2] == "  locked: option nsaid"
    assert "  STOP apixaban, ibuprofen: message M01.bleeding [M01; BCP25]" in lines
    assert "  49 rules checked, 1 fired; 2 medicines that no rule speaks of" in lines
    assert "  Not known: gap patient.egfr" in lines
    assert "  WARN cold: message H2 [H2; PROJECT]" in lines


def test_the_text_says_when_nothing_is_offered_and_nothing_fired() -> None:
    empty = replace(
        FULL,
        options=(),
        medicine_warnings=(),
        medicine_check=MedicineCheck(49, 0, 0),
        care_warnings=(),
    )
    lines = as_lines(empty)
    assert "Options: none today" in lines
    assert "Medicines: no rule fired" in lines
    assert "Care: no rule fired" in lines
    assert not [line for line in lines if line.startswith("  Not known")]


def test_what_is_not_built_has_no_line() -> None:
    text = assessment_text(MADE, PlainWording())
    for word in ("nerve root", "Options", "Medicines", "Care:", "rules checked"):
        assert word not in text
