"""The conservative-care clock: which days of care count, in blocks, without the pauses.

Days are bits of whole numbers, bit 0 being the first day of care: unions and counts over years of
care then cost next to nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from pathway.days import Run, days_after
from pathway.episodes import Episode
from pathway.facts import BlockKind, Care, Chart, Span
from pathway.fixed import fixed
from pathway.guidelines import Guidelines, Routes
from pathway.thresholds import Thresholds

WEEK = 7
"""The week over which ``days_per_week`` of a care entry repeats."""


@fixed
class CareCourse:
    """The course of care as known on a day, and onward while the care that runs goes on.

    ``blocks`` holds the blocks that have ended and those to be foreseen; ``elapsed_days`` are the
    days of them that are over, blocks set aside by a clinician included. ``runs`` end where the
    clock will pause; ``is_running`` tells whether any care goes on without an end; ``not_before``
    is set when care given before that day was left out. ``ended_blocks`` are those that have ended
    before today, ``active_weeks`` counts those of them with active care; ``care_day`` is the number
    of days that count, None before any care.
    """

    on: date
    start: date | None = None
    runs: tuple[Run, ...] = ()
    blocks: tuple[BlockKind, ...] = ()
    block_days: int = WEEK
    elapsed_days: int = 0
    restarted: Run | None = None
    long_gaps: tuple[Run, ...] = ()
    overridden: tuple[int, ...] = ()
    not_before: date | None = None
    is_running: bool = False
    paused_since: date | None = None
    ended_blocks: tuple[BlockKind, ...] = ()
    active_weeks: int = 0
    care_day: int | None = None

    @property
    def paused_days(self) -> int:
        """Return the days since the start of care that do not count."""
        if self.start is None:
            return 0
        return (self.on - self.start).days - (self.care_day or 0)

    def reached_on(self, care_days: int, active_weeks: int) -> date | None:
        """Return the first day with both counts, past or to come; None if it cannot be foreseen."""
        return self.each_reached_on((care_days,), active_weeks)[0]

    def each_reached_on(
        self, care_days: tuple[int, ...], active_weeks: int
    ) -> tuple[date | None, ...]:
        """Return the same for several numbers of days with the same number of active weeks."""
        if self.start is None or self.blocks.count("active") < active_weeks:
            return (None,) * len(care_days)
        last = _place_of("active", active_weeks, self.blocks)
        return tuple([self._reached(days, last) for days in care_days])

    def _reached(self, care_days: int, last_block: int) -> date | None:
        """The first day after so many days that count, and after the end of a block."""
        place = care_days - 1
        if "paused" in self.blocks:
            for k, kind in enumerate(self.blocks):
                if kind == "paused" and k * self.block_days <= place:
                    place += self.block_days
        counted = self._day_at(max(place, (last_block + 1) * self.block_days - 1))
        return counted and days_after(counted, 1)

    @property
    def pauses_on(self) -> date | None:
        """Return the coming day on which the clock will have paused; None while care runs."""
        if self.start is None or self.is_running or self.paused_since:
            return None
        return days_after(self.runs[-1].last, 2)

    def _day_at(self, place: int) -> date | None:
        for run in self.runs:
            length = run.days
            if place < length:
                return days_after(run.first, place)
            place -= length
        return None


def care_course(chart: Chart, on: date, episode: Episode, guidelines: Guidelines) -> CareCourse:
    """Return the course of care in this episode; the chart is cut at ``on`` already."""
    limits = guidelines.thresholds
    horizon = days_after(on, limits.decision_care_days + 2 * limits.block_days)
    since = episode.care_from
    stretches = sorted(_stretches(chart.care, since, horizon), key=_FIRST_AND_LAST)
    not_before = since if _has_older(chart.care, since) else None
    if not stretches or stretches[0].first > on:  # care that runs on, by days not yet come
        return CareCourse(on, not_before=not_before)
    gaps, last = _gaps(stretches, limits.pause_gap_days)
    restart = _restart(gaps, episode, limits)
    start = days_after(restart.last, 1) if restart else stretches[0].first
    gaps = [gap for gap in gaps if gap.first >= start]
    is_running = True in [stretch.is_open for stretch in stretches]
    paused = not is_running and (on - last).days > limits.pause_gap_days
    end = last if is_running or paused else days_after(last, limits.pause_gap_days - 1)
    runs = _runs(start, gaps, end)
    marks = _marks([s for s in stretches if s.last >= start], start, runs, guidelines.routes)
    overrides = _overrides(chart, episode)
    blocks = _blocks(marks, runs, limits, overrides)
    elapsed_days = sum([min(run.days, (on - run.first).days) for run in runs if run.first < on])
    ended_blocks = blocks[: elapsed_days // limits.block_days]
    return CareCourse(
        on=on,
        start=start,
        runs=runs,
        blocks=blocks,
        block_days=limits.block_days,
        elapsed_days=elapsed_days,
        restarted=restart,
        long_gaps=tuple([gap for gap in gaps if gap.days >= limits.restart_gap_days]),
        overridden=tuple(sorted(overrides)),
        not_before=not_before,
        is_running=is_running,
        paused_since=days_after(last, 1) if paused else None,
        ended_blocks=ended_blocks,
        active_weeks=ended_blocks.count("active"),
        care_day=elapsed_days - limits.block_days * ended_blocks.count("paused"),
    )


@fixed
class _Stretch:
    """The days of one care entry within the episode: ``first`` and ``last`` are days of care."""

    first: date
    last: date
    care: Care
    is_open: bool


_FIRST_AND_LAST = attrgetter("first", "last")


class _Marks(NamedTuple):
    """Days of care as bits: any care, exercise, sessions, and sessions that need exercise too."""

    anything: int
    exercise: int
    supervised: int
    with_exercise: int


def _place_of(kind: BlockKind, count: int, blocks: tuple[BlockKind, ...]) -> int:
    """Return the place of the block that is the ``count``-th of its kind; there are as many."""
    place = -1
    for _ in range(count):
        place = blocks.index(kind, place + 1)
    return place


def _has_older(care: Iterable[Care], since: date | None) -> bool:
    if since is None:
        return False
    firsts = [entry.span.start if entry.span else min(entry.dates) for entry in care]
    return bool(firsts) and min(firsts) < since


def _stretches(care: Iterable[Care], since: date | None, horizon: date) -> list[_Stretch]:
    found: list[_Stretch] = []
    for entry in care:
        span = entry.span
        if span is None:
            days = [day for day in entry.dates if since is None or day >= since]
            found += [_Stretch(day, day, entry, is_open=False) for day in days]
        elif entry.days_per_week > 0:
            first, last = _pattern_ends(entry, span, since, horizon)
            if first <= last:
                found.append(_Stretch(first, last, entry, span.end is None))
    return found


def _pattern_ends(entry: Care, span: Span, since: date | None, horizon: date) -> tuple[date, date]:
    """First and last day with care: days of the span count when they fall early in its weeks."""
    first, last = span.start, span.end or horizon
    if since and since > first:
        into = (since - first).days % WEEK
        first = days_after(since, 0 if into < entry.days_per_week else WEEK - into)
    over = (last - span.start).days % WEEK - (entry.days_per_week - 1)
    return first, days_after(last, -over) if over > 0 else last


def _gaps(stretches: list[_Stretch], pause_days: int) -> tuple[list[Run], date]:
    """Gaps long enough to pause the clock, and the last day with care."""
    gaps: list[Run] = []
    last = stretches[0].last
    for stretch in stretches[1:]:
        if (stretch.first - last).days > pause_days:
            gaps.append(Run(days_after(last, 1), days_after(stretch.first, -1)))
        last = max(last, stretch.last)
    return gaps, last


def _restart(gaps: list[Run], episode: Episode, limits: Thresholds) -> Run | None:
    """The last long gap that was pain-free throughout: the clock starts anew after it."""
    for gap in reversed(gaps):
        if gap.days >= limits.restart_gap_days and any(
            free.start <= gap.first and (free.end is None or free.end >= gap.last)
            for free in episode.pain_free
        ):
            return gap
    return None


def _runs(start: date, gaps: list[Run], end: date) -> tuple[Run, ...]:
    runs: list[Run] = []
    first = start
    for gap in gaps:
        runs.append(Run(first, days_after(gap.first, -1)))
        first = days_after(gap.last, 1)
    return (*runs, Run(first, end))


def _marks(stretches: list[_Stretch], start: date, runs: tuple[Run, ...], routes: Routes) -> _Marks:
    anything = exercise = supervised = with_exercise = 0
    for stretch in stretches:
        bits = _bits(stretch, start)
        kind = stretch.care.kind
        anything |= bits
        if kind in routes.care_exercise:
            exercise |= bits
        elif kind in routes.care_supervised:
            supervised |= bits
        elif kind in routes.care_supervised_with_exercise:
            with_exercise |= bits
    marks = _Marks(anything, exercise, supervised, with_exercise)
    return marks if len(runs) == 1 else _Marks(*(_without_pauses(m, start, runs) for m in marks))


def _bits(stretch: _Stretch, start: date) -> int:
    """The days of care of one entry; those before ``start`` fall off the low end."""
    span = stretch.care.span
    offset = (stretch.first - start).days
    if span is None:
        return 1 << offset if offset >= 0 else 0
    phase = (stretch.first - span.start).days % WEEK
    length = (stretch.last - stretch.first).days + 1 + phase
    weeks = -(-length // WEEK)
    repeated = ((1 << stretch.care.days_per_week) - 1) * (
        ((1 << WEEK * weeks) - 1) // ((1 << WEEK) - 1)
    )
    bits = (repeated & ((1 << length) - 1)) >> phase
    return bits << offset if offset >= 0 else bits >> -offset


def _without_pauses(bits: int, start: date, runs: tuple[Run, ...]) -> int:
    packed = place = 0
    for run in runs:
        length = run.days
        packed |= (bits >> (run.first - start).days & ((1 << length) - 1)) << place
        place += length
    return packed


def _blocks(
    marks: _Marks, runs: tuple[Run, ...], limits: Thresholds, overrides: Mapping[int, BlockKind]
) -> tuple[BlockKind, ...]:
    """Judge each whole block; the block's bits are shifted down and cut out of each mark."""
    size, enough = limits.block_days, limits.active_exercise_days
    whole = (1 << size) - 1
    count = sum([run.days for run in runs]) // size
    anything, exercise, supervised, with_exercise = marks
    blocks: list[BlockKind] = [
        "active"
        if (block := exercise >> place & whole).bit_count() >= enough
        or (supervised | (block and with_exercise)) >> place & whole
        else "passive"
        if anything >> place & whole
        else "empty"
        for place in range(0, count * size, size)
    ]
    for k, kind in overrides.items():
        if k in range(count):
            blocks[k] = kind
    return tuple(blocks)


def _overrides(chart: Chart, episode: Episode) -> dict[int, BlockKind]:
    """What a clinician decided on single blocks of this episode; the latest word counts."""
    if not chart.overrides:
        return {}
    return {
        o.block: o.block_as
        for o in chart.overrides
        if o.what == "care_block" and episode.covers(o.on)
        if o.block is not None and o.block_as is not None
    }
