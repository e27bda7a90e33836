"""The timeline as it was painted last: while it moves, it is pushed aside and only its edge is new.

What is written stands still on what it belongs to meanwhile; as soon as nothing moves any more,
everything is laid out and painted anew.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from desktop.widgets.timeframe import Frame
from desktop.widgets.timeletters import Letters
from desktop.widgets.timepaint import Canvas
from desktop.widgets.timesigns import Inks
from pathway.courseplaces import Room

MOST_SHARE: Final = 0.5
"""Where more than this part of what is seen is new, all of it is painted."""
AROUND_EMS: Final = 5.0
"""So far beyond a new edge is looked, for what reaches into it."""


class Kept(NamedTuple):
    """What was painted: for which look, of which room, where its first day lies."""

    key: tuple[object, ...]
    room: Room
    first: float
    picture: QPixmap


def moved(
    kept: Kept, room: Room, ground: QPixmap, frame_of: Callable[[Room], Frame], dress: "Dress"
) -> Kept | None:
    """Push a picture aside and paint its new edge; None where all of it has to be painted."""
    if abs(kept.room.per_day - room.per_day) > 1e-9 or kept.room.left != room.left:
        return None
    ratio = kept.picture.devicePixelRatio()
    shift = round((kept.first - room.first) * room.per_day * ratio)
    if abs(shift) > room.width * ratio * MOST_SHARE:
        return None
    first = kept.first - shift / ratio / room.per_day
    if shift:
        left, wide = round(room.left), round(room.right) - round(room.left)
        high = round(kept.picture.height() / ratio)
        lies = QRect(round(left * ratio), 0, round(wide * ratio), kept.picture.height())
        kept.picture.scroll(shift, 0, lies)
        new = -(-abs(shift) // ratio) + 1
        edge = QRect(left if shift > 0 else round(left + wide - new), 0, round(new), high)
        frame = frame_of(_room_of(edge, first, room))
        painter = QPainter(kept.picture)
        painter.setClipRect(edge)
        painter.drawPixmap(0, 0, ground)
        Canvas(painter, frame, *dress).paint_time(edge, frame.room.width / room.width)
        painter.end()
    return Kept(kept.key, room, first, kept.picture)


class Dress(NamedTuple):
    """What is painted with."""

    letters: Letters
    inks: Inks


def _room_of(edge: QRect, first: float, room: Room) -> Room:
    """Return the room of an edge with what lies around it, for the days of the pushed picture."""
    around = room.em * AROUND_EMS
    left, right = edge.left() - around, edge.left() + edge.width() + around
    days = tuple(first + (x - room.left) / room.per_day for x in (left, right))
    return Room((days[0], days[1]), left, right - left, room.em)
