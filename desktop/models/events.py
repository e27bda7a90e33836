"""The list twin of the timeline: the same events as rows, newest at the top."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop import show
from desktop.models.timeline import Event, lane_words
from desktop.words import tr

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

    def show_events(self, events: tuple[Event, ...]) -> None:
        """Show these events, the latest first."""
        self.beginResetModel()
        self._events = tuple(sorted(events, key=_newest_last, reverse=True))
        self.endResetModel()

    def event_at(self, row: int) -> Event:
        """Return the event of a row."""
        return self._events[row]

    def row_of(self, event: Event) -> int:
        """Return the row of an event, -1 when it is not listed."""
        return self._events.index(event) if event in self._events else -1

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._events)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_titles())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in _SHOWN or not index.isValid():
            return None
        return _cells(self._events[index.row()])[index.column()]

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
        parts.append(tr("not exact: the onset is imprecise"))
    if event.ahead:
        parts.append(tr("not yet: if nothing else changes"))
    return "; ".join(part for part in parts if part)


def spoken(event: Event) -> str:
    """Return an event as one line: for screen readers and the line beneath the timeline."""
    text = f"{days_text(event)}, {event.title}"
    details = details_text(event)
    return f"{text}. {details}" if details else text


def _newest_last(event: Event) -> tuple[object, ...]:
    return event.start, event.end, event.lane, event.title


def _titles() -> tuple[str, ...]:
    return (tr("Day"), tr("Lane"), tr("What"), tr("Details"))


def _cells(event: Event) -> tuple[str, ...]:
    return days_text(event), lane_words(event.lane), event.title, details_text(event)
