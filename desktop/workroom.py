"""The room of the worklist: its page, the next patient, and what came of calls."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.pages.workgroups import group_names
from desktop.pages.worklist import WorklistPage
from desktop.window import Window
from desktop.words import tr
from pathway.records import ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.pages.call import CallPage
    from desktop.pages.workprints import WorkPrintsPage
    from desktop.rooms import Rooms


class WorkRoom(QObject):
    """Leads from the list to a chart, on to the next patient, and back to the same line."""

    def __init__(self, desk: "Desk", window: Window, rooms: "Rooms") -> None:
        super().__init__(rooms)
        self.page: WorklistPage | None = None
        self.call: CallPage | None = None
        self.prints: WorkPrintsPage | None = None
        self._desk = desk
        self._window = window
        self._rooms = rooms
        self._opened: ProblemId | None = None
        window.asking_worklist.connect(self.show_page)
        window.asking_next.connect(self.show_next)
        window.asking_call.connect(self.on_call_wanted)

    @property
    def is_source(self) -> bool:
        """Whether the chart in front was opened from the list: back leads there again."""
        chart = self._rooms.chart
        is_open = chart is not None and chart.view is not None
        return is_open and self._opened == chart.view.problem_id  # type: ignore[union-attr]

    def greet(self) -> None:
        """Show who waits; in a clinic without patients, where the first one is registered."""
        if self._desk.work.has_patients():
            self.show_page()
        else:
            self._rooms.show_finder()

    @Slot()
    def on_chart_left(self) -> None:
        """Go back to the list that the chart was opened from."""
        if self.is_source:
            self.show_page()
        else:
            self._rooms.show_finder()

    @Slot()
    def forget(self) -> None:
        """A chart is opened from elsewhere: back leads there."""
        self._opened = None

    @Slot()
    def show_page(self) -> None:
        """Show who waits."""
        if not self._rooms.may_leave():
            return
        page = self.lay_ready()
        self.drop_call()
        self._window.set_subject("")
        self._window.show_page(page)
        page.begin()

    def lay_ready(self) -> WorklistPage:
        """Return the page of the list, which is made with the first question for it."""
        if self.page is None:
            self.page = WorklistPage(self._desk, self._window.pages)
            self.page.opened.connect(self.on_opened)
            self.page.called.connect(self.show_call)
            self.page.flow_wanted.connect(self.on_flow)
            self.page.print_wanted.connect(self.show_prints)
            self.page.left.connect(self._rooms.show_finder)
        return self.page

    @Slot(object)
    def on_opened(self, problem: ProblemId) -> None:
        """Open the chart of a line."""
        self._opened = problem
        self._rooms.show_chart(problem)

    @Slot(object, str)
    def on_flow(self, problem: ProblemId, name: str) -> None:
        """Escalate or refer the person of a line, above their chart; back leads to the list."""
        self._opened = problem
        self._rooms.flow_wanted.emit(problem, name)

    @Slot()
    def show_next(self) -> None:
        """Go to the next patient of the list, on the list to the line in hand; then to the list."""
        if not self._rooms.may_leave():
            return
        is_listed = self.page is not None and self._window.pages.currentWidget() is self.page
        if self.page is None or not (is_listed or self.is_source):
            self.show_page()
            return
        found = self.page.next_after(self._opened)
        if found is None or found == self._opened:
            self.show_page()
            if not self.page.model.rowCount():
                return
            self._window.notice.tell(tr("That was the last one of this list."), "info")
            return
        self.on_opened(found)

    @Slot()
    def on_call_wanted(self) -> None:
        """Say what came of calling the patient in front."""
        front = self._window.pages.currentWidget()
        chart = self._rooms.chart
        if front is self.page and self.page is not None:
            self.page.act("call")
        elif chart is not None and front is chart and chart.view is not None:
            self.show_call(chart.view.problem_id, "")

    @Slot(object, str)
    def show_call(self, problem: ProblemId, kind: str) -> None:
        """Show the page of a call above the list or the chart in front."""
        view = self._desk.view(problem)
        if view is None or not self._rooms.may_leave():
            return
        from desktop.pages.call import CallPage

        came_from = self._window.pages.currentWidget()
        self.drop_call()
        self.call = CallPage(self._desk, view, self._window.pages, kind)
        is_list = came_from is self.page
        self.call.left.connect(self.show_page if is_list else self.on_left)
        self._window.show_page(self.call)

    @Slot()
    def show_prints(self) -> None:
        """Show the page that prints handouts for the people in the list."""
        from desktop.pages.workprints import WorkPrintsPage

        if self.page is None:
            return
        if self.prints is None:
            self.prints = WorkPrintsPage(self._desk, self._window.pages)
            self.prints.left.connect(self.show_page)
        self.prints.open(self.page.model.problems, group_names()[self.page.groups.group])
        self._window.set_subject("")
        self._window.show_page(self.prints)

    @Slot()
    def on_left(self) -> None:
        """Go back to the chart."""
        self._rooms.on_medical_left()
        self.drop_call()

    def drop(self) -> None:
        """Take the pages out of the window."""
        self.drop_call()
        for page in (self.page, self.prints):
            if page is not None:
                self._window.drop_page(page)
        self.page = self.prints = None

    def drop_call(self) -> None:
        """Take the page of a call out."""
        if self.call is not None:
            self._window.drop_page(self.call)
            self.call = None
