"""Paints what lies in the lanes of the timeline: bands, spans and points of time."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from desktop.widgets.timeframe import Frame
from desktop.widgets.timeletters import Letters
from desktop.widgets.timesigns import (
    NO_BRUSH,
    NO_PEN,
    Inks,
    Stamp,
    block,
    check,
    sessions,
    shape,
    span,
)
from desktop.widgets.valuelines import MOST_SIGNS, ValuePainter
from pathway.course import Event, Lane
from pathway.courseplaces import SIGN_EMS, Spot
from pathway.courserows import Track

_STAGES: Final = {"acute": "accent_soft", "subacute": "soft", "chronic": "warn_soft"}
_SPANS: Final[dict[Lane, tuple[str, str]]] = {
    "treatments": ("accent_soft", "accent"),
    "medicines": ("ok_soft", "ok"),
    "episodes": ("soft", "control"),
    "surgical": ("accent_soft", "accent"),
}
_FLAGS: Final = {
    "danger": ("danger_soft", "danger"),
    "warn": ("warn_soft", "warn"),
    "confirmed": ("base", "danger"),
}
_WEEKS: Final = {"active": "accent", "passive": "control"}
_SIGNS: Final[dict[Lane, tuple[str, str]]] = {
    "visits": ("circle", "accent"),
    "imaging": ("square", "text"),
    "referrals": ("arrow", "text"),
    "decisions": ("hexagon", "warn"),
    "prints": ("page", "muted"),
    "ahead": ("triangle", "muted"),
}
_OPEN_KINDS: Final = frozenset({"unsigned", "draft", "sent", "contact", "point"})
"""What is not finished, or not yet: hollow."""
DENSE: Final = 0.4
"""Where so large a part of the points are several at once, columns say more than signs."""
MOST_SHOWN: Final = 99
TALLEST: Final = 24
"""A column of so many events is as tall as its lane."""
NARROW_EMS: Final = 0.5
WIDE_EMS: Final = 2.0
BEYOND_EMS: Final = 2.0
MANY: Final = 30
"""Spans narrower than this are plain strips: nobody could see more of them; among many sooner."""


class LanePainter:
    """A painter with the frame, the colours and the letters it paints with."""

    def __init__(
        self, painter: QPainter, frame: Frame, inks: Inks, letters: Letters, seen: QRect
    ) -> None:
        self.painter = painter
        self.frame = frame
        self.inks = inks
        self.letters = letters
        self._seen = seen.left(), seen.left() + seen.width()
        self.share = 1.0
        """How much of what can be seen the frame is: what counts as many goes by that."""
        self._values = ValuePainter(painter, frame, inks, letters)

    def paint(self, track: Track) -> None:
        """Paint what is to be seen of a lane."""
        spots = self.frame.picture.spots(track)
        if track.shape == "line":
            self._values.paint(track, spots, is_dense=len(spots) > MOST_SIGNS * self.share)
        elif track.shape in {"marks", "notes"}:
            self._points(track, spots)
        else:
            self._strips(track, spots)

    def _to_be_seen(self, spots: list[Spot]) -> list[Spot]:
        """Return what reaches into sight, with the room that its sign or its words may take."""
        left, right = self._seen
        pad, width = self.frame.room.em, self.letters.width
        return [
            spot
            for spot in spots
            if (spot.left - pad <= right and spot.right + pad >= left)
            or (spot.label and spot.at <= right and spot.at + width(spot.label) >= left)
        ]

    def _points(self, track: Track, spots: list[Spot]) -> None:
        several = sum(spot.amount > 1 for spot in spots)
        spots_seen = self._to_be_seen(spots)
        if track.shape == "marks" and several > max(len(spots) * DENSE, 4 * self.share):
            self._columns(track, spots_seen)
            return
        for spot in spots_seen:
            event = self.frame.first_event(track, spot)
            self._mark(track, spot, event)
            if spot.label:
                ink = self.inks.of("text" if event.kind == "contact" else "muted")
                top, height = self.frame.level(track, spot.level)
                self.letters.write(self.painter, spot.at, top + height / 2, spot.label, ink)

    def _strips(self, track: Track, spots: list[Spot]) -> None:
        """Paint spans; where there are many, the narrow ones of one colour all at once."""
        narrow = self.frame.room.em * (NARROW_EMS if len(spots) < MANY * self.share else WIDE_EMS)
        strips: dict[str, list[QRectF]] = {}
        least = self.letters.height * 0.8
        events, rows = self.frame.tracks.events, track.rows
        is_bars, level, top, height = track.shape == "bars", -1, 0.0, 0.0
        # What reaches far out of sight takes long to paint, and nobody sees its ends.
        beyond = self.frame.room.em * BEYOND_EMS
        low, high = self._seen[0] - beyond, self._seen[1] + beyond
        for spot in self._to_be_seen(spots):
            if spot.level != level:
                level = spot.level
                top, height = self.frame.inner(track, level)
            event = events[rows[level if is_bars else 0].places[spot.low]]
            begin, end = max(spot.left, low), min(spot.right, high)
            area = QRectF(begin, top, max(end - begin, 0.0), height)
            if spot.right - spot.left < narrow and event.kind not in {"due", "status"}:
                strips.setdefault(self._strip_ink(track, event), []).append(area)
            else:
                self._whole(track, area, spot, event)
            if spot.label and height >= least:
                self._words(track, spot, area, event)
        for token, areas in strips.items():
            self._rects(areas, token)

    @staticmethod
    def _strip_ink(track: Track, event: Event) -> str:
        if track.lane == "care":
            return _WEEKS.get(event.kind, "border")
        if track.lane == "flags":
            return _FLAGS.get(event.kind, ("", "control"))[1]
        if track.lane == "stage":
            return "control"
        return _SPANS[track.lane][1]

    def _whole(self, track: Track, area: QRectF, spot: Spot, event: Event) -> None:
        if track.lane == "flags":
            self._flag(area, event)
        elif track.lane == "care":
            block(self.painter, area.adjusted(1, 0, -1, 0), event.kind)
        elif track.lane == "stage":
            self._stage(area, event)
        else:
            self._span(track, area, event)

    def _words(self, track: Track, spot: Spot, area: QRectF, event: Event) -> None:
        ink = "text"
        if track.lane == "care":
            ink = "on_accent" if event.kind == "active" else "text"
        is_striped = track.lane == "care" and event.kind in {"passive", "paused"}
        if is_striped or (not event.sure and spot.at < spot.right):
            self._plate(spot, area)
        self.letters.write(self.painter, spot.at, area.center().y(), spot.label, self.inks.of(ink))

    def _plate(self, spot: Spot, area: QRectF) -> None:
        """Put an even ground beneath words that stand on a hatching."""
        wide = self.letters.width(spot.label) + 6
        high = min(self.letters.height, area.height() - 2)
        plate = QRectF(spot.at - 3, area.center().y() - high / 2, wide, high)
        self.painter.setPen(NO_PEN)
        self.painter.setBrush(self.inks.of("base"))
        self.painter.drawRoundedRect(plate, 3, 3)

    def _stage(self, area: QRectF, event: Event) -> None:
        """Paint a stage; ahead is outlined only, imprecise is hatched."""
        style = Qt.PenStyle.DashLine if event.ahead else Qt.PenStyle.SolidLine
        fill = self.inks.of(_STAGES.get(event.kind, "warn_soft"))
        self.painter.setPen(QPen(self.inks.of("control"), 1, style))
        self.painter.setBrush(NO_BRUSH if event.ahead else QBrush(fill))
        self.painter.drawRoundedRect(area, 4, 4)
        if not event.sure:
            self.painter.setPen(NO_PEN)
            self.painter.setBrush(QBrush(self.inks.of("control"), Qt.BrushStyle.FDiagPattern))
            self.painter.drawRoundedRect(area, 4, 4)

    def _span(self, track: Track, area: QRectF, event: Event) -> None:
        fill, ink = (self.inks.of(token) for token in _SPANS[track.lane])
        if event.days and area.width() > area.height():
            places = [self.frame.room.x(day.toordinal() + 0.5) for day in event.days]
            sessions(self.painter, area, places, ink)
        elif event.kind in {"due", "status"}:
            self._pennant(area, event)
        elif event.kind in {"free", "other"}:
            token = "ok_soft" if event.kind == "free" else "base"
            self.painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
            self.painter.setBrush(self.inks.of(token))
            self.painter.drawRoundedRect(area, 4, 4)
        else:
            span(self.painter, area, event, (fill, ink))
            if event.kind == "window":
                self.painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), ink)

    def _pennant(self, area: QRectF, event: Event) -> None:
        """Paint the day by which to decide as a pennant, the day of a status as a dot."""
        painter, size, x = self.painter, self.frame.room.em * 0.42, area.left()
        ink = self.inks.of("accent")
        painter.setPen(QPen(ink, 2))
        painter.setBrush(self.inks.of("base") if event.ahead else ink)
        if event.kind == "status":
            shape(painter, "circle", area.center(), size * 0.6)
            return
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        flag = [(0.0, 0.0), (1.5, 0.8), (0.0, 1.6)]
        corners = [QPointF(x + size * dx, area.top() + size * dy) for dx, dy in flag]
        painter.drawPolygon(QPolygonF(corners))

    def _flag(self, area: QRectF, event: Event) -> None:
        """Paint a red flag: a diamond where it was raised, a tick or a block where it ended."""
        painter, size = self.painter, self.frame.room.em * SIGN_EMS * 0.42
        fill, ink = (self.inks.of(token) for token in _FLAGS.get(event.kind, ("base", "control")))
        span(painter, area, event, (fill, ink))
        painter.setPen(QPen(ink, 1.5))
        is_over = event.kind in {"past", "confirmed"}
        painter.setBrush(self.inks.of("base") if is_over else ink)
        middle = area.center().y()
        shape(painter, "diamond", QPointF(area.left() + size * 1.15, middle), size)
        if area.width() < 3.2 * size or not is_over:
            return
        end = QPointF(area.right() - size * 1.2, middle)
        if event.kind == "past":
            check(painter, end, size * 0.8, ink)
        else:
            painter.setBrush(ink)
            shape(painter, "square", end, size * 0.7)

    def _mark(self, track: Track, spot: Spot, event: Event) -> None:
        name, token = _SIGNS[track.lane]
        top, height = self.frame.level(track, spot.level)
        ink = self.inks.of(token)
        middle, size = QPointF(spot.middle, top + height / 2), self.frame.room.em * SIGN_EMS * 0.42
        if spot.amount > 1:
            self.painter.setPen(QPen(ink, 1.6))
            self._count(spot, middle, ink)
            return
        if event.kind == "contact":
            name, token = "square", "accent"
        hollow = event.kind in _OPEN_KINDS or event.ahead
        self.inks.put(self.painter, middle, Stamp(name, size, token, "base" if hollow else token))

    def _count(self, spot: Spot, middle: QPointF, ink: QColor) -> None:
        """Paint several events at once as their number."""
        number = str(spot.amount) if spot.amount <= MOST_SHOWN else f"{MOST_SHOWN}+"
        high = self.frame.room.em * 0.92
        wide = max(spot.right - spot.left, high)
        plate = QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
        self.painter.setBrush(self.inks.of("base"))
        self.painter.drawRoundedRect(plate, 4, 4)
        self.letters.write_small(self.painter, middle, number, ink)

    def _columns(self, track: Track, spots: list[Spot]) -> None:
        """Paint several events at once as columns that grow with their numbers."""
        top, height = self.frame.level(track, 0)
        foot, most = top + height - 2, height - 5
        areas = []
        for spot in spots:
            share = min((spot.amount / TALLEST) ** 0.5, 1.0)
            high = most * (0.2 + 0.8 * share)
            areas.append(QRectF(spot.left, foot - high, spot.right - spot.left, high))
        self._rects(areas, _SIGNS[track.lane][1])

    def _rects(self, areas: list[QRectF], token: str) -> None:
        """Fill plain areas all at once, with sharp edges."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self.painter.setPen(NO_PEN)
        self.painter.setBrush(self.inks.of(token))
        self.painter.drawRects(areas)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
