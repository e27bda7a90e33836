"""What was asked for on the timeline, opened in place: one event with all that is known of it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.corrections import Group
from desktop.models.events import days_text, details_text
from desktop.models.timeline import lane_words
from desktop.widgets.answers import answer_words
from desktop.widgets.form import heading, muted, plain
from desktop.words import ntr, tr
from pathway.course import Event

MOST_LISTED: Final = 40
"""So many of the events that are drawn as one are listed; the list below has them all."""
Recorded = Callable[[Event], tuple[Group, ...]]
"""Tells what the record behind an event holds."""


class OpenedEvents(QWidget):
    """One event in full, or those that are drawn as one, each to be chosen."""

    picked = Signal(int)
    """One of several events was chosen, by its place on the timeline."""
    closed = Signal()

    def __init__(self, recorded: Recorded, parent: QWidget) -> None:
        super().__init__(parent)
        self._recorded = recorded
        self._part: QWidget | None = None
        self._places: tuple[int, ...] = ()
        self.close_it = QPushButton(tr("Close"), self)
        self.close_it.setProperty("kind", "plain")
        self.close_it.setAutoDefault(False)
        theme.put_icon(self.close_it, "x", "accent")
        self.buttons: list[QPushButton] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 4, 0, 4)
        self._box.setSpacing(6)
        self._box.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignLeading)
        self.close_it.clicked.connect(self.on_close)
        self.hide()

    def open(self, events: tuple[Event, ...], places: tuple[int, ...]) -> None:
        """Open one event, or list several with a button each."""
        self.empty()
        self._places = places
        part = self._part = QWidget(self)
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        if len(places) == 1:
            self._fill_one(events[places[0]], part, box)
        else:
            self._fill_several(events, part, box)
        self._box.insertWidget(0, part)
        self.show()

    def empty(self) -> None:
        """Show nothing."""
        if self._part is not None:
            self._box.removeWidget(self._part)
            self._part.hide()
            self._part.deleteLater()
        self._part, self.buttons = None, []
        self.hide()

    @Slot()
    def on_close(self) -> None:
        self.empty()
        self.closed.emit()

    @Slot()
    def on_pick(self) -> None:
        for button, place in zip(self.buttons, self._places, strict=False):
            if button is self.sender():
                self.picked.emit(place)
                return

    def _fill_one(self, event: Event, parent: QWidget, box: QVBoxLayout) -> None:
        title = f"{days_text(event)} · {lane_words(event.lane)}"
        box.addWidget(heading(title, parent, 3))
        box.addWidget(plain(event.title, parent))
        details = details_text(event)
        if details:
            box.addWidget(plain(details, parent))
        for group in self._recorded(event):
            box.addWidget(_group(group, parent))

    def _fill_several(self, events: tuple[Event, ...], parent: QWidget, box: QVBoxLayout) -> None:
        count = len(self._places)
        lane = lane_words(events[self._places[0]].lane)
        said = ntr("{count} event drawn as one", "{count} events drawn as one", count)
        box.addWidget(heading(f"{lane} · {said}", parent, 3))
        for place in self._places[:MOST_LISTED]:
            event = events[place]
            button = QPushButton(f"{days_text(event)} · {event.title}", parent)
            button.setProperty("kind", "plain")
            button.setAutoDefault(False)
            button.clicked.connect(self.on_pick)
            self.buttons.append(button)
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        if count > MOST_LISTED:
            more = ntr("{count} more in the list", "{count} more in the list", count - MOST_LISTED)
            box.addWidget(muted(more, parent))


def _group(group: Group, parent: QWidget) -> QWidget:
    """Return a titled paragraph; the questions that were answered with no are counted."""
    no = answer_words("no")
    told = [line for line in group.lines if line.value != no]
    said = [f"{line.label}: {line.value}" for line in told]
    count = len(group.lines) - len(told)
    if count:
        words = ntr(
            "{count} question answered with no", "{count} questions answered with no", count
        )
        said.append(words)
    part = QWidget(parent)
    box = QVBoxLayout(part)
    box.setContentsMargins(0, 4, 0, 0)
    box.setSpacing(2)
    box.addWidget(muted(group.title, part))
    box.addWidget(plain(" · ".join(said), part))
    return part
