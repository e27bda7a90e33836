"""The geometry of the timeline: which day lies at which pixel, which lane at which height."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from desktop.models.timeline import LANES, LOOK_AHEAD_DAYS, Event, Lane

EDGE_DAYS: Final = 7
"""Empty days before the first and after the last that can be shown."""
LEAST_DAYS: Final = 14.0
NEAR_PIXELS: Final = 9.0
WORST_PAIN: Final = 10
ROW_EMS: Final = 1.6
_HEIGHTS: Final[dict[Lane, float]] = {
    "stage": 2.6,
    "surgical": 2.6,
    "care": 2.6,
    "pain": 6.4,
    "visits": 2.0,
    "flags": ROW_EMS,
    "ahead": 2.0,
}
_STEPS: Final = (7, 14, 28, 56, 91, 182, 364, 728, 1820)
_TICK_EMS: Final = 7.4


class Tick(NamedTuple):
    """A mark of the axis: a day, and how many days after the onset it lies."""

    day: float
    elapsed: int | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of time is shown, and how large: days are counted as ``date.toordinal`` does."""

    first: float
    last: float
    left: float
    width: float
    em: float
    rows: int = 1

    @property
    def top(self) -> float:
        """Return where the lanes begin: beneath two lines of axis."""
        return self.em * 3.2

    @property
    def per_day(self) -> float:
        """Return the pixels of one day."""
        return self.width / max(self.last - self.first, 1.0)

    def x(self, day: float) -> float:
        """Return where a day begins."""
        return self.left + (day - self.first) * self.per_day

    def day(self, x: float) -> float:
        """Return the day at a pixel."""
        return self.first + (x - self.left) / self.per_day

    def lane(self, lane: Lane) -> QRectF:
        """Return the area of a lane."""
        before = LANES[: LANES.index(lane)]
        top = self.top + sum(self._height(one) for one in before)
        return QRectF(self.left, top, self.width, self._height(lane))

    def _height(self, lane: Lane) -> float:
        if lane == "flags":
            return self.em * (ROW_EMS * max(self.rows, 1) + 0.6)
        return self.em * _HEIGHTS[lane]

    @property
    def bottom(self) -> float:
        """Return where the last lane ends."""
        return self.lane(LANES[-1]).bottom()

    def area(self, event: Event) -> QRectF:
        """Return the area that an event takes: its days in its lane."""
        lane = self.lane(event.lane)
        left, right = self.x(event.start.toordinal()), self.x(event.end.toordinal() + 1)
        if event.value is not None:
            spot = self.pain_spot(event)
            return QRectF(spot.x() - 6, spot.y() - 6, 12, 12)
        if event.lane == "flags":
            top = lane.top() + self.em * (0.3 + ROW_EMS * event.row)
            return QRectF(left, top, right - left, self.em * ROW_EMS)
        inset = self.em * 0.35
        return QRectF(left, lane.top() + inset, right - left, lane.height() - 2 * inset)

    def pain_spot(self, event: Event) -> QPointF:
        """Return where a pain rating is drawn: at noon of its day."""
        lane, inset = self.lane("pain"), self.em * 0.7
        share = (event.value or 0) / WORST_PAIN
        height = lane.height() - 2 * inset
        return QPointF(self.middle(event.start), lane.bottom() - inset - share * height)

    def middle(self, day: date) -> float:
        """Return the pixel in the middle of a day."""
        return self.x(day.toordinal() + 0.5)

    def ticks(self, onset: date | None) -> list[Tick]:
        """Return the marks of the axis: whole weeks from the onset where it is known."""
        origin = onset.toordinal() if onset else 1
        room = self.em * _TICK_EMS
        step = next((n for n in _STEPS if n * self.per_day >= room), _STEPS[-1])
        count = int((self.first - origin) // step)
        days = [origin + step * n for n in range(count, count + 400)]
        shown = [day for day in days if self.first <= day <= self.last]
        return [Tick(day, day - origin if onset and day >= origin else None) for day in shown]


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


def fitted(events: tuple[Event, ...], span: tuple[date, date], today: date) -> Stretch:
    """Return the stretch from the onset to today and the weeks that follow."""
    low, high = span[0].toordinal() - EDGE_DAYS, span[1].toordinal() + EDGE_DAYS
    whole = Stretch(0, 0, float(low), float(high))
    first = min([event.start for event in events if not event.ahead] + [today]).toordinal()
    last = today.toordinal()
    margin = max(0.04 * (last - first), 2)
    most = today.toordinal() + max(0.6 * (last - first), 2 * LOOK_AHEAD_DAYS)
    dues = [event.end.toordinal() + 7 for event in events if event.lane == "surgical"]
    near = max((due for due in dues if due <= most), default=0)
    ahead = last + max(0.3 * (last - first), LOOK_AHEAD_DAYS)
    return whole.of(first - margin, max(ahead, near))


def hit(frame: Frame, events: tuple[Event, ...], spot: QPointF) -> int:
    """Return the index of the event at or near a point, -1 when there is none."""
    lane = next((one for one in LANES if frame.lane(one).contains(spot)), None)
    near = [
        (_distance(frame, event, spot), index)
        for index, event in enumerate(events)
        if event.lane == lane
    ]
    distance, index = min(near, default=(NEAR_PIXELS + 1, -1))
    return index if distance <= NEAR_PIXELS else -1


def _distance(frame: Frame, event: Event, spot: QPointF) -> float:
    """Return how far a point is from an event; short events win over the bands behind them."""
    area = frame.area(event)
    across = max(area.left() - spot.x(), spot.x() - area.right(), 0.0)
    if event.value is not None or event.lane == "flags":
        return across + max(area.top() - spot.y(), spot.y() - area.bottom(), 0.0)
    return across + min(area.width(), 1e4) / 1e5


def start(events: tuple[Event, ...]) -> int:
    """Return where stepping begins: at the latest visit, or at whatever there is."""
    visits = [index for index, event in enumerate(events) if event.lane == "visits"]
    return visits[-1] if visits else 0


def beside(events: tuple[Event, ...], current: int, step: int) -> int:
    """Return the event before or after the current one in its lane."""
    mates = [i for i, event in enumerate(events) if event.lane == events[current].lane]
    place = mates.index(current) + step
    return mates[min(max(place, 0), len(mates) - 1)]


def across(events: tuple[Event, ...], current: int, step: int) -> int:
    """Return the event of the lane above or below that lies nearest in time."""
    filled = [lane for lane in LANES if any(event.lane == lane for event in events)]
    place = filled.index(events[current].lane) + step
    if not 0 <= place < len(filled):
        return current
    mates = [i for i, event in enumerate(events) if event.lane == filled[place]]
    starts = [events[i].start for i in mates]
    after = bisect_left(starts, events[current].start)
    choices = mates[max(after - 1, 0) : after + 1]
    day = events[current].start
    return min(choices, key=lambda i: _days_off(events[i], day))


def end_of_lane(events: tuple[Event, ...], current: int, *, last: bool) -> int:
    """Return the first or last event of the current lane."""
    mates = [i for i, event in enumerate(events) if event.lane == events[current].lane]
    return mates[-1 if last else 0]


def _days_off(event: Event, day: date) -> int:
    return max((event.start - day).days, (day - event.end).days, 0)
