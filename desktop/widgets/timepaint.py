"""Paints the timeline: lanes and axis, what lies in them, today, and what has the focus."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop import show
from desktop.models.timeline import lane_words
from desktop.widgets.lanepaint import LanePainter
from desktop.widgets.timeframe import Frame
from desktop.widgets.timeletters import Letters
from desktop.widgets.timesigns import NO_BRUSH, NO_PEN, Inks
from desktop.widgets.valuelines import LINE_INKS
from desktop.words import tr
from pathway.courseaxis import Tick, ticks
from pathway.courseplaces import fitted
from pathway.courserows import Track

VEIL: Final = 120
"""How much of the ground the veil over what has not happened covers, of 255."""


class Canvas:
    """A painter with the frame it paints in."""

    def __init__(self, painter: QPainter, frame: Frame, letters: Letters, inks: Inks) -> None:
        self.painter = painter
        self.frame = frame
        self.room = frame.room
        self.course = frame.tracks.course
        self.letters = letters
        self.inks = inks
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(letters.font)
        # Else dates would be turned around on a screen that reads from right to left.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def paint_ground(self) -> None:
        """Paint the ground of the lanes, their names, and where they stand today."""
        for number, track in enumerate(self.frame.tracks.all):
            self._lane(track, shaded=number % 2 == 0)

    def paint_time(self, seen: QRect, share: float = 1.0) -> None:
        """Paint axis, events and today on the ground of the lanes; ``seen`` is what can be seen.

        ``share`` tells how much of the whole view the frame is.
        """
        painter, frame = self.painter, self.frame
        self._axis()
        painter.save()
        self._clip(seen)
        self._days_ahead()
        self._line_of_today()
        lanes = LanePainter(painter, frame, self.inks, self.letters, seen)
        lanes.share = share
        for track in frame.tracks.all:
            lanes.paint(track)
        self._name_of_today()
        painter.restore()

    def paint_focus(self, current: int, hovered: tuple[int, ...], seen: QRect) -> None:
        """Paint what has the focus, and what the mouse points at, above all else."""
        self.painter.save()
        self._clip(seen)
        if hovered and hovered[0] != current:
            self._focus(hovered[0], "control")
        if current >= 0:
            self._focus(current, "accent")
        self.painter.restore()

    def seen(self) -> QRect:
        """Return where the lanes can be seen: beside their names, down to the name of today."""
        # Whole pixels: any other clipping makes each stroke several times slower.
        left, bottom = round(self.room.left), round(self.frame.bottom + self.room.em * 2)
        return QRect(left, 0, round(self.room.right) - left, bottom)

    def _clip(self, seen: QRect) -> None:
        self.painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)

    def _lane(self, track: Track, *, shaded: bool) -> None:
        """Paint the ground of a lane, its name, and where it stands today."""
        painter, room = self.painter, self.room
        area = self.frame.lane(track)
        whole = QRectF(0, area.top(), room.right, area.height())
        painter.fillRect(whole, self.inks.of("alt" if shaded else "base"))
        painter.setPen(self.inks.of("border"))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        wide = room.left - room.em * 0.9
        now = self.course.now.get(track.lane, "")
        line = min(room.em * 0.98, area.height() * 0.46)
        middle = area.center().y() - (line / 2 if now else 0)
        name = fitted(lane_words(track.lane), wide, self.letters.width)
        left = room.em * 0.5
        self.letters.write(painter, left, middle, name, self.inks.of("muted"))
        if now:
            said = fitted(now, wide, self.letters.bold.width)
            ink = self.inks.of(LINE_INKS.get(track.lane, "text"))
            self.letters.write_bold(painter, QPointF(left, middle + line), said, ink)

    def _axis(self) -> None:
        painter, room = self.painter, self.room
        for tick in ticks(room, self.course.onset):
            x = room.x(tick.day.toordinal())
            painter.setPen(QPen(self.inks.of("border"), 1))
            painter.drawLine(QPointF(x, room.em * 0.4), QPointF(x, self.frame.bottom))
            self._tick(tick, x + 5)

    def _tick(self, tick: Tick, x: float) -> None:
        """Write a date with its week; half a date is worse than none."""
        room = self.room
        day = str(tick.day.year) if tick.is_year else show.day(tick.day)
        said = ((day, "text", 0.85), (_week(tick), "muted", 1.95))
        for text, token, line in said:
            if text and x + self.letters.width(text) <= room.right:
                ink = self.inks.of(token)
                self.letters.write(self.painter, x, room.em * line, text, ink)

    def _days_ahead(self) -> None:
        """Shade what has not happened yet."""
        room, frame = self.room, self.frame
        left = round(max(room.x(self.course.today.toordinal() + 1), room.left))
        area = QRect(
            left, round(frame.top), round(room.right) - left, round(frame.bottom - frame.top)
        )
        if area.width() > 0:
            veil = QColor(self.inks.of("soft"))
            veil.setAlpha(VEIL)
            self.painter.fillRect(area, veil)

    def _line_of_today(self) -> None:
        """Draw today beneath everything else: words that cross it stay readable."""
        x = self.room.x(self.course.today.toordinal() + 0.5)
        self.painter.setPen(QPen(self.inks.of("accent"), 1.6))
        self.painter.drawLine(QPointF(x, self.frame.top), QPointF(x, self.frame.bottom + 3))

    def _name_of_today(self) -> None:
        painter, room, frame = self.painter, self.room, self.frame
        x = room.x(self.course.today.toordinal() + 0.5)
        if not room.left <= x <= room.right:
            return
        text = tr("today {day}").format(day=show.day(self.course.today))
        width = self.letters.width(text) + room.em
        left = max(min(x - width / 2, room.right - width), room.left)
        plate = QRectF(left, frame.bottom + 2, width, room.em * 1.3)
        painter.setPen(NO_PEN)
        painter.setBrush(self.inks.of("accent"))
        painter.drawRoundedRect(plate, 5, 5)
        ink = self.inks.of("on_accent")
        self.letters.write(painter, left + room.em / 2, plate.center().y(), text, ink)

    def _focus(self, place: int, token: str) -> None:
        """Frame an event, and draw its day through every lane so that values can be compared."""
        track = self.frame.tracks.of(place)
        if track is None:
            return
        event = self.frame.tracks.events[place]
        area = self.frame.box(place).adjusted(-3, -2, 3, 2)
        if area.width() < 14:
            middle = area.center().x()
            area.setLeft(middle - 8)
            area.setWidth(16)
        ink = self.inks.of(token)
        self.painter.setBrush(NO_BRUSH)
        self.painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
        x = self.room.x(event.start.toordinal() + 0.5)
        self.painter.drawLine(QPointF(x, self.frame.top), QPointF(x, self.frame.bottom))
        self.painter.setPen(QPen(ink, 2.5))
        self.painter.drawRoundedRect(area, 5, 5)


def _week(tick: Tick) -> str:
    return "" if tick.elapsed is None else show.week_and_day(tick.elapsed)
