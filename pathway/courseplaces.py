"""Where the events of a course lie: spans, clusters and words that never overlap, at any zoom.

Pure arithmetic over days and lengths; the screen counts lengths in pixels and paper in points.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from math import inf
from typing import Final, NamedTuple, TypeAlias

from pathway.course import Event, Lane
from pathway.courserows import Row, Track, Tracks

Widths: TypeAlias = Callable[[str], float]
"""Tells how wide a text is written."""

LEAST_LETTERS: Final = 4
"""Fewer letters of a name are no help."""
GAP_EMS: Final = 1.2
"""Points of time nearer than this are drawn as one, with their count."""
SIGN_EMS: Final = 0.9
"""How wide the sign is that a point of time, or the beginning of a red flag, is drawn with."""
LEAST_BAR: Final = 4.0
NEAR: Final = 6.0
"""Values nearer than this are one place of their line."""
PAD_EMS: Final = 0.35
EDGE_EMS: Final = 10.0
"""So near to the right edge words have no room after their sign."""
LEAST_EMS: Final = 2.2
"""Where there is less room, no word is tried."""
LEAST_LINE_EMS: Final = 0.9
"""No words stand on a line of a lane that is lower."""
ELLIPSIS: Final = "…"


class Room:
    """Which days are shown, where, and how large the letters are (``em`` is one line's height).

    ``per_day`` is the length of one day, ``right`` the place where the days end.
    """

    __slots__ = ("em", "first", "last", "left", "per_day", "right", "width")

    def __init__(self, days: tuple[float, float], left: float, width: float, em: float) -> None:
        self.first, self.last = days
        self.left = left
        self.width = width
        self.em = em
        self.per_day = width / max(self.last - self.first, 1.0)
        self.right = left + width

    def x(self, day: float) -> float:
        """Return where a day begins."""
        return self.left + (day - self.first) * self.per_day

    def day(self, x: float) -> float:
        """Return the day at a place."""
        return self.first + (x - self.left) / self.per_day


class Spot(NamedTuple):
    """Something drawn: events ``low`` to ``high`` (not included) of a row, on one level of a lane.

    ``left`` and ``right`` are the ends of what is drawn without its words; ``label`` is empty where
    there is no room for words, else it is written from ``at`` on.
    """

    level: int
    low: int
    high: int
    left: float
    right: float
    label: str = ""
    at: float = 0.0

    @property
    def amount(self) -> int:
        """Return how many events it stands for."""
        return self.high - self.low

    @property
    def middle(self) -> float:
        """Return the middle of what is drawn."""
        return (self.left + self.right) / 2


class Picture:
    """What is drawn of the tracks in one room; each lane is worked out when it is asked for."""

    def __init__(self, tracks: Tracks, room: Room, widths: Widths) -> None:
        self.tracks = tracks
        self.room = room
        self._widths = widths
        self._spots: dict[Lane, list[Spot]] = {}

    def spots(self, track: Track) -> list[Spot]:
        """Return what is drawn of a lane, level by level and from left to right."""
        found = self._spots.get(track.lane)
        if found is None:
            found = self._spots[track.lane] = list(self._find(track))
        return found

    def events_of(self, track: Track, spot: Spot) -> tuple[int, ...]:
        """Return the places of the events that something drawn stands for."""
        return _row_of(track, spot).places[spot.low : spot.high]

    def spot_of(self, place: int) -> Spot | None:
        """Return where an event is drawn, None when it is hidden or out of sight."""
        track = self.tracks.of(place)
        if track is None:
            return None
        row = track.row_of[place]
        at = bisect_left(track.rows[row].places, place)
        for spot in self.spots(track):
            if spot.low <= at < spot.high and (track.shape != "bars" or spot.level == row):
                return spot
        return None

    def nearest(self, track: Track, x: float, level: int | None = None) -> Spot | None:
        """Return what is drawn at or beside a place of a lane, on one level or on any."""
        reach = self.room.em * 0.5
        found, least = None, (reach, 0.0)
        for spot in self.spots(track):
            off = max(spot.left - x, x - spot.right, 0.0)
            if off < reach and level in {None, spot.level}:
                rank = off, spot.right - spot.left
                if found is None or rank < least:
                    found, least = spot, rank
        return found

    def _find(self, track: Track) -> Iterator[Spot]:
        em = self.room.em
        match track.shape:
            case "marks":
                found = _clusters(track.rows[0], self.room, em * GAP_EMS, em * SIGN_EMS)
                yield from self._beside(track, found, 0.0)
            case "line":
                yield from _clusters(track.rows[0], self.room, NEAR, NEAR)
            case "notes":
                yield from self._notes(track)
            case "bands":
                for spot in _spans(track.rows[0], self.room, 0, LEAST_BAR):
                    yield self._amid(track, spot)
            case _:
                lead = em * SIGN_EMS if track.lane == "flags" else 0.0
                for level, row in enumerate(track.rows):
                    spans = _spans(row, self.room, level, max(lead, LEAST_BAR))
                    yield from self._beside(track, spans, lead)

    def _event(self, track: Track, spot: Spot) -> Event:
        return self.tracks.events[_row_of(track, spot).places[spot.low]]

    def _beside(self, track: Track, spots: list[Spot], lead: float) -> Iterator[Spot]:
        """Yield the spots of a row with their words: within a span, after it, or before it."""
        taken, least = self.room.left, self.room.em * LEAST_EMS
        # Where most have no room for words, a few words here and there would say little.
        if track.level_ems < LEAST_LINE_EMS or len(spots) * least > self.room.width:
            yield from spots
            return
        for number, spot in enumerate(spots):
            end = spots[number + 1].left if number + 1 < len(spots) else self.room.right
            wide = max(spot.right - spot.left, end - spot.right, spot.left - taken)
            has_room = spot.amount == 1 and wide > least
            named = self._named(track, spot, (taken, end), lead) if has_room else spot
            yield named
            words_end = named.at + self._widths(named.label) if named.label else 0.0
            taken = max(named.right, words_end)

    def _named(self, track: Track, spot: Spot, free: tuple[float, float], lead: float) -> Spot:
        """Return a spot with words within it, after it or before it, where there is room."""
        pad = self.room.em * PAD_EMS
        event = self._event(track, spot)
        words = event.words
        start = max(spot.left, self.room.left) + lead + pad
        # Single days are drawn as dots, and nobody can read words that stand on dots.
        inside = 0.0 if event.days else min(spot.right, self.room.right) - pad - start
        after = max(spot.right, self.room.left) + pad
        outside = min(free[1], self.room.right) - pad - after
        if self._widths(words[-1] or words[0]) <= inside or inside >= outside:
            return spot._replace(label=best_of(words, inside, self._widths), at=start)
        whole = self._widths(words[-1] or words[0])
        before = spot.left - pad - whole
        if outside < whole and before >= free[0] + pad:
            return spot._replace(label=words[-1] or words[0], at=before)
        return spot._replace(label=best_of(words, outside, self._widths), at=after)

    def _amid(self, track: Track, spot: Spot) -> Spot:
        """Return a band with its words in the middle of what can be seen of it."""
        if spot.amount > 1:
            return spot
        left, right = max(spot.left, self.room.left), min(spot.right, self.room.right)
        room = right - left - self.room.em * 0.6
        words = best_of(self._event(track, spot).words, room, self._widths)
        at = (left + right - (self._widths(words) if words else 0.0)) / 2
        return spot._replace(label=words, at=at)

    def _notes(self, track: Track) -> Iterator[Spot]:
        """Yield points of time with their words; what is near stands one beneath the other."""
        em, pad = self.room.em, self.room.em * PAD_EMS
        lines: list[list[Spot]] = [[] for _ in range(track.levels)]
        ends = [-inf] * track.levels
        for group in _clusters(track.rows[0], self.room, em * GAP_EMS, em * SIGN_EMS):
            for level, part in self._stacked(group, ends):
                words = self._event(track, part).words if part.amount == 1 else ("",)
                at = part.right + pad
                label = best_of(words, self.room.right - at, self._widths)
                whole = self._widths(words[-1])
                if label not in words and part.left - pad - whole >= max(
                    ends[level], self.room.left
                ):
                    label, at = words[-1], part.left - pad - whole
                if ends[level] > part.left:
                    lines[level][-1] = self._shortened(track, lines[level][-1], part.left - pad)
                lines[level].append(part._replace(level=level, label=label, at=at))
                ends[level] = max(part.right, at + self._widths(label) + pad if label else 0.0)
        for line in lines:
            yield from line

    def _stacked(self, group: Spot, ends: list[float]) -> list[tuple[int, Spot]]:
        """Return a group one beneath the other; what has no level of its own joins the last."""
        # At the right edge words stand before their sign: on the level that is free the longest.
        is_last = group.left > self.room.right - self.room.em * EDGE_EMS

        def rank(level: int) -> tuple[float, float]:
            return max(ends[level] - group.left, 0), ends[level] if is_last else level

        order = sorted(range(len(ends)), key=rank)
        used = sorted(order[: group.amount])
        parts = [
            group._replace(low=group.low + n, high=group.low + n + 1) for n in range(len(used))
        ]
        parts[-1] = parts[-1]._replace(high=group.high)
        return list(zip(used, parts, strict=True))

    def _shortened(self, track: Track, spot: Spot, end: float) -> Spot:
        words = self._event(track, spot).words if spot.label else ("",)
        return spot._replace(label=best_of(words, end - spot.at, self._widths))


def best_of(words: Sequence[str], room: float, widths: Widths) -> str:
    """Return the first of several wordings that has room, else the last one cut to it."""
    whole = next((said for said in words if widths(said) <= room), None)
    return fitted(words[-1], room, widths) if whole is None else whole


def fitted(words: str, room: float, widths: Widths) -> str:
    """Return words cut to a length, empty when too little would be left of them."""
    if room <= 0:
        return ""
    if widths(words) <= room:
        return words
    low, high = 0, len(words) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if widths(words[:middle].rstrip() + ELLIPSIS) <= room:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + ELLIPSIS if low >= LEAST_LETTERS else ""


def _row_of(track: Track, spot: Spot) -> Row:
    return track.rows[spot.level if track.shape == "bars" else 0]


def _clusters(row: Row, room: Room, gap: float, wide: float) -> list[Spot]:
    """Return points of time, those nearer than a gap as one that stands at the first of them.

    Counting begins where nothing is near, so that moving in time changes no cluster.
    """
    days, lows, per_day = row.days, row.lows, room.per_day
    apart = max(gap / per_day, 1.0)
    reach = wide / per_day + 1.0
    at, count = bisect_left(days, room.first - reach), len(days)
    while 0 < at < count and days[at] - days[at - 1] < apart:
        at -= 1
    found = []
    last, half = room.last + reach, wide / 2
    origin = room.left + (0.5 - room.first) * per_day
    while at < count and days[at] <= last:
        following = bisect_left(days, days[at] + apart, at + 1)
        middle = origin + days[at] * per_day
        if middle + half >= room.left and middle - half <= room.right:
            found.append(Spot(0, lows[at], lows[following], middle - half, middle + half))
        at = following
    return found


def _spans(row: Row, room: Room, level: int, least: float) -> list[Spot]:
    """Return spans; those that begin nearer than the least width become one."""
    starts, ends, per_day = row.starts, row.ends, room.per_day
    at = bisect_left(ends, room.first - least / per_day)
    apart = least / per_day
    while 0 < at < len(starts) and starts[at] - starts[at - 1] < apart:
        at -= 1
    until = bisect_right(starts, room.last)
    origin = room.left - room.first * per_day
    found: list[Spot] = []
    while at < until:
        low, left = at, origin + starts[at] * per_day
        at = bisect_left(starts, starts[low] + apart, low + 1, until)
        right = max(origin + (ends[at - 1] + 1) * per_day, left + least)
        if right >= room.left:
            found.append(Spot(level, low, at, left, right))
    return found
