"""The pages that lie above a chart and are dropped when it is wanted again: problem, merging."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.bar import FOR_CLINICIANS
from desktop.trouble import Trouble
from desktop.window import Window
from pathway.records import ProblemId

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.desk import Desk
    from desktop.rooms import Rooms

LETTER = "letter"
"""What is unfinished of a letter lies beneath no page of its own."""


class OverChart(QObject):
    """Shows one page above the chart in front; each is made anew when it is wanted."""

    def __init__(self, desk: "Desk", window: Window, rooms: "Rooms") -> None:
        super().__init__(rooms)
        self._desk = desk
        self._window = window
        self._rooms = rooms
        self.page: QWidget | None = None
        rooms.finder.unfinished.problem_wanted.connect(self.show_unfinished)
        rooms.finder.merge_wanted.connect(self.show_merge)
        rooms.finder.unfinished.flow_wanted.connect(self.go_on_with)
        rooms.flow_wanted.connect(self.go_on_with)

    @Slot()
    def show_problem(self) -> None:
        """Show the problem whose chart is in front."""
        self._show_problem(is_new=False)

    @Slot()
    def show_another(self) -> None:
        """Show an empty page for another problem of the patient in front."""
        self._show_problem(is_new=True)

    @Slot(object, bool)
    def show_unfinished(self, problem_id: ProblemId, is_new: bool) -> None:
        """Go on with a page that was left."""
        self._rooms.show_chart(problem_id)
        self._show_problem(is_new=is_new)

    @Slot(str)
    def show_flow(self, name: str) -> None:
        """Show the page of a flow above the chart in front: escalating, clearing, referring."""
        chart = self._rooms.chart
        if chart is None or chart.view is None or not self._rooms.may_leave():
            return
        if name in FOR_CLINICIANS and not self._desk.users.is_clinician:
            self._desk.troubled.emit(Trouble("refused_not_allowed"))
            return
        from desktop.flowpages import page_of

        page = page_of(name, self._desk, chart.view, self._window.pages)
        page.left.connect(self.on_left)
        page.emergency_wanted.connect(self.on_emergency)
        if name == "refer":
            page.letter_wanted.connect(self.on_letter)  # type: ignore[attr-defined]
        self._bring(page)

    @Slot(object, str)
    def go_on_with(self, problem_id: ProblemId, name: str) -> None:
        """Go on with the page of a flow that was left, or begin it for somebody on a list."""
        self._rooms.show_chart(problem_id)
        if name == LETTER:
            self._go_on_with_letter()
        else:
            self.show_flow(name)

    @Slot()
    def on_emergency(self) -> None:
        """Show the emergency letter of the chart beneath."""
        self.on_left()
        if self._rooms.chart is not None:
            self._rooms.chart.on_emergency()

    @Slot(str, str, str)
    def on_letter(self, kind: str, to: str, asked: str) -> None:
        """Show the letter that fits a referral, with what was told of it."""
        self.on_left()
        chart = self._rooms.chart
        if chart is not None and chart.view is not None:
            chart.printing.letter.open(chart.view.problem_id)
            chart.printing.choose(kind)
            chart.printing.letter.begin(to, asked)
            chart.act("tab_4")

    def _go_on_with_letter(self) -> None:
        """Show the letter that was left, as it was left."""
        chart = self._rooms.chart
        if chart is not None and chart.view is not None:
            chart.printing.letter.open(chart.view.problem_id)
            chart.printing.choose(chart.printing.letter.left_at)
            chart.act("tab_4")

    @Slot(object, object)
    def show_merge(self, problem_id: ProblemId, other: ProblemId | None = None) -> None:
        """Compare the record of a patient with another one, or look for it first."""
        view = self._desk.view(problem_id)
        if view is None or not self._rooms.may_leave():
            return
        from desktop.pages.merge import MergePage

        page = MergePage(self._desk, view, self._window.pages)
        page.left.connect(self.on_left)
        page.chart_wanted.connect(self.on_chart_wanted)
        page.settled.connect(self._window.update_actions)
        self._bring(page)
        if other is not None:
            page.compare(other)

    @Slot()
    def merge_in_front(self) -> None:
        """Look for another record of the patient in front."""
        chart = self._rooms.chart
        if chart is not None and chart.view is not None:
            self.show_merge(chart.view.problem_id)

    @Slot()
    def on_left(self) -> None:
        """Go back to the chart, or to the list where none is open."""
        self._rooms.on_medical_left()
        chart = self._rooms.chart
        if chart is None or chart.view is None:
            self._rooms.show_finder()

    @Slot(object)
    def on_chart_wanted(self, problem_id: ProblemId) -> None:
        """Open a chart."""
        self._rooms.show_chart(problem_id)
        self.drop()

    def drop(self) -> None:
        """Take the page out."""
        if self.page is not None:
            self._window.drop_page(self.page)
            self.page = None

    def _show_problem(self, *, is_new: bool) -> None:
        chart = self._rooms.chart
        if chart is None or chart.view is None or not self._rooms.may_leave():
            return
        from desktop.pages.problem import ProblemPage

        page = ProblemPage(self._desk, chart.view, self._window.pages, is_new)
        page.left.connect(self.on_left)
        page.chart_wanted.connect(self.on_chart_wanted)
        page.another_wanted.connect(self.show_another)
        self._bring(page)

    def _bring(self, page: "QWidget") -> None:
        old, self.page = self.page, page
        self._window.show_page(page)
        if old is not None:
            self._window.drop_page(old)
