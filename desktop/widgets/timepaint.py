"""Paints the timeline: every meaning is a shape, a pattern or a word; colour only repeats it."""

from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from desktop import show
from desktop.models.timeline import LANES, Event, lane_words
from desktop.theme import colour
from desktop.widgets.timeframe import Frame
from desktop.words import tr

_STAGE_INKS: Final = {"acute": "accent_soft", "subacute": "soft", "chronic": "warn_soft"}
_FLAG_INKS: Final = {"danger": "danger", "warn": "warn"}
_CENTRED: Final = Qt.AlignmentFlag.AlignCenter
LEAST_LETTERS: Final = 5
"""Fewer letters of a name are no help."""
_NO_PEN: Final = QPen(Qt.PenStyle.NoPen)


class Canvas:
    """A painter with the frame it paints in and the day that is today."""

    def __init__(self, painter: QPainter, frame: Frame, today: date, onset: date | None) -> None:
        self.painter = painter
        self.frame = frame
        self.today = today
        self.onset = onset
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Else dates would be turned around on a screen that reads from right to left.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def paint(self, events: tuple[Event, ...], current: int, hovered: int) -> None:
        """Paint lanes, axis, events, today and the focus line."""
        self._lanes()
        self._axis()
        frame = self.frame
        self.painter.save()
        self.painter.setClipRect(QRectF(frame.left, 0, frame.width, frame.bottom + frame.em * 2))
        self._days_ahead()
        for event in events:
            self._event(event)
        self._pain_lines(events)
        self._today()
        self._focus(events, hovered, "control")
        self._focus(events, current, "accent")
        self.painter.restore()

    def _lanes(self) -> None:
        painter, frame = self.painter, self.frame
        room = QRectF(0, 0, frame.left + frame.width, frame.bottom)
        painter.fillRect(QRectF(0, 0, room.width(), room.height()), colour("base"))
        for place, lane in enumerate(LANES):
            area = frame.lane(lane)
            if place % 2 == 0:
                whole = QRectF(0, area.top(), room.width(), area.height())
                painter.fillRect(whole, colour("alt"))
            painter.setPen(colour("muted"))
            label = QRectF(frame.em * 0.6, area.top(), frame.left - frame.em, area.height())
            wrap = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(label, wrap, lane_words(lane))
        painter.setPen(colour("border"))
        for lane in LANES:
            y = frame.lane(lane).bottom()
            painter.drawLine(QPointF(0, y), QPointF(room.width(), y))

    def _axis(self) -> None:
        painter, frame = self.painter, self.frame
        for tick in frame.ticks(self.onset):
            x = frame.x(tick.day)
            painter.setPen(QPen(colour("border"), 1))
            painter.drawLine(QPointF(x, frame.em * 0.4), QPointF(x, frame.bottom))
            line = QRectF(x + 5, frame.em * 0.35, frame.em * 8, frame.em * 1.3)
            if line.right() > frame.left + frame.width:
                continue  # half a date is worse than none
            painter.setPen(colour("text"))
            painter.drawText(line, 0, show.day(date.fromordinal(int(tick.day))))
            if tick.elapsed is not None:
                painter.setPen(colour("muted"))
                line.translate(0, frame.em * 1.2)
                painter.drawText(line, 0, show.week_and_day(tick.elapsed))

    def _days_ahead(self) -> None:
        """Shade what has not happened yet."""
        frame = self.frame
        left = frame.x(self.today.toordinal() + 1)
        area = QRectF(left, frame.top, frame.left + frame.width - left, frame.bottom - frame.top)
        if area.width() > 0:
            veil = QColor(colour("soft"))
            veil.setAlpha(110)
            self.painter.fillRect(area, veil)

    def _event(self, event: Event) -> None:
        match event.lane:
            case "stage":
                self._band(event, _STAGE_INKS.get(event.kind, "warn_soft"))
            case "surgical":
                self._surgical(event)
            case "care":
                self._block(event)
            case "visits":
                self._visit(event)
            case "flags":
                self._flag(event)
            case "ahead":
                self._mark(event)

    def _band(self, event: Event, ink: str) -> None:
        """Paint a band with its words; ahead is outlined only, imprecise is hatched."""
        area = self.frame.area(event)
        fill = QBrush(Qt.BrushStyle.NoBrush) if event.ahead else QBrush(colour(ink))
        self._box(area, fill, event.ahead)
        if not event.sure:
            self._box(area, QBrush(colour("control"), Qt.BrushStyle.FDiagPattern), event.ahead)
        self._words(area, event.title, plate=not event.sure)

    def _surgical(self, event: Event) -> None:
        area = self.frame.area(event)
        if event.kind == "due":
            self._pennant(area.left(), area)
            return
        if event.kind == "status":
            seen = QRectF(self.frame.left + 8, area.top(), self.frame.width - 16, area.height())
            self.painter.setPen(colour("text"))
            self.painter.drawText(seen, int(Qt.AlignmentFlag.AlignVCenter), event.title)
            return
        self._box(area, QBrush(colour("accent_soft")), event.ahead)
        self._words(area, event.title)
        self.painter.setPen(QPen(colour("accent"), 3))
        self.painter.drawLine(area.topLeft(), area.bottomLeft())

    def _pennant(self, x: float, area: QRectF) -> None:
        painter, size = self.painter, self.frame.em * 0.55
        painter.setPen(QPen(colour("accent"), 3))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setPen(_NO_PEN)
        painter.setBrush(colour("accent"))
        top = QPointF(x, area.top())
        painter.drawPolygon(
            QPolygonF([top, top + QPointF(size * 1.6, size), top + QPointF(0, size * 2)])
        )

    def _block(self, event: Event) -> None:
        area = self.frame.area(event).adjusted(1, 0, -1, 0)
        block(self.painter, area, event.kind)

    def _visit(self, event: Event) -> None:
        spot = QPointF(self.frame.middle(event.start), self.frame.lane("visits").center().y())
        radius = self.frame.em * 0.42
        self.painter.setPen(QPen(colour("accent"), 2))
        signed = event.kind == "signed"
        self.painter.setBrush(colour("accent") if signed else colour("base"))
        self.painter.drawEllipse(spot, radius, radius)

    def _flag(self, event: Event) -> None:
        """Paint a diamond where a flag was raised, its words, and a line to where it ended."""
        area, size = self.frame.area(event), self.frame.em * 0.42
        ink = colour(_FLAG_INKS.get(event.kind, "muted"))
        x, y = self.frame.middle(event.start), area.center().y()
        self.painter.setPen(QPen(ink, 2))
        base = area.bottom() - 2
        self.painter.drawLine(QPointF(x, base), QPointF(max(area.right(), x), base))
        self.painter.setBrush(ink if event.kind in _FLAG_INKS else colour("base"))
        corners = [(0, -size), (size, 0), (0, size), (-size, 0)]
        self.painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
        left = max(x + size * 1.6, self.frame.left + 4)
        room = max(self.frame.left + self.frame.width - left - 4, 0)
        metrics = QFontMetricsF(self.painter.font())
        shown = metrics.elidedText(event.title, Qt.TextElideMode.ElideRight, room)
        place = QRectF(left, area.top(), room, area.height() - 3)
        self.painter.setPen(colour("text"))
        self.painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _mark(self, event: Event) -> None:
        spot = QPointF(self.frame.middle(event.start), self.frame.lane("ahead").center().y())
        size = self.frame.em * 0.42
        pen = QPen(colour("accent" if event.kind == "contact" else "muted"), 2)
        self.painter.setPen(pen)
        self.painter.setBrush(colour("base"))
        if event.kind == "contact":
            box = QRectF(spot.x() - size, spot.y() - size, 2 * size, 2 * size)
            self.painter.drawRoundedRect(box, 3, 3)
            return
        corners = [(-size, size), (size, size), (0, -size)]
        self.painter.drawPolygon(
            QPolygonF([QPointF(spot.x() + dx, spot.y() + dy) for dx, dy in corners])
        )

    def _pain_lines(self, events: tuple[Event, ...]) -> None:
        area, inset = self.frame.lane("pain"), self.frame.em * 0.7
        self.painter.setPen(QPen(colour("border"), 1, Qt.PenStyle.DotLine))
        for y in (area.top() + inset, area.center().y(), area.bottom() - inset):
            self.painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        self._pain_line(tuple(e for e in events if e.kind == "spine" and e.lane == "pain"))
        self._pain_line(tuple(e for e in events if e.kind == "limb" and e.lane == "pain"))

    def _pain_line(self, ratings: tuple[Event, ...]) -> None:
        """Paint straight lines between ratings; spine solid with dots, limb dashed with squares."""
        if not ratings:
            return
        limb = ratings[0].kind == "limb"
        ink = colour("danger" if limb else "text")
        style = Qt.PenStyle.DashLine if limb else Qt.PenStyle.SolidLine
        spots = [self.frame.pain_spot(rating) for rating in ratings]
        self.painter.setPen(QPen(ink, 2, style))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(QPolygonF(spots))
        self.painter.setPen(QPen(ink, 2))
        self.painter.setBrush(colour("base") if limb else ink)
        for spot in spots:
            box = QRectF(spot.x() - 4, spot.y() - 4, 8, 8)
            self.painter.drawRect(box) if limb else self.painter.drawEllipse(box)
        self._latest(ratings, spots[-1], ink)

    def _latest(self, ratings: tuple[Event, ...], spot: QPointF, ink: QColor) -> None:
        name = tr("limb") if ratings[0].kind == "limb" else tr("spine")
        before = f"{ratings[-2].value} → " if len(ratings) > 1 else ""
        font = QFont(self.painter.font())
        font.setBold(True)
        lift = -self.frame.em * 1.25 if ratings[0].kind == "limb" else self.frame.em * 0.15
        place = QRectF(spot.x() + 8, spot.y() + lift, self.frame.em * 8, self.frame.em * 1.2)
        text = f"{name} {before}{ratings[-1].value}"
        self.painter.save()
        self.painter.setFont(font)
        place.setWidth(QFontMetricsF(font).horizontalAdvance(text) + 6)
        self.painter.fillRect(place, colour("base"))
        self.painter.setPen(ink)
        self.painter.drawText(place, int(_CENTRED), text)
        self.painter.restore()

    def _today(self) -> None:
        painter, frame = self.painter, self.frame
        x = frame.middle(self.today)
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawLine(QPointF(x, frame.top), QPointF(x, frame.bottom))
        text = tr("today {day}").format(day=show.day(self.today))
        width = QFontMetricsF(painter.font()).horizontalAdvance(text) + frame.em
        edge = frame.left + frame.width - width
        plate = QRectF(min(x - width / 2, edge), frame.bottom + 2, width, frame.em * 1.4)
        painter.setPen(_NO_PEN)
        painter.setBrush(colour("accent"))
        painter.drawRoundedRect(plate, 5, 5)
        painter.setPen(colour("on_accent"))
        painter.drawText(plate, int(_CENTRED), text)

    def _focus(self, events: tuple[Event, ...], index: int, ink: str) -> None:
        """Frame an event, and draw its day through every lane so that values can be compared."""
        if not 0 <= index < len(events):
            return
        area = self.frame.area(events[index])
        area = area.adjusted(-4, -3, 4, 3) if area.width() > 14 else _around(area)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(colour(ink), 1, Qt.PenStyle.DashLine))
        x = self.frame.middle(events[index].start)
        self.painter.drawLine(QPointF(x, self.frame.top), QPointF(x, self.frame.bottom))
        self.painter.setPen(QPen(colour(ink), 2.5))
        self.painter.drawRoundedRect(area, 5, 5)

    def _box(self, area: QRectF, fill: QBrush, ahead: bool) -> None:
        style = Qt.PenStyle.DashLine if ahead else Qt.PenStyle.SolidLine
        self.painter.setPen(QPen(colour("control"), 1, style))
        self.painter.setBrush(fill)
        self.painter.drawRoundedRect(area, 4, 4)

    def _words(self, area: QRectF, text: str, plate: bool = False) -> None:
        """Write words into the part of an area that can be seen; on a plate over a hatching."""
        frame = self.frame
        seen = area.intersected(QRectF(frame.left, area.top(), frame.width, area.height()))
        room = seen.width() - frame.em * 0.8
        metrics = QFontMetricsF(self.painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
        if len(shown) < LEAST_LETTERS < len(text):
            return
        first = text.partition(", ")[0]
        if shown != text and metrics.horizontalAdvance(first) <= room:
            shown = first  # a whole date rather than half of the next
        if plate:
            width = metrics.horizontalAdvance(shown) + frame.em * 0.6
            back = QRectF(0, 0, width, frame.em * 1.3)
            back.moveCenter(seen.center())
            self.painter.setPen(_NO_PEN)
            self.painter.setBrush(colour("base"))
            self.painter.drawRoundedRect(back, 4, 4)
        self.painter.setPen(colour("text"))
        self.painter.drawText(seen, int(_CENTRED), shown)


def block(painter: QPainter, area: QRectF, kind: str) -> None:
    """Paint a week of care: active full, passive striped, empty hollow, paused crossed."""
    ink = colour("accent")
    patterns = {
        "passive": QBrush(ink, Qt.BrushStyle.HorPattern),
        "paused": QBrush(colour("control"), Qt.BrushStyle.DiagCrossPattern),
    }
    fill = QBrush(ink) if kind == "active" else patterns.get(kind, QBrush(Qt.BrushStyle.NoBrush))
    dotted = kind in {"empty", "running"}
    style = Qt.PenStyle.DotLine if dotted else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour("control") if dotted or kind == "paused" else ink, 1.2, style))
    painter.setBrush(fill)
    painter.drawRoundedRect(area, 3, 3)


def _around(area: QRectF) -> QRectF:
    return QRectF(area.center().x() - 9, area.top() - 2, 18, area.height() + 4)
