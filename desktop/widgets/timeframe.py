"""The geometry of the painted timeline: which stretch of time is shown, what lies where."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from pathway.course import LOOK_AHEAD_DAYS, Course, Event, Lane
from pathway.courseplaces import Picture, Room, Spot, Widths
from pathway.courserows import Track, Tracks

EDGE_DAYS: Final = 7
"""Empty days before the first and after the last that can be shown."""
LEAST_DAYS: Final = 14.0
AXIS_EMS: Final = 2.9
VALUE_EMS: Final = 0.6
"""The room above the highest and below the lowest value of a line."""
REACH_EMS: Final = 0.5


class Frame:
    """Tracks as they lie in one room: each lane below the other, beneath the axis."""

    def __init__(self, tracks: Tracks, room: Room, widths: Widths) -> None:
        self.tracks = tracks
        self.room = room
        self.picture = Picture(tracks, room, widths)
        self._tops: list[float] = []
        self._lanes: dict[Lane, tuple[float, float]] = {}
        top = room.em * AXIS_EMS
        for track in tracks.all:
            height = room.em * track.ems
            self._tops.append(top)
            self._lanes[track.lane] = (top, height)
            top += height
        self.top = room.em * AXIS_EMS
        self.bottom = top

    def lane(self, track: Track) -> QRectF:
        """Return the area of a lane."""
        top, height = self._lanes[track.lane]
        return QRectF(self.room.left, top, self.room.width, height)

    def level(self, track: Track, level: int) -> tuple[float, float]:
        """Return where a line of a lane begins, and its height."""
        top, height = self._lanes[track.lane]
        each = self.room.em * track.level_ems
        return top + (height - each * track.levels) / 2 + each * level, each

    def area(self, track: Track, spot: Spot) -> QRectF:
        """Return the area of something drawn, without its words."""
        if track.shape == "line":
            at = self.value_spot(track, self.picture.events_of(track, spot)[-1])
            reach = self.room.em * REACH_EMS
            return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        top, height = self.inner(track, spot.level)
        return QRectF(spot.left, top, spot.right - spot.left, height)

    def inner(self, track: Track, level: int) -> tuple[float, float]:
        """Return where spans on a line of a lane begin, and their height."""
        top, height = self.level(track, level)
        inset = min(self.room.em * 0.28, height * 0.14)
        return top + inset, height - 2 * inset

    def first_event(self, track: Track, spot: Spot) -> Event:
        """Return the first event of what is drawn."""
        row = track.rows[spot.level if track.shape == "bars" else 0]
        return self.tracks.events[row.places[spot.low]]

    def value_spot(self, track: Track, place: int) -> QPointF:
        """Return where a value lies: at noon of its day."""
        event = self.tracks.events[place]
        x = self.room.x(event.start.toordinal() + 0.5)
        return QPointF(x, self.height_of(track, event.value or 0.0))

    def height_of(self, track: Track, value: float) -> float:
        """Return at which height a value of a line lies."""
        top, height = self._lanes[track.lane]
        low, high = self.tracks.course.scales.get(track.lane, (0.0, 1.0))
        inset = self.room.em * VALUE_EMS
        share = (value - low) / (high - low)
        return top + height - inset - share * (height - 2 * inset)

    def track_at(self, y: float) -> Track | None:
        """Return the lane at a height."""
        at = bisect_right(self._tops, y) - 1
        return self.tracks.all[at] if at >= 0 and y < self.bottom else None

    def spot_at(self, point: QPointF) -> tuple[Track, Spot] | None:
        """Return what is drawn at or beside a point, with its lane."""
        track = self.track_at(point.y())
        if track is None:
            return None
        level = None
        if track.levels > 1:
            top, height = self.level(track, 0)
            level = min(max(int((point.y() - top) // height), 0), track.levels - 1)
        spot = self.picture.nearest(track, point.x(), level)
        return (track, spot) if spot else None

    def hit(self, point: QPointF) -> tuple[int, ...]:
        """Return the events at or beside a point; several where they are drawn as one."""
        found = self.spot_at(point)
        return self.picture.events_of(*found) if found else ()

    def box(self, place: int) -> QRectF:
        """Return where an event is drawn, or would be if it were in sight."""
        track, spot = self.tracks.of(place), self.picture.spot_of(place)
        if track is None:
            return QRectF()
        if spot is None:
            event = self.tracks.events[place]
            left = self.room.x(event.start.toordinal())
            spot = Spot(0, 0, 1, left, self.room.x(event.end.toordinal() + 1))
            return QRectF(self.lane(track)).intersected(QRectF(left, 0, 1, self.bottom))
        return self.area(track, spot)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stretch of time that is shown, within the limits of what there is to see."""

    first: float
    last: float
    low: float
    high: float

    @property
    def days(self) -> float:
        """Return how many days are shown."""
        return self.last - self.first

    def of(self, first: float, last: float) -> "Stretch":
        """Return another stretch, neither too short nor beyond the limits."""
        whole = max(self.high - self.low, LEAST_DAYS)
        days = min(max(last - first, LEAST_DAYS), whole)
        start = min(max(first, self.low), self.low + whole - days)
        return replace(self, first=start, last=start + days)

    def moved(self, days: float) -> "Stretch":
        """Return the stretch so many days later."""
        return self.of(self.first + days, self.last + days)

    def zoomed(self, factor: float, kept: float) -> "Stretch":
        """Return fewer days (factor above 1) or more, with one day kept where it is."""
        return self.of(kept - (kept - self.first) / factor, kept + (self.last - kept) / factor)

    def around(self, day: float) -> "Stretch":
        """Return the same number of days around a day, unless the day is in view already."""
        if self.first <= day <= self.last:
            return self
        return self.moved(day - (self.first + self.last) / 2)

    def whole(self) -> "Stretch":
        """Return everything there is to see."""
        return self.of(self.low, self.high)

    def ending(self, today: float, days: float) -> "Stretch":
        """Return so many days up to today, with a little of what lies ahead."""
        return self.of(today - days, today + max(days * 0.12, EDGE_DAYS))


def opening(course: Course) -> Stretch:
    """Return the stretch from the onset to today and the weeks that follow."""
    begin, end = course.span
    whole = Stretch(0, 0, float(begin.toordinal() - EDGE_DAYS), float(end.toordinal() + EDGE_DAYS))
    today = course.today.toordinal()
    first = min((course.opens or begin).toordinal(), today)
    gone = today - first
    most = today + max(0.6 * gone, 2 * LOOK_AHEAD_DAYS)
    near = max((due for due in _dues(course) if due <= most), default=0)
    ahead = today + max(0.34 * gone if gone < 366 else 0.06 * gone, LOOK_AHEAD_DAYS)
    return whole.of(first - max(0.04 * gone, 2), max(ahead, near))


def _dues(course: Course) -> Sequence[float]:
    return [event.end.toordinal() + 7 for event in course.events if event.lane == "surgical"]
