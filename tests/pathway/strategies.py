"""Charts made by chance, valid on the day they come with."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, get_args

from hypothesis import strategies as st

from pathway.facts import (
    Answer,
    Care,
    CareKind,
    Chart,
    Closed,
    Course,
    FlagAnswer,
    FlagRecord,
    FlagState,
    Known,
    Onset,
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Override,
    Patient,
    Pregnancy,
    PregnancyStatus,
    Problem,
    Region,
    Span,
    Spot,
    Visit,
    Weakness,
)
from pathway.finding import ImagingAdvice
from tests.pathway.charts import ONSET, day


class Dated(NamedTuple):
    """A chart and a day on which it can be assessed."""

    chart: Chart
    on: date


DAYS = st.integers(0, 300).map(day)
FLAGS = ("RF-C1", "RF-C3", "RF-C7", "RF-M2", "RF-T1", "RF-T2", "RF-I1", "RF-P1", "RF-V2", "RF-F1")
ANSWERS: tuple[Answer, ...] = ("yes", "no", "unable", "declined")
KNOWN = st.sampled_from(get_args(Known))
SCORES = st.none() | st.integers(0, 10)
SPOTS = st.sampled_from(
    [Spot("left", "ankle_dorsiflexion"), Spot("right", "elbow_flexion"), Spot("left", "calf")]
)

ONSETS: st.SearchStrategy[Onset] = st.one_of(
    st.just(OnsetDay(ONSET)),
    st.just(OnsetMonth(ONSET.replace(day=1))),
    st.integers(0, 100).map(lambda days: OnsetAbout(days, ONSET)),
    st.just(OnsetUnknown(ONSET)),
)


@st.composite
def flag_answers(draw: st.DrawFn, on: date) -> FlagAnswer:
    """An answer of the red-flag interview given on a day."""
    since = draw(st.none() | st.integers(0, 120).map(lambda days: on - timedelta(days=days)))
    answer = draw(st.sampled_from(ANSWERS))
    return FlagAnswer(answer, since, draw(st.none() | st.sampled_from(get_args(Course))))


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    """A visit on any day of the problem."""
    on = draw(DAYS)
    items = draw(st.lists(st.sampled_from(FLAGS), unique=True, max_size=2))
    power = draw(st.dictionaries(SPOTS, st.integers(0, 5), max_size=2))
    minutes = draw(st.none() | st.integers(0, 1000))
    start = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return Visit(
        on=on,
        recorded_at=None if minutes is None else start + timedelta(minutes=minutes),
        pain_spine=draw(SCORES),
        pain_limb=draw(SCORES),
        psfs=draw(st.none() | st.integers(0, 100).map(lambda tenths: tenths / 10)),
        state_acceptable=draw(KNOWN),
        surgery_candidate=draw(KNOWN),
        red_flags={item: draw(flag_answers(on)) for item in items},
        red_flags_unlisted=draw(st.sampled_from(["no", "not_asked"])),
        exam_unlisted=draw(st.sampled_from(["normal", "not_done"])),
        power=power,
        weakness=draw(st.none() | st.just(Weakness(on - timedelta(days=20), "stable"))),
        intractable_pain=draw(st.sampled_from(["", "", "", "no sleep"])),
    )


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span of days, perhaps without an end."""
    first = draw(st.integers(0, 280))
    length = draw(st.none() | st.integers(0, 80))
    return Span(day(first), None if length is None else day(first + length))


@st.composite
def cares(draw: st.DrawFn) -> Care:
    """Care as a span with days in each week, or as single days."""
    kind = draw(st.sampled_from(get_args(CareKind)))
    if draw(st.booleans()):
        return Care(kind, span=draw(spans()), days_per_week=draw(st.integers(1, 7)))
    return Care(kind, dates=tuple(draw(st.lists(DAYS, min_size=1, max_size=5))))


@st.composite
def overrides(draw: st.DrawFn) -> Override:
    """A clinician's decision on a block, the window or imaging."""
    on = draw(DAYS)
    block = Override(
        "care_block",
        on,
        "Dr Lee",
        "diary",
        block=draw(st.integers(0, 12)),
        block_as=draw(st.sampled_from(["active", "passive", "empty", "paused"])),
    )
    window = Override("surgical_window", on, "Dr Lee", "specialist", "open")
    imaging = Override(
        "imaging", on, "Dr Lee", "management", draw(st.sampled_from(get_args(ImagingAdvice)))
    )
    return draw(st.sampled_from([block, window, imaging]))


@st.composite
def flag_records(draw: st.DrawFn) -> FlagRecord:
    """What people did about a red flag."""
    raised = draw(st.integers(0, 200))
    acted = draw(st.integers(0, 30))
    state = draw(st.sampled_from(get_args(FlagState)))
    return FlagRecord(
        draw(st.sampled_from(FLAGS)), day(raised), state, day(raised + acted), "Dr Lee", "imaging"
    )


@st.composite
def charts(draw: st.DrawFn) -> Dated:
    """A chart, and a day on or after its onset."""
    birth = draw(st.sampled_from([date(1950, 2, 28), date(1985, 6, 15), date(2008, 4, 20)]))
    status = draw(st.sampled_from(get_args(PregnancyStatus)))
    closed = draw(st.none() | st.none() | DAYS.map(lambda on: Closed(on, "recovered")))
    problem = Problem(
        region=draw(st.sampled_from(get_args(Region))),
        onset=draw(ONSETS),
        pain_free=tuple(draw(st.lists(spans(), max_size=2))),
        closed=closed,
    )
    chart = Chart(
        patient=Patient(birth, pregnancy=Pregnancy(status, 12 if status == "yes" else None)),
        problem=problem,
        visits=tuple(draw(st.lists(visits(), max_size=4))),
        care=tuple(draw(st.lists(cares(), max_size=4))),
        flags=tuple(draw(st.lists(flag_records(), max_size=2))),
        overrides=tuple(draw(st.lists(overrides(), max_size=2))),
    )
    return Dated(chart, draw(DAYS))


CHARTS = charts()
