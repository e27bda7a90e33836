"""The room of those who moved: its page above the list, the line that leads there, and back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from desktop.pages.moves import MovesPage
from desktop.pages.movesnews import MovedLine
from desktop.window import Window
from pathway.records import ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.rooms import Rooms


class MovedRoom(QObject):
    """Shows who moved, when the line on the first page or the key asks for it."""

    def __init__(self, desk: "Desk", window: Window, rooms: "Rooms") -> None:
        super().__init__(rooms)
        self.page: MovesPage | None = None
        self._came_from: QWidget | None = None
        self._desk = desk
        self._window = window
        self._rooms = rooms
        self._line: MovedLine = rooms.finder.moved
        self._line.wanted.connect(self.show_page)
        window.asking_moves.connect(self.show_page)
        desk.moves.changed.connect(self.show_line)
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.timeout.connect(desk.moves.start)
        self._begin.start(0)  # the list of patients comes first

    @Slot()
    def show_line(self) -> None:
        """Say on the first page how many moved."""
        self._line.show_moves(self._desk.moves.count, self._desk.moves.is_doubtful)

    @Slot()
    def show_page(self) -> None:
        """Show who moved."""
        if not self._rooms.may_leave():
            return
        if self.page is None:
            self.page = MovesPage(self._desk, self._window.pages)
            self.page.left.connect(self.on_left)
            self.page.opened.connect(self.on_opened)
        front = self._window.pages.currentWidget()
        if front is not self.page:
            self._came_from = front
        self._window.set_subject("")
        self.page.look()
        self._window.show_page(self.page)

    @Slot()
    def on_left(self) -> None:
        """Go back to the chart above which the key was pressed, else to the list."""
        chart = self._rooms.chart
        if chart is not None and self._came_from is chart:
            self._rooms.on_medical_left()
        else:
            self._rooms.show_finder()

    @Slot(object)
    def on_opened(self, problem: ProblemId) -> None:
        """Open a chart."""
        self._rooms.show_chart(problem)

    def drop(self) -> None:
        """Take the page out of the window, and begin nothing any more."""
        self._begin.stop()
        page: QWidget | None = self.page
        if page is not None:
            self._window.drop_page(page)
            self.page = None
