"""What holds for every chart: total, repeatable, blind to order and to later facts, true ahead."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.assessment import Assessment
from pathway.episodes import cut
from pathway.evaluate import assess_day, evaluate
from pathway.facts import Chart, OnsetDay
from pathway.finding import ForecastWhat
from pathway.timing import STAGES
from tests.pathway.charts import chart, day, guidelines
from tests.pathway.strategies import CHARTS, Dated

AHEAD = 400


@given(CHARTS)
def test_the_same_chart_gives_the_same_answer(case: Dated) -> None:
    assert evaluate(case.chart, case.on, guidelines()) == evaluate(
        case.chart, case.on, guidelines()
    )


@given(CHARTS, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(case: Dated, random: object) -> None:
    def mixed(entries: tuple[object, ...]) -> tuple[object, ...]:
        turned = list(entries)
        random.shuffle(turned)  # type: ignore[attr-defined]
        return tuple(turned)

    turned = replace(
        case.chart,
        visits=mixed(case.chart.visits),  # type: ignore[arg-type]
        care=mixed(case.chart.care),  # type: ignore[arg-type]
        flags=mixed(case.chart.flags),  # type: ignore[arg-type]
    )
    assert assess_day(turned, case.on, guidelines()) == assess_day(
        case.chart, case.on, guidelines()
    )


@given(CHARTS)
def test_facts_of_later_days_do_not_matter(case: Dated) -> None:
    known = cut(case.chart, case.on)
    assert evaluate(known, case.on, guidelines()) == evaluate(case.chart, case.on, guidelines())


@given(st.integers(0, 120), st.integers(0, 120))
def test_an_earlier_onset_never_gives_a_younger_stage(later: int, days_earlier: int) -> None:
    on = day(later)
    old = assess_day(chart(onset=OnsetDay(day(-days_earlier))), on, guidelines()).stage
    young = assess_day(chart(onset=OnsetDay(day(0))), on, guidelines()).stage
    assert STAGES.index(old.possible[0]) >= STAGES.index(young.possible[0])


@given(CHARTS)
def test_counts_are_never_below_zero(case: Dated) -> None:
    found = assess_day(case.chart, case.on, guidelines())
    clock = found.care_clock
    assert (clock.care_day is None) == (clock.start is None)
    assert clock.active_weeks * 7 <= (clock.care_day or 0) <= (case.on - day(-200)).days
    assert clock.paused_days >= 0
    assert (found.stage.day_earliest or 0) >= 0
    assert (found.stage.day_latest or 0) >= 0


def is_true(what: ForecastWhat, found: Assessment) -> bool:
    """Whether a thing that can be foreseen holds on the day of an assessment."""
    if what == "stage:subacute":
        return found.stage.code == "subacute"
    if what == "stage:chronic":
        return found.stage.code == "chronic"
    if what == "imaging_caution_ends":
        return found.imaging.advice == "consider_if_candidate"
    if what == "surgical_window_opens":
        return found.surgical_evaluation.status == "window_open"
    if what == "surgical_decision_due":
        return found.surgical_evaluation.status == "decision_due"
    by = found.next_contact.by if what == "review_due" else found.red_flags.rescreen_by
    return by is not None and by <= found.assessed_on


WATCHED: tuple[ForecastWhat, ...] = (
    "stage:subacute",
    "stage:chronic",
    "imaging_caution_ends",
    "surgical_window_opens",
    "surgical_decision_due",
    "review_due",
    "red_flag_rescreen_due",
)


def lived(known: Chart, case: Dated) -> set[tuple[int, str]]:
    """What becomes true in the days ahead, found by assessing each single day."""
    changes: set[tuple[int, str]] = set()
    before = assess_day(known, case.on, guidelines())
    for ahead in range(1, AHEAD + 1):
        now = assess_day(known, case.on + timedelta(days=ahead), guidelines())
        changes |= {(ahead, w) for w in WATCHED if is_true(w, now) and not is_true(w, before)}
        before = now
    return changes


@settings(max_examples=30)
@given(CHARTS)
def test_the_forecast_is_what_the_coming_days_bring(case: Dated) -> None:
    forecast = evaluate(case.chart, case.on, guidelines()).forecast
    assert forecast is not None
    foreseen = {
        ((entry.on - case.on).days, entry.what) for entry in forecast if entry.what in WATCHED
    }
    assert foreseen == lived(cut(case.chart, case.on), case)
    assert [entry.on for entry in forecast] == sorted(entry.on for entry in forecast)


@settings(max_examples=30)
@given(CHARTS)
def test_the_stage_changes_on_the_day_it_names(case: Dated) -> None:
    known = cut(case.chart, case.on)
    stage = assess_day(known, case.on, guidelines()).stage
    if stage.code == "closed" or any(span.end is None for span in known.problem.pain_free):
        return
    expected = None
    for ahead in range(1, AHEAD):
        on = case.on + timedelta(days=ahead)
        if assess_day(known, on, guidelines()).stage.possible != stage.possible:
            expected = on
            break
    assert stage.next_change_on == expected
