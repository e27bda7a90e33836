"""The list twin of the timeline: the same events as rows, newest at the top."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop import show
from desktop.models.timeline import lane_words
from desktop.words import tr
from pathway.course import Event, Lane

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_SHOWN: Final = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)


class EventTable(QAbstractTableModel):
    """The events of a timeline as a table of day, lane, what and details."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._events: tuple[Event, ...] = ()
        self._order: tuple[int, ...] = ()
        self._rows: dict[int, int] = {}

    def show_events(self, events: tuple[Event, ...], hidden: frozenset[Lane] = frozenset()) -> None:
        """Show the events of a timeline, the latest first, but for those in hidden lanes."""
        self.beginResetModel()
        self._events = events
        listed = (place for place, one in enumerate(events) if one.lane not in hidden)
        order = sorted(listed, key=lambda place: _newest_last(events[place]), reverse=True)
        self._order = tuple(order)
        self._rows = {place: row for row, place in enumerate(order)}
        self.endResetModel()

    def event_at(self, row: int) -> Event:
        """Return the event of a row."""
        return self._events[self._order[row]]

    def place_of(self, row: int) -> int:
        """Return the place of a row's event on the timeline."""
        return self._order[row]

    def row_of(self, place: int) -> int:
        """Return the row of an event by its place on the timeline, -1 when it is not listed."""
        return self._rows.get(place, -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_titles())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in _SHOWN or not index.isValid():
            return None
        return _cells(self.event_at(index.row()))[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _titles()[section] if 0 <= section < len(_titles()) else None


def days_text(event: Event) -> str:
    """Return the day or the first and last day of an event."""
    if event.start == event.end:
        return show.day(event.start)
    return tr("{first} to {last}").format(first=show.day(event.start), last=show.day(event.end))


def details_text(event: Event) -> str:
    """Return everything else that is known of an event, also what is drawn as a pattern."""
    parts = [event.detail]
    if not event.sure:
        parts.append(_unsure(event))
    if event.ahead:
        parts.append(tr("not yet: if nothing else changes"))
    return "; ".join(part for part in parts if part)


def spoken(event: Event) -> str:
    """Return an event as one line: for screen readers and the line beneath the timeline."""
    text = f"{days_text(event)}, {lane_words(event.lane)}: {event.title}"
    details = details_text(event)
    return f"{text}. {details}" if details else text


def _unsure(event: Event) -> str:
    if event.lane == "medicines":
        return tr("not exact: nobody recorded when it began")
    return tr("not exact: the onset is imprecise")


def _newest_last(event: Event) -> tuple[object, ...]:
    return event.start, event.end, event.lane, event.title


def _titles() -> tuple[str, ...]:
    return (tr("Day"), tr("Lane"), tr("What"), tr("Details"))


def _cells(event: Event) -> tuple[str, ...]:
    return days_text(event), lane_words(event.lane), event.title, details_text(event)
