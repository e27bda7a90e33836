"""A problem's course as events in lanes over one axis of time, for the screen and for paper.

What is drawn and what is listed are these same events, so neither can say more than the other.
Days are counted as ``date.toordinal`` does wherever a number stands for a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from pathway.days import OnsetRange, days_after
from pathway.episodes import cut, episode_of
from pathway.facts import Chart
from pathway.scorebook import Measure
from pathway.thresholds import Thresholds

Lane: TypeAlias = Literal[
    "flags",
    "episodes",
    "stage",
    "surgical",
    "care",
    "limb",
    "spine",
    "function",
    "visits",
    "ahead",
    "treatments",
    "medicines",
    "imaging",
    "referrals",
    "decisions",
    "prints",
]
LANES: Final[tuple[Lane, ...]] = get_args(Lane)
"""In the order in which a clinician thinks: dangers, stage and clocks, how it goes, the rest."""
Shape: TypeAlias = Literal["bands", "bars", "marks", "notes", "line"]
SHAPES: Final[Mapping[Lane, Shape]] = MappingProxyType(
    {
        "flags": "bars",
        "episodes": "bars",
        "stage": "bands",
        "surgical": "bars",
        "care": "bands",
        "limb": "line",
        "spine": "line",
        "function": "line",
        "visits": "marks",
        "ahead": "notes",
        "treatments": "bars",
        "medicines": "bars",
        "imaging": "marks",
        "referrals": "marks",
        "decisions": "marks",
        "prints": "marks",
    }
)
"""How a lane is drawn: spans that never overlap, spans in rows, points of time, points with their
words, or a line of values."""
PERCENT: Final = 100
LOOK_AHEAD_DAYS: Final = 28
"""So much of what lies ahead is always to be seen."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on the timeline; ``end`` is its last day.

    ``kind`` says how it is drawn, ``labels`` are the words beside it, the longest first (``title``
    where there are none; a last empty one where half of them would be worse than none). ``ref``
    names the record that it came from, ``days`` are single days within a span. What is not ``sure``
    is hatched, what is ``ahead`` has not happened: it follows if nothing else changes. A value of
    the kind "begin" is not joined to the one before it.
    """

    lane: Lane
    start: date
    end: date
    title: str
    kind: str = ""
    detail: str = ""
    labels: tuple[str, ...] = ()
    value: float | None = None
    sure: bool = True
    ahead: bool = False
    ref: str = ""
    days: tuple[date, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Return what may stand beside it, the longest wording first."""
        return self.labels or (self.title,)


class Band(NamedTuple):
    """Between which values a change from the first one of an episode is too small to matter."""

    lane: Lane
    first: date
    last: date
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Course:
    """All events of a problem, lane after lane and by day; and what they are measured against.

    ``opens`` is the day from which the course is shown first: the onset of the running episode.
    ``onset`` is the day from which weeks are counted, of an imprecise onset its latest day.
    ``scales`` are the ends of the lines of values, ``now`` says where a lane stands today.
    """

    today: date
    events: tuple[Event, ...] = ()
    opens: date | None = None
    onset: date | None = None
    bands: tuple[Band, ...] = ()
    scales: Mapping[Lane, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))
    now: Mapping[Lane, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def span(self) -> tuple[date, date]:
        """Return the first and the last day of which there is something to see."""
        firsts = [event.start for event in self.events]
        # The band of a stage that goes on has no end of its own.
        lasts = [event.end for event in self.events if event.lane != "stage"]
        ahead = days_after(self.today, LOOK_AHEAD_DAYS)
        return min([*firsts, self.today]), max([*lasts, ahead])

    @property
    def absent(self) -> tuple[Lane, ...]:
        """Return the lanes of which nothing is recorded."""
        there = {event.lane for event in self.events}
        return tuple(lane for lane in LANES if lane not in there)


def in_order(event: Event) -> tuple[int, date, date]:
    """Return by what events are put in order."""
    return LANES.index(event.lane), event.start, event.end


class PastEpisode(NamedTuple):
    """An episode: when its pain began, and its last day; ``ended`` None while it runs."""

    onset: OnsetRange
    ended: date | None


def episodes_of(chart: Chart, on: date, thresholds: Thresholds) -> tuple[PastEpisode, ...]:
    """Return the episodes of a problem up to a day, the oldest first."""
    closed = chart.problem.closed
    found: list[PastEpisode] = []
    ended = closed.on if closed and closed.on <= on else None
    day: date = ended or on
    while True:
        episode = episode_of(cut(chart, day), day, thresholds)
        found.insert(0, PastEpisode(episode.onset, ended))
        if episode.gap is None:
            return tuple(found)
        ended = day = days_after(episode.gap.first, -1)


def too_little(measure: Measure, region_points: float | None, before: float) -> float | None:
    """Return the change from ``before`` up to which a score has not changed in earnest.

    The smaller of points and percent counts, as wherever changes are judged; None where no source
    gives either.
    """
    limits = [] if region_points is None else [region_points]
    if measure.change_percent is not None and before > 0:
        limits.append(before * measure.change_percent / PERCENT)
    return min(limits, default=None)
