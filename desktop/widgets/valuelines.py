"""Paints the lanes of values: straight lines, each value, and the band of what is too little."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.widgets.timeframe import Frame
from desktop.widgets.timeletters import Letters
from desktop.widgets.timesigns import NO_BRUSH, Inks, Stamp
from pathway.course import Lane
from pathway.courseplaces import Spot
from pathway.courserows import Track

LINE_INKS: Final[dict[Lane, str]] = {"limb": "danger", "spine": "text", "function": "accent"}
LINE_SIGNS: Final[dict[Lane, str]] = {"limb": "square", "spine": "circle", "function": "diamond"}
WIDE_EMS: Final = 2.2
"""Where values lie so far apart, each of them is written."""
MOST_SIGNS: Final = 44
"""Where there are more values in sight, the line alone is painted, and without dashes."""
SMALL, LARGE = 3.6, 5.2
"""Half the sizes of a value, and of the latest one, in pixels."""


class ValuePainter:
    """Paints lines of values in a frame."""

    def __init__(self, painter: QPainter, frame: Frame, inks: Inks, letters: Letters) -> None:
        self.painter = painter
        self.frame = frame
        self.inks = inks
        self.letters = letters

    def paint(self, track: Track, spots: list[Spot], *, is_dense: bool) -> None:
        """Paint straight lines between values, each value, and the bands behind them."""
        self._bands(track)
        painter, ink = self.painter, self.inks.of(LINE_INKS[track.lane])
        is_dashed = track.lane == "limb" and not is_dense
        style = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(ink, 1 if is_dense else 1.8, style))
        painter.setBrush(NO_BRUSH)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not is_dense)
        for line in self._envelope(track, spots) if is_dense else self._lines(track, spots):
            painter.drawPolyline(QPolygonF(line))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not is_dense:
            self._signs(track, spots, ink)

    def _signs(self, track: Track, spots: list[Spot], ink: QColor) -> None:
        last = track.first + track.count - 1
        places = [track.rows[0].places[spot.high - 1] for spot in spots]
        name, token = LINE_SIGNS[track.lane], LINE_INKS[track.lane]
        small, large = Stamp(name, SMALL, token, "base"), Stamp(name, LARGE, token, token)
        for place in places:
            at = self.frame.value_spot(track, place)
            self.inks.put(self.painter, at, large if place == last else small)
        self._numbers(track, places, ink)

    def _numbers(self, track: Track, places: list[int], ink: QColor) -> None:
        """Write values beside their signs where they do not touch one another."""
        before = -1e9
        half = self.letters.height * 0.62
        top = self.frame.lane(track).top()
        for place in places:
            at = self.frame.value_spot(track, place)
            if at.x() - before < self.frame.room.em * WIDE_EMS:
                continue
            before = at.x()
            is_low = at.y() - top < self.letters.height * 1.05
            height = at.y() + half if is_low else at.y() - half
            text = self.frame.tracks.events[place].words[0]
            x = at.x() + self.frame.room.em * 0.45
            self.letters.write_small(self.painter, QPointF(x, height), text, ink)

    def _lines(self, track: Track, spots: list[Spot]) -> list[list[QPointF]]:
        """Return the points to be joined, up to the next ones out of sight."""
        if not spots:
            return []
        row, events = track.rows[0], self.frame.tracks.events
        low, high = max(spots[0].low - 1, 0), min(spots[-1].high + 1, track.count)
        lines: list[list[QPointF]] = []
        for place in row.places[low:high]:
            if not lines or events[place].kind == "begin":
                lines.append([])
            lines[-1].append(self.frame.value_spot(track, place))
        return lines

    def _envelope(self, track: Track, spots: list[Spot]) -> list[list[QPointF]]:
        """Return the line through the least and the greatest of the values that lie together."""
        values = track.rows[0].values
        foot = self.frame.height_of(track, 0.0)
        each = foot - self.frame.height_of(track, 1.0)
        line = []
        for spot in spots:
            told = values[spot.low : spot.high]
            least, x = min(told), spot.middle
            line.append(QPointF(x, foot - least * each))
            if len(told) > 1:
                line.append(QPointF(x, foot - max(told) * each))
        return [line]

    def _bands(self, track: Track) -> None:
        frame, painter = self.frame, self.painter
        for band in frame.tracks.course.bands:
            if band.lane != track.lane:
                continue
            left = max(frame.room.x(band.first.toordinal() + 0.5), frame.room.left - 2)
            right = min(frame.room.x(band.last.toordinal() + 1), frame.room.right + 2)
            if left > right:
                continue
            top, bottom = frame.height_of(track, band.high), frame.height_of(track, band.low)
            area = QRectF(left, top, right - left, bottom - top)
            painter.fillRect(area, self.inks.of("soft"))
            painter.setPen(QPen(self.inks.of("control"), 0.8, Qt.PenStyle.DotLine))
            painter.drawLine(area.topLeft(), area.topRight())
            painter.drawLine(area.bottomLeft(), area.bottomRight())
