"""What the timeline shows: how much time, and which lanes."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.timeline import lane_words
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import heading, muted
from desktop.words import tr
from pathway.course import Course, Lane

YEAR: Final = 365
QUARTER: Final = 91
EVERYTHING: Final = 0
FROM_ONSET: Final = -1
SAID_ELSEWHERE: Final[frozenset[Lane]] = frozenset({"flags", "episodes", "surgical", "ahead"})
"""That these lanes are empty says nothing about records; the banner tells of red flags."""


class TimeChoice(QWidget):
    """Buttons for stretches of time and for closer and wider; on request one for each lane."""

    stretched = Signal(int)
    """So many days up to today are wanted; ``EVERYTHING``, or from the onset on."""
    zoomed = Signal(bool)
    """Closer, or wider."""
    chosen = Signal(object)
    """The lanes that are not wanted, as a frozenset."""
    past_wanted = Signal()
    """Somebody wants to go back in time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lanes: dict[Lane, QPushButton] = {}
        self.stretches = {
            EVERYTHING: _button(tr("All"), tr("Everything there is"), self),
            YEAR: _button(tr("1 year"), tr("The last year"), self),
            QUARTER: _button(tr("3 months"), tr("The last three months"), self),
            FROM_ONSET: _button(tr("From onset"), tr("From onset to today (0)"), self),
        }
        self.closer = _button(tr("Closer"), tr("Closer (+)"), self)
        self.wider = _button(tr("Wider"), tr("Wider (−)"), self)
        self.which = _button(tr("Lanes"), tr("Which lanes are shown"), self)
        self.which.setCheckable(True)
        self.back = _button(tr("Go back in time"), tr("The chart as it was on a past day"), self)
        self.back.clicked.connect(self.past_wanted)
        for button, icon in (
            (self.closer, "zoom-in"),
            (self.wider, "zoom-out"),
            (self.which, "list"),
            (self.back, "history"),
        ):
            theme.put_icon(button, icon, "accent")
        self.part = QWidget(self)
        self.part.hide()
        self._flow = FlowLayout(self.part, 8)
        self.absent = muted("", parent)
        self._lay_out()
        self.which.toggled.connect(self.part.setVisible)
        for button in self.stretches.values():
            button.clicked.connect(self.on_stretch)
        self.closer.clicked.connect(self.on_closer)
        self.wider.clicked.connect(self.on_wider)

    def show_course(self, course: Course) -> None:
        """Offer the lanes that a course has, each with its number of events."""
        counts: dict[Lane, int] = {}
        for event in course.events:
            counts[event.lane] = counts.get(event.lane, 0) + 1
        for lane in [lane for lane in self.lanes if lane not in counts]:
            button = self.lanes.pop(lane)
            self._flow.removeWidget(button)
            button.deleteLater()
        for lane, count in counts.items():
            if lane not in self.lanes:
                button = self.lanes[lane] = _button("", "", self.part)
                button.setCheckable(True)
                button.setChecked(True)
                button.setProperty("kind", "")
                button.toggled.connect(self.on_lane)
                self._flow.addWidget(button)
            self.lanes[lane].setText(f"{lane_words(lane)} {count}")
        missing = ", ".join(
            lane_words(lane) for lane in course.absent if lane not in SAID_ELSEWHERE
        )
        self.absent.setText(tr("Nothing recorded: {lanes}.").format(lanes=missing))
        self.absent.setVisible(bool(missing))

    @property
    def hidden(self) -> frozenset[Lane]:
        """Return the lanes that are not wanted."""
        return frozenset(lane for lane, one in self.lanes.items() if not one.isChecked())

    @Slot()
    def on_stretch(self) -> None:
        for days, button in self.stretches.items():
            if button is self.sender():
                self.stretched.emit(days)

    @Slot()
    def on_closer(self) -> None:
        self.zoomed.emit(True)

    @Slot()
    def on_wider(self) -> None:
        self.zoomed.emit(False)

    @Slot()
    def on_lane(self) -> None:
        hidden = self.hidden
        self.which.setText(
            tr("Lanes ({count} hidden)").format(count=len(hidden)) if hidden else tr("Lanes")
        )
        self.chosen.emit(hidden)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        line = QHBoxLayout()
        title = heading(tr("Course"), self)
        title.setContentsMargins(0, theme.pixels(7), 0, 0)  # as high as the words of the buttons
        line.addWidget(title, 1, Qt.AlignmentFlag.AlignTop)
        tools = QWidget(self)
        trailing = FlowLayout(tools, 4, is_trailing=True)
        for button in (*self.stretches.values(), self.closer, self.wider, self.which, self.back):
            trailing.addWidget(button)
        line.addWidget(tools, 6)
        box.addLayout(line)
        box.addWidget(self.part)


def _button(words: str, tip: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("kind", "plain")
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
