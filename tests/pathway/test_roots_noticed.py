"""What mutation tests found that no other test of the ranking of roots noticed."""

from dataclasses import replace

import pytest

from pathway import roots as module
from pathway.facts import Answer, FlagAnswer
from tests.pathway.charts import guidelines
from tests.pathway.rootcharts import cervical, lumbar, of_region, ranked, rules, visit, whats


def test_a_lead_of_just_the_ratio_is_not_close() -> None:
    made = of_region("lumbar", visit("pain outer_shin", "sensation top_of_foot"))
    weights = ranked(made).weights
    assert weights is not None
    first, second = sorted(weights.values(), reverse=True)[:2]
    book = guidelines().roots
    for ratio, rule in ((first / second, "ROOT-CLEAR"), (first / second + 0.001, "ROOT-CLOSE")):
        numbers = replace(book.numbers, clear_ratio=ratio)
        pack = replace(guidelines(), roots=replace(book, numbers=numbers))
        assert rules(ranked(made, pack=pack)) == [rule]


def test_close_roots_name_the_findings_of_both_and_of_no_third() -> None:
    roots = lumbar("pain outer_shin", "power knee_extension", "pain front_thigh")
    assert roots.ranked[:3] == ("L5", "L4", "L3")
    assert whats(roots, "ROOT-CLOSE") == [
        "root", "second", "right pain_map.outer_shin", "right power.knee_extension",
    ]  # fmt: skip


@pytest.mark.parametrize("order", [("no", "yes"), ("yes", "no")])
def test_both_answers_of_one_day_count(order: tuple[Answer, Answer]) -> None:
    visits = (visit("reflex ankle", red_flags={"RF-C7": FlagAnswer(answer)}) for answer in order)
    assert rules(ranked(of_region("lumbar", *visits)))[0] == "ROOT-BOTH-SIDES"


def test_scores_of_findings_are_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    kept = guidelines().roots.regions["cervical"].kept
    kept.clear()
    sizes = []
    for finding in ("reflex triceps", "reflex biceps", "reflex triceps", "sensation thumb"):
        cervical(finding)
        sizes.append(len(kept))
    assert sizes == [1, 2, 2, 1]
