"""Question 9 of the PHQ-9: thoughts of self-harm told on paper raise RF-P2 and have it asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pathway.facts import FlagAnswer, Region, Visit
from pathway.finding import Input
from pathway.flagbook import read_flagbook
from pathway.packtable import PackTrouble
from resources import pack_tables
from tests.pathway.charts import guidelines
from tests.pathway.flagcharts import ON, About, check, flag, given, levels, record, seen

ITEM_9 = "score.phq_9"
REGIONS: tuple[Region, ...] = ("cervical", "lumbar", "thoracic", "unsure")


def phq(answer: str, **answers: FlagAnswer | str | float) -> Visit:
    """A visit with an answer to question 9, at which nothing else was left blank."""
    return replace(seen(flags=given(**answers)), beside={ITEM_9: answer})


@pytest.mark.parametrize("answer", ["several_days", "more_than_half", "nearly_every_day"])
def test_any_answer_above_zero_raises_the_flag_with_its_reason(answer: str) -> None:
    found = check(phq(answer))
    assert levels(found) == {"RF-P2": "same_day"}
    reason = flag(found, "RF-P2").because[0]
    assert reason.rule == "RF-P2.scored"
    assert Input(ITEM_9, answer, ON) in reason.inputs
    assert [call.destination for call in found.escalation] == ["mental_health_crisis"]


def test_zero_and_blank_raise_nothing() -> None:
    assert levels(check(phq("not_at_all"))) == {}
    assert levels(check(replace(seen(), beside={ITEM_9: ""}))) == {}


def test_a_spoken_no_does_not_outweigh_what_was_written() -> None:
    assert levels(check(phq("several_days", P2="no"))) == {"RF-P2": "same_day"}


def test_a_yes_stands_by_itself() -> None:
    found = check(phq("several_days", P2="yes"))
    assert [reason.rule for reason in flag(found, "RF-P2").because] == ["RF-P2"]


def test_it_stays_open_until_somebody_clears_it_and_is_raised_anew_after_that() -> None:
    visit, later = phq("several_days"), ON + timedelta(days=7)
    assert levels(check(visit, seen(later))) == {"RF-P2": "same_day"}
    about = About(records=(record("RF-P2", ON, on=ON + timedelta(days=1)),))
    assert levels(check(visit, seen(later), about=about)) == {}
    again = replace(visit, on=later)
    assert levels(check(visit, again, about=about)) == {"RF-P2": "same_day"}


@pytest.mark.parametrize("region", REGIONS)
def test_both_questions_must_be_asked_then_and_not_otherwise(region: Region) -> None:
    about = About(region=region)
    asked = Visit(ON, beside={ITEM_9: "several_days"})
    missing = check(asked, about=about).missing
    assert {"RF-P2", "RF-P6"} <= set(missing)
    assert not {"RF-P2", "RF-P6"} & set(check(Visit(ON), about=about).missing)
    told = replace(asked, red_flags=given(P2="no", P6="declined"))
    assert not {"RF-P2", "RF-P6"} & set(check(told, about=about).missing)


@pytest.mark.parametrize("region", REGIONS)
def test_without_a_score_both_stay_questions_that_may_be_asked(region: Region) -> None:
    book = guidelines().flags
    assert book.is_optional("RF-P2", region)
    assert book.is_optional("RF-P6", region)
    assert not book.is_optional("RF-P1", region)


def test_only_the_latest_contact_decides_what_is_asked() -> None:
    later = Visit(ON + timedelta(days=7))
    assert "RF-P6" not in check(Visit(ON, beside={ITEM_9: "several_days"}), later).missing


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ({"flag": "RF-Z9", "answers": ["several_days"]}, "flag"),
        ({"flag": "RF-P6", "answers": ["several_days"]}, "flag"),
        ({"flag": "RF-P2", "answers": []}, "answers"),
        ({"flag": "RF-P2", "answers": ["several_days"], "above": 0}, "above"),
    ],
)
def test_a_wrong_row_is_named(row: dict[str, object], path: str) -> None:
    table = dict(pack_tables()["red_flags"])
    table["scores"] = {ITEM_9: row}
    with pytest.raises(PackTrouble) as trouble:
        read_flagbook(table)
    assert trouble.value.path == f"red_flags.scores.{ITEM_9}.{path}"
