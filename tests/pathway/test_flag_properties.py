"""What holds for the red flags of every chart, whatever was answered and found."""

import random
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from pathway.coding import COUNTED
from pathway.facts import (
    Answer,
    Chart,
    Course,
    FlagAnswer,
    FlagRecord,
    OnsetDay,
    Patient,
    Pregnancy,
    Problem,
    Region,
    Spot,
    Visit,
    Weakness,
)
from pathway.finding import Level, RedFlags
from pathway.flags import TimingInputs, red_flags
from tests.pathway.charts import guidelines
from tests.pathway.flagcharts import ON, ago

BOOK = guidelines().flags
ASKED = tuple(item.id for item in BOOK.items.values() if item.is_asked)
NOT_COUNTED = tuple(flag_id for flag_id in ASKED if flag_id not in COUNTED)
SAYS = {
    rule
    for table in resources.words_tables("en").values()
    if isinstance(table.get("says"), dict)
    for rule in table["says"]  # type: ignore[attr-defined]
}
ANSWERS: tuple[Answer, ...] = ("yes", "no", "unable", "declined", "not_asked")
COURSES: tuple[Course | None, ...] = ("progressing", "stable", "longstanding", None)
PLACES = ("calf", "saddle", "low_back", "thumb", "neck", "groin")
MUSCLES = ("ankle_dorsiflexion", "great_toe_extension", "knee_extension", "elbow_flexion")
REFLEXES = ("knee", "ankle", "triceps")

days_ago = st.one_of(st.none(), st.integers(0, 100).map(ago))
sides = st.sampled_from(["left", "right"])


def at(places: tuple[str, ...]) -> st.SearchStrategy[Spot]:
    return st.builds(Spot, sides, st.sampled_from(places))


plain_answers = st.builds(FlagAnswer, st.sampled_from(ANSWERS), days_ago, st.sampled_from(COURSES))
counted_answers = st.one_of(
    plain_answers, st.builds(FlagAnswer, st.just("yes"), number=st.sampled_from([0.0, 19.0, 250.0]))
)
answers = st.one_of(
    st.dictionaries(st.sampled_from(ASKED), counted_answers, max_size=6),
    st.just({flag_id: FlagAnswer("no") for flag_id in ASKED}),
)
visits = st.builds(
    Visit,
    on=st.integers(0, 60).map(ago),
    pain_spine=st.one_of(st.none(), st.integers(0, 10)),
    pain_limb=st.one_of(st.none(), st.integers(0, 10)),
    red_flags=answers,
    red_flags_unlisted=st.sampled_from(ANSWERS),
    pain_map=st.frozensets(at(PLACES), max_size=3),
    sensation=st.dictionaries(at(PLACES), st.sampled_from(["normal", "reduced"]), max_size=2),
    power=st.dictionaries(at(MUSCLES), st.integers(0, 5), max_size=3),
    reflexes=st.dictionaries(at(REFLEXES), st.sampled_from(["normal", "brisk"]), max_size=2),
    exam_unlisted=st.sampled_from(["normal", "not_done"]),
    temperature=st.sampled_from([None, 36.7, 37.9, 38.0, 40.0]),
    weakness=st.one_of(st.none(), st.builds(Weakness, days_ago, st.sampled_from(COURSES))),
)
records = st.builds(
    FlagRecord,
    st.sampled_from([*BOOK.items, "RF-C99"]),
    st.integers(0, 60).map(ago),
    st.sampled_from(["open", "escalated", "cleared", "confirmed"]),
    st.one_of(st.none(), st.just(ON), st.just(ago(3))),
)
ILLNESSES = ("cancer", "diabetes", "osteoporosis", "steroid_long_term", "bleeding_disorder")
patients = st.builds(
    Patient,
    birth_date=st.sampled_from([ago(365 * years) for years in (12, 30, 55, 80)]),
    conditions=st.frozensets(st.sampled_from(ILLNESSES), max_size=2),
    pregnancy=st.sampled_from([Pregnancy(), Pregnancy("yes", 20)]),
)
regions: st.SearchStrategy[Region] = st.sampled_from(["lumbar", "cervical", "thoracic", "unsure"])
charts = st.builds(
    lambda patient, region, onset, side, seen, flags: Chart(
        patient, Problem(region, OnsetDay(ago(onset)), side), tuple(seen), flags=tuple(flags)
    ),
    patients,
    regions,
    st.sampled_from([60, 80, 300]),
    st.sampled_from(["left", "both"]),
    st.lists(visits, max_size=4),
    st.lists(records, max_size=3),
)
pasts = charts.map(lambda chart: replace(chart, flags=()))


def conclude(chart: Chart, later: int = 0) -> RedFlags:
    onset = chart.problem.onset
    assert isinstance(onset, OnsetDay)
    today = ON + timedelta(later)
    timing = TimingInputs(onset.day, onset.day, 40 + later, "chronic", ("chronic",), ago(40))
    return red_flags(chart, today, guidelines(), timing)


def changed(chart: Chart, place: int, answers: dict[str, FlagAnswer]) -> Chart:
    """The chart with these answers at one of its visits."""
    seen = list(chart.visits)
    number = place % len(seen)
    seen[number] = replace(seen[number], red_flags={**seen[number].red_flags, **answers})
    return replace(chart, visits=tuple(seen))


def by_id(found: RedFlags) -> dict[str, Level]:
    return {flag.id: flag.level for flag in found.open}


@given(charts)
@settings(max_examples=300)
def test_every_conclusion_is_whole_and_in_order(chart: Chart) -> None:
    found = conclude(chart)
    assert found.level == max((flag.level for flag in found.open), default=Level.NONE)
    assert list(found.open) == sorted(found.open, key=lambda flag: -flag.level)
    assert len(by_id(found)) == len(found.open)
    for flag in found.open:
        assert flag.because
        assert flag.level > Level.NONE
        if flag.id in BOOK.items:
            assert (flag.destination is not None) == (flag.level >= Level.SAME_DAY)
    calls = {call.destination: call.level for call in found.escalation}
    urgent = {f.destination for f in found.open if f.destination}
    assert set(calls) == urgent
    assert [c.level for c in found.escalation] == sorted(calls.values(), reverse=True)


@given(charts)
@settings(max_examples=300)
def test_every_reason_is_worded_and_has_a_source(chart: Chart) -> None:
    for flag in conclude(chart).open:
        for reason in flag.because:
            assert reason.rule in SAYS
            assert reason.inputs
            assert reason.source in guidelines().sources or flag.id not in BOOK.items


@given(charts)
def test_the_same_in_gives_the_same_out(chart: Chart) -> None:
    assert conclude(chart) == conclude(chart)


@given(charts, st.randoms(use_true_random=False))
def test_the_order_of_visits_and_records_does_not_matter(
    chart: Chart, shuffle: random.Random
) -> None:
    seen, flags = list(chart.visits), list(chart.flags)
    shuffle.shuffle(seen)
    shuffle.shuffle(flags)
    other = replace(chart, visits=tuple(seen), flags=tuple(flags))
    one, two = conclude(chart), conclude(other)
    assert by_id(one) == by_id(two)
    assert (one.missing, one.rescreen_by, one.history) == (
        two.missing,
        two.rescreen_by,
        two.history,
    )


@given(charts, st.integers(1, 400))
def test_time_alone_changes_no_flag(chart: Chart, later: int) -> None:
    now, then = conclude(chart), conclude(chart, later)
    assert by_id(now) == by_id(then)
    assert now.rescreen_by == then.rescreen_by


@given(charts.filter(lambda c: bool(c.visits)), st.integers(0, 3), st.sampled_from(NOT_COUNTED))
@settings(max_examples=300)
def test_one_more_yes_never_lowers_the_level(chart: Chart, place: int, item: str) -> None:
    visit = chart.visits[place % len(chart.visits)]
    if visit.answered(item) == "yes":
        return
    more = conclude(changed(chart, place, {item: FlagAnswer("yes")}))
    assert more.level >= conclude(chart).level


@given(charts.filter(lambda c: bool(c.visits)), st.integers(0, 3), st.sampled_from(ASKED))
@settings(max_examples=300)
def test_a_no_left_blank_never_lowers_the_level_nor_completes_the_screen(
    chart: Chart, place: int, item: str
) -> None:
    answered = conclude(changed(chart, place, {item: FlagAnswer("no")}))
    blank = conclude(changed(chart, place, {item: FlagAnswer("not_asked")}))
    assert blank.level >= answered.level
    assert answered.screen_complete or not blank.screen_complete
    assert set(answered.missing) <= set(blank.missing)


@given(pasts.filter(lambda c: bool(c.visits)))
def test_a_later_visit_at_which_all_is_no_lowers_nothing_but_mild_weakness(chart: Chart) -> None:
    last = Visit(
        on=ON + timedelta(1), red_flags_unlisted="no", temperature=36.7, exam_unlisted="not_done"
    )
    before = by_id(conclude(chart, 1))
    after = by_id(conclude(replace(chart, visits=(*chart.visits, last)), 1))
    assert all(after[flag_id] >= level for flag_id, level in before.items())


@given(pasts)
def test_clearing_every_open_flag_leaves_none(chart: Chart) -> None:
    found = conclude(chart)
    tomorrow = ON + timedelta(1)
    cleared = tuple(
        FlagRecord(flag.id, flag.raised_on, "cleared", tomorrow, "Dr Lee", "imaging")
        for flag in found.open
    )
    after = conclude(replace(chart, flags=cleared), 1)
    assert after.open == ()
    assert len(after.history) == len(found.open)


@given(pasts, st.sampled_from(list(BOOK.items)))
def test_an_open_record_never_lowers_the_level(chart: Chart, item: str) -> None:
    known = replace(chart, flags=(FlagRecord(item, ago(10), "open"),))
    assert conclude(known).level >= conclude(chart).level
    assert item in by_id(conclude(known))
