"""What holds of the options of every chart: each once, never without a reason, blind to order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.evaluate import assess_day
from pathway.facts import Chart, OnsetAbout, OnsetDay, Override, Plan
from pathway.finding import Level
from pathway.optionbook import IDS
from pathway.optionday import OptionDay
from pathway.options import options_of, today
from pathway.physical import PhysicalCase
from pathway.physicalbook import PhysicalBook
from pathway.prescribing import prescription_of
from pathway.standing import standing_of
from tests.pathway.charts import day, guidelines, with_facts
from tests.pathway.optioncharts import failed_exercise, medicine, options_on, well
from tests.pathway.strategies import CHARTS, Dated

CONDITIONS = st.frozensets(
    st.sampled_from(
        ["osteoporosis", "cancer", "neuropathy", "raynaud", "heart_failure", "seizures", "diabetes"]
    ),
    max_size=3,
)
NAMES = st.sampled_from(["ibuprofen", "duloxetine", "tramadol", "apixaban", "naproxen", "moonwort"])
WAITING = {"duloxetine", "tramadol", "other_opioid"}
KINDS = st.sampled_from(["heat", "cold_packs", "manipulation", "traction", "bed_rest", "yoga"])


@st.composite
def ill_charts(draw: st.DrawFn) -> Dated:
    """A chart with illnesses, a plan, a suspected cause and choices of options beside."""
    case = draw(CHARTS)
    chart = case.chart
    patient = replace(chart.patient, conditions=draw(CONDITIONS))
    problem = replace(
        chart.problem, cause=draw(st.sampled_from(["disc", "stenosis", "other", "unknown"]))
    )
    choices = tuple(
        Override("option", day(draw(st.integers(0, 300))), "Dr Lee", "asked for", name)
        for name in draw(st.lists(st.sampled_from(IDS), max_size=2))
    )
    plan = Plan(tuple(draw(st.lists(NAMES, max_size=3))), tuple(draw(st.lists(KINDS, max_size=3))))
    whole = replace(
        chart, patient=patient, problem=problem, plan=plan, overrides=chart.overrides + choices
    )
    return Dated(whole, case.on)


def has_options(case: Dated) -> bool:
    """Whether options are to be given at all, said in the words of the clinical text."""
    found = assess_day(case.chart, case.on, guidelines())
    return (
        found.red_flags.level is not Level.EMERGENCY
        and found.in_scope.value
        and found.stage.code != "closed"
        and case.chart.problem.region != "thoracic"
    )


@given(ill_charts())
def test_every_option_once_or_none_at_all(case: Dated) -> None:
    found = options_on(case.chart, case.on)
    assert sorted(option.id for option in found) == (sorted(IDS) if has_options(case) else [])


@given(ill_charts())
def test_what_is_not_shown_says_why_and_what_is_shown_is_not_shut(case: Dated) -> None:
    for option in options_on(case.chart, case.on):
        is_shut = option.state in {"locked", "not_offered"}
        assert bool(option.locked_because) == is_shut
        assert (option.line is None) == (option.state == "not_offered")
        told = (*option.locked_because, *option.cautions)
        assert len(told) == len(set(told)), (option.id, told)


@given(ill_charts())
def test_the_short_way_gives_the_same_as_asking_everything(case: Dated) -> None:
    standing = standing_of(case.chart, case.on, guidelines())
    prescription = prescription_of(standing)
    found = options_of(standing, prescription)
    if found:
        offers = standing.guidelines.options.offers[
            standing.stage.possible, case.chart.problem.region
        ]
        asked = OptionDay(standing, prescription)
        for offer, option in zip(offers, found, strict=True):
            if offer.option.state != "not_offered":
                assert today(offer, asked) == option


@given(ill_charts())
def test_every_source_is_in_the_pack(case: Dated) -> None:
    sources = guidelines().sources
    for option in options_on(case.chart, case.on):
        assert set(option.sources) <= set(sources)
        for reason in (*option.locked_because, *option.cautions):
            assert reason.source in sources, reason.rule


@given(ill_charts(), st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_nothing(case: Dated, random: object) -> None:
    def mixed(entries: tuple[object, ...]) -> tuple[object, ...]:
        turned = list(entries)
        random.shuffle(turned)  # type: ignore[attr-defined]
        return tuple(turned)

    turned = replace(
        case.chart,
        visits=mixed(case.chart.visits),  # type: ignore[arg-type]
        care=mixed(case.chart.care),  # type: ignore[arg-type]
        overrides=mixed(case.chart.overrides),  # type: ignore[arg-type]
    )
    one, other = (assess_day(it, case.on, guidelines()) for it in (case.chart, turned))
    assert (one.options, one.care_warnings) == (other.options, other.care_warnings)


@given(ill_charts())
def test_care_warnings_name_care_that_is_there(case: Dated) -> None:
    found = assess_day(case.chart, case.on, guidelines()).care_warnings
    book: PhysicalBook = guidelines().physical
    assert found is not None
    there = {care.kind for care in case.chart.care} | set(case.chart.plan.care)
    there |= {book.stands_for[name] for name in there if name in book.stands_for}
    for warned in found:
        assert set(warned.medicines) <= there
        assert warned.because.source == warned.source


def everything_tried(onset: int) -> Chart:
    """A chart in which every medicine gate but the stage stands open."""
    given = (failed_exercise(0), medicine("naproxen", 0, 0, "not_tolerated"))
    return well(0, given=given, onset=OnsetDay(day(onset)))


@given(st.integers(-200, 0), st.integers(0, 60))
def test_an_earlier_onset_never_shuts_what_waits_for_the_chronic_stage(
    onset: int, earlier: int
) -> None:
    def is_open(since: int) -> bool:
        found = {o.id: o for o in options_on(everything_tried(since), day(0))}
        return found["duloxetine"].state == "offered"

    assert is_open(onset - earlier) >= is_open(onset)
    assert is_open(onset) == (onset <= -85)


@given(st.integers(1, 120), st.integers(1, 200))
def test_a_doubt_about_the_onset_opens_nothing_that_its_latest_day_shuts(
    told: int, later: int
) -> None:
    """The same latest onset, exact or with an earlier first day: the doubt never opens more."""
    said_on = day(0)
    latest = said_on - timedelta(days=told * 3 // 4)
    on = said_on + timedelta(days=later)
    doubt = with_facts(everything_tried(0), onset=OnsetAbout(told, said_on))
    exact = with_facts(doubt, onset=OnsetDay(latest))
    sure = {option.id: option for option in options_on(exact, on)}
    for option in options_on(doubt, on):
        if option.state in {"offered", "optional"} and option.id in WAITING:
            assert sure[option.id].state in {"offered", "optional"}


def test_the_strategy_reaches_options_and_emergencies() -> None:
    seen: set[bool] = set()

    @given(ill_charts())
    @settings(max_examples=60, database=None)
    def look(case: Dated) -> None:
        seen.add(has_options(case))

    look()
    assert seen == {True, False}


@given(ill_charts())
def test_passing_over_what_no_rule_reads_changes_nothing(case: Dated) -> None:
    standing = standing_of(case.chart, case.on, guidelines())
    quick = options_of(standing, prescription_of(standing))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PhysicalCase, "_has_no_finding", lambda _: False)
        assert options_of(standing, prescription_of(standing)) == quick
