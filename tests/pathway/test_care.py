"""The care clock: blocks, pauses, restarts and overrides, against a count made day by day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.care import care_course
from pathway.episodes import cut, episode_of
from pathway.facts import BlockKind, Care, CareKind, Chart, OnsetDay, Override, Span
from pathway.finding import CareClock
from tests.pathway.charts import care, chart, day, guidelines, on_day, rules, sessions


def clock(number: int, *entries: Care, **more: object) -> CareClock:
    """The care clock on a day of the problem."""
    return on_day(chart(care=entries, **more), number).care_clock


def test_no_care_no_clock() -> None:
    none = clock(50)
    assert (none.start, none.care_day, none.active_weeks, none.blocks) == (None, None, 0, ())
    assert none.because[0].rule == "CARE-NONE"


@pytest.mark.parametrize(("number", "weeks"), [(0, 0), (6, 0), (7, 1), (27, 3), (28, 4), (42, 6)])
def test_a_block_is_judged_once_it_has_ended(number: int, weeks: int) -> None:
    found = clock(number, care(0, per_week=4))
    assert (found.care_day, found.active_weeks) == (number, weeks)
    assert found.blocks == ("active",) * weeks


@pytest.mark.parametrize(
    ("per_week", "kind", "block"),
    [
        (3, "home_exercise", "active"),
        (2, "home_exercise", "passive"),
        (3, "exercise", "active"),
        (7, "medicine", "passive"),
        (7, "heat", "passive"),
        (7, "education", "passive"),
        (7, "massage", "passive"),
        (1, "physiotherapy", "active"),
        (1, "supervised_exercise", "active"),
        (7, "manual_therapy", "passive"),
    ],
)
def test_what_makes_a_block_active(per_week: int, kind: CareKind, block: BlockKind) -> None:
    assert clock(7, care(0, per_week=per_week, kind=kind)).blocks == (block,)


def test_manual_therapy_counts_beside_exercise() -> None:
    assert clock(7, sessions(2, kind="manual_therapy"), sessions(0, kind="exercise")).blocks == (
        "active",
    )
    assert clock(
        14, sessions(2, kind="manual_therapy"), sessions(0, 8, kind="exercise")
    ).blocks == ("active", "passive")


def test_exercise_days_of_several_kinds_add_up() -> None:
    assert clock(7, sessions(0, 1, kind="yoga"), sessions(1, 2, kind="tai_chi")).blocks == (
        "active",
    )
    assert clock(7, sessions(0, 1, kind="yoga"), sessions(0, 1, kind="tai_chi")).blocks == (
        "passive",
    )


def test_a_week_without_an_entry_is_empty() -> None:
    found = clock(21, sessions(0), sessions(14))
    assert found.blocks == ("active", "empty", "active")
    assert (found.care_day, found.paused_days) == (21, 0)


@pytest.mark.parametrize(
    ("again", "care_day", "paused"), [(14, 30, 0), (15, 16, 14), (22, 9, 21), (29, 2, 28)]
)
def test_a_gap_of_fourteen_days_pauses_from_its_first_day(
    again: int, care_day: int, paused: int
) -> None:
    found = clock(30, sessions(0), care(again))
    assert (found.care_day, found.paused_days) == (care_day, paused)


@pytest.mark.parametrize(
    ("number", "care_day", "paused"), [(20, 20, 0), (34, 34, 0), (35, 21, 14), (50, 21, 29)]
)
def test_a_gap_that_runs_counts_to_the_day_before(number: int, care_day: int, paused: int) -> None:
    found = clock(number, care(0, 20))
    assert (found.care_day, found.paused_days) == (care_day, paused)


def test_blocks_run_over_days_that_are_not_paused() -> None:
    """Ten days, a pause of fifteen, then on: the second block is 10 to 12 and 25 to 28 less one."""
    found = clock(39, care(0, 9), care(25, kind="heat"))
    assert found.care_day == 24
    assert found.blocks == ("active", "active", "passive")


def test_a_session_today_is_a_day_of_care_but_not_yet_a_care_day() -> None:
    found = clock(0, sessions(0))
    assert (found.start, found.care_day) == (day(0), 0)


def test_care_that_ends_the_day_it_began() -> None:
    found = clock(1, care(0, 0))
    assert (found.start, found.care_day) == (day(0), 1)


def test_care_starts_on_the_first_day_of_care_of_any_kind() -> None:
    assert clock(20, care(9), care(5, kind="medicine"), sessions(7)).start == day(5)


def test_a_clinician_may_judge_a_block() -> None:
    said = Override("care_block", day(20), "Dr Lee", "diary seen", block=1, block_as="active")
    assert clock(21, care(0, kind="heat")).active_weeks == 0
    found = clock(21, care(0, kind="heat"), overrides=(said,))
    assert found.blocks == ("passive", "active", "passive")
    assert found.active_weeks == 1
    assert "CARE-OVERRIDE" in rules(found.because)


def test_a_block_is_overridden_only_once_it_has_ended_and_said() -> None:
    said = Override("care_block", day(20), "Dr Lee", "diary seen", block=2, block_as="active")
    assert clock(20, care(0, kind="heat"), overrides=(said,)).blocks == ("passive", "passive")
    assert clock(21, care(0, kind="heat"), overrides=(said,)).blocks[2] == "active"
    assert clock(19, care(0, kind="heat"), overrides=(said,)).active_weeks == 0


@pytest.mark.parametrize("block", [-1, 3, 99])
def test_a_word_on_a_block_that_is_not_there_changes_nothing(block: int) -> None:
    said = Override("care_block", day(20), "Dr Lee", "", block=block, block_as="active")
    heat = care(0, 20, kind="heat")
    assert clock(60, heat, overrides=(said,)).blocks == clock(60, heat).blocks


def test_the_latest_word_on_a_block_counts() -> None:
    first = Override("care_block", day(20), "Dr Lee", "", block=0, block_as="active")
    second = Override("care_block", day(22), "Dr Lee", "", block=0, block_as="empty")
    found = clock(30, care(0, kind="heat"), overrides=(second, first))
    assert found.blocks[0] == "empty"


def test_a_block_set_aside_does_not_count() -> None:
    said = Override("care_block", day(20), "Dr Lee", "away", block=1, block_as="paused")
    found = clock(21, care(0), overrides=(said,))
    assert found.blocks == ("active", "paused", "active")
    assert (found.care_day, found.active_weeks, found.paused_days) == (14, 2, 7)


def test_after_a_long_gap_without_pain_care_starts_anew() -> None:
    entries = (care(0, 10), care(40))
    free = (Span(day(11), day(39)),)
    assert clock(50, *entries).care_day == 21
    anew = clock(50, *entries, pain_free=free)
    assert (anew.start, anew.care_day, anew.paused_days) == (day(40), 10, 0)
    assert "CARE-RESTART" in rules(anew.because)
    almost = clock(50, *entries, pain_free=(Span(day(12), day(39)),))
    assert almost.start == day(0)


def test_a_shorter_gap_without_pain_only_pauses() -> None:
    found = clock(50, care(0, 10), care(38), pain_free=(Span(day(11), day(37)),))
    assert (found.start, found.paused_days) == (day(0), 27)


@pytest.mark.parametrize(
    ("entries", "number", "days", "weeks", "expected"),
    [
        ((care(0, per_week=4),), 8, 42, 6, 42),
        ((care(0, per_week=4),), 60, 42, 6, 42),
        ((care(0, per_week=4),), 8, 84, 6, 84),
        ((care(0, 20), care(35)), 40, 42, 6, 56),
        # Heat for three weeks first: six active weeks come after 63 days.
        ((care(0, 20, kind="heat"), care(21)), 30, 42, 6, 63),
        ((care(0, kind="heat"),), 30, 42, 6, None),
        ((care(0, kind="heat"),), 30, 42, 0, 42),
        ((care(0, 20),), 21, 42, 6, None),
        ((care(0, 20),), 60, 42, 6, None),
        # Care ended on day 40: the clock runs on until a pause shows.
        ((care(0, 40),), 41, 42, 6, 42),
        ((care(0, 34),), 36, 42, 5, 42),
        ((care(0, 34),), 36, 49, 5, None),
    ],
)
def test_the_day_on_which_counts_are_reached(
    entries: tuple[Care, ...], number: int, days: int, weeks: int, expected: int | None
) -> None:
    known = cut(chart(care=entries), day(number))
    episode = episode_of(known, day(number), guidelines().thresholds)
    course = care_course(known, day(number), episode, guidelines())
    found = course.reached_on(days, weeks)
    assert found == (None if expected is None else day(expected))


# ---------------------------------------------------------------- day by day

KINDS: tuple[CareKind, ...] = ("home_exercise", "yoga", "physiotherapy", "manual_therapy", "heat")
SPANS = st.builds(
    care,
    st.integers(0, 90),
    st.none(),
    st.integers(1, 7),
    st.sampled_from(KINDS),
) | st.builds(
    lambda first, length, per_week, kind: care(first, first + length, per_week, kind),
    st.integers(0, 90),
    st.integers(0, 40),
    st.integers(1, 7),
    st.sampled_from(KINDS),
)
DATES = st.builds(
    lambda days, kind: sessions(*days, kind=kind),
    st.lists(st.integers(0, 90), min_size=1, max_size=6),
    st.sampled_from(KINDS),
)
FREE = st.lists(
    st.builds(lambda a, n: Span(day(a), day(a + n)), st.integers(1, 80), st.integers(0, 28)),
    max_size=1,
)


def days_of(entry: Care, on: date) -> set[date]:
    """Every day of an entry up to ``on``, one by one."""
    if entry.span is None:
        return {found for found in entry.dates if found <= on}
    end = min(entry.span.end or on, on)
    length = (end - entry.span.start).days + 1
    return {day(n, entry.span.start) for n in range(length) if n % 7 < entry.days_per_week}


def counted_by_hand(made: Chart, on: date) -> tuple[date | None, int | None, int, list[str]]:
    """Start, care day, paused days and blocks, counted day by day."""
    by_day: dict[date, set[str]] = {}
    for entry in made.care:
        for found in days_of(entry, on):
            by_day.setdefault(found, set()).add(entry.kind)
    if not by_day:
        return None, None, 0, []
    start = min(by_day)
    counted: list[date] = []
    gap: list[date] = []
    for n in range((on - start).days + 1):
        today = day(n, start)
        if today in by_day or today == on:
            if len(gap) < 14:
                counted += gap
            gap = []
            counted.append(today)
        else:
            gap.append(today)
    counted.remove(on)
    blocks = []
    for k in range(len(counted) // 7):
        kinds = [by_day.get(found, set()) for found in counted[7 * k : 7 * k + 7]]
        exercise = sum(bool(of_day & {"home_exercise", "yoga"}) for of_day in kinds)
        session = any("physiotherapy" in of_day for of_day in kinds)
        manual = any("manual_therapy" in of_day for of_day in kinds)
        if session or exercise >= 3 or (manual and exercise):
            blocks.append("active")
        else:
            blocks.append("passive" if any(kinds) else "empty")
    return start, len(counted), (on - start).days - len(counted), blocks


@given(st.lists(SPANS | DATES, max_size=6), st.integers(0, 140))
def test_the_clock_agrees_with_a_count_day_by_day(entries: list[Care], number: int) -> None:
    made = chart(care=tuple(entries))
    found = on_day(made, number).care_clock
    assert (found.start, found.care_day, found.paused_days, list(found.blocks)) == counted_by_hand(
        made, day(number)
    )


@settings(max_examples=40)
@given(st.lists(SPANS | DATES, min_size=1, max_size=5), FREE, st.integers(0, 120))
def test_a_day_foreseen_is_the_first_day_that_comes_true(
    entries: list[Care], free: list[Span], number: int
) -> None:
    known = cut(chart(care=tuple(entries), pain_free=tuple(free)), day(number))
    episode = episode_of(known, day(number), guidelines().thresholds)
    foreseen = care_course(known, day(number), episode, guidelines()).reached_on(42, 6)
    later = (on_day(known, n).care_clock for n in range(number, number + 110))
    came_true = [
        n
        for n, found in enumerate(later, start=number)
        if (found.care_day or 0) >= 42 and found.active_weeks >= 6
    ]
    if foreseen is None or foreseen > day(number):
        first = day(came_true[0]) if came_true else None
        assert foreseen == first
    else:
        assert came_true[0] == number


@pytest.mark.parametrize(("last", "starts"), [(6, None), (7, day(7))])
def test_days_of_a_pattern_before_the_onset_are_not_care_for_it(
    last: int, starts: date | None
) -> None:
    """Two days a week from day -7 on: days -7, -6, 0, 1, 7, 8; the pain began on day 2."""
    later = replace(chart().problem, onset=OnsetDay(day(2)))
    told = on_day(chart(care=(care(-7, last, per_week=2),), problem=later), 20)
    assert told.care_clock.start == starts


def test_care_on_no_day_of_the_week_starts_no_clock() -> None:
    assert clock(50, care(0, per_week=0)).start is None
    assert clock(50, care(0, per_week=0), care(9, per_week=1)).start == day(9)
