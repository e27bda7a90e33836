"""The lanes of a course in rows, and the way of the keys through its events."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from pathway.course import LANES, SHAPES, Course, Event, Lane

SPREAD: Final[frozenset[Lane]] = frozenset({"flags", "episodes", "treatments", "medicines"})
SPREAD_ROWS: Final = 3
"""In these lanes so many rows are filled before one is used again: words have more room."""
NOTE_ROWS: Final = 3
MOST_NOTES: Final = 60
"""Where there are more, they are drawn as other points of time are."""


ROW_EMS: Final = 1.3
EDGE_EMS: Final = 0.4
LINE_EMS: Final = 2.9
BAND_EMS: Final = 2.1
MARK_EMS: Final = 1.75
WHOLE_ROWS: Final = 6
"""So many rows of spans have the height of a line; more of them are lower, and without words."""
LEAST_ROW_EMS: Final = 0.3


class Row(NamedTuple):
    """Events of one row by day, as places in the course; no span overlaps another.

    ``days`` are the days on which any of them begins, ``lows`` how many begin before each of these.
    ``values`` are what the events of a line stand at.
    """

    places: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    days: tuple[int, ...]
    lows: tuple[int, ...]
    values: tuple[float, ...]


class Track:
    """One lane: its events from place ``first`` of the course on, in rows."""

    def __init__(self, lane: Lane, events: Sequence[Event], first: int) -> None:
        self.lane = lane
        self.shape = SHAPES[lane]
        if self.shape == "notes" and len(events) > MOST_NOTES:
            self.shape = "marks"
        self.first = first
        self.count = len(events)
        whole = [list(range(len(events)))]
        spread = SPREAD_ROWS if lane in SPREAD else 1
        packed = _packed(events, spread) if self.shape == "bars" else whole
        self.rows = tuple(_row(events, one, first) for one in packed)
        self.row_of = {place: row for row, one in enumerate(self.rows) for place in one.places}

    @property
    def levels(self) -> int:
        """Return how many lines the lane takes."""
        return min(self.count, NOTE_ROWS) if self.shape == "notes" else len(self.rows)

    @property
    def level_ems(self) -> float:
        """Return the height of one of its lines, in heights of a line of text."""
        if self.shape in {"bars", "notes"}:
            whole = ROW_EMS * WHOLE_ROWS
            return min(ROW_EMS, max(whole / self.levels, LEAST_ROW_EMS))
        return {"line": LINE_EMS, "bands": BAND_EMS, "marks": MARK_EMS}[self.shape]

    @property
    def ems(self) -> float:
        """Return the height of the lane, in heights of a line of text."""
        if self.shape not in {"bars", "notes"}:
            return self.level_ems
        least = BAND_EMS if self.lane == "surgical" else 0.0
        return max(self.level_ems * self.levels + EDGE_EMS, least)


class Tracks:
    """Every lane of a course that has events, but for those that nobody wants to see."""

    def __init__(self, course: Course, hidden: frozenset[Lane] = frozenset()) -> None:
        self.course = course
        self.events = course.events
        by_lane: dict[Lane, list[Event]] = {lane: [] for lane in LANES}
        for event in course.events:
            by_lane[event.lane].append(event)
        tracks, first = [], 0
        for lane, events in by_lane.items():
            if events and lane not in hidden:
                tracks.append(Track(lane, events, first))
            first += len(events)
        self.all = tuple(tracks)
        self.by_lane = {track.lane: track for track in tracks}

    def of(self, place: int) -> Track | None:
        """Return the lane of an event, None when it is hidden."""
        return self.by_lane.get(self.events[place].lane)

    def beside(self, place: int, step: int) -> int:
        """Return the event before or after one in its lane; at the ends it stays."""
        track = self.by_lane[self.events[place].lane]
        return min(max(place + step, track.first), track.first + track.count - 1)

    def across(self, place: int, step: int) -> int:
        """Return the event of the lane above or below that lies nearest in time."""
        event = self.events[place]
        at = self.all.index(self.by_lane[event.lane]) + step
        if not 0 <= at < len(self.all):
            return place
        other = self.all[at]
        last = other.first + other.count
        after = bisect_left(self.events, event.start, other.first, last, key=_start)
        near = range(max(after - 1, other.first), min(after + 1, last))
        return min(near, key=lambda i: _days_off(self.events[i], event.start))

    def end_of_lane(self, place: int, *, last: bool) -> int:
        """Return the first or the last event of a lane."""
        track = self.by_lane[self.events[place].lane]
        return track.first + (track.count - 1 if last else 0)

    def begin(self) -> int:
        """Return where stepping begins: at the latest visit, or at whatever there is; -1: empty."""
        if not self.all:
            return -1
        track = self.by_lane.get("visits", self.all[0])
        return track.first + track.count - 1


def _packed(events: Sequence[Event], spread: int) -> list[list[int]]:
    """Return the events of each row: of one name in one row, where that is free by then."""
    rows: list[list[int]] = []
    last_days: list[date] = []
    home: dict[tuple[str, ...], int] = {}
    for number, event in enumerate(events):
        row = _free_row(event, last_days, home.get(event.words), spread)
        if row == len(rows):
            rows.append([])
            last_days.append(event.end)
        rows[row].append(number)
        last_days[row] = event.end
        home[event.words] = row
    return rows


def _free_row(event: Event, last_days: list[date], home: int | None, spread: int) -> int:
    if home is not None and last_days[home] < event.start:
        return home
    if len(last_days) < spread:
        return len(last_days)
    free = [row for row, last in enumerate(last_days) if last < event.start]
    return min(free, key=lambda row: last_days[row], default=len(last_days))


def _row(events: Sequence[Event], numbers: list[int], first: int) -> Row:
    starts = [events[number].start.toordinal() for number in numbers]
    days: list[int] = []
    lows: list[int] = []
    for low, day in enumerate(starts):
        if not days or day != days[-1]:
            days.append(day)
            lows.append(low)
    return Row(
        places=tuple(first + number for number in numbers),
        starts=tuple(starts),
        ends=tuple(events[number].end.toordinal() for number in numbers),
        days=tuple(days),
        lows=(*lows, len(starts)),
        values=tuple(events[number].value or 0.0 for number in numbers),
    )


def _start(event: Event) -> date:
    return event.start


def _days_off(event: Event, day: date) -> int:
    return max((event.start - day).days, (day - event.end).days, 0)
