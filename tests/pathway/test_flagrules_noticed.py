"""What mutation tests found that no other test of answers to red flags noticed."""

import pytest

from pathway.facts import Region, Spot
from tests.pathway.flagcharts import About, ask, check, flag, given, levels, seen

ARM, LEG = "elbow_flexion", "ankle_dorsiflexion"


@pytest.mark.parametrize(
    ("region", "muscle", "level"),
    [
        ("lumbar", LEG, "urgent"),
        ("lumbar", ARM, "same_day"),
        ("thoracic", LEG, "urgent"),
        ("thoracic", ARM, "same_day"),
        ("cervical", ARM, "urgent"),
        ("cervical", LEG, "same_day"),
        ("unsure", ARM, "urgent"),
        ("unsure", LEG, "urgent"),
    ],
)
def test_worsening_that_is_told_asks_for_an_exam_of_the_limb_where_the_problem_is(
    region: Region, muscle: str, level: str
) -> None:
    examined = seen(told=given(N3="yes"), power={Spot("left", muscle): 5}, exam_unlisted="not_done")
    assert levels(check(examined, about=About(region=region)))["RF-N3"] == level


def test_worsening_that_is_told_counts_as_examined_when_the_rest_was_stated_normal() -> None:
    assert ask(given(N3="yes"), exam_unlisted="normal")["RF-N3"] == "urgent"
    assert ask(given(N3="yes"), exam_unlisted="not_done")["RF-N3"] == "same_day"


def test_both_legs_ask_for_the_questions_of_the_cauda_that_were_left_open() -> None:
    told = given(C7="yes", C1="yes", C2="unable", C3="no", C4="no", C5="not_asked", C6="no")
    (reason,) = flag(check(seen(told=told)), "RF-C7").because
    assert reason.missing == ("RF-C2", "RF-C5")
